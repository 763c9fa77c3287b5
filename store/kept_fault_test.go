package store

import (
	"context"
	"fmt"
	"testing"
)

// everything is as much as can be kept of a review at once, each in so many rows that they go in more than one piece.
func everything(verdict Verdict, row string) (k Kept) {
	k.Afresh = true
	for line := range 2*bulkRows + 3 {
		k.Decisions = append(k.Decisions, Decision{Line: line, Verdict: verdict})
		k.Mends = append(k.Mends, Mend{Line: line, Column: "Room", Value: row})
		k.Dropped = append(k.Dropped, Mend{Line: line, Column: row})
		k.Shown = append(k.Shown, ShownRow{Line: line, Row: []byte(row)}, ShownRow{Line: line + 10_000})
	}
	return k
}

// allOf is all that is kept of a review.
func allOf(t *testing.T, s *Store, review int64) string {
	t.Helper()
	r, ds, file, err := s.Review(context.Background(), review)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintln(r, ds, string(file))
}

func TestKeep_AFaultAtEveryCallKeepsAllOrNothing(t *testing.T) {
	s, f, r := lasting(t)
	ctx := context.Background()
	first, then := everything(VerdictAccept, "1"), everything(VerdictLater, "2")
	if _, err := s.Keep(ctx, r.ID, "kim", first); err != nil {
		t.Fatal(err)
	}
	before := allOf(t, s, r.ID)
	everyFault(t, f, func() error {
		version, err := s.Keep(ctx, r.ID, "kim", then)
		if err == nil { // also where the fault changed nothing
			left := f.countdown.Swap(0)
			if before = allOf(t, s, r.ID); version == r.Version {
				t.Fatal("it was kept, and is still the same version")
			}
			f.countdown.Store(left)
		}
		return err
	}, func(at int) {
		if now := allOf(t, s, r.ID); now != before {
			t.Fatalf("fault %d kept a part of it", at)
		}
	})
	kept, ds, _, err := s.Review(ctx, r.ID)
	if n := len(then.Decisions); err != nil || len(ds) != n || ds[n-1].Verdict != VerdictLater || len(kept.Mends) != n ||
		kept.Mends[0].Value != "2" || len(kept.Shown) != n || string(kept.Shown[n-1].Row) != "2" {
		t.Errorf("%d decisions, %d mends, %d rows, %v", len(ds), len(kept.Mends), len(kept.Shown), err)
	}
}

func TestOpenReview_AFaultAtEveryCallBeginsItWithItsRowsOrNotAtAll(t *testing.T) {
	s, f, _ := lasting(t)
	ctx := context.Background()
	wanted := Review{Operator: "kim", SHA256: "def", Shown: everything(VerdictLater, "1").Shown}
	begun := func() (n int) {
		if err := s.read.QueryRow("SELECT count(*) FROM reviews").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, rows := begun(), len(wanted.Shown)/2
	open := func() error {
		r, _, err := s.OpenReview(ctx, wanted, []byte("file"))
		if err == nil && (len(r.Shown) != rows || !r.Known) {
			t.Fatalf("it begins with %d rows of %d", len(r.Shown), rows)
		}
		return err
	}
	everyFault(t, f, open, func(at int) {
		if begun() != before {
			t.Fatalf("fault %d began one", at)
		}
	})
	everyFault(t, f, open, func(int) {}) // found again
	if begun() != before+1 {
		t.Error("it was begun more than once")
	}
}
