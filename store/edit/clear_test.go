package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestClear_R22_TheDeviceGetsThePlaceholderAndKeepsItsPlace(t *testing.T) {
	d := held(mini, ana)
	d.Department, d.Building, d.Room = "Art", "North", "12"
	p := edit.Clear(on(d, with(ana, store.FieldInvitation, "accepted")), mini.Serial)
	says(t, p)
	changes(t, p,
		`device OAKMINI00001 username "ana" -> "OAKMINI00001"`,
		`device OAKMINI00001 full_name "Ana Mendes" -> ""`,
		`device OAKMINI00001 email "ana@oak.example" -> ""`,
		`device OAKMINI00001 phone "2030" -> ""`,
		`device OAKMINI00001 position "student" -> ""`,
		`device OAKMINI00001 department "Art" -> ""`,
		`user ana invitation "accepted" -> "revoked"`)
	if want := "5000001 taken back from ana"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
}

func TestClear_R22_WhoHasAnotherDeviceKeepsTheApps(t *testing.T) {
	p := edit.Clear(on(held(mini, teo), held(air, teo), teo), mini.Serial)
	says(t, p, "info R-22 username")
	tells(t, p, "Teo Lindqvist (Teo.L) keeps 2000001 (serial number OAKAIR000001); take that back too if the person has left")
	changes(t, p,
		`device OAKMINI00001 username "Teo.L" -> "OAKMINI00001"`,
		`device OAKMINI00001 full_name "Teo Lindqvist" -> ""`,
		`device OAKMINI00001 position "teacher" -> ""`)
}

func TestClear_R22_ADeviceOfAnotherSiteIsNamedByItsSiteOnly(t *testing.T) {
	p := edit.Clear(on(held(mini, teo), held(fernAir, teo), teo), mini.Serial)
	tells(t, p, "keeps a device of site FERN (Fern School)")
	silent(t, p, fernAir.Serial)
}

func TestClear_R22_AnInvitationThatWasNeverSentIsNotRevoked(t *testing.T) {
	p := edit.Clear(on(held(mini, ana), ana), mini.Serial)
	for _, c := range p.Changes {
		if c.Record == store.KindUser {
			t.Errorf("the user record changes: %q", lines(p))
		}
	}
}

func TestClear_R22_TheLastDeviceTakesTheAppsAlongAlsoWithoutAPosition(t *testing.T) {
	p := edit.Clear(on(with(held(mini, teo), store.FieldPosition, ""), teo), mini.Serial)
	changes(t, p,
		`device OAKMINI00001 username "Teo.L" -> "OAKMINI00001"`, `device OAKMINI00001 full_name "Teo Lindqvist" -> ""`,
		`user teo.l invitation "accepted" -> "revoked"`)
}

func TestClear_R86_APlaceholderStaysAsItIs(t *testing.T) {
	p := edit.Clear(on(with(mini, store.FieldUsername, "oakmini00001")), mini.Serial)
	changes(t, p, `device OAKMINI00001 username "oakmini00001" -> "OAKMINI00001"`)
	p = edit.Clear(on(with(mini, store.FieldUsername, mini.Serial)), mini.Serial)
	changes(t, p)
	says(t, p)
	if want := "5000001 taken back"; p.Title != want {
		t.Errorf("the title is %q, want %q", p.Title, want)
	}
	refused(t, edit.Clear(on(), mini.Serial), "error R-17")
}

// Where User IDs are serial numbers, the placeholder would be the very person from whom the device is taken.
func TestClear_D_APlaceholderThatIsSomebodysUserIDIsLeftOut(t *testing.T) {
	serial := with(teo, store.FieldUserID, mini.Serial)
	for name, d := range map[string]store.Device{"their own": held(mini, serial), "another's": held(mini, ana)} {
		t.Run(name, func(t *testing.T) {
			r := on(d, serial, ana)
			p := edit.Clear(r, mini.Serial)
			for _, c := range p.Changes {
				for _, f := range c.Fields {
					if f.Field == store.FieldUsername && f.New != "" {
						t.Errorf("Username becomes %q", f.New)
					}
				}
			}
			desk := edit.On(r)
			desk.Clear(mini.Serial)
			changes(t, desk.Clear(mini.Serial))
			if edit.IsHeld(desk.Picture(), desk.Picture().Device(mini.Serial)) {
				t.Error("somebody still holds the device")
			}
		})
	}
}
