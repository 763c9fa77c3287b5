package procedure_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// seed makes the random walks; another one makes others.
const seed = 20261122

func TestEveryProcedure_OnRandomWalksNothingIsHalfDoneAndEverythingCanBeEnded(t *testing.T) {
	t.Logf("seed %d", seed)
	names := []string{"removal", "adding", "replacement", "replacement of another", "start-of-year", "end-of-year"}
	made := map[string]int{}
	for n := range 60 {
		random := rand.New(rand.NewPCG(seed, uint64(n)))
		s := newSchool(t)
		if random.IntN(2) == 0 {
			s.scope("Maths 7", "ada.byrne", "bo.tan")
		}
		name := names[n%len(names)]
		w := s.start(requests()[name])
		for range 14 + random.IntN(10) {
			if !w.Open() {
				break
			}
			w = s.anything(random, w, made)
		}
		s.clean()
		if !w.Open() {
			made["ended"]++
			continue
		}
		before := s.picture()
		if random.IntN(2) == 0 {
			w, err := procedure.Abandon(context.Background(), s.st, me, &w, nil)
			if err != nil || w.Open() || s.picture() != before {
				t.Fatalf("walk %d: %v", n, err)
			}
		} else {
			s.abandon(w)
		}
		made["abandoned"]++
		s.clean()
	}
	t.Logf("%v", made)
	for _, what := range []string{"done", "refused", "by hand", "stale", "noted", "ended", "abandoned"} {
		if made[what] < 5 {
			t.Errorf("%q only %d times: the walks are too quiet", what, made[what])
		}
	}
}

// anything happens: a step, a step out of its turn, an edit by hand, a press on an old screen, a note.
func (s *school) anything(random *rand.Rand, w procedure.Walk, made map[string]int) procedure.Walk {
	s.Helper()
	ctx := context.Background()
	st := &w.Stages[w.At]
	switch random.IntN(8) {
	case 0:
		st = &w.Stages[random.IntN(len(w.Stages))]
	case 1:
		s.scribble(random)
		made["by hand"]++
		if random.IntN(2) == 0 {
			made["stale"]++
			break // pressed on the old screen
		}
		w = s.load(w.Checklist.Number)
		return w
	case 2:
		got, err := procedure.Note(ctx, s.st, colleague, &w, "a note")
		if err != nil {
			s.Fatal(err)
		}
		made["noted"]++
		return got
	}
	before, version := s.picture(), s.load(w.Checklist.Number).Checklist.Version
	got, err := procedure.Do(ctx, s.st, me, &w, st.Key, procedure.Answer{Values: answers(st)})
	switch done := got.Stage(st.Key); {
	case err == nil:
		made["done"]++
		if done == nil || done.State != procedure.StateDone && !(w.Procedure.About == procedure.AboutUser && done.State == procedure.StateSkipped) {
			s.Fatalf("%s is done and stands as %+v", st.Key, done)
		}
		if got.Checklist.Version == version {
			s.Fatalf("%s is done without a trace", st.Key)
		}
	default:
		made["refused"]++
		if s.picture() != before || got.Checklist.Version != version {
			s.Fatalf("%s was refused (%v) and changed something", st.Key, err)
		}
		if code := store.CodeOf(err); code != store.CodeInvalid && code != store.CodeConflict && code != store.CodeNotFound {
			s.Fatalf("%s: %v", st.Key, err)
		}
	}
	if len(got.Stages) > 0 && got.Open() && got.Now() == nil {
		s.Fatalf("an open checklist without a step to do: %v", keys(got))
	}
	return got
}

// scribble changes something by hand that a checklist may be about.
func (s *school) scribble(random *rand.Rand) {
	s.Helper()
	serial := []string{macSerial, padSerial, spareSerial, takenSerial}[random.IntN(4)]
	id := []string{"ada.byrne", "bo.tan", "cem", "dee.ford"}[random.IntN(4)]
	plans := []func(r *store.Records) edit.Plan{
		func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) },
		func(r *store.Records) edit.Plan { return edit.Clear(r, serial) },
		func(r *store.Records) edit.Plan {
			return edit.Set(r, store.KindDevice, serial, []edit.Value{{Field: store.FieldPosition, Text: "staff"}})
		},
		func(r *store.Records) edit.Plan { return edit.Depart(r, id, random.IntN(2) == 0) },
		func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindUser, []edit.Value{{Field: store.FieldUserID, Text: id}, {Field: store.FieldSite, Text: oak}})
		},
	}
	plan := plans[random.IntN(len(plans))]
	ctx := context.Background()
	r, err := s.st.Records(ctx, edit.Wanted(store.KindDevice, []string{serial}, []edit.Value{{Field: store.FieldUsername, Text: id}}))
	if err != nil {
		s.Fatal(err)
	}
	p := plan(r)
	if p.Failed() || len(p.Changes) == 0 {
		return
	}
	if _, err := s.st.Apply(ctx, p.Act(colleague), p.Changes); err != nil {
		s.Fatal(err)
	}
}

// patience is a context that ends after so many looks at it.
type patience struct {
	context.Context
	left atomic.Int64
	over chan struct{}
}

func patient(looks int) *patience {
	p := &patience{Context: context.Background(), over: make(chan struct{})}
	p.left.Store(int64(looks))
	return p
}

func (p *patience) Done() <-chan struct{} {
	if p.left.Add(-1) == -1 {
		close(p.over)
	}
	return p.over
}

func (p *patience) Err() error {
	if p.left.Load() < 0 {
		return context.Canceled
	}
	return nil
}

func TestEverything_ALineThatIsLostAtAnyMomentLeavesAllOrNothing(t *testing.T) {
	type act struct {
		name    string
		records bool // it changes records besides the checklist
		do      func(ctx context.Context, s *school, w procedure.Walk) error
	}
	for _, c := range []act{
		{"start", false, func(ctx context.Context, s *school, _ procedure.Walk) error {
			_, err := procedure.Start(ctx, s.st, me, requests()["replacement"])
			return err
		}},
		{"start of year", false, func(ctx context.Context, s *school, _ procedure.Walk) error {
			_, err := procedure.Start(ctx, s.st, me, requests()["start-of-year"])
			return err
		}},
		{"load", false, func(ctx context.Context, s *school, w procedure.Walk) error {
			_, err := procedure.Load(ctx, s.st, w.Checklist.Number)
			return err
		}},
		{"load, with another User ID", false, func(ctx context.Context, s *school, w procedure.Walk) error {
			_, err := procedure.Load(ctx, s.st, w.Checklist.Number)
			return err
		}},
		{"load, of a site with a file saved", false, func(ctx context.Context, s *school, _ procedure.Walk) error {
			_, err := procedure.Load(ctx, s.st, "3")
			return err
		}},
		{"hand over", false, func(ctx context.Context, s *school, w procedure.Walk) error {
			to := map[string]string{me: colleague, colleague: me}[w.Checklist.Owner] // it may be handed over already, and the answer lost
			_, err := procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: to, New: true}, "")
			return err
		}},
		{"list", false, func(ctx context.Context, s *school, _ procedure.Walk) error {
			_, err := procedure.List(ctx, s.st)
			return err
		}},
		{"do", true, func(ctx context.Context, s *school, w procedure.Walk) error {
			_, err := procedure.Do(ctx, s.st, me, &w, w.Now().Key, procedure.Answer{})
			return err
		}},
		{"abandon", true, func(ctx context.Context, s *school, w procedure.Walk) error {
			undo, err := procedure.PlanAbandon(ctx, s.st, me, &w)
			if err == nil {
				_, err = procedure.Abandon(ctx, s.st, me, &w, &undo)
			}
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			w := s.upTo(5)
			s.start(procedure.Request{Procedure: "start-of-year", Site: fern})
			if strings.Contains(c.name, "another User ID") {
				s.rename("ada.byrne", "ada.b")
			}
			if strings.Contains(c.name, "of a site") {
				s.start(requests()["start-of-year"])
				s.saved("assign", "error")
			}
			for looks := 0; ; looks++ {
				before, version, changes := s.picture(), w.Checklist.Version, len(w.Now().Changes) > 0
				err := c.do(patient(looks), s, w)
				if err == nil || store.CodeOf(err) == store.CodeConflict {
					break // done; or begun before, when only the look at it afterwards was lost
				}
				now := s.load(w.Checklist.Number)
				done := now.Checklist.Version != version
				if (s.picture() != before) != (done && changes && c.records) {
					t.Fatalf("after %d looks (%v) it is half done", looks, err)
				}
				if w = now; !w.Open() {
					break
				}
			}
			s.clean()
		})
	}
}
