package browse_test

import (
	"strings"
	"testing"

	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

func TestMarks_SurviveFilterRefreshAndOrderAndTheirNumberIsShown(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	term.Press("space", "space") // ELMPAD000005, ELMPAD000006
	term.WaitFor("3 of 7, 2 marked")
	term.Press("/")
	term.Type("site:OAK")
	term.Press("enter")
	term.WaitFor("(3 hidden), 2 marked, 2 of them hidden")
	term.Press("*")
	term.WaitFor("6 marked, 2 of them hidden")
	term.Press("s", "a")
	term.WaitFor("by Asset Tag ↑")
	term.WaitFor("6 marked, 2 of them hidden")
	term.Send(changed(t, env))
	term.Press("*")
	term.WaitFor(", 2 marked, 2 of them hidden")
	term.Press("esc") // the filter first, then the marks
	term.WaitFor("of 7, 2 marked")
	term.Press("esc")
	term.WaitGone("marked")
}

func TestActs_AreOfTheRecordUnderTheCursor(t *testing.T) {
	env := school(t)
	term := devices(t, env, "held:yes", 80, 24)
	for key, asked := range map[string]string{
		"e": "edit device ELMPAD000005", "a": "assign device ELMPAD000005", "c": "clear device ELMPAD000005", "x": "swap device ELMPAD000005",
		"p": "position device ELMPAD000005", "b": "open biography ELMPAD000005", "u": "open undo c11",
	} {
		term.Press(key)
		term.WaitFor(asked)
	}
	term.Press("n")
	term.WaitUntil("new device, of none", func(s string) bool { return strings.HasSuffix(s, "new device") })
	term.Press("o")
	term.WaitFor("Emil Stone  emil")
}

func TestActs_AreOfAllThatAreMarked(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	term.Press("s", "s")
	term.WaitFor("by Serial ↑")
	term.Press("j", "j", "j", "space", "space") // OAKMAC000001 and OAKPAD000002
	term.WaitFor("2 marked")
	both := " device OAKMAC000001 OAKPAD000002"
	for key, asked := range map[string]string{"e": "edit" + both, "c": "clear" + both, "x": "swap" + both, "p": "position" + both} {
		term.Press(key)
		term.WaitFor(asked)
	}
	term.Press("a")
	term.WaitFor("it takes one device, and 2 are marked: * or esc takes the marks away")
	term.Press("space") // OAKPAD000003
	term.WaitFor("3 marked")
	term.Press("x")
	term.WaitFor("two devices swap, and 3 are marked")
	term.Press("y")
	term.WaitFor("Copied 3 serial numbers.")
}

func TestActs_ThatMakeNoSenseSayWhy(t *testing.T) {
	env := school(t)
	on := func(query string, key, why string) {
		t.Helper()
		term := devices(t, env, query, 80, 24)
		term.Press(key)
		term.WaitFor(why)
	}
	on("OAKPAD000004", "c", "nobody holds this device: it was taken back already")
	on("ELMPAD000006", "p", "nobody holds this device: a gives it to somebody first")
	on("ELMPAD000006", "o", "this record points at no other")
	on("ELMPAD000006", "d", "people depart, not devices: o goes to the user")
	term := users(t, env, "zoe", 80, 24)
	for key, why := range map[string]string{"c": "this user holds no device", "x": "devices are swapped, not users", "o": "points at no other"} {
		term.Press(key)
		term.WaitFor(why)
	}
	term = tuitest.Start(t, newDesk(env, device.Filtered(env, "nothing.like.it")), 80, 24)
	term.WaitFor("0 of 0 (7 hidden)")
	for _, key := range []string{"e", "a", "c", "x", "p", "o", "u", "b", "y", "enter"} {
		term.Press(key)
		term.WaitFor("there is no row under the cursor")
		term.Press("r")
		term.WaitGone("there is no row")
	}
}

func TestActs_OnPeople(t *testing.T) {
	env := school(t)
	term := users(t, env, "", 80, 24)
	for key, asked := range map[string]string{
		"e": "edit user ada.fern", "a": "assign user ada.fern", "c": "clear user ada.fern", "p": "position user ada.fern", "d": "depart user ada.fern",
		"b": "open biography ada.fern", "u": "open undo c8",
	} {
		term.Press(key)
		term.WaitFor(asked)
	}
	term.Press("*", "d")
	term.WaitFor("depart user ada.fern elodie emil zoe")
	term.Press("c")
	term.WaitFor("it takes one user, and 4 are marked")
}

func TestActs_FromTheRecordPage(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, newDesk(env, user.Record(env, "ADA.fern")), 80, 24)
	term.WaitFor("Devices held")
	for key, asked := range map[string]string{
		"e": "edit user ada.fern", "a": "assign user ada.fern", "p": "position user ada.fern", "d": "depart user ada.fern",
		"b": "open biography ada.fern", "u": "open undo c8", "x": "devices are swapped, not users",
	} {
		term.Press(key)
		term.WaitFor(asked)
	}
	term = tuitest.Start(t, newDesk(env, device.Record(env, "OAKPAD000004")), 80, 24)
	term.WaitFor("Held by")
	for key, asked := range map[string]string{
		"e": "edit device OAKPAD000004", "a": "assign device OAKPAD000004", "c": "it was taken back already", "x": "swap device OAKPAD000004",
		"o": "points at no other", "u": "open undo c10",
	} {
		term.Press(key)
		term.WaitFor(asked)
	}
}
