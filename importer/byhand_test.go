package importer_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer"
	"homeroom/store"
)

// handRow is a row of a vendor's file as somebody writes it by hand, and what must become of it.
type handRow struct {
	cells   string // apart by |
	status  importer.Status
	changes string // exactly what it does: "device S: room 12→204, phone →7; +user bo: user_id →bo"
	notes   string // exactly what is said of it: "R-40 warning Room; R-16 error Username"
}

// byHand is a vendor's file: header and cells are literal, none of the program's own writing has to do with it.
type byHand struct {
	name     string
	template string // what it must be taken for
	header   string // as it stands in the file
	formats  string // "csv xlsx" where it is empty
	site     string // asked for; empty for none
	rows     []handRow
	after    []string // what the records say once it is saved: "device OAKMAC000001 room=204 building="
}

// table is the file's rows as cells, the header first.
func (f *byHand) table() [][]string {
	lines := [][]string{strings.Split(f.header, ",")}
	for _, r := range f.rows {
		lines = append(lines, strings.Split(r.cells, "|"))
	}
	return lines
}

// written is the file in a format: text by encoding/csv, a workbook by excelize.
func (f *byHand) written(t testing.TB, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if format != "xlsx" {
		w := csv.NewWriter(&b)
		if format == "txt" {
			w.Comma = '\t'
		}
		must(t, w.WriteAll(f.table()))
		return b.Bytes()
	}
	book := excelize.NewFile()
	defer book.Close()
	for r, cells := range f.table() {
		for c, cell := range cells {
			if cell != "" {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(t, err)
				must(t, book.SetCellStr("Sheet1", at, cell))
			}
		}
	}
	must(t, book.Write(&b))
	return b.Bytes()
}

// prove takes the file through all of its life in every format, each time in a new school: previewed, saved, read back,
// found in the history, the same when it comes again, and undone.
func (f *byHand) prove(t *testing.T, school func(s *school)) {
	formats := f.formats
	if formats == "" {
		formats = "csv xlsx"
	}
	for _, format := range strings.Fields(formats) {
		t.Run(f.name+"."+format, func(t *testing.T) {
			s := newSchool(t)
			school(s)
			q := importer.Request{Name: f.name + "." + format, Data: f.written(t, format), Site: f.site}
			p := s.request(q)
			if p.Template.Name != f.template {
				t.Fatalf("it is taken for %s", p.Template.Name)
			}
			f.compare(t, p)
			f.lives(s, q, p)
		})
	}
}

// compare holds every row of the plan against what is wanted, and the counts against the rows.
func (f *byHand) compare(t *testing.T, p *importer.Plan) {
	t.Helper()
	if len(p.Rows) != len(f.rows) {
		t.Fatalf("%d rows, want %d", len(p.Rows), len(f.rows))
	}
	sum := 0
	for _, n := range p.Counts() {
		sum += n
	}
	if sum != len(p.Rows) {
		t.Errorf("%d rows count %v", len(p.Rows), p.Counts())
	}
	for i, want := range f.rows {
		r := &p.Rows[i]
		if r.Status != want.status || did(r.Changes) != want.changes || cited(r.Notes) != want.notes {
			t.Errorf("line %d is %s\n does   %s\n says   %s\nwant %s\n does   %s\n says   %s\nin words: %s",
				r.Line, r.Status, did(r.Changes), cited(r.Notes), want.status, want.changes, want.notes, said(r.Notes))
		}
	}
}

// did says exactly what changes do.
func did(changes []store.Change) string {
	list := make([]string, len(changes))
	for i, c := range changes {
		fields := make([]string, len(c.Fields))
		for k, f := range c.Fields {
			fields[k] = fmt.Sprintf("%s %s→%s", f.Field, f.Old, f.New)
		}
		mark := ""
		if c.Create() {
			mark = "+"
		} else if c.Delete {
			mark = "-"
		}
		list[i] = fmt.Sprintf("%s%s %s: %s", mark, c.Record, c.Key, strings.Join(fields, ", "))
	}
	return strings.Join(list, "; ")
}

// cited says which rules have spoken, how severely, and of which column.
func cited(notes []importer.Note) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = strings.TrimSpace(fmt.Sprintf("%s %s %s", n.Rule, n.Severity, n.Column))
	}
	return strings.Join(list, "; ")
}

// lives saves the file, looks at the records and the history, brings the file in again, and takes it back.
func (f *byHand) lives(s *school, q importer.Request, p *importer.Plan) {
	t := s.t
	t.Helper()
	before := s.everything()
	wrote := p.Changes()
	done := s.save(p)
	for _, c := range wrote {
		for _, field := range c.Fields {
			if got := s.get(c.Record, c.Key, field.Field); got != field.New {
				t.Errorf("%s %s: %s is %q, want %q", c.Record, c.Key, field.Field, got, field.New)
			}
		}
		s.remembers(done.Act, q.Name, &c)
	}
	for _, want := range f.after {
		s.says(want)
	}
	again := s.request(q)
	for i := range again.Rows {
		if r := &again.Rows[i]; f.rows[i].status != failed && f.rows[i].status != leftOut && r.Status != same {
			t.Errorf("brought in again, line %d is %s: %s, %s", r.Line, r.Status, did(r.Changes), said(r.Notes))
		}
	}
	if faults, _, err := s.st.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
	undo, err := s.st.PlanUndo(t.Context(), "lead", store.UndoRequest{Act: done.Act})
	must(t, err)
	if len(undo.Refused) > 0 {
		t.Fatalf("not taken back: %+v", undo.Refused)
	}
	_, err = s.st.Apply(t.Context(), undo.Act, undo.Changes)
	must(t, err)
	if after := s.everything(); !reflect.DeepEqual(after, before) {
		t.Errorf("taken back it is\n%v\nit was\n%v", after, before)
	}
	f.compare(t.(*testing.T), s.request(q))
}

// remembers requires that the newest entry of a record in the history is this change, by this import and line.
func (s *school) remembers(act int64, file string, c *store.Change) {
	s.t.Helper()
	_, entries, err := s.st.Act(s.t.Context(), act)
	must(s.t, err)
	for i := range entries {
		if e := &entries[i]; e.Record == c.Record && e.Key == c.Key {
			if e.FileName != filepath.Base(file) || e.Line != c.Line || !reflect.DeepEqual(e.Fields, c.Fields) || e.Created != c.Create() {
				s.t.Errorf("the history has %+v of %+v", e, c)
			}
			return
		}
	}
	s.t.Errorf("the history of %s %s has nothing of act %d", c.Record, c.Key, act)
}

// get is a field of a record as it is now; empty where there is no such record.
func (s *school) get(kind store.Kind, key string, f store.Field) string {
	s.t.Helper()
	switch kind {
	case store.KindDevice:
		if d, err := s.st.Device(s.t.Context(), key); err == nil {
			return d.Get(f)
		}
	case store.KindUser:
		if u := s.userNow(key); u != nil {
			return u.Get(f)
		}
	case store.KindRequest:
		list, err := s.st.Requests(s.t.Context())
		must(s.t, err)
		for i := range list {
			if list[i].Key() == key {
				return list[i].Get(f)
			}
		}
	}
	return ""
}

// says holds a record against words like "user bo full_name=Bo_Tan groups=": a low line is a space.
func (s *school) says(want string) {
	s.t.Helper()
	words := strings.Fields(want)
	for _, w := range words[2:] {
		field, value, _ := strings.Cut(w, "=")
		value = strings.ReplaceAll(value, "_", " ")
		if got := s.get(store.Kind(words[0]), words[1], store.Field(field)); got != value {
			s.t.Errorf("%s %s: %s is %q, want %q", words[0], words[1], field, got, value)
		}
	}
}

// everything is what the records say, without when they were written.
func (s *school) everything() map[string]string {
	s.t.Helper()
	all := map[string]string{}
	must(s.t, s.st.Each(s.t.Context(),
		func(d *store.Device) { all["device "+d.Serial] = fmt.Sprint(store.DeviceFields(*d)) },
		func(u *store.User) { all["user "+u.Key()] = fmt.Sprint(store.UserFields(*u)) }))
	requests, err := s.st.Requests(s.t.Context())
	must(s.t, err)
	for i := range requests {
		all["request "+requests[i].Key()] = fmt.Sprint(store.RequestFields(requests[i]))
	}
	return all
}

// oaks puts a small school on record: Ana with a MacBook Air and an iPad, Bo with a MacBook Air, Dee who leaves, spares,
// and Ida of another site.
func oaks(s *school) {
	s.t.Helper()
	s.device(store.Device{Serial: "OAKIPAD00001", AssetTag: "8000001", Model: "iPad Air", Room: "12"})
	s.device(store.Device{Serial: "OAKIPAD00002", AssetTag: "8000002", Model: "iPad Air"})
	s.device(store.Device{Serial: "OAKMAC000001", AssetTag: "3000001", Model: "MacBook Air", Room: "12", Building: "North", Department: "Maths"})
	s.device(store.Device{Serial: "OAKMAC000002", AssetTag: "3000002", Model: "MacBook Air", Username: "OAKMAC000002"})
	s.device(store.Device{Serial: "OAKMAC000003", AssetTag: "3000003", Model: "MacBook Air"})
	s.device(store.Device{Serial: "OAKMAC000004", AssetTag: "3000004", Model: "MacBook Air"})
	s.device(store.Device{Serial: "FERNMAC00001", AssetTag: "3000009", Model: "MacBook Air", Site: fern})
	s.person(store.User{
		UserID: "Ana", FullName: "Ana Quill", Email: "ana@oak.example", Position: "teacher", Site: oak, Invitation: store.InvitationAccepted,
		ManagedAppleAccount: "ana@id.oak.example", Domain: "OAK",
	}, "OAKIPAD00001", "OAKMAC000001")
	s.person(store.User{UserID: "bo", FullName: "Bo Tan", Position: "student", Site: oak, Invitation: store.InvitationInvited}, "OAKMAC000003")
	s.person(store.User{UserID: "dee", FullName: "Dee Marsh", Site: oak, Departing: true})
	s.person(store.User{UserID: "ida", FullName: "Ida Fell", Position: "staff", Site: fern, ManagedAppleAccount: "ida@id.fern.example"}, "FERNMAC00001")
}
