package act_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/act"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestAct_UTakesBackTheSaveThatTheStatusLineTellsOf(t *testing.T) {
	env := district.Session(district.Env(t))
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, ""), act.Do(env, ask(screen.ActClear, store.KindDevice, held))), 80, 24)
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save 3. u takes it back.")
	term.Press("u") // the cursor of the list is on another device
	term.WaitFor("Undo of save 3")
	term.Press("esc")
	term.WaitFor("1 of 610")
	term.Press("j")
	term.WaitFor("› 2026864")
	term.Press("u") // a key later it is about the record under the cursor again
	term.WaitFor("Undo of")
	if strings.Contains(term.Screen(), "Undo of save 3") {
		t.Errorf("the words are gone, and u still means them:\n%s", term.Screen())
	}
}

func TestNew_TheListsCursorGoesToTheRecordThatCameToBe(t *testing.T) {
	env := district.Session(district.Env(t))
	m := screen.ActMsg{Act: screen.ActNew, Record: store.KindDevice, Prefill: map[store.Field]string{store.FieldSerial: "LKPNEWDEV001", store.FieldAssetTag: "8123123", store.FieldSite: "LARK"}}
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, ""), act.Do(env, m)), 80, 24)
	term.WaitFor("~ LARK")
	save(term)
	term.WaitUntil("the cursor on it", func(screen string) bool { return strings.Contains(cursor(screen), "8123123") })
}
