package procedure_test

import (
	"context"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// gone walks a removal up to behind the deletion of the user record, and to the nth stage from there.
func (s *school) gone(n int) procedure.Walk {
	s.Helper()
	w := s.removal()
	for w.Now().Step.Name != "write-serial" {
		w = s.next(w)
	}
	for range n {
		w = s.next(w)
	}
	return w
}

// newcomer makes a user record under the User ID that became free, and gives that person a device.
func (s *school) newcomer(id, name, serial string) {
	s.Helper()
	s.byHand(func(r *store.Records) edit.Plan {
		return edit.New(r, store.KindUser, []edit.Value{
			{Field: store.FieldUserID, Text: id}, {Field: store.FieldFullName, Text: name}, {Field: store.FieldSite, Text: oak},
		})
	})
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) })
}

func TestRemoval_R02_WhoGetsTheUserIDAfterItsDeletionIsAnotherPerson(t *testing.T) {
	for n, serial := range []string{macSerial, spareSerial, padSerial} {
		t.Run(serial, func(t *testing.T) {
			s := newSchool(t)
			w := s.gone(n)
			s.newcomer("Ada.Byrne", "Adam Byrne", serial)
			s.scope("Maths 7", "ada.byrne")
			s.byHand(func(r *store.Records) edit.Plan { return edit.Position(r, "ada.byrne", "student") })
			w = s.load(w.Checklist.Number)
			if got := w.Stage("delete-user"); got.State != procedure.StateDone || w.Stage("prove-ready "+spareSerial) != nil {
				t.Fatalf("what the newcomer has is taken in: %v", keys(w))
			}
			if w.Title != "Removal of Ada Byrne (ada.byrne)" {
				t.Errorf("title %q", w.Title)
			}
			s.tells(moved(w), "user Ada.Byrne is another person now: Adam Byrne ("+colleague+" 2026-08-24")
			for _, m := range w.Moved {
				if m.Entry.Record != store.KindDevice && !m.Entry.Created {
					t.Errorf("told of another person: %s", m.Sentence)
				}
			}
			if st := w.Stage("write-serial " + serial); st != nil && st.Done == nil {
				s.tells(st.Why, "has been given on: Adam Byrne (Ada.Byrne) holds it")
			}
			w = s.finish(w)
			if d, u := s.device(serial), s.user("ada.byrne"); d.Username != "Ada.Byrne" || d.Position != "student" || u == nil || !s.listed("ada.byrne") {
				t.Errorf("something was taken from the newcomer: %+v %+v", d, u)
			}
			s.tells(s.load(w.Checklist.Number).Title, "Ada Byrne (ada.byrne)")
			s.clean()
		})
	}
}

func TestRemoval_R02_ANewcomerWhoIsGivenAnotherUserIDStopsNothing(t *testing.T) {
	s := newSchool(t)
	w := s.gone(1)
	s.newcomer("ada.byrne", "Adam Byrne", spareSerial)
	s.rename("ada.byrne", "adam.b")
	w = s.load(w.Checklist.Number)
	if len(w.Now().Blocked) > 0 {
		t.Errorf("it is stopped: %v", w.Now().Blocked)
	}
	s.finish(w)
	if d := s.device(spareSerial); d.Username != "adam.b" {
		t.Errorf("%+v", d)
	}
}

func TestRemoval_R32_TheSamePersonBroughtBackIsDeletedAgain(t *testing.T) {
	for name, back := range map[string]string{"same name": " ada byrne", "no name": ""} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			w := s.gone(1)
			s.newcomer("ada.byrne", back, spareSerial)
			w = s.load(w.Checklist.Number)
			st := w.Stage("delete-user")
			if st.State != procedure.StateBroken || w.Stage("prove-ready "+spareSerial) == nil {
				t.Fatalf("%v", keys(w))
			}
			s.tells(st.Why, "the user record of ada.byrne is on record: delete it; user ada.byrne was brought back ("+colleague+" 2026-08-24", "by hand")
			s.finish(w)
			s.ended()
		})
	}
}

func TestRemoval_R02_ADeletionThatWasTakenBackLeavesTheUserIDWithThePerson(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.removal()
	for w.Now().Step.Name != "write-serial" {
		w = s.next(w)
	}
	acts, err := s.st.Acts(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	undo, err := s.st.PlanUndo(ctx, me, store.UndoRequest{Act: acts[0].ID})
	if err == nil {
		_, err = s.st.Apply(ctx, undo.Act, undo.Changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.byHand(func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, "ada.byrne", []edit.Value{{Field: store.FieldFullName, Text: "Ada Moss"}})
	})
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "delete-user" {
		t.Errorf("it goes on with %s", w.Now().Key)
	}
	s.finish(w)
	s.ended()
}
