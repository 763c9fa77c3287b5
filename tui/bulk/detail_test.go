package bulk_test

import (
	"testing"

	"homeroom/importer"
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

func TestReach_ThousandsAreWrittenAlike(t *testing.T) {
	want := "touches 60,000 of 120,000 devices at OAK (50 %)"
	if got := bulk.Touched(importer.Reach{Devices: 60_000, SiteDevices: 120_000, Share: .5}, "OAK"); got != want {
		t.Errorf("it says %q, not %q", got, want)
	}
}
