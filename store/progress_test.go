package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// large is an import of so many rows that all stages of its save are told more than once: new people with their devices,
// some of whom stay, and devices that were there.
func large(t *testing.T, s *store.Store, rows int) (store.Act, []store.Change) {
	t.Helper()
	act := readImport("c1")
	act.Import.Outcomes = nil
	var changes []store.Change
	for line := 2; line < rows+2; line++ {
		u := store.User{UserID: fmt.Sprint("person.", line), Site: "OAK"}
		d := store.Device{Serial: fmt.Sprintf("DMPX5%07d", line), AssetTag: fmt.Sprint(5500000 + line), Site: "OAK", Username: u.UserID}
		changes = append(changes,
			store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u), Line: line},
			store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d), Line: line})
		act.Import.Outcomes = append(act.Import.Outcomes, store.ImportRow{Line: line, Status: "add", Serial: d.Serial, Saved: true, Notes: "[]"})
		act.Import.Mends = append(act.Import.Mends, store.Mend{Line: line, Column: "Room", Value: "7"})
	}
	return act, append(changes, setRoom(device(t, s, "DMPX10000001"), "12"))
}

func TestApply_TellsHowFarItIs(t *testing.T) {
	s := school(t)
	act, changes := large(t, s, 1500)
	var told []store.Progress
	act.Progress = func(p store.Progress) { told = append(told, p) }
	receipt, err := s.Apply(ctx, act, changes)
	must(t, err)
	if len(told) < 10 || len(told) > 100 {
		t.Errorf("it was told %d times", len(told))
	}
	if stages := stagesOf(t, told); !slices.Equal(stages, []store.Stage{store.StageCheck, store.StageHistory, store.StageRows, store.StageRecords, store.StageCommit}) {
		t.Errorf("the stages are %v", stages)
	}
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: receipt.Act})
	must(t, err)
	told = nil
	undo.Act.Progress = act.Progress
	_, err = s.Apply(ctx, undo.Act, undo.Changes)
	must(t, err)
	if stages := stagesOf(t, told); !slices.Equal(stages, []store.Stage{store.StageCheck, store.StageHistory, store.StageRecords, store.StageCommit}) {
		t.Errorf("the stages of an undo are %v", stages)
	}
}

// stagesOf are the stages in turn; each must begin at nothing, go forward, and all but the last end at its total.
func stagesOf(t *testing.T, told []store.Progress) (stages []store.Stage) {
	t.Helper()
	var last store.Progress
	for _, p := range told {
		switch {
		case p.Stage != last.Stage:
			if stages = append(stages, p.Stage); p.Done != 0 || last.Done != last.Total {
				t.Errorf("%+v follows on %+v", p, last)
			}
		case p.Done <= last.Done || p.Done > p.Total || p.Total != last.Total:
			t.Errorf("%+v follows on %+v", p, last)
		}
		last = p
	}
	return stages
}

// mark is what a save must leave as it was, when it is cancelled.
func mark(t *testing.T, s *store.Store) string {
	t.Helper()
	latest, err := s.Latest(ctx)
	must(t, err)
	acts, err := s.Acts(ctx, 1000)
	must(t, err)
	return fmt.Sprint(latest, len(acts), records(t, s))
}

// cancelledAt gives a save up and holds what it says against what is so. saved is true when it was too late.
func cancelledAt(t *testing.T, s *store.Store, act store.Act, changes []store.Change, given context.Context) (saved bool) {
	t.Helper()
	before := mark(t, s)
	receipt, err := s.Apply(given, act, changes)
	if err == nil {
		if _, es, err := s.Act(ctx, receipt.Act); err != nil || len(es) != len(changes) {
			t.Fatalf("it says saved, and there are %d of %d changes (%v)", len(es), len(changes), err)
		}
		return true
	}
	refused(t, err, store.CodeCancelled, "nothing was saved: it was cancelled")
	if mark(t, s) != before {
		t.Fatal("something was saved")
	}
	must(t, s.SetAgeing(ctx, "kim", 30)) // the same writer goes on at once
	return false
}

// givenUpAt gives a save up at the k-th look of it.
func givenUpAt(t *testing.T, k int) context.Context {
	given, cancel := context.WithCancel(t.Context())
	return storetest.AtLook(given, int64(k), cancel)
}

// A save is given up at every look between its stages and chunks: all of it is saved, or nothing, and what is said of it is
// true. So it is with its undo.
func TestApply_R80_CancelledAnywhereItSavesAllOrNothing(t *testing.T) {
	s := school(t)
	act, changes := large(t, s, 200)
	saveAt := everyChance(t, s, act, changes)
	sum, err := s.Acts(ctx, 1)
	must(t, err)
	devices, err := s.Devices(ctx)
	must(t, err)
	var rooms []store.Change
	for _, d := range devices {
		rooms = append(rooms, setRoom(d, "14"))
	}
	editAt := everyChance(t, s, edit, rooms)
	last, err := s.Acts(ctx, 1)
	must(t, err)
	takeBack(t, s, store.UndoRequest{Act: last[0].ID})
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: sum[0].ID})
	must(t, err)
	undoAt := everyChance(t, s, undo.Act, undo.Changes)
	if saveAt < 20 || editAt < 12 || undoAt < 15 {
		t.Errorf("there were %d, %d and %d chances to give up", saveAt, editAt, undoAt)
	}
	sound(t, s)
}

// everyChance gives a save up at its first chance, then its second, until it gets through.
func everyChance(t *testing.T, s *store.Store, act store.Act, changes []store.Change) int {
	t.Helper()
	for k := 1; ; k++ {
		if cancelledAt(t, s, act, changes, givenUpAt(t, k)) {
			return k
		}
	}
}

// Whoever cancels does so from outside, at any moment: what is said is true all the same.
func TestApply_R80_CancelledFromOutsideItTellsTheTruth(t *testing.T) {
	s := school(t)
	for round := 1; round <= 24; round++ { // more than a save has words
		act, changes := large(t, s, 100)
		given, cancel := context.WithCancel(t.Context())
		n := 0
		act.Progress = func(store.Progress) {
			if n++; n == round {
				cancel()
			}
		}
		if cancelledAt(t, s, act, changes, given) {
			sum, err := s.Acts(ctx, 1)
			must(t, err)
			undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: sum[0].ID})
			must(t, err)
			_, err = s.Apply(ctx, undo.Act, undo.Changes)
			must(t, err)
		}
	}
	sound(t, s)
}

// A save that waits for another one, of this console or of a colleague's, is given up without waiting on; the other one
// goes through, and so does what is saved next.
func TestApply_CancelledWhileAnotherSaves(t *testing.T) {
	for name, console := range map[string]func(*testing.T, *store.Store) *store.Store{
		"here":      func(_ *testing.T, s *store.Store) *store.Store { return s },
		"elsewhere": func(t *testing.T, s *store.Store) *store.Store { return storetest.OpenAt(t, s.Path()) },
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			mine := console(t, s)
			one, two := setRoom(device(t, s, "DMPX10000001"), "12"), setRoom(device(t, s, "DMPX10000002"), "14")
			given, cancel := context.WithCancel(t.Context())
			_, err := s.Apply(storetest.AtLook(ctx, 2, func() {
				waiting := make(chan error)
				go func() { waiting <- second(mine.Apply(given, edit, []store.Change{two})) }()
				cancel()
				refused(t, <-waiting, store.CodeCancelled, "nothing was saved: it was cancelled")
				refused(t, second(mine.Keep(given, 1, "kim", store.Kept{})), store.CodeCancelled, "not kept: it was cancelled")
			}), edit, []store.Change{one})
			must(t, err)
			if device(t, s, "DMPX10000001").Room != "12" || device(t, s, "DMPX10000002").Room != "" {
				t.Error("the first was to be saved, and the second not")
			}
			_, err = mine.Apply(ctx, edit, []store.Change{two})
			must(t, err)
			sound(t, s)
		})
	}
}

// It is given up while it waits, not only before: the one that holds the lock sees to it that it does wait.
func TestApply_CancelledWhileItWaitsForTheLock(t *testing.T) {
	s := school(t)
	mine := storetest.OpenAt(t, s.Path())
	one, two := setRoom(device(t, s, "DMPX10000001"), "12"), setRoom(device(t, s, "DMPX10000002"), "14")
	_, err := s.Apply(storetest.AtLook(ctx, 2, func() {
		given, cancel := context.WithCancel(t.Context())
		refused(t, second(mine.Apply(waited{given, cancel}, edit, []store.Change{two})), store.CodeCancelled)
	}), edit, []store.Change{one})
	must(t, err)
	if device(t, s, "DMPX10000002").Room != "" {
		t.Error("it was saved all the same")
	}
	sound(t, s)
}

// waited is a context that is cancelled as soon as somebody waits for that.
type waited struct {
	context.Context
	cancel context.CancelFunc
}

func (w waited) Done() <-chan struct{} {
	w.cancel()
	return w.Context.Done()
}

// Whoever is told of a save and does not come back, because their terminal is stopped, keeps neither the save from its end
// nor a colleague from writing; and nobody is told afterwards.
func TestApply_R80_ABlockedTellerKeepsNobodyFromWriting(t *testing.T) {
	s := school(t)
	r := begin(t, s, "lee", "bytes")
	colleague := storetest.OpenAt(t, s.Path())
	act, changes := large(t, s, 1500)
	resume, blocked := make(chan struct{}), make(chan struct{})
	act.Progress = func(store.Progress) {
		close(blocked) // a second word would close it again
		<-resume
	}
	must(t, second(s.Apply(ctx, act, changes)))
	<-blocked
	_, err := colleague.Keep(ctx, r.ID, "lee", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}}})
	must(t, err)
	close(resume)
	if device(t, s, "DMPX10000001").Room != "12" {
		t.Error("it was not saved")
	}
}
