package bulk_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// saved is a school in which assign.csv was saved with its lines 2, 3 and 4, as import 18, and its summary.
func saved(t *testing.T) (*school, *hand) {
	t.Helper()
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "y", "s", "y")
	h.wants("Saved 3 rows as import 18")
	return s, h
}

// takeBack undoes rows of import 18, as somebody does in another window; without lines all of them.
func (s *school) takeBack(operator string, lines ...int) {
	s.t.Helper()
	u, err := s.store.PlanUndo(s.env.Context, operator, store.UndoRequest{Act: 18, Lines: lines})
	if err == nil {
		_, err = s.store.Apply(s.env.Context, u.Act, u.Changes)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// key is the key of a screen as it stands now.
func (h *hand) key(press string) screen.Key {
	h.t.Helper()
	for _, k := range h.screen.Keys() {
		if k.Is(press) {
			return k
		}
	}
	h.t.Fatalf("there is no key %s", press)
	return screen.Key{}
}

// opens presses a key and answers what it asks the root for.
func (h *hand) opens(press string) screen.OpenMsg {
	h.t.Helper()
	_, cmd := h.screen.Update(screen.Press(press))
	if cmd == nil {
		h.t.Fatalf("%s opens nothing", press)
	}
	msg, _ := cmd().(screen.OpenMsg)
	return msg
}

func TestSummary_IsReadFromTheStoreByItsNumber(t *testing.T) {
	s, _ := saved(t)
	s.env.Operator = "lee"
	h := play(t, bulk.Summary(s.env, 18))
	h.wants("Saved 3 rows as import 18 · assign · OAK · ada at 2026-08-24", "eve.gray", "the records say this already")
	if title := h.screen.Title(); title != "Bulk · saved · assign.csv" {
		t.Errorf("the title is %q", title)
	}
	for _, number := range []int64{0, 1, 99} { // act 1 put a site on record: there are no rows behind it
		none := play(t, bulk.Summary(s.env, number))
		none.wants(" ! ")
		if k := none.key("u"); k.Disabled == "" {
			t.Errorf("undo of import %d is offered", number)
		}
	}
}

// Of an import whose rows are not read any more as they were there is still the file, and the whole to take back.
func TestSummary_OfRowsThatAreNotReadAnyMoreKeepsTheFileAndTheUndo(t *testing.T) {
	s := newSchool(t)
	d := s.device("C02OAK000001")
	_, err := s.store.Apply(s.env.Context, store.Act{
		Operator: "kim", Kind: store.ActImport, Title: "rooms.csv: 2 rows",
		Import: &store.Import{Template: "mlti", Mode: "inventory", Site: "OAK", FileName: "rooms.csv", SHA256: "01", Bytes: []byte("x"), Rows: 2},
	}, []store.Change{{
		Record: store.KindDevice, Key: d.Serial, Version: d.Version, Line: 2, Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: "204"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	h := play(t, bulk.Summary(s.env, 18))
	h.wants("The kept file is not read any more as it was when it was saved", "Write the file out")
	if h.key("W").Disabled == "" || h.key("w").Disabled == "" {
		t.Error("rows that cannot be read can be written")
	}
	h.press("O")
	h.wants("In the inbox: rooms.csv (the file as it came).")
	h.press("u")
	h.wants("This puts 1 device record back as before import 18.")
	h.press("y")
	h.wants("Taken back: 1 device record")
	if d := s.device("C02OAK000001"); d.Room != "" {
		t.Errorf("the room is still %q", d.Room)
	}
}

func TestPick_AnImportOpensItsSummary(t *testing.T) {
	s, _ := saved(t)
	h := play(t, bulk.New(s.env))
	h.press("g")
	h.wants("Enter shows what became of every row.")
	if msg := h.opens("enter"); msg.Name != "import" || msg.Arg != "18" {
		t.Errorf("Enter opens %+v", msg)
	}
}

func TestSummary_R87_MarkedRowsAreTakenBackAndBroughtBack(t *testing.T) {
	s, h := saved(t)
	h.press("g", "space", "space", "u") // lines 2 and 3
	h.wants("2 marked", "As before lines 2 and 3 of import 18: 2 device records are put", "back, and 2 user records are removed.")
	h.press("y")
	h.wants("2 of 3 saved rows taken back by ada", "Taken back: 2 device records are put back, and 2 user records are removed")
	if a, b, c := s.device("C02OAK000001"), s.device("C02OAK000002"), s.device("C02OAK000003"); a.Held() || b.Held() || !c.Held() {
		t.Fatalf("lines 2 and 3 were taken back, line 4 was not: %+v %+v %+v", a, b, c)
	}
	view := h.view(80, 21)
	if line(view, " 2 ", "←", "taken back by ada") == "" || line(view, " 4 ", "✓") == "" || strings.Contains(view, "marked") {
		t.Fatalf("the rows do not say what became of them:\n%s", view)
	}
	h.press("g", "space") // line 2 alone
	if k := h.key("u"); k.Do != "redo" {
		t.Fatalf("u on a row that is taken back is %+v", k)
	}
	h.press("u")
	h.wants("Redo", "This brings line 2 of import 18 back, what save 19 took back: 1", "device record and 1 user record.")
	h.press("y")
	h.wants("Brought back: 1 device record and 1 user record (save 20).", "1 of 3 saved rows taken back")
	if a, b := s.device("C02OAK000001"), s.device("C02OAK000002"); a.Username != "ana.bell" || b.Held() {
		t.Errorf("line 2 alone was brought back: %+v %+v", a, b)
	}
}

func TestSummary_TheWholeIsTakenBackAndBroughtBack(t *testing.T) {
	s, h := saved(t)
	before := s.device("C02OAK000001")
	h.press("u", "y")
	h.wants("Import 18: taken back by ada at 2026-08-24")
	if k := h.key("u"); k.Do != "redo" || k.Disabled != "" {
		t.Fatalf("u is %+v", k)
	}
	h.press("u")
	h.wants("This brings import 18 back, what save 19 took back")
	h.press("y")
	h.wants("Saved 3 rows as import 18", "Brought back:")
	after := s.device("C02OAK000001")
	if before.Version, after.Version = 0, 0; after != before {
		t.Errorf("brought back is\n%+v, saved was\n%+v", after, before)
	}
	h.press("u") // and again
	h.wants("As before import 18: 3 device records and 1 user record are put", "2 user records are removed")
}

func TestSummary_RedoIsRefusedInWordsWhereItIsNotOneThing(t *testing.T) {
	s, h := saved(t)
	s.takeBack("zoe", 2)
	s.takeBack("kim", 3)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.press("*")
	if k := h.key("u"); !strings.Contains(k.Disabled, "some of the marked rows are taken back and some are not") {
		t.Errorf("u on rows of both sorts is %+v", k)
	}
	h.press("*", "g", "space", "space")
	if k := h.key("u"); !strings.Contains(k.Disabled, "taken back by save 19 and save 20: mark the rows of one of them") {
		t.Errorf("u on rows that two hands took back is %+v", k)
	}
	h.press("esc", "G", "space")
	if k := h.key("u"); k.Disabled != "nothing of the marked rows was saved" {
		t.Errorf("u on a row that was not saved is %+v", k)
	}
	h.press("esc", "u")
	h.wants("This puts 1 device record and 1 user record back as before", "2 rows are taken back already.")
}

func TestSummary_R87_EveryRowThatStaysSaysWhy(t *testing.T) {
	s, h := saved(t)
	for _, serial := range []string{"C02OAK000001", "C02OAK000002"} {
		storetest.Edit(t, s.store, "zoe", serial, map[store.Field]string{store.FieldRoom: "999"})
	}
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.press("u")
	h.wants("Line 2 stays: device C02OAK000001 was changed since by zoe", "undo save 19", "Line 3 stays: device C02OAK000002")
	h.press("n", "g", "j")
	view := h.view(80, 21)
	if line(view, " 2 ", "stays: changed since by zoe") == "" || line(view, " 3 ", "stays: changed since by zoe") == "" {
		t.Errorf("the rows do not say that they stay:\n%s", view)
	}
	h.wants("Stays as it is: device C02OAK000002 was changed since by zoe at", "undo save 20 first")
	s.takeBack("zoe", 4) // something else is known now
	h.send(screen.ChangedMsg{Latest: s.latest()})
	if view := h.view(80, 21); strings.Contains(view, "stays") {
		t.Errorf("what was known before is still told:\n%s", view)
	}
}

func TestSummary_FilterSearchAndMarksAreLeftOneByOne(t *testing.T) {
	_, h := saved(t)
	h.press("g", "space", "G", "f") // the last row is same
	h.wants("only = same, 1 of 1 (6 hidden), 1 marked, 1 of them hidden", "dora.fry")
	h.press("f", "/")
	for _, r := range "elm hill" { // in a note
		h.press(string(r))
	}
	h.press("enter")
	h.wants("eve.gray", "1 of 1 (6 hidden)")
	for _, r := range []string{"/", "esc", "/", "1", "0", "2", "enter"} { // in a cell of the file
		h.press(r)
	}
	h.wants("carl.dean", "1 of 1 (6 hidden)")
	h.press("esc")
	h.wants("1 marked", "ana.bell")
	h.press("esc")
	if view := h.view(80, 21); strings.Contains(view, "marked") {
		t.Errorf("the mark is still there:\n%s", view)
	}
}

func TestSummary_TakenBackRowsAreASortOfTheirOwn(t *testing.T) {
	s, h := saved(t)
	s.takeBack("zoe", 3)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.press("g", "j", "f")
	h.wants("only ← taken back, 1 of 1", "ben.cole")
	if view := h.view(80, 21); strings.Contains(view, "ana.bell") {
		t.Errorf("a row that stands is shown:\n%s", view)
	}
}

func TestSummary_FollowsWhatAColleagueTakesBackAndTheCursorStays(t *testing.T) {
	s, _ := saved(t)
	term := s.console(func(env screen.Env) screen.Screen { return bulk.Summary(env, 18) }, 80, 24)
	term.WaitFor("Saved 3 rows as import 18")
	term.Press("g", "j", "j")
	term.WaitFor("›    4")
	s.takeBack("zoe", 2, 3)
	term.WaitFor("2 of 3 saved rows taken back by zoe")
	if got := line(term.Screen(), "›"); !strings.Contains(got, " 4 ") {
		t.Errorf("the cursor is on %q, not on line 4", got)
	}
}

func TestSummary_WhatChangesWhileItAsksIsAskedAnew(t *testing.T) {
	s, h := saved(t)
	h.press("u")
	h.wants("As before import 18: 3 device records")
	s.takeBack("zoe", 2)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	if view := h.view(80, 21); strings.Contains(view, "As before import") || !strings.Contains(h.said, "meanwhile") {
		t.Errorf("it said %q:\n%s", h.said, view)
	}
	latest := s.latest()
	h.press("y")
	if got := s.latest(); got != latest {
		t.Error("y answered a question that was gone")
	}
}

func TestSummary_WhileItIsWorkedOutItSaysSoAndCanBeLeft(t *testing.T) {
	s, h := saved(t)
	latest := s.latest()
	h.keep = true
	h.press("u")
	h.wants("Working out what would be put back …")
	h.press("y", "u", "space", "esc")
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
	if view := h.view(80, 21); strings.Contains(view, "Working out") || strings.Contains(view, "As before import") || s.latest() != latest {
		t.Errorf("after Esc:\n%s", view)
	}
	h.press("u")
	h.wants("As before import 18: 3 device records")
}

func TestSummary_UndoCanBeCancelledUntilItIsCommitted(t *testing.T) {
	s, h := saved(t)
	latest := s.latest()
	h.press("u")
	h.keep = true
	h.press("y")
	h.wants("Taking import 18 back …", "esc cancels until the commit")
	if underWay(h) != "Taking import 18 back" || h.screen.Undecided() != 0 || !h.screen.Typing() {
		t.Error("it can be left by mistake")
	}
	h.press("esc", "q", "u")
	h.wants("Cancelling …")
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
	h.wants("Saved 3 rows as import 18")
	if got := s.latest(); got != latest || h.said != "Nothing was put back: it was cancelled." {
		t.Errorf("history went from %d to %d, and it said %q", latest, got, h.said)
	}
}

func TestSummary_ShowsWhatARowDidBesideTheListWhereThereIsRoom(t *testing.T) {
	s, h := saved(t)
	h.press("g")
	view := h.view(120, 37)
	for _, words := range []string{"Line 2  + add", "device record C02OAK000001", "user record ana.bell, new", "Ana Bell"} {
		if !strings.Contains(view, words) {
			t.Errorf("%q is not on the screen:\n%s", words, view)
		}
	}
	s.takeBack("zoe", 2)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	if view := h.view(120, 37); !strings.Contains(view, "Taken back by zoe, 2026-08-24 08:00 (save") {
		t.Errorf("the pane does not say who took it back:\n%s", view)
	}
}

func TestSummary_EveryKeyIsListedOnceAndHelps(t *testing.T) {
	s, h := saved(t)
	s.takeBack("zoe", 3)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	for _, keys := range [][]string{{}, {"g", "space"}, {"f"}, {"/"}} {
		h.press(keys...)
		seen := map[string]bool{}
		for _, k := range h.screen.Keys() {
			if seen[k.Do] || k.Do == "" || k.Help == "" {
				t.Errorf("after %v: %+v", keys, k)
			}
			seen[k.Do] = true
		}
	}
	h.send(tea.PasteMsg{Content: "ben"})
	h.wants("/ben")
}

func TestSummary_ReadsAgainWhatWasChangedWhileItWasReading(t *testing.T) {
	s, h := saved(t)
	s.takeBack("zoe", 2)
	h.keep = true
	h.send(screen.ChangedMsg{Latest: s.latest()})
	s.takeBack("kim", 3)
	h.send(screen.ChangedMsg{Latest: s.latest()}) // the first reading is not there yet
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
	h.wants("2 of 3 saved rows taken back, last by kim")
}

func TestSummary_OfAnEditOfPeopleCountsTheirDevices(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindUser, edit.Value{Field: store.FieldPosition, Text: "staff"}, "carl.dean")
	h.press("s", "y")
	h.wants("Saved 1 row as save", "carl.dean", "2 devices")
	if k := h.key("enter"); k.Do != "user record" {
		t.Errorf("Enter is %+v", k)
	}
}

func TestPick_AnImportThatWasTakenBackSaysSo(t *testing.T) {
	s, _ := saved(t)
	s.takeBack("zoe")
	h := play(t, bulk.New(s.env))
	h.press("g")
	h.wants("undone, 7 rows", "Taken back by save 19.")
}

func TestGolden_SummaryInPart(t *testing.T) {
	s, h := saved(t)
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.press("g", "u", "y", "W", "space", "space", "k", "k")
	goldens(t, h)
}

func TestGolden_SummaryQuestion(t *testing.T) {
	s, h := saved(t)
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.press("g", "u")
	goldens(t, h)
}

func TestGolden_SummaryUndoing(t *testing.T) {
	_, h := saved(t)
	h.press("g", "u")
	h.keep = true
	h.press("y")
	goldens(t, h)
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
}
