package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// The number of a checklist whose beginning was taken back is free, and another one may get it. Who is asked about is the
// person of the one that would come back.
func TestUndo_R32_AChecklistWhoseNumberAnotherHadSinceStaysOverWhileThePersonHasAnOpenOne(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	begin := func(number, user string) int64 {
		c := store.Checklist{Number: number, Procedure: "removal", UserID: user, Site: "OAK", State: store.ChecklistOpen, Owner: "kim", Step: "notice"}
		return storetest.Apply(t, s, store.Change{Record: store.KindChecklist, Key: number, Fields: store.ChecklistFields(c)}).Act
	}
	_, undone := takeBack(t, s, store.UndoRequest{Act: begin("1", "ana")})
	takeBack(t, s, store.UndoRequest{Act: begin("1", "bo")})
	begin("2", "ana")
	u, err := s.PlanUndo(t.Context(), "kim", store.UndoRequest{Act: undone})
	if err != nil || len(u.Changes) != 0 || len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "checklist 2 is open") {
		t.Errorf("checklist 1 of ana comes back beside 2: %+v, %+v, %v", u.Changes, u.Refused, err)
	}
}
