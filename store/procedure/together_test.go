package procedure_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

// rounds is how often two operators press the same step.
const rounds = 1000

func TestDo_TwoOperatorsPressTheSameStepAndOneOfThemDoesIt(t *testing.T) {
	s := newSchool(t)
	stores := []*store.Store{s.st, storetest.OpenAt(t, s.st.Path())}
	names := []string{me, colleague}
	var w procedure.Walk
	for round := range rounds {
		if !w.Open() {
			if s.user("ada.byrne") == nil {
				s.again()
			}
			w = s.removal()
		}
		at := w.Now().Key
		walks, errs := make([]procedure.Walk, 2), make([]error, 2)
		var both sync.WaitGroup
		for i := range stores {
			both.Go(func() {
				shown := w
				walks[i], errs[i] = procedure.Do(context.Background(), stores[i], names[i], &shown, at, procedure.Answer{})
			})
		}
		both.Wait()
		won := slices.Index(errs, nil)
		if won < 0 || errs[1-won] == nil {
			t.Fatalf("round %d, %s: %v", round, at, errs)
		}
		var told *store.Error
		if !errors.As(errs[1-won], &told) || told.Code != store.CodeConflict || !strings.HasPrefix(told.Message, "this step was done by "+names[won]+" at 2026-") {
			t.Fatalf("round %d, %s: the other is told %v", round, at, errs[1-won])
		}
		if walks[0].Checklist != walks[1].Checklist {
			t.Fatalf("round %d: they see %+v and %+v", round, walks[0].Checklist, walks[1].Checklist)
		}
		w = walks[won]
	}
	steps := 0
	entries, err := s.st.ChecklistEntries(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.Created {
			steps++
		}
	}
	if steps != rounds {
		t.Errorf("%d rounds made %d transitions", rounds, steps)
	}
	s.clean()
}

// again lets the person of the removals come back with both devices.
func (s *school) again() {
	changes := []store.Change{{Record: store.KindUser, Key: ada.Key(), Fields: store.UserFields(ada)}}
	for _, serial := range []string{macSerial, padSerial} {
		old := s.device(serial)
		now := old
		now.Username, now.Position = ada.UserID, ada.Position
		changes = append(changes, store.Change{
			Record: store.KindDevice, Key: serial, Version: old.Version, Fields: edit.Differences(store.KindDevice, &old, &now),
		})
	}
	storetest.Apply(s, s.st, changes...)
}

func TestStart_TwoOperatorsBeginTheSameAtOnce(t *testing.T) {
	s := newSchool(t)
	stores := []*store.Store{s.st, storetest.OpenAt(t, filepath.Clean(s.st.Path()))}
	for round := range 20 {
		errs := make([]error, 2)
		var both sync.WaitGroup
		for i := range stores {
			both.Go(func() {
				_, errs[i] = procedure.Start(context.Background(), stores[i], []string{me, colleague}[i], procedure.Request{Procedure: "removal", UserID: "ada.byrne"})
			})
		}
		both.Wait()
		won := slices.Index(errs, nil)
		if won < 0 || store.CodeOf(errs[1-won]) != store.CodeConflict {
			t.Fatalf("round %d: %v", round, errs)
		}
		s.tells(errs[1-won].Error(), fmt.Sprintf("checklist %d is open already, with ", round+1))
		w := s.load(fmt.Sprint(round + 1))
		if _, err := procedure.Abandon(context.Background(), s.st, me, &w, nil); err != nil {
			t.Fatal(err)
		}
	}
}
