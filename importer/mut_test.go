package importer_test

import (
	"bytes"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// vendor previews rows of a vendor's file, as CSV and as XLSX: both must come to the same.
func (s *school) vendor(name, header string, rows ...string) *importer.Plan {
	s.t.Helper()
	text := header + "\n" + strings.Join(rows, "\n") + "\n"
	fromCSV := s.request(importer.Request{Name: name + ".csv", Data: []byte(text)})
	if fromCSV.Template.Name != name {
		s.t.Fatalf("the file is taken for %s", fromCSV.Template.Name)
	}
	var book bytes.Buffer
	lines := make([][]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Split(r, ",")
	}
	if err := template.WriteTable(&book, "xlsx", "", strings.Split(header, ","), lines); err != nil {
		s.t.Fatal(err)
	}
	fromXLSX := s.request(importer.Request{Name: name + ".xlsx", Data: book.Bytes(), Template: name})
	for i := range fromCSV.Rows {
		a, b := &fromCSV.Rows[i], &fromXLSX.Rows[i]
		if a.Status != b.Status || said(a.Notes) != said(b.Notes) || len(a.Changes) != len(b.Changes) {
			s.t.Errorf("line %d is %s as CSV and %s as XLSX:\n%s\n%s", a.Line, a.Status, b.Status, said(a.Notes), said(b.Notes))
		}
	}
	return fromCSV
}

const mutUserHeader = "Current Username,New Username,Full Name,Email Address,Phone Number,Position,LDAP Server ID,Site (ID or Name),Managed Apple ID (Requires Jamf Pro 10.15+)"

func TestMUT_R40_EmptyClearAndASpaceAreThreeThings(t *testing.T) {
	s := newSchool(t)
	s.three()
	header := "Computer Serial,Display Name,Asset Tag,Username,Real Name,Department,Building,Room"
	p := s.vendor("mut-computers", header, "OAKMAC000001,,,,,CLEAR!,,CLEAR!", "OAKMAC000002,,,,,, ,", "OAKIPAD00001,,,,,  ,,")
	statuses(t, p, change, change, same)
	mac := &p.Rows[0]
	if got, ok := changed(mac, store.KindDevice, "OAKMAC000001", store.FieldRoom); !ok || got != "" {
		t.Errorf("CLEAR! gives %q, %v", got, ok)
	}
	if got, ok := changed(&p.Rows[1], store.KindDevice, "OAKMAC000002", store.FieldBuilding); !ok || got != " " {
		t.Errorf("a single space gives %q, %v", got, ok)
	}
	if cells := p.Cells(3); cells[6].Value != " " || cells[7].Value != "" {
		t.Errorf("the row is shown as %+v", cells)
	}
	contains(t, note(t, p.Rows[2].Notes, "R-40", warning).Message, "several spaces")
	contains(t, p.BlankMeans, "empty cell leaves", "CLEAR!", "single space")
	s.save(p)
	if d := s.deviceNow("OAKMAC000002"); d.Building != " " || d.Room != "" {
		t.Errorf("saved is %+v", d)
	}
	if d := s.deviceNow("OAKMAC000001"); d.Room != "" || d.Username != "Ana" {
		t.Errorf("saved is %+v", d)
	}
	statuses(t, s.vendor("mut-computers", header, "OAKMAC000001,,,,,CLEAR!,,CLEAR!", "OAKMAC000002,,,,,, ,"), same, same)
}

func TestMUT_R40_ASpaceIsKeptWhereItIsMendedAndRejected(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.vendor("mut-computers", "Computer Serial,Asset Tag,Position,Room", "OAKMAC000001,,, ", "OAKMAC000002,,parent, ")
	statuses(t, p, change, failed)
	var out bytes.Buffer
	if _, err := p.WriteRejects(&out, "csv"); err != nil {
		t.Fatal(err)
	}
	contains(t, out.String(), `OAKMAC000002,,,,,,,,parent,,,," ",,`)
	must(t, p.Mend(store.Mend{Line: 2, Column: "Room", Value: ""}))
	if p.Rows[0].Status != same || p.Rows[0].Mends[0].Old != " " {
		t.Errorf("mended it is %s, %+v", p.Rows[0].Status, p.Rows[0].Mends)
	}
	must(t, p.Mend(store.Mend{Line: 3, Column: "Position", Value: " "}))
	contains(t, note(t, p.Rows[1].Notes, "R-40", severe).Message, "Position would be a single space")
}

func TestMUT_R41_DigitsAloneAreTakenByJamfForItsOwnNumber(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "20301", FullName: "Ana Quill", Site: oak})
	p := s.vendor("mut-users", mutUserHeader, "20301,,,,,student,,,", "nobody,,,,,student,,,")
	statuses(t, p, change, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-41", warning).Message, "digits alone", "its own number")
	silent(t, p.Rows[1].Notes, "R-41")
}

func TestMUT_UsersGetAnotherUserIDAndKeepTheirDevices(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.person(store.User{UserID: "bo", FullName: "Bo Tan", Site: oak, ManagedAppleAccount: "bo@oak.example"})
	p := s.vendor("mut-users", mutUserHeader, "ana,ana.quill,,,,,,,", "bo,,,CLEAR!,,,,Oak Hill School,bo.tan@oak.example")
	statuses(t, p, change, change)
	s.save(p)
	if d := s.deviceNow("OAKIPAD00001"); d.Username != "ana.quill" {
		t.Errorf("the device stays with %s", d.Username)
	}
	if u := s.userNow("bo"); u.ManagedAppleAccount != "bo.tan@oak.example" || u.Site != oak {
		t.Errorf("saved is %+v", u)
	}
}

func TestMUT_R02_R05_RowsThatAskForTheSameValueAreRefusedOnAllOfThem(t *testing.T) {
	s := newSchool(t)
	for _, id := range []string{"ana", "bo", "cy"} {
		s.person(store.User{UserID: id, Site: oak})
	}
	p := s.vendor("mut-users", mutUserHeader, "ana,new.one,,,,,,,", "bo,New.One,,,,,,,x@oak.example", "cy,,,,,,,,X@oak.example")
	statuses(t, p, failed, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-02", severe).Message, "lines 2 and 3")
	contains(t, note(t, p.Rows[2].Notes, "R-05", severe).Message, "lines 3 and 4")
}

func TestMUT_R81_AUsernameThatIsNewBringsThePersonIn(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.vendor("mut-mobile-devices", "Mobile Device Serial,Asset Tag,Username,Real Name,Email Address,Position",
		"OAKIPAD00001,,bo,Bo Tan,bo@oak.example,student", "OAKMAC000002,,BO,Bo Tan,,student", "OAKMAC000001,,CLEAR!,,,")
	statuses(t, p, add, add, taken)
	contains(t, said(p.Rows[0].Notes), "Ana Quill (Ana) holds this device now and loses it")
	s.save(p)
	u := s.userNow("bo")
	if u == nil || u.FullName != "Bo Tan" || u.Email != "bo@oak.example" || u.Site != oak || u.Invitation != store.InvitationInvited {
		t.Errorf("saved is %+v", u)
	}
	if d := s.deviceNow("OAKMAC000001"); d.Username != "OAKMAC000001" {
		t.Errorf("CLEAR! in Username leaves it with %s", d.Username)
	}
	p = s.vendor("mut-mobile-devices", "Mobile Device Serial,Username,Real Name", "OAKIPAD00001,cy,Cy Low", "OAKMAC000002,cy,Di Low")
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[1].Notes, "R-16", severe).Message, "different values of Real Name")
}

func TestMUT_R83_ColumnsThatNoRecordCarriesAreListedWhereTheyHoldValues(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.vendor("mut-computers", "Computer Serial,PO Number,Vendor,Room,Is Leased", "OAKMAC000001,7,,12,", "OAKMAC000002,8,,13,")
	list := said(p.Notes)
	contains(t, list, "column PO Number is understood, but no record carries it: 2 values are not read")
	without(t, list, "column Vendor", "Is Leased")
	if len(p.UnknownColumns) > 0 {
		t.Errorf("not understood: %v", p.UnknownColumns)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
