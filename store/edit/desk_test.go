package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestDesk_EachEditSeesThoseBeforeIt(t *testing.T) {
	desk := edit.On(on(held(mini, teo), held(air, teo), ana, teo))
	changes(t, desk.Set(store.KindDevice, mini.Serial, []edit.Value{cleared(store.FieldPosition)}),
		`device OAKMINI00001 position "teacher" -> ""`)
	p := desk.Set(store.KindDevice, air.Serial, []edit.Value{cleared(store.FieldPosition)})
	changes(t, p, `device OAKAIR000001 position "teacher" -> ""`, `user teo.l invitation "accepted" -> "revoked"`)
	changes(t, desk.Set(store.KindDevice, air.Serial, []edit.Value{cleared(store.FieldPosition)}))
	p = desk.Assign(mini.Serial, "ana")
	says(t, p, "warning R-15 username")
	p = desk.Swap(mini.Serial, air.Serial)
	changes(t, p,
		`device OAKMINI00001 username "ana" -> "Teo.L"`, `device OAKMINI00001 full_name "Ana Mendes" -> "Teo Lindqvist"`,
		`device OAKMINI00001 email "ana@oak.example" -> ""`, `device OAKMINI00001 phone "2030" -> ""`,
		`device OAKMINI00001 position "student" -> ""`,
		`device OAKAIR000001 username "Teo.L" -> "ana"`, `device OAKAIR000001 full_name "Teo Lindqvist" -> "Ana Mendes"`,
		`device OAKAIR000001 email "" -> "ana@oak.example"`, `device OAKAIR000001 phone "" -> "2030"`,
		`device OAKAIR000001 position "" -> "student"`)
	for _, c := range p.Changes {
		if c.Version != mini.Version && c.Version != air.Version {
			t.Errorf("%s is planned against version %d: one act knows only what was on record", c.Key, c.Version)
		}
	}
}

func TestDesk_AnEditThatFailsLeavesNothing(t *testing.T) {
	desk := edit.On(on(mini, held(fernAir, bea), bea))
	refused(t, desk.Set(store.KindDevice, mini.Serial, []edit.Value{text(store.FieldRoom, "12"), text(store.FieldUsername, "bea")}),
		"error R-02 username")
	if d := desk.Picture().Device(mini.Serial); *d != mini {
		t.Errorf("the device is %+v", d)
	}
}

func TestDesk_R17_ATagThatWasGivenUpIsFreeAndANewOneIsTaken(t *testing.T) {
	desk := edit.On(on(mini, mini2))
	tag := func(serial, typed string) edit.Plan {
		return desk.Set(store.KindDevice, serial, []edit.Value{text(store.FieldAssetTag, typed)})
	}
	refused(t, tag(mini2.Serial, "5000001"), "error R-17 asset_tag")
	says(t, tag(mini.Serial, "5000009"))
	refused(t, tag(mini2.Serial, "5000009"), "error R-17 asset_tag")
	says(t, tag(mini2.Serial, "5000001"))
	says(t, tag(mini.Serial, "5000002"))
	if d := desk.Picture().DeviceByTag("5000009"); d != nil {
		t.Errorf("the tag that nothing carries any more is on %s", d.Serial)
	}
	if d := desk.Picture().DeviceByTag("5000002"); d == nil || d.Serial != mini.Serial {
		t.Errorf("the tag is on %+v", d)
	}
}

func TestDesk_R05_AnAccountThatWasGivenUpIsFreeAndANewOneIsTaken(t *testing.T) {
	desk := edit.On(on(bea, ana, teo))
	account := func(id, typed string) edit.Plan {
		return desk.Set(store.KindUser, id, []edit.Value{text(store.FieldManagedAppleAccount, typed)})
	}
	refused(t, account("ana", "bea@fern.example"), "error R-05 managed_apple_account")
	says(t, account("bea", "b@fern.example"))
	says(t, account("ana", "BEA@fern.example"))
	refused(t, account("teo.l", "bea@FERN.example"), "error R-05 managed_apple_account")
	says(t, desk.Set(store.KindUser, "bea", []edit.Value{text(store.FieldUserID, "bea2")}))
	refused(t, account("teo.l", "b@fern.example"), "error R-05 managed_apple_account")
	if u := desk.Picture().UserByAccount("B@fern.example"); u == nil || u.UserID != "bea2" {
		t.Errorf("the account is %+v's", u)
	}
}

func TestDesk_ARenamedPersonIsFoundUnderTheNewUserIDOnly(t *testing.T) {
	desk := edit.On(on(held(mini, teo), mini2, teo))
	rename := func(from, to string) edit.Plan {
		return desk.Set(store.KindUser, from, []edit.Value{text(store.FieldUserID, to)})
	}
	says(t, rename("teo.l", "t.lind"))
	refused(t, desk.Assign(mini2.Serial, "teo.l"), "error R-02 username")
	says(t, desk.Assign(mini2.Serial, "t.lind"), "warning R-10 username")
	if p := desk.Picture(); len(p.HeldBy("T.LIND")) != 2 || len(p.HeldBy("teo.l")) != 0 {
		t.Errorf("t.lind holds %v, teo.l %v", p.HeldBy("t.lind"), p.HeldBy("teo.l"))
	}
	p := rename("t.lind", "Teo.L")
	for _, c := range p.Changes {
		if c.Key == "teo.l" && c.Version != teo.Version {
			t.Errorf("the record that comes back is planned against version %d, on record is %d", c.Version, teo.Version)
		}
	}
	changes(t, desk.New(store.KindUser, []edit.Value{text(store.FieldUserID, "t.lind")}), `new user t.lind user_id "" -> "t.lind"`)
}

func TestDesk_TheSameDeviceGoesAndComesBack(t *testing.T) {
	desk := edit.On(on(held(mini, teo), teo, ana))
	desk.Assign(mini.Serial, "ana")
	desk.Assign(mini.Serial, "teo.l")
	desk.Assign(mini.Serial, "ana")
	if p := desk.Picture(); len(p.HeldBy("ana")) != 1 || len(p.HeldBy("teo.l")) != 0 {
		t.Errorf("ana holds %v, teo %v", p.HeldBy("ana"), p.HeldBy("teo.l"))
	}
	desk.Position("ana", "staff")
	desk.Depart("ana", true)
	desk.New(store.KindDevice, []edit.Value{text(store.FieldSerial, air.Serial), text(store.FieldSite, oak)})
	desk.Assign(air.Serial, "ana")
	desk.Clear(mini.Serial)
	if d := desk.Picture().Device(air.Serial); d.Username != "ana" || d.Position != "staff" {
		t.Errorf("the new device is %+v", d)
	}
}

func TestOwner_R02_NothingIsToldOfAnotherSiteButItsName(t *testing.T) {
	r := on(held(mini, teo), held(fernAir, teo), held(mini2, ana), bea, with(bea, store.FieldUserID, "loose"), with(air, store.FieldUsername, "loose2"))
	for _, c := range []struct{ id, name, devices, at string }{
		{"teo.l", "Teo Lindqvist (teo.l)", "5000001 (serial number OAKMINI00001) and a device of site FERN (Fern School)", oak},
		{"bea", "bea", "no device", fern},
		{"loose2", "loose2", "2000001 (serial number OAKAIR000001)", oak},
		{"nobody", "nobody", "no device", ""},
	} {
		o := edit.OwnerOf(r, c.id, oak)
		if o.Name(c.id) != c.name || o.Devices(r) != c.devices || o.At() != c.at || o.Exists() != (c.id != "nobody") {
			t.Errorf("%s: %q, who has %q, at %q", c.id, o.Name(c.id), o.Devices(r), o.At())
		}
	}
	far := edit.OwnerOf(r, "ana", fern)
	if far.At() != oak || far.Name("ana") != "ana" {
		t.Errorf("seen from another site: %q at %q", far.Name("ana"), far.At())
	}
	if bea := edit.OwnerOf(r, "bea", oak); !bea.Abroad() || bea.Ours(fern) {
		t.Error("a person of another site is taken for ours")
	}
}

func TestDeviceNames_NamesThreeAndSaysThatThereAreMore(t *testing.T) {
	r := on(mini, mini2, air)
	four := []*store.Device{&mini, &mini2, &air, &mini}
	want := "5000001 (serial number OAKMINI00001) and 5000002 (serial number OAKMINI00002) and 2000001 (serial number OAKAIR000001) and more"
	if got := edit.DeviceNames(r, oak, four, len(four)); got != want {
		t.Errorf("it says %q", got)
	}
}

func TestSiteName_ASiteWithoutAnotherNameIsItsCode(t *testing.T) {
	r := store.NewRecords([]store.Site{{Code: oak, Name: oak}}, nil, nil, "")
	if edit.SiteName(r, oak) != oak || edit.SiteName(r, "ELM") != "ELM" {
		t.Errorf("%q and %q", edit.SiteName(r, oak), edit.SiteName(r, "ELM"))
	}
}

func TestTagBelongs_R17_SaysWhichOfTheTwoIsKnown(t *testing.T) {
	r := on(mini, fernAir)
	for tag, want := range map[string]string{
		"1":              "asset tag 1 is not on record",
		mini.AssetTag:    "asset tag 5000001 belongs to serial number OAKMINI00001",
		fernAir.AssetTag: "asset tag 3000001 belongs to site FERN (Fern School)",
	} {
		if got := edit.TagBelongs(r, tag, oak); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

func TestNumbers_R08_ThatNeverHadAZeroAreLeftAlone(t *testing.T) {
	says(t, newUser(on(ana), text(store.FieldUserID, "4711"), text(store.FieldSite, oak)))
	says(t, edit.New(on(mini), store.KindDevice, []edit.Value{
		text(store.FieldSerial, "1234567890"), text(store.FieldAssetTag, "4711"), text(store.FieldSite, oak),
	}))
	if edit.LostZero("", "0") || edit.LostZero("12", "012a") || edit.LostZero("012", "012") || !edit.LostZero("12", "0012") {
		t.Error("a lost zero is not told from another number")
	}
}
