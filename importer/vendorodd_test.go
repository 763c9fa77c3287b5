package importer_test

import (
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

const fewComputers = "Computer Serial,Asset Tag,Username,Real Name,Email Address,Position,Room"

func TestVendor_R16_ADeviceOrPersonOnSeveralRows(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.become("mut-computers", fewComputers,
		outcome{"OAKMAC000001,,,,,,1", failed, "R-16 error [Computer Serial] the same Computer Serial stands on lines 2 and 4"},
		outcome{"OAKMAC000003,,,,,,1", change, ""},
		outcome{"oakmac000001,,,,,,2", failed, "lines 2 and 4"})
	s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,cy,,cy@oak.example,Staff,", failed, "R-16 error [User Name] the same User Name stands with different values of Group Name: lines 2 and 3"},
		outcome{"OAKIPAD00002,CY,,cy@oak.example,Year 7,", failed, "lines 2 and 3"})
	s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,cy,,cy@oak.example,Staff,", failed, "R-16 error [User Name] the same User Name stands with different values of Domain Name: lines 2 and 3"},
		outcome{`OAKIPAD00002,OAK\cy,OAK,cy@oak.example,Staff,`, failed, "lines 2 and 3"})
	s.save(s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,cy,,cy@oak.example,Year 7/Staff,", add, "R-15"},
		outcome{"OAKIPAD00002,CY,,CY@oak.example,staff / year 7,", add, "R-15"}))
	s.says("user cy groups=Staff/Year_7")
}

func TestMUT_R02_AnotherUserIDThatIsSomebodys(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const header = "Current Username,New Username,Full Name,Email Address"
	s.become("mut-users", header,
		outcome{"ana,bo,,", failed, "R-02 error [New Username] User ID bo already belongs to Bo Tan"},
		outcome{"bo,ana,,", failed, "R-02 error [New Username] User ID ana already belongs to Ana Quill"})
	s.become("mut-users", header, outcome{"bo,ida,,", failed, "User ID ida belongs to somebody at site FERN"})
	s.become("mut-users", header, outcome{"bo,b o,,", failed, "R-01 error [New Username]"})
	s.become("mut-users", header, outcome{"bo,CLEAR!,,", failed, "a user always has a User ID"})
	s.become("mut-users", header, outcome{"bo,BO,,", change, ""}, outcome{"dee,DEE,,", change, ""})
}

// A chain of new User IDs comes through in as many imports as it has links; it never mixes two people up.
func TestMUT_R02_R86_AChainOfUserIDsIsBroughtInLinkByLink(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const header = "Current Username,New Username,Full Name"
	s.save(s.become("mut-users", header,
		outcome{"bo,ana,", failed, "R-02 error [New Username] User ID ana already belongs to Ana Quill"},
		outcome{"ana,zed,", change, ""}))
	s.says("device OAKMAC000001 username=zed")
	s.save(s.become("mut-users", header,
		outcome{"bo,ana,", change, ""},
		outcome{"ana,zed,", same, "R-86 info [Current Username] ana is not on record, and zed says all of this"}))
	s.says("device OAKMAC000003 username=ana full_name=Bo_Tan")
	s.says("device OAKMAC000001 username=zed full_name=Ana_Quill")
	s.become("mut-users", header, outcome{"nobody,zed,Another Name", failed, "R-17 error [Current Username]"})
}

// A person who gets a device in one file under the User ID that another file takes away is found where the records say.
func TestMUT_AUsernameThatARowOfAnotherFileHasRenamed(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	p := s.become("mut-computers", fewComputers, outcome{"OAKMAC000002,,bo,,,,", change, "R-10"})
	s.save(s.become("mut-users", "Current Username,New Username", outcome{"bo,bo.tan", change, ""}))
	moved, err := p.Save(t.Context(), s.st, "lead", 0, nil)
	must(t, err)
	if moved.Saved != 0 || len(moved.Moved) != 1 || p.Rows[0].Status != heldBack {
		t.Errorf("saved is %+v", moved)
	}
	s.says("device OAKMAC000002 username=OAKMAC000002")
	p = s.become("mut-computers", fewComputers, outcome{"OAKMAC000002,,bo,Bo Tan,,,", add, "R-15"})
	if len(p.Rows[0].Changes) == 0 {
		t.Error("somebody new has no record")
	}
}

// A Managed Apple Account goes from one person to another in one file: it is free for the next import, and never doubled.
func TestMUT_R05_AnAccountThatChangesHandsIsSavedOnceItIsFree(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const header = "Current Username,Full Name,Managed Apple ID (Requires Jamf Pro 10.15+)"
	s.save(s.become("mut-users", header,
		outcome{"bo,,ANA@id.oak.example", failed, "R-05 error [Managed Apple ID (Requires Jamf Pro 10.15+)] Managed Apple Account ANA@id.oak.example already belongs to Ana Quill (Ana)"},
		outcome{"ana,,bo@id.oak.example", change, ""}))
	s.save(s.become("mut-users", header,
		outcome{"bo,,ANA@id.oak.example", change, ""},
		outcome{"ana,,bo@id.oak.example", same, ""}))
	s.says("user bo managed_apple_account=ANA@id.oak.example")
	s.says("user ana managed_apple_account=bo@id.oak.example")
	s.become("mut-users", header, outcome{"dee,,ida@id.fern.example", failed, "belongs to somebody at site FERN"})
}

func TestMaaS360_R05_R60_AnAccountTwiceInTheFile(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const twice = "R-05 error [Managed Apple ID] the same Managed Apple ID stands on lines 2, 3 and 5"
	s.become("maas360-users", maasHeader,
		outcome{"Cy,cy,,,c@id.oak.example", failed, twice},
		outcome{"Di,di,,,C@ID.oak.example", failed, twice},
		outcome{"Ana,ana,,,ANA@id.oak.example", change, ""},
		outcome{"Bo,bo,,, c@id.oak.example ", failed, twice})
}

func TestVendor_R02_R17_AnotherSitesPeopleAndDevices(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	const theirs, person = "this record belongs to site FERN (Fern School)", "User ID ida belongs to somebody at site FERN (Fern School)"
	s.become("mut-computers", fewComputers, outcome{"FERNMAC00001,,,,,,1", failed, theirs}, outcome{"OAKMAC000002,,ida,,,,", failed, person})
	s.become("mut-users", "Current Username,Full Name,Email Address", outcome{"ida,Ida,", failed, theirs})
	s.become("jamf-preload", "Serial Number,Device Type,Username", outcome{"FERNMAC00001,Computer,bo", failed, theirs}, outcome{"C02X10000009,Computer,ida", failed, person})
	s.become("manageengine-assign", assignHeader, outcome{"FERNMAC00001,bo,,bo@oak.example,Staff,", failed, theirs}, outcome{"OAKMAC000002,ida,,ida@fern.example,Staff,", failed, person})
	s.become("manageengine-unassign", "Serial Number", outcome{"FERNMAC00001", failed, theirs}, outcome{"OAKMAC000002", same, ""})
	s.become("maas360-users", maasHeader, outcome{"Ida,ida,FERN,,", failed, theirs})
	s.become("maas360-enrollments", requestHeader, outcome{"ida,,,iOS,,,,", failed, theirs})
	for _, status := range []importer.Status{add, change, taken} {
		if n := s.become("jamf-preload", "Serial Number,Device Type,Username", outcome{"FERNMAC00001,Computer,bo", failed, theirs}).Counts()[status]; n > 0 {
			t.Errorf("%d rows are %s", n, status)
		}
	}
}

func TestVendor_PlaceholdersAndPeopleWhoLeave(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.become("mut-computers", fewComputers,
		outcome{"OAKMAC000003,,oakmac000003,,,,", taken, ""},
		outcome{"OAKMAC000002,,OAKMAC000002,,,,", same, ""},
		outcome{"OAKMAC000004,,CLEAR!,,,,", same, ""},
		outcome{"OAKIPAD00002,,dee,,,,", change, "R-14 warning [Username] Dee Marsh (dee) is marked departing"},
		outcome{"OAKMAC000001,, ,,,,", failed, "R-40 error [Username] Username would be a single space"})
	s.become("manageengine-assign", assignHeader, outcome{"OAKMAC000002,dee,,dee@oak.example,Staff,", change, "R-14 warning [User Name] Dee Marsh (dee)"})
}

func TestVendor_R04_R06_WordsOfPositionAndKind(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.save(s.become("mut-computers", fewComputers,
		outcome{"OAKMAC000001,,,,,T,", same, ""},
		outcome{"OAKMAC000002,,cy,Cy Low,,FACULTY,", add, ""},
		outcome{"OAKMAC000003,,,,,Principal,", failed, "R-06 error [Position] a position is student, teacher or staff"},
		outcome{"OAKIPAD00002,,di,Di Ray,,s,", add, "R-04 warning [Computer Serial] this is a list of computers, and the device runs iOS"}))
	s.says("user cy position=teacher invitation=invited")
	s.says("device OAKIPAD00002 position=student")
	s.save(s.become("jamf-preload", "Serial Number,Device Type,Username",
		outcome{"OAKMAC000003,UNKNOWN,", same, ""}, outcome{"C02X10000009,unknown,", add, ""}, outcome{"C02X10000008,COMPUTER,", add, ""},
		outcome{"C02X10000007,,", add, ""}))
	s.says("device OAKMAC000003 platform=macOS")
	s.says("device C02X10000009 platform=")
	s.says("device C02X10000008 platform=macOS")
}

// What empties a field in MUT's files is text in the others, and is said to be.
func TestVendor_R40_WhereNoWordEmptiesAFieldThatIsSaid(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.become("jamf-preload", "Serial Number,Device Type,Room",
		outcome{"OAKMAC000001,,CLEAR!", change, "R-40 warning [Room] “CLEAR!” is taken as it stands: in this layout no word empties a field"})
	s.become("maas360-users", maasHeader, outcome{"CLEAR!,bo,,,", change, "R-40 warning [Full Name]"})
}

// A single space is a value in MUT's files alone: elsewhere it is a blank cell.
func TestVendor_R40_ASpaceIsABlankCellInTheOtherLayouts(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.become("jamf-preload", "Serial Number,Device Type,Room", outcome{"OAKMAC000001,, ", same, ""})
	s.become("maas360-users", maasHeader, outcome{" ,bo, , , ", same, ""})
}

func TestVendor_R30_R32_UnassigningADeviceOfAnOpenChecklist(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	w, err := procedure.Start(t.Context(), s.st, "kim", procedure.Request{Procedure: "removal", UserID: "bo"})
	must(t, err)
	s.save(s.become("manageengine-unassign", "Serial Number", outcome{"OAKMAC000003", taken, ""}))
	w, err = procedure.Load(t.Context(), s.st, w.Checklist.Number)
	must(t, err)
	if len(w.Moved) == 0 || w.Moved[0].Entry.Operator != "lead" || w.Moved[0].Entry.Key != "OAKMAC000003" {
		t.Fatalf("the checklist was told of %+v", w.Moved)
	}
}

func TestVendor_R83_HeadersAsTheyComeInTheWild(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	text := "# exported on Monday\n\nCOMPUTER_SERIAL,room,Shoe Size,Emial Address,user name\nOAKMAC000001,14,44,x@oak.example,\n\n,,,,\n# a comment,,,,\nOAKMAC000003,15,,,\n,,,,\n"
	p := s.request(importer.Request{Name: "wild.csv", Data: []byte(text), Template: "mut-computers", Site: oak})
	statuses(t, p, change, leftOut, leftOut, failed, change)
	contains(t, said(p.Notes), "R-83 info [Shoe Size] column Shoe Size is not understood", "R-83 warning [Emial Address] column Emial Address is not understood; is it Email Address?",
		"above the header in line 3 stands what is not read as data")
	if got := strings.Join(p.UnknownColumns, ","); got != "Shoe Size,Emial Address" {
		t.Errorf("not understood are %s", got)
	}
	contains(t, note(t, p.Rows[3].Notes, "R-03", severe).Message, "8 to 14 letters and digits")
	_, err := s.try(importer.Request{Name: "twice.csv", Data: []byte("Computer Serial,Room,ROOM\nOAKMAC000001,1,2\n"), Template: "mut-computers"})
	if err == nil || !strings.Contains(err.Error(), "columns B and C are both Room") {
		t.Errorf("a header that stands twice: %v", err)
	}
}

func TestVendor_ATemplateThatDoesNotFitIsRefusedByNameOfWhatIsMissing(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	for template, missing := range map[string]string{
		"mut-users": "Current Username", "jamf-preload": "Serial Number", "manageengine-assign": "Serial Number", "manageengine-unassign": "Serial Number",
		"maas360-users": "Username", "maas360-enrollments": "Username", "mlti": "Serial Number",
	} {
		_, err := s.try(importer.Request{Name: "x.csv", Data: []byte("Display Name,Room\nArt Mac,1\n"), Template: template, Site: oak})
		if err == nil || !strings.Contains(err.Error(), "no "+missing+" column, so it is not the template "+template) {
			t.Errorf("%s: %v", template, err)
		}
	}
	_, err := s.try(importer.Request{Name: "x.csv", Data: []byte("Computer Serial,Room\nOAKMAC000001,1\n"), Template: "mut-computers", Site: "ELM"})
	if store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("a site that is not on record: %v", err)
	}
}

// A row whose record moved between preview and save is held back with the three values; the others are saved.
func TestVendor_R85_ARecordThatMovedHoldsItsRowBack(t *testing.T) {
	for _, f := range []struct{ template, header, moves, stays string }{
		{"mut-computers", fewComputers, "OAKMAC000001,,,,,,204", "OAKMAC000002,,,,,,204"},
		{"jamf-preload", "Serial Number,Device Type,Room", "OAKMAC000001,,204", "OAKMAC000002,,204"},
		{"manageengine-unassign", "Serial Number", "OAKMAC000001", "OAKMAC000003"},
	} {
		s := newSchool(t)
		oaks(s)
		p := s.request(importer.Request{Name: "f.csv", Template: f.template, Site: oak, Data: []byte(f.header + "\n" + f.moves + "\n" + f.stays + "\n")})
		storetest.Edit(t, s.st, "kim", "OAKMAC000001", map[store.Field]string{store.FieldRoom: "77", store.FieldUsername: "OAKMAC000001"})
		if done := s.save(p); done.Saved != 0 || len(done.Moved) != 1 || p.Rows[0].Status != heldBack || p.Rows[1].Status == heldBack {
			t.Errorf("%s: %+v", f.template, done)
		}
		contains(t, said(p.Rows[0].Notes), "R-85")
		if done := s.save(p); done.Saved != 1 {
			t.Errorf("%s: %d rows are saved then", f.template, done.Saved)
		}
		s.says("device OAKMAC000001 room=77")
	}
}
