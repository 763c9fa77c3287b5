package importer_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// strayed is a vendor's list that came from our own export, and was edited there.
type strayed struct {
	layout  *template.Template
	format  string
	rows    [][]string
	altered map[string]bool // by what names the row
	added   map[string]bool
	dropped map[string]bool
}

// altering says which column of a layout is written over, and with what; where no field is there, a row of nobody.
var altering = map[string]struct{ header, value string }{
	"mut-users": {"Phone Number", "2099"}, "mut-computers": {"Room", "R 99"}, "mut-mobile-devices": {"Building", "Annex 99"},
	"jamf-preload": {"Department", "Science 99"}, "maas360-users": {"Domain", "NEWDOMAIN"}, "manageengine-assign": {"Owned By", ""},
	"mosyle-hierarchy": {"Grade Level", "12"},
}

// stray edits our own export: some rows go, some say something else, some come.
func (s *school) stray(random *rand.Rand, name string) *strayed {
	s.t.Helper()
	layout, err := template.ByName(name)
	must(s.t, err)
	x := &strayed{layout: layout, format: []string{"csv", "xlsx"}[random.IntN(2)], altered: map[string]bool{}, added: map[string]bool{}, dropped: map[string]bool{}}
	if layout.Parts != nil {
		x.format = "xlsx"
	}
	key, at := layout.KeyColumn(), slices.IndexFunc(layout.Columns, func(c template.Column) bool { return c.Header == altering[name].header })
	for n, row := range s.exported(layout, x.format) {
		switch id := row[key]; {
		case id == "" || strings.HasPrefix(id, "p01.") || strings.HasPrefix(id, "p02.") || strings.HasPrefix(id, "p03."): // they are in a class
		case random.IntN(5) == 0:
			x.dropped[strings.ToLower(id)] = true
			continue
		case random.IntN(4) == 0:
			row[at] = altering[name].value
			if name == "manageengine-assign" {
				row[at] = map[string]string{"Corporate": "Personal", "Personal": "Corporate"}[row[at]]
				row[at] = []string{"Personal", "Corporate"}[flagged(s.deviceNow(id).Ownership == "Personal")]
			}
			x.altered[strings.ToLower(id)] = true
		case random.IntN(8) == 0 && layout.Edits != "":
			came := make([]string, len(row))
			came[key] = fmt.Sprintf("NEWRECORD%02d", n)
			if name == "manageengine-assign" {
				came = slices.Clone(row)
				came[key] = fmt.Sprintf("NEWRECORD%02d", n)
			}
			x.added[strings.ToLower(came[key])] = true
			x.rows = append(x.rows, came)
		}
		x.rows = append(x.rows, row)
	}
	return x
}

func flagged(is bool) int {
	if is {
		return 1
	}
	return 0
}

// exported is our own file for OAK, row by row in the columns of the layout.
func (s *school) exported(layout *template.Template, format string) (rows [][]string) {
	s.t.Helper()
	data := written(s.t, s.export(importer.Selection{Template: layout.Name, Site: oak}), format)
	var tab *sheet.Table
	var err error
	if layout.Parts == nil {
		tab, err = sheet.Read("ours."+format, data, sheet.Options{})
	} else {
		tab, err = sheet.ReadParts("ours.xlsx", data, layout.Parts, sheet.Options{})
	}
	must(s.t, err)
	for _, rec := range tab.Records {
		row := make([]string, len(layout.Columns))
		from := slices.IndexFunc(layout.Columns, func(c template.Column) bool { return c.Part == rec.Part() })
		for at, cell := range rec.Cells {
			if cell != " " { // the mark that keeps a spreadsheet from running it is set again
				cell = template.Clean(cell)
			}
			row[from+at] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func (x *strayed) data(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, x.layout.Write(&b, x.format, x.rows))
	return b.Bytes()
}

// check holds a plan against the edits: it has found those, and nothing else.
func (x *strayed) check(t testing.TB, s *school, p *importer.Plan) {
	t.Helper()
	devices := x.layout.Lists() == store.KindDevice
	found := 0
	for i := range p.Rows {
		r := &p.Rows[i]
		id := strings.ToLower(r.UserID)
		if devices {
			id = strings.ToLower(r.Serial)
		}
		want := same
		switch part, _ := p.Place(r.Line); {
		case r.OnlyHere && devices:
			want = leftOut
		case r.OnlyHere:
			want = heldBack
		case part != "" && part != "Users":
		case x.altered[id]:
			want = change
		case x.added[id]:
			want = add
		}
		if r.Status != want {
			t.Errorf("%s: line %d (%s) is %s, not %s: %v %s", x.layout.Name, r.Line, id, r.Status, want, r.Does(), said(r.Notes))
		}
		if r.OnlyHere {
			found++
			if !x.dropped[id] {
				t.Errorf("%s: %s is only here, and was not taken out", x.layout.Name, id)
			}
		}
	}
	if found != len(x.dropped) {
		t.Errorf("%s: %d rows were taken out, and %d are only here", x.layout.Name, len(x.dropped), found)
	}
}

// assigned gives devices to people of whom everything is known that ManageEngine must have.
func (s *school) assigned() {
	s.t.Helper()
	for i := range 16 {
		u := store.User{UserID: fmt.Sprintf("held%02d", i), FullName: "Kit Sole", Email: fmt.Sprintf("held%02d@oak.example", i), Domain: "MDM", Groups: "Year 7", Position: "student", Site: oak}
		s.person(u)
		s.device(store.Device{
			Serial: fmt.Sprintf("HELDX1000%03d", i), Model: "MacBook Air", Username: u.UserID, FullName: u.FullName, Email: u.Email,
			Position: u.Position, Ownership: "Corporate", Department: "Science", Building: "Main", Room: "7",
		})
	}
}

func TestReconcile_Random_ExactlyWhatWasEditedIsFoundAndTakenAllOfItIsTheSame(t *testing.T) {
	for seed := range uint64(3) {
		for name := range altering {
			s := newSchool(t)
			random := rand.New(rand.NewPCG(seed, 11))
			s.fair(random)
			s.assigned()
			x := s.stray(random, name)
			p := s.compared("theirs."+x.format, x.data(t))
			x.check(t, s, p)
			var here []int // of a roster more than have left: who is neither a student nor a teacher is decided about one by one
			for i := p.FileRows(); i < len(p.Rows); i++ {
				here = append(here, p.Rows[i].Line)
			}
			if x.layout.Lists() == store.KindDevice {
				here = nil
			}
			if refused := p.DecideAll(here, store.VerdictAccept); len(refused) > 0 || t.Failed() {
				t.Fatalf("%s, seed %d: %v", name, seed, refused)
			}
			s.save(p)
			for i, r := range s.compared("theirs."+x.format, x.data(t)).Rows {
				if r.Status != same && (!r.OnlyHere || x.layout.Lists() != store.KindDevice) {
					t.Errorf("%s, seed %d: taken, row %d (%s%s) is %s: %s", name, seed, i, r.Serial, r.UserID, r.Status, said(r.Notes))
				}
			}
		}
	}
}
