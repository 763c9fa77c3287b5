package store_test

import (
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// attended is so many students of one location, a tenth as many classes, and five places in them for each: as a roster
// brings them in, a line each.
func attended(students int) (changes []store.Change) {
	add := func(record store.Kind, key string, fields []store.FieldChange) {
		changes = append(changes, store.Change{Record: record, Key: key, Fields: fields, Line: len(changes) + 2})
	}
	l := store.Location{Code: "L1", Name: "Oak", Site: "OAK"}
	add(store.KindLocation, l.Key(), store.LocationFields(l))
	for i := range students {
		u := store.User{
			UserID: fmt.Sprintf("s%d", i), FullName: fmt.Sprintf("First%d Last%d", i, i), Email: fmt.Sprintf("s%d@oak.example", i),
			ManagedAppleAccount: fmt.Sprintf("s%d@appleid.oak.example", i), Grade: "7", Type: "student", Locations: "L1", Site: "OAK",
		}
		add(store.KindUser, u.Key(), store.UserFields(u))
	}
	for i := range students / 10 {
		c := store.Class{Class: fmt.Sprintf("M%d", i), Number: fmt.Sprint(i), Course: "C1", Name: "Maths", Location: "L1"}
		add(store.KindClass, c.Key(), store.ClassFields(c))
	}
	for i := range students {
		for k := range 5 {
			r := store.Roster{Class: fmt.Sprintf("M%d", (i+k*7)%(students/10)), UserID: fmt.Sprintf("s%d", i), Role: store.RoleStudent}
			add(store.KindRoster, r.Key(), store.RosterFields(r))
		}
	}
	return changes
}

// leaving is that everybody goes who is on record, on a line each.
func leaving(t testing.TB, s *store.Store) (changes []store.Change) {
	t.Helper()
	users, err := s.Users(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i := range users {
		c := store.Change{Record: store.KindUser, Key: users[i].Key(), Version: users[i].Version, Delete: true, Line: i + 2}
		for _, f := range store.UserFields(users[i]) {
			c.Fields = append(c.Fields, store.FieldChange{Field: f.Field, Old: f.New})
		}
		changes = append(changes, c)
	}
	return changes
}

// BenchmarkApplyRoster saves a roster, lets everybody leave with their places, and takes both back.
func BenchmarkApplyRoster(b *testing.B) {
	for _, students := range []int{3_000, 30_000} { // as much a record at ten times the size
		changes := attended(students)
		b.Run(fmt.Sprintf("Save%d", students), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := rosterSite(b)
				b.StartTimer()
				storetest.Apply(b, s, changes...)
			}
			perRecord(b, len(changes))
		})
		b.Run(fmt.Sprintf("Leave%d", students), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := rosterSite(b)
				storetest.Apply(b, s, changes...)
				leaves := leaving(b, s)
				b.StartTimer()
				storetest.Apply(b, s, leaves...)
			}
			perRecord(b, 6*students)
		})
		b.Run(fmt.Sprintf("Undo%d", students), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := rosterSite(b)
				act := storetest.Apply(b, s, changes...).Act
				b.StartTimer()
				if u, _ := takeBack(b, s, store.UndoRequest{Act: act}); len(u.Refused) > 0 {
					b.Fatal(u.Refused)
				}
			}
			perRecord(b, len(changes))
		})
	}
}

// BenchmarkApplyEdits100k changes the rooms of 100,000 devices, for comparison.
func BenchmarkApplyEdits100k(b *testing.B) {
	s := district(b, 100_000)
	devices, err := s.Devices(ctx)
	if err != nil {
		b.Fatal(err)
	}
	changes := make([]store.Change, len(devices))
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		for i := range devices {
			changes[i] = setRoom(devices[i], fmt.Sprint("room ", n))
		}
		b.StartTimer()
		storetest.Apply(b, s, changes...)
		b.StopTimer()
		if devices, err = s.Devices(ctx); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	perRecord(b, len(changes))
}

func rosterSite(b *testing.B) *store.Store {
	s := storetest.Open(b)
	storetest.MustSite(b, s, store.Site{Code: "OAK"})
	return s
}

func perRecord(b *testing.B, records int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(records), "µs/record")
}
