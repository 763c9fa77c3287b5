package importer_test

import (
	"context"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// byKim plans and saves an edit as somebody else would, on what is on record now.
func (s *school) byKim(w store.Wanted, plan func(*store.Records) edit.Plan) {
	s.t.Helper()
	ctx := context.Background()
	r, err := s.st.Records(ctx, w)
	if err != nil {
		s.t.Fatal(err)
	}
	p := plan(r)
	if p.Failed() || len(p.Changes) == 0 {
		s.t.Fatalf("%s changes nothing: %+v", p.Title, p.Findings)
	}
	if _, err := s.st.Apply(ctx, p.Act("kim"), p.Changes); err != nil {
		s.t.Fatalf("%s: %v", p.Title, err)
	}
}

// two people: Teo holds a Mac and Una an iPad; another iPad, another Mac and an older iPad are free.
func leaning(t *testing.T) *school {
	t.Helper()
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2, {Serial: "OAKOLD000001", AssetTag: "4000009", Model: "iPad"}} {
		s.device(d)
	}
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Position: "teacher", Site: oak, Invitation: store.InvitationInvited}, air.Serial)
	s.person(store.User{UserID: "una", FullName: "Una Marsh", Position: "student", Site: oak, Invitation: store.InvitationInvited}, mini2.Serial)
	return s
}

// moves is what Kim does to Teo, without touching a record that a row would write.
var moves = map[string]func(s *school){
	"renames him": func(s *school) {
		values := []edit.Value{{Field: store.FieldUserID, Text: "t.lind"}}
		s.byKim(edit.Wanted(store.KindUser, []string{"teo"}, values), func(r *store.Records) edit.Plan {
			return edit.Set(r, store.KindUser, "teo", values)
		})
	},
	"takes his device back": func(s *school) {
		s.byKim(edit.Wanted(store.KindDevice, []string{air.Serial}, nil), func(r *store.Records) edit.Plan { return edit.Clear(r, air.Serial) })
	},
	"changes the position on his device": func(s *school) { s.setAir(store.FieldPosition, "staff") },
	"moves his device to another site":   func(s *school) { s.setAir(store.FieldSite, fern) },
	"gives him another device": func(s *school) {
		values := []edit.Value{{Field: store.FieldUsername, Text: "teo"}}
		s.byKim(edit.Wanted(store.KindDevice, []string{"OAKOLD000001"}, values), func(r *store.Records) edit.Plan {
			return edit.Assign(r, "OAKOLD000001", "teo")
		})
	},
}

func (s *school) setAir(f store.Field, v string) {
	values := []edit.Value{{Field: f, Text: v}}
	s.byKim(edit.Wanted(store.KindDevice, []string{air.Serial}, values), func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindDevice, air.Serial, values)
	})
}

func TestSave_R85_ARowWhosePersonMovedIsHeldBackAndTheOthersAreSaved(t *testing.T) {
	for name, preview := range map[string]func(s *school) *importer.Plan{
		"assign": func(s *school) *importer.Plan {
			p := s.assign(row{serial: mini.Serial, id: "teo"}, row{serial: air2.Serial, id: "new", position: "staff"})
			if err := p.Decide(2, store.VerdictAccept); err != nil { // his second device
				t.Fatal(err)
			}
			return p
		},
		"inventory": func(s *school) *importer.Plan {
			return s.inventory(row{serial: mini.Serial, id: "teo"}, row{serial: air2.Serial, id: "new", position: "staff"})
		},
		"device-edit sheet": func(s *school) *importer.Plan {
			return s.deviceSheet("Serial Number,Username,Room\n" + mini.Serial + ",teo,\n" + air2.Serial + ",,204\n")
		},
	} {
		for what, move := range moves {
			t.Run(name+", Kim "+what, func(t *testing.T) {
				s := leaning(t)
				p := preview(s)
				move(s)
				before := s.deviceNow(mini.Serial)
				if o := s.save(p); o.Act != 0 || len(o.Moved) != 1 || o.Moved[0].Line != 2 {
					t.Fatalf("the first press: %+v", o)
				}
				contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Message, "user teo", "written by kim at 2026-")
				if p.Rows[0].Status != heldBack {
					t.Errorf("the row is %s", p.Rows[0].Status)
				}
				if o := s.save(p); o.Saved != 1 {
					t.Fatalf("the second press: %+v", o)
				}
				if now := s.deviceNow(mini.Serial); now != before {
					t.Errorf("the row that was held back is saved: %+v", now)
				}
			})
		}
	}
}

func TestSave_R85_ARevokeIsHeldBackWhenThePersonGotAnotherDeviceOrGaveOneBack(t *testing.T) {
	for what, move := range moves {
		t.Run("Kim "+what, func(t *testing.T) {
			s := leaning(t)
			storetest.Edit(t, s.st, "test", mini.Serial, map[store.Field]string{store.FieldUsername: "teo", store.FieldPosition: "teacher"})
			p := s.revoke(leaver(mini), leaver(mini2))
			statuses(t, p, taken, taken)
			move(s)
			if o := s.save(p); o.Act != 0 || len(o.Moved) != 1 || o.Moved[0].Line != 2 {
				t.Fatalf("the first press: %+v", o)
			}
			contains(t, said(p.Rows[0].Notes), "kim")
			if o := s.save(p); o.Saved != 1 || s.userNow("una") != nil {
				t.Fatalf("the second press: %+v", o)
			}
		})
	}
}

func TestRevoke_R22_ASerialNumberThatIsAUserIDIsNoPlaceholder(t *testing.T) {
	s := leaning(t)
	p := s.revoke(leaver(mini2))
	s.person(store.User{UserID: mini2.Serial, Site: oak})
	s.save(p)
	statuses(t, p, heldBack)
	contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Message, "user oakmini00002 has come on record, written by test")
	p = s.revoke(leaver(mini2))
	s.save(p)
	if d := s.deviceNow(mini2.Serial); d.Username != "" || d.FullName != "" {
		t.Errorf("nobody holds it, but it says %+v", d)
	}
}

func TestSave_R85_ARoomLeansOnNobody(t *testing.T) {
	s := leaning(t)
	p := s.inventory(row{serial: air.Serial, room: "204"})
	moves["gives him another device"](s)
	if o := s.save(p); o.Saved != 1 {
		t.Errorf("the outcome is %+v", o)
	}
}
