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
	"homeroom/store/storetest"
)

func TestAdding_ANewUserGetsADevice(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: " dee.ford ", Devices: []string{"2000002"}})
	st := w.Now()
	if w.Title != "Adding dee.ford to MacBook Air 11\" 2000002" || st.Key != "user" || st.Of != 3 || len(st.Blocked) > 0 {
		t.Fatalf("%q: %+v", w.Title, st)
	}
	shown, err := w.Preview("user", procedure.Answer{Values: map[store.Field]string{store.FieldFullName: " Dee Ford ", store.FieldEmail: "dee@oak.example"}})
	if err != nil || len(shown.Facts) != 4 {
		t.Fatalf("%+v %v", shown.Facts, err)
	}
	w = s.do(w, "user", map[store.Field]string{store.FieldFullName: " Dee Ford ", store.FieldEmail: "dee@oak.example"})
	if u := s.user("dee.ford"); u == nil || u.FullName != "Dee Ford" || u.Email != "dee@oak.example" || u.Site != oak || u.Position != "" {
		t.Errorf("the user record is %+v", u)
	}
	if st = w.Now(); st.Key != "username" || len(st.Findings) > 0 {
		t.Errorf("then %s, with %+v", st.Key, st.Findings)
	}
	w = s.next(w)
	if d := s.device(spareSerial); d.Username != "dee.ford" || d.FullName != "Dee Ford" || d.Position != "" {
		t.Errorf("the device is %+v", d)
	}
	if s.user("dee.ford").Invitation != store.InvitationNone {
		t.Error("R-15: invited without a Position")
	}
	if st = w.Now(); st.Key != "position" || len(st.Asks) != 1 || !st.Asks[0].Required || st.Already || !slices.Contains(st.Asks[0].Choices, "staff") {
		t.Errorf("then %+v", st)
	}
	s.tells(s.refuses(w, "position", store.CodeInvalid), "Position is needed for this step")
	_, err = procedure.Do(context.Background(), s.st, me, &w, "position", procedure.Answer{Values: map[store.Field]string{store.FieldPosition: "boss"}})
	if store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("R-06: %v", err)
	}
	s.tells(err.Error(), "student, teacher or staff")
	w = s.do(w, "position", map[store.Field]string{store.FieldPosition: "staff"})
	if d, u := s.device(spareSerial), s.user("dee.ford"); d.Position != "staff" || u.Position != "staff" || u.Invitation != store.InvitationInvited {
		t.Errorf("%+v %+v", d, u)
	}
	if w.Open() {
		t.Errorf("it is open at %d", w.At)
	}
	s.clean()
}

func TestAdding_AnExistingUserGetsADevice(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: "CEM", Devices: []string{spareSerial}})
	if st := w.Now(); !st.Already || st.Asks[0].Value != "Cem Aydin" || w.Checklist.UserID != "cem" {
		t.Errorf("%+v", st)
	}
	w = s.do(w, "user", map[store.Field]string{store.FieldEmail: "cem@oak.example"})
	if u := s.user("cem"); u.Email != "cem@oak.example" || u.FullName != "Cem Aydin" {
		t.Errorf("%+v", u)
	}
	s.finish(w)
	if d := s.device(spareSerial); d.Username != "cem" || d.Position != "student" || d.Email != "cem@oak.example" {
		t.Errorf("%+v", d)
	}
}

func TestAdding_ThePositionOnTheUserRecordComesWithTheUsername(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Position(r, "cem", "student") })
	w := s.next(s.next(s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})))
	if st := w.Now(); !st.Already || len(st.Changes) > 0 {
		t.Errorf("%+v", st)
	}
	s.set(spareSerial, store.FieldPosition, "")
	w = s.load(w.Checklist.Number)
	if st := w.Now(); st.Already || len(st.Changes) == 0 {
		t.Errorf("emptied by hand: %+v", st)
	}
	s.finish(w)
	if d := s.device(spareSerial); d.Position != "student" {
		t.Errorf("%+v", d)
	}
}

func TestAdding_R10_ASecondDeviceOfThePlatformIsWarnedOfAtOnce(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: "ada.byrne", Devices: []string{spareSerial}})
	if st := w.Now(); len(st.Findings) != 1 || st.Findings[0].Rule != "R-10" || len(st.Blocked) > 0 {
		t.Errorf("%+v", st.Findings)
	}
}

func TestAdding_ADeviceThatIsGivenToSomebodyElseIsLeftWithThem(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{takenSerial}}))
	s.tells(s.refuses(w, "username", store.CodeInvalid), "2000003 is given to somebody else: Bo Tan (bo.tan) holds it; take it back from them first")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, takenSerial) })
	s.finish(s.load(w.Checklist.Number))
	if d := s.device(takenSerial); d.Username != "cem" {
		t.Errorf("%+v", d)
	}
}

func TestAdding_R32_ThePersonGoesInTheMiddle(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.start(procedure.Request{Procedure: "adding", UserID: "dee", Devices: []string{spareSerial}}))
	u := s.user("dee")
	storetest.Apply(t, s.st, edit.Deletion(u))
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "user" || w.Now().State != procedure.StateBroken {
		t.Errorf("it goes on with %s", w.Now().Key)
	}
	s.finish(w)
	if s.user("dee") == nil {
		t.Error("there is no user record")
	}
	s.clean()
}

func TestLink_TheTemplateWithOneRow(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: "dee", Devices: []string{spareSerial}})
	if l := w.Now().Link; l.Kind != procedure.TargetFile || l.UserID != "dee" || !slices.Equal(l.Devices, []string{spareSerial}) || l.Mode != "assign" {
		t.Errorf("it writes %+v", l)
	}
}

func TestProcedures_EveryStepHasWordsAndEveryLinkOfStepsLeadsForward(t *testing.T) {
	for _, p := range procedure.All() {
		if got, err := procedure.ByName(p.Name); err != nil || got.Title != p.Title || p.Intro == "" || p.Heading == "" {
			t.Errorf("%s: %v", p.Name, err)
		}
		seen := map[string]int{}
		for i, st := range p.Steps {
			if _, twice := seen[st.Name]; twice || st.Name == "" || st.Title == "" || (st.Text == "") == (st.Tells == nil) || strings.ContainsAny(st.Name, ": ") {
				t.Errorf("%s: step %q", p.Name, st.Name)
			}
			seen[st.Name] = i
			if !st.World && st.Do == nil && st.After == nil && st.Count == nil {
				t.Errorf("%s, %s: nothing says when it is done", p.Name, st.Name)
			}
			if (st.After == nil) != (st.Keeps == procedure.Keeping{}) {
				t.Errorf("%s, %s: nobody could say who broke it (R-32)", p.Name, st.Name)
			}
			if st.Do != nil && st.After == nil {
				t.Errorf("%s, %s: nothing says whether the record says so (R-31)", p.Name, st.Name)
			}
		}
		for i, st := range p.Steps {
			if at, ok := seen[st.Until]; st.Until != "" && (!ok || at <= i) {
				t.Errorf("%s, %s: until %q", p.Name, st.Name, st.Until)
			}
		}
	}
}

func TestAdding_R17_TheDeviceGoesInTheMiddle(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Site: oak, Platform: store.PlatformIOS})
	made, err := s.st.Acts(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	w := s.next(s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{"OAKMINI00009"}}))
	undo, err := s.st.PlanUndo(context.Background(), me, store.UndoRequest{Act: made[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.st.Apply(context.Background(), undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	s.tells(s.refuses(w, "username", store.CodeInvalid), "OAKMINI00009 is not on record any more: look for it in the history")
}

func TestAdding_APositionThatTheDeviceDoesNotTakeFromTheUserRecord(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Position(r, "cem", "student") })
	w := s.next(s.next(s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})))
	s.set(spareSerial, store.FieldPosition, "")
	w = s.load(w.Checklist.Number)
	staff := map[store.Field]string{store.FieldPosition: "staff"}
	shown, err := w.Preview("position", procedure.Answer{Values: staff})
	if err != nil || len(shown.Changes) != 2 {
		t.Fatalf("one change for each record: %+v %v", shown.Changes, err)
	}
	s.do(w, "position", staff)
	if d, u := s.device(spareSerial), s.user("cem"); d.Position != "staff" || u.Position != "staff" || u.Invitation != store.InvitationInvited {
		t.Errorf("%+v %+v", d, u)
	}
	s.clean()
}

func TestPreview_OfAStepThatIsAheadOrDone(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	values := procedure.Answer{Values: map[store.Field]string{store.FieldPosition: "staff"}}
	st, err := w.Preview("position", values)
	if err != nil || len(st.Blocked) == 0 || !strings.HasPrefix(st.Blocked[0], "step 1 comes first") {
		t.Errorf("%+v %v", st.Blocked, err)
	}
	w = s.next(w)
	if st, err = w.Preview("user", values); err != nil || st.State != procedure.StateDone {
		t.Errorf("%+v %v", st, err)
	}
}

func TestAdding_R02_TheUserIDIsAnotherPersonsByNow(t *testing.T) {
	for n := range 3 {
		for _, name := range []string{"Dean Two", ""} {
			t.Run(fmt.Sprint(n, name), func(t *testing.T) {
				s := newSchool(t)
				who := "Cem Aydin (cem, somebody else's by now)"
				r := procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}}
				if n > 0 {
					r.UserID, who = "dee", "Dee One (dee, somebody else's by now)"
				}
				w := s.start(r)
				if n > 0 {
					w = s.do(w, "user", map[store.Field]string{store.FieldFullName: "Dee One"})
				}
				if n > 1 {
					w = s.next(w)
				}
				s.strip(r.UserID)
				s.drop(r.UserID)
				s.newcomer(r.UserID, name, takenSerial)
				s.anothers(w, "Adding "+who+" to MacBook Air 11\" 2000002")
				s.abandon(s.load(w.Checklist.Number))
				if d, u := s.device(takenSerial), s.user(r.UserID); d.Username != r.UserID || u == nil || u.FullName != name {
					t.Errorf("something was taken from the newcomer: %+v %+v", d, u)
				}
				s.clean()
			})
		}
	}
}

// Somebody new has no record at the beginning: whoever is put on record first is meant, by hand or by a file.
func TestAdding_R02_TheRecordThatSomebodyElseMadeFirstIsThePersons(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "adding", UserID: "dee", Devices: []string{spareSerial}})
	storetest.MustUser(t, s.st, store.User{UserID: "dee", FullName: "Dee Ford", Site: oak})
	w = s.load(w.Checklist.Number)
	if !w.Now().Already || strings.Contains(w.Title, "somebody else") {
		t.Fatalf("%s: %+v", w.Title, w.Now())
	}
	s.finish(w)
	if d := s.device(spareSerial); d.Username != "dee" {
		t.Errorf("%+v", d)
	}
}
