package bulk_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

func TestSave_ThatFailsSaysThatNothingWasWritten(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	h.press("y")
	h.wants("Not saved", "Nothing was written")
	if view := h.view(80, 21); strings.Contains(view, "kept") {
		t.Errorf("it promises what it cannot know:\n%s", view)
	}
	h.press("enter")
	h.wants("Line 4", "Save takes 2 rows")
}

func TestReview_DecisionThatCannotBeKeptIsTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	h.press("y")
	h.wants("The decision was not kept")
}

func TestReview_WhileSavingKeysDoNothingAndLeavingAsks(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s")
	h.keep = true
	h.press("y")
	save := h.kept[0]
	h.kept = nil
	h.wants("Saving 2 rows")
	h.press("esc", "q", "n", "s", "y")
	if h.screen.Undecided() == 0 || !h.screen.Typing() {
		t.Error("a save under way can be left without a question")
	}
	h.keep = false
	h.run(save)
	h.wants("Saved 2 rows as import")
}

func TestReview_RecordsChangedElsewhereCanBeComparedAgainAndDecisionsStay(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n")
	storetest.Edit(t, s.store, "zoe", "C02OAK000002", map[store.Field]string{store.FieldUsername: "dora.fry", store.FieldFullName: "Dora Fry"})
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.wants("Records changed since", "r compares again")
	h.press("r")
	if view := h.view(80, 21); strings.Contains(view, "Records changed since") || line(view, "   2  ", " · ") == "" {
		t.Errorf("after r:\n%s", view)
	}
	h.wants("›    3")
}

func TestUndo_R87_RefusesWhatSomebodyChangedSinceWithWhoAndWhen(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.press("u")
	h.wants("Not put back", "C02OAK000001", "changed since by zoe at 2026-08-24")
	h.press("y")
	h.wants("Taken back: 1 device record", "2 records stay as now", "2 of its 4 changes taken back by ada")
	if title := h.screen.Title(); !strings.Contains(title, "in part") {
		t.Errorf("the title is %q", title)
	}
	if d := s.device("C02OAK000001"); d.Room != "999" || d.Username != "ana.bell" {
		t.Errorf("the record that somebody changed was touched: %+v", d)
	}
	if d := s.device("C02OAK000002"); d.Held() {
		t.Errorf("the other record was not put back: %+v", d)
	}
	h.press("u")
	h.wants("Nothing can be put back", "already taken back by ada")
}

func TestUndo_RecordChangedWhileAskedPutsNothingBack(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y", "u")
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.press("y")
	h.wants("Nothing was put back", "zoe")
	if d := s.device("C02OAK000002"); !d.Held() {
		t.Errorf("half of the import was put back: %+v", d)
	}
	h.press("enter", "u")
	h.wants("changed since by zoe")
}

func TestUndo_IsNoByDefault(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	latest := s.latest()
	h.press("u", "u", "down", "enter")
	if got := s.latest(); got != latest {
		t.Errorf("something was put back without a yes: history went from %d to %d", latest, got)
	}
}

func TestReview_DecisionThatNoLongerFitsIsDroppedAndTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "y", "g", "n") // line 4 is included by hand, line 2 left out
	storetest.Edit(t, s.store, "zoe", "C02OAK000008", map[store.Field]string{store.FieldUsername: "carl.dean", store.FieldFullName: "Carl Dean"})
	h = play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	if h.said != "Found again: 1 decision. Dropped, as the records changed: 1." {
		t.Errorf("it said %q", h.said)
	}
	h.wants("Save takes 1 row")
	if line(h.view(80, 21), "   4  ? held back", " · ") == "" {
		t.Errorf("line 4 is still included, though Carl Dean has a Mac by now:\n%s", h.view(80, 21))
	}
}
