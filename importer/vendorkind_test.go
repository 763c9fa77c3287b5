package importer_test

import (
	"testing"

	"homeroom/store"
)

func TestMUT_R04_ADeviceInTheListOfAnotherPlatformIsWarnedOf(t *testing.T) {
	s := newSchool(t)
	s.three()
	const header = "Computer Serial,Display Name,Asset Tag,Username,Real Name,Department,Building,Room"
	p := s.vendor("mut-computers", header, "OAKIPAD00001,,,,,,,9", "OAKMAC000001,,,,,,,9")
	statuses(t, p, change, change)
	n := note(t, p.Rows[0].Notes, "R-04", warning)
	contains(t, n.Message, "list of computers", "iOS")
	contains(t, n.Remedy, "move the row")
	if n.Column != "Computer Serial" || n.Value != "OAKIPAD00001" {
		t.Errorf("it is told of %s %q (R-82)", n.Column, n.Value)
	}
	without(t, said(p.Rows[1].Notes), "R-04", "list of computers")
	p = s.vendor("mut-mobile-devices", "Mobile Device Serial,Asset Tag,Username,Room", "OAKMAC000001,,,9", "OAKIPAD00001,,,9")
	contains(t, note(t, p.Rows[0].Notes, "R-04", warning).Message, "list of mobile devices", "macOS")
	without(t, said(p.Rows[1].Notes), "list of mobile")
}

func TestPreload_R04_R42_ADeviceTypeThatTheAssetTagContradictsIsWarnedOf(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMAC000001", AssetTag: "3000001", Model: "MacBook Air 13"})
	p := s.vendor("jamf-preload", "Serial Number,Device Type,Username,Asset Tag",
		"NEWMAC000001,Mobile Device,,3000077", "NEWIPAD00001,Computer,,8000077", "OAKMAC000001,Mobile Device,,",
		"NEWMAC000002,Computer,,3000078", "NEWIPAD00002,Mobile Device,,8000078", "NEWTV0000001,Mobile Device,,7000001", "NEWUNK000001,Unknown,,8000079", "NEWOLD000001,Computer,,800001")
	for i, want := range []string{"Computer", "Mobile Device", "Computer"} {
		n := note(t, p.Rows[i].Notes, "R-04", warning)
		contains(t, n.Message, "asset tag", "calls "+want)
		contains(t, n.Remedy, "write "+want)
		if n.Column != "Device Type" {
			t.Errorf("it is told of %s", n.Column)
		}
	}
	for i := 3; i < len(p.Rows); i++ {
		without(t, said(p.Rows[i].Notes), "that Jamf calls")
	}
}
