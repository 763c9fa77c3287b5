package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// lasting is a database with a review that has everything a review can have, of a file that another review has, too.
func lasting(t *testing.T) (*Store, *fault, Review) {
	t.Helper()
	s, f := faulty(t)
	ctx := context.Background()
	var r Review
	for _, operator := range []string{"lee", "kim"} {
		var err error
		if r, _, err = s.OpenReview(ctx, Review{Operator: operator, SHA256: "abc"}, []byte("file")); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Keep(ctx, r.ID, "kim", Kept{Decisions: []Decision{{Line: 2, Verdict: VerdictLeaveOut, Reason: "left"}}})
	if err == nil {
		_, err = s.Keep(ctx, r.ID, "kim", Kept{Mends: []Mend{{Line: 2, Column: "Room", Value: "7"}}})
	}
	if err == nil {
		_, err = s.Keep(ctx, r.ID, "kim", Kept{Shown: []ShownRow{{Line: 2, Row: []byte("shown")}}, Afresh: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, f, r
}

// untouched holds a review against what it was: nothing of it goes by half.
func untouched(t *testing.T, s *Store, was Review) func(int) {
	return func(at int) {
		t.Helper()
		r, ds, file, err := s.Review(context.Background(), was.ID)
		if err != nil || r.State != ReviewOpen || len(ds) != 1 || len(r.Mends) != 1 || len(r.Shown) != 1 || string(r.Shown[0].Row) != "shown" || string(file) != "file" ||
			len(r.Log) != len(was.Log) || r.Operator != was.Operator {
			t.Fatalf("fault %d left %+v with %+v and %q, %v", at, r, ds, file, err)
		}
	}
}

func TestTakeOver_AFaultAtEveryCallLeavesTheReviewWhereItWas(t *testing.T) {
	s, f, _ := lasting(t)
	ctx := context.Background()
	was, _, _, err := s.Review(ctx, 2)
	if err != nil {
		t.Fatal(err)
	}
	to := map[string]string{"kim": "lee", "lee": "kim"}
	everyFault(t, f, func() error {
		taken, err := s.TakeOver(ctx, 2, to[was.Operator], "a word")
		if err == nil { // also where the fault changed nothing
			was = taken
		}
		return err
	}, func(at int) { untouched(t, s, was)(at) })
}

func TestReview_AFaultAtEveryCallOfItsEndLeavesItWhole(t *testing.T) {
	for name, end := range map[string]func(*Store, Review) error{
		"thrown away": func(s *Store, r Review) error { return s.DiscardReview(context.Background(), r.ID, "kim") },
		"aged out": func(s *Store, r Review) error {
			n, err := s.AgeOut(context.Background())
			if err != nil && n != 0 {
				return fmt.Errorf("%d aged out, and %w", n, err)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, f, _ := lasting(t)
			was, _, _, err := s.Review(context.Background(), 2)
			if err != nil {
				t.Fatal(err)
			}
			s.now = func() time.Time { return time.Now().AddDate(0, 0, 61) }
			everyFault(t, f, func() error { return end(s, was) }, untouched(t, s, was))
			if r, _, file, err := s.Review(context.Background(), was.ID); err != nil || r.State == ReviewOpen || len(r.Mends)+len(r.Shown) > 0 || len(file) > 0 {
				t.Fatalf("%+v %q %v", r, file, err)
			}
		})
	}
}

// Who may not change a review is told so, or that it cannot be read; never that it was changed.
func TestReview_AFaultAtEveryCallOfARefusalChangesNothing(t *testing.T) {
	s, f, r := lasting(t)
	ctx := context.Background()
	for at := 1; at < 40; at++ {
		f.countdown.Store(int64(at))
		_, keeping := s.Keep(ctx, r.ID, "zoe", Kept{})
		for _, err := range []error{s.DiscardReview(ctx, r.ID, "zoe"), s.DiscardReview(ctx, 99, "kim"), keeping} {
			if err == nil {
				t.Fatalf("fault %d: changed by whom it does not belong to", at)
			}
		}
		f.countdown.Store(0)
	}
}

func TestReviews_AFaultAtEveryCallLosesNoneAndNoSetting(t *testing.T) {
	s, f, r := lasting(t)
	ctx := context.Background()
	nothing := func(int) {}
	for name, read := range map[string]func() (int, error){
		"of everybody": func() (int, error) { l, err := s.AllReviews(ctx); return len(l), err },
		"since":        func() (int, error) { l, err := s.ReviewsSince(ctx, "", time.Time{}); return len(l), err },
		"one": func() (int, error) {
			r, ds, file, err := s.Review(ctx, r.ID)
			return len(ds) + len(file) + len(r.Mends) + len(r.Log) + len(r.Shown) - 6, err
		},
		"ageing": func() (int, error) { n, err := s.Ageing(ctx); return n - 58, err },
	} {
		everyFault(t, f, func() error {
			n, err := read()
			if err == nil && n != 2 {
				t.Fatalf("%s: the answer is short: %d", name, n)
			}
			return err
		}, nothing)
	}
	typing := Draft{Operator: "kim", Record: KindReview, Key: "2"}
	was, _, _, err := s.Review(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.now = func() time.Time { return was.Touched.Add(time.Hour) }
	everyFault(t, f, func() error { _, err := s.KeepDraft(ctx, typing); return err }, func(at int) {
		if again, _, _, err := s.Review(ctx, r.ID); err != nil || !again.Touched.Equal(was.Touched) {
			t.Fatalf("fault %d touched the review, %v", at, err)
		}
	})
	everyFault(t, f, func() error { return s.SetAgeing(ctx, "kim", 7) }, func(int) {
		if days, err := s.Ageing(ctx); err != nil || days != 60 {
			t.Fatal(days, err)
		}
	})
}

// What an import was read from is read back whole, or not at all.
func TestImports_AFaultAtEveryCallIsToldAndLosesNoMend(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	act := Act{Operator: "kim", Kind: ActImport, Title: "rooms.csv", Import: &Import{
		SHA256: "abc", Content: "c1", Mends: []Mend{{Line: 2, Column: "Room", Value: "7"}}, Outcomes: []ImportRow{{Line: 2, Status: "add"}},
	}}
	for line := 3; line < 2*bulkRows; line++ {
		act.Import.Mends = append(act.Import.Mends, Mend{Line: line, Column: "Room", Value: "8"})
		act.Import.Outcomes = append(act.Import.Outcomes, ImportRow{Line: line, Status: "held_back", Notes: "[]"})
	}
	changes := []Change{{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "7"}}}}
	everyFault(t, f, func() error { _, err := s.Apply(ctx, act, changes); return err }, func(at int) {
		if list, err := s.ImportsAlike(ctx, "", "c1"); err != nil || len(list) != 0 {
			t.Fatalf("fault %d left %+v, %v", at, list, err)
		}
	})
	rows := len(act.Import.Outcomes)
	for name, read := range map[string]func() (int, error){
		"alike": func() (int, error) {
			l, err := s.ImportsAlike(ctx, "", "c1")
			if err != nil {
				return 0, err
			}
			return len(l[0].Import.Mends), nil
		},
		"outcomes": func() (int, error) { l, err := s.Outcomes(ctx, 2); return len(l), err },
		"since": func() (int, error) {
			l, err := s.Since(ctx, 3, []string{ipad}, []string{"ADA"})
			return len(l) * rows, err
		},
		"verify": func() (int, error) {
			faults, _, err := s.Verify(ctx)
			if err == nil && len(faults) == 0 {
				err = fmt.Errorf("the file is not what its digest says, and nobody said so")
			}
			return rows, err
		},
	} {
		everyFault(t, f, func() error {
			n, err := read()
			if err == nil && n != rows {
				t.Fatalf("%s: the answer is short: %d of %d", name, n, rows)
			}
			return err
		}, func(int) {})
	}
}

// A disk that stays broken leaves it open whether a commit happened. Then nobody is told that it did, nor that it did not.
func TestCommit_OnADiskThatStaysBrokenItIsSaidThatNobodyKnows(t *testing.T) {
	for name, c := range map[string]struct {
		write func(*Store, Review) error
		says  string
	}{
		"a decision": {func(s *Store, r Review) error {
			_, err := s.Keep(context.Background(), r.ID, "kim", Kept{Decisions: []Decision{{Line: 9, Verdict: VerdictAccept}}})
			return err
		}, "it may be that the decision was not kept"},
		"a save": {func(s *Store, r Review) error {
			_, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActEdit}, []Change{
				{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "7"}}},
			})
			return err
		}, "the database does not answer whether it happened"},
	} {
		t.Run(name, func(t *testing.T) {
			s, f, r := lasting(t)
			f.stays.Store(true)
			doubts := 0
			for at := int64(1); ; at++ {
				f.countdown.Store(at)
				err := c.write(s, r)
				struck := f.countdown.Swap(0) < 0
				if !struck {
					break
				}
				if err == nil {
					t.Fatalf("fault %d: it says that it was kept", at)
				}
				if CodeOf(err) == CodeInDoubt {
					doubts++
					if !strings.Contains(err.Error(), c.says) {
						t.Error(err)
					}
				}
			}
			if doubts != 1 {
				t.Errorf("%d faults left it in doubt, want that of the commit alone", doubts)
			}
		})
	}
}
