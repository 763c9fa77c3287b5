package store_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestRecords_ANumberStaysWithItsRecordWhateverComesAndGoes(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK", Name: "Oak", Solution: store.SolutionPrimary})
	for _, id := range []string{"ana", "bo", "cy"} {
		storetest.MustUser(t, s, store.User{UserID: id, Site: "OAK"})
	}
	numbers := func() map[string]int64 {
		t.Helper()
		r, err := s.Records(t.Context(), store.Wanted{Numbered: true, UserIDs: []string{"ana"}})
		if err != nil || !r.Whole() {
			t.Fatal(err)
		}
		list := map[string]int64{}
		for i, u := range r.AllUsers() {
			list[u.UserID] = r.UserNumbers()[i]
		}
		if len(r.DeviceNumbers()) != len(r.AllDevices()) {
			t.Errorf("%d numbers of %d devices", len(r.DeviceNumbers()), len(r.AllDevices()))
		}
		return list
	}
	before := numbers()
	bo, err := s.User(t.Context(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	gone := store.Change{Record: store.KindUser, Key: "bo", Version: bo.Version, Delete: true}
	for _, f := range store.UserFields(bo) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, gone)
	storetest.MustUser(t, s, store.User{UserID: "abe", Site: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "OAKMAC000001", Site: "OAK"})
	after := numbers()
	if len(before) != 3 || before["ana"] != after["ana"] || before["cy"] != after["cy"] || after["abe"] == after["cy"] || after["abe"] == after["ana"] {
		t.Errorf("they were %v, and are %v", before, after)
	}
	r, err := s.Records(t.Context(), store.Wanted{UserIDs: []string{"ana"}})
	if err != nil || r.UserNumbers() != nil {
		t.Errorf("nobody asked for numbers: %v, %v", r.UserNumbers(), err)
	}
}
