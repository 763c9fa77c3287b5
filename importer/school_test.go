package importer_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// row is one row of a test's file, in the layout's order.
type row struct{ tag, serial, kind, id, name, email, phone, position, room, del string }

func (r row) cells() []string {
	return []string{r.tag, r.serial, r.kind, r.id, r.name, r.email, r.phone, r.position, r.room, r.del}
}

// school is a district with two sites on record: OAK is primary, FERN alternate.
type school struct {
	t  testing.TB
	st *store.Store
}

const oak, fern = "OAK", "FERN"

func newSchool(t testing.TB) *school {
	t.Helper()
	s := &school{t, storetest.Open(t)}
	storetest.MustSite(t, s.st, store.Site{Code: oak, Name: "Oak Hill School", Solution: store.SolutionPrimary})
	storetest.MustSite(t, s.st, store.Site{Code: fern, Name: "Fern School", Solution: store.SolutionAlternate})
	return s
}

// device puts a device on record and gives back what stands there.
func (s *school) device(d store.Device) store.Device {
	s.t.Helper()
	if d.Site == "" {
		d.Site = oak
	}
	if d.Platform == "" {
		d.Platform = d.Kind().Platform()
	}
	storetest.MustDevice(s.t, s.st, d)
	return s.deviceNow(d.Serial)
}

// person puts a user on record, with the devices that carry the ID.
func (s *school) person(u store.User, serials ...string) {
	s.t.Helper()
	storetest.MustUser(s.t, s.st, u)
	for _, serial := range serials {
		storetest.Edit(s.t, s.st, "test", serial, map[store.Field]string{
			store.FieldUsername: u.UserID, store.FieldFullName: u.FullName, store.FieldPosition: u.Position,
		})
	}
}

func (s *school) deviceNow(serial string) store.Device {
	s.t.Helper()
	d, err := s.st.Device(context.Background(), serial)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// userNow is the user record; nil when there is none.
func (s *school) userNow(id string) *store.User {
	s.t.Helper()
	u, err := s.st.User(context.Background(), id)
	if store.CodeOf(err) == store.CodeNotFound {
		return nil
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return &u
}

// file writes rows as a file of the layout.
func file(t testing.TB, format string, rows ...row) []byte {
	t.Helper()
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = r.cells()
	}
	var b bytes.Buffer
	if err := template.MLTI().Write(&b, format, cells); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// request previews a file of OAK unless the request says otherwise.
func (s *school) request(q importer.Request) *importer.Plan {
	s.t.Helper()
	p, err := s.try(q)
	if err != nil {
		s.t.Fatalf("preview: %v", err)
	}
	return p
}

func (s *school) try(q importer.Request) (*importer.Plan, error) {
	if q.Name == "" {
		q.Name = "test.csv"
	}
	return importer.Preview(context.Background(), s.st, q)
}

func (s *school) at(site string, mode template.Mode, rows ...row) *importer.Plan {
	s.t.Helper()
	return s.request(importer.Request{Data: file(s.t, "csv", rows...), Mode: mode, Site: site})
}

func (s *school) assign(rows ...row) *importer.Plan {
	s.t.Helper()
	return s.at(oak, template.ModeAssign, rows...)
}

func (s *school) revoke(rows ...row) *importer.Plan {
	s.t.Helper()
	return s.at(oak, template.ModeRevoke, rows...)
}

func (s *school) inventory(rows ...row) *importer.Plan {
	s.t.Helper()
	return s.at(oak, template.ModeInventory, rows...)
}

// save saves a plan, which must go through.
func (s *school) save(p *importer.Plan) importer.Outcome {
	s.t.Helper()
	outcome, err := p.Save(context.Background(), s.st, "lead", 0, nil)
	if err != nil {
		s.t.Fatalf("save: %v", err)
	}
	return outcome
}

// statuses holds every row's status against what is wanted, in the order of the file.
func statuses(t testing.TB, p *importer.Plan, want ...importer.Status) {
	t.Helper()
	if len(p.Rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(p.Rows), len(want))
	}
	for i := range want {
		if r := &p.Rows[i]; r.Status != want[i] {
			t.Errorf("line %d is %s, want %s; notes: %s", r.Line, r.Status, want[i], said(r.Notes))
		}
	}
}

// note finds the row's note of a rule; it must be there.
func note(t testing.TB, notes []importer.Note, rule string, severity store.Severity) importer.Note {
	t.Helper()
	for _, n := range notes {
		if n.Rule == rule && n.Severity == severity {
			return n
		}
	}
	t.Fatalf("no %s of %s among: %s", severity, rule, said(notes))
	return importer.Note{}
}

// silent requires that no note of the rule is there.
func silent(t testing.TB, notes []importer.Note, rule string) {
	t.Helper()
	for _, n := range notes {
		if n.Rule == rule {
			t.Errorf("a note of %s: %s", rule, n.Message)
		}
	}
}

func contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}

func without(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%q says %q", text, part)
		}
	}
}

func said(notes []importer.Note) string {
	lines := make([]string, len(notes))
	for i, n := range notes {
		lines[i] = n.Rule + " " + string(n.Severity) + " [" + n.Column + "] " + n.Message + " | " + n.Remedy
	}
	return strings.Join(lines, "; ")
}

// changed is the new value of a field in a row's changes, and whether it is there.
func changed(r *importer.Row, kind store.Kind, key string, f store.Field) (string, bool) {
	for _, c := range r.Changes {
		for _, fc := range c.Fields {
			if c.Record == kind && c.Key == key && fc.Field == f {
				return fc.New, true
			}
		}
	}
	return "", false
}

// Short names for what the tests say most.
const (
	add      = importer.StatusAdd
	change   = importer.StatusChange
	taken    = importer.StatusRevoke
	same     = importer.StatusSame
	leftOut  = importer.StatusLeftOut
	heldBack = importer.StatusHeldBack
	failed   = importer.StatusError

	severe  = store.SeverityError
	warning = store.SeverityWarning
	info    = store.SeverityInfo
)

// emptySchool has no site on record.
func emptySchool(t testing.TB) *school { return &school{t, storetest.Open(t)} }
