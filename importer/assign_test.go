package importer_test

import (
	"testing"

	"homeroom/importer/template"
	"homeroom/store"
)

// The devices of the tests. Their asset tags tell the kind.
var (
	mini    = store.Device{Serial: "OAKMINI00001", AssetTag: "5000001", Model: "iPad mini"}
	mini2   = store.Device{Serial: "OAKMINI00002", AssetTag: "5000002", Model: "iPad mini"}
	air     = store.Device{Serial: "OAKAIR000001", AssetTag: "2000001", Model: "MacBook Air 11"}
	air2    = store.Device{Serial: "OAKAIR000002", AssetTag: "2000002", Model: "MacBook Air 11"}
	fernAir = store.Device{Serial: "FERNAIR00001", AssetTag: "3000001", Model: "MacBook Air 13", Site: fern}
)

func TestAssign_R15_NewPersonGetsUserRecordDeviceAndInvitation(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{
		tag: mini.AssetTag, serial: "oakmini00001 ", id: "Ana.Mendes", name: "Ana Mendes", email: "ana@oak.example",
		phone: "2030", position: "S", room: "12",
	})
	statuses(t, p, add)
	s.save(p)
	d := s.deviceNow(mini.Serial)
	want := s.device(store.Device{
		Serial: "OAKCOPY00001", AssetTag: "5999999", Model: mini.Model, Username: "Ana.Mendes", FullName: "Ana Mendes",
		Email: "ana@oak.example", Phone: "2030", Position: "student", Room: "12",
	})
	want.Serial, want.AssetTag, want.Version = d.Serial, d.AssetTag, d.Version
	if d != want {
		t.Errorf("device is\n%+v, want\n%+v", d, want)
	}
	u := s.userNow("ana.mendes")
	if u == nil || u.UserID != "Ana.Mendes" || u.FullName != "Ana Mendes" || u.Site != oak || u.Position != "student" ||
		u.Email != "ana@oak.example" || u.Phone != "2030" || u.Invitation != store.InvitationInvited {
		t.Errorf("user is %+v", u)
	}
}

func TestAssign_R15_WithoutPositionNoInvitation(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{tag: mini.AssetTag, serial: mini.Serial, id: "ana", name: "Ana Mendes"})
	statuses(t, p, add)
	note(t, p.Rows[0].Notes, "R-15", warning)
	s.save(p)
	if u := s.userNow("ana"); u.Invitation != store.InvitationNone {
		t.Errorf("the invitation is %q", u.Invitation)
	}
}

func TestAssign_R15_TwoDevicesOfOnePersonMakeOneUserRecord(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.assign(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist"},
		row{serial: air.Serial, id: "TEO", email: "teo@oak.example", position: "teacher"},
	)
	statuses(t, p, add, add)
	if _, ok := changed(&p.Rows[1], store.KindUser, "teo", store.FieldUserID); ok {
		t.Error("the second row makes the user record again")
	}
	s.save(p)
	u := s.userNow("teo")
	if u == nil || u.UserID != "teo" || u.Email != "teo@oak.example" || u.Invitation != store.InvitationInvited {
		t.Errorf("user is %+v", u)
	}
}

func TestAssign_R15_WhenTheFirstRowIsLeftOutTheSecondMakesTheUserRecord(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.assign(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist", position: "teacher"},
		row{serial: air.Serial, id: "teo", position: "teacher"},
	)
	if err := p.Decide(p.Rows[0].Line, store.VerdictLeaveOut); err != nil {
		t.Fatal(err)
	}
	if _, ok := changed(&p.Rows[1], store.KindUser, "teo", store.FieldUserID); !ok {
		t.Fatal("nobody makes the user record")
	}
	s.save(p)
	if s.userNow("teo") == nil || s.deviceNow(mini.Serial).Username != "" || s.deviceNow(air.Serial).Username != "teo" {
		t.Error("the second row was not saved alone")
	}
}

func TestAssign_R15_NamesWhoLosesTheDeviceAndKeepsNothingOfThem(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Phone, d.Email, d.Department, d.Room = "2027", "old@oak.example", "Art", "7"
	s.device(d)
	s.person(store.User{UserID: "old", FullName: "Olga Dunn", Site: oak, Position: "teacher"}, mini.Serial)
	p := s.assign(row{serial: mini.Serial, id: "new", name: "Nils Ekdahl"})
	statuses(t, p, add)
	contains(t, note(t, p.Rows[0].Notes, "R-15", warning).Message, "Olga Dunn", "loses")
	if r := p.Reach(); len(r.LoseLast) != 1 || r.LoseLast[0] != "Olga Dunn (old)" {
		t.Errorf("people who lose their last device: %v", r.LoseLast)
	}
	s.save(p)
	got := s.deviceNow(mini.Serial)
	if got.Phone != "" || got.Email != "" || got.Position != "" || got.Department != "" || got.Room != "7" {
		t.Errorf("of the previous holder there stays %+v", got)
	}
	if s.userNow("old") == nil {
		t.Error("the previous holder's user record is gone")
	}
}

func TestAssign_R84_BlankLeavesWhatIsOnRecord(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Room = "7"
	s.device(d)
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "student"})
	s.save(p)
	if got := s.deviceNow(mini.Serial); got.Room != "7" || got.AssetTag != mini.AssetTag || got.Model != mini.Model {
		t.Errorf("a blank cell changed the record: %+v", got)
	}
	contains(t, p.BlankMeans, "empty cell", "unchanged")
}

func TestAssign_R10_SameWhenThePersonHasThisVeryDevice(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak, Position: "student"}, mini.Serial)
	p := s.assign(row{tag: mini.AssetTag, serial: mini.Serial, id: "ANA", name: "Ana Mendes", position: "S"})
	statuses(t, p, same)
	if len(p.Rows[0].Notes) != 0 {
		t.Errorf("notes on a row that is the same: %s", said(p.Rows[0].Notes))
	}
	p = s.assign(row{serial: mini.Serial, id: "ana", name: "Ana M. Mendes", room: "3"})
	statuses(t, p, same)
	contains(t, note(t, p.Rows[0].Notes, "R-10", info).Message, "Full Name", "Room")
}

func TestAssign_R10_HeldBackAndIncludableForASecondPlatform(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial)
	p := s.assign(row{serial: air.Serial, id: "teo", room: "9"})
	statuses(t, p, heldBack)
	r := &p.Rows[0]
	if !r.Includable || r.Verdict != store.VerdictLeaveOut || p.Accepted() != 0 {
		t.Fatalf("row is %+v", r)
	}
	contains(t, note(t, r.Notes, "R-10", warning).Message, "Teo Lindqvist", "OAK", mini.AssetTag, mini.Serial)
	if err := p.Decide(r.Line, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	s.save(p)
	if d := s.deviceNow(air.Serial); d.Username != "teo" || d.FullName != "Teo Lindqvist" || d.Position != "teacher" || d.Room != "9" {
		t.Errorf("device is %+v", d)
	}
	if u := s.userNow("teo"); u.Invitation != store.InvitationInvited {
		t.Errorf("the invitation is %q", u.Invitation)
	}
}

func TestAssign_R10_HeldBackWhenHolderHasSamePlatform(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.assign(row{serial: mini2.Serial, id: "ana"})
	statuses(t, p, heldBack)
	if p.Rows[0].Includable {
		t.Error("a second device of the same platform may be included")
	}
	contains(t, note(t, p.Rows[0].Notes, "R-10", warning).Message, "same platform")
	err := p.Decide(p.Rows[0].Line, store.VerdictAccept)
	if store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("including it gives %v", err)
	}
	contains(t, err.Error(), "cannot be included", mini.Serial)
}

func TestAssign_R10_UnknownPlatformIsAPlatformOfItsOwn(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKODD000001"})
	s.device(store.Device{Serial: "OAKODD000002"})
	s.device(mini)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, "OAKODD000001")
	p := s.assign(row{serial: "OAKODD000002", id: "ana"}, row{serial: mini.Serial, id: "ana"})
	statuses(t, p, heldBack, heldBack)
	if p.Rows[0].Includable || !p.Rows[1].Includable {
		t.Errorf("includable: %v and %v", p.Rows[0].Includable, p.Rows[1].Includable)
	}
}

func TestAssign_R10_APersonOfNobodyMayBeIncluded(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Invitation: store.InvitationRevoked})
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "student"})
	statuses(t, p, heldBack)
	contains(t, said(p.Rows[0].Notes), "no device")
	if err := p.Decide(p.Rows[0].Line, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	s.save(p)
	if u := s.userNow("ana"); u.Site != oak || u.Invitation != store.InvitationInvited {
		t.Errorf("user is %+v", u)
	}
}

func TestAssign_R10_AnIDThatOnlyADeviceCarriesBelongsToSomebody(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Username, d.FullName = "ana", "Ana Mendes"
	s.device(d)
	s.device(air)
	p := s.assign(row{serial: air.Serial, id: "ana", position: "teacher"})
	statuses(t, p, heldBack)
	contains(t, said(p.Rows[0].Notes), "Ana Mendes", oak)
	if err := p.Decide(p.Rows[0].Line, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	s.save(p)
	if u := s.userNow("ana"); u == nil || u.FullName != "Ana Mendes" || u.Position != "teacher" {
		t.Errorf("user is %+v", u)
	}
}

func TestAssign_R02_AnotherSitesIDIsRefusedWithoutItsPerson(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.device(fernAir)
	s.person(store.User{UserID: "ida", FullName: "Ida Quill", Email: "ida@fern.example", Site: fern}, fernAir.Serial)
	d := store.Device{Serial: "FERNAIR00002", AssetTag: "3000002", Model: "MacBook Air 13", Site: fern, Username: "bo", FullName: "Bo Quill"}
	s.device(d)
	p := s.assign(row{serial: mini.Serial, id: "IDA"}, row{serial: mini2.Serial, id: "bo"})
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-02", severe).Message, "IDA", fern)
	without(t, said(append(p.Rows[0].Notes, p.Rows[1].Notes...)), "Quill", fernAir.Serial, fernAir.AssetTag, d.Serial, d.AssetTag, "fern.example")
	if got := p.Reach().Clashes; got != 2 {
		t.Errorf("%d IDs clash", got)
	}
}

func TestAssign_R11_LeftOutWithReasonWhateverElseIsWrong(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(store.Device{Serial: "OAKTV0000001", AssetTag: "7000001"})
	p := s.assign(
		row{tag: "7000001", serial: "OAKTV0000001", id: "bad id", del: "X"},
		row{tag: "6000001", serial: "?", id: "ana"},
		row{serial: "OAKTV0000001"},
		row{tag: "", serial: "OAKBOX000001", kind: "Apple TV 4K", id: "ana"},
		row{tag: mini.AssetTag, serial: mini.Serial},
		row{},
		row{tag: "5999999", serial: "OAKNONE00001", id: "ana"},
	)
	statuses(t, p, leftOut, leftOut, leftOut, leftOut, leftOut, leftOut, failed)
	contains(t, said(p.Rows[0].Notes), "Apple TV")
	contains(t, said(p.Rows[1].Notes), "caching server")
	contains(t, said(p.Rows[2].Notes), "Apple TV", "spare")
	contains(t, said(p.Rows[4].Notes), "spare")
	contains(t, said(p.Rows[5].Notes), "blank")
	if got := p.Counts()[leftOut]; got != 6 {
		t.Errorf("%d counted as left out", got)
	}
}

func TestAssign_R04_SixDigitTagsAreOrdinaryDevices(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKOLD000001", AssetTag: "600001", Model: "MacBook"})
	s.device(store.Device{Serial: "OAKOLD000002", AssetTag: "700001", Model: "MacBook"})
	p := s.assign(
		row{tag: "600001", serial: "OAKOLD000001", id: "ana", position: "student"},
		row{tag: "700001", serial: "OAKOLD000002", id: "bea", position: "student"},
	)
	statuses(t, p, add, add)
}

func TestAssign_R12_TeachersMiniIsLeftOutWhereIDsAreSerials(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.device(air)
	s.device(air2)
	p := s.assign(
		row{serial: air.Serial, id: "mac000000x", position: "teacher"},
		row{serial: mini.Serial, id: air.Serial, position: "faculty"},
		row{serial: mini2.Serial, id: air2.Serial, position: "student"},
	)
	statuses(t, p, add, leftOut, add)
	note(t, p.Rows[1].Notes, "R-12", info)
	p = s.assign(row{serial: mini.Serial, id: air2.Serial, position: "staff"})
	statuses(t, p, leftOut) // the serial is that of a record, not of the file
	p = s.assign(row{serial: mini.Serial, id: "ana.mendes", position: "staff"})
	statuses(t, p, add)
}

func TestAssign_R12_ThePositionMayComeFromTheUserRecord(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: air.Serial, FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, air.Serial)
	statuses(t, s.assign(row{serial: mini.Serial, id: air.Serial}), leftOut)
}

func TestAssign_R12_OnlyInAPrimarySite(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Site = fern
	s.device(d)
	s.device(fernAir)
	p := s.at(fern, template.ModeAssign, row{serial: mini.Serial, id: fernAir.Serial, position: "teacher"})
	statuses(t, p, add)
}

func TestAssign_R13_AMacWithoutUserIDIsAnErrorInAnAlternateSite(t *testing.T) {
	s := newSchool(t)
	s.device(fernAir)
	s.device(air)
	d := mini
	d.Site = fern
	s.device(d)
	s.device(store.Device{Serial: "FERNSRV00001", AssetTag: "6000001", Site: fern})
	p := s.at(fern, template.ModeAssign,
		row{serial: fernAir.Serial}, row{serial: mini.Serial}, row{serial: "FERNSRV00001"}, row{serial: fernAir.Serial, id: "bo"},
	)
	statuses(t, p, failed, leftOut, leftOut, failed)
	note(t, p.Rows[0].Notes, "R-13", severe)
	note(t, p.Rows[0].Notes, "R-16", severe) // it takes part in the duplicate checks
	statuses(t, s.assign(row{serial: air.Serial}), leftOut)
}

func TestAssign_R14_WarnsOfOpenRevocations(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "old", FullName: "Olga Dunn", Site: oak, Departing: true})
	s.person(store.User{UserID: "far", FullName: "Finn Dunn", Site: fern, Departing: true})
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "student"})
	n := note(t, p.Notes, "R-14", warning)
	contains(t, n.Message, "1 user", "Olga Dunn")
	without(t, n.Message, "Finn")
	silent(t, s.inventory(row{serial: mini.Serial}).Notes, "R-14")
}

func TestAssign_R17_SaysWhichOfTheTwoIsKnown(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.device(fernAir)
	for _, c := range []struct {
		row        row
		says, hide []string
	}{
		{row{serial: "OAKNONE00001", id: "ana"}, []string{"OAKNONE00001 is not on record"}, nil},
		{row{tag: "999", serial: "OAKNONE00001", id: "ana"}, []string{"OAKNONE00001 is not on record", "999 is not on record"}, nil},
		{row{tag: mini.AssetTag, serial: "OAKNONE00001", id: "ana"}, []string{"not on record", mini.AssetTag, mini.Serial}, nil},
		{row{tag: fernAir.AssetTag, serial: "OAKNONE00001", id: "ana"}, []string{"not on record", fern}, []string{fernAir.Serial}},
		{row{tag: mini2.AssetTag, serial: mini.Serial, id: "ana"}, []string{mini.AssetTag, "belongs to serial number " + mini2.Serial}, nil},
		{row{tag: "999", serial: mini.Serial, id: "ana"}, []string{mini.AssetTag, "999 is not on record"}, nil},
		{row{tag: fernAir.AssetTag, serial: mini.Serial, id: "ana"}, []string{"belongs to site FERN (Fern School)"}, []string{fernAir.Serial}},
		{row{serial: fernAir.Serial, id: "ana"}, []string{"belongs to site FERN"}, []string{fernAir.AssetTag}},
		{row{tag: mini.AssetTag, id: "ana"}, []string{"no serial number", mini.Serial}, nil},
		{row{tag: fernAir.AssetTag, id: "ana"}, []string{"belongs to site FERN"}, []string{fernAir.Serial}},
		{row{name: "Ana Mendes", id: "ana"}, []string{"no serial number"}, nil},
	} {
		p := s.assign(c.row)
		statuses(t, p, failed)
		contains(t, note(t, p.Rows[0].Notes, "R-17", severe).Message, c.says...)
		without(t, said(p.Rows[0].Notes), c.hide...)
	}
	statuses(t, s.assign(row{serial: mini.Serial, id: "ana"}), add)
}

func TestAssign_R17_ADeviceWithoutAssetTagOnRecord(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKODD000001", Model: "iPad"})
	p := s.assign(row{tag: "5000009", serial: "OAKODD000001", id: "ana"})
	contains(t, note(t, p.Rows[0].Notes, "R-17", severe).Message, "without an asset tag")
}

func TestAssign_R08_NamesALostZeroBesideR17(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "012345678901", AssetTag: "012345", Model: "MacBook", Username: "0077"})
	p := s.assign(row{tag: "12345", serial: "012345678901", id: "77"}, row{serial: "12345678901", id: "ana"})
	statuses(t, p, failed, failed)
	contains(t, said(p.Rows[0].Notes), "asset tag 012345", "User ID 0077", "R-17")
	contains(t, said(p.Rows[1].Notes), "serial number 012345678901", "R-17")
}

func TestAssign_R23_UserIDAndDeleteAreAmbiguous(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(
		row{serial: mini.Serial, id: "ana", del: mini.Serial},
		row{serial: mini.Serial, del: mini.Serial},
	)
	statuses(t, p, failed, leftOut)
	note(t, p.Rows[0].Notes, "R-23", severe)
	contains(t, said(p.Rows[1].Notes), "spare", "Delete is not read")
}

func TestAssign_R18_EveryNoteThatAppliesIsShown(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.assign(row{tag: "1.2E+06", serial: "short", id: "ana", phone: "5/1/2018", position: "boss", del: "X"})
	statuses(t, p, failed)
	for _, rule := range []string{"R-03", "R-06", "R-08", "R-17", "R-23"} {
		note(t, p.Rows[0].Notes, rule, severe)
	}
	note(t, p.Rows[0].Notes, "R-08", warning)
	note(t, p.Rows[0].Notes, "R-10", warning) // an error comes before held back
}

func TestAssign_OwnSerialAsUserIDIsAPersonWithAWarning(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Username = mini.Serial // a placeholder: nobody
	s.device(d)
	r := row{serial: mini.Serial, id: mini.Serial, name: "Ana Mendes", position: "student"}
	p := s.assign(r)
	statuses(t, p, add)
	contains(t, note(t, p.Rows[0].Notes, "R-15", warning).Message, "placeholder")
	s.save(p)
	statuses(t, s.assign(r), same)
}
