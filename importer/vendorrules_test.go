package importer_test

import (
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// outcome is a row of a vendor's file, and what must become of it.
type outcome struct {
	row    string
	status importer.Status
	says   string // a part of what is said of it; empty where nothing may be said
}

// become previews the rows as one file of OAK and holds each against what must become of it.
func (s *school) become(name, header string, want ...outcome) *importer.Plan {
	s.t.Helper()
	rows := make([]string, len(want))
	for i := range want {
		rows[i] = want[i].row
	}
	p := s.request(importer.Request{Name: name + ".csv", Template: name, Site: oak, Data: []byte(header + "\n" + strings.Join(rows, "\n") + "\n")})
	if len(p.Rows) != len(want) {
		s.t.Fatalf("%d rows, want %d", len(p.Rows), len(want))
	}
	for i := range want {
		r := &p.Rows[i]
		if words := said(r.Notes); r.Status != want[i].status || !strings.Contains(words, want[i].says) || want[i].says == "" && words != "" {
			s.t.Errorf("line %d (%s) is %s, want %s saying %q: %s; %s", r.Line, want[i].row, r.Status, want[i].status, want[i].says, words, did(r.Changes))
		}
	}
	return p
}

// Assigned and on record are two facts that come true in either order: both ways the records come to be the same.
func TestManageEngine_R52_TheTwoFactsComeTrueInEitherOrder(t *testing.T) {
	assign := outcome{"DMPX10000009,cy,,cy@oak.example,Staff,", add, "R-15"}
	seen := outcome{"DMPX10000009,Mobile Device,8000077", change, ""}
	const preload = "Serial Number,Device Type,Asset Tag"
	var records []map[string]string
	for _, first := range []string{"assigned", "seen"} {
		s := newSchool(t)
		s.groups("Staff")
		s.device(store.Device{Serial: "DMPX10000009", Platform: store.PlatformUnknown})
		if first == "assigned" {
			s.save(s.become("manageengine-assign", assignHeader, assign))
			s.save(s.become("jamf-preload", preload, seen))
		} else {
			s.save(s.become("jamf-preload", preload, seen))
			s.save(s.become("manageengine-assign", assignHeader, assign))
		}
		s.says("device DMPX10000009 username=cy platform=iOS asset_tag=8000077 ownership=Corporate")
		records = append(records, s.everything())
	}
	for key, value := range records[0] {
		if records[1][key] != value {
			t.Errorf("%s is %s, and the other way round %s", key, value, records[1][key])
		}
	}
}

func TestManageEngine_R53_TheTechnicianAnswersForSharedDevices(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.groups("Kiosk")
	s.person(store.User{UserID: "tess", FullName: "Tess Moor", Email: "tess@oak.example", Position: "staff", Site: oak})
	second := "R-10 warning [User Name] Tess Moor (tess) has 3000002 (serial number OAKMAC000002) already: a second device of the same platform"
	p := s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,tess,,tess@oak.example,Kiosk,", change, ""},
		outcome{"OAKMAC000004,tess,,tess@oak.example,Kiosk,", change, second},
		outcome{"OAKIPAD00002,tess,,tess@oak.example,Kiosk,", change, ""})
	s.save(p)
	for _, serial := range []string{"OAKMAC000002", "OAKMAC000004", "OAKIPAD00002"} {
		s.says("device " + serial + " username=tess ownership=Corporate")
	}
	s.says("user tess groups=Kiosk domain=MDM")
}

// Unassigning is no release: device and person stay on record, and the device can be assigned again.
func TestManageEngine_R54_AnUnassignedDeviceStaysAndIsAssignedAgain(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.save(s.become("manageengine-unassign", "Serial Number", outcome{"OAKMAC000003", taken, ""}))
	s.says("device OAKMAC000003 username=OAKMAC000003 asset_tag=3000003 site=OAK")
	s.says("user bo full_name=Bo_Tan invitation=revoked")
	s.save(s.become("manageengine-assign", assignHeader, outcome{"OAKMAC000003,bo,,bo@oak.example,Staff,", change, ""}))
	s.says("device OAKMAC000003 username=bo full_name=Bo_Tan")
}

func TestManageEngine_R55_TheDomainOfASignInName(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.become("manageengine-assign", assignHeader,
		outcome{`OAKMAC000002,oak\cy,OAK,cy@oak.example,Staff,`, add, "R-15"},
		outcome{`OAKMAC000004,MDM\di,,di@oak.example,Staff,`, add, "R-15"},
		outcome{`OAKIPAD00002,FERN\ed,,ed@oak.example,Staff,`, failed, "R-55 error [User Name] the sign-in name is of the domain FERN"},
		outcome{`OAKMAC000003,OAK\,OAK,bo@oak.example,Staff,`, failed, "R-55 error [User Name] a sign-in name is domain\\user"},
		outcome{`OAKMAC000001,\ana,OAK,ana@oak.example,Staff,`, failed, "R-55 error [User Name] a sign-in name is domain\\user"},
		outcome{`OAKIPAD00001,OAK\HQ\ana,OAK,ana@oak.example,Staff,`, failed, `R-01 error [User Name] a User ID has letters`})
}

func TestManageEngine_R51_GroupsAreApartByASlashAndNeedOneName(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	p := s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,cy,,cy@oak.example, staff /STAFF// Year 7 /,", add, "R-15"},
		outcome{"OAKMAC000004,di,,di@oak.example,Staff/7a/7b,", failed, "R-51 error [Group Name] groups “7a” and “7b” are not on record"},
		outcome{"OAKIPAD00002,ed,,ed@oak.example,/,", failed, "R-50 error [Group Name] Group Name is empty"},
		outcome{"OAKMAC000003,bo,,bo@oak.example, / / ,", failed, "R-50 error [Group Name] Group Name is empty"})
	s.save(p)
	s.says("user cy groups=Staff/Year_7")
	s.become("manageengine-assign", assignHeader, outcome{"OAKMAC000002,cy,,cy@oak.example,YEAR 7/Staff,", same, ""})
}

func TestManageEngine_R50_OwnershipInAnyLetterCase(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.save(s.become("manageengine-assign", assignHeader,
		outcome{"OAKMAC000002,cy,,cy@oak.example,Staff,PERSONAL", add, "R-15"},
		outcome{"OAKMAC000003,bo,,bo@oak.example,Staff,corporate", change, ""},
		outcome{"OAKMAC000004,di,,di@oak.example,Staff,Personally", failed, "R-50 error [Owned By] Owned By is Corporate or Personal, not “Personally”"}))
	s.says("device OAKMAC000002 ownership=Personal")
	s.says("device OAKMAC000003 ownership=Corporate")
}

// A Yes holds only if every condition does: each of them that fails alone refuses the row in its own words.
func TestMaaS360_R61_EachConditionOfAYesByItself(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const holds = "ana,,,iOS,Employee Owned,Yes,,MDM pilot"
	s.become("maas360-enrollments", requestHeader, outcome{holds, change, ""})
	for row, says := range map[string]string{
		"ana,,,macOS,Employee Owned,Yes,,MDM pilot":       "R-61 error [Platform] iOS User Enrollment is for the platform iOS alone, not “macOS”",
		"ana,,,iOS,Corporate Owned,Yes,,MDM pilot":        "R-61 error [Ownership] iOS User Enrollment needs the Ownership Employee Owned, not “Corporate Owned”",
		"ana,,,iOS,,Yes,,MDM pilot":                       "R-61 error [Ownership] iOS User Enrollment needs the Ownership Employee Owned, not an empty one",
		",,,iOS,Employee Owned,Yes,,MDM pilot":            "R-61 error [Username] iOS User Enrollment needs a user, and none is named",
		"bo,,,iOS,Employee Owned,Yes,,MDM pilot":          "R-61 error [Username] iOS User Enrollment needs a linked Managed Apple Account, and bo has none",
		"ana,,,iOS,Employee Owned,Yes,Passcode,MDM pilot": "R-61 error [Override Authentication Mode] iOS User Enrollment does not go with Override Authentication Mode, which says “Passcode”",
	} {
		p := s.become("maas360-enrollments", requestHeader, outcome{row, failed, says})
		errors := 0
		for _, n := range p.Rows[0].Notes {
			if n.Severity == severe {
				errors++
			}
		}
		if errors != 1 {
			t.Errorf("%s: %d errors: %s", row, errors, said(p.Rows[0].Notes))
		}
	}
	for _, comment := range []string{"", "pilot", "the MDM pilot", "mdm"} {
		s.become("maas360-enrollments", requestHeader, outcome{"ana,,,iOS,Employee Owned,Yes,," + comment, change, "R-61 warning [Comments]"})
	}
	s.become("maas360-enrollments", requestHeader, outcome{"bo,,,Android,Corporate Owned,No,Passcode,", change, ""})
}

func TestMaaS360_R61_WordsInAnyLetterCaseAreKeptAsTheVendorSpellsThem(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.save(s.become("maas360-enrollments", requestHeader, outcome{"ana,,,IOS,employee owned,YES,,MDM pilot", change, ""}))
	list, err := s.st.Requests(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Platform != "iOS" || list[0].Ownership != "Employee Owned" || list[0].UserEnrollment != "Yes" {
		t.Fatalf("saved is %+v", list)
	}
	s.become("maas360-enrollments", requestHeader, outcome{"ana,,,iOS,Employee Owned,Yes,,MDM pilot", same, ""})
}

func TestMaaS360_R61_ARequestHoldsNoCharacterThatCannotBeKept(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.save(s.become("maas360-enrollments", requestHeader,
		outcome{"ana,,,iOS,Employee\x1d Owned,No,,", failed, "error [Ownership] the value holds the control character U+001D"},
		outcome{"bo,,,iOS,,No,,pilot\u202e", change, "R-08 warning [Comments]"},
		outcome{"dee,,,iOS,,No,,Réunion", change, ""}))
}

func TestMaaS360_R62_WhoHasNoManagedAppleAccountIsFoundUntilTheListLinksOne(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	without := func() (ids string) {
		t.Helper()
		q, err := store.ParseQuery(store.KindUser, "managed_apple_account: site:OAK")
		must(t, err)
		users, err := s.st.Users(t.Context())
		must(t, err)
		for i := range users {
			if q.User(&users[i], 0) {
				ids += users[i].UserID + " "
			}
		}
		return ids
	}
	if got := without(); got != "bo dee " {
		t.Errorf("without an account are %s", got)
	}
	s.save(s.become("maas360-users", maasHeader, outcome{"Bo Tan,bo,,,bo@id.oak.example", change, ""}))
	if got := without(); got != "dee " {
		t.Errorf("without an account are %s", got)
	}
}
