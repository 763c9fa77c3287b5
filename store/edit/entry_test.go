package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func enter(r *store.Records, e edit.Entry) edit.Plan { return edit.On(r).Enter(&e) }

// grouped is a district with two groups and a location.
func grouped(records ...any) *store.Records {
	r := on(records...)
	r.PutGroups([]store.Group{{Name: "Chess Club", Version: 1}, {Name: "Year 7", Version: 2}}, []store.Location{{Code: "Main", Version: 3}})
	return r
}

func TestEnter_BringsInAPersonAndGivesThemTheDeviceInOneEdit(t *testing.T) {
	p := enter(on(mini), edit.Entry{
		Serial: mini.Serial, UserID: "noa", NewUser: true,
		Device: []edit.Value{text(store.FieldUsername, "noa"), text(store.FieldFullName, "Noa Ek"), text(store.FieldPosition, "student"), text(store.FieldRoom, "12")},
	})
	changes(t, p,
		`new user noa user_id "" -> "noa"`, `new user noa full_name "" -> "Noa Ek"`, `new user noa position "" -> "student"`,
		`new user noa site "" -> "OAK"`, `new user noa invitation "" -> "invited"`,
		`device OAKMINI00001 username "" -> "noa"`, `device OAKMINI00001 full_name "" -> "Noa Ek"`,
		`device OAKMINI00001 position "" -> "student"`, `device OAKMINI00001 room "" -> "12"`)
}

func TestEnter_WhatItMayNotBringInIsAnError(t *testing.T) {
	r := on(mini)
	refused(t, enter(r, edit.Entry{Serial: mini.Serial, UserID: "noa", Device: []edit.Value{text(store.FieldUsername, "noa")}}), "error R-02 username")
	refused(t, enter(r, edit.Entry{Serial: "OAKMINI09999", Device: []edit.Value{text(store.FieldRoom, "1")}}), "error R-17")
	refused(t, enter(r, edit.Entry{UserID: "noa", User: []edit.Value{text(store.FieldEmail, "noa@oak.example")}}), "error D")
	bad := enter(r, edit.Entry{Serial: mini.Serial, UserID: "no-a", NewUser: true, Device: []edit.Value{text(store.FieldUsername, "no-a")}})
	refused(t, bad, "error R-01 user_id")
}

func TestEnter_ANewDeviceOfASiteGoesToSomebodyOnRecord(t *testing.T) {
	p := enter(on(ana), edit.Entry{
		Serial: "oakmini00009", UserID: "ANA", Site: oak, NewDevice: true, NewUser: true,
		Device: []edit.Value{text(store.FieldUsername, "ANA"), text(store.FieldPlatform, "iOS")},
	})
	changes(t, p,
		`new device OAKMINI00009 serial "" -> "OAKMINI00009"`, `new device OAKMINI00009 platform "" -> "iOS"`, `new device OAKMINI00009 site "" -> "OAK"`,
		`new device OAKMINI00009 username "" -> "ana"`, `new device OAKMINI00009 full_name "" -> "Ana Mendes"`,
		`new device OAKMINI00009 email "" -> "ana@oak.example"`, `new device OAKMINI00009 phone "" -> "2030"`,
		`new device OAKMINI00009 position "" -> "student"`, `user ana invitation "" -> "invited"`)
}

func TestEnter_R54_UnassigningTakesTheDeviceBackAndOneNobodyHasStays(t *testing.T) {
	p := enter(on(held(mini, ana), ana), edit.Entry{Serial: mini.Serial, Unassigned: true})
	changes(t, p,
		`device OAKMINI00001 username "ana" -> "OAKMINI00001"`, `device OAKMINI00001 full_name "Ana Mendes" -> ""`,
		`device OAKMINI00001 email "ana@oak.example" -> ""`, `device OAKMINI00001 phone "2030" -> ""`, `device OAKMINI00001 position "student" -> ""`)
	spare := with(mini, store.FieldUsername, mini.Serial)
	if p := enter(on(spare), edit.Entry{Serial: mini.Serial, Unassigned: true}); len(p.Changes) > 0 || p.Failed() {
		t.Errorf("R-86: %v", lines(p))
	}
}

func TestEnter_TheDevicesOwnSerialNumberIsNobody(t *testing.T) {
	p := enter(on(mini), edit.Entry{Serial: mini.Serial, UserID: mini.Serial, NewUser: true, Device: []edit.Value{text(store.FieldUsername, mini.Serial)}})
	changes(t, p, `device OAKMINI00001 username "" -> "OAKMINI00001"`)
}

func TestSet_R51_GroupsMustBeOnRecordAndAreSpelledAsThere(t *testing.T) {
	p := edit.Set(grouped(ana), store.KindUser, "ana", []edit.Value{text(store.FieldGroups, "year 7/CHESS club")})
	changes(t, p, `user ana groups "" -> "Chess Club/Year 7"`)
	p = edit.Set(grouped(ana), store.KindUser, "ana", []edit.Value{text(store.FieldGroups, "Year 7/Yeer 8/Art"), text(store.FieldLocations, "Annex")})
	refused(t, p, "error R-51 groups", "error R-73 locations")
	tells(t, p, "groups “Art” and “Yeer 8” are not on record", "on record: Chess Club, Year 7", "location “Annex” is not on record", "on record: Main")
}

func TestSet_R40_ASingleSpaceIsWrittenAsOneAndOnlyWhereTextStands(t *testing.T) {
	space := func(f store.Field) edit.Value { return edit.Value{Field: f, Text: " ", Exact: true} }
	p := edit.Set(on(mini), store.KindDevice, mini.Serial, []edit.Value{space(store.FieldRoom)})
	changes(t, p, `device OAKMINI00001 room "" -> " "`)
	refused(t, edit.Set(on(mini), store.KindDevice, mini.Serial, []edit.Value{space(store.FieldPosition), space(store.FieldUsername)}),
		"error R-40 position", "error R-40 username")
}
