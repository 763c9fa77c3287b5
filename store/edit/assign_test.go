package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestAssign_R15_ThePersonComesOntoTheDeviceAndIsInvited(t *testing.T) {
	spare := with(with(mini, store.FieldUsername, mini.Serial), store.FieldRoom, "12")
	p := edit.Assign(on(spare, ana), "oakmini00001 ", "ANA")
	says(t, p)
	changes(t, p,
		`device OAKMINI00001 username "OAKMINI00001" -> "ana"`,
		`device OAKMINI00001 full_name "" -> "Ana Mendes"`,
		`device OAKMINI00001 email "" -> "ana@oak.example"`,
		`device OAKMINI00001 phone "" -> "2030"`,
		`device OAKMINI00001 position "" -> "student"`,
		`user ana invitation "" -> "invited"`)
	if p.Changes[0].Version != mini.Version || p.Changes[1].Version != ana.Version {
		t.Errorf("planned against versions %d and %d", p.Changes[0].Version, p.Changes[1].Version)
	}
	if want := "5000001 assigned to ana"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestAssign_R15_AnInvitation(t *testing.T) {
	for _, c := range []struct {
		name        string
		was         store.Invitation
		position    string
		want        string // the change of the user record
		wantFinding []string
	}{
		{"never sent goes out", store.InvitationNone, "teacher", `user Teo.L invitation "" -> "invited"`, nil},
		{"revoked goes out again", store.InvitationRevoked, "teacher", `user Teo.L invitation "revoked" -> "invited"`, nil},
		{"sent stays", store.InvitationInvited, "teacher", "", nil},
		{"accepted stays", store.InvitationAccepted, "teacher", "", nil},
		{"does not go out without a position", store.InvitationNone, "", "", []string{"warning R-15 position"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := teo
			u.Invitation, u.Position = c.was, c.position
			p := edit.Assign(on(mini, u), mini.Serial, "teo.l")
			says(t, p, c.wantFinding...)
			want := []string{
				`device OAKMINI00001 username "" -> "Teo.L"`, `device OAKMINI00001 full_name "" -> "Teo Lindqvist"`,
			}
			if c.position != "" {
				want = append(want, `device OAKMINI00001 position "" -> "teacher"`)
			}
			if c.want != "" {
				want = append(want, lower(c.want))
			}
			changes(t, p, want...)
		})
	}
}

func TestAssign_R15_NamesWhoLosesTheDeviceAndKeepsNothingOfThem(t *testing.T) {
	old := held(mini, ana)
	old.Department, old.Building, old.Room = "Art", "North", "12"
	invited := with(ana, store.FieldInvitation, "invited")
	p := edit.Assign(on(old, invited, teo), mini.Serial, teo.UserID)
	says(t, p, "warning R-15 username")
	tells(t, p, "Ana Mendes (ana) holds this device now and loses it; check that the device has changed hands; the user record stays")
	changes(t, p,
		`device OAKMINI00001 username "ana" -> "Teo.L"`,
		`device OAKMINI00001 full_name "Ana Mendes" -> "Teo Lindqvist"`,
		`device OAKMINI00001 email "ana@oak.example" -> ""`,
		`device OAKMINI00001 phone "2030" -> ""`,
		`device OAKMINI00001 position "student" -> "teacher"`,
		`device OAKMINI00001 department "Art" -> ""`,
		`user ana invitation "invited" -> "revoked"`)
}

func TestAssign_R22_WhoKeepsAnotherDeviceWithAPositionKeepsTheApps(t *testing.T) {
	r := on(held(mini, teo), held(air, teo), teo, ana)
	changes(t, edit.Assign(r, mini.Serial, "ana"),
		`device OAKMINI00001 username "Teo.L" -> "ana"`,
		`device OAKMINI00001 full_name "Teo Lindqvist" -> "Ana Mendes"`,
		`device OAKMINI00001 email "" -> "ana@oak.example"`,
		`device OAKMINI00001 phone "" -> "2030"`,
		`device OAKMINI00001 position "teacher" -> "student"`,
		`user ana invitation "" -> "invited"`)

	r = on(held(mini, teo), with(held(air, teo), store.FieldPosition, ""), teo, ana)
	p := edit.Assign(r, mini.Serial, "ana")
	if got := lines(p); got[len(got)-2] != `user teo.l invitation "accepted" -> "revoked"` {
		t.Errorf("the device that stays has no position, and the apps too: %q", got)
	}
}

func TestAssign_R02_HeldAtAnotherSiteIsRefusedWithoutAWordOfThePerson(t *testing.T) {
	p := edit.Assign(on(mini, held(fernAir, bea), bea), mini.Serial, "bea")
	refused(t, p, "error R-02 username")
	tells(t, p, "User ID bea belongs to somebody at site FERN (Fern School)", "choose another User ID, or move the person's user record first (edit its site)")
	silent(t, p, "Bea", "Okafor", fernAir.AssetTag, fernAir.Serial)

	r := on(mini, held(air, teo), held(fernAir, teo), teo)
	refused(t, edit.Assign(r, mini.Serial, teo.UserID), "error R-02 username")
}

// A form must not tell more of a person of another site than an import does: that there is one.
func TestAssign_R02_AUserRecordOfAnotherSiteIsRefusedAlsoWhereItHoldsNothing(t *testing.T) {
	r := on(mini, held(mini2, teo), teo, bea)
	for name, p := range map[string]edit.Plan{
		"assign":               edit.Assign(r, mini.Serial, "BEA"),
		"assign what is held":  edit.Assign(r, mini2.Serial, "BEA"),
		"the device's form":    set(r, mini, text(store.FieldUsername, "BEA"), text(store.FieldFullName, "Bea"), text(store.FieldPosition, "staff")),
		"a held device's form": set(r, mini2, text(store.FieldUsername, "BEA"), text(store.FieldFullName, "Bea Okafor")),
		"a new device": edit.New(r, store.KindDevice, []edit.Value{
			text(store.FieldSerial, "OAKNEW000001"), text(store.FieldSite, oak), text(store.FieldUsername, "BEA"), text(store.FieldFullName, "Bea Okafor"),
		}),
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, p, "error R-02 username")
			tells(t, p, "User ID BEA belongs to somebody at site FERN (Fern School)", "choose another User ID, or move the person's user record first (edit its site)")
			silent(t, p, "bea", "Okafor", "Lindqvist")
		})
	}
}

func TestAssign_R02_AUserRecordWithoutASiteGetsTheDevices(t *testing.T) {
	nowhere := with(bea, store.FieldSite, "")
	p := edit.Assign(on(mini, nowhere), mini.Serial, "bea")
	says(t, p)
	if got := lines(p); got[len(got)-2] != `user bea site "" -> "OAK"` {
		t.Errorf("who had no site does not get the device's: %q", got)
	}
}

func TestAssign_R10_WarnsOfASecondDeviceOfTheSamePlatform(t *testing.T) {
	p := edit.Assign(on(held(mini, teo), mini2, teo), mini2.Serial, teo.UserID)
	says(t, p, "warning R-10 username")
	tells(t, p, "Teo Lindqvist (Teo.L) has 5000001 (serial number OAKMINI00001) already: a second device of the same platform",
		"take 5000001 (serial number OAKMINI00001) back first, or correct the User ID")
	says(t, edit.Assign(on(held(mini, teo), air, teo), air.Serial, teo.UserID))
}

func TestAssign_R10_UnknownPlatformIsAPlatformOfItsOwn(t *testing.T) {
	odd := store.Device{Serial: "OAKODD000001", Site: oak}
	odd2 := store.Device{Serial: "OAKODD000002", Site: oak}
	p := edit.Assign(on(held(odd, teo), odd2, teo), odd2.Serial, teo.UserID)
	says(t, p, "warning R-10 username")
	tells(t, p, "has serial number OAKODD000001 already")
	says(t, edit.Assign(on(held(mini, teo), odd2, teo), odd2.Serial, teo.UserID))
}

func TestAssign_R11_NobodyHoldsAnAppleTVOrACachingServer(t *testing.T) {
	for tag, what := range map[string]string{"7000001": "an Apple TV", "6000001": "a caching server"} {
		p := edit.Assign(on(with(mini, store.FieldAssetTag, tag), teo), mini.Serial, teo.UserID)
		says(t, p, "warning R-11 username")
		tells(t, p, "this is "+what+": nobody holds those")
	}
}

func TestAssign_R14_WarnsOfSomebodyWhoIsLeaving(t *testing.T) {
	p := edit.Assign(on(mini, with(teo, store.FieldDeparting, "yes")), mini.Serial, teo.UserID)
	says(t, p, "warning R-14 username")
	tells(t, p, "Teo Lindqvist (Teo.L) is marked departing and not yet revoked")
	if p.Failed() || len(p.Changes) == 0 {
		t.Error("a warning keeps it from being saved")
	}
}

func TestAssign_R15_AUserIDThatIsTheDevicesOwnSerialNumber(t *testing.T) {
	serial := with(teo, store.FieldUserID, mini.Serial)
	p := edit.Assign(on(mini, serial), mini.Serial, mini.Serial)
	says(t, p, "warning R-15 username")
	tells(t, p, "the User ID is the device's own serial number: Username will look like a placeholder")
}

func TestAssign_R86_WhoHasItAlreadyKeepsItAsItIs(t *testing.T) {
	p := edit.Assign(on(with(held(mini, teo), store.FieldPhone, "9"), teo), mini.Serial, "TEO.L")
	says(t, p)
	changes(t, p)
}

func TestAssign_RefusesWhatIsNotOnRecord(t *testing.T) {
	known := on(mini, with(held(mini2, teo), store.FieldUsername, "00123"), with(ana, store.FieldUserID, "04711"),
		with(air, store.FieldUsername, "77"), with(teo, store.FieldUserID, "077"), held(fernAir, with(bea, store.FieldUserID, "0815")), with(bea, store.FieldUserID, "0815"))
	for _, c := range []struct {
		name, serial, id, want string
		words                  []string
	}{
		{"R-17, the device", "OAKMINI00009", "04711", "error R-17", []string{"serial number OAKMINI00009 is not on record"}},
		{"R-02, the person", mini.Serial, "nobody", "error R-02 username", []string{"User ID nobody is not on record; make the user record first"}},
		{"R-01, what is no User ID", mini.Serial, "a-b", "error R-01 username", []string{"letters, digits and . @ _ only, not “-”"}},
		{"R-08, a lost zero", mini.Serial, "4711", "error R-08 username", []string{
			"a leading zero is lost: Ana Mendes has User ID 04711", "write the User ID again",
		}},
		{"R-08, the zero of who holds the device", mini2.Serial, "123", "error R-08 username", []string{"the record has User ID 00123"}},
		{"R-02, the person whose ID only a device carries", mini.Serial, "77", "error R-02 username", []string{"User ID 77 is not on record"}},
		{"R-08, a zero of another site", mini.Serial, "815", "error R-08 username", []string{
			"a leading zero is lost: the same User ID with the zero exists at site FERN (Fern School)",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := edit.Assign(known, c.serial, c.id)
			refused(t, p, c.want)
			tells(t, p, c.words...)
			silent(t, p, "Okafor")
		})
	}
}

func TestAssign_WhatIsRefusedNamesWhoWasAskedForAndNotWhoHoldsIt(t *testing.T) {
	r := on(held(mini, teo), teo, bea)
	for id, title := range map[string]string{
		"bea": "5000001 assigned to bea", "nobody": "5000001 assigned to nobody", "a-b": "5000001 assigned to a-b", " ": "assign 5000001",
	} {
		p := edit.Assign(r, mini.Serial, id)
		if !p.Failed() || p.Title != title {
			t.Errorf("%q: the title is %q, want %q", id, p.Title, title)
		}
		silent(t, p, "Teo")
	}
	p := edit.Assign(r, mini.Serial, "")
	refused(t, p, "error R-01 username")
	tells(t, p, "it is not said who gets the device: the User ID is empty; write the User ID of the person, or take the device back")
	if p := edit.Assign(r, "OAKMINI00009", "bea"); p.Title != "OAKMINI00009 assigned to bea" {
		t.Errorf("the title is %q", p.Title)
	}
}

func TestAssign_R53_ATechnicianMayHaveSeveralSharedDevicesOfOnePlatform(t *testing.T) {
	p := edit.Assign(on(held(mini, teo), mini2, teo), mini2.Serial, teo.UserID)
	if p.Failed() || len(p.Changes) == 0 {
		t.Fatalf("it cannot be assigned by hand: %+v", p.Findings)
	}
	tells(t, p, "leave it so if this is a shared device or a kiosk, which the technician has who answers for it (R-53)")
}
