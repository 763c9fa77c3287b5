package importer_test

import (
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestImport_R08_AnInvisibleCharacterIsNamed(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	for _, c := range []struct{ hidden, point string }{
		{"\u200b", "U+200B"}, {"\u202e", "U+202E"}, {"\u00ad", "U+00AD"}, {"\ufeff", "U+FEFF"}, {"\u2066", "U+2066"}, {"\ufe0f", "U+FE0F"},
	} {
		p := s.assign(row{serial: mini.Serial, id: "ana", name: "Ana" + c.hidden + "Mendes", position: "S", room: "1" + c.hidden + "2"})
		statuses(t, p, add)
		n := note(t, p.Rows[0].Notes, "R-08", warning)
		contains(t, n.Message, c.point)
		without(t, n.Message, c.hidden)
		if len(p.Rows[0].Notes) != 2 {
			t.Errorf("two cells hold %s: %s", c.point, said(p.Rows[0].Notes))
		}
		for _, bad := range []row{
			{serial: mini.Serial, id: "a" + c.hidden + "na", position: "S"},
			{serial: "OAKMI" + c.hidden + "NI00001", id: "ana", position: "S"},
			{tag: "5000" + c.hidden + "001", serial: mini.Serial, id: "ana", position: "S"},
		} {
			p := s.assign(bad)
			statuses(t, p, failed)
			n := note(t, p.Rows[0].Notes, "R-08", severe)
			contains(t, n.Message, c.point)
			without(t, said(p.Rows[0].Notes), c.hidden, `\u`)
		}
	}
	p := s.revoke(row{serial: mini.Serial, del: mini.Serial + "\u200b"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", warning).Message, "U+200B")
}

func TestImport_R82_ValuesInSentencesCannotActOnATerminal(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "a\u202ena", position: "S"}, row{serial: "OAK\x1b[2J00001", id: "\u200b"})
	text := said(p.Rows[0].Notes) + said(p.Rows[1].Notes)
	without(t, text, "\u202e", "\u200b", "\x1b", `\x1b`, `\u200b`)
	for _, n := range append(p.Rows[0].Notes, p.Rows[1].Notes...) {
		if strings.Contains(n.Message, `"`) {
			t.Errorf("quoted as program text: %s", n.Message)
		}
	}
}

func TestImport_R08_ADamagedPhoneKeepsItsValueWithAWarning(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "S", phone: "1-May-18"})
	statuses(t, p, add)
	note(t, p.Rows[0].Notes, "R-08", warning)
	if got, _ := changed(&p.Rows[0], store.KindDevice, mini.Serial, store.FieldPhone); got != "1-May-18" {
		t.Errorf("the phone is %q", got)
	}
}

func TestWorkbook_R08_TrueAndFalseAreNoIdentifier(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	header := "Asset Tag|Serial Number|User ID|Position|Delete"
	for column, cells := range map[string]string{
		"User ID":   "|" + mini.Serial + "|bool:1|student",
		"Asset Tag": "bool:0|" + mini.Serial + "|ana|student",
	} {
		p := s.request(importer.Request{Name: "test.xlsx", Data: workbook(t, header, cells), Mode: template.ModeAssign, Site: oak})
		statuses(t, p, failed)
		n := note(t, p.Rows[0].Notes, "R-08", severe)
		contains(t, n.Message, column, "TRUE or FALSE")
	}
}
