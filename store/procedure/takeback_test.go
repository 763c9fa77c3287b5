package procedure_test

import (
	"context"
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

func (s *school) isOpen(number string) bool {
	s.Helper()
	w := s.load(number)
	return w.Open()
}

func TestUndo_R15_AStepTakesNoPositionFromWhoHasAnotherDeviceSince(t *testing.T) {
	s := newSchool(t)
	w := s.start(requests()["adding"])
	for w.Open() {
		w = s.next(w)
	}
	step := s.newest()
	s.take(padSerial)
	act := s.give(padSerial, "dee.ford").Act
	before := s.picture()
	refused := s.takeBack(step)
	s.tells(refused[0].Reason, "user dee.ford has device "+padSerial+" since, given by "+colleague, fmt.Sprintf("undo save %d first", act))
	if s.picture() != before || s.isOpen(w.Checklist.Number) {
		t.Errorf("it is taken back in part: %+v", refused)
	}
	if refused := s.takeBack(act); len(refused) > 0 {
		t.Fatal(refused)
	}
	if refused := s.takeBack(step); len(refused) > 0 || s.user("dee.ford").Position != "" || !s.isOpen(w.Checklist.Number) {
		t.Errorf("not taken back: %+v", refused)
	}
	s.sound()
}

func TestUndo_R15_NoDeviceComesBackThatSaysAnotherPosition(t *testing.T) {
	s := newSchool(t)
	taken := s.take(macSerial).Act
	act := s.byHand(func(r *store.Records) edit.Plan { return edit.Position(r, "ada.byrne", "staff") }).Act
	refused := s.takeBack(taken)
	s.tells(refused[0].Reason, "Position of user ada.byrne was changed since by "+colleague, fmt.Sprintf("undo save %d first", act))
	s.nobodys(macSerial)
	s.takeBack(act)
	if refused := s.takeBack(taken); len(refused) > 0 || s.device(macSerial).Position != "teacher" {
		t.Errorf("%+v", refused)
	}
	s.sound()
}

// The device that an undo gives back, or takes, may be the only one by now.
func TestUndo_R15_R22_TheInvitationFollows(t *testing.T) {
	s := newSchool(t)
	pad := s.take(padSerial).Act
	s.take(macSerial)
	if got := s.user("ada.byrne").Invitation; got != store.InvitationRevoked {
		t.Fatalf("the invitation is %q", got)
	}
	s.takeBack(pad)
	if got := s.user("ada.byrne").Invitation; got != store.InvitationAccepted {
		t.Errorf("R-15: the invitation is %q", got)
	}
	s.sound()

	second := s.give(spareSerial, "bo.tan").Act
	s.take(takenSerial)
	s.takeBack(second)
	if got := s.user("bo.tan").Invitation; got != store.InvitationRevoked {
		t.Errorf("R-22: the invitation is %q", got)
	}
	s.sound()
}

func TestUndo_NoChecklistIsOpenedAgainBesideAnotherAboutTheSame(t *testing.T) {
	abandoned := func(s *school) { s.abandon(s.through(s.removal(), "clear-position "+padSerial)) }
	done := func(s *school) {
		w := s.start(requests()["replacement of another"])
		for w.Open() {
			w = s.next(w)
		}
	}
	site := func(s *school) { s.abandon(s.start(requests()["start-of-year"])) }
	for name, c := range map[string]struct {
		ended func(s *school)
		next  procedure.Request
	}{
		"the same person": {abandoned, procedure.Request{Procedure: "removal", UserID: "ada.byrne"}},
		"a device":        {done, procedure.Request{Procedure: "removal", UserID: "ada.byrne"}},
		"a spare device":  {done, procedure.Request{Procedure: "adding", UserID: "fay.new", Devices: []string{macSerial}}},
		"the same site":   {site, requests()["start-of-year"]},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			c.ended(s)
			act := s.newest()
			ctx := context.Background()
			planned, err := s.st.PlanUndo(ctx, colleague, store.UndoRequest{Act: act})
			if err != nil || len(planned.Refused) > 0 {
				t.Fatalf("%+v %v", planned.Refused, err)
			}
			w := s.start(c.next)
			if _, err := s.st.Apply(ctx, planned.Act, planned.Changes); err == nil {
				t.Error("what was planned before the other one began is done all the same")
			} else {
				s.tells(err.Error(), "checklist 1 cannot be open again while another one about the same is: checklist "+w.Checklist.Number)
			}
			refused := s.takeBack(act)
			s.tells(refused[0].Reason, "checklist "+w.Checklist.Number+" is open and about the same person or device: end it or abandon it first")
			if s.isOpen("1") {
				t.Error("both are open")
			}
			s.abandon(w)
			if s.takeBack(act); !s.isOpen("1") {
				t.Error("it cannot be opened again")
			}
			s.clean()
		})
	}
}
