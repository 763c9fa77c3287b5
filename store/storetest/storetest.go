// Package storetest gives tests a real database and short ways to put records into it.
package storetest

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"homeroom/store"
)

// Start is the moment at which every test's clock begins.
var Start = time.Date(2026, 8, 24, 8, 0, 0, 0, time.UTC)

// Open opens a new database in a temporary folder. Its clock begins at Start and goes on one second at every
// look. The database is closed with the test.
func Open(t testing.TB) *store.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "data", "homeroom.db"))
}

// OpenAt opens the database at path with the clock of Open.
func OpenAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path, store.Options{Now: Clock()})
	if err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Clock begins at Start and goes on one second at every look.
func Clock() func() time.Time {
	var mu sync.Mutex
	at := Start
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now := at
		at = at.Add(time.Second)
		return now
	}
}

// AtLook is ctx that does something when it is looked at for the n-th time. A save looks once before it begins, then when
// each of its stages begins and between its chunks, all of them inside its transaction.
func AtLook(ctx context.Context, n int64, do func()) context.Context {
	l := &looked{Context: ctx, do: do}
	l.left.Store(n)
	return l
}

type looked struct {
	context.Context
	left atomic.Int64
	do   func()
}

func (l *looked) Err() error {
	if l.left.Add(-1) == 0 {
		l.do()
	}
	return l.Context.Err()
}

// Apply saves the changes as one act of the operator "test".
func Apply(t testing.TB, s *store.Store, changes ...store.Change) store.Receipt {
	t.Helper()
	receipt, err := s.Apply(context.Background(), store.Act{Operator: "test", Kind: store.ActSetup, Title: "test"}, changes)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return receipt
}

// MustSite puts a site on record.
func MustSite(t testing.TB, s *store.Store, site store.Site) {
	t.Helper()
	if site.Solution == "" {
		site.Solution = store.SolutionPrimary
	}
	if site.Name == "" {
		site.Name = site.Code
	}
	Apply(t, s, store.Change{Record: store.KindSite, Key: site.Code, Fields: store.SiteFields(site)})
}

// MustDevice puts a device on record.
func MustDevice(t testing.TB, s *store.Store, devices ...store.Device) {
	t.Helper()
	for _, d := range devices {
		Apply(t, s, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
}

// MustUser puts a user on record.
func MustUser(t testing.TB, s *store.Store, users ...store.User) {
	t.Helper()
	for _, u := range users {
		Apply(t, s, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)})
	}
}

// Edit changes fields of a device as somebody else would, whatever it is now.
func Edit(t testing.TB, s *store.Store, operator, serial string, values map[store.Field]string) {
	t.Helper()
	d, err := s.Device(context.Background(), serial)
	if err != nil {
		t.Fatal(err)
	}
	c := store.Change{Record: store.KindDevice, Key: serial, Version: d.Version}
	for _, f := range store.Fields(store.KindDevice) {
		if v, ok := values[f]; ok {
			c.Fields = append(c.Fields, store.FieldChange{Field: f, Old: d.Get(f), New: v})
		}
	}
	if _, err := s.Apply(context.Background(), store.Act{Operator: operator, Kind: store.ActSetup, Title: "edit"}, []store.Change{c}); err != nil {
		t.Fatal(err)
	}
}
