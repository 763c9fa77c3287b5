package bulk_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// colleague is the same school with somebody else at the keyboard.
func (s *school) colleague(name string) screen.Env {
	env := s.env
	env.Operator = name
	return env
}

func TestForeign_ColleaguesReviewIsLookedAtAndTakenOverWithAWord(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	mine := play(t, bulk.Open(s.env, "assign.csv"))
	mine.press("enter", "g", "N", "l", "o", "s", "t", "enter", "g", "j", "j", "y", "G", "e") // line 2 left out, with a reason; line 4 accepted
	id := s.openReview().ID

	kim := play(t, bulk.Resume(s.colleague("kim"), id))
	kim.wants("By ada, to look at: nothing can be changed here. t takes it over.", "Save takes 2 rows")
	for _, key := range []string{"y", "n", "l", "a", "m", "M", "s", "ctrl+s"} {
		kim.press("g", key)
		if want := "is by ada and can only be looked at: t takes it over"; !strings.Contains(kim.said, want) || kim.screen.Typing() {
			t.Errorf("%s: it said %q", key, kim.said)
		}
		kim.said = ""
	}
	kim.press("g")
	kim.wants("Left out by ada, 08:00: lost")
	kim.press("G", "[", "[", "[")
	kim.wants("Accepted by ada, 08:00: Save")
	kim.press("g", "t")
	for _, k := range "ill" {
		kim.press(string(k))
	}
	kim.press("enter")
	if view := kim.view(80, 21); strings.Contains(view, "to look at") || !strings.Contains(kim.said, "Found again: 2 decisions") {
		t.Fatalf("it is not kim's after it was taken over, it said %q:\n%s", kim.said, view)
	}
	kim.press("g", "j", "n")
	kim.wants("Save takes 1 row")

	mine.press("esc", "g", "y")
	mine.wants("kim took this review over at", "“ill”")
	if view := mine.view(80, 21); strings.Contains(view, "are kept") {
		t.Errorf("it promises what is not:\n%s", view)
	}
	_, kept, _, err := s.store.Review(context.Background(), id)
	if err != nil || len(kept) != 3 || kept[0].Verdict != store.VerdictLeaveOut || kept[0].Operator != "ada" || kept[1].Operator != "kim" {
		t.Errorf("kept is %v, %v", kept, err)
	}
}

// Whatever the former owner presses, what happened is told, and nothing of it is kept.
func TestForeign_TakenOverMeanwhileIsToldWhateverIsPressed(t *testing.T) {
	for _, keys := range [][]string{{"s"}, {"r"}, {"y"}, {"a", "y"}, {"G", "e", "enter", "x", "enter"}} {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			s, one, _ := windows(t)
			if _, err := s.store.TakeOver(s.env.Context, s.openReview().ID, "kim", "you are ill"); err != nil {
				t.Fatal(err)
			}
			latest := s.latest()
			one.press(keys...)
			one.wants("kim took this review over at 2026-08-24", "“you are ill”")
			if s.latest() != latest {
				t.Error("something was saved all the same")
			}
		})
	}
}

func TestForeign_OwnersDecisionsAreSeenWhileLooking(t *testing.T) {
	s, one, _ := windows(t)
	kim := play(t, bulk.Resume(s.colleague("kim"), s.openReview().ID))
	one.press("g", "n")
	kim.send(screen.ChangedMsg{Latest: s.latest() + 1})
	kim.wants("Save takes 1 row")
	one.press("s", "y")
	kim.send(screen.ChangedMsg{Latest: s.latest()})
	kim.wants("saved in another window as import")
}

func TestForeign_LookingKeepsNothing(t *testing.T) {
	s, _, _ := windows(t)
	before := s.openReview()
	kim := play(t, bulk.New(s.colleague("kim")))
	kim.press("g", "enter", "r", "]", "space", "f", "esc", "esc", "esc")
	after := s.openReview()
	if after.Version != before.Version || after.Operator != "ada" || !after.Touched.Equal(before.Touched) {
		t.Errorf("looking changed %+v to %+v", before, after)
	}
	if !strings.Contains(kim.said, "Nothing was changed: the review is as ada left it") {
		t.Errorf("it said %q", kim.said)
	}
}

func TestGolden_ColleaguesReview(t *testing.T) {
	s, one, _ := windows(t)
	one.press("g", "N", "l", "o", "s", "t", "enter")
	h := play(t, bulk.Resume(s.colleague("kim"), s.openReview().ID))
	h.press("g")
	goldens(t, h)
}

// R-85 across days: what was shown and what it has come to are told apart, and nobody's old accept counts for it.
func TestTurned_R85_RowsThatComeOutOtherwiseAreSignedStoppedAtAndTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "y", "n") // line 2 accepted by hand, line 3 left out
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	storetest.Edit(t, s.store, "zoe", "C02OAK000002", map[store.Field]string{store.FieldRoom: "999"})

	h = play(t, bulk.Resume(s.env, s.openReview().ID))
	for _, words := range []string{"2 rows come out otherwise than when shown last (lines 2, 3): zoe changed their records, last at 2026-08-24", "1 accept is not in force any more"} {
		if !strings.Contains(h.said, words) {
			t.Errorf("it said %q", h.said)
		}
	}
	h.press("G", "[", "[", "[", "[")
	if got := line(h.view(80, 21), "›"); !strings.Contains(got, " 2  + add ≠") || !strings.Contains(got, "*") {
		t.Errorf("[ stops at %q", got)
	}
	h.wants("Not decided yet: it was", "R-85", "≠ 2 otherwise than shown", "1 undecided")
	if got := line(h.view(80, 21), " 3  + add ≠"); !strings.Contains(got, "·") {
		t.Errorf("line 3 is %q: what was left out stays left out", got)
	}
	h.press("y")
	h.wants("≠ 1 otherwise than shown", "Save takes 1 row")
	again := play(t, bulk.Resume(s.env, s.openReview().ID))
	again.press("g", "k")
	again.wants("Save takes 1 row")
	if got := line(again.view(80, 21), "    2  + add"); strings.Contains(got, "≠") || !strings.Contains(got, "✓") {
		t.Errorf("what was decided on since is asked again: %q", got)
	}
}

// It is told once, and on the smallest screen it hides no count.
func TestTurned_R85_IsToldOnceAndHidesNoCount(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	play(t, bulk.Open(s.env, "assign.csv")).press("enter", "g", "y")
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	id := s.openReview().ID

	h := play(t, bulk.Resume(s.env, id))
	if !strings.Contains(h.said, "otherwise") {
		t.Fatalf("it said %q", h.said)
	}
	h.said = ""
	h.press("r")
	if h.said == "" || strings.Contains(h.said, "otherwise") {
		t.Errorf("compared again, it said %q", h.said)
	}

	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "998"})
	term := s.console(func(env screen.Env) screen.Screen { return bulk.Resume(env, id) }, 40, 10)
	term.WaitUntil("the counts beside what is told", func(screen string) bool {
		return strings.Contains(screen, "+add 2") && strings.Contains(screen, "!error 2") && strings.Contains(screen, "*undecided 1") &&
			strings.Contains(screen, "Found again")
	})
}

// What came out otherwise waits for a look: accepting the rest does not take it.
func TestTurned_R85_AcceptingTheRestLeavesThemForALook(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "y", "l") // line 2 accepted by hand, line 3 put off
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h = play(t, bulk.Resume(s.env, s.openReview().ID))
	h.press("g", "a")
	h.wants("≠ 1 otherwise than shown", "1 undecided")
	if want := "1 row accepted. 1 row comes out otherwise than shown (≠, line 2) and waits for a look: ] goes there."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
	h.press("g", "a")
	if want := "No row was accepted: 1 row comes out otherwise"; !strings.Contains(h.said, want) {
		t.Errorf("it said %q, not %q", h.said, want)
	}
}

// A mend, a decision, a save of something else: none of them makes a row look as if it had turned.
func TestTurned_OwnWorkTurnsNoRow(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "j", "e", "e", "ctrl+u", "b", "o", "enter", "esc", "n", "y", "l")
	again := play(t, bulk.Resume(s.env, s.openReview().ID))
	if view := again.view(80, 21); strings.Contains(view, "≠") || strings.Contains(again.said, "otherwise") {
		t.Errorf("it said %q:\n%s", again.said, view)
	}
}

func TestGolden_ReviewThatTurned(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: "999"})
	h = play(t, bulk.Resume(s.env, s.openReview().ID))
	h.press("g")
	goldens(t, h)
}

func TestForeign_ReviewThatWentMeanwhileCannotBeTakenOver(t *testing.T) {
	s, _, _ := windows(t)
	id := s.openReview().ID
	kim := play(t, bulk.Resume(s.colleague("kim"), id))
	if err := s.store.DiscardReview(s.env.Context, id, "ada"); err != nil {
		t.Fatal(err)
	}
	kim.press("t", "x", "enter")
	kim.wants("thrown away")
}

func TestForeign_TakenOverIsToldByItself(t *testing.T) {
	s, one, _ := windows(t)
	one.press("g", "e", "enter", "7") // in the middle of typing
	if _, err := s.store.TakeOver(s.env.Context, s.openReview().ID, "kim", "you are ill"); err != nil {
		t.Fatal(err)
	}
	one.send(screen.ReviewsMsg{})
	one.wants("kim took this review over at 2026-08-24", "“you are ill”")
}

// N and e are followed by typing: where they are refused, what is typed must not run as keys.
func TestRefuse_WhatIsTypedBehindARefusedKeyRunsAsNoKeys(t *testing.T) {
	s, _, _ := windows(t)
	before := s.openReview()
	kim := play(t, bulk.Resume(s.colleague("kim"), before.ID))
	for _, key := range []string{"N", "e"} {
		kim.press("g", key)
		kim.wants("is by ada and can only be looked at", "enter close")
		kim.press("q", "space", "t", "j", "*", "f")
		kim.wants("is by ada and can only be looked at")
		kim.press("enter")
		if view := kim.view(80, 21); !strings.Contains(line(view, "›"), " 2 ") || strings.Contains(view, "marked") || kim.screen.Typing() {
			t.Errorf("%s: letters ran as keys:\n%s", key, view)
		}
	}
}

func TestRefuse_ReasonForARowThatIsNotDecidedOn(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "N") // line 2 is in error
	h.wants("A row with an error cannot be saved: e mends")
	h.press("l", "o", "s", "t", "space", "q", "esc")
	if got := line(h.view(80, 21), "›"); !strings.Contains(got, " 2 ") || h.screen.Typing() {
		t.Errorf("the cursor is on %q", got)
	}
	h.press("space", "N", "y", "y", "enter") // marked, and cannot be decided on either
	if got := line(h.view(80, 21), "›"); !strings.Contains(got, " 3 ") {
		t.Errorf("letters ran as keys, the cursor is on %q", got)
	}
}

// What somebody was typing when the line was lost, in a review that a colleague took over since: it is only told.
func TestForeign_WhatWasTypedIsKeptUntilItIsTakenOverAgain(t *testing.T) {
	for what, keys := range map[string][]string{
		"in line 2, Serial Number":               {"g", "e", "g", "j", "e", "7"},
		"of why you were leaving out lines 2, 3": {"g", "space", "space", "N", "l", "o"},
	} {
		t.Run(what, func(t *testing.T) {
			s, one, _ := windows(t)
			one.press(keys...)
			id := s.openReview().ID
			if _, err := s.store.TakeOver(s.env.Context, id, "kim", "you are ill"); err != nil {
				t.Fatal(err)
			}
			ada := play(t, bulk.Resume(s.env, id))
			if want := "What you were typing " + what + " is kept; t takes over, then it is found again."; ada.said != want || ada.screen.Typing() {
				t.Errorf("it said %q, not %q", ada.said, want)
			}
			if view := ada.view(80, 21); strings.Contains(view, "marked") || strings.Contains(view, "Reason:") {
				t.Errorf("it is offered:\n%s", view)
			}
			ada.press("r", "t", "b", "enter")
			if !ada.screen.Typing() || !strings.Contains(ada.said, "Found again: ") {
				t.Errorf("taken over, it said %q:\n%s", ada.said, ada.view(80, 21))
			}
		})
	}
}

func TestForeign_RowsInErrorOfferNoMend(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter", "g", "j", "m")
	kim := play(t, bulk.Resume(s.colleague("kim"), s.openReview().ID))
	kim.press("g")
	kim.wants("Cannot be saved as it is.", "Proposed")
	for _, words := range []string{"e mends", "m mends", "m puts back"} {
		for range 3 {
			if view := kim.view(80, 21); strings.Contains(view, words) {
				t.Errorf("%q is offered:\n%s", words, view)
			}
			kim.press("j")
		}
		kim.press("g")
	}
}

func TestForeign_FilterAndCursorStayWhenItIsTakenOver(t *testing.T) {
	s, _, _ := windows(t)
	kim := play(t, bulk.Resume(s.colleague("kim"), s.openReview().ID))
	kim.press("g", "/", "s", "t", "a", "t", "u", "s", ":", "a", "d", "d", "enter", "j", "t", "x", "enter")
	kim.wants("Shown: only “status:add”")
	if got := line(kim.view(80, 21), "›"); !strings.Contains(got, " 3 ") || strings.Contains(kim.view(80, 21), "to look at") {
		t.Errorf("the cursor is on %q:\n%s", got, kim.view(80, 21))
	}
}
