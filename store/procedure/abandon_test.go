package procedure_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// requests begin one checklist of every procedure.
func requests() map[string]procedure.Request {
	return map[string]procedure.Request{
		"removal":                {Procedure: "removal", UserID: "ada.byrne"},
		"adding":                 {Procedure: "adding", UserID: "dee.ford", Devices: []string{spareSerial}},
		"replacement":            {Procedure: "replacement", Devices: []string{macSerial, spareSerial}},
		"replacement of another": {Procedure: "replacement", Devices: []string{macSerial, takenSerial}},
		"start-of-year":          {Procedure: "start-of-year", Site: oak},
		"end-of-year":            {Procedure: "end-of-year", Site: oak},
	}
}

// abandon gives a checklist up and puts the records back; it answers what could not be put back.
func (s *school) abandon(w procedure.Walk) []store.Refusal {
	s.Helper()
	ctx := context.Background()
	undo, err := procedure.PlanAbandon(ctx, s.st, me, &w)
	if err != nil {
		s.Fatal(err)
	}
	got, err := procedure.Abandon(ctx, s.st, me, &w, &undo)
	if err != nil {
		s.Fatal(err)
	}
	if got.Open() || got.Checklist.State != store.ChecklistAbandoned || got.Now() != nil {
		s.Errorf("the checklist is %+v", got.Checklist)
	}
	return undo.Refused
}

func TestAbandon_R33_AtEveryStepOfEveryProcedureTheRecordsComeBackExactly(t *testing.T) {
	for name, r := range requests() {
		for n, more := 0, true; more; n++ {
			more = t.Run(fmt.Sprintf("%s %d", name, n), func(t *testing.T) {
				s := newSchool(t)
				s.scope("Maths 7", "ada.byrne", "bo.tan")
				if r.Procedure == "end-of-year" {
					s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) })
				}
				before := s.picture()
				w := s.start(r)
				for range n {
					w = s.next(w)
				}
				more = len(w.Now().Blocked) == 0 && w.At < len(w.Stages)-1
				if refused := s.abandon(w); len(refused) > 0 {
					t.Errorf("not put back: %+v", refused)
				}
				if after := s.picture(); after != before {
					t.Errorf("the records are\n%s\nand were\n%s", after, before)
				}
				s.clean()
			}) && more
		}
	}
}

func TestAbandon_R33_WhatSomebodyChangedSinceIsNamedAndStays(t *testing.T) {
	for n := range stages - 1 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			before := s.device(padSerial)
			w := s.upTo(n)
			touched := s.device(padSerial).Position != before.Position
			s.set(padSerial, store.FieldPosition, "staff")
			now := s.device(padSerial)
			refused := s.abandon(s.load(w.Checklist.Number))
			if got := s.device(padSerial); got.Position != "staff" || touched && got.Username != now.Username {
				t.Errorf("what somebody changed since is %+v", got)
			}
			if touched != (len(refused) > 0) {
				t.Fatalf("refused: %+v", refused)
			}
			for _, f := range refused {
				s.tells(f.Reason, "step ", ": ", " by "+colleague+" at 2026-08-24 08:", ": undo save ", " first")
			}
			if touched {
				i := slices.IndexFunc(refused, func(f store.Refusal) bool { return f.Entry.Key == padSerial })
				s.tells(refused[i].Reason, "step ", ": Position changed by "+colleague)
			}
			if s.user("ada.byrne") == nil && !slices.ContainsFunc(refused, func(f store.Refusal) bool { return f.Entry.Key == "ada.byrne" }) {
				t.Error("the person did not come back, and it is not told why")
			}
			s.clean()
		})
	}
}

func TestAbandon_LeavesTheRecordsAsTheyAreWhenAsked(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(5)
	before := s.picture()
	got, err := procedure.Abandon(context.Background(), s.st, colleague, &w, nil)
	if err != nil || got.Checklist.State != store.ChecklistAbandoned || s.picture() != before {
		t.Fatalf("%v %+v", err, got.Checklist)
	}
	for i := range got.Stages {
		st := &got.Stages[i]
		want := map[bool]procedure.State{true: procedure.StateDone, false: procedure.StateMissed}[i < 5]
		if st.Key == "leave-scopes" {
			want = procedure.StateSkipped
		}
		if st.State != want {
			t.Errorf("%s is %s", st.Key, st.State)
		}
	}
	for name, again := range map[string]func() (procedure.Walk, error){
		"abandon": func() (procedure.Walk, error) { return procedure.Abandon(context.Background(), s.st, me, &got, nil) },
		"note":    func() (procedure.Walk, error) { return procedure.Note(context.Background(), s.st, me, &got, "x") },
		"hand over": func() (procedure.Walk, error) {
			return procedure.HandOver(context.Background(), s.st, me, &got, procedure.Colleague{Name: "a", New: true}, "")
		},
	} {
		if _, err := again(); store.CodeOf(err) != store.CodeConflict {
			t.Errorf("%s: %v", name, err)
		} else {
			s.tells(err.Error(), "this checklist is abandoned, by "+colleague+" at 2026-08-24")
		}
	}
	s.removal() // another one can be begun
}

func TestAbandon_SomebodyDidAStepBetweenTheLookAndTheAbandoning(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(5)
	undo, err := procedure.PlanAbandon(ctx, s.st, me, &w)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := procedure.Do(ctx, s.st, colleague, &w, w.Now().Key, procedure.Answer{}); err != nil {
		t.Fatal(err)
	}
	before := s.picture()
	got, err := procedure.Abandon(ctx, s.st, me, &w, &undo)
	if store.CodeOf(err) != store.CodeConflict || s.picture() != before || !got.Open() {
		t.Fatalf("it answers %v", err)
	}
	s.tells(err.Error(), "nothing was done: ", "was changed by "+colleague)
}

func TestAbandon_AndUndoneAgainTheChecklistIsOpen(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(5)
	before := s.picture()
	s.abandon(w)
	acts, err := s.st.Acts(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if acts[0].Title != "Removal of ada.byrne, abandoned, records put back" {
		t.Errorf("the history tells %q", acts[0].Title)
	}
	undo, err := s.st.PlanUndo(ctx, me, store.UndoRequest{Act: acts[0].ID})
	if err != nil || len(undo.Refused) > 0 {
		t.Fatalf("%+v %v", undo.Refused, err)
	}
	if _, err := s.st.Apply(ctx, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	w = s.load(w.Checklist.Number)
	if s.picture() != before || !w.Open() || w.At != 5 {
		t.Errorf("it is %s at %d", w.Checklist.State, w.At)
	}
	s.finish(w)
	s.ended()
}

func TestHandOver_AColleagueFindsItAndGoesOn(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(2)
	w, err := procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: " " + colleague + " ", New: true}, "the iPad is in the safe")
	if err != nil || w.Checklist.Owner != colleague || w.Checklist.Sender != me {
		t.Fatalf("%+v %v", w.Checklist, err)
	}
	if n := w.Now().Notes; len(n) != 1 || n[0].Note != "the iPad is in the safe" || n[0].Operator != me {
		t.Errorf("noted: %+v", n)
	}
	for _, to := range []string{"", colleague, "a\x1b"} {
		if _, err := procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: to, New: true}, ""); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("to %q: %v", to, err)
		}
	}
	if w, err = procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: "m.holt", New: true}, ""); err != nil || w.Checklist.Sender != me {
		t.Fatalf("%+v %v", w.Checklist, err)
	}
	w, err = procedure.Do(ctx, s.st, colleague, &w, w.Now().Key, procedure.Answer{Note: "found"})
	if err != nil {
		t.Fatal(err)
	}
	if d := w.Stages[2].Done; d.Operator != colleague || d.Note != "found" {
		t.Errorf("%+v", d)
	}
}

func TestNote_StaysWithTheStepAndDoesNotDoIt(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(1)
	at := w.Now().Key
	for _, words := range []string{"waiting: for the parents", "still waiting"} {
		var err error
		if w, err = procedure.Note(ctx, s.st, colleague, &w, words); err != nil {
			t.Fatal(err)
		}
	}
	if st := w.Now(); st.Key != at || st.Done != nil || len(st.Notes) != 2 || st.Notes[0].Note != "waiting: for the parents" {
		t.Errorf("%+v", st)
	}
	for _, words := range []string{" ", "\x1b"} {
		if _, err := procedure.Note(ctx, s.st, me, &w, words); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%q: %v", words, err)
		}
	}
	s.set(macSerial, store.FieldRoom, "4")
	w, err := procedure.Note(ctx, s.st, me, &w, "seen")
	if err != nil || len(w.Moved) != 1 {
		t.Errorf("R-32: a note hides what moved: %+v %v", w.Moved, err)
	}
	stale := w
	if _, err := procedure.Note(ctx, s.st, colleague, &w, "first"); err != nil {
		t.Fatal(err)
	}
	if _, err := procedure.Note(ctx, s.st, me, &stale, "second"); store.CodeOf(err) != store.CodeConflict {
		t.Errorf("a note on top of another: %v", err)
	}
	s.do(stale, at) // a note of somebody else keeps nobody from the step
}

func TestList_TellsWhatEachIsAboutAndHowFar(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.upTo(5)
	s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	third := s.start(procedure.Request{Procedure: "replacement", Devices: []string{takenSerial, spareSerial}})
	if _, err := procedure.HandOver(ctx, s.st, me, &third, procedure.Colleague{Name: colleague, New: true}, ""); err != nil {
		t.Fatal(err)
	}
	list, err := procedure.List(ctx, s.st)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d %v", len(list), err)
	}
	var got []string
	for _, l := range list {
		got = append(got, strings.Join([]string{l.Checklist.Number, l.Title, l.About, l.Place, l.Step, l.Checklist.Owner, l.Checklist.Sender}, "|"))
	}
	want := []string{
		"3|Replacement|Bo Tan (bo.tan) 2000003 2000002|1 of 4|Find both device records|" + colleague + "|" + me,
		"2|Start of year|OAK (Oak Hill School)|2 of 7|Write the template|" + me + "|",
		"1|Removal|Ada Byrne (ada.byrne) 2000001 5072344|3 of 8|Clear the Position|" + me + "|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the list is\n%s", strings.Join(got, "\n"))
	}
	if l := list[2]; l.Started.Operator != me || !l.Touched.At.After(l.Started.At) || l.Procedure.Name != "removal" {
		t.Errorf("%+v", l)
	}
	s.finish(w)
	list, err = procedure.List(ctx, s.st)
	if err != nil || list[2].Step != "" || list[2].Place != "" || list[2].Checklist.State != store.ChecklistDone {
		t.Errorf("%+v %v", list[2], err)
	}
}

func TestList_AChecklistOfAProcedureThatThisProgramDoesNotKnow(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	c := store.Checklist{Number: "1", Procedure: "dance", UserID: "gone", Devices: "OAKMINI00077", State: store.ChecklistOpen, Owner: me, Step: "one"}
	if _, err := s.st.Apply(ctx, store.Act{Operator: me, Kind: store.ActStep, Title: "x"}, []store.Change{
		{Record: store.KindChecklist, Key: "1", Fields: store.ChecklistFields(c)},
	}); err != nil {
		t.Fatal(err)
	}
	list, err := procedure.List(ctx, s.st)
	if err != nil || list[0].Title != "dance" || list[0].Procedure != nil || list[0].About != "gone OAKMINI00077" {
		t.Errorf("%+v %v", list, err)
	}
	if _, err := procedure.Load(ctx, s.st, "1"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("it answers %v", err)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, macSerial) })
}
