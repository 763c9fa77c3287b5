package importer_test

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// wild are cells that any column can hold: the words of layouts, and what spoils.
var wild = []string{
	" ", "  ", "CLEAR!", "clear!", "OAKMAC000001", "SOAKMAC000001", "20301", `OAK\bo`, `\`, "a b", "/", "Yes", "leased", "12.0", "1.2E+5", "2018-05-01",
	"#N/A", "=1+1", "'x", "Zoë", "a\u00adb", "\x1b[31m", "parent", "Year 9", "no@where",
}

var (
	devicesAtRandom = []string{
		"OAKMAC000001", "oakmac000002", "OAKMAC000003", "OAKMAC000004", "OAKIPAD00001", "OAKIPAD00002", "FERNMAC00001", "C02X10000009", "C02X10000008",
	}
	peopleAtRandom   = []string{"ana", "BO", "dee", "ida", "cy", "zed", "di.ray", "Cy", `MDM\cy`, "OAKMAC000003", "CLEAR!"}
	accountsAtRandom = []string{"ana@id.oak.example", "ANA@id.oak.example", "ida@id.fern.example", "cy@id.oak.example", "bo@id.oak.example", "CLEAR!"}
)

// plausible are the cells of a field as they may well be.
var plausible = map[store.Field][]string{
	store.FieldSerial: devicesAtRandom, store.FieldUsername: peopleAtRandom, store.FieldUserID: peopleAtRandom, template.FieldNewUserID: peopleAtRandom,
	store.FieldManagedAppleAccount: accountsAtRandom, store.FieldEmail: {"ana@oak.example", "bo@oak.example", "cy@oak.example"},
	store.FieldAssetTag: {"3000001", "3000003", "8000077", "0012"}, store.FieldPosition: {"student", "T", "STAFF"}, store.FieldSite: {"OAK", "FERN", "Oak Hill School"},
	store.FieldDomain: {"MDM", "OAK"}, store.FieldGroups: {"Staff", "staff/Year 7", "Chess Club"}, store.FieldOwnership: {"Corporate", "personal", "Employee Owned"},
	store.FieldPlatform: {"Computer", "Mobile Device", "unknown", "iOS", "ios", "macOS"}, store.FieldUserEnrollment: {"Yes", "no"}, store.FieldComments: {"MDM pilot"},
	store.FieldFullName: {"Ana Quill", "Bo Tan", "Cy Low"}, store.FieldType: {"student", "Teacher"}, store.FieldLocations: {"Main", "L1"},
}

// randomFile is a file of a layout with a few rows; free is a value that stands here and there.
func randomFile(t *testing.T, layout *template.Template, free string, seed uint64) (name string, data []byte) {
	random := rand.New(rand.NewPCG(seed, 7))
	cell := func(f store.Field, key bool) string {
		likely := plausible[f]
		switch n := random.IntN(100); {
		case n < 5:
			return free
		case n < 12 || likely == nil && n < 40:
			return wild[random.IntN(len(wild))]
		case likely != nil && (key || n < 55):
			return likely[random.IntN(len(likely))]
		}
		return ""
	}
	rows := func(most int, fields ...store.Field) string {
		lines := make([][]string, 1+random.IntN(most))
		for i := range lines {
			for c, f := range fields {
				lines[i] = append(lines[i], cell(f, c == layout.KeyColumn()))
			}
		}
		var b strings.Builder
		must(t, csv.NewWriter(&b).WriteAll(lines))
		return b.String()
	}
	if layout.Archive {
		const id, email, at, text = store.FieldUserID, store.FieldEmail, store.FieldLocations, store.FieldFullName
		return "f.zip", asm(t, map[string]string{
			"students.csv": rows(4, id, "", text, "", text, "", email, id, "", at), "staff.csv": rows(3, id, "", text, "", text, email, id, at),
			"courses.csv": "C1,MA,Maths,L1\n", "classes.csv": "M7,7a,C1,ana,,,L1\n", "rosters.csv": "R1,M7,BO\n" + rows(2, "", at, id), "locations.csv": "L1,Oak Main\n",
		})
	}
	var header []string
	var fields []store.Field
	for _, c := range layout.Columns {
		if c.Part == 0 {
			header, fields = append(header, c.Header), append(fields, c.Field)
		}
	}
	return "f.csv", []byte(strings.Join(header, ",") + "\n" + rows(5, fields...))
}

// FuzzVendors holds for any file of any layout: no panic, every row has one status and the counts add up, an error
// is told by a note, what is accepted is saved and verified, and brought in again it is all the same.
func FuzzVendors(f *testing.F) {
	base := filepath.Join(f.TempDir(), "base.db")
	st := storetest.OpenAt(f, base)
	s := &school{f, st}
	storetest.MustSite(f, st, store.Site{Code: oak, Name: "Oak Hill School", Solution: store.SolutionPrimary})
	storetest.MustSite(f, st, store.Site{Code: fern, Name: "Fern School", Solution: store.SolutionAlternate})
	oaksWithGroups(s)
	copied := filepath.Join(f.TempDir(), "copy.db")
	must(f, st.Backup(f.Context(), copied))
	records, err := os.ReadFile(copied)
	must(f, err)
	layouts := slices.DeleteFunc(template.All(), func(t *template.Template) bool { return t.Name == "mlti" })
	for i := range layouts {
		for seed := range uint64(6) {
			f.Add(byte(i), seed, "", seed%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, seed uint64, free string, sited bool) {
		path := filepath.Join(t.TempDir(), "f.db")
		must(t, os.WriteFile(path, records, 0o600))
		s := &school{t, storetest.OpenAt(t, path)}
		layout := layouts[int(which)%len(layouts)]
		q := importer.Request{Template: layout.Name}
		if sited || layout.Parts != nil {
			q.Site = oak
		}
		q.Name, q.Data = randomFile(t, layout, free, seed)
		p, err := s.try(q)
		if err != nil {
			return // a file that cannot be read as the layout is refused in words
		}
		addUp(t, p)
		var accepted []int
		for i := range p.Rows {
			if p.Rows[i].Verdict == store.VerdictAccept {
				accepted = append(accepted, i)
			}
		}
		if done := s.save(p); len(done.Moved) > 0 || done.Saved != len(accepted) {
			t.Fatalf("%d of %d rows are saved, %d moved", done.Saved, len(accepted), len(done.Moved))
		}
		if faults, _, err := s.st.Verify(t.Context()); err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		again := s.request(q)
		addUp(t, again)
		if layout.Parts != nil {
			return // of several rows that are one person by email any can be the first that is saved
		}
		for _, i := range accepted {
			if r := &again.Rows[i]; r.Status != same && !(sited && leaves(&p.Rows[i])) {
				t.Errorf("%s: line %d was saved as %s, and is %s then: %s; %s; cells %q", layout.Name, r.Line, did(p.Rows[i].Changes), r.Status, did(r.Changes), said(r.Notes), p.Cells(r.Line))
			}
		}
	})
}

// leaves reports whether a row takes a record to another site: where one site was asked for, it is not its any more.
func leaves(r *importer.Row) bool {
	return slices.ContainsFunc(r.Changes, func(c store.Change) bool {
		return slices.ContainsFunc(c.Fields, func(f store.FieldChange) bool { return f.Field == store.FieldSite && f.Old != "" })
	})
}

func addUp(t *testing.T, p *importer.Plan) {
	t.Helper()
	sum := 0
	for _, n := range p.Counts() {
		sum += n
	}
	if sum != len(p.Rows) {
		t.Errorf("%d rows count %v", len(p.Rows), p.Counts())
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		told := slices.ContainsFunc(r.Notes, func(n importer.Note) bool { return n.Severity == severe })
		if told != (r.Status == failed) || len(r.Changes) > 0 && (r.Status == same || r.Status == failed || r.Status == leftOut) {
			t.Errorf("line %d is %s, does %s and says %s", r.Line, r.Status, did(r.Changes), said(r.Notes))
		}
	}
}
