package edit_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func setUser(r *store.Records, u store.User, values ...edit.Value) edit.Plan {
	return edit.Set(r, store.KindUser, u.UserID, values)
}

func newUser(r *store.Records, values ...edit.Value) edit.Plan {
	return edit.New(r, store.KindUser, values)
}

func TestNewUser_ComesOnRecord(t *testing.T) {
	p := newUser(on(), text(store.FieldUserID, " Ana.M "), text(store.FieldFullName, "Ana Mendes"), text(store.FieldPosition, "s"),
		text(store.FieldManagedAppleAccount, "ana@oak.example"), text(store.FieldSite, "oak"))
	says(t, p)
	changes(t, p,
		`new user ana.m user_id "" -> "Ana.M"`, `new user ana.m full_name "" -> "Ana Mendes"`, `new user ana.m position "" -> "student"`,
		`new user ana.m managed_apple_account "" -> "ana@oak.example"`, `new user ana.m site "" -> "OAK"`)
	if want := "new user Ana.M"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	one := store.NewRecords(sites()[1:], nil, nil, "")
	changes(t, newUser(one, text(store.FieldUserID, "ana")), `new user ana user_id "" -> "ana"`, `new user ana site "" -> "OAK"`)
	p = newUser(on(), text(store.FieldFullName, "Ana Mendes"), text(store.FieldSite, oak))
	refused(t, p, "error R-01 user_id")
	tells(t, p, "a user needs a User ID")
	refused(t, newUser(on(), text(store.FieldUserID, "a b")), "error R-01 user_id")
	refused(t, newUser(on(), cleared(store.FieldUserID)), "error D user_id")
}

func TestNewUser_WithoutASiteIsWarnedOfWhereThereAreSeveral(t *testing.T) {
	p := newUser(on(), text(store.FieldUserID, "ana"))
	says(t, p, "warning D site")
	tells(t, p, "no site is given: no site answers for this person; choose one; on record: FERN, OAK")
	says(t, newUser(store.NewRecords(sites()[1:], nil, nil, ""), text(store.FieldUserID, "ana")))
	says(t, newUser(store.NewRecords(nil, nil, nil, ""), text(store.FieldUserID, "ana")))
}

func TestNewUser_R02_AUserIDIsOnePersonsInTheWholeState(t *testing.T) {
	r := on(ana, bea, with(with(teo, store.FieldFullName, ""), store.FieldUserID, "teo"))
	site := text(store.FieldSite, oak)
	p := newUser(r, site, text(store.FieldUserID, "ANA"))
	refused(t, p, "error R-02 user_id")
	tells(t, p, "User ID ANA already belongs to Ana Mendes; choose another User ID, or open that record if it is the same person")
	tells(t, newUser(r, site, text(store.FieldUserID, "teo")), "already belongs to somebody;")
	p = newUser(r, site, text(store.FieldUserID, "bea"))
	refused(t, p, "error R-02 user_id")
	tells(t, p, "User ID bea belongs to somebody at site FERN (Fern School)")
	silent(t, p, "Okafor")
}

func TestNewUser_R08_AUserIDThatLostItsZero(t *testing.T) {
	p := newUser(on(with(ana, store.FieldUserID, "04711")), text(store.FieldSite, oak), text(store.FieldUserID, "4711"))
	refused(t, p, "error R-08 user_id")
	tells(t, p, "a leading zero is lost: Ana Mendes has User ID 04711")
}

func TestNewUser_DevicesThatCarryTheIDAlreadyAreTheirs(t *testing.T) {
	r := on(held(mini, ana))
	p := newUser(r, text(store.FieldUserID, "ana"), text(store.FieldPosition, "student"))
	says(t, p)
	changes(t, p,
		`new user ana user_id "" -> "ana"`, `new user ana position "" -> "student"`,
		`new user ana site "" -> "OAK"`, `new user ana invitation "" -> "invited"`)
	p = newUser(r, text(store.FieldUserID, "ana"), text(store.FieldSite, fern))
	refused(t, p, "error R-02 user_id")
	silent(t, p, "Mendes")
}

func TestNewUser_R15_AUserIDThatIsADevicesSerialNumber(t *testing.T) {
	p := newUser(on(with(mini, store.FieldUsername, mini.Serial)), text(store.FieldUserID, "OAKMINI00001"), text(store.FieldSite, oak))
	says(t, p, "warning R-15 user_id")
	tells(t, p, "its Username will look like a placeholder")
	changes(t, p, `new user oakmini00001 user_id "" -> "OAKMINI00001"`, `new user oakmini00001 site "" -> "OAK"`)
}

func TestUser_R05_AnAccountIsOnePersons(t *testing.T) {
	r := on(bea, ana, with(teo, store.FieldManagedAppleAccount, "t@oak.example"))
	site := text(store.FieldSite, oak)
	account := func(typed string) edit.Value { return text(store.FieldManagedAppleAccount, typed) }
	p := newUser(r, site, text(store.FieldUserID, "x"), account("T@oak.example"))
	refused(t, p, "error R-05 managed_apple_account")
	tells(t, p, "Managed Apple Account T@oak.example already belongs to Teo Lindqvist (Teo.L); an account is one person's")
	p = setUser(r, ana, account("BEA@fern.example"))
	refused(t, p, "error R-05 managed_apple_account")
	tells(t, p, "Managed Apple Account BEA@fern.example belongs to somebody at site FERN (Fern School)")
	silent(t, p, "Okafor")
	p = setUser(r, bea, account("Bea@fern.example"))
	says(t, p)
	changes(t, p, `user bea managed_apple_account "bea@fern.example" -> "Bea@fern.example"`)
	says(t, setUser(r, bea, account("BEA@fern.example"), text(store.FieldUserID, "bea2")))
	changes(t, setUser(r, bea, cleared(store.FieldManagedAppleAccount)), `user bea managed_apple_account "bea@fern.example" -> ""`)
}

func TestSetUser_WhatTheDevicesSaidOfThePersonFollows(t *testing.T) {
	other := with(held(air, teo), store.FieldPhone, "9")
	p := setUser(on(held(mini, teo), other, teo), teo, text(store.FieldFullName, "Teo Lind"), text(store.FieldPhone, "8"))
	says(t, p, "info R-10 phone")
	tells(t, p, "only the user record changes; 2000001 (serial number OAKAIR000001) keeps its own: Phone")
	changes(t, p,
		`user teo.l full_name "Teo Lindqvist" -> "Teo Lind"`, `user teo.l phone "" -> "8"`,
		`device OAKMINI00001 full_name "Teo Lindqvist" -> "Teo Lind"`, `device OAKMINI00001 phone "" -> "8"`,
		`device OAKAIR000001 full_name "Teo Lindqvist" -> "Teo Lind"`)
	if want := "user Teo.L: Full Name, Phone"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	p = setUser(on(other, teo), teo, text(store.FieldPhone, "9"))
	says(t, p)
	changes(t, p, `user teo.l phone "" -> "9"`)
}

func TestSetUser_R86_NothingDifferent(t *testing.T) {
	p := setUser(on(held(mini, teo), teo), teo, text(store.FieldFullName, teo.FullName), text(store.FieldPosition, "T"), text(store.FieldDeparting, "no"))
	says(t, p)
	changes(t, p)
	if want := "user Teo.L"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestSetUser_WhoIsNotThereIsToldSo(t *testing.T) {
	for name, p := range map[string]edit.Plan{
		"set":      setUser(on(), ana, text(store.FieldPhone, "1")),
		"depart":   edit.Depart(on(), "ana", true),
		"position": edit.Position(on(), "ana", "student"),
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, p, "error D")
			tells(t, p, "there is no user record of User ID ana")
		})
	}
}

func TestPosition_R15_SetInvitesWhoHoldsADeviceAndClearingRevokes(t *testing.T) {
	fresh := with(with(teo, store.FieldPosition, ""), store.FieldInvitation, "")
	p := edit.Position(on(held(mini, fresh), fresh), "TEO.L", "Faculty")
	says(t, p)
	changes(t, p,
		`user teo.l position "" -> "teacher"`, `device OAKMINI00001 position "" -> "teacher"`, `user teo.l invitation "" -> "invited"`)
	if want := "position of user Teo.L set to teacher"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	changes(t, edit.Position(on(fresh), fresh.UserID, "teacher"), `user teo.l position "" -> "teacher"`)

	p = edit.Position(on(held(mini, teo), teo), teo.UserID, "")
	says(t, p)
	changes(t, p,
		`user teo.l position "teacher" -> ""`, `device OAKMINI00001 position "teacher" -> ""`, `user teo.l invitation "accepted" -> "revoked"`)
	if want := "position of user Teo.L cleared"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	changes(t, edit.Position(on(teo), teo.UserID, ""), `user teo.l position "teacher" -> ""`, `user teo.l invitation "accepted" -> "revoked"`)
	refused(t, edit.Position(on(teo), teo.UserID, "boss"), "error R-06 position")
}

func TestPosition_GoesOntoEveryDeviceOfThePersonAndSaysSo(t *testing.T) {
	other := with(held(mini, teo), store.FieldPosition, "staff")
	p := edit.Position(on(other, held(air, teo), teo), teo.UserID, "")
	says(t, p, "info R-15 position")
	tells(t, p, "5000001 (serial number OAKMINI00001) says something else than the user record, and changes, too")
	changes(t, p, `user teo.l position "teacher" -> ""`, `device OAKMINI00001 position "staff" -> ""`,
		`device OAKAIR000001 position "teacher" -> ""`, `user teo.l invitation "accepted" -> "revoked"`)

	p = edit.Position(on(other, held(air, teo), teo), teo.UserID, "T") // only the devices differ
	says(t, p, "info R-15 position")
	changes(t, p, `device OAKMINI00001 position "staff" -> "teacher"`)

	p = edit.Position(on(other, teo), teo.UserID, "staff")
	says(t, p)
	changes(t, p, `user teo.l position "teacher" -> "staff"`)
	refused(t, edit.Position(on(other, teo), teo.UserID, "boss"), "error R-06 position")

	p = setUser(on(other, teo), teo, text(store.FieldPosition, "student")) // the form's carrying along stays as it is
	says(t, p, "info R-10 position")
	changes(t, p, `user teo.l position "teacher" -> "student"`)
}

func TestDepart_R14_MarksAndTakesTheMarkAway(t *testing.T) {
	p := edit.Depart(on(teo, held(mini, teo)), "teo.l", true)
	says(t, p)
	changes(t, p, `user teo.l departing "" -> "yes"`)
	if want := "user Teo.L marked departing"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	changes(t, edit.Depart(on(teo), teo.UserID, false))
	p = edit.Depart(on(with(teo, store.FieldDeparting, "yes")), teo.UserID, false)
	changes(t, p, `user teo.l departing "yes" -> ""`)
	if want := "user Teo.L not departing any more"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	changes(t, setUser(on(with(teo, store.FieldDeparting, "yes")), teo, cleared(store.FieldDeparting)), `user teo.l departing "yes" -> ""`)
}

func TestSetUser_ASiteChangeNamesTheDeviceThatStays(t *testing.T) {
	p := setUser(on(held(mini, teo), teo), teo, text(store.FieldSite, "fern"))
	says(t, p, "warning R-02 site")
	tells(t, p, "Teo Lindqvist (Teo.L) holds 5000001 (serial number OAKMINI00001), which stays at site OAK (Oak Hill School)")
	changes(t, p, `user teo.l site "OAK" -> "FERN"`)
	says(t, setUser(on(held(mini, teo), teo), teo, cleared(store.FieldSite)), "warning R-02 site")
	says(t, setUser(on(teo), teo, text(store.FieldSite, fern)))
	says(t, setUser(on(held(fernAir, teo), teo), teo, text(store.FieldSite, fern)))
	says(t, setUser(on(held(fernAir, teo), teo), teo, text(store.FieldPhone, "8")))
	refused(t, setUser(on(teo), teo, text(store.FieldSite, "ELM")), "error D site")
}

func TestRename_R01_TheLettersAloneKeepTheRecord(t *testing.T) {
	p := setUser(on(held(mini, teo), with(held(air, teo), store.FieldUsername, "TEO.L"), teo), teo, text(store.FieldUserID, "teo.l"))
	says(t, p)
	changes(t, p, `user teo.l user_id "Teo.L" -> "teo.l"`, `device OAKMINI00001 username "Teo.L" -> "teo.l"`)
}

func TestRename_AnotherUserIDTakesTheDevicesAlong(t *testing.T) {
	p := setUser(on(held(mini, teo), with(held(air, teo), store.FieldUsername, "TEO.L"), teo), teo,
		text(store.FieldUserID, "t.lindqvist"), text(store.FieldPhone, "8"))
	says(t, p)
	changes(t, p,
		`new user t.lindqvist user_id "" -> "t.lindqvist"`, `new user t.lindqvist full_name "" -> "Teo Lindqvist"`,
		`new user t.lindqvist phone "" -> "8"`, `new user t.lindqvist position "" -> "teacher"`,
		`new user t.lindqvist site "" -> "OAK"`, `new user t.lindqvist invitation "" -> "accepted"`,
		`device OAKMINI00001 username "Teo.L" -> "t.lindqvist"`, `device OAKMINI00001 phone "" -> "8"`,
		`device OAKAIR000001 username "TEO.L" -> "t.lindqvist"`, `device OAKAIR000001 phone "" -> "8"`,
		`delete user teo.l`)
	if want := "user Teo.L: User ID, Phone"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestRename_R15_InvitesNobody(t *testing.T) {
	uninvited := with(teo, store.FieldInvitation, "")
	p := setUser(on(held(mini, uninvited), uninvited), teo, text(store.FieldUserID, "teo2"))
	for _, line := range lines(p) {
		if strings.Contains(line, "invitation") {
			t.Error(line)
		}
	}
}

func TestRename_RefusesAUserIDThatSomebodyHas(t *testing.T) {
	id := func(typed string) edit.Value { return text(store.FieldUserID, typed) }
	r := on(teo, ana, held(fernAir, bea), with(mini, store.FieldUsername, "loose"))
	p := setUser(r, teo, id("Ana"))
	refused(t, p, "error R-02 user_id")
	tells(t, p, "User ID Ana already belongs to Ana Mendes")
	refused(t, setUser(r, teo, id("loose")), "error R-02 user_id")
	p = setUser(r, teo, id("bea"))
	refused(t, p, "error R-02 user_id")
	tells(t, p, "somebody at site FERN")
	silent(t, p, "Okafor")
	zero := with(teo, store.FieldUserID, "0123")
	p = setUser(on(zero), zero, id("123"))
	refused(t, p, "error R-08 user_id")
	tells(t, p, "the record has User ID 0123")
	says(t, setUser(on(teo, mini), teo, id("oakmini00001")), "warning R-15 user_id")
}
