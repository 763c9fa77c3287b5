package store_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// Undo, redo, undo of the redo: what stands is told at every turn.
func TestHistory_AnUndoThatWasTakenBackUndoesNothing(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
	edit := int64(3)
	for turn := range 4 {
		acts, err := s.Acts(ctx, 10)
		if err != nil {
			t.Fatal(err)
		}
		history, err := s.History(ctx, "DMPX10000001")
		if err != nil {
			t.Fatal(err)
		}
		undone := turn%2 == 1
		for _, a := range acts {
			if a.ID == edit && (a.UndoneBy != 0) != undone {
				t.Errorf("after %d turns save %d is undone by %d", turn, edit, a.UndoneBy)
			}
		}
		if e := history[1]; (e.UndoneBy != 0) != undone {
			t.Errorf("after %d turns the change is undone by %d", turn, e.UndoneBy)
		}
		undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID}) // the edit, then the undo before
		if err != nil || len(undo.Changes) != 1 {
			t.Fatalf("turn %d: %+v, %v", turn, undo, err)
		}
		if _, err := s.Apply(ctx, undo.Act, undo.Changes); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPlanUndo_SaysChangedSinceAndNotTakenBackOfWhatWasBroughtBack(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
	for _, act := range []int64{3, 4} { // undo and redo
		undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: act})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(ctx, undo.Act, undo.Changes); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Edit(t, s, "lee", "DMPX10000001", map[store.Field]string{store.FieldRoom: "14"})
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 3})
	if err != nil || len(undo.Refused) != 1 {
		t.Fatalf("%+v, %v", undo, err)
	}
	if got, want := undo.Refused[0].Reason, "device DMPX10000001 was changed since by lee at 2026-08-24 08:00:05Z (edit): undo save 6 first"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// There and back again, so often that each of them must be looked at once only for the answer to come at all.
func TestHistory_AnswersAfterManyUndosOfUndos(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
	const turns = 60
	for act := range int64(turns) {
		undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 3 + act})
		if err == nil {
			_, err = s.Apply(ctx, undo.Act, undo.Changes)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	history, err := s.History(ctx, "DMPX10000001")
	if err != nil || len(history) != 2+turns || history[1].UndoneBy != 0 {
		t.Errorf("%d entries, the change is undone by %d, %v", len(history), history[1].UndoneBy, err)
	}
}

// Lines are taken back, then the rest; a line that is brought back after that stands, and so does a part of the import.
func TestHistory_R87_AnActOfWhichARowWasBroughtBackIsUndoneInPart(t *testing.T) {
	s, act := assigned(t)
	takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{4}})
	_, rest := takeBack(t, s, store.UndoRequest{Act: act})
	told := func() (by int64, how string) {
		t.Helper()
		a, _, err := s.Act(ctx, act)
		must(t, err)
		return a.TakenBack()
	}
	if by, how := told(); by != rest || how != "" {
		t.Errorf("taken back%s by %d, not by %d", how, by, rest)
	}
	_, redo := takeBack(t, s, store.UndoRequest{Act: rest, Lines: []int{2}})
	if by, how := told(); by != rest || how != " in part" {
		t.Errorf("with line 2 brought back it is taken back%s by %d", how, by)
	}
	takeBack(t, s, store.UndoRequest{Act: redo})
	if by, how := told(); by != rest || how != "" {
		t.Errorf("with line 2 taken back again it is taken back%s by %d", how, by)
	}
}

// what is back already is not taken back again, though its record reads as if it could be: the undo was redone by
// taking the first save back once more.
func TestUndo_R87_AnUndoThatWasUndoneAndDoneAgainIsNotTakenBackTwice(t *testing.T) {
	s := school(t)
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
	acts, err := s.Acts(ctx, 1)
	must(t, err)
	edit := store.UndoRequest{Act: acts[0].ID}
	_, first := takeBack(t, s, edit)
	_, redone := takeBack(t, s, store.UndoRequest{Act: first})
	_, again := takeBack(t, s, edit)
	if redone == 0 || again == 0 || device(t, s, "DMPX10000001").Room != "" {
		t.Fatal("it was not undone, redone and undone")
	}
	u, twice := takeBack(t, s, store.UndoRequest{Act: first})
	if twice != 0 || len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "device DMPX10000001 was already taken back by kim at 2026-08-24") {
		t.Errorf("taken back as save %d; refused %+v", twice, u.Refused)
	}
	acts, err = s.Acts(ctx, 10)
	must(t, err)
	for _, a := range acts {
		if a.ID == edit.Act && a.UndoneBy != again || device(t, s, "DMPX10000001").Room != "" {
			t.Errorf("save %d is undone by %d", a.ID, a.UndoneBy)
		}
	}
	if _, back := takeBack(t, s, store.UndoRequest{Act: again}); back == 0 || device(t, s, "DMPX10000001").Room != "12" {
		t.Error("the undo that stands cannot be taken back")
	}
}
