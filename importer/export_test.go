package importer_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// export writes a vendor's file of the records.
func (s *school) export(q importer.Selection) *importer.Outgoing {
	s.t.Helper()
	out, err := importer.Export(s.t.Context(), s.st, q)
	must(s.t, err)
	return out
}

// since is what an export is remembered as.
func since(out *importer.Outgoing) *store.Export {
	return &store.Export{Latest: out.Latest, Known: out.Known}
}

func written(t testing.TB, out *importer.Outgoing, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, out.Write(&b, format))
	return b.Bytes()
}

// odd are values that a spreadsheet, a separator or a clear word could spoil.
var odd = []string{"", " ", "12", "0012", "=1+1", "'quoted", "a, b", `say "no"`, "line\nbreak", "CLEAR!", "Zoë Ωmega", "1E5", "-5", "+1 207 555"}

// fair fills a district with people and devices of every sort.
func (s *school) fair(random *rand.Rand) {
	s.t.Helper()
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	s.groups("Chess Club", "Year 7")
	site := func() string { return pick(oak, fern) }
	var ids []string
	for i := range 40 {
		u := store.User{
			UserID: fmt.Sprintf("p%02d.quill", i), FullName: pick("", "Ana Quill", "Zoë O’Hara", "=Bo"), Email: pick("", fmt.Sprintf("p%02d@oak.example", i)),
			Phone: pick("", "2031", "+1 207 555 0100"), Position: pick("", "student", "teacher"), Domain: pick("", "OAK", "MDM"),
			Groups: pick("", "Year 7", "Chess Club/Year 7"), Site: site(),
		}
		if i%3 == 0 {
			u.ManagedAppleAccount = fmt.Sprintf("p%02d@oak.example", i)
		}
		if i == 7 {
			u.UserID = "20307"
		}
		s.person(u)
		ids = append(ids, u.UserID)
		if i%4 == 0 {
			q := store.Request{UserID: u.UserID, Platform: pick("iOS", "macOS"), Ownership: pick("", "Corporate Owned"), UserEnrollment: pick("", "No"), Comments: pick("", "MDM pilot")}
			storetest.Apply(s.t, s.st, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})
		}
	}
	s.taught("p01.quill", "p02.quill", "p03.quill")
	for i := range 60 {
		d := store.Device{
			Serial: fmt.Sprintf("DMPX1000%04d", i), AssetTag: pick("", fmt.Sprintf("8%06d", i), fmt.Sprintf("3%06d", i)), Model: pick("", "iPad Air", "MacBook Air"),
			Site: site(), Department: pick(odd...), Building: pick(odd...), Room: pick(odd...), Ownership: pick("", "Corporate", "Personal"),
		}
		switch random.IntN(4) {
		case 0:
			d.Username = d.Serial
		case 1:
			d.Username = "never.seen" // without a user record
			d.Site = oak
		case 2:
			u := s.userNow(pick(ids...))
			d.Username, d.FullName, d.Email, d.Position, d.Site = u.UserID, u.FullName, u.Email, u.Position, u.Site
		}
		s.device(d)
	}
}

// taught puts a class on record with a teacher and students, who are what a roster makes of them.
func (s *school) taught(teacher string, students ...string) {
	s.t.Helper()
	l := store.Location{Code: "L1", Name: `Oak "Main"`, Site: oak}
	c := store.Class{Class: "M7", Number: "7a", Course: "Maths, advanced", Location: "L1"}
	changes := []store.Change{
		{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}, {Record: store.KindClass, Key: c.Key(), Fields: store.ClassFields(c)},
	}
	for _, id := range append([]string{teacher}, students...) {
		role := store.RoleStudent
		if id == teacher {
			role = store.RoleTeacher
		}
		u := s.userNow(id)
		change := store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{
			{Field: store.FieldType, New: string(role)}, {Field: store.FieldLocations, New: "L1"}, {Field: store.FieldSite, Old: u.Site, New: oak},
		}}
		if u.Site == oak {
			change.Fields = change.Fields[:2]
		}
		r := store.Roster{Class: "M7", UserID: id, Role: role}
		changes = append(changes, change, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	}
	storetest.Apply(s.t, s.st, changes...)
}

func TestExport_RoundTrip_EveryLayoutComesBackAllTheSame(t *testing.T) {
	for seed := range uint64(4) {
		s := newSchool(t)
		s.fair(rand.New(rand.NewPCG(seed, 7)))
		for _, layout := range template.All() {
			if layout.Name == "mlti" { // it is the inventory of one site
				continue
			}
			out := s.export(importer.Selection{Template: layout.Name, Site: siteOfParts(layout)})
			if out.Len() == 0 {
				t.Errorf("seed %d: %s is empty: %v", seed, layout.Name, out.Left)
				continue
			}
			formats := []string{"csv", "xlsx"}
			if layout.Parts != nil {
				formats = formats[1:]
			}
			if layout.Archive {
				formats = []string{"zip", "xlsx"}
			}
			for _, format := range formats {
				p := s.request(importer.Request{Name: "out." + format, Data: written(t, out, format), Site: siteOfParts(layout)})
				if p.Template.Name != layout.Name {
					t.Fatalf("%s is taken for %s", layout.Name, p.Template.Name)
				}
				for i := range p.Rows {
					if r := &p.Rows[i]; r.Status != same {
						t.Errorf("seed %d: %s.%s: line %d is %s: %s %+v %+v", seed, layout.Name, format, r.Line, r.Status, said(r.Notes), r.Changes, p.Cells(r.Line))
					}
				}
			}
		}
	}
}

// siteOfParts is the site that a hierarchy has to be told.
func siteOfParts(layout *template.Template) string {
	if layout.Parts != nil {
		return oak
	}
	return ""
}

func TestExport_MLTI_IsTheInventoryOfASite(t *testing.T) {
	s := newSchool(t)
	s.three()
	out := s.export(importer.Selection{Template: "mlti", Site: oak})
	p := s.request(importer.Request{Name: "mlti.csv", Data: written(t, out, "csv"), Mode: template.ModeInventory, Site: oak})
	statuses(t, p, same, same, same)
	if _, err := importer.Export(t.Context(), s.st, importer.Selection{Template: "mlti", Site: oak, Since: &store.Export{}}); store.CodeOf(err) != store.CodeInvalid {
		t.Error(err)
	}
}

func TestExport_R40_ChangesHoldWhatChangedAndTheWordWhereAFieldWasEmptied(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Room: "5", Building: "North"})
	s.device(store.Device{Serial: "OAKMAC000004", Model: "MacBook Air", Room: "6"})
	whole := s.export(importer.Selection{Template: "mut-computers"})
	since := &store.Export{Latest: whole.Latest, Known: whole.Known}
	if out := s.export(importer.Selection{Template: "mut-computers", Since: since}); out.Len() != 0 {
		t.Errorf("nothing changed, and %d rows go out", out.Len())
	}
	storetest.Edit(t, s.st, "kim", "OAKMAC000003", map[store.Field]string{store.FieldRoom: "", store.FieldBuilding: " "})
	storetest.Edit(t, s.st, "kim", "OAKMAC000004", map[store.Field]string{store.FieldRoom: "7"})
	storetest.Edit(t, s.st, "kim", "OAKMAC000004", map[store.Field]string{store.FieldRoom: "6"}) // as it was
	storetest.Edit(t, s.st, "kim", "OAKIPAD00001", map[store.Field]string{store.FieldRoom: "8"}) // no computer
	s.device(store.Device{Serial: "OAKMAC000009", Model: "MacBook Air", Room: "9"})
	out := s.export(importer.Selection{Template: "mut-computers", Since: since})
	text := string(written(t, out, "csv"))
	_, rows, _ := strings.Cut(text, "\n")
	want := "OAKMAC000003,,,,,,,,,,,\" \",CLEAR!,,,,,,,,,,\nOAKMAC000009,,,,,,,,,,,,9,,,,,,,,,Oak Hill School,\n"
	if rows != want {
		t.Errorf("the changes are\n%s, want\n%s", rows, want)
	}
}

func TestExport_AFieldThatIsEmptiedWhereTheLayoutHasNoWordForItIsTold(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Room: "5"})
	since := since(s.export(importer.Selection{Template: "jamf-preload"}))
	storetest.Edit(t, s.st, "kim", "OAKMAC000003", map[store.Field]string{store.FieldRoom: ""})
	out := s.export(importer.Selection{Template: "jamf-preload", Since: since})
	if out.Len() != 0 || len(out.Left) != 1 || out.Told()[0] != "OAKMAC000003: Room was emptied, and this layout has no word for that" {
		t.Errorf("%d rows, %q", out.Len(), out.Left)
	}
}

func TestExport_R41_R50_TellsWhatTheVendorWouldTakeOtherwise(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.person(store.User{UserID: "20301", Site: oak})
	out := s.export(importer.Selection{Template: "mut-users"})
	n := note(t, out.Notes, "R-41", warning)
	if n.Column != "Current Username" || n.Value != "20301" || n.Line != 2 {
		t.Errorf("the note is %+v", n)
	}
	out = s.export(importer.Selection{Template: "manageengine-assign"})
	if got := strings.Join(out.Told(), "; "); out.Len() != 0 || !strings.Contains(got, "OAKIPAD00001: not written, because it has no Email Address") {
		t.Errorf("%d rows, %s", out.Len(), got)
	}
}

func TestExport_TheSelectionIsASiteOrTheMarkedRecords(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "FERNMAC00001", Model: "MacBook Air", Site: fern})
	if n := s.export(importer.Selection{Template: "mut-computers", Site: fern}).Len(); n != 1 {
		t.Errorf("%d rows of the site", n)
	}
	if n := s.export(importer.Selection{Template: "mut-computers", Keys: []string{"OAKMAC000002"}}).Len(); n != 1 {
		t.Errorf("%d rows that are marked", n)
	}
	if _, err := importer.Export(t.Context(), s.st, importer.Selection{Template: "nosuch"}); store.CodeOf(err) != store.CodeInvalid {
		t.Error(err)
	}
}

func TestExport_ChangesTellAnotherUserIDWhereTheLayoutCan(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.person(store.User{UserID: "bo", Site: oak})
	since := since(s.export(importer.Selection{Template: "mut-users"}))
	s.save(s.vendor("mut-users", mutUserHeader, "ana,ana.quill,,ana@oak.example,,,,,"))
	list, err := s.st.History(t.Context(), "ana.quill")
	must(t, err)
	if list[0].Key != "ana" && list[0].Key != "OAKIPAD00001" || len(list) < 5 {
		t.Errorf("the history of the person begins with %+v, %d entries", list[0], len(list))
	}
	s.save(s.vendor("mut-users", mutUserHeader, "ana.quill,,,,2031,,,,"))
	out := s.export(importer.Selection{Template: "mut-users", Since: since})
	_, rows, _ := strings.Cut(string(written(t, out, "csv")), "\n")
	if rows != "Ana,ana.quill,,ana@oak.example,2031,,,,\n" {
		t.Errorf("the changes are\n%s", rows)
	}
	out = s.export(importer.Selection{Template: "maas360-users", Since: since})
	if len(out.Left) != 1 || !strings.Contains(out.Left[0].Why, "Username was Ana, and this layout cannot tell another one") {
		t.Errorf("%q", out.Left)
	}
}
