package store_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
)

// rows are shown rows, each written as its line and how it stands; a line alone stands as the records say.
func rows(words ...string) (list []store.ShownRow) {
	for _, w := range words {
		line, row, stands := strings.Cut(w, " ")
		n, _ := strconv.Atoi(line)
		r := store.ShownRow{Line: n}
		if stands {
			r.Row = []byte(row)
		}
		list = append(list, r)
	}
	return list
}

// asShown writes shown rows as rows reads them.
func asShown(rows []store.ShownRow) string {
	var words []string
	for _, r := range rows {
		words = append(words, fmt.Sprintf("%d %s", r.Line, r.Row))
	}
	return strings.Join(words, "; ")
}

// shown keeps how rows stand, and nothing else.
func shown(t *testing.T, s *store.Store, review int64, rows []store.ShownRow) {
	t.Helper()
	_, err := s.Keep(ctx, review, "kim", store.Kept{Shown: rows})
	must(t, err)
}

// daysOn opens the same database by a clock that is so many days on.
func daysOn(t *testing.T, s *store.Store, days int) *store.Store {
	t.Helper()
	later, err := store.Open(ctx, s.Path(), store.Options{Now: func() time.Time { return storetest.Start.AddDate(0, 0, days) }})
	must(t, err)
	t.Cleanup(func() { must(t, later.Close()) })
	return later
}

func TestKeep_KeepsTheRowsThatWereDecidedOnWithTheDecision(t *testing.T) {
	s := school(t)
	wanted := assignReview
	wanted.Shown = rows("2 add", "3 hold", "9 add")
	r, _, err := s.OpenReview(ctx, wanted, []byte("bytes"))
	must(t, err)
	for _, step := range []struct {
		kept    store.Kept
		version int64
		shown   string
	}{
		{store.Kept{}, 0, "2 add; 3 hold; 9 add"},
		{store.Kept{Shown: rows("9", "4 move", "8", "2 other")}, 0, "2 other; 3 hold; 4 move"},
		{store.Kept{Decisions: []store.Decision{{Line: 3, Verdict: store.VerdictAccept}}, Shown: rows("3 taken")}, 1, "2 other; 3 taken; 4 move"},
		{store.Kept{
			Dropped: []store.Mend{{Line: 4, Column: "Room"}}, Mends: []store.Mend{{Line: 4, Column: "Room", Value: "7"}},
			Decisions: []store.Decision{{Line: 4, Verdict: store.VerdictLater}},
		}, 2, "2 other; 3 taken; 4 move"},
		{store.Kept{Shown: rows("5 add"), Afresh: true}, 2, "5 add"},
		{store.Kept{Afresh: true}, 2, ""},
	} {
		version, err := s.Keep(ctx, r.ID, "kim", step.kept)
		must(t, err)
		again, _, _, err := s.Review(ctx, r.ID)
		if err != nil || version != r.Version+step.version || again.Version != version || asShown(again.Shown) != step.shown || !again.Known {
			t.Errorf("%+v: version %d, shown %q, %v", step.kept, version-r.Version, asShown(again.Shown), err)
		}
	}
	again, ds, _, err := s.Review(ctx, r.ID)
	if err != nil || len(ds) != 2 || !slices.Equal(again.Mends, []store.Mend{{Line: 4, Column: "Room", Value: "7"}}) {
		t.Errorf("decided %v, mended %v, %v", ds, again.Mends, err)
	}
}

// A school's whole template comes back row by row.
func TestKeep_ManyRowsComeBackByLine(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	var many []string
	for line := 2; line < 3000; line++ {
		many = append(many, fmt.Sprintf("%d row %d", line, line))
	}
	backwards := slices.Clone(many)
	slices.Reverse(backwards)
	shown(t, s, r.ID, rows(backwards...))
	if again, _, _, err := s.Review(ctx, r.ID); err != nil || asShown(again.Shown) != strings.Join(many, "; ") {
		t.Errorf("%d rows came back, %v", len(again.Shown), err)
	}
}

func TestOpenReview_KnowsWhatWasShownWhereItWasGiven(t *testing.T) {
	s := school(t)
	for name, c := range map[string]struct {
		begun store.Review
		known bool
	}{
		"by an older program":  {store.Review{}, false},
		"with a row":           {store.Review{Shown: rows("2 add")}, true},
		"with no row to speak": {store.Review{Known: true}, true},
	} {
		wanted := assignReview
		wanted.FileName, wanted.SHA256, wanted.Known, wanted.Shown = name, name, c.begun.Known, c.begun.Shown
		r, _, err := s.OpenReview(ctx, wanted, []byte(name))
		if err != nil || r.Known != c.known || asShown(r.Shown) != asShown(c.begun.Shown) {
			t.Errorf("%s: %v, %q, %v", name, r.Known, asShown(r.Shown), err)
		}
		wanted.Shown, wanted.Known = rows("7 not so"), true
		if again, _, err := s.OpenReview(ctx, wanted, nil); err != nil || again.ID != r.ID || again.Known != c.known || asShown(again.Shown) != asShown(r.Shown) {
			t.Errorf("%s, found again: %v, %q, %v", name, again.Known, asShown(again.Shown), err)
		}
		if _, err := s.Keep(ctx, r.ID, "kim", store.Kept{Afresh: true}); err != nil {
			t.Error(err)
		}
		if list, err := s.Reviews(ctx, "kim"); err != nil || !list[0].Known {
			t.Errorf("%s, shown afresh: %+v, %v", name, list, err)
		}
	}
}

// a review that somebody has open on a screen does not age out under their hands.
func TestAgeing_WhateverIsDoneWithAReviewIsATouch(t *testing.T) {
	for name, touch := range map[string]func(*store.Store, store.Review) error{
		"opened again": func(s *store.Store, r store.Review) error { return second2(s.OpenReview(ctx, assignReview, nil)) },
		"shown": func(s *store.Store, r store.Review) error {
			return second(s.Keep(ctx, r.ID, "kim", store.Kept{Shown: rows("2 add")}))
		},
		"looked at": func(s *store.Store, r store.Review) error { return second(s.Keep(ctx, r.ID, "kim", store.Kept{})) },
		"decided on": func(s *store.Store, r store.Review) error {
			return second(s.Keep(ctx, r.ID, "kim", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLater}}}))
		},
		"typed into": func(s *store.Store, r store.Review) error { return second(s.KeepDraft(ctx, typing(r))) },
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			r := begin(t, s, "kim", "bytes")
			must(t, touch(daysOn(t, s, 59), r))
			if n := late(t, s.Path(), 61); n != 0 {
				t.Fatal("it aged out under somebody's hands")
			}
			if got, _, _, err := s.Review(ctx, r.ID); err != nil || !got.Touched.Equal(storetest.Start.AddDate(0, 0, 59)) {
				t.Error(got.Touched, err)
			}
			if n := late(t, s.Path(), 120); n != 1 {
				t.Error("it never ages out")
			}
		})
	}
}

// typing is what its owner types into a review.
func typing(r store.Review) store.Draft {
	return store.Draft{Operator: r.Operator, Record: store.KindReview, Key: fmt.Sprint(r.ID), Values: []store.DraftValue{{Text: "half a reason"}}}
}

func TestAgeing_WhatIsTypedIntoAnotherRecordTouchesNoReview(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	later := daysOn(t, s, 59)
	for _, d := range []store.Draft{
		{Operator: "kim", Record: store.KindDevice, Key: fmt.Sprint(r.ID)},
		{Operator: "lee", Record: store.KindReview, Key: fmt.Sprint(r.ID)},
		{Operator: "kim", Record: store.KindReview, Key: "x"},
	} {
		must(t, second(later.KeepDraft(ctx, d)))
	}
	if n := late(t, s.Path(), 61); n != 1 {
		t.Error("it did not age out")
	}
}

func second2[A, B any](_ A, _ B, err error) error { return err }
