package importer_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// The same rows have the same content in every form.
func TestContent_IsOfTheRowsAndNotOfTheirForm(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	table := [][]string{
		{"Asset Tag", "Serial Number", "User ID", "Full Name", "Room"},
		{"", mini.Serial, "zoe", "Zoë “Zo” O’Neil", "B1, east; left | 2"},
		{"", "", "", "", ""},
		{"", "OAKNONE00001", "jose", "José \"Pepe\" Peña", "Größe – 3"},
	}
	content := ""
	same := func(name, file string, data []byte) *importer.Plan {
		t.Helper()
		p := s.request(importer.Request{Name: file, Data: data, Mode: template.ModeAssign, Site: oak})
		if content == "" {
			content = p.Content()
		}
		if p.Content() != content {
			t.Errorf("%s: the content is another one", name)
		}
		return p
	}
	for _, f := range forms {
		same(f.name, "list.csv", f.write(t, table))
	}
	same("a workbook", "list.xlsx", workbookOf(t, table))
	same("a workbook under another name", "list.csv", workbookOf(t, table))
	swapped := make([][]string, len(table))
	for i, row := range table {
		swapped[i] = []string{row[4], row[1], row[0], row[3], row[2], []string{"Colour", "red", "", "blue"}[i]}
	}
	p := same("other order of columns", "list.csv", forms[0].write(t, swapped))

	for _, mends := range [][]store.Mend{
		{{Line: 2, Column: "Room", Value: "7"}, {Line: 4}, {Line: 4, Column: "User ID", Value: "joe"}},
		{{Column: "Serial Number", Value: "Asset Tag"}, {Column: "Room", Value: "Full Name"}},
	} {
		if err := p.Mend(mends...); err != nil || p.Content() != content {
			t.Errorf("mended it is another one, %v", err)
		}
	}
	table[1][4] = "B2"
	if s.request(importer.Request{Data: forms[0].write(t, table), Mode: template.ModeAssign, Site: oak}).Content() == content {
		t.Error("other rows have the same content")
	}
}

func TestSavedBefore_R86_KnowsTheSameImportInAnotherForm(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	rows := []row{{serial: mini.Serial, id: "ana", position: "S"}, {serial: mini2.Serial, id: "bo", position: "S"}}
	before := func(p *importer.Plan) string {
		t.Helper()
		said, err := p.SavedBefore(context.Background(), s.st)
		if err != nil || said != p.Before {
			t.Fatal(said, err)
		}
		return said
	}
	p := s.request(importer.Request{Name: "in/first.csv", Data: file(t, "csv", rows...), Mode: template.ModeAssign, Site: oak})
	if said := before(p); said != "" {
		t.Errorf("before anything was saved: %q", said)
	}
	act := s.save(p).Act
	contains(t, before(s.assign(rows...)), "This very file was saved by lead at 20", ", as import ", ".")
	book := s.request(importer.Request{Name: "other.xlsx", Data: file(t, "xlsx", rows...), Mode: template.ModeAssign, Site: oak})
	contains(t, before(book), "The same rows were saved from “first.csv” by lead at 20")
	got, text := decode(t, book, nil)
	contains(t, text, `"saved_before":"The same rows were saved`)
	if got.Rows != 2 {
		t.Errorf("the object is %+v", got)
	}
	if said := before(s.inventory(rows...)); strings.Contains(said, "saved from") || strings.Contains(said, "very file") {
		t.Errorf("in another mode it is another import: %q", said)
	}
	s.undo("kim", act)
	contains(t, before(book), "and taken back since")
	s.save(s.request(importer.Request{Name: "third.xlsx", Data: file(t, "xlsx", rows...), Mode: template.ModeAssign, Site: oak}))
	without(t, before(s.assign(rows...)), "taken back")
}

// where the records say everything already, it is told who wrote them.
func TestSavedBefore_R86_TellsWhoWroteRecordsThatAreTheSame(t *testing.T) {
	s := newSchool(t)
	s.save(s.inventory(row{serial: mini.Serial, tag: mini.AssetTag, room: "1"}, row{serial: mini2.Serial, tag: mini2.AssetTag, room: "2"}))
	before := func(rows ...row) string {
		t.Helper()
		said, err := s.inventory(rows...).SavedBefore(context.Background(), s.st)
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
	contains(t, before(row{serial: mini2.Serial}, row{serial: mini.Serial, room: "1"}), "they were written last by lead at 20", "with import ")
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldPhone: "1"})
	contains(t, before(row{serial: mini2.Serial}, row{serial: mini.Serial, room: "1"}), "the newest of them was written last by kim")
	if said := before(row{serial: mini2.Serial}, row{serial: mini.Serial, room: "8"}); said != "" {
		t.Errorf("of a file that changes something: %q", said)
	}
	users := s.request(importer.Request{Data: []byte("User ID,Phone\nana,5\n"), Template: "user-edit"})
	if said, err := users.SavedBefore(context.Background(), s.st); said != "" || err != nil {
		t.Errorf("of somebody who is not there: %q, %v", said, err)
	}
	s.person(store.User{UserID: "ana", Phone: "5", Site: oak})
	users = s.request(importer.Request{Data: []byte("User ID,Phone\nana,5\n"), Template: "user-edit"})
	said, err := users.SavedBefore(context.Background(), s.st)
	contains(t, said, "they were written last by")
	if err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := users.SavedBefore(ctx, s.st); store.CodeOf(err) != store.CodeUnreadable {
		t.Errorf("when nobody answers: %v", err)
	}
}
