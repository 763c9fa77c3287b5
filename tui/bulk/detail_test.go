package bulk_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
)

func TestReview_R22_ARevokeRowSaysWhichAssignmentScopesThePersonLeaves(t *testing.T) {
	s := newSchool(t)
	scope, member := store.Scope{Name: "Reading", Title: "A reader", Site: "OAK"}, store.Member{Scope: "Reading", UserID: "carl.dean"}
	storetest.Apply(t, s.store,
		store.Change{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)},
		store.Change{Record: store.KindMember, Key: member.Key(), Fields: store.MemberFields(member)})
	s.put("revoke.csv", revokeFile)
	h := play(t, bulk.Open(s.env, "revoke.csv"))
	h.press("enter")
	h.wants("│ carl.dean leaves assignment", "│ scope Reading")
}
