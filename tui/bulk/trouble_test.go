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
	h.press("q", "n", "s", "y")
	if underWay(h) != "Saving 2 rows" || h.screen.Undecided() != 0 || !h.screen.Typing() {
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
	h.wants("Taken back: 1 device record", "stays as now", "1 of 2 saved rows taken back by ada", "stays: changed since by zoe")
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
	h.wants("Nothing can be put back", "Line 2 stays", "changed since by zoe")
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
	want := "Found again: 2 decisions. 1 row comes out otherwise than when shown last (line 4): zoe changed their records, last at 2026-08-24 08:00. " +
		"1 accept is not in force any more. ] goes there."
	if h.said != want {
		t.Errorf("it said %q", h.said)
	}
	h.wants("Save takes 1 row")
	if line(h.view(80, 21), "   4  ? held back", " · ") == "" {
		t.Errorf("line 4 is still included, though Carl Dean has a Mac by now:\n%s", h.view(80, 21))
	}
}

// A change of a record that no row names asks for no comparison; one that a row names does.
func TestReview_ComparesAgainOnlyForChangesThatItsRowsName(t *testing.T) {
	for serial, want := range map[string]bool{"C02OAK000008": false, "C02OAK000001": true} {
		s := newSchool(t)
		s.put("assign.csv", assignFile)
		h := play(t, bulk.Open(s.env, "assign.csv"))
		h.press("enter")
		storetest.Edit(t, s.store, "zoe", serial, map[store.Field]string{store.FieldRoom: "999"})
		h.keep, h.kept = true, nil
		h.send(screen.ChangedMsg{Latest: s.latest()})
		asked := h.kept
		h.kept = nil
		for _, cmd := range asked {
			h.run(cmd)
		}
		compares := false
		for _, cmd := range h.kept {
			compares = compares || cmd != nil
		}
		if compares != want {
			t.Errorf("after a change of %s it compares again: %v", serial, compares)
		}
		h.keep = false
		for _, cmd := range h.kept {
			h.run(cmd)
		}
		if stale := strings.Contains(h.view(80, 21), "Records changed since"); stale != want {
			t.Errorf("after a change of %s it says that records changed: %v", serial, stale)
		}
	}
}

// Much that nobody looks through one by one is compared as a whole, and told only where rows come out otherwise.
func TestReview_ManyChangesElsewhereAreComparedAsAWhole(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	for i := range 20 {
		storetest.Edit(t, s.store, "zoe", "C02OAK000008", map[store.Field]string{store.FieldRoom: strings.Repeat("1", i+1)})
	}
	h.send(screen.ChangedMsg{Latest: s.latest()})
	if view := h.view(80, 21); strings.Contains(view, "Records changed since") {
		t.Errorf("nothing comes out otherwise:\n%s", view)
	}
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.wants("Records changed since")
}

// A person that a row names, and a site, are looked at, too.
func TestReview_ComparesAgainWhenAPersonOrASiteOfItsRowsChanged(t *testing.T) {
	for name, change := range map[string]func(s *school){
		"person": func(s *school) {
			storetest.Edit(t, s.store, "zoe", "C02OAK000008", map[store.Field]string{store.FieldUsername: "carl.dean"})
		},
		"site": func(s *school) { storetest.MustSite(t, s.store, store.Site{Code: "ASH", Name: "Ash Lane School"}) },
	} {
		s := newSchool(t)
		s.put("assign.csv", assignFile)
		h := play(t, bulk.Open(s.env, "assign.csv"))
		h.press("enter", "y") // line 4, which gives Carl Dean a Mac
		change(s)
		h.send(screen.ChangedMsg{Latest: s.latest()})
		if stale := strings.Contains(h.view(80, 21), "Records changed since"); stale != (name == "person") {
			t.Errorf("%s: it says that records changed: %v\n%s", name, stale, h.view(80, 21))
		}
	}
}

func TestReview_WhatCannotBeKeptWhileItIsTypedIsTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "e", "enter")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	h.press("x")
	h.wants("What you are typing is not kept")
	h.press("enter")
	h.wants("not kept")
}

func TestReview_ChangeElsewhereIsToldThoughARowIsDecidedOnWhileItIsLookedAt(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h.keep, h.kept = true, nil
	h.send(screen.ChangedMsg{Latest: s.latest()})
	looks := h.kept
	h.keep, h.kept = false, nil
	h.press("y")
	for _, cmd := range looks {
		h.run(cmd)
	}
	h.wants("Records changed since")
}

func TestReview_WithoutADatabaseNothingIsSavedAndThatIsTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	h.press("s")
	if view := h.view(80, 21); strings.Contains(view, "will be saved") || h.said == "" {
		t.Errorf("it asks all the same, and said %q:\n%s", h.said, view)
	}
	h.press("n")
	if small := h.view(40, 7); !strings.Contains(small, "could not be kept") {
		t.Errorf("on a small screen:\n%s", small)
	}
	h.press("s")
	h.wants("was not kept")
	h.press("esc")
	if !strings.Contains(h.said, "Nothing was saved, nor kept of the last decisions") {
		t.Errorf("on leaving it said %q", h.said)
	}
}
