package bulk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// as is the same school for another operator.
func (s *school) as(operator string) *school {
	other := *s
	other.env.Operator = operator
	return &other
}

// later is the same school so many days later, for the screens and for the store.
func (s *school) later(days int) *school {
	s.t.Helper()
	at := storetest.Start.AddDate(0, 0, days)
	st, err := store.Open(context.Background(), s.store.Path(), store.Options{Now: func() time.Time { return at }})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = st.Close() })
	other := *s
	other.store, other.env.Store = st, st
	other.env.Now = func() time.Time { return at }
	return &other
}

// begins opens a review of a file for an operator, with one row put off.
func (s *school) begins(operator, name, content string) *hand {
	s.t.Helper()
	s.put(name, content)
	h := play(s.t, bulk.Open(s.as(operator).env, name))
	h.press("enter", "g", "l")
	h.wants("1 undecided")
	return h
}

func (h *hand) types(text string) {
	for _, r := range text {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		h.press(key)
	}
}

func TestPick_OwnReviewsComeFirstThenThoseOfColleagues(t *testing.T) {
	s := newSchool(t)
	s.begins("ada", "revoke.csv", revokeFile)
	s.begins("kim", "assign.csv", assignFile) // touched last
	h := play(t, bulk.New(s.env))
	view := h.view(120, 37)
	own, theirs := strings.Index(view, "continue"), strings.Index(view, "open ")
	if own < 0 || theirs < own || line(view, "open", "assign.csv", "by kim, 1 undecided") == "" {
		t.Fatalf("the reviews are not own first:\n%s", view)
	}
	h.wants("Yours; begun at 2026-08-24 08:00; touched last at 2026-08-24 08:00; 1")
	if k := h.key("t"); k.Disabled != "it is yours already" {
		t.Errorf("t on one's own is %+v", k)
	}
	h.press("j")
	h.wants("By kim; begun at")
	if k := h.key("x"); !strings.Contains(k.Disabled, "only kim can throw it away") {
		t.Errorf("x on a colleague's is %+v", k)
	}
}

func TestPick_SaysHowLongNobodyTouchedAReviewAndWhenItAgesOut(t *testing.T) {
	s := newSchool(t)
	s.begins("ada", "revoke.csv", revokeFile)
	s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.later(52).env))
	if view := h.view(80, 21); strings.Contains(view, "ages out") || line(view, "continue", "51 days ago") == "" {
		t.Errorf("eight days before it ages out:\n%s", view)
	}
	h.wants("untouched for 51 days, since 2026-08-24")
	h = play(t, bulk.New(s.later(54).env))
	view := h.view(80, 21)
	if line(view, "continue", "ages out on 2026-10-23", "53 days ago") == "" || line(view, "open", "by kim, ages out 10-23") == "" {
		t.Errorf("within a week:\n%s", view)
	}
	h.wants("It ages out on 2026-10-23.")
}

func TestPick_ColleaguesReviewIsTakenOverWithAWord(t *testing.T) {
	s := newSchool(t)
	s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.env))
	h.press("g", "t", "enter")
	h.wants("The review of assign.csv is by kim", "Nothing was done: type something first.")
	h.press("esc")
	h.wants("open       assign.csv")
	h.press("t")
	h.types("kim is ill")
	h.press("enter")
	if !strings.Contains(h.said, "The review of assign.csv is yours now") {
		t.Fatalf("it said %q", h.said)
	}
	h.wants("› continue   assign.csv", "1 undecided")
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil || len(all) != 1 || all[0].Operator != "ada" {
		t.Fatalf("the reviews are %+v (%v)", all, err)
	}
	r, _, _, err := s.store.Review(s.env.Context, all[0].ID)
	if err != nil || r.Log[len(r.Log)-1].Word != "kim is ill" {
		t.Errorf("its log is %+v (%v)", r.Log, err)
	}
	h.press("enter")
	h.wants("Save takes")
}

func TestPick_TakingOverWhatIsGoneSaysSo(t *testing.T) {
	s := newSchool(t)
	kim := s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.env))
	h.press("g", "t")
	h.types("hurry")
	kim.press("s", "y")
	h.press("enter")
	if !strings.Contains(h.said, "saved already") || strings.Contains(h.view(80, 21), "open       assign.csv") {
		t.Errorf("it said %q:\n%s", h.said, h.view(80, 21))
	}
}

func TestPick_AgeingSaysWhatGoesAtOnceAndAsksAgain(t *testing.T) {
	s := newSchool(t)
	s.begins("ada", "revoke.csv", revokeFile)
	s.begins("kim", "assign.csv", assignFile)
	s = s.later(40)
	h := play(t, bulk.New(s.env))
	h.press("A")
	h.wants("now after 60 days", "This holds for")
	h.types("3x")
	h.press("enter")
	h.wants("Nothing was done: type a number of days from 0 to 3650.")
	h.press("backspace", "0")
	h.wants("2 reviews go at once: revoke.csv by ada, assign.csv by kim.")
	h.press("enter")
	h.wants("2 reviews go at once, decisions and all: revoke.csv by ada,")
	h.press("enter") // No is the default
	if days, err := s.store.Ageing(s.env.Context); err != nil || days != 60 {
		t.Fatalf("after No it is %d days (%v)", days, err)
	}
	h.press("A")
	h.types("90")
	h.wants("No review would go at once.")
	h.press("enter")
	if days, _ := s.store.Ageing(s.env.Context); days != 90 || h.said != "Reviews age out after 90 days without a touch." {
		t.Fatalf("it is %d days, and it said %q", days, h.said)
	}
	h.press("A")
	h.types("30")
	h.press("enter", "y")
	if !strings.Contains(h.said, "2 reviews aged out at once") || strings.Contains(h.view(80, 21), "continue") {
		t.Errorf("it said %q:\n%s", h.said, h.view(80, 21))
	}
	h.press("A")
	h.types("0")
	h.wants("now after 30 days", "Reviews never age out then.")
	h.press("enter")
	if h.said != "Reviews never age out." {
		t.Errorf("it said %q", h.said)
	}
	h.press("A")
	h.wants("Open reviews never age out now.")
}

func TestEnded_TakenOverIsToldWithWhoWhenAndTheWord(t *testing.T) {
	s := newSchool(t)
	kim := s.begins("kim", "assign.csv", assignFile)
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.TakeOver(s.env.Context, all[0].ID, "lee", "kim is ill"); err != nil {
		t.Fatal(err)
	}
	kim.press("n")
	kim.wants("lee took this review over at 2026-08-24", "“kim is ill”", "Ask lee, or take it over again")
	for _, size := range sizes {
		if view := kim.view(size[0], size[1]-3); !strings.Contains(view, "lee took this") || !strings.Contains(view, "Ask lee") {
			t.Errorf("at %v:\n%s", size, view)
		}
	}
	for _, k := range kim.screen.Keys() {
		if k.Is("t") {
			t.Error("t takes over what is not in sight")
		}
	}
	kim.press("enter")
	kim.wants("By lee")
}

func TestEnded_AgedOutSaysSinceWhenNobodyTouchedIt(t *testing.T) {
	s := newSchool(t)
	s.begins("ada", "assign.csv", assignFile)
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil {
		t.Fatal(err)
	}
	s = s.later(70)
	if n, err := s.store.AgeOut(s.env.Context); n != 1 || err != nil {
		t.Fatalf("%d aged out (%v)", n, err)
	}
	h := play(t, bulk.Resume(s.env, all[0].ID))
	h.wants("This review aged out at 2026-11-02 08:00: nobody touched it since 2026-08-24", "Pick the file again")
}

func TestEnded_ThrownAwaySaysByWhom(t *testing.T) {
	s := newSchool(t)
	kim := s.begins("kim", "assign.csv", assignFile)
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.DiscardReview(s.env.Context, all[0].ID, "kim"); err != nil {
		t.Fatal(err)
	}
	kim.press("n")
	kim.wants("thrown away in another window by kim at 2026-08-24")
}

func TestGolden_PickerOfEverybody(t *testing.T) {
	s := newSchool(t)
	s.begins("ada", "revoke.csv", revokeFile)
	s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.later(54).env))
	h.press("g", "j")
	goldens(t, h)
}

func TestGolden_Ageing(t *testing.T) {
	s := newSchool(t)
	s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.later(40).env))
	h.press("A", "3", "0")
	goldens(t, h)
}

func TestGolden_TakeOver(t *testing.T) {
	s := newSchool(t)
	s.begins("kim", "assign.csv", assignFile)
	h := play(t, bulk.New(s.later(12).env))
	h.press("g", "t", "i", "l", "l")
	goldens(t, h)
}

func TestGolden_EndedByATakeover(t *testing.T) {
	s := newSchool(t)
	kim := s.begins("kim", "assign.csv", assignFile)
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.TakeOver(s.env.Context, all[0].ID, "lee", "kim is ill this week"); err != nil {
		t.Fatal(err)
	}
	kim.send(screen.ChangedMsg{Latest: s.latest()})
	goldens(t, kim)
}

func TestEnded_TheFormerOwnersWindowTellsOfATakeoverByItself(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	all, err := s.store.AllReviews(s.env.Context)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v is open (%v)", all, err)
	}
	if _, err := s.store.TakeOver(s.env.Context, all[0].ID, "lee", "ada is ill"); err != nil {
		t.Fatal(err)
	}
	term.WaitFor("lee took this review over at 2026-08-24 08:00: “ada is ill”.")
	term.Press("enter")
	term.WaitFor("By lee, to look at")
}

// Whoever lost the line while a save ran finds what became of it next to the open reviews.
func TestPick_WhatWasJustSavedStandsBeforeTheFiles(t *testing.T) {
	s, _ := saved(t)
	view := play(t, bulk.New(s.env)).view(120, 37)
	at, files := strings.Index(view, "import 18"), strings.Index(view, "file ")
	if at < 0 || files < at || !strings.Contains(view, "saved 08:00") {
		t.Errorf("the save does not stand first:\n%s", view)
	}
	old := play(t, bulk.New(s.later(2).env)).view(120, 37)
	if strings.Index(old, "import 18") < strings.Index(old, "file ") {
		t.Errorf("after two days it still stands first:\n%s", old)
	}
}
