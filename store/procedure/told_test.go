package procedure_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

// does does a step with a note.
func (s *school) does(w procedure.Walk, operator, key, note string) procedure.Walk {
	s.Helper()
	w = s.load(w.Checklist.Number)
	got, err := procedure.Do(context.Background(), s.st, operator, &w, key, procedure.Answer{Note: note})
	if err != nil {
		s.Fatal(err)
	}
	return got
}

// twice is a removal whose step 3 was done for the iPad, broken by somebody, and done again by somebody else.
func (s *school) twice() (procedure.Walk, string) {
	s.Helper()
	w := s.upTo(5)
	key := clearPositionOf + padSerial
	w = s.does(w, me, key, "the first time")
	s.set(padSerial, store.FieldPosition, "staff")
	return s.does(w, colleague, key, "the second time"), key
}

func TestStage_AStepThatWasDoneAgainKeepsEveryDoingWithItsNote(t *testing.T) {
	s := newSchool(t)
	w, key := s.twice()
	s.set(padSerial, store.FieldPosition, "teacher")
	w = s.does(w, me, key, "")
	st := w.Stage(key)
	if st.Done.Operator != me || st.Done.Note != "" || len(st.Before) != 2 {
		t.Fatalf("%+v %+v", st.Done, st.Before)
	}
	if a, b := st.Before[0], st.Before[1]; a.Operator != me || a.Note != "the first time" || b.Operator != colleague || b.Note != "the second time" || !b.At.After(a.At) {
		t.Errorf("%+v", st.Before)
	}
	page := procedure.Page(w, time.UTC)
	before := page.Steps[5].Before
	if len(before) != 2 || !strings.HasSuffix(before[0], "Z; the first time") || !strings.HasPrefix(before[1], "done before by "+colleague+", 2026-08-24 08:") {
		t.Errorf("the page tells %q", before)
	}
}

// broken is a removal whose step 3 was done for both devices, and taken back for the iPad by somebody's own hand.
func (s *school) broken() procedure.Walk {
	s.Helper()
	w := s.upTo(6)
	s.set(padSerial, store.FieldPosition, "staff")
	return s.load(w.Checklist.Number)
}

func TestAbandon_R33_EveryStepTellsWhatBecameOfItsRecords(t *testing.T) {
	s := newSchool(t)
	w := s.broken()
	s.abandon(w)
	w = s.load(w.Checklist.Number)
	back := "put back by " + me + " at " + w.Touched.At.Format("2006-01-02 15:04Z")
	page := procedure.Page(w, time.UTC)
	for i := range w.Stages {
		st := &w.Stages[i]
		if st.Done == nil {
			continue
		}
		if page.Steps[i].Fate != st.Done.Fate || st.State != procedure.StateDone {
			t.Errorf("%s is %s; the page tells %+v", st.Key, st.State, page.Steps[i])
		}
		switch told := st.Done.Fate; {
		case st.Key == clearPositionOf+padSerial:
			s.tells(told, "left as it is: Position changed by "+colleague+" at 2026-08-24 08:")
			if strings.Contains(told, "undo save") || strings.Contains(told, "step 3") {
				t.Errorf("it says %q", told)
			}
		case told != map[string]string{clearPositionOf + macSerial: back}[st.Key]:
			t.Errorf("%s: %q", st.Key, told)
		}
	}
}

func TestAbandon_R33_WhatIsLeftAsItIsSaysSo(t *testing.T) {
	s := newSchool(t)
	w, key := s.twice()
	if _, err := procedure.Abandon(context.Background(), s.st, me, &w, nil); err != nil {
		t.Fatal(err)
	}
	w = s.load(w.Checklist.Number)
	st := w.Stage(key)
	if page := procedure.Page(w, time.UTC).Steps[5]; !strings.HasSuffix(page.Before[0], "Z; the first time; left as it is") {
		t.Errorf("the page tells %q", page.Before)
	}
	if st.Done.Fate != "left as it is" || st.Before[0].Fate != "left as it is" || w.Stages[0].Done.Fate != "" {
		t.Errorf("%+v %+v %+v", st.Done, st.Before, w.Stages[0].Done)
	}
}

func TestAbandon_WithTheHistoryOutOfReachNothingIsDone(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(5)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := procedure.Abandon(ctx, s.st, me, &w, nil); err == nil {
		t.Fatal("abandoned")
	}
	if w = s.load(w.Checklist.Number); !w.Open() {
		t.Error("it is over")
	}
}

// elsewhere is a school on whose wall another time hangs than in Greenwich.
func elsewhere(t *testing.T) (*school, *time.Location) {
	t.Helper()
	zone := time.FixedZone("", -5*60*60)
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "homeroom.db"), store.Options{Now: storetest.Clock(), Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s := &school{t, st}
	s.fill()
	return s, zone
}

func TestPage_HasTheTimesOfOneZone(t *testing.T) {
	s, zone := elsewhere(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign")
	w = s.load(w.Checklist.Number)
	s.tells(rows(w)["save"], "was saved by m.holt at 2026-08-24 08:", "Z")
	for w.Open() {
		s.tells(w.Stage("save").Why, "was saved by m.holt at 2026-08-24 03:")
		w = s.next(w)
	}
	s.tells(w.Stage("save").Why, "was saved by m.holt at 2026-08-24 03:")
	s.tells(rows(w)["save"], "was saved by m.holt at 2026-08-24 08:", "Z: assign.csv")
	for _, row := range procedure.Page(w, zone).Steps {
		if strings.Contains(row.At+row.Why, "Z") || strings.Contains(row.At+row.Why, " 08:") {
			t.Errorf("%+v", row)
		}
	}
}

func TestPage_WhatWasLeftHasTheTimesOfThatZoneToo(t *testing.T) {
	s, zone := elsewhere(t)
	w := s.broken()
	s.abandon(w)
	w = s.load(w.Checklist.Number)
	s.tells(w.Stage(clearPositionOf+padSerial).Done.Fate, "left as it is: Position changed by "+colleague+" at 2026-08-24 03:")
	s.tells(procedure.Page(w, time.UTC).Steps[5].Fate, "changed by "+colleague+" at 2026-08-24 08:", "Z")
	s.tells(procedure.Page(w, zone).Steps[4].Fate, "put back by "+me+" at 2026-08-24 03:")
}

func TestPage_AFileNamedLikeNoTimeStaysAsItIs(t *testing.T) {
	s, _ := elsewhere(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign", "of 2026-13-45 08:00Z")
	w = s.load(w.Checklist.Number)
	for w.Open() {
		w = s.next(w)
	}
	s.tells(w.Stage("save").Why, "2026-08-24 03:", "of 2026-13-45 08:00Z")
}

func TestRemoval_R32_TheReasonIsTheChangeThatBrokeTheStepAndStandsOnce(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.upTo(7)
	s.scope("Art 5", "ada.byrne")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Leave(r, "ada.byrne") }) // got and lost: that broke nothing
	storetest.Apply(t, s.st, member("Maths 7", "ada.byrne"))
	s.touch("ada.byrne", store.FieldGrade, "7")
	w = s.load(w.Checklist.Number)
	st := w.Now()
	if st.Key != "leave-scopes" || st.State != procedure.StateBroken {
		t.Fatal(keys(w))
	}
	s.tells(st.Why, "assignment scope Maths 7 still lists ada.byrne: take them out of it first; assignment scope Maths 7 got this person (test 2026")
	if strings.Contains(st.Why, "Grade") {
		t.Errorf("it blames %q", st.Why)
	}
	if told := w.Besides(st); len(told) != len(w.Moved)-1 || slices.ContainsFunc(told, func(m procedure.Moved) bool { return strings.Contains(st.Why, m.Sentence) }) {
		t.Errorf("it stands twice: %+v", told)
	}
	if len(w.Besides(w.Stage("notice"))) != len(w.Moved) {
		t.Error("a step that says nothing of it hides it")
	}
}

func TestRemoval_R32_AChangeOfAnotherFieldIsNotTheReason(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(6)
	s.set(padSerial, store.FieldPosition, "staff")
	s.set(padSerial, store.FieldRoom, "Attic")
	w = s.load(w.Checklist.Number)
	st := w.Now()
	s.tells(st.Why, `the Position of iPad mini 5072344 is "staff": clear it; iPad mini 5072344 has Position "staff"`)
	if strings.Contains(st.Why, "Attic") {
		t.Errorf("it blames %q", st.Why)
	}
}

func TestReplacement_R32_ADeviceThatCameOffRecordBreaksItsStepAndIsTheReason(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}}))
	d := s.device(spareSerial)
	gone := store.Change{Record: store.KindDevice, Key: spareSerial, Version: d.Version, Delete: true}
	for _, f := range store.DeviceFields(d) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s.st, gone)
	w = s.load(w.Checklist.Number)
	st := w.Now()
	if st.Key != "find-records" || st.State != procedure.StateBroken {
		t.Fatal(keys(w))
	}
	s.tells(st.Why, "is not on record any more", "; ", "was deleted (test 2026")
}

func TestRemoval_R22_StepThreeSaysWhatBecomesOfTheApps(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(4)
	s.tells(w.Now().Text, "is emptied. Ada Byrne keeps the apps until their last device has no Position, either.")
	w = s.next(w)
	s.tells(w.Now().Text, "The Position of iPad mini 5072344 is emptied: that revokes the apps of Ada Byrne.")
}

func TestEndOfYear_R24_TheNumbersToCompareStandThereAndStayWithTheStep(t *testing.T) {
	s := newSchool(t)
	for _, id := range []string{"ada.byrne", "bo.tan"} {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, id, true) })
	}
	w := s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	for w.Now().Key != "delete-column" {
		w = s.next(w)
	}
	const both = "2 departing users with 3 devices"
	if told := w.Now().Sight.Told; told != both {
		t.Errorf("step 3 tells %q", told)
	}
	w = s.next(w)
	s.opened("revoke", oak)
	w = s.load(w.Checklist.Number)
	if st := w.Now(); st.Key != "verify" || st.Sight.Told != both || !st.Confirmed() {
		t.Fatalf("%s: %+v", st.Key, st.Sight)
	}
	w = s.does(w, me, "verify", "as on the list")
	if a, b := w.Stage("delete-column").Done.Note, w.Stage("verify").Done.Note; a != both || b != "as on the list ("+both+")" {
		t.Errorf("kept: %q, %q", a, b)
	}
}

func TestEndOfYear_WhoIsLeftIsNamedAndTheListIsOpened(t *testing.T) {
	s := newSchool(t)
	for _, id := range []string{"ada.byrne", "bo.tan"} {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, id, true) })
	}
	w := s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	save := w.Stage("save")
	if save.Sight.Told != "2 departing users not yet revoked: Ada Byrne (ada.byrne), Bo Tan (bo.tan)" || save.Link.Kind != procedure.TargetBulk {
		t.Errorf("%q %+v", save.Sight.Told, save.Link)
	}
	s.saved("revoke")
	w = s.load(w.Checklist.Number)
	save = w.Stage("save")
	if l := save.Link; l.Kind != procedure.TargetList || l.Record != store.KindUser || l.Query != "departing:yes site:OAK" {
		t.Errorf("with the file saved it opens %+v", l)
	}
}

func TestYear_WhoIsLeftIsCountedAloneWhereTheyAreMany(t *testing.T) {
	s := newSchool(t)
	for i := range 4 {
		id := fmt.Sprintf("leaver.%d", i)
		s.byHand(func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindUser, []edit.Value{{Field: store.FieldUserID, Text: id}, {Field: store.FieldSite, Text: oak}})
		})
		serial := fmt.Sprintf("OAKAIR00001%d", i)
		s.byHand(func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindDevice, []edit.Value{{Field: store.FieldSerial, Text: serial}, {Field: store.FieldSite, Text: oak}})
		})
		s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) })
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, id, true) })
	}
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	if told := w.Now().Sight.Told; told != "4 departing users not yet revoked" {
		t.Errorf("it tells %q", told)
	}
}

func TestStartOfYear_R81_WhatWasNotSavedIsTold(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign", "error", "error", "held_back", "left_out", "add", "change")
	w = s.load(w.Checklist.Number)
	s.tells(w.Stage("save").Why,
		": assign.csv: 1 row; 5 rows were not saved: 2 errors, 1 held back, 2 rejected or put off")
}

func TestStartOfYear_WhoHadNotAcceptedStaysWithTheConfirmation(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign")
	w = s.next(s.load(w.Checklist.Number))
	w = s.next(w)
	if note := w.Stage("accepted").Done.Note; w.Open() || note != "1 invited user has not accepted yet" {
		t.Errorf("kept: %q", note)
	}
}

func TestNoteAt_StaysWithTheStepItWasTypedForWhosoeverWasQuicker(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(1)
	key := w.Now().Key
	w = s.next(w)
	w, err := procedure.NoteAt(ctx, s.st, colleague, &w, key, "the iPad is at the office")
	if err != nil {
		t.Fatal(err)
	}
	if n := w.Stage(key).Notes; len(n) != 1 || n[0].Operator != colleague || len(w.Now().Notes) != 0 {
		t.Errorf("noted: %+v, and at the step to do now %+v", n, w.Now().Notes)
	}
	if _, err := procedure.NoteAt(ctx, s.st, me, &w, "dance", "x"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("at a step that it has not: %v", err)
	}
}

func TestCalled_TheRecordsOfAReplacementGoByTheNamesOfTheSteps(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}})
	for key, want := range map[string]string{macSerial: `MacBook Air 11" 2000001`, spareSerial: `MacBook Air 11" 2000002`} {
		if got := w.Called(&store.Change{Record: store.KindDevice, Key: key}); got != want {
			t.Errorf("%s is called %q", key, got)
		}
	}
}
