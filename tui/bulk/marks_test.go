package bulk_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

func TestMarks_AreCountedSurviveAFilterAndAreDecidedOnAfterAQuestion(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	term.Press("g", "space", "space") // lines 2 and 3, both add
	term.WaitFor("2 marked")
	term.Press("space") // line 4, held back
	term.WaitFor("3 marked")
	term.Press("G", "f") // errors alone
	term.WaitFor("3 marked, 3 of them hidden")
	term.Press("space")
	term.WaitFor("4 marked")
	term.Press("f", "n")
	term.WaitFor("Leave out 3 marked rows (+ add 2, ? held back 1).")
	term.WaitFor("1 marked row cannot be decided on: 1 is in error.")
	term.Press("enter") // no
	term.WaitGone("Leave out 3 marked")
	if got := s.openReview(); got.Version != 1 {
		t.Fatalf("decided without a yes: %+v", got)
	}
	term.Press("n", "y")
	term.WaitFor("3 rows left out.")
	term.WaitFor("Save takes 0 rows")
	if screen := term.Screen(); line(screen, "marked") != "" {
		t.Errorf("the marks stay when it is done:\n%s", screen)
	}
	id := s.openReview().ID
	term.Press("esc")
	term.WaitFor("The review is kept") // said only when every decision is
	_, kept, _, err := s.store.Review(s.env.Context, id)
	if err != nil || len(kept) != 3 || kept[2].Line != 4 || kept[2].Verdict != store.VerdictLeaveOut {
		t.Errorf("kept is %v, %v", kept, err)
	}
}

func TestMarks_AllShownAreMarkedAndTheKeyThatAskedDoesNotConfirm(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "*")
	h.wants("7 marked")
	h.press("y")
	h.wants("Accept 3 marked rows (+ add 2, ? held back 1).", "4 marked rows cannot be decided on: 2 are in error, 1 is the", "same as the records, 1 is left out by a rule.", "o accept")
	h.press("y")
	h.wants("o accept")
	h.press("o")
	h.wants("Save takes 3 rows")
	h.press("*", "l", "y")
	h.wants("Save takes 0 rows", "3 undecided")
	h.press("*", "esc")
	if view := h.view(80, 21); strings.Contains(view, "marked") {
		t.Errorf("Esc does not take the marks away:\n%s", view)
	}
}

func TestMarks_OfRowsThatCannotBeDecidedOnSayWhyInOneSentence(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "G", "space", "k", "space", "y")
	if want := "2 marked rows cannot be decided on: 2 are in error."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
}

func TestReason_IsShownBesideTheRowUntilItIsDecidedAnew(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	term.Press("g", "N")
	term.WaitFor("Reason: ")
	term.Press("enter")
	term.WaitFor("Nothing")
	term.Type("moved to ELM")
	term.Press("enter")
	term.WaitFor("Line 2: left out.")
	term.Press("k")
	term.WaitFor("Left out by you, 10:00: moved")
	term.Press("n") // without a reason: the old one goes
	term.WaitFor("Line 2: left out.")
	term.Press("k")
	term.WaitFor("Left out by you, 10:00: Save")
}

func TestReason_OfMarkedRowsIsOneForAll(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "space", "space", "N")
	h.wants("2 marked rows (lines 2, 3) will be left out")
	for _, k := range "spare" {
		h.press(string(k))
	}
	h.press("enter")
	_, kept, _, err := s.store.Review(s.env.Context, s.openReview().ID)
	if err != nil || len(kept) != 2 || kept[0].Reason != "spare" || kept[1].Reason != "spare" || kept[0].Operator != "ada" {
		t.Errorf("kept is %v, %v", kept, err)
	}
}

func TestReason_BeingTypedIsFoundAgainWithItsRows(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "space", "space", "N", "s", "p", "a") // the line is lost here
	again := play(t, bulk.Resume(s.env, s.openReview().ID))
	again.wants("2 marked rows (lines 2, 3) will be left out", "Reason: spa")
	again.press("r", "e", "enter")
	if _, kept, _, err := s.store.Review(s.env.Context, s.openReview().ID); err != nil || len(kept) != 2 || kept[0].Reason != "spare" {
		t.Errorf("kept is %v, %v", kept, err)
	}
	if last := play(t, bulk.Resume(s.env, s.openReview().ID)); last.screen.Typing() {
		t.Error("what was decided is found again as if it were still being typed")
	}
}

func TestGolden_MarkedRowsQuestion(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "*", "n")
	goldens(t, h)
}

func TestGolden_ReasonAsked(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N", "l", "o", "s", "t")
	goldens(t, h)
}

func TestGolden_LeftOutWithAReason(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N", "l", "o", "s", "t", "enter", "g", "space")
	h.send(screen.Press("k"))
	goldens(t, h)
}

func TestFind_WordsOfTheSearchAreUnderstoodOrTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	for text, want := range map[string][]int{
		"status:held_back,error": {4, 7, 8}, "rule:r-10": {4}, "!status:error carl": {4}, "line:2-3": {2, 3}, "marked:yes": {2, 5}, "!marked:yes status:add": {3},
		"decided:later": {3}, `"Ana Bell"`: {2},
	} {
		t.Run(text, func(t *testing.T) {
			h := play(t, bulk.Open(s.env, "assign.csv"))
			h.press("enter", "g", "j", "l", "g", "space", "G", "k", "k", "k", "space", "/")
			for _, k := range text {
				h.press(strings.ReplaceAll(string(k), " ", "space"))
			}
			h.press("enter")
			view := h.view(80, 21)
			for l := 2; l <= 8; l++ {
				shown, wanted := false, false
				for _, w := range want {
					wanted = wanted || w == l
				}
				for _, sign := range []string{"+", "?", "=", ".", "!"} {
					shown = shown || line(view, fmt.Sprintf("   %d  %s", l, sign)) != ""
				}
				if shown != wanted {
					t.Errorf("line %d is shown: %v\n%s", l, shown, view)
				}
			}
			if line(view, "Shown: only “"+text+"”") == "" {
				t.Errorf("the foot does not tell what is shown:\n%s", view)
			}
			h.press("esc", "esc", "esc")
		})
	}
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "/")
	for _, k := range "state:add" {
		h.press(string(k))
	}
	h.wants("Rows are not sifted by “state”", "marked:yes")
	if line(h.view(80, 21), "   5  = same") == "" {
		t.Errorf("rows are gone before the words are understood:\n%s", h.view(80, 21))
	}
	h.press("enter")
	if !h.screen.Typing() {
		t.Error("words that are not understood are kept")
	}
}

func TestFind_FilterAndSearchHoldTogether(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "f", "/", "b", "e", "n", "enter")
	h.wants("Shown: only + add, “ben” · 1 of 1 (6 hidden)")
	h.press("esc")
	h.wants("   5  = same")
}

func TestFind_MarksAreFollowedWhileTheyAreAskedFor(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "space", "space", "/")
	for _, k := range "marked:yes" {
		h.press(string(k))
	}
	h.press("enter", "g")
	h.wants("1 of 2 (5 hidden), 2 marked")
	h.press("space")
	h.wants("1 of 1 (6 hidden), 1 marked")
}

func TestReason_PastedIsOneLineAndNoControlCharacterGoesOnRecord(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N")
	h.send(tea.PasteMsg{Content: "lost\nin the \x1b[2Jmove"})
	h.press("enter")
	_, kept, _, err := s.store.Review(s.env.Context, s.openReview().ID)
	if err != nil || len(kept) != 1 || strings.ContainsAny(kept[0].Reason, "\n\x1b") || !strings.Contains(kept[0].Reason, "lost") {
		t.Errorf("kept is %+v, %v", kept, err)
	}
	h.press("g", "e")
	h.press("enter", "ctrl+u")
	h.send(tea.PasteMsg{Content: "30\n00\x1b004"})
	h.press("enter")
	if got := s.openReview().Mends; len(got) != 1 || strings.ContainsAny(got[0].Value, "\n\x1b") {
		t.Errorf("mended is %+v", got)
	}
}

func TestReason_OfARowThatCannotBeDecidedOnAnyMoreIsRefused(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N", "s", "p", "a") // the line is lost here
	storetest.MustUser(t, s.store, store.User{UserID: "ana.bell", FullName: "Ana Bell", Position: "student", Site: "ELM"})
	storetest.Edit(t, s.store, "zoe", "DMPELM000002", map[store.Field]string{store.FieldUsername: "ana.bell"})
	again := play(t, bulk.Resume(s.env, s.openReview().ID))
	again.wants("Reason: spa")
	again.press("enter")
	if !strings.Contains(again.said, "Line 2: there is nothing to decide") {
		t.Errorf("it said %q:\n%s", again.said, again.view(80, 21))
	}
	if _, kept, _, err := s.store.Review(s.env.Context, s.openReview().ID); err != nil || len(kept) != 0 {
		t.Errorf("kept is %v, %v", kept, err)
	}
}

func TestMarks_ThatReasonsGoIsAskedAndTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N", "l", "o", "s", "t", "enter", "*", "l")
	h.wants("The reason of 1 row goes with it (line 2).")
	h.press("esc", "esc", "g", "y")
	if want := "Line 2: Save takes it. Its reason goes: “lost”."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
}
