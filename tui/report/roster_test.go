package report_test

import (
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/tui/report"
)

func TestInClasses_R74_TellsWhoComesAndWhoLeavesByNameOfTheClass(t *testing.T) {
	place := func(id string, role store.Role) []store.FieldChange {
		return store.RosterFields(store.Roster{Class: "C1", UserID: id, Role: role})
	}
	gone := []store.FieldChange{{Field: store.FieldClass, Old: "C1"}, {Field: store.FieldUserID, Old: "Eve.Gray"}, {Field: store.FieldRole, Old: "student"}}
	said := report.InClasses([]store.Change{
		{Record: store.KindRoster, Key: "c1/ana.bell", Fields: place("Ana.Bell", store.RoleStudent)},
		{Record: store.KindUser, Key: "ana.bell"},
		{Record: store.KindRoster, Key: "c1/ben.cole", Fields: place("Ben.Cole", store.RoleStudent)},
		{Record: store.KindRoster, Key: "c1/carl.dean", Fields: place("Carl.Dean", store.RoleTeacher)},
		{Record: store.KindRoster, Key: "c1/eve.gray", Version: 4, Delete: true, Fields: gone},
	}, func(class string) string { return class + " Maths" })
	want := []string{
		"2 students come into class C1 Maths: Ana.Bell, Ben.Cole", "Carl.Dean comes into class C1 Maths as a teacher",
		"Eve.Gray leaves class C1 Maths, as a student",
	}
	if !slices.Equal(said, want) {
		t.Errorf("it says\n%q, want\n%q", said, want)
	}
}
