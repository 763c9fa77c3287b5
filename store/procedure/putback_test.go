package procedure_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

// touch gives a user's field another value by hand.
func (s *school) touch(id string, f store.Field, v string) store.Receipt {
	s.Helper()
	return s.byHand(func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, id, []edit.Value{{Field: f, Text: v, Clear: v == ""}})
	})
}

// left finds what is told of a step that was not put back; the record that it names comes with it.
func (s *school) left(refused []store.Refusal, step string) store.Refusal {
	s.Helper()
	i := slices.IndexFunc(refused, func(f store.Refusal) bool { return strings.HasPrefix(f.Reason, step+": ") })
	if i < 0 {
		s.Fatalf("%s is not told of in %+v", step, refused)
	}
	return refused[i]
}

// A room that is changed, or a phone number, keeps nothing of what the steps changed from coming back.
func TestAbandon_R33_WhatTheStepsDidNotTouchKeepsNothingAndStays(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			before := s.picture()
			w := s.upTo(n)
			s.set(padSerial, store.FieldRoom, "Attic")
			there := s.user("ada.byrne") != nil
			if there {
				s.touch("ada.byrne", store.FieldGrade, "7")
			}
			if refused := s.abandon(s.load(w.Checklist.Number)); len(refused) > 0 {
				t.Fatalf("not put back: %+v", refused)
			}
			if d, u := s.device(padSerial), s.user("ada.byrne"); d.Room != "Attic" || there != (u.Grade == "7") {
				t.Errorf("what somebody changed since is gone: %+v %+v", d, u)
			}
			s.set(padSerial, store.FieldRoom, "")
			if there {
				s.touch("ada.byrne", store.FieldGrade, "")
			}
			if after := s.picture(); after != before {
				t.Errorf("the records are\n%s\nand were\n%s", after, before)
			}
			s.clean()
		})
	}
}

// The Position alone still is as the step left it; but it would be another person's.
func TestAbandon_R33_ADeviceThatWasGivenOnGetsNoPositionBack(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "leave-scopes" && w.Now().Step.Name != "clear-username" {
		w = s.next(w)
	}
	act := s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, padSerial, "cem") }).Act
	if d := s.device(padSerial); d.Position != "" || d.Username != "cem" {
		t.Fatalf("%+v", d)
	}
	f := s.left(s.abandon(s.load(w.Checklist.Number)), "step 3")
	want := fmt.Sprintf("step 3: Username changed by %s at ", colleague)
	if f.Entry.Key != padSerial || !strings.HasPrefix(f.Reason, want) || !strings.HasSuffix(f.Reason, fmt.Sprintf("Z: undo save %d first", act)) {
		t.Errorf("it tells of %s: %s", f.Entry.Key, f.Reason)
	}
	if d := s.device(padSerial); d.Position != "" || d.Username != "cem" {
		t.Errorf("the new holder's device is %+v", d)
	}
	if d := s.device(macSerial); d.Position != "teacher" {
		t.Errorf("the other device did not come back: %+v", d)
	}
	s.clean()
}

// A newer step that stays keeps the older ones of the same record: nobody is put back by half.
func TestAbandon_R33_NothingOlderOfARecordComesBackThanWhatStays(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(stages - 2) // there is no scope to leave
	storetest.Edit(t, s.st, colleague, padSerial, map[store.Field]string{store.FieldUsername: ""})
	acts, err := s.st.Acts(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	refused := s.abandon(s.load(w.Checklist.Number))
	if len(refused) != 3 {
		t.Fatalf("a line a step, for steps 7, 5 and 3 of the iPad: %+v", refused)
	}
	for i, step := range []string{"step 7", "step 5", "step 3"} {
		if f := refused[i]; f.Entry.Key != padSerial || !strings.HasPrefix(f.Reason, step+": Username changed by "+colleague) || !strings.HasSuffix(f.Reason, fmt.Sprintf("undo save %d first", acts[0].ID)) {
			t.Errorf("%s: %s", f.Entry.Key, f.Reason)
		}
	}
	if d := s.device(padSerial); d.Username != "" || d.Position != "" || d.FullName != "" {
		t.Errorf("half put back: %+v", d)
	}
	if d := s.device(macSerial); d.Username != "ada.byrne" || d.Position != "teacher" || s.user("ada.byrne") == nil {
		t.Errorf("the rest did not come back: %+v", d)
	}
	s.clean()
}

func TestAbandon_R33_ACreatedUserWhomSomebodyEditedStaysWhole(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.next(s.start(requests()["adding"])))
	act := s.touch("dee.ford", store.FieldGrade, "7").Act
	spare := s.device(spareSerial)
	refused := s.abandon(s.load(w.Checklist.Number))
	if len(refused) != 1 {
		t.Fatalf("%+v", refused)
	}
	f := s.left(refused, "step 1")
	s.tells(f.Reason, "step 1: Grade changed by "+colleague+" at 2026-08-24", fmt.Sprintf(": undo save %d first", act))
	if u := s.user("dee.ford"); u == nil || u.Grade != "7" || u.Site != oak {
		t.Errorf("the user is %+v", u)
	}
	if d := s.device(spareSerial); d.Username != spareSerial || spare.Username != "dee.ford" {
		t.Errorf("the device is %+v", d)
	}
	s.clean()
}

// What is refused says what to undo first; once that is undone, all of it comes back.
func TestAbandon_R33_OnceWhatItNamesIsUndoneAllOfItComesBack(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	s.scope("Maths 7", "ada.byrne")
	before := s.picture()
	w := s.upTo(9)
	act := s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, padSerial, "bo.tan") }).Act
	undo, err := procedure.PlanAbandon(ctx, s.st, me, &w)
	if err != nil || len(undo.Refused) == 0 {
		t.Fatalf("%+v %v", undo.Refused, err)
	}
	for _, f := range undo.Refused {
		s.tells(f.Reason, fmt.Sprintf("undo save %d first", act))
	}
	first, err := s.st.PlanUndo(ctx, me, store.UndoRequest{Act: act})
	if err == nil {
		_, err = s.st.Apply(ctx, first.Act, first.Changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	if refused := s.abandon(s.load(w.Checklist.Number)); len(refused) > 0 || s.picture() != before {
		t.Errorf("not put back: %+v", refused)
	}
	s.clean()
}

func TestAbandon_R02_NobodyElseOfTheSameUserIDGetsWhatThePersonHad(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(stages - 2)
	if s.user("ada.byrne") != nil {
		t.Fatal("the user record is still there")
	}
	s.byHand(func(r *store.Records) edit.Plan {
		return edit.New(r, store.KindUser, []edit.Value{
			{Field: store.FieldUserID, Text: "ada.byrne"}, {Field: store.FieldFullName, Text: "Adam Byrne"}, {Field: store.FieldSite, Text: oak},
		})
	})
	refused := s.abandon(s.load(w.Checklist.Number))
	s.tells(s.left(refused, "step 6").Reason, "record made anew by "+colleague)
	s.tells(s.left(refused, "step 5").Reason, "user ada.byrne is another person now, put on record by "+colleague, "undo save")
	for _, serial := range []string{macSerial, padSerial} {
		if d := s.device(serial); d.Username == "ada.byrne" {
			t.Errorf("another person got %s", serial)
		}
	}
	if u := s.user("ada.byrne"); u.FullName != "Adam Byrne" || u.Invitation != store.InvitationNone {
		t.Errorf("the other person is %+v", u)
	}
	s.clean()
}

func TestAbandon_R01_OfADeviceThatWouldPointAtAUserIDThatIsGone(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "delete-user" {
		w = s.next(w)
	}
	act := s.rename("ada.byrne", "ada.b").Act
	refused := s.abandon(s.load(w.Checklist.Number))
	s.tells(s.left(refused, "step 5").Reason, "has the User ID ada.b now, changed by "+colleague, fmt.Sprintf("undo save %d first", act))
	for _, serial := range []string{macSerial, padSerial} {
		if d := s.device(serial); d.Username != "" || d.Position != "" {
			t.Errorf("%s is %+v", serial, d)
		}
	}
	s.clean()
}

// putBackSeed makes the walks of the test below; another one makes others.
const putBackSeed = 20261204

func TestAbandon_R33_OnRandomWalksAllThatNobodyElseTouchedComesBack(t *testing.T) {
	t.Logf("seed %d", putBackSeed)
	names := []string{"removal", "adding", "replacement", "replacement of another", "end-of-year"}
	edits, steps := 0, 0
	for n := range 30 {
		random := rand.New(rand.NewPCG(putBackSeed, uint64(n)))
		s := newSchool(t)
		s.scope("Maths 7", "ada.byrne", "bo.tan")
		s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) })
		before := s.picture()
		w := s.start(requests()[names[n%len(names)]])
		stray := strays{s: s, was: map[stray]string{}, is: map[stray]string{}}
		for range random.IntN(len(w.Stages)) {
			stray.some(random)
			w = s.load(w.Checklist.Number)
			if len(w.Now().Blocked) > 0 || w.At == len(w.Stages)-1 {
				break
			}
			w = s.next(w)
			steps++
		}
		stray.some(random)
		if refused := s.abandon(s.load(w.Checklist.Number)); len(refused) > 0 {
			t.Fatalf("walk %d, %s: not put back: %+v", n, names[n%len(names)], refused)
		}
		edits += len(stray.is)
		stray.takeOut()
		if after := s.picture(); after != before {
			t.Fatalf("walk %d, %s: the records are\n%s\nand were\n%s", n, names[n%len(names)], after, before)
		}
		s.clean()
	}
	if edits < 50 || steps < 50 {
		t.Errorf("%d edits and %d steps: the walks are too quiet", edits, steps)
	}
}

// stray is a field that no step touches.
type stray struct {
	record store.Kind
	key    string
	field  store.Field
}

// strays are what somebody changed beside a checklist, and how it was before.
type strays struct {
	s       *school
	was, is map[stray]string
}

// some changes none, one or two fields.
func (st *strays) some(random *rand.Rand) {
	for range random.IntN(3) {
		f := stray{
			store.KindDevice, []string{macSerial, padSerial, spareSerial, takenSerial}[random.IntN(4)],
			[]store.Field{store.FieldRoom, store.FieldBuilding}[random.IntN(2)],
		}
		if random.IntN(2) == 0 {
			f = stray{store.KindUser, []string{"ada.byrne", "bo.tan", "cem"}[random.IntN(3)], store.FieldGrade}
		}
		if f.record == store.KindUser && st.s.user(f.key) == nil {
			continue
		}
		if _, changed := st.was[f]; !changed {
			st.was[f] = st.value(f)
		}
		st.is[f] = fmt.Sprint(random.IntN(1000))
		if st.value(f) != st.is[f] {
			st.put(f, st.is[f])
		}
	}
}

func (st *strays) value(f stray) string {
	if f.record == store.KindUser {
		return st.s.user(f.key).Get(f.field)
	}
	d := st.s.device(f.key)
	return d.Get(f.field)
}

func (st *strays) put(f stray, v string) {
	st.s.Helper()
	st.s.byHand(func(r *store.Records) edit.Plan {
		return edit.Set(r, f.record, f.key, []edit.Value{{Field: f.field, Text: v, Clear: v == ""}})
	})
}

// takeOut looks whether every change is still there, and takes it out.
func (st *strays) takeOut() {
	st.s.Helper()
	for f, v := range st.is {
		if got := st.value(f); got != v {
			st.s.Errorf("%s of %s is %q, and somebody made it %q", f.field, f.key, got, v)
		}
		if st.was[f] != v {
			st.put(f, st.was[f])
		}
	}
}
