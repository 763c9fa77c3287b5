package store_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// renameTo gives a person another User ID in one act, with the devices they hold.
func renameTo(t *testing.T, s *store.Store, from, to string) {
	t.Helper()
	ctx := context.Background()
	u, err := s.User(ctx, from)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Records(ctx, store.Wanted{UserIDs: []string{from}})
	if err != nil {
		t.Fatal(err)
	}
	gone := store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true}
	for _, f := range store.UserFields(u) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	u.UserID = to
	changes := []store.Change{gone, {Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)}}
	for _, d := range r.HeldBy(from) {
		changes = append(changes, store.Change{
			Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{{Field: store.FieldUsername, Old: d.Username, New: to}},
		})
	}
	if _, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActEdit, Title: "user " + from + ": User ID"}, changes); err != nil {
		t.Fatal(err)
	}
}

func usersOf(t *testing.T, s *store.Store, name string) string {
	t.Helper()
	b, err := s.Biography(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range b.Holdings {
		end := "now"
		if h.Ended != nil {
			end = h.Ended.Title
		}
		list = append(list, h.Serial[len(h.Serial)-1:]+" "+h.UserID+" till "+end)
	}
	return b.Key + ": " + strings.Join(list, ", ")
}

func TestBiography_GoesOnUnderANewUserID(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "ana", FullName: "Ana One"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK", Username: "ana"}, store.Device{Serial: "DMPX10000002", Site: "OAK", Username: "ana"})
	storetest.Edit(t, s, "kim", "DMPX10000002", map[store.Field]string{store.FieldUsername: ""})
	renameTo(t, s, "ana", "ana.one")
	for _, name := range []string{"ana", "ANA.one"} {
		if got := usersOf(t, s, name); got != "ana.one: 1 ana.one till now, 2 ana till edit" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := usersOf(t, s, "DMPX10000001"); got != "DMPX10000001: 1 ana.one till now" {
		t.Errorf("the device says that it changed hands: %s", got)
	}

	// somebody else gets the old User ID: neither has the other's story
	storetest.MustUser(t, s, store.User{UserID: "Ana", FullName: "Ana Two"})
	storetest.Edit(t, s, "kim", "DMPX10000002", map[store.Field]string{store.FieldUsername: "Ana"})
	if got := usersOf(t, s, "ana"); got != "Ana: 2 Ana till now" {
		t.Errorf("the second Ana: %s", got)
	}
	if got := usersOf(t, s, "ana.one"); got != "ana.one: 1 ana.one till now, 2 ana till edit" {
		t.Errorf("the first Ana: %s", got)
	}
	list, err := s.History(context.Background(), "ana")
	if err != nil || len(list) != 2 {
		t.Errorf("the second Ana has %d entries, %v", len(list), err)
	}

	// there and back again
	renameTo(t, s, "ana.one", "ana.three")
	renameTo(t, s, "ana.three", "ana.one")
	if got := usersOf(t, s, "ana.three"); got != "ana.one: 1 ana.one till now, 2 ana till edit" {
		t.Errorf("there and back: %s", got)
	}
}

func TestHistory_R04_FindsADeviceByATagThatItCarriedOnce(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", AssetTag: "0012345", Site: "OAK"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldAssetTag: "5000001", store.FieldRoom: "5999999"})
	for _, tag := range []string{"0012345", "5000001"} {
		if list, err := s.History(ctx, tag); err != nil || len(list) != 2 {
			t.Errorf("%s: %d entries, %v", tag, len(list), err)
		}
	}
	for _, no := range []string{"5999999", `0012345"`, "012345", "%"} { // a room is no tag
		if _, err := s.History(ctx, no); store.CodeOf(err) != store.CodeNotFound {
			t.Errorf("%s: %v", no, err)
		}
	}
}
