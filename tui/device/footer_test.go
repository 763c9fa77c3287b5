package device_test

import (
	"testing"

	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestDevices_WithTwoMarkedTheFooterNamesSwap(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, "site:LARK held:yes")), 80, 24)
	term.WaitFor("1 of ")
	term.Press("space", "space")
	term.WaitFor("2 marked")
	term.WaitFor("x swap")
	term.Press("space")
	term.WaitFor("3 marked")
	term.WaitGone("x swap")
}

func TestDevices_UndoOpensWhatWouldBePutBackAndLeadsBack(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, greek)), 80, 24)
	term.WaitFor("1 of 1")
	term.Press("u")
	term.WaitFor("Homeroom  Undo of change c")
	term.WaitFor("device " + greek)
	term.Press("esc")
	term.WaitFor("1 of 1")
}
