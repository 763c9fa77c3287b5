package procedure_test

import (
	"context"
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

func TestStartOfYear_SeesByItselfWhatIsDone(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", true) })
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: " oak "})
	st := w.Now()
	if w.Title != "Start of year at OAK (Oak Hill School)" || st.Key != "revoke" || st.Sight.Told != "1 departing user not yet revoked" {
		t.Fatalf("%q %+v", w.Title, st)
	}
	if l := st.Link; l.Kind != procedure.TargetList || l.Query != "departing:yes site:OAK" || l.Record != store.KindUser {
		t.Errorf("it opens %+v", l)
	}
	s.tells(s.refuses(w, "revoke", store.CodeInvalid), "1 departing user not yet revoked")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", false) })
	w = s.load(w.Checklist.Number)
	if got := w.Stage("revoke"); got.State != procedure.StateDone || got.Done != nil || w.Now().Key != "template" {
		t.Errorf("%+v, and then %s", got, w.Now().Key)
	}
	if l := w.Now().Link; l.Kind != procedure.TargetFile || l.Template != "mlti" || l.Mode != "assign" || l.Site != oak || l.Devices != nil {
		t.Errorf("it writes %+v", l)
	}
	w = s.next(w)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "bo.tan", true) })
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "revoke" {
		t.Errorf("R-14: it goes on with %s", w.Now().Key)
	}
	act := s.saved("assign")
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "invitations" || w.Stage("preview").State != procedure.StateDone || w.Stage("revoke").State != procedure.StateDone {
		t.Fatalf("after the save %v", keys(w))
	}
	s.tells(w.Stage("save").Sight.Told, "was saved by m.holt at 2026-08-24 08:")
	if told := w.Now().Sight.Told; told != "1 user invited, 1 accepted" {
		t.Errorf("it counts %q", told)
	}
	undo, err := s.st.PlanUndo(context.Background(), me, store.UndoRequest{Act: act})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.st.Apply(context.Background(), undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	if w = s.load(w.Checklist.Number); w.Now().Key != "revoke" {
		t.Errorf("with the import undone, it goes on with %s", w.Now().Key)
	}
	s.saved("assign")
	w = s.next(s.load(w.Checklist.Number))
	if st := w.Now(); st.Key != "accepted" || st.Sight.Told != "1 invited user has not accepted yet" || len(st.Blocked) > 0 {
		t.Errorf("%+v", st)
	}
	if w = s.next(w); w.Open() {
		t.Errorf("it is open at %s", w.Now().Key)
	}
}

// saved is an import of the state's template at OAK, as another operator saves it.
func (s *school) saved(mode string) int64 {
	s.Helper()
	d := s.device(padSerial)
	receipt, err := s.st.Apply(context.Background(), store.Act{Operator: "m.holt", Kind: store.ActImport, Title: mode + ".csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: mode, Site: oak, FileName: mode + ".csv", SHA256: sum(mode), Bytes: []byte(mode), Rows: 1,
	}}, []store.Change{{
		Record: store.KindDevice, Key: padSerial, Version: d.Version, Line: 2,
		Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: d.Room + "1"}},
	}})
	if err != nil {
		s.Fatal(err)
	}
	return receipt.Act
}

func TestStartOfYear_AnImportFromBeforeItBeganIsNone(t *testing.T) {
	s := newSchool(t)
	s.saved("assign")
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	for w.Now().Key != "save" {
		w = s.next(w)
	}
	s.tells(s.refuses(w, "save", store.CodeInvalid), "no file was saved in mode assign")
	s.saved("inventory")
	s.tells(s.refuses(w, "save", store.CodeInvalid), "no file was saved in mode assign")
}

func TestStartOfYear_EverythingIsSeenAndTheLastStepIsLeftToConfirm(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign")
	s.saved("assign")
	w = s.next(s.load(w.Checklist.Number))
	if w.Now().Key != "accepted" {
		t.Fatalf("%v", keys(w))
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, takenSerial) })
	w = s.load(w.Checklist.Number)
	if st := w.Now(); st.Key != "accepted" || st.State != procedure.StateNow || !st.Already {
		t.Fatalf("%v", keys(w))
	}
	if w = s.next(w); w.Open() || w.Checklist.State != store.ChecklistDone {
		t.Error("it is open")
	}
}

func TestEndOfYear_SeesByItselfWhatIsDone(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", true) })
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) })
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "fay", true) })
	w := s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	if told := w.Now().Sight.Told; told != "2 users are marked departing, with 2 devices" {
		t.Errorf("it counts %q", told)
	}
	w = s.next(w)
	if l := w.Now().Link; l.Kind != procedure.TargetFile || !l.Delete || !slices.Equal(l.Devices, []string{macSerial, padSerial}) {
		t.Errorf("it writes %+v", l)
	}
	for w.Now().Key != "save" {
		w = s.next(w)
	}
	s.tells(s.refuses(w, "save", store.CodeInvalid), "2 departing users not yet revoked")
	for _, id := range []string{"cem", "ada.byrne"} {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, id, false) })
	}
	w = s.load(w.Checklist.Number)
	if st := w.Now(); st.Key != "save" || !st.Already {
		t.Fatalf("%v", keys(w))
	}
	s.next(w)
	s.clean()
}

func TestStartOfYear_WhatIsSeenToBeDoneIsNotTicked(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	if _, err := procedure.Do(context.Background(), s.st, me, &w, "revoke", procedure.Answer{}); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("what is seen to be done was ticked: %v", err)
	}
}
