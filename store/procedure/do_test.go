package procedure_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

func TestDo_R32_TheRecordMovedBetweenTheLookAndTheStep(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "clear-position" {
		w = s.next(w)
	}
	s.set(macSerial, store.FieldPosition, "staff")
	told := s.refuses(w, clearPositionOf+macSerial, store.CodeConflict)
	s.tells(told, "would not do what it showed", `Position "staff" instead of "teacher"`, colleague, "look at it again")
	w = s.next(s.load(w.Checklist.Number))
	s.set(padSerial, store.FieldRoom, "9") // what the step does not show may move
	s.do(w, clearPositionOf+padSerial)
}

func TestDo_R32_ADeviceThatIsNoLongerThere(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Site: oak, Username: "old.id"})
	made, err := s.st.Acts(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	w := s.start(procedure.Request{Procedure: "removal", UserID: "old.id"})
	undo, err := s.st.PlanUndo(context.Background(), colleague, store.UndoRequest{Act: made[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.st.Apply(context.Background(), undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	s.tells(s.refuses(w, w.Now().Key, store.CodeInvalid), "does not apply: OAKMINI00009 is not on record any more")
	w = s.load(w.Checklist.Number)
	s.tells(w.Moved[0].Sentence, "was deleted", colleague, "by an undo")
	if w.Now().Key != "delete-user" {
		t.Errorf("it goes on with %s", w.Now().Key)
	}
	s.finish(w)
}

func TestDo_AStageThatIsNotThere(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Site: oak})
	w := s.removal()
	s.tells(s.refuses(w, "dance", store.CodeNotFound), "has no step dance")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, "OAKMINI00009", "ada.byrne") })
	w = s.load(w.Checklist.Number)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, "OAKMINI00009") })
	s.tells(s.refuses(w, "prove-ready OAKMINI00009", store.CodeConflict), "not there any more: Prove that the device is ready", "look at it again")
	w.Checklist.Number = "99"
	if _, err := procedure.Do(context.Background(), s.st, me, &w, w.Now().Key, procedure.Answer{}); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("it answers %v", err)
	}
}

func TestDo_AStepIsDoneOnce(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.removal())
	s.tells(s.refuses(w, "prove-ready "+macSerial, store.CodeInvalid), "done already")
	_, err := procedure.Do(context.Background(), s.st, me, &w, w.Now().Key, procedure.Answer{Note: "a\x1bb"})
	if store.CodeOf(err) != store.CodeInvalid || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("a note with a control character: %v", err)
	}
}

func TestDo_AStepThatWasTakenBackFromTheHistoryIsToBeDoneAgain(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.removal()
	for w.Now().Step.Name != "leave-scopes" && w.Now().Step.Name != "clear-username" {
		w = s.next(w)
	}
	acts, err := s.st.Acts(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	undo, err := s.st.PlanUndo(ctx, me, store.UndoRequest{Act: acts[0].ID})
	if err != nil || len(undo.Refused) > 0 {
		t.Fatalf("%+v %v", undo.Refused, err)
	}
	if _, err := s.st.Apply(ctx, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	w = s.load(w.Checklist.Number)
	if w.Now().Key != clearPositionOf+padSerial || w.Now().Done != nil {
		t.Fatalf("it goes on with %s", w.Now().Key)
	}
	s.finish(w)
	s.ended()
}
