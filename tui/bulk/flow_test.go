package bulk_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/bulk"
	"homeroom/tui/home"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
)

func TestBulk_AssignIsReviewedSavedSeenAndTakenBack(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	before := s.device("C02OAK000001")
	term := s.review("assign.csv", 80, 24)

	if got := line(term.Screen(), "› "); !strings.Contains(got, "held back") {
		t.Errorf("the cursor begins on %q, not on the first row that needs somebody", got)
	}
	term.Press("y")
	term.WaitFor("Line 4: Save takes it.")
	term.Press("g", "j", "n")
	term.WaitFor("Line 3: left out.")
	term.WaitFor("Save takes 2 rows")

	term.Press("s")
	term.WaitFor("2 rows at site OAK will be saved")
	term.Press("y")
	term.WaitFor("Saved 2 rows as import")

	if d := s.device("C02OAK000001"); d.Username != "ana.bell" || d.FullName != "Ana Bell" {
		t.Errorf("line 2 was not saved: %+v", d)
	}
	if d := s.device("C02OAK000002"); d.Held() {
		t.Errorf("line 3 was left out, but is saved: %+v", d)
	}
	if d := s.device("C02OAK000003"); d.Username != "carl.dean" {
		t.Errorf("line 4 was accepted, but is not saved: %+v", d)
	}

	term.Press("u")
	term.WaitFor("As before import 18: 2 device records and 1 user record are put")
	term.Press("y") // y is put back here: u asked
	term.WaitFor("Taken back")
	after := s.device("C02OAK000001")
	before.Version, after.Version = 0, 0
	if after != before {
		t.Errorf("after undo the record is\n%+v, before the import it was\n%+v", after, before)
	}
	if _, err := s.store.User(s.env.Context, "ana.bell"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("the user record of the import is still there after undo (%v)", err)
	}
}

func TestBulk_SavedRowOpensItsDeviceRecord(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	term.Press("s")
	term.WaitFor("will be saved")
	term.Press("y")
	term.WaitFor("Saved 2 rows")
	term.Press("enter")
	term.WaitFor("Ana Bell")
	term.Press("esc")
	term.WaitFor("Saved 2 rows")
}

func TestBulk_R24_RevokeWantsTheNumberTyped(t *testing.T) {
	s := newSchool(t)
	s.put("revoke.csv", revokeFile)
	latest := s.latest()
	term := s.review("revoke.csv", 80, 24)
	term.WaitFor("2 people lose their last device")
	term.Press("ctrl+s")
	term.WaitFor("Type the number")
	term.Type("3")
	term.Press("enter")
	term.WaitFor(`"3" is not 2`)
	term.Type("y")
	term.Press("enter")
	term.WaitFor(`"y" is not 2`)
	if got := s.latest(); got != latest {
		t.Fatalf("a wrong number saved something: history went from %d to %d", latest, got)
	}
	term.Type("2")
	term.Press("enter")
	term.WaitFor("Saved 2 rows as import")
	if d := s.device("DMPOAK000001"); !d.Placeholder() {
		t.Errorf("the device was not taken back: %+v", d)
	}
}

func TestBulk_SaveIsNoByDefault(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	latest := s.latest()
	term := s.review("assign.csv", 80, 24)
	for _, no := range []string{"enter", "esc", "n"} {
		term.Press("s")
		term.WaitFor("will be saved")
		term.Press("s", "down", "right", no)
		term.WaitGone("will be saved")
	}
	if got := s.latest(); got != latest {
		t.Fatalf("something was saved without a yes: history went from %d to %d", latest, got)
	}
}

func TestBulk_R85_MovedRecordIsHeldBackAndTheOthersStillSaved(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 120, 40)
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999", store.FieldUsername: "dora.fry"})
	term.Press("s")
	term.WaitFor("will be saved")
	term.Press("y")
	term.WaitFor("Records moved")
	term.WaitFor("Nothing was saved")
	if d := s.device("C02OAK000002"); d.Held() {
		t.Fatalf("half of the file was saved: %+v", d)
	}
	term.Press("enter")
	term.WaitGone("Records moved")
	if got := line(term.Screen(), "› "); !strings.Contains(got, "held back") || !strings.Contains(got, " 2 ") {
		t.Errorf("the cursor is on %q, not on the row that moved", got)
	}
	for _, words := range []string{"R-85", "dora.fry", "ana.bell", "r compares again"} {
		term.WaitFor(words)
	}
	term.Press("s")
	term.WaitFor("1 row at site OAK will be saved")
	term.Press("y")
	term.WaitFor("Saved 1 row as import")
	if d := s.device("C02OAK000001"); d.Username != "dora.fry" {
		t.Errorf("somebody else's change was overwritten: %+v", d)
	}
	if d := s.device("C02OAK000002"); d.Username != "ben.cole" {
		t.Errorf("the row that had not moved was not saved: %+v", d)
	}
}

func TestBulk_LeftInTheMiddleIsFoundAgainWithItsDecisions(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	term.Press("y") // line 4, held back
	term.WaitFor("Line 4: Save takes it.")
	term.Press("g", "l") // line 2
	term.WaitFor("1 undecided")
	term.WaitFor("Line 2: to be decided later.")
	term.Press("esc")
	term.WaitFor("The review is kept")
	term.Press("esc")
	term.WaitFor("continue")

	other := s.console(bulk.New, 80, 24)
	other.WaitFor("1 undecided")
	other.Press("g", "enter")
	other.WaitFor("Found again: 2 decisions")
	for l, want := range map[string]string{"2": "*", "4": "✓"} {
		if got := line(other.Screen(), " "+l+" ", want); got == "" {
			t.Errorf("line %s is not on %q any more:\n%s", l, want, other.Screen())
		}
	}
}

func TestBulk_SameFilePickedAgainFindsItsDecisions(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	term.Press("g", "n")
	term.WaitFor("Line 2: left out.")
	term.Press("esc")
	term.WaitFor("The review is kept") // said only when every decision is
	again := s.console(func(env screen.Env) screen.Screen { return bulk.Open(env, "assign.csv") }, 80, 24)
	again.WaitFor("A blank")
	again.WaitFor("review  ← → change  esc")
	again.Press("enter")
	again.WaitFor("Found again: 1 decision")
	if got := line(again.Screen(), " 2 ", " · "); got == "" {
		t.Errorf("line 2 is not left out any more:\n%s", again.Screen())
	}
}

func TestBulk_ResumeOpensTheReviewDirectly(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n")
	reviews, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(reviews) != 1 {
		t.Fatalf("%d open reviews (%v)", len(reviews), err)
	}
	again := play(t, bulk.Resume(s.env, reviews[0].ID))
	if got := line(again.view(80, 21), " 2 ", "+ add", " · "); got == "" {
		t.Errorf("line 2 is not left out any more:\n%s", again.view(80, 21))
	}
	if again.screen.Undecided() != 0 {
		t.Errorf("Undecided() = %d with everything decided", again.screen.Undecided())
	}
	again.press("g", "l")
	if again.screen.Undecided() != 1 {
		t.Errorf("Undecided() = %d with one row put off", again.screen.Undecided())
	}
}

func TestBulk_FileOpenedByNameGoesBackToTheScreenBelow(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := tuitest.Start(t, tui.New(s.env, home.New(s.env), bulk.Open(s.env, "assign.csv")), 80, 24)
	term.WaitFor("proposed from the content")
	term.Press("enter")
	term.WaitFor("Save takes 2 rows")
	term.Press("g", "l")
	term.WaitFor("Line 2: to be decided later.")
	term.Press("esc")
	term.WaitFor("The review is kept")
	term.Press("esc")
	term.WaitFor("Homeroom  Home")
}
