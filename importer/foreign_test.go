package importer_test

import (
	"fmt"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// abroad is a school with a person of FERN, whose values nobody at OAK may learn.
func abroad(t *testing.T) *school {
	s := newSchool(t)
	s.device(mini)
	d := fernAir
	d.Room, d.Phone, d.Email = "F9", "2031", "ida@fern.example"
	s.device(d)
	s.person(store.User{
		UserID: "ida", FullName: "Ida Quill", Email: "ida@fern.example", Phone: "2031", Site: fern, Position: "teacher",
	}, fernAir.Serial)
	return s
}

// Whatever a row guesses of another site's device or person, its notes are the same.
func TestImport_R02_NothingOfAnotherSiteCanBeGuessed(t *testing.T) {
	s := abroad(t)
	s.device(store.Device{Serial: "FERNTV000001", AssetTag: "7000009", Model: "Apple TV", Site: fern})
	for _, mode := range template.MLTI().Modes {
		for name, guesses := range map[string][2]row{
			"name":     {{serial: fernAir.Serial, id: "ida", name: "Ida Quill"}, {serial: fernAir.Serial, id: "ida", name: "Ada Other"}},
			"room":     {{serial: fernAir.Serial, id: "ida", room: "F9"}, {serial: fernAir.Serial, id: "ida", room: "1"}},
			"holder":   {{serial: fernAir.Serial, id: "ida", position: "S"}, {serial: "FERNTV000001", id: "ida", position: "S"}},
			"position": {{serial: fernAir.Serial, id: "new"}, {serial: "FERNTV000001", id: "new"}},
			"tag":      {{serial: fernAir.Serial, tag: fernAir.AssetTag, id: "new"}, {serial: fernAir.Serial, tag: "7000009", id: "new", kind: "Mac"}},
			"delete":   {{serial: fernAir.Serial, del: fernAir.Serial}, {serial: "FERNTV000001", del: "FERNTV000001"}},
		} {
			if name == "tag" && mode != template.ModeInventory {
				continue // an Apple TV is left out by what the row itself says
			}
			right, wrong := s.at(oak, mode, guesses[0]), s.at(oak, mode, guesses[1])
			if a, b := outline(right), outline(wrong); a != b {
				t.Errorf("%s, %s: a right guess is told from a wrong one:\n%s\n%s", mode, name, a, b)
			}
			without(t, said(right.Rows[0].Notes), "Quill", "not read: ", "fern.example", "no invitation", "loses")
		}
	}
}

// outline is a row's status with the rules and words of its notes, but for what the file itself says.
func outline(p *importer.Plan) string {
	text := string(p.Rows[0].Status)
	for _, n := range p.Rows[0].Notes {
		text += fmt.Sprintf("; %s %s %s", n.Rule, n.Severity, n.Message)
	}
	return text
}

func TestAssign_R17_R02_AForeignDeviceIsNamedByItsSiteAndNothingElse(t *testing.T) {
	s := abroad(t)
	p := s.assign(row{serial: fernAir.Serial, id: "ida", name: "Ida Quill", position: "T"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-17", severe).Message, "belongs to site FERN")
	contains(t, note(t, p.Rows[0].Notes, "R-02", severe).Message, "somebody at site FERN")
	if len(p.Rows[0].Notes) != 2 {
		t.Errorf("notes: %s", said(p.Rows[0].Notes))
	}
}

// Our device may be in the hands of another site's person: then our own record is all that is told.
func TestImport_R02_TheHolderFromAnotherSiteIsNamedByOurRecordOnly(t *testing.T) {
	s := abroad(t)
	d := mini2
	d.Username = "ida"
	s.device(d)
	p := s.assign(row{serial: mini2.Serial, id: "new", position: "S"})
	statuses(t, p, add)
	n := note(t, p.Rows[0].Notes, "R-15", warning)
	contains(t, n.Message, "ida holds this device")
	without(t, n.Message, "Quill")

	p = s.revoke(row{serial: mini2.Serial, del: mini2.Serial})
	statuses(t, p, taken)
	without(t, said(p.Rows[0].Notes), "Quill", fernAir.Serial)
	contains(t, note(t, p.Rows[0].Notes, "R-22", info).Message, "user record", fern)
	for _, c := range p.Rows[0].Changes {
		if c.Record == store.KindUser {
			t.Errorf("the user record of another site is changed: %+v", c)
		}
	}
	for _, name := range p.Reach().LoseLast {
		without(t, name, "Quill")
	}
	s.save(p)
	if u := s.userNow("ida"); u == nil || u.Site != fern {
		t.Errorf("the user record is %+v", u)
	}
}

func TestAssign_R02_AnIDOnDevicesOfTwoSitesIsDescribedByOurs(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "FERNAIR00001", AssetTag: "3000001", Site: fern, Username: "teo", FullName: "Teo Secret", Email: "teo@fern.example"})
	s.device(store.Device{Serial: air.Serial, AssetTag: air.AssetTag, Username: "teo"})
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "teo", position: "T"})
	statuses(t, p, heldBack)
	without(t, said(p.Rows[0].Notes)+fmt.Sprint(p.Rows[0].Changes), "Secret", "fern.example", "FERNAIR00001")
}

func TestAssign_R12_ThePositionOfAnotherSitesPersonIsNotRead(t *testing.T) {
	s := abroad(t)
	s.device(air)
	s.person(store.User{UserID: air.Serial, FullName: "Una Far", Site: fern, Position: "teacher"})
	p := s.assign(row{serial: mini.Serial, id: air.Serial})
	statuses(t, p, failed)
	silent(t, p.Rows[0].Notes, "R-12")
}
