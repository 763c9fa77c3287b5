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

func TestSwap_R02_BetweenSitesTheAssignRulesApplyOnBothSides(t *testing.T) {
	p := edit.Swap(on(held(air, teo), held(fernAir, bea), teo, bea), air.Serial, fernAir.Serial)
	says(t, p, "warning R-02 username", "warning R-02 username")
	changes(t, p,
		`device OAKAIR000001 username "Teo.L" -> "bea"`,
		`device OAKAIR000001 full_name "Teo Lindqvist" -> "Bea Okafor"`,
		`device OAKAIR000001 position "teacher" -> "staff"`,
		`device FERNAIR00001 username "bea" -> "Teo.L"`,
		`device FERNAIR00001 full_name "Bea Okafor" -> "Teo Lindqvist"`,
		`device FERNAIR00001 position "staff" -> "teacher"`,
		`user bea site "FERN" -> "OAK"`,
		`user teo.l site "OAK" -> "FERN"`)

	p = edit.Swap(on(held(air, teo), held(mini, teo), held(fernAir, bea), teo, bea), air.Serial, fernAir.Serial)
	refused(t, p, "warning R-02 username", "error R-02 username")
	tells(t, p, "User ID Teo.L belongs to somebody at site OAK (Oak Hill School)")
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
