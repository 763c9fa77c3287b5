package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestSwap_TwoPeopleExchangeTheirDevicesAndKeepTheirInvitations(t *testing.T) {
	a := held(mini, with(ana, store.FieldEmail, ""))
	a.Room, a.Department = "12", "Art"
	a.Phone = ""
	b := held(mini2, teo)
	b.Room = "14"
	p := edit.Swap(on(a, b, ana, teo), "oakmini00001", mini2.Serial)
	says(t, p)
	changes(t, p,
		`device OAKMINI00001 username "ana" -> "Teo.L"`,
		`device OAKMINI00001 full_name "Ana Mendes" -> "Teo Lindqvist"`,
		`device OAKMINI00001 position "student" -> "teacher"`,
		`device OAKMINI00001 department "Art" -> ""`,
		`device OAKMINI00002 username "Teo.L" -> "ana"`,
		`device OAKMINI00002 full_name "Teo Lindqvist" -> "Ana Mendes"`,
		`device OAKMINI00002 position "teacher" -> "student"`,
		`device OAKMINI00002 department "" -> "Art"`)
	if want := "5000001 and 5000002 swapped"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestSwap_WithADeviceThatNobodyHoldsMovesThePerson(t *testing.T) {
	for name, username := range map[string]string{"placeholder": mini2.Serial, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			spare := with(mini2, store.FieldUsername, username)
			for _, order := range [][2]string{{mini.Serial, mini2.Serial}, {mini2.Serial, mini.Serial}} {
				p := edit.Swap(on(held(mini, teo), spare, teo), order[0], order[1])
				says(t, p)
				changes(t, p,
					`device OAKMINI00001 username "Teo.L" -> "OAKMINI00001"`,
					`device OAKMINI00001 full_name "Teo Lindqvist" -> ""`,
					`device OAKMINI00001 position "teacher" -> ""`,
					`device OAKMINI00002 username "`+username+`" -> "Teo.L"`,
					`device OAKMINI00002 full_name "" -> "Teo Lindqvist"`,
					`device OAKMINI00002 position "" -> "teacher"`)
			}
		})
	}
}

func TestSwap_WhereThePlaceholderIsSomebodysUserIDUsernameIsEmptied(t *testing.T) {
	serial := with(teo, store.FieldUserID, mini.Serial)
	p := edit.Swap(on(held(mini, serial), mini2, serial), mini.Serial, mini2.Serial)
	changes(t, p,
		`device OAKMINI00001 username "OAKMINI00001" -> ""`,
		`device OAKMINI00001 full_name "Teo Lindqvist" -> ""`,
		`device OAKMINI00001 position "teacher" -> ""`,
		`device OAKMINI00002 username "" -> "OAKMINI00001"`,
		`device OAKMINI00002 full_name "" -> "Teo Lindqvist"`,
		`device OAKMINI00002 position "" -> "teacher"`)
}

func TestSwap_R02_NobodyComesFromAnotherSite(t *testing.T) {
	p := edit.Swap(on(held(air, teo), held(fernAir, bea), teo, bea), air.Serial, fernAir.Serial)
	refused(t, p, "error R-02 username", "error R-02 username")
	tells(t, p, "User ID bea belongs to somebody at site FERN (Fern School)", "User ID Teo.L belongs to somebody at site OAK (Oak Hill School)")
	silent(t, p, "Okafor", "Lindqvist", "departing")

	leaving := with(bea, store.FieldDeparting, "yes")
	p = edit.Swap(on(air, held(fernAir, leaving), leaving), air.Serial, fernAir.Serial)
	refused(t, p, "error R-02 username")
	silent(t, p, "Okafor", "departing")
	refused(t, edit.Swap(on(air, held(fernAir, bea)), air.Serial, fernAir.Serial), "error R-02 username") // only the device knows her
	refused(t, edit.Swap(on(mini, held(mini2, bea), bea), mini.Serial, mini2.Serial), "error R-02 username")
}

func TestSwap_R02_WhoseRecordIsAtTheOtherSiteComesThere(t *testing.T) {
	moved := with(bea, store.FieldSite, oak)
	p := edit.Swap(on(air, held(fernAir, moved), moved), air.Serial, fernAir.Serial)
	says(t, p)
	if len(p.Changes) == 0 {
		t.Error("who has moved cannot take a device of the new site")
	}
	refused(t, edit.Swap(on(air, held(fernAir, moved), held(with(fernAir, store.FieldSerial, "FERNAIR00002"), moved), moved),
		air.Serial, fernAir.Serial), "error R-02 username") // another device stays there
}

func TestSwap_R11_NobodyHoldsAnAppleTVOrACachingServer(t *testing.T) {
	for tag, what := range map[string]string{"7000001": "an Apple TV", "6000001": "a caching server"} {
		p := edit.Swap(on(held(mini, teo), with(mini2, store.FieldAssetTag, tag), teo), mini.Serial, mini2.Serial)
		says(t, p, "warning R-11 username")
		tells(t, p, "this is "+what+": nobody holds those")
	}
}

func TestSwap_R10_WarnsWhenSomebodyComesToTwoOfOnePlatform(t *testing.T) {
	p := edit.Swap(on(held(mini, teo), held(air, teo), held(mini2, ana), teo, ana), air.Serial, mini2.Serial)
	says(t, p, "warning R-10 username")
	tells(t, p, "Teo Lindqvist (Teo.L) has 5000001 (serial number OAKMINI00001) already")
}

func TestSwap_APersonWithoutAUserRecordMovesToo(t *testing.T) {
	p := edit.Swap(on(held(mini, teo), mini2), mini.Serial, mini2.Serial)
	says(t, p)
	if len(p.Changes) != 2 {
		t.Errorf("it changes %q", lines(p))
	}
}

func TestSwap_R86_WhereThereIsNothingToSwap(t *testing.T) {
	r := on(held(mini, teo), held(air, teo), mini2, fernAir, teo)
	for _, c := range []struct{ name, a, b, want string }{
		{"nobody holds either", mini2.Serial, fernAir.Serial, "info D"},
		{"one person holds both", mini.Serial, air.Serial, "info D"},
		{"it is one device", mini.Serial, mini.Serial, "error D"},
		{"one is not on record", mini.Serial, "OAKMINI00009", "error R-17"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := edit.Swap(r, c.a, c.b)
			says(t, p, c.want)
			changes(t, p)
		})
	}
}
