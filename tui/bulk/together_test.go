package bulk_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// windows opens the review of assign.csv twice, as one operator does in two windows.
func windows(t *testing.T) (s *school, one, two *hand) {
	t.Helper()
	s = newSchool(t)
	s.put("assign.csv", assignFile)
	one, two = play(t, bulk.Open(s.env, "assign.csv")), play(t, bulk.Open(s.env, "assign.csv"))
	one.press("enter")
	two.press("enter")
	return s, one, two
}

func TestTogether_RowLeftOutInAnotherWindowIsInTheQuestion(t *testing.T) {
	s, one, two := windows(t)
	two.press("g", "n")
	one.press("s")
	one.wants("1 row was decided on in another window (line 2).", "1 row at site OAK will be saved")
	one.press("y")
	one.wants("Saved 1 row as import")
	if d := s.device("C02OAK000001"); d.Held() {
		t.Errorf("the row that was left out is saved: %+v", d)
	}
}

func TestTogether_DecidedInAnotherWindowWhileAskedSavesNothing(t *testing.T) {
	s, one, two := windows(t)
	latest := s.latest()
	one.press("s")
	one.wants("2 rows at site OAK will be saved")
	two.press("g", "n", "y") // line 2 left out; y on line 3 changes nothing
	one.press("y")
	one.wants("Nothing was saved: 1 row was decided on in another window (line", "save again")
	if got := s.latest(); got != latest {
		t.Fatalf("something was saved: history went from %d to %d", latest, got)
	}
	one.press("enter")
	one.wants("›    2")
	two.press("g", "j", "j", "y") // line 4 as well
	one.press("s")
	one.wants("1 row was decided on in another window (line 4).", "2 rows at site OAK will be saved")
	one.press("y")
	one.wants("Saved 2 rows as import")
	if a, b, c := s.device("C02OAK000001"), s.device("C02OAK000002"), s.device("C02OAK000003"); a.Held() || !b.Held() || !c.Held() {
		t.Errorf("line 2 was left out: %+v; lines 3 and 4 accepted: %+v %+v", a, b, c)
	}
}

func TestTogether_OwnDecisionBringsTheOthersIn(t *testing.T) {
	s, one, two := windows(t)
	two.press("g", "n")
	one.press("y") // line 4, held back
	one.wants("1 row was decided on in another window (line 2).", "Save takes 2 rows")
	if line(one.view(80, 21), "   2  + add", " · ") == "" {
		t.Errorf("line 2 is not left out:\n%s", one.view(80, 21))
	}
	one.press("s", "y")
	one.wants("Saved 2 rows as import")
	if d := s.device("C02OAK000001"); d.Held() {
		t.Errorf("the row that was left out is saved: %+v", d)
	}
}

func TestTogether_DecisionsMadeSideBySideBothStay(t *testing.T) {
	s, one, two := windows(t)
	one.keep = true
	one.press("y") // line 4; not written yet
	two.press("g", "n")
	one.keep = false
	for _, cmd := range one.kept {
		one.run(cmd)
	}
	one.press("s")
	one.wants("2 rows at site OAK will be saved")
	reviews, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(reviews) != 1 {
		t.Fatalf("%d reviews (%v)", len(reviews), err)
	}
	_, kept, _, _ := s.store.Review(s.env.Context, reviews[0].ID)
	if len(kept) != 2 || kept[0].Line != 2 || kept[0].Verdict != store.VerdictLeaveOut || kept[1].Line != 4 || kept[1].Verdict != store.VerdictAccept {
		t.Errorf("kept is %v", kept)
	}
}

// over are the words of a review that another window saved.
func over(t *testing.T, h *hand) {
	t.Helper()
	h.wants("This review was saved in another window as import 18 by ada at 2026-08-24", "Enter opens that import", "saved nothing")
	if view := h.view(80, 21); strings.Contains(view, "is kept") || strings.Contains(view, "continue") {
		t.Errorf("it promises what is not:\n%s", view)
	}
	for _, size := range sizes {
		if view := h.view(size[0], size[1]-3); !strings.Contains(view, "import 18") {
			t.Errorf("at %v:\n%s", size, view)
		}
	}
}

func TestTogether_SavedInAnotherWindowIsToldWhateverIsPressed(t *testing.T) {
	for _, keys := range [][]string{{"s"}, {"r"}, {"n"}, {"a", "y"}} {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			_, one, two := windows(t)
			two.press("s", "y")
			two.wants("Saved 2 rows as import")
			one.press(keys...)
			over(t, one)
		})
	}
}

func TestTogether_SavedInAnotherWindowIsToldByItself(t *testing.T) {
	s, one, two := windows(t)
	two.press("s", "y")
	one.send(screen.ChangedMsg{Latest: s.latest()})
	over(t, one)
	next, cmd := one.screen.Update(screen.Press("enter"))
	if msg, ok := cmd().(screen.OpenMsg); !ok || msg.Name != "import" || msg.Arg != "18" || next != one.screen {
		t.Errorf("Enter opens %+v", msg)
	}
}

func TestTogether_SavedInAnotherWindowWhileAskedIsToldBeforeMovedRecords(t *testing.T) {
	_, one, two := windows(t)
	one.press("s")
	two.press("s", "y")
	one.press("y")
	over(t, one)
}

func TestTogether_LeavingSaysThatTheReviewIsOver(t *testing.T) {
	_, one, two := windows(t)
	two.press("s", "y")
	one.press("esc")
	if !strings.Contains(one.said, "saved in another window as import 18") || strings.Contains(one.said, "is kept") {
		t.Errorf("on leaving it said %q", one.said)
	}
}

func TestTogether_ReviewThatIsOverCannotBeContinued(t *testing.T) {
	s, one, two := windows(t)
	reviews, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(reviews) != 1 {
		t.Fatalf("%d reviews (%v)", len(reviews), err)
	}
	two.press("s", "y")
	over(t, play(t, bulk.Resume(s.env, reviews[0].ID)))
	_ = one
}

func TestPick_ReviewIsThrownAwayAfterAQuestion(t *testing.T) {
	s, one, _ := windows(t)
	h := play(t, bulk.New(s.env))
	h.press("g", "x", "enter")
	h.wants("continue")
	h.press("x", "x", "n")
	h.wants("continue")
	h.press("x")
	h.wants("The review of assign.csv and every decision in it go")
	h.press("y")
	if view := h.view(80, 21); strings.Contains(view, "continue") || !strings.Contains(h.said, "thrown away") {
		t.Errorf("said %q:\n%s", h.said, view)
	}
	for _, k := range h.screen.Keys() {
		if k.Is("x") {
			t.Error("x is offered on a file")
		}
	}
	one.press("s")
	one.wants("This review was thrown away in another window", "Pick the file again")
}
