package store_test

import (
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestRoll_R73_R74_TellsWhoTeachesAClassAndWhoIsInItWithWhatTheyHold(t *testing.T) {
	s := taught(t)
	storetest.MustUser(t, s, store.User{UserID: "nia", FullName: "Nia Hollow"}, store.User{UserID: "bo", FullName: "Bo Ash"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", AssetTag: "5000001", Site: "OAK", Username: "Ada"})
	for id, role := range map[string]store.Role{"NIA": store.RoleTeacher, "bo": store.RoleStudent} {
		r := store.Roster{Class: "M7", UserID: id, Role: role}
		storetest.Apply(t, s, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	}
	r, err := s.Roll(ctx, "m7")
	must(t, err)
	if r.Course != "Maths" || r.Place.Name != "Oak Main" || len(r.Teachers) != 1 || r.Teachers[0].FullName != "Nia Hollow" {
		t.Errorf("%+v", r)
	}
	if got := fmt.Sprintln(len(r.Students), r.Students[0].UserID, r.Students[1].UserID, r.Held["ada"][0].Serial, len(r.Held["bo"])); got != "2 Ada bo DMPX10000001 0\n" {
		t.Errorf("students: %s", got)
	}
	of, err := s.Attended(ctx, "ADA")
	must(t, err)
	if len(of) != 1 || of[0].Role != store.RoleStudent || of[0].Students != 2 || len(of[0].Teachers) != 1 || of[0].Teachers[0].UserID != "nia" {
		t.Errorf("%+v", of)
	}
	if none, err := s.Attended(ctx, "nobody"); err != nil || none != nil {
		t.Errorf("%+v %v", none, err)
	}
	if _, err := s.Roll(ctx, "m99"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("the error is %v", err)
	}
}
