package store_test

import (
	"fmt"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
)

// late opens the database so many days later and lets reviews age out.
func late(t *testing.T, path string, days int) int {
	t.Helper()
	later, err := store.Open(ctx, path, store.Options{Now: func() time.Time { return storetest.Start.AddDate(0, 0, days) }})
	must(t, err)
	defer later.Close()
	n, err := later.AgeOut(ctx)
	must(t, err)
	return n
}

func TestAgeing_EndsOnlyWhatNobodyTouchedForSoLong(t *testing.T) {
	s := school(t)
	if days, err := s.Ageing(ctx); err != nil || days != 60 {
		t.Fatal(days, err)
	}
	old := begin(t, s, "kim", "bytes")
	if want := old.Touched.AddDate(0, 0, 60); !old.Ages.Equal(want) {
		t.Errorf("it ages out at %v, want %v", old.Ages, want)
	}
	if n := late(t, s.Path(), 60); n != 0 {
		t.Fatalf("%d aged out too early", n)
	}
	later, err := store.Open(ctx, s.Path(), store.Options{Now: func() time.Time { return storetest.Start.AddDate(0, 0, 40) }})
	must(t, err)
	defer later.Close()
	fresh := begin(t, later, "lee", "bytes")
	if n := late(t, s.Path(), 61); n != 1 {
		t.Fatalf("%d aged out", n)
	}
	r, _, _, err := s.Review(ctx, old.ID)
	if err != nil || r.State != store.ReviewAged || !r.Touched.Equal(old.Touched) || r.Log[1].What != store.ReviewAgedOut || r.Log[1].Operator != "" {
		t.Fatalf("%+v %v", r, err)
	}
	if open, _ := s.AllReviews(ctx); len(open) != 1 || open[0].ID != fresh.ID {
		t.Error(open)
	}
}

// A machine whose clock is behind makes no review old: not one that it decides on, and not one that it begins.
func TestAgeing_AClockThatIsBehindMakesNothingOld(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	behind := daysOn(t, s, -365)
	_, err := behind.Keep(ctx, r.ID, "kim", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}}})
	must(t, err)
	lees := begin(t, behind, "lee", "bytes")
	for _, id := range []int64{r.ID, lees.ID} {
		if got, _, _, err := s.Review(ctx, id); err != nil || got.Touched.Before(storetest.Start) {
			t.Errorf("review %d was touched %v, %v", id, got.Touched, err)
		}
	}
	must(t, behind.DiscardReview(ctx, lees.ID, "lee"))
	if n := late(t, s.Path(), 1); n != 0 {
		t.Errorf("%d aged out", n)
	}
}

// A machine whose clock is a year ahead throws nobody's work away, also not when somebody works at it: not before what
// others wrote last, or a day ago, says that so much time has gone by.
func TestAgeing_AClockThatIsAheadEndsNothing(t *testing.T) {
	s := school(t)
	kims := begin(t, s, "kim", "bytes")
	ahead := daysOn(t, s, 365)
	if n, err := ahead.AgeOut(ctx); n != 0 || err != nil {
		t.Fatalf("%d aged out by a clock that is a year ahead, %v", n, err)
	}
	begin(t, ahead, "lee", "bytes")
	if n, err := ahead.AgeOut(ctx); n != 0 || err != nil {
		t.Fatalf("%d aged out by a clock that bears itself out, %v", n, err)
	}
	if n := late(t, s.Path(), 61); n != 0 {
		t.Fatalf("%d aged out though what was written last is in the future", n)
	}
	begin(t, daysOn(t, s, 61), "ada", "bytes")
	if n, err := ahead.AgeOut(ctx); n != 0 || err != nil {
		t.Fatalf("%d aged out by a clock that is a year ahead of what was written last, %v", n, err)
	}
	if n := late(t, s.Path(), 62); n != 1 {
		t.Errorf("%d aged out by a clock that is right", n)
	}
	if r, _, _, err := s.Review(ctx, kims.ID); err != nil || r.State != store.ReviewAged {
		t.Error(r.State, err)
	}
}

// After a summer in which nobody was there the old ones end at the first start.
func TestAgeing_ASummerIsNoWrongClock(t *testing.T) {
	s := school(t)
	begin(t, s, "kim", "bytes")
	if n := late(t, s.Path(), 179); n != 1 {
		t.Errorf("%d aged out", n)
	}
}

// A review of another program's making, or of a database that was mended by hand, keeps nobody else's from ageing out.
func TestAgeing_AVersionBehindTheLogStopsNothing(t *testing.T) {
	s := school(t)
	odd, plain := begin(t, s, "kim", "bytes"), begin(t, s, "lee", "bytes")
	raw(t, s.Path(), fmt.Sprint("UPDATE reviews SET version = 0 WHERE id = ", odd.ID))
	if n := late(t, s.Path(), 61); n != 2 {
		t.Fatalf("%d aged out", n)
	}
	for _, id := range []int64{odd.ID, plain.ID} {
		if r, _, _, err := s.Review(ctx, id); err != nil || len(r.Log) != 2 || r.Log[1].What != store.ReviewAgedOut {
			t.Error(r.Log, err)
		}
	}
}

func TestAgeing_CanBeSetForEverybodyAndTurnedOff(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	for _, wrong := range []int{-1, 3651} {
		refused(t, s.SetAgeing(ctx, "kim", wrong), store.CodeInvalid, "cannot age out after", "0 for never")
	}
	must(t, s.SetAgeing(ctx, "kim", 0))
	if open, err := s.AllReviews(ctx); err != nil || !open[0].Ages.IsZero() {
		t.Error(open, err)
	}
	if n := late(t, s.Path(), 5000); n != 0 {
		t.Fatalf("%d aged out", n)
	}
	must(t, s.SetAgeing(ctx, "lee", 7))
	if days, err := s.Ageing(ctx); err != nil || days != 7 {
		t.Fatal(days, err)
	}
	if open, _ := s.Reviews(ctx, "kim"); !open[0].Ages.Equal(r.Touched.AddDate(0, 0, 7)) {
		t.Error(open)
	}
	if n := late(t, s.Path(), 8); n != 1 {
		t.Fatalf("%d aged out", n)
	}
}
