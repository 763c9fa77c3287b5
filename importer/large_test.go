package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// fleet is n devices of OAK, each with its person, and the rows of the inventory that says the same.
func fleet(n int) (changes []store.Change, rows []row) {
	site := store.Site{Code: oak, Name: "Oak Hill School", Solution: store.SolutionAlternate}
	changes = append(changes, store.Change{Record: store.KindSite, Key: oak, Fields: store.SiteFields(site)})
	for i := range n {
		r := row{
			tag: fmt.Sprint(3000000 + i), serial: fmt.Sprintf("C02X%06dH", i), kind: `MacBook Air 13"`, id: fmt.Sprintf("user.%d", i),
			name: fmt.Sprintf("Invented Person %d", i), email: fmt.Sprintf("user.%d@oak.example", i), phone: "2030",
			position: "student", room: fmt.Sprint(i % 90),
		}
		d := store.Device{
			Serial: r.serial, AssetTag: r.tag, Model: r.kind, Platform: store.PlatformMacOS, Site: oak, Username: r.id,
			FullName: r.name, Email: r.email, Phone: r.phone, Position: r.position, Room: r.room,
		}
		u := store.User{
			UserID: r.id, FullName: r.name, Email: r.email, Phone: r.phone, Position: r.position, Site: oak,
			Invitation: store.InvitationAccepted,
		}
		changes = append(changes,
			store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)},
			store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
		rows = append(rows, r)
	}
	return changes, rows
}

// alter changes 5 of a hundred rows, renews 1 and breaks 1.
func alter(rows []row) {
	for i := range rows {
		switch {
		case i%20 == 0:
			rows[i].room = "new"
		case i%100 == 1:
			rows[i].serial, rows[i].tag, rows[i].id = fmt.Sprintf("NEWX%06dH", i), fmt.Sprint(4000000+i), fmt.Sprintf("new.%d", i)
		case i%100 == 2:
			rows[i].serial = "@"
		}
	}
}

func TestPreview_ManyRowsOnBothGoroutines(t *testing.T) {
	const n = 4000
	changes, rows := fleet(n)
	s := &school{t, storetest.Open(t)}
	storetest.Apply(t, s.st, changes...)
	alter(rows)
	for _, format := range []string{"csv", "xlsx"} {
		p := s.request(importer.Request{Data: file(t, format, rows...), Mode: template.ModeInventory})
		want := map[importer.Status]int{add: n / 100, change: n / 20, failed: n / 100, same: n - n/100*7}
		for _, status := range importer.Statuses {
			if got := p.Counts()[status]; got != want[status] {
				t.Errorf("%s: %d rows are %s, want %d", format, got, status, want[status])
			}
		}
	}
}

func TestPreview_R14_NamesTenAndCountsTheRest(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	for i := range 12 {
		s.person(store.User{UserID: fmt.Sprintf("leaver.%d", i), Site: oak, Departing: true})
	}
	contains(t, note(t, s.assign(row{serial: mini.Serial}).Notes, "R-14", warning).Message, "12 users are", "and 2 more")
}

// BenchmarkPreview previews inventories of several sizes against 100,000 devices: 5 % changed, 1 % new, 1 % wrong.
func BenchmarkPreview(b *testing.B) {
	const known = 100_000
	changes, rows := fleet(known)
	st, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "bench.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	storetest.Apply(b, st, changes...)
	alter(rows)
	for _, n := range []int{10_000, 100_000} {
		data := file(b, "csv", rows[:n]...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				q := importer.Request{Name: "bench.csv", Data: data, Site: oak, Mode: template.ModeInventory}
				if _, err := importer.Preview(context.Background(), st, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWriteJSON writes the public object of 100,000 rows.
func BenchmarkWriteJSON(b *testing.B) {
	_, rows := fleet(100_000)
	s := &school{b, storetest.Open(b)}
	q := importer.Request{Data: file(b, "csv", rows...), Site: oak, Solution: store.SolutionPrimary, Mode: template.ModeInventory}
	p := s.request(q)
	var size bytes.Buffer
	if err := p.WriteJSON(&size, nil); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size.Len()))
	for b.Loop() {
		if err := p.WriteJSON(io.Discard, nil); err != nil {
			b.Fatal(err)
		}
	}
}
