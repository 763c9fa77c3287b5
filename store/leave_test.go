package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// asked puts an enrolment request of Ada's on record.
func asked(t *testing.T, s *store.Store) {
	t.Helper()
	q := store.Request{UserID: "Ada", Platform: "iOS", Ownership: "Employee Owned", UserEnrollment: "Yes"}
	storetest.Apply(t, s, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})
}

func TestApply_R22_WhoeverGoesLeavesNoEnrolmentRequestAndGetsItBack(t *testing.T) {
	s := taught(t)
	asked(t, s)
	receipt := storetest.Apply(t, s, gone(t, s, "ada"))
	if list, err := s.Requests(ctx); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: receipt.Act})
	must(t, err)
	if len(undo.Changes) != 3 || len(undo.Refused) != 0 {
		t.Fatalf("%+v", undo)
	}
	_, err = s.Apply(ctx, undo.Act, undo.Changes)
	must(t, err)
	if list, _ := s.RequestsOf(ctx, "ADA"); len(list) != 1 || list[0].Type() != "MDM (Apple User Enrollment)" {
		t.Errorf("%+v", list)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestApply_R01_AnotherUserIDKeepsTheEnrolmentRequest(t *testing.T) {
	s := taught(t)
	asked(t, s)
	out := gone(t, s, "ada")
	u := user(t, s, "ada")
	u.UserID = "ada.byrne"
	storetest.Apply(t, s, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)}, out)
	list, err := s.Requests(ctx)
	if err != nil || len(list) != 1 || list[0].UserID != "ada.byrne" || list[0].Key() != "ada.byrne/ios" || list[0].Ownership != "Employee Owned" {
		t.Errorf("%+v %v", list, err)
	}
}

func TestUndo_R61_ARequestComesBackToNobodyElse(t *testing.T) {
	s := taught(t)
	asked(t, s)
	list, err := s.Requests(ctx)
	must(t, err)
	dropped := storetest.Apply(t, s, deletion(store.KindRequest, list[0].Key(), list[0].Version, store.RequestFields(list[0])))
	storetest.Apply(t, s, gone(t, s, "ada"))
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: dropped.Act})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || !strings.Contains(undo.Refused[0].Reason, "user Ada, who had an enrolment request, is not on record any more") {
		t.Errorf("%+v", undo)
	}
}

func TestUndo_R61_OfANewUserIsRefusedWhileARequestNamesThem(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "Ada", Site: "OAK"})
	asked(t, s)
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 2})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || !strings.Contains(undo.Refused[0].Reason, "an enrolment request still points at this user, given by test") {
		t.Errorf("%+v", undo)
	}
}

func TestApply_R61_ARequestOfNobodyIsRefused(t *testing.T) {
	s := taught(t)
	q := store.Request{UserID: "bo", Platform: "iOS"}
	c := store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)}
	_, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActEdit}, []store.Change{c})
	if err == nil || !strings.Contains(err.Error(), "user bo is not on record and would have an enrolment request for iOS (R-61)") {
		t.Errorf("got %v", err)
	}
}
