package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// foundIn are the User IDs that a query lets through, once it has been told who is in which class.
func foundIn(t *testing.T, s *store.Store, query string) string {
	t.Helper()
	q, err := store.ParseQuery(store.KindUser, query)
	must(t, err)
	a, err := s.Attendance(ctx)
	must(t, err)
	q = q.Attend(a)
	users, err := s.Users(ctx)
	must(t, err)
	var ids []string
	for i := range users {
		if q.User(&users[i], 0) {
			ids = append(ids, users[i].UserID)
		}
	}
	return strings.Join(ids, " ")
}

func TestQuery_R62_R73_FindsPeopleByWhatVendorsFilesSayOfThem(t *testing.T) {
	s := taught(t)
	storetest.MustUser(t, s,
		store.User{UserID: "bo", ManagedAppleAccount: "bo@oak.example", Domain: "OAKLEAF", Type: "teacher", Grade: "7"},
		store.User{UserID: "cy", Groups: "Year 7", ManagedAppleAccount: "cy@oak.example"})
	c := store.Class{Class: "A8-2", Number: "8201", Course: "Art", Name: "Colour and line"}
	storetest.Apply(t, s, store.Change{Record: store.KindClass, Key: c.Key(), Fields: store.ClassFields(c)})
	r := store.Roster{Class: "a8-2", UserID: "bo", Role: store.RoleTeacher}
	storetest.Apply(t, s, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	storetest.Apply(t, s, seat("A8-2", "Ada"))
	for query, want := range map[string]string{
		"account:":                "Ada", // without a Managed Apple Account
		"!account:":               "bo cy",
		"account:bo@":             "bo",
		"group:\"year 7\"":        "Ada cy",
		"group:chess":             "Ada",
		"group:":                  "bo",
		"location:main":           "Ada",
		"type:teacher":            "bo",
		"domain:oakleaf":          "bo",
		"grade:7":                 "bo",
		"class:m7":                "Ada",
		"class:maths":             "Ada",
		"class:8201":              "Ada bo",
		"class:\"colour\"":        "Ada bo",
		"class:art !type:teacher": "Ada",
		"class:":                  "cy",
		"!class:":                 "Ada bo",
		"class:m7,none":           "Ada",
		"class:m7,":               "Ada cy",
		"class:chemistry":         "",
	} {
		if got := foundIn(t, s, query); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
	q, err := store.ParseQuery(store.KindUser, "class:m7")
	must(t, err)
	if u := user(t, s, "ada"); !q.Classed() || q.User(&u, 0) {
		t.Error("a class is asked for before anybody said who is in it")
	}
	devices, err := store.ParseQuery(store.KindDevice, "ownership:personal")
	must(t, err)
	if !devices.Device(&store.Device{Ownership: "Personal"}) || devices.Device(&store.Device{Ownership: "Corporate"}) {
		t.Error("ownership: does not look into the ownership")
	}
}
