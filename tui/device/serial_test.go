package device_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestRecord_R12_TheOwnSerialNumberAsSomebodysUserIDIsNoPlaceholder(t *testing.T) {
	env := district.Env(t)
	storetest.MustUser(t, env.Store, store.User{UserID: placeholder, FullName: "Wren Coldmoor", Position: "student", Site: "FERN"})
	term := tuitest.Start(t, tui.New(env, device.Record(env, placeholder)), 80, 24)
	term.WaitFor("Held by        Wren Coldmoor (" + placeholder + "), student")
	if view := term.Screen(); !strings.Contains(strings.Join(strings.Fields(view), " "), "Status held by its own serial") || strings.Contains(view, "placeholder") {
		t.Errorf("the status:\n%s", view)
	}
	term.Press("c")
	term.WaitFor("taking it back would change nothing")
	term.Press("o")
	term.WaitFor("Homeroom  User " + placeholder)
}
