package store_test

import (
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// district fills a database with n devices, four in five held.
func district(b *testing.B, n int) *store.Store {
	b.Helper()
	s := storetest.Open(b)
	storetest.MustSite(b, s, store.Site{Code: "OAK"})
	changes := make([]store.Change, 0, 2*n)
	for i := range n {
		d := store.Device{
			Serial: fmt.Sprintf("C02%08dX", i), AssetTag: fmt.Sprintf("%07d", 3000000+i), Model: `MacBook Air 13"`,
			Platform: "macOS", Site: "OAK", Room: fmt.Sprint(i % 300),
		}
		if i%5 != 0 {
			u := store.User{
				UserID: fmt.Sprintf("person.%06d", i), FullName: fmt.Sprintf("Person Number %d", i),
				Email: fmt.Sprintf("person.%06d@oak.example", i), Phone: "2030", Position: "student", Site: "OAK", Invitation: "accepted",
			}
			d.Username, d.FullName, d.Email, d.Phone, d.Position = u.UserID, u.FullName, u.Email, u.Phone, u.Position
			changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)})
		}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	storetest.Apply(b, s, changes...)
	return s
}

func BenchmarkDevices100k(b *testing.B) {
	s := district(b, 100_000)
	for b.Loop() {
		if devices, err := s.Devices(ctx); err != nil || len(devices) != 100_000 {
			b.Fatal(len(devices), err)
		}
	}
}

func BenchmarkRecordsWhole100k(b *testing.B) {
	s := district(b, 100_000)
	w := store.Wanted{Site: "OAK"}
	for i := range 100_000 {
		w.Serials = append(w.Serials, fmt.Sprintf("C02%08dX", i))
	}
	for b.Loop() {
		if r, err := s.Records(ctx, w); err != nil || r.Device("C0200000001X") == nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRecordsSet10kOf100k(b *testing.B) {
	s := district(b, 100_000)
	w := store.Wanted{Site: "OAK"}
	for i := range 10_000 {
		w.Serials = append(w.Serials, fmt.Sprintf("C02%08dX", i*10))
		w.AssetTags = append(w.AssetTags, fmt.Sprintf("%07d", 3000000+i*10))
		w.UserIDs = append(w.UserIDs, fmt.Sprintf("person.%06d", i*10))
	}
	for b.Loop() {
		if r, err := s.Records(ctx, w); err != nil || r.Device("C0200000010X") == nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply6000(b *testing.B) {
	s := district(b, 6_000)
	for n := 0; b.Loop(); n++ {
		devices, err := s.Devices(ctx)
		if err != nil {
			b.Fatal(err)
		}
		changes := make([]store.Change, 0, len(devices))
		for _, d := range devices {
			changes = append(changes, setRoom(d, fmt.Sprint("room ", n)))
		}
		storetest.Apply(b, s, changes...)
	}
}
