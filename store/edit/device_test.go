package edit_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func set(r *store.Records, d store.Device, values ...edit.Value) edit.Plan {
	return edit.Set(r, store.KindDevice, d.Serial, values)
}

func TestSetDevice_R40_BlankIsUnchangedAndClearIsEmpty(t *testing.T) {
	d := with(with(mini, store.FieldRoom, "12"), store.FieldBuilding, "North")
	p := set(on(d), d, text(store.FieldRoom, " "), text(store.FieldBuilding, ""), text(store.FieldDepartment, " Art "))
	changes(t, p, `device OAKMINI00001 department "" -> "Art"`)
	p = set(on(d), d, cleared(store.FieldRoom), text(store.FieldBuilding, "South"))
	changes(t, p, `device OAKMINI00001 room "12" -> ""`, `device OAKMINI00001 building "North" -> "South"`)
	if want := "device 5000001: Building, Room"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	p = set(on(d), d, text(store.FieldRoom, "12"), cleared(store.FieldDepartment))
	says(t, p)
	changes(t, p)
}

func TestSetDevice_WhatIsNeverEmptyOrChangedByHand(t *testing.T) {
	d := with(mini, store.FieldAssetTag, "")
	p := set(on(d), d, cleared(store.FieldSite), cleared(store.FieldGrade), text(store.FieldSerial, "OAKMINI00009"))
	refused(t, p, "error D site", "error D grade", "error D serial")
	tells(t, p, "a device always has a Site", "Grade of a device is not changed by hand", "does not change")
	if want := "device OAKMINI00001"; !strings.HasPrefix(p.Title, want) {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	p = set(on(d), d, text(store.FieldSerial, " oakmini00001"), text(store.FieldRoom, "1"))
	changes(t, p, `device OAKMINI00001 room "" -> "1"`)
	refused(t, set(on(d), mini2, text(store.FieldRoom, "1")), "error R-17")
}

func TestSetDevice_R17_AnAssetTagIsOneDevices(t *testing.T) {
	r := on(mini, mini2, fernAir)
	p := set(r, mini, text(store.FieldAssetTag, mini2.AssetTag))
	refused(t, p, "error R-17 asset_tag")
	tells(t, p, "asset tag 5000002 belongs to serial number OAKMINI00002; correct whichever of serial number and asset tag is wrong")
	p = set(r, mini, text(store.FieldAssetTag, fernAir.AssetTag))
	refused(t, p, "error R-17 asset_tag")
	tells(t, p, "asset tag 3000001 belongs to site FERN (Fern School)")
	silent(t, p, fernAir.Serial)
	says(t, set(r, mini, text(store.FieldAssetTag, "5000003")))
	says(t, set(r, mini, text(store.FieldAssetTag, mini.AssetTag)))
}

func TestSetDevice_R08_ATagThatLostItsZero(t *testing.T) {
	d := with(mini, store.FieldAssetTag, "0012345")
	p := set(on(d), d, text(store.FieldAssetTag, "12345"))
	refused(t, p, "error R-08 asset_tag")
	tells(t, p, "a leading zero is lost: the record has asset tag 0012345; format the column as text and write the Asset Tag again")
}

func TestSetDevice_R04_ThePlatformFollowsWhereTheTagTellsIt(t *testing.T) {
	for _, c := range []struct {
		name   string
		device store.Device
		values []edit.Value
		want   []string
	}{
		{
			"a tag of another kind", mini,
			[]edit.Value{text(store.FieldAssetTag, "2000009")},
			[]string{`asset_tag "5000001" -> "2000009"`, `platform "iOS" -> "macOS"`},
		},
		{
			"a model, where nothing was known",
			store.Device{Serial: mini.Serial, Site: oak, Version: 1},
			[]edit.Value{text(store.FieldModel, "Apple TV 4K")},
			[]string{`model "" -> "Apple TV 4K"`, `platform "" -> "tvOS"`},
		},
		{
			"what tells nothing", mini,
			[]edit.Value{text(store.FieldAssetTag, "A1"), text(store.FieldModel, "Surface")},
			[]string{`asset_tag "5000001" -> "A1"`, `model "iPad mini" -> "Surface"`},
		},
		{
			"somebody chose another", with(mini, store.FieldPlatform, "tvOS"),
			[]edit.Value{text(store.FieldAssetTag, "2000009")},
			[]string{`asset_tag "5000001" -> "2000009"`},
		},
		{
			"somebody chooses another now", mini,
			[]edit.Value{text(store.FieldPlatform, "TVOS"), text(store.FieldAssetTag, "2000009")},
			[]string{`asset_tag "5000001" -> "2000009"`, `platform "iOS" -> "tvOS"`},
		},
		{
			"nothing of the kind is changed", with(mini, store.FieldPlatform, ""),
			[]edit.Value{text(store.FieldRoom, "1")},
			[]string{`room "" -> "1"`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := set(on(c.device), c.device, c.values...)
			says(t, p)
			for i := range c.want {
				c.want[i] = "device OAKMINI00001 " + c.want[i]
			}
			changes(t, p, c.want...)
		})
	}
}

func TestSetDevice_UsernameFollowsTheRulesOfAssignAndTakingBack(t *testing.T) {
	r := on(held(mini, ana), mini2, teo, ana)
	assigned, typed := edit.Assign(r, mini2.Serial, teo.UserID), set(r, mini2, text(store.FieldUsername, "teo.l"))
	changes(t, typed, lines(assigned)...)
	back := edit.Clear(r, mini.Serial)
	changes(t, set(r, mini, cleared(store.FieldUsername)), lines(back)...)
	changes(t, set(r, mini, text(store.FieldUsername, "oakmini00001")), lines(back)...)
	refused(t, set(r, mini, text(store.FieldUsername, "nobody")), "error R-02 username")
	refused(t, set(r, mini, text(store.FieldUsername, "no body")), "error R-01 username")
	p := set(on(held(mini, ana), held(fernAir, bea), bea), mini, text(store.FieldUsername, "bea"))
	refused(t, p, "error R-02 username")
}

func TestSetDevice_R10_WhatIsTypedBesideTheUsernameWinsAndTheUserRecordKeepsItsOwn(t *testing.T) {
	r := on(mini, with(teo, store.FieldPosition, ""))
	p := set(r, mini, text(store.FieldUsername, "teo.l"), text(store.FieldPosition, "T"), text(store.FieldPhone, "12"))
	says(t, p, "info R-10 phone")
	tells(t, p, "the user record of Teo.L keeps its own: Phone, Position")
	changes(t, p,
		`device OAKMINI00001 username "" -> "Teo.L"`,
		`device OAKMINI00001 full_name "" -> "Teo Lindqvist"`,
		`device OAKMINI00001 phone "" -> "12"`,
		`device OAKMINI00001 position "" -> "teacher"`)
}

func TestSetDevice_WhatIsTypedOfAPersonWhereNobodyHoldsTheDeviceIsWarnedOf(t *testing.T) {
	spare := with(mini, store.FieldUsername, mini.Serial)
	for _, f := range []store.Field{store.FieldFullName, store.FieldEmail, store.FieldPhone} {
		p := set(on(spare, teo), spare, text(f, "a@oak.example"))
		says(t, p, "warning D "+string(f))
		tells(t, p, "nobody holds this device: it would say the "+f.Label()+" of nobody; write the Username, too, or leave it out")
	}
	says(t, set(on(mini), mini, text(store.FieldPosition, "staff")), "warning D position")
	says(t, set(on(held(mini, teo), teo), mini, cleared(store.FieldUsername), text(store.FieldPhone, "8")), "warning D phone")
	says(t, set(on(spare), spare, text(store.FieldRoom, "8"), text(store.FieldDepartment, "Art")))
	says(t, set(on(with(spare, store.FieldPhone, "8")), spare, text(store.FieldPhone, "8")))
	says(t, set(on(spare, teo), spare, text(store.FieldUsername, teo.UserID), text(store.FieldPhone, "8")), "info R-10 phone")
}

func TestSetDevice_R10_OnlyWhatComesToDifferIsTold(t *testing.T) {
	d := with(held(mini, teo), store.FieldPhone, "9")
	says(t, set(on(d, teo), d, text(store.FieldRoom, "12")))
	says(t, set(on(d, with(teo, store.FieldPhone, "8")), d, text(store.FieldPhone, "8")))
	says(t, set(on(d, teo), d, text(store.FieldPhone, "8")), "info R-10 phone")
}

func TestSetDevice_R15_APositionInvitesItsHolderAndClearingItRevokes(t *testing.T) {
	u := with(with(teo, store.FieldPosition, ""), store.FieldInvitation, "")
	p := set(on(held(mini, u), u), mini, text(store.FieldPosition, "teacher"))
	says(t, p, "info R-10 position")
	changes(t, p, `device OAKMINI00001 position "" -> "teacher"`, `user teo.l invitation "" -> "invited"`)

	p = set(on(held(mini, teo), teo), mini, cleared(store.FieldPosition))
	says(t, p, "info R-10 position")
	changes(t, p, `device OAKMINI00001 position "teacher" -> ""`, `user teo.l invitation "accepted" -> "revoked"`)

	p = set(on(held(mini, teo), held(air, teo), teo), mini, cleared(store.FieldPosition))
	changes(t, p, `device OAKMINI00001 position "teacher" -> ""`)

	again := with(teo, store.FieldInvitation, "revoked")
	p = set(on(held(mini, again), again), mini, text(store.FieldPosition, "staff"))
	changes(t, p, `device OAKMINI00001 position "teacher" -> "staff"`, `user teo.l invitation "revoked" -> "invited"`)

	p = set(on(held(mini, teo)), mini, cleared(store.FieldPosition))
	says(t, p)
	changes(t, p, `device OAKMINI00001 position "teacher" -> ""`)
}

func TestSetDevice_ASiteMustBeOnRecordAndItsHolderIsTold(t *testing.T) {
	r := on(held(mini, teo), mini2, teo)
	p := set(r, mini, text(store.FieldSite, "elm"))
	refused(t, p, "error D site")
	tells(t, p, "site ELM is not on record; on record: FERN, OAK")
	p = set(r, mini, text(store.FieldSite, "fern"))
	says(t, p, "warning R-02 site")
	tells(t, p, "Teo Lindqvist (Teo.L) holds this device; the user record stays at site OAK (Oak Hill School)")
	changes(t, p, `device OAKMINI00001 site "OAK" -> "FERN"`)
	p = set(r, mini2, text(store.FieldSite, "FERN"))
	says(t, p)
	there := with(teo, store.FieldSite, fern)
	says(t, set(on(held(mini, there), there), mini, text(store.FieldSite, "FERN")))
	p = set(store.NewRecords(nil, []store.Device{mini}, nil, ""), mini, text(store.FieldSite, "OAK"))
	tells(t, p, "site OAK is not on record; no site is on record yet")
}

func TestSetDevice_SiteAndUsernameTogetherAreHeldAgainstTheNewSite(t *testing.T) {
	r := on(mini, bea, held(fernAir, bea))
	p := set(r, mini, text(store.FieldUsername, "bea"), text(store.FieldSite, fern))
	says(t, p)
	if len(p.Changes) != 2 || p.Changes[1].Record != store.KindUser {
		t.Errorf("it changes %q", lines(p))
	}
}

func TestNewDevice_R04_ComesOnRecordWithWhatItsTagTells(t *testing.T) {
	p := edit.New(on(), store.KindDevice, []edit.Value{
		text(store.FieldSerial, " oakmini00001"), text(store.FieldAssetTag, "5000001"), text(store.FieldSite, "oak"), text(store.FieldRoom, "12"),
	})
	says(t, p)
	changes(t, p,
		`new device OAKMINI00001 serial "" -> "OAKMINI00001"`, `new device OAKMINI00001 asset_tag "" -> "5000001"`,
		`new device OAKMINI00001 platform "" -> "iOS"`, `new device OAKMINI00001 site "" -> "OAK"`, `new device OAKMINI00001 room "" -> "12"`)
	if want := "new device 5000001"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestNewDevice_R15_WithItsHolder(t *testing.T) {
	p := edit.New(on(ana), store.KindDevice, []edit.Value{
		text(store.FieldSerial, mini.Serial), text(store.FieldSite, oak), text(store.FieldUsername, "ANA"),
	})
	says(t, p)
	changes(t, p,
		`new device OAKMINI00001 serial "" -> "OAKMINI00001"`, `new device OAKMINI00001 site "" -> "OAK"`,
		`new device OAKMINI00001 username "" -> "ana"`, `new device OAKMINI00001 full_name "" -> "Ana Mendes"`,
		`new device OAKMINI00001 email "" -> "ana@oak.example"`, `new device OAKMINI00001 phone "" -> "2030"`,
		`new device OAKMINI00001 position "" -> "student"`, `user ana invitation "" -> "invited"`)
}

func TestNewDevice_TheOnlySiteOnRecordIsItsSite(t *testing.T) {
	one := store.NewRecords(sites()[1:], nil, nil, "")
	p := edit.New(one, store.KindDevice, []edit.Value{text(store.FieldSerial, mini.Serial)})
	changes(t, p, `new device OAKMINI00001 serial "" -> "OAKMINI00001"`, `new device OAKMINI00001 site "" -> "OAK"`)
	p = edit.New(on(), store.KindDevice, []edit.Value{text(store.FieldSerial, mini.Serial)})
	refused(t, p, "error D site")
	tells(t, p, "a device belongs to a site; choose one; on record: FERN, OAK")
}

func TestNewDevice_RefusesWhatCannotCome(t *testing.T) {
	untagged := with(mini2, store.FieldAssetTag, "")
	r := on(mini, store.Device{Serial: "OAKTAG000001", AssetTag: "777", Site: oak}, store.Device{Serial: "OAKTAG000002", AssetTag: "0777", Site: oak}, untagged, fernAir, store.Device{Serial: "0123456789", AssetTag: "0012345", Site: oak},
		store.Device{Serial: "0987654321", AssetTag: "0054321", Site: fern})
	site := text(store.FieldSite, oak)
	serial := func(typed string) edit.Value { return text(store.FieldSerial, typed) }
	for _, c := range []struct {
		name   string
		values []edit.Value
		want   []string
		words  []string
	}{
		{"R-03, without a serial number", []edit.Value{site}, []string{"error R-03 serial"}, []string{"8 to 14 letters and digits"}},
		{"R-03, with a wrong one", []edit.Value{serial("x"), site}, []string{"error R-03 serial"}, nil},
		{"without a site that is one", []edit.Value{serial("OAKMINI00009"), text(store.FieldSite, "o k")}, []string{"error D site"}, nil},
		{"R-17, on record", []edit.Value{serial("oakmini00001"), site}, []string{"error R-17 serial"}, []string{
			"serial number OAKMINI00001 is on record with asset tag 5000001; open that record and change it there",
		}},
		{"R-17, on record with all that it is", []edit.Value{serial(mini.Serial), site, text(store.FieldAssetTag, mini.AssetTag)}, []string{"error R-17 serial"}, nil},
		{"R-17, on record without a tag", []edit.Value{serial(untagged.Serial), site}, []string{"error R-17 serial"}, []string{
			"serial number OAKMINI00002 is on record without an asset tag",
		}},
		{"R-17, another site's", []edit.Value{serial(fernAir.Serial), site}, []string{"error R-17 serial"}, []string{
			"this device belongs to site FERN (Fern School); leave it to that site",
		}},
		{"R-17, another's tag, which has lost no zero", []edit.Value{serial("OAKMINI00009"), site, text(store.FieldAssetTag, "777")}, []string{"error R-17 asset_tag"}, nil},
		{"R-17, another's tag", []edit.Value{serial("OAKMINI00009"), site, text(store.FieldAssetTag, "5000001")}, []string{"error R-17 asset_tag"}, nil},
		{
			"R-08, a lost zero",
			[]edit.Value{serial("123456789"), site, text(store.FieldAssetTag, "12345")},
			[]string{"warning R-03 serial", "error R-08 serial", "error R-08 asset_tag"},
			[]string{
				"a record has serial number 0123456789", "serial number 0123456789 is on record with asset tag 0012345",
			},
		},
		{
			"R-08, another site's zero",
			[]edit.Value{serial("987654321"), site, text(store.FieldAssetTag, "54321")},
			[]string{"warning R-03 serial", "error R-08 serial", "error R-08 asset_tag"},
			[]string{
				"the same Serial Number with the zero exists at site FERN", "the same Asset Tag with the zero exists at site FERN",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := edit.New(r, store.KindDevice, c.values)
			refused(t, p, c.want...)
			tells(t, p, c.words...)
		})
	}
}

func TestNewDevice_R03_TheSOfALabelMakesNoTwin(t *testing.T) {
	typed := []edit.Value{text(store.FieldSerial, "S"+strings.ToLower(mini.Serial)), text(store.FieldSite, "OAK")}
	p := edit.New(on(mini, mini2), store.KindDevice, typed)
	refused(t, p, "warning R-03 serial", "error R-03 serial")
	tells(t, p, "without the S that labels put before it, serial number OAKMINI00001 is on record with asset tag 5000001")
	if w := edit.Wanted(store.KindDevice, nil, typed); !slices.Contains(w.Serials, mini.Serial) {
		t.Errorf("what stands behind the S is not read: %v", w.Serials)
	}
}
