package history_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/fixtures"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// taken and moved are two held iPads of Larkspur Middle School.
const (
	taken = "LKP6FMAT0T9L"
	moved = "LKPLC3QX0PL0"
)

// rooms is the district with a third act: an import that gave two iPads other rooms.
func rooms(t *testing.T) screen.Env {
	t.Helper()
	env := district.Env(t)
	s := env.Store
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

func TestHistory_List(t *testing.T) {
	env := rooms(t)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, history.New(env)), size.Width, size.Height)
			term.WaitFor("1 of 3")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestHistory_Act(t *testing.T) {
	env := rooms(t)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), size.Width, size.Height)
			term.WaitFor("1 of 2")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func whole(number int64) store.UndoRequest { return store.UndoRequest{Act: number} }

func TestUndo_R87_ShowsWhatStaysFirstAndAsks(t *testing.T) {
	env := rooms(t)
	storetest.Edit(t, env.Store, "e.vanegrove", moved, map[store.Field]string{store.FieldRoom: "Room 301"})
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, history.Undo(env, whole(3))), size.Width, size.Height)
			term.WaitFor("1 of 2")
			golden.RequireEqual(t, []byte(term.Screen()))
			term.Press("u")
			term.WaitFor("y put back")
		})
	}
}

func TestUndo_AsksInRecordsAndEnterNeverPutsBack(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.New(env)), 80, 24)
	term.WaitFor("1 of 3")
	term.Press("u") // from the list, all of it
	term.WaitFor("Undo of import 3")
	term.WaitFor("2 device records")
	term.Press("enter")
	term.WaitFor("Homeroom  Device ")
	term.Press("esc")
	term.WaitFor("Undo of import 3")
	term.Press("u")
	term.WaitFor("This puts 2 device records back as before import 3.")
	term.Press("u", "enter") // the key that asked does not confirm, Enter is No
	term.WaitGone("This puts")
	term.Press("esc")
	term.WaitFor("1 of 3")
	if d := device(t, env, taken); d.Room != "Room 300" {
		t.Errorf("room is %q: it was put back without a yes", d.Room)
	}
}

func TestUndo_PutsBackAndTellsTheResult(t *testing.T) {
	env := rooms(t)
	storetest.Edit(t, env.Store, "e.vanegrove", moved, map[store.Field]string{store.FieldRoom: "Room 301"})
	term := tuitest.Start(t, tui.New(env, history.New(env), history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("u", "w")
	term.WaitFor("Left as now (!): 1 device record.")
	term.WaitFor("by e.vanegrove")
	term.Press("u")
	term.WaitFor("This puts 1 device record back as before import 3.")
	term.Press("y")
	term.WaitFor("Put back as before import 3: 1 device record.")
	term.WaitFor("This is save 5; u takes the undo back.")
	if d := device(t, env, taken); d.Room != "Homeroom 102" {
		t.Errorf("room is %q, not what it was before", d.Room)
	}
	if d := device(t, env, moved); d.Room != "Room 301" {
		t.Errorf("room is %q: another's change was overwritten", d.Room)
	}
	term.Press("esc")
	term.WaitFor("It was taken back by save 5.")
	term.Press("esc")
	term.WaitFor("2 of 5")
	term.WaitFor("(undone by 5)")
}

func TestUndo_RedoIsTheUndoOfTheUndoAndIsOfferedThere(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.New(env)), 80, 24)
	term.WaitFor("1 of 3")
	term.Press("u")
	term.WaitFor("2 device records")
	term.Press("u", "y")
	term.WaitFor("This is save 4; u takes the undo back.")
	term.WaitFor("u take the undo back") // the footer offers it
	if d := device(t, env, taken); d.Room == "Room 300" {
		t.Fatalf("room is %q: nothing was put back", d.Room)
	}
	term.Press("u")
	term.WaitFor("Homeroom  Undo of save 4")
	term.WaitFor("It took import 3 back; this brings it back.")
	term.WaitFor("Nothing has happened yet.")
	term.Press("u")
	term.WaitFor("This puts 2 device records back as before save 4.")
	term.Press("y")
	term.WaitFor("This is save 5; u takes the undo back.")
	if d := device(t, env, taken); d.Room != "Room 300" {
		t.Errorf("room is %q: the undo was not taken back", d.Room)
	}
	term.Press("esc") // the undo that was undone is not gone through again
	term.WaitFor("3 of 5")
	if strings.Contains(term.Screen(), "(undone by 4)") || !strings.Contains(term.Screen(), "(undone by 5)") {
		t.Errorf("import 3 stands again, save 4 does not:\n%s", term.Screen())
	}
	term.Press("enter")
	term.WaitFor("Homeroom  Import 3")
	if s := term.Screen(); strings.Contains(s, "taken back") || strings.Contains(s, "undone") {
		t.Errorf("import 3 stands again:\n%s", s)
	}
}

func TestUndo_DoneOffersToTakeItBack(t *testing.T) {
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := rooms(t)
			term := tuitest.Start(t, tui.New(env, history.Undo(env, whole(3))), size.Width, size.Height)
			term.WaitFor("1 of 2")
			term.Press("u", "y")
			term.WaitFor("u takes the undo back")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestUndo_OfAnEditSpeaksOfRecordsNotOfItsSheet(t *testing.T) {
	env := rooms(t)
	var changes []store.Change
	for i, serial := range []string{taken, moved} {
		d := device(t, env, serial)
		changes = append(changes, store.Change{
			Record: store.KindDevice, Key: serial, Version: d.Version, Line: i + 2,
			Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: "204"}},
		})
	}
	act := store.Act{
		Operator: "h.brackenmere", Kind: store.ActEdit, Title: "Room set to “204” on 2 devices",
		Import: &store.Import{Template: "device-edit", FileName: "made-by-the-program.csv", SHA256: "02", Bytes: []byte("y"), Rows: 2},
	}
	if _, err := env.Store.Apply(env.Context, act, changes); err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, tui.New(env, history.New(env), history.Act(env, 4)), 80, 24)
	term.WaitFor("1 of 2")
	if strings.Contains(term.Screen(), "made-by-the-program") {
		t.Errorf("a sheet that nobody has seen is named:\n%s", term.Screen())
	}
	term.Press("u")
	term.WaitFor("r  what belongs to device " + taken)
	term.WaitFor("w  the whole save 4")
	term.Press("r")
	term.WaitFor("1 of 1")
	term.Press("u", "y")
	term.WaitFor("u takes the undo back")
	if a, b := device(t, env, taken), device(t, env, moved); a.Room != "Room 300" || b.Room != "204" {
		t.Errorf("rooms %q and %q: only the first was to be put back", a.Room, b.Room)
	}
}

func TestUndo_ResizingBreaksNoLineAndKeepsTheCursor(t *testing.T) {
	env := rooms(t)
	sweep(t, tuitest.Start(t, tui.New(env, history.Undo(env, whole(3))), 80, 24), "› ", "device "+taken, "j")
}

func TestUndo_R87_OneRowOfAnImport(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("j", "u")
	term.WaitFor("r  this row (line 3)")
	term.WaitFor("w  the whole import 3")
	term.Press("enter") // there is no default
	term.Press("r")
	term.WaitFor("Undo of line 3 of import 3")
	term.WaitFor("1 of 1")
	term.Press("u")
	term.WaitFor("This puts 1 device record back as before line 3 of import 3.")
	term.Press("y")
	term.WaitFor("This is save 4")
	if a, b := device(t, env, taken), device(t, env, moved); a.Room != "Room 300" || b.Room == "Room 300" {
		t.Errorf("rooms %q and %q: only the second was to be put back", a.Room, b.Room)
	}
	term.Press("esc")
	term.WaitFor("undone")
}

func TestUndo_R87_OneChange(t *testing.T) {
	env := rooms(t)
	_, entries, err := env.Store.Act(env.Context, 2)
	if err != nil {
		t.Fatal(err)
	}
	var free store.Entry // a device that nothing happened to since
	for _, e := range entries {
		if e.Record == store.KindDevice && e.Key != taken && e.Key != moved {
			free = e
		}
	}
	term := tuitest.Start(t, tui.New(env, history.Undo(env, store.UndoRequest{Entry: free.ID})), 80, 24)
	term.WaitFor(trail.Change(free.ID))
	term.WaitFor(free.Key)
	term.Press("u")
	term.WaitFor("This puts 1 device record back as before change " + trail.Change(free.ID))
}

func TestRequest_R87_ReadsWhatToTakeBack(t *testing.T) {
	for name, want := range map[string]store.UndoRequest{
		"12": {Act: 12}, "12:7": {Act: 12, Lines: []int{7}}, "12:7, 9": {Act: 12, Lines: []int{7, 9}}, "c5": {Entry: 5}, "C5": {Entry: 5},
	} {
		if got, err := history.Request(name); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s reads as %+v (%v)", name, got, err)
		}
	}
	for _, name := range []string{"", "c", "0", "-1", "12:", "12:0", "12:7,", "12:7,x", "12:x", "c5:7", "soon", ":7"} {
		if got, err := history.Request(name); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%q reads as %+v (%v)", name, got, err)
		}
	}
}

func TestUndo_WhatChangesWhileItIsLookedAtIsWorkedOutAnew(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.Undo(env, whole(3))), 80, 24)
	term.WaitFor("2 device records")
	storetest.Edit(t, env.Store, "e.vanegrove", taken, map[store.Field]string{store.FieldRoom: "Room 302"})
	latest, err := env.Store.Latest(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("Left as now (!): 1 device record.")
}

func TestUndo_OfSomethingTakenBackAlreadySaysByWhomAndOffersToTakeThatBack(t *testing.T) {
	env := rooms(t)
	u, err := env.Store.PlanUndo(env.Context, "k.alder", whole(3))
	if err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, tui.New(env, history.New(env), history.Undo(env, whole(3))), 80, 24)
	term.WaitFor("2 device records")
	receipt, err := env.Store.Apply(env.Context, u.Act, u.Changes)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: receipt.Act})
	term.WaitFor("Import 3 is taken back already, by k.alder as save 4; u takes that undo back.")
	if s := term.Screen(); strings.Contains(s, "Nothing has happened yet") || strings.Contains(s, "Nothing can be put back") {
		t.Errorf("it was put back, and the page denies it:\n%s", s)
	}
	term.Press("u")
	term.WaitFor("Homeroom  Undo of save 4")
	term.WaitFor("It took import 3 back; this brings it back.")
	term.Press("n")
	term.WaitFor("(undone by 4)")
}

func TestUndo_DoneStaysDoneWhenAnotherScreenWasVisited(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.New(env), history.Undo(env, whole(3))), 80, 24)
	term.WaitFor("2 device records")
	term.Press("u", "y")
	term.WaitFor("This is save 4; u takes the undo back.")
	term.Press("2")
	term.WaitFor("[2 Devices]")
	term.Press("esc")
	term.WaitFor("This is save 4; u takes the undo back.")
}

func TestAct_EnterOpensTheRecordOfTheEntry(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 3)), 80, 24)
	term.WaitFor("1 of 2")
	term.Press("enter")
	term.WaitFor("Homeroom  Device " + taken)
	term.Press("esc")
	term.WaitFor("rooms.csv: 2 rows")
}

func TestAct_ThatNeverWasSaysSo(t *testing.T) {
	env := rooms(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 99)), 80, 24)
	term.WaitFor("There is no import or change of that number.")
}

func device(t *testing.T, env screen.Env, serial string) store.Device {
	t.Helper()
	d, err := env.Store.Device(env.Context, serial)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sweep takes the terminal from 40×10 to 250×70 and back: every frame is whole and the cursor stays on its line.
func sweep(t *testing.T, term *tuitest.Term, cursor, line string, keys ...string) {
	t.Helper()
	term.WaitFor(line)
	term.Press(keys...)
	for _, size := range [][2]int{{80, 24}, {40, 10}, {79, 20}, {109, 30}, {110, 30}, {250, 70}, {120, 40}, {41, 11}, {40, 10}} {
		term.Resize(size[0], size[1])
		term.WaitUntil(fmt.Sprintf("%s under the cursor at %v", line, size), func(s string) bool {
			lines := strings.Split(s, "\n")
			if len(lines) != size[1] || strings.Count(s, cursor) != 1 || lines[size[1]-1] == "" {
				return false
			}
			at := strings.Index(s, cursor)
			under, _, _ := strings.Cut(s[at:], "\n")
			return strings.Contains(under, line)
		})
	}
}
