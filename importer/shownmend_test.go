package importer_test

import (
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// Mends are found again column by column, in whatever order they were made: that alone is no mend made since, after which
// nobody would be told that the record moved.
func TestRestore_R85_ARowThatTurnedIsToldInWhateverOrderItsCellsWereMended(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	mends := []store.Mend{{Line: 2, Column: "User ID", Value: "bea"}, {Line: 2, Column: "Full Name", Value: "Bea Roe"}}
	if err := p.Mend(mends...); err != nil {
		t.Fatal(err)
	}
	id := s.keep(p)
	storetest.Edit(t, s.st, "kim", p.Rows[0].Serial, map[store.Field]string{store.FieldRoom: "9"})
	if p, dropped := s.again(id); !slices.Equal(dropped, []int{2}) || p.Rows[0].Turned == "" || p.Rows[0].Verdict != store.VerdictLater {
		t.Errorf("dropped are %v, the row is %s, turned: %q", dropped, p.Rows[0].Verdict, p.Rows[0].Turned)
	}
}

// A row that was mended and said what the records say is kept, too: else its mend would pass for one made since.
func TestRestore_R85_AMendedRowThatWasTheSameTurns(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	mend := store.Mend{Line: 3, Column: "Room", Value: "1"}
	q := s.inventory(row{serial: p.Rows[0].Serial, room: "1"}, row{serial: p.Rows[1].Serial, room: "7"})
	if err := q.Mend(mend); err != nil {
		t.Fatal(err)
	}
	statuses(t, q, same, same)
	id := s.keep(q)
	storetest.Edit(t, s.st, "kim", q.Rows[1].Serial, map[store.Field]string{store.FieldRoom: "9"})
	if q, dropped := s.again(id); !slices.Equal(dropped, []int{3}) || q.Rows[1].Turned == "" {
		t.Errorf("dropped are %v, the row is %s, turned: %q", dropped, q.Rows[1].Verdict, q.Rows[1].Turned)
	}
}

// A row that was accepted by hand, and is the same since somebody else did what it says, turned once: not again each time
// that the review is found.
func TestRestore_R85_AnAcceptedRowThatCameToBeTheSameTurnsOnce(t *testing.T) {
	s := newSchool(t)
	d := s.device(mini)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, d.Serial)
	id := s.keep(s.revoke(row{serial: d.Serial, del: d.Serial}))
	s.decided(id, store.Decision{Line: 2, Verdict: store.VerdictAccept})
	storetest.Edit(t, s.st, "kim", d.Serial, map[store.Field]string{store.FieldUsername: d.Serial, store.FieldFullName: ""})
	p, dropped := s.again(id)
	if statuses(t, p, same); !slices.Equal(dropped, []int{2}) || p.Rows[0].Turned == "" {
		t.Fatalf("dropped are %v, turned: %q", dropped, p.Rows[0].Turned)
	}
	s.shows(id, p, store.Kept{})
	if p, dropped = s.again(id); len(dropped) > 0 || p.Rows[0].Turned != "" {
		t.Errorf("found again, dropped are %v, turned: %q", dropped, p.Rows[0].Turned)
	}
}
