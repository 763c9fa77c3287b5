package store_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestExports_AreRememberedListedAndTakenAgain(t *testing.T) {
	s := storetest.Open(t)
	for _, site := range []string{"OAK", "ELM", "OAK"} {
		_, err := s.KeepExport(ctx, store.Export{Operator: "kim", Template: "mut-users", Site: site, Format: "csv", Latest: 7, Rows: 1, Bytes: []byte("User\n" + site)})
		must(t, err)
	}
	list, err := s.Exports(ctx)
	must(t, err)
	if len(list) != 3 || list[0].ID != 3 || list[0].Operator != "kim" || list[0].At.IsZero() || list[0].Bytes != nil {
		t.Fatalf("%+v", list)
	}
	last, err := s.LastExport(ctx, "mut-users", "ELM", "")
	must(t, err)
	again, err := s.ExportFile(ctx, last.ID)
	must(t, err)
	if last.ID != 2 || string(again.Bytes) != "User\nELM" || again.Latest != 7 {
		t.Errorf("%+v", again)
	}
	if _, err := s.LastExport(ctx, "mut-users", "OAK", "room:1"); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
	if _, err := s.ExportFile(ctx, 9); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
}

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
