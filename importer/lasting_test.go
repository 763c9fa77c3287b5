package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

// What a mend is about to name is read of the records with the file: a small file beside many records asks for no more
// than it names.
func TestPreview_R08_ReadsWhatIsAboutToBeMended(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	for i := range 60 {
		s.device(store.Device{Serial: fmt.Sprintf("OAKMINI2%04d", i), AssetTag: fmt.Sprint(5200000 + i)})
	}
	p := s.inventory(row{serial: mini.Serial, tag: mini.AssetTag, room: "4"})
	m := store.Mend{Line: 2, Column: "Asset Tag", Value: "5200007"}
	if p.Knows(m) {
		t.Fatal("the record of another tag was read without need")
	}
	q := p.Request
	q.Foresee = []store.Mend{m, {Line: 2, Column: "No such column", Value: "1"}}
	if p = s.request(q); !p.Knows(m) {
		t.Error("the record that is about to be named was not read")
	}
}

// A row that a save held back waits when the review is found again.
func TestSave_R85_ARowThatWasHeldBackWaitsWhenItIsFoundAgain(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	id := s.keep(p)
	storetest.Edit(t, s.st, "kim", "OAKMINI10001", map[store.Field]string{store.FieldRoom: "9"})
	if outcome := s.save(p); outcome.Act != 0 || len(outcome.Moved) != 1 {
		t.Fatalf("the outcome is %+v", outcome)
	}
	s.shows(id, p, store.Kept{})
	if q, dropped := s.again(id); len(dropped) != 1 || q.Rows[1].Verdict != store.VerdictLater {
		t.Errorf("dropped are %v, the row is %q", dropped, q.Rows[1].Verdict)
	}
}

// Of a large file the rows that stay as they are and those that are not saved are told apart, in numbers that can be read.
func TestSentence_TellsTheSameAndTheUnsavedApartInLargeNumbers(t *testing.T) {
	s := newSchool(t)
	var rows []row
	for i := range 1200 {
		d := store.Device{Serial: fmt.Sprintf("OAKMINI3%05d", i), AssetTag: fmt.Sprint(5300000 + i), Room: "1"}
		rows = append(rows, row{serial: d.Serial, tag: d.AssetTag, room: "2"})
	}
	s.save(s.inventory(rows...))
	rows[0].room, rows[1].serial = "3", "NO-SERIAL"
	if said := s.inventory(rows...).Sentence(); !strings.Contains(said, "1,198 rows are the same, 1 is not saved.") {
		t.Error(said)
	}
}

// A value that a spreadsheet could not work out is written as it stood: it is in error again.
func TestRejects_R88_ASpreadsheetsErrorStaysOne(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.inventory(row{serial: mini.Serial, tag: "#REF!"})
	var out strings.Builder
	if n, err := p.WriteRejects(&out, "csv"); err != nil || n != 1 || !strings.Contains(out.String(), "#REF!") {
		t.Fatalf("%d rows, %v\n%s", n, err, out.String())
	}
	statuses(t, s.request(importer.Request{Name: "again.csv", Data: []byte(out.String()), Site: oak, Mode: p.Mode}), failed)
}
