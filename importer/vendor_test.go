package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

// groups puts groups on record.
func (s *school) groups(names ...string) {
	s.t.Helper()
	for _, name := range names {
		g := store.Group{Name: name}
		storetest.Apply(s.t, s.st, store.Change{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)})
	}
}

const preloadHeader = "Serial Number,Device Type,Username,Full Name,Email Address,Position,Asset Tag"

func TestPreload_R42_DevicesAndTheirUsersComeOnRecord(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.vendor("jamf-preload", preloadHeader, "C02X10000009,Computer,bo,Bo Tan,bo@oak.example,student,3000009",
		"DMPX10000009,mobile device,,,,,", "OAKMAC000002,Unknown,ana,,,,", "OAKIPAD00001,Tablet,,,,,", "DMPX10000008,Unknown,,,,,")
	statuses(t, p, add, add, change, failed, add)
	contains(t, note(t, p.Rows[3].Notes, "R-42", severe).Message, "Device Type is Computer or Mobile Device or Unknown, not “Tablet”")
	s.save(p)
	if d := s.deviceNow("C02X10000009"); d.Platform != store.PlatformMacOS || d.Username != "bo" || d.Site != oak || d.AssetTag != "3000009" {
		t.Errorf("saved is %+v", d)
	}
	if d := s.deviceNow("DMPX10000009"); d.Platform != store.PlatformIOS || d.Username != "" {
		t.Errorf("saved is %+v", d)
	}
	statuses(t, s.vendor("jamf-preload", preloadHeader, "C02X10000009,Computer,bo,Bo Tan,bo@oak.example,student,3000009", "DMPX10000009,Mobile Device,,,,,"), same, same)
}

func TestPreload_R42_OtherSeparatorsThanTheCommaAreWarnedOf(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.request(importer.Request{Name: "preload.csv", Data: []byte("Serial Number;Device Type;Username\nOAKMAC000002;Computer;ana\nOAKMAC000001;Computer;ana\n")})
	if p.Template.Name != "jamf-preload" {
		t.Fatalf("it is taken for %s", p.Template.Name)
	}
	contains(t, note(t, p.Notes, "R-42", warning).Message, "semicolon", "comma alone")
}

const assignHeader = "Serial Number,User Name,Domain Name,Email Address,Group Name,Owned By"

func TestManageEngine_R50_DefaultsAndWhatMayNotBeEmpty(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.groups("Year 7", "Chess Club")
	p := s.vendor("manageengine-assign", assignHeader,
		"OAKMAC000002,bo,,bo@oak.example, year 7 ,", "OAKIPAD00001,Ana,OAK,ana@oak.example,Chess Club/Year 7,personal",
		"OAKMAC000001,,,,,", "OAKNOWHERE01,cy,,cy@oak.example,Year 7,Leased")
	statuses(t, p, add, change, failed, failed)
	contains(t, said(p.Rows[2].Notes), "User Name is empty", "Email Address is empty", "Group Name is empty")
	without(t, said(p.Rows[2].Notes), "Domain Name is empty")
	contains(t, note(t, p.Rows[3].Notes, "R-50", severe).Message, "Owned By is Corporate or Personal, not “Leased”")
	contains(t, p.BlankMeans, "Domain Name is MDM", "Owned By is Corporate")
	s.save(p)
	if u := s.userNow("bo"); u.Domain != "MDM" || u.Groups != "Year 7" || u.Email != "bo@oak.example" {
		t.Errorf("saved is %+v", u)
	}
	if d := s.deviceNow("OAKMAC000002"); d.Username != "bo" || d.Ownership != "Corporate" || d.Email != "bo@oak.example" {
		t.Errorf("saved is %+v", d)
	}
	if u, d := s.userNow("ana"), s.deviceNow("OAKIPAD00001"); u.Groups != "Chess Club/Year 7" || u.Domain != "OAK" || d.Ownership != "Personal" {
		t.Errorf("saved is %+v on %+v", u, d)
	}
}

func TestManageEngine_R51_AnUnknownGroupIsNamed(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.groups("Year 7")
	p := s.vendor("manageengine-assign", assignHeader, "OAKMAC000002,bo,,bo@oak.example,Year 7/Yeer 8,")
	statuses(t, p, failed)
	n := note(t, p.Rows[0].Notes, "R-51", severe)
	contains(t, n.Message, "group “Yeer 8” is not on record")
	contains(t, n.Remedy, "Year 7")
	if n.Column != "Group Name" || n.Value != "Year 7/Yeer 8" || n.Line != 2 {
		t.Errorf("the note is %+v", n)
	}
}

func TestManageEngine_R55_ADirectorySignInName(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.groups("Year 7")
	p := s.vendor("manageengine-assign", assignHeader, `OAKMAC000002,OAK\bo,OAK,bo@oak.example,Year 7,`, `OAKMAC000001,OAK\bo,FERN,bo@oak.example,Year 7,`)
	statuses(t, p, add, failed)
	contains(t, note(t, p.Rows[1].Notes, "R-55", severe).Message, "of the domain OAK")
	s.save(p)
	if u := s.userNow("bo"); u == nil || u.Domain != "OAK" {
		t.Errorf("saved is %+v", u)
	}
}

// Assigning before the device is ever switched on is normal.
func TestManageEngine_R52_ADeviceIsAssignedBeforeItIsSwitchedOn(t *testing.T) {
	s := newSchool(t)
	s.groups("Year 7")
	s.device(store.Device{Serial: "DMPX10000009"}) // nothing more is known of it
	statuses(t, s.vendor("manageengine-assign", assignHeader, "DMPX10000009,bo,,bo@oak.example,Year 7,"), add)
}

func TestManageEngine_R54_UnassigningTakesBackAndAsksForTheNumber(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.vendor("manageengine-unassign", "Serial Number", "OAKIPAD00001", "OAKMAC000002", "OAKNOWHERE01")
	statuses(t, p, taken, same, failed)
	if n, ask := p.Confirm(); n != 1 || !ask {
		t.Errorf("saving asks for %d, %v", n, ask)
	}
	s.save(p)
	if d := s.deviceNow("OAKIPAD00001"); d.Username != "OAKIPAD00001" || d.FullName != "" {
		t.Errorf("saved is %+v", d)
	}
	if u := s.userNow("ana"); u == nil {
		t.Error("the user record is gone")
	}
}
