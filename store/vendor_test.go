package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// taught is a school with a location, a class, a group, and Ada in all of them.
func taught(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.Apply(t, s,
		store.Change{Record: store.KindGroup, Key: "chess club", Fields: store.GroupFields(store.Group{Name: "Chess Club"})},
		store.Change{Record: store.KindGroup, Key: "year 7", Fields: store.GroupFields(store.Group{Name: "Year 7"})},
		store.Change{Record: store.KindLocation, Key: "main", Fields: store.LocationFields(store.Location{Code: "MAIN", Name: "Oak Main", Site: "OAK"})})
	storetest.MustUser(t, s, store.User{UserID: "Ada", Type: "student", Groups: "Chess Club/Year 7", Locations: "main"})
	storetest.Apply(t, s, store.Change{Record: store.KindClass, Key: "m7", Fields: store.ClassFields(store.Class{Class: "M7", Course: "Maths", Location: "Main"})})
	storetest.Apply(t, s, seat("m7", "ADA"))
	return s
}

func seat(class, userID string) store.Change {
	return store.Change{
		Record: store.KindRoster, Key: store.MemberKey(class, userID),
		Fields: store.RosterFields(store.Roster{Class: class, UserID: userID, Role: store.RoleStudent}),
	}
}

func TestVendorRecords_AreReadBackAndVerified(t *testing.T) {
	s := taught(t)
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK", Ownership: "Personal"})
	q := store.Request{UserID: "Ada", Platform: "iOS", Ownership: "Employee Owned", UserEnrollment: "Yes", Comments: "MDM pilot"}
	storetest.Apply(t, s, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})
	u := user(t, s, "ada")
	if u.Type != "student" || u.Groups != "Chess Club/Year 7" || u.Locations != "main" {
		t.Errorf("%+v", u)
	}
	classes, err := s.ClassesOf(ctx, "aDa")
	must(t, err)
	if len(classes) != 1 || classes[0].Class != "m7" || classes[0].Role != store.RoleStudent {
		t.Errorf("%+v", classes)
	}
	for name, w := range map[string]store.Wanted{
		"by set": {UserIDs: []string{"ada"}}, "whole": {Serials: []string{"DMPX10000001", "X"}},
	} {
		r, err := s.Records(ctx, w)
		must(t, err)
		if got := r.Request("ADA", "ios"); got == nil || got.Type() != "MDM (Apple User Enrollment)" || got.Comments != "MDM pilot" {
			t.Errorf("%s: R-61: %+v", name, got)
		}
		if len(r.Groups()) != 2 || r.Groups()[0].Name != "Chess Club" || len(r.Locations()) != 1 || r.Locations()[0].Site != "OAK" {
			t.Errorf("%s: %+v %+v", name, r.Groups(), r.Locations())
		}
	}
	query, err := store.ParseQuery(store.KindUser, "groups:chess type:student locations:main")
	must(t, err)
	if !query.User(&u, 0) {
		t.Error("the query does not find the person by group, type and location")
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestApply_R51_R73_EveryNamedRecordMustBeThere(t *testing.T) {
	s := taught(t)
	userChange := func(f store.Field, value string) store.Change {
		u := user(t, s, "ada")
		return store.Change{Record: store.KindUser, Key: "ada", Version: u.Version, Fields: []store.FieldChange{{Field: f, Old: u.Get(f), New: value}}}
	}
	group, err := s.Groups(ctx)
	must(t, err)
	location, err := s.Locations(ctx)
	must(t, err)
	class, err := s.Classes(ctx)
	must(t, err)
	for want, c := range map[string]store.Change{
		"not every group of “year 7/yeer 8” is on record, in which user Ada would be (R-51)": userChange(store.FieldGroups, "Year 7/Yeer 8"),
		"not every location of “annex” is on record, at which user Ada would be":             userChange(store.FieldLocations, "Annex"),
		"group year 7 cannot go while users are in it: user Ada is":                          deletion(store.KindGroup, "year 7", group[1].Version, store.GroupFields(group[1])),
		"class m7 cannot go while people are in it: user ADA is":                             deletion(store.KindClass, "m7", class[0].Version, store.ClassFields(class[0])),
		"class m8 is not on record and would list user Ada (R-73)":                           seat("M8", "Ada"),
		"user bo is not on record and would be in class M7 (R-73)":                           seat("M7", "bo"),
		"location nowhere is not on record, at which class M9 would be (R-73)":               {Record: store.KindClass, Key: "m9", Fields: store.ClassFields(store.Class{Class: "M9", Location: "Nowhere"})},
		"location main cannot go while ":                                                     deletion(store.KindLocation, "main", location[0].Version, store.LocationFields(location[0])),
	} {
		if _, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActEdit}, []store.Change{c}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func deletion(k store.Kind, key string, version int64, fields []store.FieldChange) store.Change {
	c := store.Change{Record: k, Key: key, Version: version, Delete: true}
	for _, f := range fields {
		c.Fields = append(c.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	return c
}

func TestUndo_R73_OfAPlaceInAClassIsRefusedOnceTheClassIsGone(t *testing.T) {
	s := taught(t)
	places, err := s.Rosters(ctx)
	must(t, err)
	out := deletion(store.KindRoster, "m7/ada", places[0].Version, store.RosterFields(places[0]))
	taken := storetest.Apply(t, s, out)
	class, err := s.Classes(ctx)
	must(t, err)
	storetest.Apply(t, s, deletion(store.KindClass, "m7", class[0].Version, store.ClassFields(class[0])))
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: taken.Act})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || !strings.Contains(undo.Refused[0].Reason, "class m7 is not on record any more") {
		t.Errorf("%+v", undo)
	}
}

func TestNames_AreKeptOnceEachAndInOrder(t *testing.T) {
	if got := store.JoinNames([]string{" Year 7 ", "chess", "year 7/ Art", ""}); got != "Art/chess/Year 7" {
		t.Errorf("%q", got)
	}
}

func TestApply_R22_WhoeverGoesLeavesTheirClassesAndComesBackIntoThem(t *testing.T) {
	s := taught(t)
	receipt := storetest.Apply(t, s, gone(t, s, "ada"))
	if places, err := s.Rosters(ctx); err != nil || len(places) != 0 {
		t.Errorf("%+v %v", places, err)
	}
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: receipt.Act})
	must(t, err)
	if len(undo.Changes) != 2 || len(undo.Refused) != 0 {
		t.Fatalf("%+v", undo)
	}
	_, err = s.Apply(ctx, undo.Act, undo.Changes)
	must(t, err)
	if places, _ := s.ClassesOf(ctx, "ada"); len(places) != 1 || places[0].Role != store.RoleStudent {
		t.Errorf("%+v", places)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestApply_R01_AnotherUserIDKeepsThePlacesInClasses(t *testing.T) {
	s := taught(t)
	out := gone(t, s, "ada")
	u := user(t, s, "ada")
	u.UserID = "ada.byrne"
	storetest.Apply(t, s, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)}, out)
	if places, err := s.ClassesOf(ctx, "ada.byrne"); err != nil || len(places) != 1 || places[0].Class != "m7" {
		t.Errorf("%+v %v", places, err)
	}
}

func TestUndo_R30_OfANewUserIsRefusedWhileAClassListsThem(t *testing.T) {
	s := taught(t)
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 3})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || !strings.Contains(undo.Refused[0].Reason, "class m7 still points at this user, given by test") {
		t.Errorf("%+v", undo)
	}
}
