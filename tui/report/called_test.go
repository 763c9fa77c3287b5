package report_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/report"
)

// vendorRecords are one of each kind that vendors' files bring in, as somebody typed its names.
func vendorRecords() []store.Entry {
	return []store.Entry{
		{Record: store.KindGroup, Key: "chess club", Fields: store.GroupFields(store.Group{Name: "Chess Club"})},
		{Record: store.KindLocation, Key: "main", Fields: store.LocationFields(store.Location{Code: "MAIN", Name: "Oak Main"})},
		{Record: store.KindClass, Key: "m7-1", Fields: store.ClassFields(store.Class{Class: "M7-1", Course: "Maths"})},
		{Record: store.KindRoster, Key: "m7-1/ada", Fields: store.RosterFields(store.Roster{Class: "M7-1", UserID: "Ada", Role: store.RoleStudent})},
		{Record: store.KindRoster, Key: "m7-1/bo", Fields: store.RosterFields(store.Roster{Class: "M7-1", UserID: "Bo", Role: store.RoleTeacher})},
		{Record: store.KindRequest, Key: "ada/ios", Fields: store.RequestFields(store.Request{UserID: "Ada", Platform: "iOS"})},
	}
}

func TestCalled_R73_R74_EveryRecordOfAVendorByTheNamesThatWereTyped(t *testing.T) {
	want := []string{
		"group Chess Club", "location MAIN", "class M7-1", "class M7-1: Ada", "class M7-1: Bo", "enrolment request of Ada for iOS",
	}
	for i, e := range vendorRecords() {
		if got := report.Called(e.Record, e.Key, e.Fields); got != want[i] {
			t.Errorf("%s %s is called %q, want %q", e.Record, e.Key, got, want[i])
		}
		if got := report.Called(e.Record, e.Key, nil); !strings.EqualFold(got, want[i]) {
			t.Errorf("without fields %s is called %q", e.Key, got)
		}
	}
}

func TestBecame_SaysInWordsWhatCameAndWhatWent(t *testing.T) {
	want := [][2]string{
		{"group created", "group deleted"},
		{"location created", "location deleted"},
		{"class created", "class deleted"},
		{"put into class M7-1", "taken out of class M7-1"},
		{"made teacher of class M7-1", "taken out of class M7-1"},
		{"asked to enrol iOS", "enrolment request for iOS taken away"},
	}
	for i, e := range vendorRecords() {
		e.Created = true
		if got := report.Became(&e); got != want[i][0] {
			t.Errorf("%s %s: %q, want %q", e.Record, e.Key, got, want[i][0])
		}
		e.Created, e.Deleted = false, true
		if got := report.Became(&e); got != want[i][1] {
			t.Errorf("%s %s: %q, want %q", e.Record, e.Key, got, want[i][1])
		}
	}
	now := store.Entry{Record: store.KindRoster, Key: "m7-1/bo", Fields: []store.FieldChange{{Field: store.FieldRole, Old: "teacher", New: "student"}}}
	if got := report.Became(&now); got != "made student of class m7-1" {
		t.Errorf("another role: %q", got)
	}
}

func TestPerson_IsWhomARecordIsAbout(t *testing.T) {
	want := []string{"", "", "", "Ada", "Bo", "Ada"}
	for i, e := range vendorRecords() {
		if got := report.Person(e.Record, e.Key, e.Fields); got != want[i] {
			t.Errorf("%s %s is about %q, want %q", e.Record, e.Key, got, want[i])
		}
	}
}
