package procedure_test

import (
	"context"
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// rename gives a person another User ID by hand.
func (s *school) rename(from, to string) store.Receipt {
	s.Helper()
	return s.byHand(func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, from, []edit.Value{{Field: store.FieldUserID, Text: to}})
	})
}

// moved is what moved since the last step, in sentences.
func moved(w procedure.Walk) string {
	told := ""
	for _, m := range w.Moved {
		told += m.Sentence + "\n"
	}
	return told
}

// halted looks whether no step that is not done can be, and each says who gave the new User ID, when, and what to do.
func (s *school) halted(w procedure.Walk, from, to string) {
	s.Helper()
	if w.Now() == nil {
		s.Fatalf("there is nothing to do: %v", keys(w))
	}
	for i := range w.Stages {
		st := &w.Stages[i]
		if st.State == procedure.StateDone && st.Done != nil {
			continue
		}
		if st.Already || len(st.Changes) > 0 || len(st.Blocked) == 0 || st.State != procedure.StateNow && st.State != procedure.StateAhead {
			s.Fatalf("%s is %s, already %t, %v, %s", st.Key, st.State, st.Already, st.Blocked, st.Why)
		}
		s.tells(st.Blocked[0], "the User ID "+from+" was changed to "+to+" by "+colleague+" at 2026-08-24", "abandon this checklist and begin it again for "+to)
		s.tells(s.refuses(w, st.Key, store.CodeInvalid), "the User ID "+from+" was changed to "+to, "begin it again for "+to)
	}
	s.tells(moved(w), "user "+from+" User ID is "+to+" now ("+colleague)
	if s.load(w.Checklist.Number).Checklist.State != store.ChecklistOpen {
		s.Error("the checklist is over")
	}
}

func TestRemoval_R01_AUserIDThatIsChangedInTheMiddleStopsItAtEveryStep(t *testing.T) {
	for n := range 10 { // the stages before the user record is deleted, and that one
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			shown := w
			s.rename("ada.byrne", "ada.b")
			s.halted(s.load(w.Checklist.Number), "ada.byrne", "ada.b")
			s.tells(s.refuses(shown, shown.Now().Key, store.CodeInvalid), "the User ID ada.byrne was changed to ada.b")
			s.abandon(s.load(w.Checklist.Number))
			if u := s.device(macSerial).Username; s.user("ada.b") == nil || u == "ada.byrne" || s.listed("ada.byrne") {
				t.Fatalf("the abandoning left something under the old User ID: %q", u)
			}
			again := s.finish(s.start(procedure.Request{Procedure: "removal", UserID: "ada.b"}))
			if again.Open() || s.user("ada.b") != nil || s.listed("ada.b") {
				t.Errorf("the removal of the new User ID left something: %v", keys(again))
			}
			for _, serial := range []string{macSerial, padSerial} {
				if u := s.device(serial).Username; u != serial && (u != "" || n < 8) { // emptied already before the User ID was changed
					t.Errorf("the Username of %s is %q", serial, u)
				}
			}
			s.clean()
		})
	}
}

func TestRemoval_R01_AUserIDThatWasGivenToSomebodyElseMeanwhile(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(2)
	s.rename("ada.byrne", "ada.b")
	s.rename("bo.tan", "ada.byrne")
	w = s.load(w.Checklist.Number)
	s.halted(w, "ada.byrne", "ada.b")
	if len(w.Checklist.Serials()) != 2 || w.Stage("prove-ready "+takenSerial) != nil {
		t.Errorf("it takes in what another person holds: %v", keys(w))
	}
}

func TestRemoval_R01_AUserIDThatIsChangedTwiceAndBack(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(4)
	s.rename("ada.byrne", "ada.b")
	s.rename("ada.b", "a.byrne")
	w = s.load(w.Checklist.Number)
	for _, st := range w.Stages[4:] {
		s.tells(st.Blocked[0], "the User ID ada.byrne was changed to a.byrne", "again for a.byrne")
	}
	s.rename("a.byrne", "ada.byrne")
	w = s.load(w.Checklist.Number)
	if len(w.Now().Blocked) > 0 {
		t.Fatalf("it cannot be gone on with: %v", w.Now().Blocked)
	}
	s.finish(w)
	s.ended()
}

func TestRemoval_R01_AChangedUserIDThatWasUndoneLetsItGoOn(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(4)
	ctx := context.Background()
	undo, err := s.st.PlanUndo(ctx, colleague, store.UndoRequest{Act: s.rename("ada.byrne", "ada.b").Act})
	if err == nil {
		_, err = s.st.Apply(ctx, undo.Act, undo.Changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.finish(s.load(w.Checklist.Number))
	s.ended()
}

func TestAddingAndReplacement_R01_AUserIDThatIsChangedInTheMiddleStopsThem(t *testing.T) {
	for name, c := range map[string]struct {
		procedure.Request
		from        string
		first, last int
	}{
		"adding, new":         {procedure.Request{Procedure: "adding", UserID: "dee.ford", Devices: []string{spareSerial}}, "dee.ford", 1, 2},
		"adding, on record":   {procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}}, "cem", 0, 2},
		"replacement":         {procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}}, "ada.byrne", 0, 1},
		"replacement, of his": {procedure.Request{Procedure: "replacement", Devices: []string{macSerial, takenSerial}}, "ada.byrne", 0, 2},
	} {
		for n := c.first; n <= c.last; n++ {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) {
				s := newSchool(t)
				w := s.start(c.Request)
				for range n {
					w = s.next(w)
				}
				s.rename(c.from, "new.id")
				w = s.load(w.Checklist.Number)
				s.halted(w, c.from, "new.id")
				s.abandon(w)
				if s.user(c.from) != nil || s.user("new.id") == nil {
					t.Error("a second user record came, or the first went")
				}
				s.clean()
			})
		}
	}
}

func TestReplacement_R01_AUserIDThatIsChangedAfterTheHandOverLetsItEnd(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.next(s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}})))
	s.rename("ada.byrne", "ada.b")
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "sign-in" || len(w.Now().Blocked) > 0 || w.Title != "Replacement of MacBook Air 11\" 2000001 by MacBook Air 11\" 2000002 for Ada Byrne (ada.b)" {
		t.Fatalf("%s: %s %v", w.Title, w.Now().Key, w.Now().Blocked)
	}
	s.tells(moved(w), "user ada.byrne User ID is ada.b now ("+colleague)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, spareSerial) })
	s.halted(s.load(w.Checklist.Number), "ada.byrne", "ada.b") // and not where the new device is somebody else's by then
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.b") })
	w = s.load(w.Checklist.Number)
	s.tells(w.Now().Text, "Remind Ada Byrne")
	if w = s.next(w); w.Open() {
		t.Error("it is open")
	}
	if d := s.device(spareSerial); d.Username != "ada.b" {
		t.Errorf("%+v", d)
	}
	s.clean()
}

// listed reports whether an assignment scope lists a User ID.
func (s *school) listed(id string) bool {
	s.Helper()
	r, err := s.st.Records(context.Background(), store.Wanted{Site: oak, UserIDs: []string{id}})
	if err != nil {
		s.Fatal(err)
	}
	return len(r.ScopesOf(id)) > 0
}
