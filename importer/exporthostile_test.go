package importer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// hostile are values that a spreadsheet, a separator, an encoding or a vendor's own word could spoil.
var hostile = []string{
	"", "=1+1", "+1 207 555", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'quoted", "''", "'=1", "＝1", " =1", "a, b", `say "no"`, `"`, `\`, `a\"b`, "a;b",
	"line\nbreak", "line\r\nbreak", "line\rbreak", "CLEAR!", "clear!", "CLEAR", " ", "  ", " led", "trailed ", "0012", "12", "1E5", "84016E8302", "1.0",
	"18-Jun", "2026-11-22", "TRUE", "#N/A", "Zoe\u0308", "Zoë", "ن\u202eabc", "a\u200bb", "\ufeffa", "😀 漢字", "_x0041_", "_x000D_", "&amp; <b>", "]]>",
	"NULL", "\u00a0nbsp\u00a0", "sep=;", "-", "–", strings.Repeat("long ", 200),
}

// hostileSchool fills two sites with every sort of value that may go on record.
func (s *school) hostileSchool(random *rand.Rand) {
	s.t.Helper()
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	any := func() string { return pick(hostile...) }
	site := func() string { return pick(oak, fern) }
	s.groups("Year 7", "=Chess", "a, b", `say "no"`)
	ids := []string{"20307", "0012", "1e5", "p.quill", "_x0041_", "zoe.hale@oak.example", "true", "null"}
	for i, id := range ids {
		u := store.User{
			UserID: id, FullName: any(), Email: fmt.Sprintf("p%02d@oak.example", i), Phone: any(), Domain: any(), Grade: pick("", "07", "=7"),
			Position: pick("", "student", "teacher"), Groups: pick("Year 7", "=Chess/Year 7", "a, b", `say "no"`), Site: oak,
		}
		if i%2 == 0 {
			u.ManagedAppleAccount = fmt.Sprintf("p%02d@oak.example", i)
		}
		s.person(u)
		q := store.Request{UserID: id, Platform: pick("iOS", "macOS"), Ownership: any(), UserEnrollment: pick("", "No"), OverrideMode: any(), Comments: any()}
		storetest.Apply(s.t, s.st, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})
	}
	s.taught("p.quill", "0012", "1e5")
	held := map[string]bool{} // one device of a platform for each of them
	for i := range 120 {
		model, kind := "iPad Air", "8"
		if i%2 == 0 {
			model, kind = "MacBook Air", "3"
		}
		d := store.Device{
			Serial: fmt.Sprintf("84%03dE8302", i), AssetTag: pick("", fmt.Sprintf("00%04d", i), fmt.Sprintf("%s%06d", kind, i)), Model: model,
			Site: site(), Department: any(), Building: any(), Room: any(), Phone: any(), Ownership: pick("", "Corporate", "Personal"),
		}
		holder := pick(ids...)
		if key := holder + d.Model; !held[key] {
			held[key] = true
			u := s.userNow(holder)
			d.Username, d.FullName, d.Email, d.Position, d.Site, d.Phone = u.UserID, u.FullName, u.Email, u.Position, u.Site, u.Phone
		}
		s.device(d)
	}
}

// Whatever is on record goes out and comes back all the same, in every layout and form; what a layout cannot hold is told,
// and comes back as nothing at all.
func TestExport_HostileValuesComeBackAllTheSameOrAreTold(t *testing.T) {
	for seed := range uint64(3) {
		s := newSchool(t)
		s.hostileSchool(rand.New(rand.NewPCG(seed, 11)))
		for _, layout := range template.All() {
			site := siteOfParts(layout)
			if layout.Name == "mlti" {
				site = oak
			}
			out := s.export(importer.Selection{Template: layout.Name, Site: site})
			if out.Len() == 0 {
				t.Fatalf("seed %d: %s is empty: %q", seed, layout.Name, out.Told())
			}
			for _, format := range layout.Formats() {
				s.comesBack(out, layout, format, site, fmt.Sprintf("seed %d: %s.%s", seed, layout.Name, format))
			}
		}
	}
}

// comesBack previews an export: every row is the same, but for the records of which it was told that something is lost.
func (s *school) comesBack(out *importer.Outgoing, layout *template.Template, format, site, what string) {
	s.t.Helper()
	lost := map[string]bool{}
	for _, l := range out.Left {
		key, _, _ := strings.Cut(strings.ToLower(l.Key), "/") // of a request: whose it is
		lost[key] = true
	}
	req := importer.Request{Name: "out." + format, Data: written(s.t, out, format), Site: site, Template: layout.Name}
	if layout.Name == "mlti" {
		req.Mode = template.ModeInventory
	}
	p := s.request(req)
	if len(p.Rows) != out.Len() {
		s.t.Errorf("%s: %d rows went out, and %d came back", what, out.Len(), len(p.Rows))
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		if r.Status != same && !slices.ContainsFunc(p.Cells(r.Line), func(c importer.Cell) bool {
			return slices.ContainsFunc(strings.Split(strings.ToLower(c.Value), ","), func(key string) bool { return lost[key] }) // or it names one
		}) {
			s.t.Errorf("%s: line %d is %s: %q %+v %q", what, r.Line, r.Status, said(r.Notes), r.Changes, p.Cells(r.Line))
		}
	}
}

func TestExport_HeadersAreByteForByte(t *testing.T) {
	s := newSchool(t)
	s.three()
	for name, want := range map[string]string{
		"mut-computers": "Computer Serial,Display Name,Asset Tag,Barcode 1,Barcode 2,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Site (ID or Name),Managed", "mut-users": mutUserHeader, "manageengine-assign": "Serial Number,User Name,Domain Name,Email Address,Group Name,Owned By",
		"maas360-users": "Full Name,Username,Domain,Email Address,Managed Apple ID",
	} {
		first, _, _ := strings.Cut(string(written(t, s.export(importer.Selection{Template: name}), "csv")), "\n")
		if first != strings.TrimSpace(want) {
			t.Errorf("%s: %q", name, first)
		}
	}
}

func TestExport_R40_TheWordThatEmptiesIsToldAndNotWritten(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Room: "CLEAR!", Building: " "})
	out := s.export(importer.Selection{Template: "mut-computers"})
	told(t, out, "OAKMAC000003: Room says CLEAR!, which would empty the field there")
	if rows := rowsOf(t, out); !strings.Contains(rows[0], `," ",,`) {
		t.Errorf("%q", rows)
	}
	told(t, s.export(importer.Selection{Template: "jamf-preload"}), "OAKMAC000003: Building holds nothing but spaces")
	if i := slices.IndexFunc(out.Left, func(l importer.Left) bool { return strings.Contains(l.Why, "spaces") }); i >= 0 {
		t.Errorf("MUT has a single space: %+v", out.Left[i])
	}
}

// What went out, held against the records again, differs in nothing: there is nothing to take and nothing to leave.
func TestExport_ReconciledWithItselfDiffersInNothing(t *testing.T) {
	for seed := range uint64(2) {
		s := newSchool(t)
		s.fair(rand.New(rand.NewPCG(seed, 13)))
		for _, layout := range template.All() {
			if !slices.Contains(layout.Modes, template.ModeReconcile) {
				continue
			}
			out := s.export(importer.Selection{Template: layout.Name, Site: oak})
			lost := map[string]bool{}
			for _, l := range out.Left {
				lost[strings.ToLower(l.Key)] = true
			}
			for _, format := range layout.Formats() {
				p := s.request(importer.Request{
					Name: "theirs." + format, Data: written(t, out, format), Site: oak, Template: layout.Name, Mode: template.ModeReconcile,
				})
				for i := range p.Rows {
					if r := &p.Rows[i]; layout.Archive && r.OnlyHere && strings.Contains(said(r.Notes), "in no class here, either") {
						continue // it has no place for them
					} else if r.Status != same && !lost[strings.ToLower(r.Serial)] && !lost[strings.ToLower(r.UserID)] {
						t.Errorf("seed %d: %s.%s: line %d (only here: %v) is %s: %q %+v", seed, layout.Name, format, r.Line, r.OnlyHere, r.Status, said(r.Notes), r.Changes)
					}
				}
			}
		}
	}
}
