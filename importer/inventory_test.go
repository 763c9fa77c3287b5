package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestInventory_CreatesAndUpdatesDevicesOfEveryKind(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: mini.AssetTag, Model: "iPad mini", Room: "1", FullName: "Old Name"})
	p := s.inventory(
		row{tag: "4000001", serial: "oaknew000001", kind: "iPad Retina", room: "2"},
		row{tag: "7000001", serial: "OAKTV0000001", kind: "Apple TV"},
		row{tag: "6000001", serial: "OAKSRV000001"},
		row{tag: "600001", serial: "OAKOLD000001", kind: "MacBook"},
		row{},
		row{tag: mini.AssetTag, serial: mini.Serial, kind: "iPad mini", room: "3"},
	)
	statuses(t, p, add, add, add, add, leftOut, change)
	s.save(p)
	for serial, platform := range map[string]store.Platform{
		"OAKNEW000001": store.PlatformIOS, "OAKTV0000001": store.PlatformTVOS,
		"OAKSRV000001": store.PlatformMacOS, "OAKOLD000001": store.PlatformMacOS,
	} {
		if d := s.deviceNow(serial); d.Platform != platform || d.Site != oak {
			t.Errorf("%s is %+v", serial, d)
		}
	}
	if d := s.deviceNow(mini.Serial); d.Room != "3" || d.FullName != "Old Name" {
		t.Errorf("blank cells changed the record (R-84): %+v", d)
	}
}

func TestInventory_R86_TheSameFileAgainIsSame(t *testing.T) {
	s := newSchool(t)
	rows := []row{
		{tag: "4000001", serial: "OAKNEW000001", kind: "iPad Retina", id: "ana", name: "Ana Mendes", position: "S", room: "2"},
		{tag: "400001", serial: "OAKNEW000002", kind: "iPad", id: "OAKNEW000002"},
		{serial: "OAKNEW000003"},
	}
	p := s.inventory(rows...)
	statuses(t, p, add, add, add)
	s.save(p)
	p = s.inventory(rows...)
	statuses(t, p, same, same, same)
	if outcome := s.save(p); outcome.Act != 0 || outcome.Saved != 0 {
		t.Errorf("saving nothing gave %+v", outcome)
	}
}

func TestInventory_AUserIDBringsThePersonWithoutInvitation(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.inventory(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist", position: "teacher"},
		row{serial: air.Serial, id: air.Serial, name: "Cart 2"},
	)
	statuses(t, p, add, change)
	s.save(p)
	if u := s.userNow("teo"); u == nil || u.Site != oak || u.Position != "teacher" || u.Invitation != store.InvitationNone {
		t.Errorf("user is %+v", u)
	}
	if s.userNow(air.Serial) != nil {
		t.Error("a placeholder became a person")
	}
	if d := s.deviceNow(air.Serial); !d.Placeholder() {
		t.Errorf("device is %+v", d)
	}
}

func TestInventory_UserIDInAnotherLetterCaseIsTheSame_R01(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	statuses(t, s.inventory(row{serial: mini.Serial, id: "ANA"}), same)
}

func TestInventory_APersonOnRecordByTheirDeviceAloneGetsAUserRecord(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Username, d.FullName = "ana", "Ana Mendes"
	s.device(d)
	p := s.inventory(row{serial: mini.Serial, id: "ana"})
	statuses(t, p, add)
	s.save(p)
	if u := s.userNow("ana"); u == nil || u.FullName != "" {
		t.Errorf("user is %+v", u)
	}
}

func TestInventory_MovingADeviceWarnsAndKeepsNothingOfTheHolder(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "old", FullName: "Olga Dunn", Site: oak, Position: "staff"}, mini.Serial, mini2.Serial)
	s.person(store.User{UserID: "new", FullName: "Nils Ekdahl", Site: oak, Position: "teacher"})
	p := s.inventory(row{serial: mini.Serial, id: "new"})
	statuses(t, p, change)
	contains(t, note(t, p.Rows[0].Notes, "R-15", warning).Message, "Olga Dunn")
	silent(t, p.Rows[0].Notes, "R-10") // the device takes what the user record says
	s.save(p)
	if d := s.deviceNow(mini.Serial); d.FullName != "Nils Ekdahl" || d.Position != "teacher" {
		t.Errorf("device is %+v", d)
	}
}

func TestInventory_R22_ItsOwnSerialAsUserIDTakesNobodyAway(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	s.person(store.User{UserID: mini2.Serial, FullName: "Bo Quill", Site: oak}, mini2.Serial)
	p := s.inventory(row{serial: mini.Serial, id: mini.Serial}, row{serial: mini2.Serial, id: mini2.Serial})
	statuses(t, p, failed, same) // a school may use serial numbers as User IDs
	n := note(t, p.Rows[0].Notes, "R-22", severe)
	contains(t, n.Message, "Ana Mendes")
	contains(t, n.Remedy, "mode revoke")
	silent(t, p.Rows[0].Notes, "R-15")
}

func TestInventory_R10_TheUserRecordKeepsItsOwn(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Phone: "2030", Site: oak, Position: "student"}, mini.Serial)
	s.person(store.User{UserID: "far", FullName: "Ida Quill", Site: fern}, air.Serial)
	p := s.inventory(
		row{serial: mini.Serial, id: "ana", name: "Ana Maria Mendes", phone: "2031", position: "student", room: "4"},
		row{serial: air.Serial, name: "Guess Work"},
	)
	statuses(t, p, change, change)
	n := note(t, p.Rows[0].Notes, "R-10", info)
	contains(t, n.Message, "Full Name", "Phone Number", "keeps its own")
	without(t, n.Message, "Room", "Position")
	silent(t, p.Rows[1].Notes, "R-10") // it is another site's user record
	s.save(p)
	if u := s.userNow("ana"); u.FullName != "Ana Mendes" || s.deviceNow(mini.Serial).FullName != "Ana Maria Mendes" {
		t.Errorf("user is %+v", u)
	}
	silent(t, s.inventory(row{serial: mini.Serial, id: "ana", name: "Ana Maria Mendes"}).Rows[0].Notes, "R-10")
}

func TestInventory_R02_AnotherSitesIDIsRefused(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(fernAir)
	s.person(store.User{UserID: "ida", FullName: "Ida Quill", Site: fern}, fernAir.Serial)
	p := s.inventory(row{serial: mini.Serial, id: "ida"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-02", severe).Message, "ida", fern)
	without(t, said(p.Rows[0].Notes), "Quill", fernAir.Serial)
}

func TestInventory_R17_NothingOfAnotherDeviceOrSiteIsTaken(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.device(fernAir)
	for _, c := range []struct {
		row        row
		says, hide string
	}{
		{row{tag: mini2.AssetTag, serial: mini.Serial}, mini2.Serial, "FERN"},
		{row{tag: mini2.AssetTag, serial: "OAKNEW000001"}, mini2.Serial, "FERN"},
		{row{tag: fernAir.AssetTag, serial: "OAKNEW000001"}, "site FERN", fernAir.Serial},
		{row{tag: "3999999", serial: fernAir.Serial}, "site FERN", fernAir.AssetTag},
		{row{tag: mini.AssetTag}, mini.Serial, "FERN"},
		{row{tag: "4999999"}, "no serial number", "FERN"},
	} {
		p := s.inventory(c.row)
		statuses(t, p, failed)
		contains(t, said(p.Rows[0].Notes), "R-17", c.says)
		without(t, said(p.Rows[0].Notes), c.hide)
	}
}

func TestInventory_AChangedTagIsAChange_ButALostZeroIsNot_R08(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKOLD000001", AssetTag: "012345", Model: "MacBook"})
	s.device(store.Device{Serial: "001234567890", AssetTag: "012346", Model: "MacBook"})
	p := s.inventory(
		row{tag: "12345", serial: "OAKOLD000001"},
		row{tag: "1", serial: "1234567890"},
		row{tag: "3012346", serial: "001234567890"},
	)
	statuses(t, p, failed, failed, change)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "012345")
	s.device(store.Device{Serial: "011111111111", Model: "MacBook"})
	p = s.inventory(row{serial: "11111111111"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "011111111111")
	s.save(s.inventory(row{tag: "3012346", serial: "001234567890"}))
	if d := s.deviceNow("001234567890"); d.AssetTag != "3012346" {
		t.Errorf("device is %+v", d)
	}
}

func TestInventory_DeleteIsNotRead_R20(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.inventory(row{serial: mini.Serial, del: "anything"})
	statuses(t, p, same)
	note(t, p.Rows[0].Notes, "R-20", info)
}

func TestInventory_BeginsASiteWithItsSolution(t *testing.T) {
	s := newSchool(t)
	q := importer.Request{
		Data: file(t, "csv", row{tag: "4000001", serial: "ELMNEW000001"}),
		Mode: template.ModeInventory, Site: "elm", Solution: store.SolutionAlternate,
	}
	p := s.request(q)
	statuses(t, p, add)
	if c := p.Changes(); c[0].Record != store.KindSite || c[0].Key != "ELM" {
		t.Fatalf("first comes %+v", c[0])
	}
	if _, ask := p.Confirm(); ask {
		t.Error("a new site asks for a number")
	}
	contains(t, p.Sentence(), "1 new site", "1 new device", "ELM")
	s.save(p)
	sites, err := s.st.Sites(t.Context())
	if err != nil || len(sites) != 3 || sites[0].Code != "ELM" || sites[0].Solution != store.SolutionAlternate {
		t.Errorf("sites are %+v, %v", sites, err)
	}
	q.Data = file(t, "csv", row{tag: "4000001", serial: "?"})
	q.Site = "ASH"
	if p = s.request(q); len(p.Changes()) != 0 {
		t.Error("a site is begun without an accepted row")
	}
}
