package store_test

import (
	"context"
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestRecords_R05_FindsWhoseAccountItIsHoweverFewRecordsAreRead(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "ada", ManagedAppleAccount: "Ada.Byrne@oak.example"}, store.User{UserID: "bea"})
	for _, devices := range []int{0, 40} { // with many devices on record only sets are read
		for i := range devices {
			storetest.MustDevice(t, s, store.Device{Serial: fmt.Sprintf("DMPX1%07d", i), Site: "OAK"})
		}
		r, err := s.Records(ctx, store.Wanted{Accounts: []string{"ADA.byrne@OAK.example"}})
		if err != nil {
			t.Fatal(err)
		}
		if u := r.UserByAccount("ada.BYRNE@oak.example"); u == nil || u.UserID != "ada" {
			t.Errorf("with %d devices: %+v", devices, u)
		}
		if u := r.UserByAccount(""); u != nil {
			t.Errorf("no account is %s's", u.UserID)
		}
	}
}
