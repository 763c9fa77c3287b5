package procedure_test

import (
	"context"
	"slices"
	"strings"
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
	if w.Title != "Start of year at OAK (Oak Hill School)" || st.Key != "revoke" || st.Sight.Told != "1 departing user not yet revoked: Ada Byrne (ada.byrne)" {
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
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) }) // who holds nothing keeps nothing from being done
	w = s.load(w.Checklist.Number)
	if got := w.Stage("revoke"); w.Now().Key != "fill" || got.Why != "nobody is left to revoke; 1 holds nothing: their user record goes by a removal" {
		t.Errorf("it goes on with %s, %+v", w.Now().Key, got)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "bo.tan", true) })
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "revoke" || w.Now().Sight.Told != "1 departing user not yet revoked: Bo Tan (bo.tan); 1 more holds nothing: their user record goes by a removal" {
		t.Errorf("R-14: it goes on with %s, %+v", w.Now().Key, w.Now().Sight)
	}
	act := s.saved("assign")
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "invitations" || w.Stage("preview").State != procedure.StateDone || w.Stage("revoke").State != procedure.StateDone {
		t.Fatalf("after the save %v", keys(w))
	}
	if w.Stage("revoke").Why != w.Stage("save").Sight.Told || w.Stage("revoke").Sight.Left != 1 {
		t.Errorf("with one left and the file saved the first step says %q", w.Stage("revoke").Why)
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
// Besides, its file has rows of these statuses which were not saved; another word stands in the title.
func (s *school) saved(mode string, rows ...string) int64 {
	s.Helper()
	title, outcomes := mode+".csv: 1 row", []store.ImportRow(nil)
	for i, status := range rows {
		if strings.HasPrefix(status, "of ") {
			title += " " + status
			continue
		}
		outcomes = append(outcomes, store.ImportRow{Line: 3 + i, Status: status, Notes: "[]"})
	}
	d := s.device(padSerial)
	receipt, err := s.st.Apply(context.Background(), store.Act{Operator: "m.holt", Kind: store.ActImport, Title: title, Import: &store.Import{
		Template: "mlti", Mode: mode, Site: oak, FileName: mode + ".csv", SHA256: sum(mode), Bytes: []byte(mode), Rows: 1 + len(rows), Outcomes: outcomes,
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
	s.opened("assign", oak)
	for w = s.load(w.Checklist.Number); w.Now().Key != "save"; {
		w = s.next(w)
	}
	s.tells(s.refuses(w, "save", store.CodeInvalid), "no file was saved in mode Assign")
	s.saved("inventory")
	s.tells(s.refuses(w, "save", store.CodeInvalid), "no file was saved in mode Assign")
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

// opened is a file of the state's template that another operator looks at in Bulk.
func (s *school) opened(mode, site string) store.Review {
	s.Helper()
	r, _, err := s.st.OpenReview(context.Background(), store.Review{
		Operator: "m.holt", Site: site, Template: "mlti", Mode: mode, FileName: mode + "\x1b.csv", SHA256: sum(mode),
	}, []byte(mode))
	if err != nil {
		s.Fatal(err)
	}
	return r
}

// toPreview walks a procedure about OAK to its preview.
func (s *school) toPreview(name string) procedure.Walk {
	s.Helper()
	w := s.start(procedure.Request{Procedure: name, Site: oak})
	for w.Now().Key != "preview" {
		w = s.next(w)
	}
	return w
}

func TestYear_APreviewIsSeenAndCannotBeTicked(t *testing.T) {
	for name, mode := range map[string]string{"start-of-year": "Assign", "end-of-year": "Revoke"} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			small := strings.ToLower(mode)
			before := s.opened(small, oak)
			old := s.opened(small, fern)
			if name == "end-of-year" {
				s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", true) })
			}
			w := s.toPreview(name)
			unseen := "no file was opened in mode " + mode + " at this site since the checklist began"
			s.tells(s.refuses(w, "preview", store.CodeInvalid), unseen)
			s.opened("inventory", oak)
			if _, err := s.st.Keep(context.Background(), old.ID, old.Operator, store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLater}}}); err != nil {
				t.Fatal(err)
			}
			s.tells(s.refuses(w, "preview", store.CodeInvalid), unseen)
			if _, err := s.st.Keep(context.Background(), before.ID, before.Operator, store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLater}}}); err != nil {
				t.Fatal(err)
			}
			w = s.load(w.Checklist.Number)
			st := w.Stage("preview")
			if st.State != procedure.StateDone || st.Done != nil || w.Now().Key == "preview" {
				t.Fatalf("%v", keys(w))
			}
			s.tells(st.Why, "file "+small+"␛.csv was opened in Bulk by m.holt at 2026-08-24 08:")
		})
	}
}

func TestYear_AFileThatIsThrownAwayUnseenIsNoPreview(t *testing.T) {
	s := newSchool(t)
	before := s.opened("assign", oak)
	w := s.toPreview("start-of-year")
	if err := s.st.DiscardReview(context.Background(), before.ID, before.Operator); err != nil {
		t.Fatal(err)
	}
	s.tells(s.refuses(w, "preview", store.CodeInvalid), "no file was opened in mode Assign")
	since := s.opened("assign", oak)
	if err := s.st.DiscardReview(context.Background(), since.ID, since.Operator); err != nil {
		t.Fatal(err)
	}
	if w = s.load(w.Checklist.Number); w.Now().Key != "save" {
		t.Errorf("a file that was looked at and thrown away: %v", keys(w))
	}
}

func TestEndOfYear_SeesByItselfWhatIsDone(t *testing.T) {
	s := newSchool(t)
	for _, id := range []string{"ada.byrne", "cem", "fay"} {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, id, true) })
	}
	w := s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	if told := w.Now().Sight.Told; told != "2 users are marked departing, with 2 devices; 1 holds nothing: their user record goes by a removal" {
		t.Errorf("it counts %q", told)
	}
	w = s.next(w)
	if l := w.Now().Link; l.Kind != procedure.TargetFile || !l.Delete || !slices.Equal(l.Devices, []string{macSerial, padSerial}) {
		t.Errorf("it writes %+v", l)
	}
	w = s.next(w)
	if l := w.Now().Link; w.Now().Key != "delete-column" || l.Kind != procedure.TargetBulk || l.Mode != "revoke" {
		t.Errorf("%s opens %+v", w.Now().Key, l)
	}
	s.opened("revoke", oak)
	for w = s.load(w.Checklist.Number); w.Now().Key != "save"; {
		w = s.next(w)
	}
	left := "1 departing user not yet revoked: Ada Byrne (ada.byrne); 1 more holds nothing"
	s.tells(s.refuses(w, "save", store.CodeInvalid), left)
	s.saved("revoke")
	s.tells(s.refuses(w, "save", store.CodeInvalid), left) // of the file one was left out
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", false) })
	w = s.load(w.Checklist.Number)
	st := w.Now()
	if st.Key != "save" || !st.Already || st.Confirmed() || !st.Sight.Done {
		t.Fatalf("%v %+v", keys(w), st.Sight)
	}
	s.tells(st.Sight.Told, "import ", "was saved by m.holt", "; 1 holds nothing")
	if w = s.next(w); w.Open() {
		t.Error("it is open")
	}
	s.clean()
}

func TestEndOfYear_R24_NobodyIsLeftAndNothingWasSavedSoSomebodyConfirmsIt(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", true) })
	s.saved("revoke") // before it began
	w := s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	for w.Now().Key != "preview" {
		w = s.next(w)
	}
	s.refuses(w, "preview", store.CodeInvalid)
	s.finish(s.start(procedure.Request{Procedure: "removal", UserID: "ada.byrne"}))
	w = s.load(w.Checklist.Number)
	for w.Now().Key != "save" {
		if st := w.Now(); !st.Confirmed() {
			t.Errorf("%s cannot be confirmed: %+v", st.Key, st.Sight)
		}
		w = s.next(w)
	}
	st := w.Now()
	if st.Sight.Done || st.Sight.Left != 0 || st.Already || len(st.Blocked) > 0 || !st.Confirmed() || !st.Sight.Confirmable() {
		t.Fatalf("%+v %+v", st, st.Sight)
	}
	if told := st.Sight.Told; told != "no file was saved in mode Revoke at this site since the checklist began, and nobody is left to revoke" {
		t.Errorf("it says %q", told)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "bo.tan", true) })
	s.tells(s.refuses(w, "save", store.CodeInvalid), "1 departing user not yet revoked")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "bo.tan", false) })
	w = s.next(s.load(w.Checklist.Number))
	if done := w.Stage("save").Done; w.Open() || done.Operator != me {
		t.Errorf("confirmed by %+v", done)
	}
}

func TestStartOfYear_WhatIsSeenToBeDoneIsNotTicked(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	if _, err := procedure.Do(context.Background(), s.st, me, &w, "revoke", procedure.Answer{}); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("what is seen to be done was ticked: %v", err)
	}
}
