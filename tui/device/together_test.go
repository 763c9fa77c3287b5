package device_test

import (
	"strings"
	"testing"

	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
	"homeroom/tui/user"
)

// What is saved in one console is seen in the others within their poll: in the list, which keeps its cursor on its
// record although the order changes around it, and on both record pages.
func TestTogether_ASaveInOneConsoleIsSeenInTheOthers(t *testing.T) {
	env := district.Env(t)
	open := func(name string) *tuitest.Term {
		env := district.Session(env)
		env.Operator = name
		switch name {
		case "list":
			return tuitest.Start(t, tui.New(env, device.Filtered(env, "held:yes site:LARK")), 80, 24)
		case "user":
			return tuitest.Start(t, tui.New(env, user.Record(env, "mkallithori")), 80, 24)
		}
		return tuitest.Start(t, tui.New(env, device.Record(env, greek)), 80, 24)
	}
	hand, list, page, person := open("hand"), open("list"), open("page"), open("user")
	hand.WaitFor("Status         held")
	page.WaitFor("Status         held")
	person.WaitFor("Devices held   iPad mini Retina  9975685")
	list.WaitFor("1 of 274")
	list.Press("s", "c")
	list.WaitFor("by Changed ↓")
	list.Press("g", "j", "j", "space", "k")
	list.WaitFor("  3 of 274")
	on := strings.Fields(cursor(list.Screen()))[1:3]

	hand.Press("c")
	hand.WaitFor("y save")
	hand.Press("y")
	hand.WaitFor("Status         placeholder")

	page.WaitFor("Status         placeholder")
	page.WaitFor("Held by        nobody: its own serial number stands in Username")
	person.WaitFor("Devices held   none")
	list.WaitFor("of 273")
	if now := strings.Fields(cursor(list.Screen()))[1:3]; now[0] != on[0] || now[1] != on[1] {
		t.Errorf("the cursor went from %v to %v:\n%s", on, now, list.Screen())
	}
	if !strings.Contains(list.Screen(), "1 marked") {
		t.Errorf("the mark is gone:\n%s", list.Screen())
	}
}
