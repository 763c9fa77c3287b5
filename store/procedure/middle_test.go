package procedure_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

// upTo walks a removal to its nth stage.
func (s *school) upTo(n int) procedure.Walk {
	s.Helper()
	w := s.removal()
	for range n {
		w = s.next(w)
	}
	return w
}

// stages is how many a removal of two devices has, with the scopes.
const stages = 13

// finish walks a checklist to its end, whatever is broken: each step can be done, or is refused with a way on.
func (s *school) finish(w procedure.Walk) procedure.Walk {
	s.Helper()
	for range 60 {
		if !w.Open() {
			return w
		}
		w = s.next(w)
	}
	s.Fatalf("it never ends: %v", keys(w))
	return w
}

func TestRemoval_R32_ARecordChangedByHandIsToldAtEveryStepAndItCanBeGoneOn(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			d := s.device(padSerial)
			s.byHand(func(r *store.Records) edit.Plan {
				return edit.Set(r, store.KindDevice, padSerial, []edit.Value{
					{Field: store.FieldPosition, Text: "staff"}, {Field: store.FieldRoom, Text: "Store room"},
				})
			})
			w = s.load(w.Checklist.Number)
			if len(w.Moved) == 0 || w.Moved[0].By != colleague || w.Moved[0].At.IsZero() || w.Moved[0].Entry.Key != padSerial {
				t.Fatalf("moved: %+v", w.Moved)
			}
			s.tells(w.Moved[0].Sentence, "iPad mini 5072344 has", `Position "staff"`, colleague, "2026-08-24 08:", "by hand")
			if d.Position == "" && w.Stage("write-serial "+padSerial).State != procedure.StateDone {
				st := w.Now()
				if st.Key != clearPositionOf+padSerial || st.State != procedure.StateBroken {
					t.Fatalf("it goes on with %s, which is %s", st.Key, st.State)
				}
				s.tells(st.Why, `the Position of iPad mini 5072344 is "staff": clear it`, colleague, "2026-08-24")
				if st.Done == nil || len(st.Blocked) > 0 || len(st.Changes) == 0 {
					t.Errorf("it cannot be done again: %+v", st)
				}
			}
			s.finish(w)
			s.ended()
		})
	}
}

// ended looks at the records after a removal: nothing points at the person.
func (s *school) ended() {
	s.Helper()
	if s.user("ada.byrne") != nil {
		s.Error("the user record is still there")
	}
	devices, err := s.st.Devices(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	for _, d := range devices {
		if edit.SameID(d.Username, "ada.byrne") {
			s.Errorf("%s still points at the person", d.Serial)
		}
	}
	s.clean()
}

func TestRemoval_R32_ADeviceGivenOnInTheMiddleIsLeftWithItsNewHolder(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, padSerial, "bo.tan") })
			w = s.load(w.Checklist.Number)
			s.tells(moved(w), "iPad mini 5072344 has", `Username "bo.tan"`, colleague)
			for i := range w.Stages {
				if st := &w.Stages[i]; st.Device != nil && st.Device.Serial == padSerial && st.State == procedure.StateSkipped {
					s.tells(st.Why, "has been given on: Bo Tan (bo.tan) holds it")
				}
			}
			s.finish(w)
			if d := s.device(padSerial); d.Username != "bo.tan" || d.Position != "staff" {
				t.Errorf("the new holder's device is %+v", d)
			}
			s.ended()
		})
	}
}

func TestRemoval_R32_ADeviceTakenBackByHandIsAlreadySo(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			if d := s.device(macSerial); d.Username != macSerial || d.Position != "" {
				s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, macSerial) })
			}
			w = s.load(w.Checklist.Number)
			for i := range w.Stages {
				if st := &w.Stages[i]; st.Device != nil && st.Device.Serial == macSerial && st.State == procedure.StateNow && st.Step.Do != nil && !st.Already {
					t.Errorf("%s would change %+v", st.Key, st.Changes)
				}
			}
			s.finish(w)
			s.ended()
		})
	}
}

func TestRemoval_R32_AnImportInTheMiddleIsToldAtEveryStep(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			s.imported(macSerial, store.FieldRoom, "12")
			w = s.load(w.Checklist.Number)
			if len(w.Moved) != 1 {
				t.Fatalf("moved: %+v", w.Moved)
			}
			s.tells(w.Moved[0].Sentence, `MacBook Air 11" 2000001 has Room "12"`, "m.holt", "by importing rooms.csv, line 7")
			s.finish(w)
			s.ended()
		})
	}
}

// imported changes a device as a file of another operator does.
func (s *school) imported(serial string, f store.Field, v string) {
	s.Helper()
	d := s.device(serial)
	_, err := s.st.Apply(context.Background(), store.Act{Operator: "m.holt", Kind: store.ActImport, Title: "rooms.csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: "inventory", Site: oak, FileName: "rooms.csv", SHA256: sum("rooms"), Bytes: []byte("rooms"), Rows: 1,
	}}, []store.Change{{
		Record: store.KindDevice, Key: serial, Version: d.Version, Line: 7, Fields: []store.FieldChange{{Field: f, Old: d.Get(f), New: v}},
	}})
	if err != nil {
		s.Fatal(err)
	}
}

func TestRemoval_R32_ASecondRunnerInTheMiddleOfEveryStep(t *testing.T) {
	for n := range stages {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			w := s.upTo(n)
			key := w.Now().Key
			if _, err := procedure.Do(context.Background(), s.st, colleague, &w, key, procedure.Answer{}); err != nil {
				t.Fatal(err)
			}
			told := s.refuses(w, key, store.CodeConflict)
			s.tells(told, "this step was done by "+colleague+" at 2026-08-24 08:")
			s.finish(s.load(w.Checklist.Number))
			s.ended()
		})
	}
}

func TestRemoval_R32_AUserRecordThatComesBackBreaksItsStep(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "notice" {
		w = s.next(w)
	}
	storetest.MustUser(t, s.st, store.User{UserID: "ada.byrne", FullName: "Ada Byrne", Site: oak})
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "delete-user" || w.Now().State != procedure.StateBroken {
		t.Fatalf("it goes on with %s", w.Now().Key)
	}
	s.tells(w.Now().Why, "the user record of ada.byrne is on record", "user ada.byrne was brought back (test 2026-08-24")
	w = s.next(w)
	if w.Now().Key != "notice" {
		t.Errorf("it goes on with %s", w.Now().Key)
	}
	s.finish(w)
}

func TestRemoval_R32_AScopeThatListsThePersonAgainBreaksItsStep(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.removal()
	for w.Now().Step.Name != "delete-user" {
		w = s.next(w)
	}
	storetest.Apply(t, s.st, member("Maths 7", "ada.byrne"))
	w = s.load(w.Checklist.Number)
	st := w.Now()
	if st.Key != "leave-scopes" || st.State != procedure.StateBroken {
		t.Fatalf("it goes on with %s", st.Key)
	}
	s.tells(st.Why, "assignment scope Maths 7 still lists ada.byrne", "assignment scope Maths 7 got this person (test 2026-08-24")
	first := *st.Done
	w = s.next(w)
	w = s.load(w.Checklist.Number)
	if again := w.Stage("leave-scopes").Done; !again.At.After(first.At) {
		t.Errorf("done a second time, it tells %v", again.At)
	}
	w2 := w
	storetest.Apply(t, s.st, member("Maths 7", "ada.byrne"))
	w2 = s.next(s.load(w.Checklist.Number)) // a third time, with the same note and the same next step
	if w2.Stage("leave-scopes").State != procedure.StateDone {
		t.Error("done a third time, it does not hold")
	}
	s.finish(w2)
	s.ended()
}

func sum(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }

func TestRemoval_R32_ADeviceGivenBackToThePersonBreaksItsStep(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "delete-user" {
		w = s.next(w)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, macSerial, "ada.byrne") })
	w = s.load(w.Checklist.Number)
	if st := w.Stage("clear-username " + macSerial); st.State != procedure.StateBroken {
		t.Fatalf("%v", keys(w))
	} else {
		s.tells(st.Why, `the Username of MacBook Air 11" 2000001 is ada.byrne: clear it; `, colleague)
	}
	s.finish(w)
	s.ended()
}

func TestRemoval_R32_AUsernameThatIsEmptiedAfterwardsIsWrittenAgain(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "notice" {
		w = s.next(w)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Release(r, macSerial) })
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "write-serial "+macSerial {
		t.Fatalf("%v", keys(w))
	}
	s.tells(w.Now().Why, `is "": it should be its serial number `+macSerial)
	s.finish(w)
	s.ended()
}

func TestRemoval_R32_AnotherChecklistOnADeviceThatCameInTheMiddle(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	other := s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") })
	w = s.next(s.load(w.Checklist.Number))
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, spareSerial) })
	s.finish(s.load(other.Checklist.Number))
	w = s.load(w.Checklist.Number)
	s.tells(moved(w), "2000002 has", "by a step of another checklist")
	s.finish(w)
	if d := s.device(spareSerial); d.Username != "cem" {
		t.Errorf("the device of the other checklist is %+v", d)
	}
	s.ended()
}

func TestRemoval_R32_AScopeThatThePersonWasTakenOutOfByHand(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.removal()
	s.byHand(func(r *store.Records) edit.Plan { return edit.Leave(r, "ada.byrne") })
	w = s.load(w.Checklist.Number)
	s.tells(w.Moved[0].Sentence, "assignment scope Maths 7 lost this person", colleague)
	for w.Now().Key != "leave-scopes" {
		w = s.next(w)
	}
	if !w.Now().Already {
		t.Errorf("%+v", w.Now())
	}
	s.finish(w)
	s.ended()
}
