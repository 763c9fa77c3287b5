package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
)

const tablet = "DMPX10000001"

// handed opens a store in which the tablet went from Ada to Bea with a day in the drawer, one act a day from the
// first of September on.
func handed(t *testing.T) *store.Store {
	t.Helper()
	now := time.Date(2026, 8, 31, 8, 0, 0, 0, time.UTC)
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "h.db"), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "Ada.Byrne", FullName: "Ada Byrne"}, store.User{UserID: "bea", FullName: "Bea Coyle"})
	next := func(values map[store.Field]string) {
		now = now.AddDate(0, 0, 1)
		storetest.Edit(t, s, "t.ostermoor", tablet, values)
	}
	now = now.AddDate(0, 0, 1) // 1 September
	storetest.MustDevice(t, s, store.Device{Serial: tablet, AssetTag: "5000001", Site: "OAK"})
	next(map[store.Field]string{store.FieldUsername: "ada.byrne", store.FieldFullName: "Ada Byrne"}) // 2
	next(map[store.Field]string{store.FieldRoom: "12", store.FieldUsername: "Ada.Byrne"})            // 3: another spelling, the same person
	next(map[store.Field]string{store.FieldFullName: "Ada Byrne-Hall", store.FieldAssetTag: "5000009"})
	next(map[store.Field]string{store.FieldUsername: tablet, store.FieldFullName: ""})   // 5: taken back
	next(map[store.Field]string{store.FieldUsername: "bea", store.FieldFullName: "Bea"}) // 6
	return s
}

func told(list []store.Holding) string {
	var lines []string
	for _, h := range list {
		to := "now"
		if !h.To.IsZero() {
			to = h.To.Format("01-02")
		}
		lines = append(lines, fmt.Sprintf("%s %s (%s, %s) %s to %s", h.Serial, h.UserID, h.FullName, h.AssetTag, h.From.Format("01-02"), to))
	}
	return strings.Join(lines, "\n")
}

func TestBiography_OfADeviceNamesEveryHolder(t *testing.T) {
	s := handed(t)
	for _, name := range []string{tablet, strings.ToLower(tablet), "5000009"} {
		b, err := s.Biography(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		want := tablet + " Ada.Byrne (Ada Byrne-Hall, 5000009) 09-02 to 09-05\n" + tablet + " bea (Bea, 5000009) 09-06 to now"
		if got := told(b.Holdings); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
		if b.Record != store.KindDevice || b.Key != tablet || b.Name != "iPad mini 5000009" || b.Gone || len(b.Entries) != 6 {
			t.Errorf("%s: %s %s %q, %d entries", name, b.Record, b.Key, b.Name, len(b.Entries))
		}
		if first := b.Holdings[0]; first.Began.Fields[0].New != "ada.byrne" || first.Ended.ID <= first.Began.ID || b.Holdings[1].Ended != nil {
			t.Errorf("by what it began and ended: %+v", first)
		}
	}
}

func TestBiography_SaysWhoHeldItOnADay(t *testing.T) {
	b, err := handed(t).Biography(context.Background(), tablet)
	if err != nil {
		t.Fatal(err)
	}
	day := func(n int) time.Time { return time.Date(2026, 9, n, 0, 0, 0, 0, time.UTC) }
	for n, want := range map[int]string{1: "", 2: "Ada.Byrne", 4: "Ada.Byrne", 5: "Ada.Byrne", 6: "bea", 30: "bea"} {
		var got []string
		for _, h := range b.On(day(n), day(n+1)) {
			got = append(got, h.UserID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("on 2026-09-%02d %v held it, want %q", n, got, want)
		}
	}
}

func TestBiography_OfAPersonNamesEveryDevice(t *testing.T) {
	s := handed(t)
	storetest.MustDevice(t, s, store.Device{Serial: "C02XK1ZZJG5H", AssetTag: "2000001", Site: "OAK", Username: "ADA.byrne", FullName: "Ada"})
	b, err := s.Biography(context.Background(), "ADA.BYRNE")
	if err != nil {
		t.Fatal(err)
	}
	want := tablet + " Ada.Byrne (Ada Byrne-Hall, 5000009) 09-02 to 09-05\nC02XK1ZZJG5H ADA.byrne (Ada, 2000001) 09-06 to now"
	if got := told(b.Holdings); got != want || b.Record != store.KindUser || b.Key != "Ada.Byrne" || b.Name != "Ada Byrne" {
		t.Errorf("%s %s %q: got\n%s\nwant\n%s", b.Record, b.Key, b.Name, got, want)
	}
}

func TestBiography_OfWhatIsGone(t *testing.T) {
	s := handed(t)
	d, err := s.Device(context.Background(), tablet)
	if err != nil {
		t.Fatal(err)
	}
	gone := store.Change{Record: store.KindDevice, Key: tablet, Version: d.Version, Delete: true}
	for _, f := range store.DeviceFields(d) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, gone)
	b, err := s.Biography(context.Background(), tablet)
	if err != nil || !b.Gone || len(b.Holdings) != 2 || b.Holdings[1].Ended == nil || b.Name != "iPad mini 5000009" {
		t.Errorf("%+v, %v", b.Holdings, err)
	}
	if _, err := s.Biography(context.Background(), "nobody.ever"); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
}
