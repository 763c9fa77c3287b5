package procedure_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
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
			if w.Title != "Removal of Ada Byrne (ada.byrne, somebody else's by now)" {
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
			if w.Title != "Removal of Ada Byrne (ada.byrne)" || procedure.Page(w, time.UTC).Title != w.Title {
				t.Errorf("once it is over it is called %q", w.Title)
			}
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
	for name, back := range map[string]string{"same name": " ada byrne", "named later": "Ada Byrne"} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			w := s.gone(1)
			s.newcomer("ada.byrne", strings.TrimPrefix(back, "Ada Byrne"), spareSerial)
			if name == "named later" {
				s.touch("ada.byrne", store.FieldFullName, back)
			}
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
	s.undo(acts[0].ID)
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

// undo takes an act back.
func (s *school) undo(act int64) {
	s.Helper()
	ctx := context.Background()
	undo, err := s.st.PlanUndo(ctx, colleague, store.UndoRequest{Act: act})
	if err == nil {
		_, err = s.st.Apply(ctx, undo.Act, undo.Changes)
	}
	if err != nil || len(undo.Refused) > 0 {
		s.Fatal(err, undo.Refused)
	}
}

// strip takes everything from a person by hand that they have, but not their user record.
func (s *school) strip(id string) {
	s.Helper()
	ctx := context.Background()
	devices, err := s.st.Devices(ctx)
	if err != nil {
		s.Fatal(err)
	}
	for _, d := range devices {
		if edit.SameID(d.Username, id) && !d.Placeholder() {
			s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, d.Serial) })
		}
	}
	if s.listed(id) {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Leave(r, id) })
	}
}

// drop deletes a user record by hand.
func (s *school) drop(id string) store.Receipt {
	s.Helper()
	return s.byHand(func(r *store.Records) edit.Plan {
		return edit.Plan{Changes: []store.Change{edit.Deletion(r.User(id))}}
	})
}

// revoked deletes a user record as a file in mode Revoke does, of another operator.
func (s *school) revoked(id string) {
	s.Helper()
	change := edit.Deletion(s.user(id))
	change.Line = 7
	_, err := s.st.Apply(context.Background(), store.Act{Operator: "m.holt", Kind: store.ActImport, Title: "leavers.csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: "revoke", Site: oak, FileName: "leavers.csv", SHA256: sum("leavers"), Bytes: []byte("leavers"), Rows: 1,
	}}, []store.Change{change})
	if err != nil {
		s.Fatal(err)
	}
}

// undeleted is how many stages of a removal of two devices, with the scopes, come before the user record is deleted.
const undeleted = 9

// Whoever deletes the record: what a newcomer has under the User ID is left alone, and the devices are seen to.
func TestRemoval_R02_ANewcomerAfterSomebodyElseDeletedTheRecordIsLeftAlone(t *testing.T) {
	for how, by := range map[string]string{"by hand": colleague, "by an import": "m.holt"} {
		for _, name := range []string{"Adam Byrne", ""} {
			for n := range undeleted + 1 {
				t.Run(fmt.Sprint(how, name, n), func(t *testing.T) {
					s := newSchool(t)
					s.scope("Maths 7", "ada.byrne")
					w := s.upTo(n)
					s.strip("ada.byrne")
					if how == "by hand" {
						s.drop("ada.byrne")
					} else {
						s.revoked("ada.byrne")
					}
					s.newcomer("ada.byrne", name, spareSerial)
					s.byHand(func(r *store.Records) edit.Plan { return edit.Position(r, "ada.byrne", "student") })
					storetest.Apply(t, s.st, member("Maths 7", "ada.byrne"))
					who := map[string]string{"Adam Byrne": ": Adam Byrne", "": ", without a name on record"}[name]
					w = s.load(w.Checklist.Number)
					s.tells(w.Title, "Removal of Ada Byrne (ada.byrne, somebody else's by now)")
					s.tells(moved(w), "user ada.byrne was deleted ("+by+" 2026-08-24", "user ada.byrne is another person now"+who+" ("+colleague+" 2026-08-24", "by hand")
					st := w.Stage("delete-user")
					if st.State != procedure.StateSkipped || w.Stage("prove-ready "+spareSerial) != nil {
						t.Fatalf("%v", keys(w))
					}
					s.tells(st.Why, "the user record of Ada Byrne was deleted by "+by+" at 2026-08-24", "the User ID ada.byrne is another person's now"+who+", put on record by "+colleague+" at 2026-08-24")
					w = s.finish(w)
					d, u := s.device(spareSerial), s.user("ada.byrne")
					if d.Username != "ada.byrne" || d.Position != "student" || u == nil || u.FullName != name || u.Invitation != store.InvitationInvited || !s.listed("ada.byrne") {
						t.Errorf("something was taken from the newcomer: %+v %+v", d, u)
					}
					for _, serial := range []string{macSerial, padSerial} {
						if d := s.device(serial); d.Username != serial || d.Position != "" || d.FullName != "" {
							t.Errorf("the device that was taken back is %+v", d)
						}
					}
					if w.Title != "Removal of Ada Byrne (ada.byrne)" {
						t.Errorf("once it is over it is called %q", w.Title)
					}
					s.tells(rows(w)["delete-user"], "skipped: the user record of Ada Byrne was deleted by "+by, "is another person's now"+who)
					s.clean()
				})
			}
		}
	}
}

func TestRemoval_R02_ANewcomerWhoIsGivenTheVeryDevice(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(4)
	s.strip("ada.byrne")
	s.drop("ada.byrne")
	s.newcomer("ada.byrne", "Adam Byrne", padSerial)
	w = s.load(w.Checklist.Number)
	s.tells(w.Stage("clear-username "+padSerial).Why, "iPad mini 5072344 has been given on: Adam Byrne (ada.byrne) holds it")
	s.finish(w)
	if d := s.device(padSerial); d.Username != "ada.byrne" || s.user("ada.byrne") == nil {
		t.Errorf("%+v", d)
	}
	s.clean()
}

// What keeps the person the same: the undo of the deletion, whatever the name is then, and a User ID that was changed and
// is given back.
func TestRemoval_R02_WhoCameBackByAnUndoOrUnderTheOldUserIDIsTheSamePerson(t *testing.T) {
	for how, away := range map[string]func(s *school){
		"undo": func(s *school) { s.undo(s.drop("ada.byrne").Act) },
		"undo, redo, undo": func(s *school) {
			deletion := s.drop("ada.byrne").Act
			s.undo(deletion)
			acts, err := s.st.Acts(context.Background(), 1)
			if err != nil {
				s.Fatal(err)
			}
			s.undo(acts[0].ID)
			s.undo(deletion)
		},
		"another in between": func(s *school) {
			deletion := s.drop("ada.byrne").Act
			s.newcomer("ada.byrne", "Adam Byrne", spareSerial)
			s.strip("ada.byrne")
			s.drop("ada.byrne")
			s.undo(deletion)
		},
		"renamed and back": func(s *school) {
			s.rename("ada.byrne", "ada.b")
			s.touch("ada.b", store.FieldFullName, "Ada Hill")
			s.rename("ada.b", "ada.byrne")
		},
	} {
		for _, name := range []string{"Ada Moss", ""} {
			t.Run(how+name, func(t *testing.T) {
				s := newSchool(t)
				w := s.upTo(4)
				s.strip("ada.byrne")
				away(s)
				s.touch("ada.byrne", store.FieldFullName, name)
				s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") })
				w = s.load(w.Checklist.Number)
				if w.Stage("prove-ready "+spareSerial) == nil || strings.Contains(moved(w), "another person now") || strings.Contains(w.Title, "somebody else") {
					t.Fatalf("they are taken for another person: %s\n%s%v", w.Title, moved(w), keys(w))
				}
				s.finish(w)
				s.ended()
			})
		}
	}
}

// A name that was never on record tells nothing: whoever is made anew is another person.
func TestRemoval_R02_AfterADeletedRecordWithoutANameAnybodyIsAnotherPerson(t *testing.T) {
	for _, name := range []string{"", "Dee Ford"} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			s.newcomer("dee", "", spareSerial)
			w := s.start(procedure.Request{Procedure: "removal", UserID: "dee"})
			s.strip("dee")
			s.drop("dee")
			s.newcomer("dee", name, spareSerial)
			w = s.load(w.Checklist.Number)
			if w.Title != "Removal of dee (somebody else's by now)" {
				t.Errorf("title %q", w.Title)
			}
			s.finish(w)
			if s.device(spareSerial).Username != "dee" || s.user("dee") == nil {
				t.Error("something was taken from the newcomer")
			}
		})
	}
}

// Somebody who comes and goes again leaves the User ID free: it can be given to the person again.
func TestRemoval_R02_ANewcomerWhoWentAgain(t *testing.T) {
	for how, leave := range map[string]func(s *school){
		"deleted": func(s *school) { s.drop("ada.byrne") },
		"renamed": func(s *school) { s.rename("ada.byrne", "adam.b") },
	} {
		t.Run(how, func(t *testing.T) {
			s := newSchool(t)
			w := s.upTo(4)
			s.strip("ada.byrne")
			s.drop("ada.byrne")
			s.newcomer("ada.byrne", "Adam Byrne", spareSerial)
			s.strip("ada.byrne")
			leave(s)
			w = s.load(w.Checklist.Number)
			s.tells(moved(w), "came on record for another person: Adam Byrne ("+colleague)
			if st := w.Stage("delete-user"); st.State == procedure.StateSkipped || w.Title != "Removal of Ada Byrne (ada.byrne)" || len(w.Now().Blocked) > 0 {
				t.Fatalf("%s: %v", w.Title, keys(w))
			}
			s.newcomer("ada.byrne", "Ada Byrne", macSerial)
			w = s.finish(s.load(w.Checklist.Number))
			s.ended()
		})
	}
}
