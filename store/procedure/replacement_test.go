package procedure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

func TestReplacement_ATeachersMacIsReplacedAndTheIPadLeftAlone(t *testing.T) {
	s := newSchool(t)
	pad := s.device(padSerial)
	w := s.start(procedure.Request{Procedure: "replacement", Devices: []string{"2000001", spareSerial}})
	if w.Title != "Replacement of MacBook Air 11\" 2000001 by MacBook Air 11\" 2000002 for Ada Byrne (ada.byrne)" {
		t.Errorf("title %q", w.Title)
	}
	if st := w.Stage("take-back"); st.State != procedure.StateSkipped || !strings.Contains(st.Why, "nobody else holds") {
		t.Errorf("%s: %s", st.State, st.Why)
	}
	w = s.next(w)
	will := map[string]string{}
	for _, l := range w.Now().Facts {
		if l.Field == store.FieldUsername {
			will[l.Key] = l.Now + " -> " + l.Will
		}
	}
	if will[macSerial] != "ada.byrne -> "+macSerial || will[spareSerial] != spareSerial+" -> ada.byrne" || len(will) != 2 {
		t.Errorf("both records are shown as %v", will)
	}
	before := *s.user("ada.byrne")
	w = s.next(w)
	if got := s.device(padSerial); got != pad {
		t.Errorf("the iPad is %+v", got)
	}
	if u := *s.user("ada.byrne"); u != before {
		t.Errorf("the user record is %+v", u)
	}
	if old, now := s.device(macSerial), s.device(spareSerial); old.Username != macSerial || old.FullName != "" || now.Username != "ada.byrne" || now.Position != "teacher" || now.FullName != "Ada Byrne" {
		t.Errorf("%+v\n%+v", old, now)
	}
	s.tells(w.Now().Text, "Remind Ada Byrne", "Apple Account at Setup Assistant on MacBook Air 11\" 2000002")
	if w = s.next(w); w.Open() {
		t.Error("it is open")
	}
	s.clean()
}

func TestReplacement_OfADeviceThatWasAlreadyGivenToSomebodyElse(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, takenSerial}})
	w = s.next(w)
	if w.Now().Key != "take-back" {
		t.Fatalf("it goes on with %s", w.Now().Key)
	}
	s.tells(w.Now().Text, "2000003 was given to somebody else")
	shown := map[string]bool{}
	for _, l := range w.Now().Facts {
		shown[l.Key] = true
	}
	if !shown[macSerial] || !shown[takenSerial] {
		t.Errorf("it shows %v", shown)
	}
	s.tells(s.refuses(w, "hand-over", store.CodeInvalid), "step 2 comes first")
	w = s.next(w)
	if u := s.user("bo.tan"); u == nil || u.Invitation != store.InvitationRevoked {
		t.Errorf("the former holder is %+v", u)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, takenSerial, "cem") })
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "take-back" || w.Now().State != procedure.StateBroken {
		t.Fatalf("given away again, it goes on with %s (%s)", w.Now().Key, w.Now().State)
	}
	s.tells(w.Now().Why, "Cem Aydin (cem) holds it", colleague)
	s.finish(w)
	if d := s.device(takenSerial); d.Username != "ada.byrne" {
		t.Errorf("%+v", d)
	}
}

func TestReplacement_R32_WhateverWasDoneByHandItCanBeGoneOn(t *testing.T) {
	for name, byHand := range map[string]func(r *store.Records) edit.Plan{
		"old one taken back": func(r *store.Records) edit.Plan { return edit.Clear(r, macSerial) },
		"old one given on":   func(r *store.Records) edit.Plan { return edit.Assign(r, macSerial, "bo.tan") },
		"new one given":      func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") },
		"new one elsewhere":  func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "cem") },
		"done by hand":       func(r *store.Records) edit.Plan { return edit.Swap(r, macSerial, spareSerial) },
	} {
		for n := range 4 {
			t.Run(name, func(t *testing.T) {
				s := newSchool(t)
				w := s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}})
				for range n {
					if w.Open() {
						w = s.next(w)
					}
				}
				acts := w.Open() && (n < 2 || slices.Contains([]string{"old one given on", "new one elsewhere", "done by hand"}, name))
				if acts {
					s.byHand(byHand)
				}
				w = s.finish(s.load(w.Checklist.Number))
				old, now := s.device(macSerial), s.device(spareSerial)
				if now.Username != "ada.byrne" || old.Username == "ada.byrne" || acts && name == "old one given on" && old.Username != "bo.tan" {
					t.Errorf("%+v\n%+v", old, now)
				}
				s.clean()
			})
		}
	}
}

func TestReplacement_R32_AfterTheHandOverTheNewDeviceIsTakenAway(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.next(s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}})))
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, spareSerial) })
	w = s.load(w.Checklist.Number)
	if w.Now().Key != "hand-over" || w.Now().State != procedure.StateBroken {
		t.Fatalf("%v", keys(w))
	}
	s.tells(w.Now().Why, "2000002 does not point at ada.byrne: nobody holds it; ", colleague)
	s.finish(w)
}

func TestReplacement_R02_TheUserIDIsAnotherPersonsByNow(t *testing.T) {
	for n := range 3 {
		for _, name := range []string{"Adam Byrne", ""} {
			t.Run(fmt.Sprint(n, name), func(t *testing.T) {
				s := newSchool(t)
				w := s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}})
				for range n {
					w = s.next(w)
				}
				shown := w
				s.strip("ada.byrne")
				s.drop("ada.byrne")
				s.newcomer("ada.byrne", name, spareSerial)
				s.anothers(shown, "Replacement of MacBook Air 11\" 2000001 by MacBook Air 11\" 2000002 for Ada Byrne (ada.byrne, somebody else's by now)")
			})
		}
	}
}

// anothers looks whether no step can be done any more that a checklist showed before another person got the User ID, and
// each says who put them on record, when, and what to do.
func (s *school) anothers(shown procedure.Walk, title string) {
	s.Helper()
	before := s.picture()
	w := s.load(shown.Checklist.Number)
	if w.Title != title || w.Now() == nil {
		s.Fatalf("%s: %v", w.Title, keys(w))
	}
	id := w.Checklist.UserID
	for i := range w.Stages {
		st := &w.Stages[i]
		if st.State == procedure.StateDone {
			continue
		}
		if st.Already || len(st.Changes) > 0 || len(st.Blocked) != 1 {
			s.Fatalf("%s is %s, already %t: %v", st.Key, st.State, st.Already, st.Blocked)
		}
		s.tells(st.Blocked[0], "the User ID "+id+" is another person's now", ", put on record by "+colleague+" at 2026-08-24", ": abandon this checklist")
		s.tells(s.refuses(w, st.Key, store.CodeInvalid), "the User ID "+id+" is another person's now", "abandon this checklist")
	}
	s.tells(s.refuses(shown, shown.Now().Key, store.CodeInvalid), "the User ID "+id+" is another person's now")
	s.tells(moved(w), "user "+id+" is another person now", "("+colleague)
	if s.picture() != before {
		s.Error("something was changed")
	}
}

func TestReplacement_R32_TheRecordThatIsMadeAnewWithTheSameNameLetsItGoOn(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}}))
	s.strip("ada.byrne")
	s.drop("ada.byrne")
	s.tells(s.refuses(s.load(w.Checklist.Number), "hand-over", store.CodeInvalid), "User ID ada.byrne is not on record: make the user record first")
	s.newcomer("ada.byrne", "ADA BYRNE", macSerial)
	s.finish(s.load(w.Checklist.Number))
	if d := s.device(spareSerial); d.Username != "ada.byrne" {
		t.Errorf("%+v", d)
	}
}
