package importer_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// compared holds a vendor's list against the records of OAK.
func (s *school) compared(name string, data []byte) *importer.Plan {
	s.t.Helper()
	return s.request(importer.Request{Name: name, Data: data, Mode: template.ModeReconcile, Site: oak, Operator: "lead"})
}

func lines(rows ...string) []byte { return []byte(strings.Join(rows, "\n") + "\n") }

// four are people of OAK, one of whom leaves already, and one of FERN.
func (s *school) four() {
	s.t.Helper()
	for _, u := range []store.User{
		{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Position: "student", Phone: "2031", Site: oak},
		{UserID: "bo", FullName: "Bo Tan", Email: "bo@oak.example", Position: "student", Site: oak},
		{UserID: "teo", FullName: "Teo Lind", Email: "teo@oak.example", Position: "teacher", Site: oak},
		{UserID: "una", FullName: "Una Ray", Email: "una@oak.example", Position: "student", Site: oak, Departing: true},
		{UserID: "fay", FullName: "Fay Moss", Email: "fay@fern.example", Position: "student", Site: fern},
	} {
		s.person(u)
	}
}

// bothWays is what a plan says of every row, a word each: where it stands, who it is about, and what becomes of it.
func bothWays(p *importer.Plan) string {
	var list []string
	for i := range p.Rows {
		r := &p.Rows[i]
		where, _ := p.Place(r.Line)
		name := r.UserID
		if p.Template.Lists() == store.KindDevice {
			name = r.Serial
		}
		said := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", where, name, r.Status)), " ")
		if r.Verdict == store.VerdictAccept {
			said += "+"
		}
		list = append(list, said)
	}
	return strings.Join(list, ", ")
}

func tells(t testing.TB, p *importer.Plan, want string) {
	t.Helper()
	if got := bothWays(p); got != want {
		t.Errorf("the rows are %s\nwant         %s", got, want)
		for i := range p.Rows {
			t.Logf("%d: %s", p.Rows[i].Line, said(p.Rows[i].Notes))
		}
	}
}

const mutUsers = "Current Username,New Username,Full Name,Email Address,Phone Number,Position,LDAP Server ID,Site (ID or Name),Managed Apple ID (Requires Jamf Pro 10.15+)"

// theirs is the list of users as Jamf has it: Ana has another phone there, Teo's is empty as everybody's is but hers, Cy is
// only there, Fay is FERN's, Bo and Una are not there.
func theirs() []byte {
	return lines(mutUsers, "ana,,Ana Quill,ana@oak.example,2032,student,,,", "TEO,,Teo Lind,,,teacher,,,", "cy,,Cy Moss,cy@oak.example,,student,,,", "fay,,Fay Other,,,,,,")
}

func TestReconcile_R81_WhatDiffersIsToldBothWays(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", theirs())
	tells(t, p, "ana change+, TEO same, cy add+, fay left_out, only here bo held_back, only here una same")
	if p.FileRows() != 4 || p.OnlyHere() != 2 || p.Mode != template.ModeReconcile || p.Rejects() != 0 {
		t.Errorf("%d rows, %d only here, mode %s, %d to mend", p.FileRows(), p.OnlyHere(), p.Mode, p.Rejects())
	}
	if v, _ := changed(&p.Rows[0], store.KindUser, "ana", store.FieldPhone); v != "2032" {
		t.Errorf("the phone becomes %q", v)
	}
	contains(t, note(t, p.Rows[1].Notes, "R-84", info).Message, "their cell is empty", "teo@oak.example")
	contains(t, said(p.Rows[3].Notes), "Fern School")
	contains(t, said(p.Rows[4].Notes), "Bo Tan (bo)", "Oak Hill School", "marked departing")
	contains(t, said(p.Rows[5].Notes), "marked departing already")
	if cells := p.Cells(p.Rows[4].Line); cells[2].Value != "Bo Tan" || cells[5].Value != "student" || cells[7].Value != "Oak Hill School" {
		t.Errorf("the cells of whom the file does not name are %+v", cells)
	}
	if left := p.Left(); len(left) != 1 || left[0] != p.Rows[4].Line || left[0] < importer.OnlyHereLine {
		t.Errorf("left have %v", left)
	}
}

func TestReconcile_R80_R86_WhatIsTakenIsTheSameAfterwardsAndWhatIsLeftIsNot(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", theirs())
	left := p.Left()
	must(t, p.Decide(left[0], store.VerdictAccept))
	must(t, p.Decide(2, store.VerdictLeaveOut))
	contains(t, p.Sentence(), "2 rows at site OAK", "1 person is marked departing.", "2 rows are the same, 2 are not saved.")
	saved := s.save(p)
	if saved.Saved != 2 || !s.userNow("bo").Departing || s.userNow("ana").Phone != "2031" || s.userNow("cy").Site != oak {
		t.Errorf("saved %+v: %+v, %+v", saved, s.userNow("bo"), s.userNow("ana"))
	}
	tells(t, s.compared("jamf.csv", theirs()), "ana change+, TEO same, cy same, fay left_out, only here bo same, only here una same")

	var b bytes.Buffer
	n, err := p.WriteOurs(&b, "csv")
	must(t, err)
	if want := string(lines(mutUsers, "ana,,Ana Quill,ana@oak.example,2031,student,,Oak Hill School,", "teo,,Teo Lind,teo@oak.example,,teacher,,Oak Hill School,")); n != 2 || strings.ReplaceAll(b.String(), "\r", "") != want {
		t.Errorf("ours are %d:\n%swant\n%s", n, b.String(), want)
	}

	result, err := importer.ReadResult(t.Context(), s.st, saved.Act)
	must(t, err)
	row := result.Row(left[0])
	if len(result.Rows) != 6 || row == nil || !row.Saved || row.UserID != "bo" || len(row.Entries) != 1 || result.Rejects() != 0 {
		t.Errorf("what became of it: %d rows, %+v", len(result.Rows), row)
	}
	undo, err := s.st.PlanUndo(t.Context(), "lead", store.UndoRequest{Act: saved.Act, Lines: left})
	must(t, err)
	_, err = s.st.Apply(t.Context(), undo.Act, undo.Changes)
	must(t, err)
	if s.userNow("bo").Departing || s.userNow("cy") == nil {
		t.Error("the row was not taken back by itself")
	}
}

func TestReconcile_SomebodyTheFileNamesHasNotLeftWhateverIsWrongWithTheirRow(t *testing.T) {
	s := newSchool(t)
	s.four()
	s.person(store.User{UserID: "00123", FullName: "Kit Sole", Site: oak, Position: "student"})
	for _, c := range []struct{ rows, want string }{
		{"ana,,,,,,,,\nana,,,,,,,,\nbo,,,,,principal,,,\n123,,,,,,,,\nteo,,,,,,,,", "ana error, ana error, bo error, 123 error, teo same, only here una same"},
		{"a.quill,,Ana Quill,ANA@oak.example,,,,,\nbo,,,,,,,,\nteo,,,,,,,,\n'00123,,,,,,,,", "a.quill add+, bo same, teo same, '00123 error, only here una same"},
	} {
		p := s.compared("jamf.csv", lines(mutUsers, c.rows))
		tells(t, p, c.want)
	}
	p := s.compared("jamf.csv", lines(mutUsers, "quill-ana,,Ana Quill,,,,,,", "bo,,,,,,,,", "teo,,,,,,,,", "00123,,,,,,,,"))
	tells(t, p, "quill-ana error, bo same, teo same, 00123 same, only here ana held_back, only here una same")
	contains(t, said(p.Rows[4].Notes), "the same name stands on line 2")
	contains(t, said(p.Notes), "no record is found", "line 2")
	if len(p.Left()) != 0 {
		t.Error("somebody whose name is in the file has left all at once")
	}
	must(t, p.Decide(p.Rows[4].Line, store.VerdictAccept))
}

func TestReconcile_R24_MuchOfASiteAsksForTheNumber(t *testing.T) {
	s := newSchool(t)
	for i := range 10 {
		s.person(store.User{UserID: fmt.Sprintf("p%d", i), Site: oak, Position: "student"})
	}
	p := s.compared("jamf.csv", lines(mutUsers, "p0,,,,,,,,"))
	if n, ask := p.Confirm(); ask {
		t.Errorf("it asks for %d before anybody is included", n)
	}
	if refused := p.DecideAll(p.Left(), store.VerdictAccept); len(refused) > 0 {
		t.Fatal(refused)
	}
	if n, ask := p.Confirm(); !ask || n != 9 {
		t.Errorf("it asks %v for %d", ask, n)
	}
	contains(t, p.Sentence(), "9 people are marked departing.")
	s.save(p)
	tells(t, s.compared("jamf.csv", lines(mutUsers, "p0,,,,,,,,")),
		"p0 same"+strings.Join(slices.Collect(func(yield func(string) bool) {
			for i := range 9 {
				yield(fmt.Sprintf(", only here p%d same", i+1))
			}
		}), ""))
}

func TestReconcile_R88_RejectedRowsComeBackAloneAndNobodyHasLeftByThat(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,,principal,,,"))
	tells(t, p, "ana error, only here bo held_back, only here teo held_back, only here una same")
	var b bytes.Buffer
	n, err := p.WriteRejects(&b, "csv")
	must(t, err)
	again := s.request(importer.Request{Name: "mend.csv", Data: bytes.Replace(b.Bytes(), []byte("principal"), []byte("teacher"), 1), Site: oak})
	if n != 1 || again.Mode != template.ModeUpdate {
		t.Errorf("%d rows are rejected, and come back in the mode %s", n, again.Mode)
	}
	tells(t, again, "ana change+")
}

func TestReconcile_TheCellsOfWhoIsOnlyHereAreNotMendedAndAMendedCellMayNameThem(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,,,,,", "bp,,,,,,,,", "teo,,,,,,,,"))
	tells(t, p, "ana same, bp add+, teo same, only here bo held_back, only here una same")
	err := p.Mend(store.Mend{Line: p.Left()[0], Column: "Full Name", Value: "Somebody"})
	if store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("it is mended: %v", err)
	}
	contains(t, err.Error(), "a record that it does not name")
	content := p.Content()
	must(t, p.Mend(store.Mend{Line: 3, Column: "Current Username", Value: "bo"}))
	tells(t, p, "ana same, bo same, teo same, only here una same")
	must(t, p.Unmend(store.Mend{Line: 3, Column: "Current Username"}))
	tells(t, p, "ana same, bp add+, teo same, only here bo held_back, only here una same")
	update := s.request(importer.Request{Name: "jamf.csv", Data: p.Data, Mode: template.ModeUpdate, Site: oak})
	if p.Content() != content || update.Content() != content {
		t.Error("what the file does not name is part of its content")
	}
}

func TestReconcile_R85_AKeptReviewFindsTheSamePeopleAgainAndNobodyElse(t *testing.T) {
	s := newSchool(t)
	s.four()
	s.person(store.User{UserID: "zed", FullName: "Zed Last", Position: "student", Site: oak})
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,,,,,", "teo,,,,,,,,"))
	id := s.keep(p)
	bo, zed := p.Rows[2].Line, p.Rows[4].Line
	s.decided(id, store.Decision{Line: bo, Verdict: store.VerdictAccept, Reason: "moved away"}, store.Decision{Line: zed, Verdict: store.VerdictAccept})
	p, dropped := s.again(id)
	tells(t, p, "ana same, teo same, only here bo held_back+, only here una same, only here zed held_back+")
	if len(dropped) > 0 || p.Row(bo).Reason != "moved away" || p.Departs() != 2 {
		t.Errorf("dropped are %v, the reason is %q", dropped, p.Row(bo).Reason)
	}

	u := s.userNow("zed") // goes, and leaves the number to somebody who comes
	storetest.Apply(t, s.st, store.Change{Record: store.KindUser, Key: "zed", Version: u.Version, Delete: true, Fields: gone(store.UserFields(*u))})
	s.person(store.User{UserID: "gil", FullName: "Gil New", Position: "student", Site: oak})
	s.phones("bo", "2040")
	p, dropped = s.again(id)
	tells(t, p, "ana same, teo same, only here bo held_back, only here una same, only here gil held_back")
	if p.Row(bo).Verdict != store.VerdictLater || p.Rows[4].Line != zed || p.Rows[4].Verdict == store.VerdictAccept || p.Departs() != 0 {
		t.Errorf("dropped are %v; bo is %s, gil %s on line %d, zed was on %d", dropped, p.Row(bo).Verdict, p.Rows[4].Verdict, p.Rows[4].Line, zed)
	}
	contains(t, said(p.Notes), "zed was among those that are only here", "not in force")
	contains(t, said(p.Rows[4].Notes), "came on record since")
	contains(t, said(p.Row(bo).Notes), "R-85")
}

// phones gives somebody another number.
func (s *school) phones(id, phone string) {
	s.t.Helper()
	u := s.userNow(id)
	storetest.Apply(s.t, s.st, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{
		{Field: store.FieldPhone, Old: u.Phone, New: phone},
	}})
}

// gone are the fields of a record that goes.
func gone(fields []store.FieldChange) (list []store.FieldChange) {
	for _, f := range fields {
		list = append(list, store.FieldChange{Field: f.Field, Old: f.New})
	}
	return list
}

func TestReconcile_R85_WhoMovedSinceThePreviewIsHeldBackAndTheOthersAreSaved(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,2032,,,,", "cy,,,,,,,,"))
	for _, line := range p.Left() {
		must(t, p.Decide(line, store.VerdictAccept))
	}
	s.phones("bo", "2040")
	first, err := p.Save(t.Context(), s.st, "lead", 0, nil)
	must(t, err)
	if first.Act != 0 || len(first.Moved) != 1 || first.Moved[0].UserID != "bo" {
		t.Fatalf("saved %+v", first)
	}
	must(t, p.Mend(store.Mend{Line: 3, Column: "Full Name", Value: "Cy Moss"})) // everything is judged anew
	tells(t, p, "ana change+, cy add+, only here bo held_back, only here teo held_back+, only here una same")
	s.save(p)
	if s.userNow("bo").Departing || !s.userNow("teo").Departing || s.userNow("cy").FullName != "Cy Moss" {
		t.Error("not what was accepted was saved")
	}
}

func TestReconcile_ASiteHasToBeSaid(t *testing.T) {
	s := newSchool(t)
	s.four()
	_, err := s.try(importer.Request{Name: "jamf.csv", Data: lines(mutUsers, "ana,,,,,,,,", "fay,,,,,,,,"), Mode: template.ModeReconcile})
	if store.CodeOf(err) != store.CodeInvalid {
		t.Fatalf("it is compared: %v", err)
	}
	contains(t, err.Error(), "one site")
	for _, name := range []string{"mlti", "manageengine-unassign", "maas360-enrollments"} {
		layout, err := template.ByName(name)
		must(t, err)
		if layout.Allows(template.ModeReconcile) == nil {
			t.Errorf("%s can be held against the records", name)
		}
	}
}

const mutComputers = "Computer Serial,Display Name,Asset Tag,Barcode 1,Barcode 2,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Site (ID or Name),Managed"

// macs are two Macs and an iPad of OAK, and a Mac of FERN.
func (s *school) macs() {
	s.t.Helper()
	s.four()
	for _, d := range []store.Device{
		{Serial: "OAKMAC000001", AssetTag: "3000001", Username: "ana", FullName: "Ana Quill", Room: "7"},
		{Serial: "OAKMAC000002", AssetTag: "3000002"},
		{Serial: "OAKIPAD00001", AssetTag: "8000001"},
		{Serial: "FERNMAC00001", AssetTag: "3000009", Site: fern},
	} {
		s.device(d)
	}
}

func TestReconcile_MUTComputers_DevicesAreNeverSaidToHaveLeft(t *testing.T) {
	s := newSchool(t)
	s.macs()
	rows := lines(mutComputers, "oakmac000001,,,,,ana,,,,,,,8,,,,,,,,,,", "NEWMAC000001,,3000077,,,teo,Teo Lind,,teacher,,,,,,,,,,,,,,",
		"FERNMAC00001,,,,,,,,,,,,9,,,,,,,,,,", "NEW!,,3000002,,,,,,,,,,,,,,,,,,,,")
	p := s.compared("macs.csv", rows)
	tells(t, p, "OAKMAC000001 change+, NEWMAC000001 add+, FERNMAC00001 left_out, NEW! error")
	s.save(p)
	if d := s.deviceNow("NEWMAC000001"); d.Platform != store.PlatformMacOS || d.Site != oak || d.Username != "teo" {
		t.Errorf("saved is %+v", d)
	}
	rows = lines(mutComputers, "OAKMAC000001,,,,,ana,,,,,,,8,,,,,,,,,,", "NEWMAC000001,,3000077,,,teo,Teo Lind,,teacher,,,,,,,,,,,,,,")
	p = s.compared("macs.csv", rows)
	tells(t, p, "OAKMAC000001 same, NEWMAC000001 same, only here OAKMAC000002 left_out")
	here := p.Rows[2]
	contains(t, said(here.Notes), "the list does not have this device", "homeroom export mut-computers", "removal checklist")
	if err := p.Decide(here.Line, store.VerdictAccept); store.CodeOf(err) != store.CodeInvalid || p.Left() != nil {
		t.Errorf("it can be decided: %v, left are %v", err, p.Left())
	}
	var b bytes.Buffer
	n, err := p.WriteOurs(&b, "csv")
	must(t, err)
	contains(t, b.String(), mutComputers, "OAKMAC000002,,3000002")
	if n != 2 { // the other lacks its asset tag there
		t.Errorf("%d rows are ours:\n%s", n, b.String())
	}
}

func TestReconcile_MUTMobileDevices_WhatIsOnlyThereRunsWhatItsTagTells(t *testing.T) {
	s := newSchool(t)
	s.macs()
	p := s.request(importer.Request{
		Name: "mobile.csv", Template: "mut-mobile-devices", Mode: template.ModeReconcile, Site: oak,
		Data: lines("Mobile Device Serial,Asset Tag,Username", "OAKIPAD00001,8000001,", "NEWTV0000001,7000001,", "NEWIPAD00001,,"),
	})
	tells(t, p, "OAKIPAD00001 same, NEWTV0000001 add+, NEWIPAD00001 add+")
	s.save(p)
	if a, b := s.deviceNow("NEWTV0000001"), s.deviceNow("NEWIPAD00001"); a.Platform != store.PlatformTVOS || b.Platform != store.PlatformIOS {
		t.Errorf("they run %s and %s", a.Platform, b.Platform)
	}
}

func TestReconcile_MaaS360Users_AnAccountOfSomebodyElseIsNoReasonToHaveLeft(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("maas.csv", lines("Full Name,Username,Domain,Email Address,Managed Apple ID",
		"Ana Quill,ana,OAK,ana@oak.example,ana@oak.example", "Bo Tan,bo,,bo@oak.example,ana@oak.example", "Cy Moss,cy,OAK,cy@oak.example,"))
	tells(t, p, "ana error, bo error, cy add+, only here teo held_back, only here una same")
	must(t, p.Decide(p.Left()[0], store.VerdictAccept))
	s.save(p)
	tells(t, s.compared("maas.csv", lines("Full Name,Username,Domain,Email Address,Managed Apple ID", "Cy Moss,cy,OAK,cy@oak.example,", ",ana,,,", ",bo,,,")),
		"cy same, ana same, bo same, only here teo same, only here una same")
}

func TestReconcile_ManageEngine_DevicesNobodyHasAreNotMissedInAListOfUsers(t *testing.T) {
	s := newSchool(t)
	s.macs()
	s.groups("Year 7")
	s.person(store.User{UserID: "gus", FullName: "Gus Elm", Email: "gus@oak.example", Groups: "Year 7", Domain: "MDM", Site: oak})
	s.device(store.Device{Serial: "OAKMAC000003", AssetTag: "3000003", Username: "gus", FullName: "Gus Elm", Email: "gus@oak.example"})
	p := s.compared("me.csv", lines(assignHeader, "NEWMAC000001,ana,,ana@oak.example,Year 7,", "OAKMAC000002,teo,,teo@oak.example,,"))
	tells(t, p, "NEWMAC000001 add+, OAKMAC000002 error, only here OAKMAC000003 left_out")
	s.save(p)
	tells(t, s.compared("me.csv", lines(assignHeader, "NEWMAC000001,ana,MDM,ana@oak.example,Year 7,Corporate", "OAKMAC000003,gus,,gus@oak.example,Year 7,")),
		"NEWMAC000001 same, OAKMAC000003 same, only here OAKMAC000001 left_out") // Ana has all that the list wants since
}

func TestReconcile_Preload_BothWays(t *testing.T) {
	s := newSchool(t)
	s.macs()
	p := s.compared("preload.csv", lines(preloadHeader, "OAKMAC000001,Computer,ana,Ana Quill,,,3000001", "NEWIPAD00001,Mobile Device,,,,,8000077", "FERNMAC00001,Computer,,,,,"))
	tells(t, p, "OAKMAC000001 same, NEWIPAD00001 add+, FERNMAC00001 left_out, only here OAKMAC000002 left_out, only here OAKIPAD00001 left_out")
	var b bytes.Buffer
	n, err := p.WriteOurs(&b, "csv")
	must(t, err)
	contains(t, b.String(), "Serial Number,Device Type,Username", "OAKMAC000002,Computer,", "OAKIPAD00001,Mobile Device,")
	if n != 2 {
		t.Errorf("%d rows are ours:\n%s", n, b.String())
	}
	_, err = s.vendor("jamf-preload", preloadHeader, "OAKMAC000001,Computer,ana,,,,").WriteOurs(&b, "csv")
	if store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("a file that is brought in has ours, too: %v", err)
	}
}

func TestReconcile_R85_SomebodyWhoTurnedAndWhomAMendedCellNamesIsForgotten(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,,,,,", "bp,,,,,,,,", "teo,,,,,,,,"))
	id := s.keep(p)
	bo := p.Left()[0]
	s.decided(id, store.Decision{Line: bo, Verdict: store.VerdictAccept})
	s.phones("bo", "2040")
	p, _ = s.again(id)
	if p.Row(bo).Turned == "" || p.Departs() != 0 {
		t.Fatalf("bo's record moved, and the row stands as it did: %+v", p.Row(bo))
	}
	must(t, p.Mend(store.Mend{Line: 3, Column: "Current Username", Value: "bo"}))
	tells(t, p, "ana same, bo same, teo same, only here una same")
	shown, _ := p.TakeShown()
	must(t, p.Unmend(store.Mend{Line: 3, Column: "Current Username"}))
	if len(shown) != 0 || p.Row(bo) == nil {
		t.Errorf("kept are %v", shown)
	}
}

func TestReconcile_R17_ARecordThatTheListSaysIsAnotherSitesIsLeftToThatSite(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,,,,,,FERN,", "new.comer,,,,,,,Fern School,", "bo,,,,,,,,", "teo,,,,,,,,"))
	tells(t, p, "ana change+, new.comer left_out, bo same, teo same, only here una same")
	contains(t, said(p.Rows[1].Notes), "Fern School")
}
