package history_test

import (
	"context"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/fixtures"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
)

// taken and moved are two held iPads of Larkspur Middle School.
const (
	taken = "LKP6FMAT0T9L"
	moved = "LKPLC3QX0PL0"
)

// district has a third act: an import that gave two iPads other rooms.
func district(t *testing.T) screen.Env {
	t.Helper()
	s := storetest.Open(t)
	if err := fixtures.Seed(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	env := screen.Env{
		Context: context.Background(), Store: s, Theme: theme.New(true, true), Now: storetest.Clock(), Operator: "h.brackenmere",
	}
	var changes []store.Change
	for i, serial := range []string{taken, moved} {
		d, err := s.Device(env.Context, serial)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, store.Change{
			Record: store.KindDevice, Key: serial, Version: d.Version, Line: i + 2,
			Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: "Room 300"}},
		})
	}
	act := store.Act{
		Operator: "t.ostermoor", Kind: store.ActImport, Title: "rooms.csv: 2 rows",
		Import: &store.Import{Template: "mlti", Mode: "inventory", Site: fixtures.Primary, FileName: "rooms.csv", SHA256: "01", Bytes: []byte("x"), Rows: 2},
	}
	if _, err := s.Apply(env.Context, act, changes); err != nil {
		t.Fatal(err)
	}
	return env
}

// session gives a console its own theme, as each session has.
func session(env screen.Env) screen.Env {
	env.Theme = theme.New(true, true)
	return env
}

var sizes = []struct {
	name          string
	width, height int
}{{"80x24", 80, 24}, {"120x40", 120, 40}, {"40x10", 40, 10}}

func TestHistory_List(t *testing.T) {
	env := district(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			env := session(env)
			term := tuitest.Start(t, tui.New(env, history.New(env)), size.width, size.height)
			term.WaitFor("1 of 3")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestHistory_Act(t *testing.T) {
	env := district(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			env := session(env)
			term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), size.width, size.height)
			term.WaitFor("1 of 2")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestUndo_R87_ShowsWhatStaysFirstAndAsks(t *testing.T) {
	env := district(t)
	storetest.Edit(t, env.Store, "e.vanegrove", moved, map[store.Field]string{store.FieldRoom: "Room 301"})
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			env := session(env)
			term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), size.width, size.height)
			term.WaitFor("1 of 2")
			term.Press("u")
			term.WaitFor("1 change would be taken back")
			golden.RequireEqual(t, []byte(term.Screen()))
			term.Press("enter")
			term.WaitFor("Take it back?")
		})
	}
}

func TestUndo_NoIsTheDefault(t *testing.T) {
	env := district(t)
	term := tuitest.Start(t, tui.New(env, history.New(env)), 80, 24)
	term.WaitFor("1 of 3")
	term.Press("u") // from the list, too
	term.WaitFor("2 changes would be taken back")
	term.Press("enter")
	term.WaitFor("Take it back?")
	term.Press("enter") // the key that asked does not confirm
	term.WaitGone("Take it back?")
	term.Press("esc")
	term.WaitFor("rooms.csv: 2 rows")
	if d := device(t, env, taken); d.Room != "Room 300" {
		t.Errorf("room is %q: it was put back without a yes", d.Room)
	}
}

func TestUndo_PutsBackAndTellsTheResult(t *testing.T) {
	env := district(t)
	storetest.Edit(t, env.Store, "e.vanegrove", moved, map[store.Field]string{store.FieldRoom: "Room 301"})
	term := tuitest.Start(t, tui.New(env, history.New(env), history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("u")
	term.WaitFor("1 would stay as it is (!)")
	term.WaitFor("changed since by e.vanegrove")
	term.Press("enter")
	term.WaitFor("Take it back?")
	term.Press("y")
	term.WaitFor("Undone by act 5: 1 change was taken back. 1 stayed as it is.")
	term.WaitFor("It was undone by act 5.")
	if d := device(t, env, taken); d.Room != "Homeroom 102" {
		t.Errorf("room is %q, not what it was before", d.Room)
	}
	if d := device(t, env, moved); d.Room != "Room 301" {
		t.Errorf("room is %q: another's change was overwritten", d.Room)
	}
	term.Press("esc")
	term.WaitFor("2 of 5")
	term.WaitFor("by 5")
}

func TestUndo_WhatChangesWhileItIsLookedAtIsWorkedOutAnew(t *testing.T) {
	env := district(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("u")
	term.WaitFor("2 changes would be taken back")
	storetest.Edit(t, env.Store, "e.vanegrove", taken, map[store.Field]string{store.FieldRoom: "Room 302"})
	latest, err := env.Store.Latest(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("1 change would be taken back, 1 would stay")
}

func TestUndo_OfSomethingTakenBackAlreadyCannotBeConfirmed(t *testing.T) {
	env := district(t)
	u, err := env.Store.PlanUndo(env.Context, "h.brackenmere", store.UndoRequest{Act: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := env.Store.Apply(env.Context, u.Act, u.Changes); err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), 80, 24)
	term.WaitFor("It was undone by act 4.")
	term.Press("u")
	term.WaitFor("already taken back by h.brackenmere")
	term.Press("enter")
	term.WaitFor("nothing of this act can be put back")
}

func TestAct_EnterOpensTheRecordOfTheEntry(t *testing.T) {
	env := district(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("enter")
	term.WaitFor("Homeroom  Device " + taken)
	term.Press("esc")
	term.WaitFor("rooms.csv: 2 rows")
}

func TestAct_ThatNeverWasSaysSo(t *testing.T) {
	env := district(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 99)), 80, 24)
	term.WaitFor("there is no import or change of that number")
}

func device(t *testing.T, env screen.Env, serial string) store.Device {
	t.Helper()
	d, err := env.Store.Device(env.Context, serial)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
