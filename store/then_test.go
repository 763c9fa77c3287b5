package store_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestThen_TellsWhatChangedFieldsSaidAndWhichRecordsAreNew(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK", Room: "1"}, store.Device{Serial: "DMPX10000002", Site: "OAK"})
	entry, err := s.Latest(ctx)
	must(t, err)
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "2"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "3", store.FieldBuilding: "North"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000003", Site: "OAK"})
	storetest.Edit(t, s, "kim", "DMPX10000003", map[store.Field]string{store.FieldRoom: "3"})
	then, err := s.Then(ctx, entry, store.KindDevice)
	must(t, err)
	was, there := then["DMPX10000001"]
	if len(then) != 2 || !there || len(was) != 2 || was[store.FieldRoom] != "1" || was[store.FieldBuilding] != "" {
		t.Errorf("%+v", then)
	}
	if was, there := then["DMPX10000003"]; !there || was != nil {
		t.Errorf("the new device is %+v, %v", was, there)
	}
	whole, err := s.Whole(ctx)
	must(t, err)
	if list := whole.AllDevices(); !whole.Whole() || len(list) != 3 || list[0].Room != "3" {
		t.Errorf("%+v", list)
	}
}
