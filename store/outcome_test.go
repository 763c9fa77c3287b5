package store

import (
	"context"
	"fmt"
	"testing"
)

// end ends a checklist, with what else is done in the act.
func (s *steps) end(number string, changes ...Change) int64 {
	s.Helper()
	return s.save(ActUndo, "kim", "abandoned", append(changes, of(KindChecklist, number, to(FieldState, string(ChecklistAbandoned))))...)
}

// holds gives the iPad to Ada, who is invited, with all that it says of her.
func (s *steps) holds() {
	s.Helper()
	s.edit(of(KindUser, "ada", to(FieldPosition, "staff"), to(FieldInvitation, string(InvitationAccepted))), of(KindDevice, ipad, to(FieldPosition, "staff")))
}

// want looks what an undo does to a user record.
func (s *steps) want(u Undo, key, fields string) {
	s.Helper()
	for _, c := range u.Changes {
		if c.Record == KindUser && c.Key == key {
			if got := fmt.Sprint(c.Fields); got != fields {
				s.Errorf("%s changes %s, want %s", key, got, fields)
			}
			return
		}
	}
	if fields != "" {
		s.Errorf("%s is not changed, want %s", key, fields)
	}
}

// A Username that is the device's own serial number is nobody's, until somebody has that User ID.
func TestUndo_R12_APlaceholderThatIsSomebodysByNowDoesNotComeBack(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindDevice, ipad, to(FieldUsername, ipad)))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "ada")))
	s.tells(UndoRequest{Checklist: "1"}, 1)
	act := s.edit(arrives(User{UserID: ipad, Site: "OAK"}))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 1: User ID %s, its own serial number, is somebody's now, put on record by lee at T: undo save %d first", ipad, act))
	s.edit(gone(KindUser, UserKey(ipad)))
	s.tells(UndoRequest{Checklist: "1"}, 1)
}

func TestUndo_R02_WhoCameBackByTheUndoOfTheirDeletionIsTheSame(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")), of(KindUser, "ada", to(FieldPhone, "2")))
	act := s.edit(gone(KindUser, "ada"))
	u := s.tells(UndoRequest{Act: act}, 1)
	if _, err := s.st.Apply(context.Background(), u.Act, u.Changes); err != nil {
		t.Fatal(err)
	}
	s.tells(UndoRequest{Checklist: "1"}, 2) // she has no name by which she could be known

	s.edit(gone(KindUser, "ada"))
	act = s.edit(arrives(User{UserID: "ada", Site: "OAK", Phone: "2"}))
	s.tells(UndoRequest{Checklist: "1"}, 0, fmt.Sprintf("step 1: user ada is another person now, put on record by lee at T: undo save %d first", act))
}

func TestUndo_R15_TheInvitationIsWrittenIntoWhatGoesBackAnyway(t *testing.T) {
	s := newSteps(t)
	s.holds()
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "")), of(KindUser, "ada", to(FieldInvitation, "revoked"), to(FieldPhone, "2")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	s.want(s.tells(UndoRequest{Checklist: "1"}, 3), "ada", "[{phone 2 } {invitation revoked accepted}]")
	s.edit(of(KindUser, "ada", to(FieldInvitation, ""))) // nobody can tell why
	s.want(s.tells(UndoRequest{Checklist: "1"}, 3), "ada", "[{phone 2 } {invitation  accepted}]")
}

func TestUndo_R15_WhoNeverWasInvitedIsNotInvitedByAnUndo(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindDevice, ipad, to(FieldPosition, "staff")), of(KindUser, "ada", to(FieldPosition, "staff")))
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "")))
	s.want(s.tells(UndoRequest{Checklist: "1"}, 1), "ada", "")
}

func TestUndo_R15_WhoWasMadeAnewIsInvitedWithTheDeviceThatGoesBack(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindDevice, ipad, to(FieldPosition, "staff"), to(FieldFullName, "Ada")), of(KindUser, "ada", to(FieldPosition, "staff"), to(FieldFullName, "Ada")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, ""), to(FieldFullName, ""), to(FieldPosition, "")))
	s.edit(gone(KindUser, "ada"))
	s.edit(arrives(User{UserID: "ada", Site: "OAK", FullName: "ADA", Position: "staff"}))
	s.want(s.tells(UndoRequest{Checklist: "1"}, 2), "ada", "[{invitation  invited}]")
}

// What the steps did to a name stays where a device that came since says the new one.
func TestUndo_R33_ANameThatADeviceWasGivenWithStays(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindUser, "ada", to(FieldFullName, "Ada")))
	s.step("1", of(KindUser, "ada", to(FieldFullName, "Ada Hall")))
	s.edit(of(KindDevice, ipad, to(FieldUsername, "")))
	act := s.edit(of(KindDevice, ipad, to(FieldUsername, "ada"), to(FieldFullName, "Ada Hall")))
	s.tells(UndoRequest{Checklist: "1"}, 0, fmt.Sprintf("step 1: user ada has device %s since, given by lee at T: undo save %d first", ipad, act))
}

func TestUndo_R15_AnActTakesNoInvitationFromWhoGotAPositionSince(t *testing.T) {
	s := newSteps(t)
	first := s.edit(of(KindUser, "ada", to(FieldInvitation, "invited")))
	act := s.edit(of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.tells(UndoRequest{Act: first}, 0,
		fmt.Sprintf("user ada has device %s since, given by lee at T (by hand): undo save %d first", ipad, act))
}

func TestPlanUndo_AFaultAtEveryCallLosesNothingThatStandsInTheWay(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	s.edit(gone(KindUser, "ada"), arrives(User{UserID: "ada.b", Site: "OAK"}))
	act := s.end("1", of(KindDevice, ipad, to(FieldAssetTag, "5000009")))
	s.step("2", of(KindDevice, ipad, to(FieldRoom, "1")))
	for _, number := range []string{"1", "2"} {
		s.edit(of(KindChecklist, number, to(FieldDevices, ipad)))
	}
	list := fmt.Sprintf("checklist 1 was changed since by lee at T (by hand): undo save %d first", act+2)
	s.tells(UndoRequest{Act: act}, 0, list, list)
	for _, r := range []UndoRequest{{Checklist: "1"}, {Act: act}} {
		everyFault(t, s.f, func() error {
			u, err := s.st.PlanUndo(context.Background(), "kim", r)
			if err == nil && len(u.Refused) == 0 {
				t.Fatal("the answer is short")
			}
			return err
		}, func(int) {})
	}
}

// Whoever follows what is told does not go round in a circle: what was undone is not named again, nor the undo.
func TestUndo_R87_NamesNeitherWhatWasUndoneNorItsUndo(t *testing.T) {
	s := newSteps(t)
	act := s.edit(of(KindDevice, ipad, to(FieldRoom, "1")))
	for _, room := range []string{"2", "3"} {
		s.edit(of(KindDevice, ipad, to(FieldRoom, room)))
	}
	for n := int64(2); n > 0; n-- {
		s.tells(UndoRequest{Act: act}, 0, fmt.Sprintf("device %s was changed since by lee at T (by hand): undo save %d first", ipad, act+n))
		u := s.tells(UndoRequest{Act: act + n}, 1)
		if _, err := s.st.Apply(context.Background(), u.Act, u.Changes); err != nil {
			t.Fatal(err)
		}
	}
	s.tells(UndoRequest{Act: act}, 1)
}

// Nor is it told to undo what a step wrote over: that would be refused because of the step.
func TestUndo_R33_NamesNoRemedyThatWouldLeadBackToTheChecklist(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.edit(of(KindDevice, ipad, to(FieldPosition, "student")))
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "teacher")))
	s.tells(UndoRequest{Checklist: "1"}, 0, "step 2: Position changed by lee at T", "step 1: Position changed by lee at T")
}

// The record of whoever had the User ID since came and went: the first person's went before.
func TestUndo_R01_NamesWhoChangedTheUserIDOfThisPerson(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindUser, "ada", to(FieldPhone, "2")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	act := s.edit(gone(KindUser, "ada"), arrives(User{UserID: "ada.b", Site: "OAK"}))
	s.edit(arrives(User{UserID: "ada", FullName: "Zed", Site: "OAK"}))
	s.edit(gone(KindUser, "ada"))
	s.edit(gone(KindUser, "ada.b"), arrives(User{UserID: "ada.c", Site: "OAK"}))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: user ada, who had device %s, has the User ID ada.c now, changed by lee at T: undo save %d first", ipad, act),
		fmt.Sprintf("step 1: User ID changed to ada.c by lee at T: undo save %d first", act))
}

func TestUndo_R30_NoDeviceIsLeftWithWhomTheSameUndoTakesAway(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindDevice, ipad, to(FieldUsername, "bo"))) // nobody made a user record of it
	act := s.edit(of(KindDevice, ipad, to(FieldUsername, "")), arrives(User{UserID: "bo", Site: "OAK"}))
	why := fmt.Sprintf("user bo, who had device %s, is not on record any more", ipad)
	s.tells(UndoRequest{Act: act}, 0, why, why)
}
