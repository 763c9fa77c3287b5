package importer_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestPreview_TheSiteIsTheOneOfAllKnownDevices(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(fernAir)
	if p := s.at("", template.ModeAssign, row{serial: fernAir.Serial, id: "bo"}, row{serial: "OAKNONE00001", id: "x"}); p.Site.Code != fern {
		t.Errorf("the site is %s", p.Site.Code)
	}
	for _, rows := range [][]row{
		{{serial: fernAir.Serial, id: "bo"}, {serial: mini.Serial, id: "ana"}},
		{{serial: "OAKNONE00001", id: "bo"}},
	} {
		_, err := s.try(importer.Request{Data: file(t, "csv", rows...), Mode: template.ModeAssign})
		if store.CodeOf(err) != store.CodeInvalid {
			t.Fatalf("the error is %v", err)
		}
		contains(t, err.Error(), "--site", fern, oak)
	}
}

func TestPreview_RefusesASiteItCannotMean(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := file(t, "csv", row{serial: mini.Serial, id: "ana"})
	for _, c := range []struct {
		q    importer.Request
		code store.Code
		says []string
	}{
		{importer.Request{Site: "ELM", Mode: template.ModeAssign, Solution: store.SolutionPrimary}, store.CodeNotFound, []string{"ELM", "--solution", fern}},
		{importer.Request{Site: "ELM", Mode: template.ModeInventory}, store.CodeNotFound, []string{"ELM", "--solution"}},
		{importer.Request{Site: oak, Solution: store.SolutionAlternate}, store.CodeInvalid, []string{"primary", "alternate"}},
		{importer.Request{Site: oak, Solution: "both"}, store.CodeInvalid, []string{"both", "--solution"}},
		{importer.Request{Site: "no good"}, store.CodeInvalid, []string{"no good"}},
		{importer.Request{Site: oak, Mode: "sideways"}, store.CodeInvalid, []string{"sideways", "inventory, assign, revoke"}},
		{importer.Request{Site: oak, Template: "mosaic"}, store.CodeInvalid, []string{"mosaic", "mlti"}},
	} {
		c.q.Data = data
		_, err := s.try(c.q)
		if store.CodeOf(err) != c.code {
			t.Errorf("%+v gives %v", c.q, err)
			continue
		}
		contains(t, err.Error(), c.says...)
	}
}

func TestPreview_WithoutAnySite(t *testing.T) {
	empty := emptySchool(t)
	_, err := empty.try(importer.Request{Data: file(t, "csv", row{serial: mini.Serial})})
	contains(t, fmt.Sprint(err), "no site is on record yet")
	p := empty.request(importer.Request{Data: file(t, "csv", row{serial: mini.Serial}), Site: oak, Solution: store.SolutionPrimary})
	statuses(t, p, add)
	empty.save(p)
	if p := empty.at("", "", row{serial: mini.Serial}); p.Site.Code != oak {
		t.Errorf("the only site is not taken: %s", p.Site.Code)
	}
}

func TestPreview_RefusesWhatIsNoSuchFile(t *testing.T) {
	s := newSchool(t)
	for text, code := range map[string]string{
		"Asset Tag,User ID\n1,ana\n":               "no_serial_column",
		"Serial Number,Colour\nOAKNEW000001,red\n": "other_template",
		"Serial Number,Serial  number,User ID\nOAKNEW000001,OAKNEW000001,ana\nOAKNEW000002,OAKNEW000002,bo\n": "column_twice",
		"Asset Tag,Serail Number,User ID\n1,not-a-serial,ana\n":                                               "no_serial_column",
		"":                          "empty",
		"Serial Number,Asset Tag\n": "header_only",
	} {
		_, err := s.try(importer.Request{Data: []byte(text), Site: oak})
		var p *sheet.Problem
		if !errors.As(err, &p) {
			t.Errorf("%q gives %v", text, err)
			continue
		}
		if p.Code != code || p.Message == "" || p.Remedy == "" {
			t.Errorf("%q gives %+v, want code %s", text, p, code)
		}
	}
	_, err := s.try(importer.Request{Data: []byte("Curent Username,Ful Name,Email Adress\nana,Ana,ana@oak.example\n"), Site: oak})
	contains(t, err.Error(), "nearly those of the template mut-users", `--template mut-users --map "Curent Username=Current Username" --map "Ful Name=Full Name"`)
	without(t, err.Error(), "mlti")
	_, err = s.try(importer.Request{Data: []byte("Town,Street\nOak,Hill\n"), Site: oak})
	contains(t, err.Error(), "no template has these columns", `--map "HEADER=FIELD"`)
	without(t, err.Error(), "mlti")
	_, err = s.try(importer.Request{Data: []byte("Asset Tag,Serail Number,User ID\n1,not-a-serial,ana\n"), Site: oak})
	contains(t, err.Error(), "nearly those of the template mlti", "rename Serail Number to Serial Number", `--template mlti --map "Serail Number=Serial Number"`)
}

func TestPreview_R83_ListsWhatIsNotUnderstood(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := "Position,Colour,USER-ID,serial_number,Fone Number,\nstudent,red,ana,oakmini00001,2030,stray\n"
	p := s.request(importer.Request{Data: []byte(data), Mode: template.ModeAssign, Site: oak})
	statuses(t, p, add)
	if got := strings.Join(p.UnknownColumns, "|"); got != "Colour|Fone Number|column F" {
		t.Errorf("not understood: %s", got)
	}
	if got, _ := decode(t, p, nil); strings.Join(got.UnknownColumns, "|") != strings.Join(p.UnknownColumns, "|") {
		t.Errorf("in JSON not understood: %v", got.UnknownColumns)
	}
	contains(t, note(t, p.Notes, "R-83", warning).Message, "Fone Number", "is it Phone Number?")
	contains(t, note(t, p.Notes, "R-83", info).Message, "Colour")
	if d, ok := changed(&p.Rows[0], store.KindDevice, mini.Serial, store.FieldPhone); ok {
		t.Errorf("a column that is not understood was read: %s", d)
	}
	if note := p.Rows[0].Notes; len(note) != 0 {
		t.Errorf("notes: %s", said(note))
	}
}

func TestPreview_OnlyBAndJFallBackToTheirPlace(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	data := "Asset Tag,Gerät,Device Type,User ID,Full Name,Email,Phone,Position,Room,Weg\n5000001,OAKMINI00001,,,,,,,,OAKMINI00001\n"
	p := s.request(importer.Request{Data: []byte(data), Site: oak})
	statuses(t, p, taken)
	contains(t, said(p.Notes), "Serial Number was taken by its place", "Delete was taken by its place")
	data = "Asset Tag,Serial Number,a,b,c,d,e,f,g,Weg\n5000001,OAKMINI00001,,,,,,,,OAKMINI00002\n"
	p = s.request(importer.Request{Data: []byte(data), Site: oak})
	if p.Mode == template.ModeRevoke {
		t.Error("a column J that does not repeat the serial was taken for Delete")
	}
}

func TestPreview_R82_NotesHaveLineColumnValueRuleAndRemedy(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := "serial,User ID,Asset Tag,Position\nOAKMINI00001,bad id,,boss\n"
	p := s.request(importer.Request{Data: []byte(data), Site: oak, Mode: template.ModeAssign})
	n := note(t, p.Rows[0].Notes, "R-06", severe)
	if n.Line != 2 || n.Column != "Position" || n.Value != "boss" || n.Message == "" || n.Remedy == "" {
		t.Errorf("note is %+v", n)
	}
	if n := note(t, p.Rows[0].Notes, "R-01", severe); n.Value != "bad id" || n.Column != "User ID" {
		t.Errorf("note is %+v", n)
	}
}

func TestPreview_R08_DamageIsNamed(t *testing.T) {
	s := newSchool(t)
	for value, says := range map[string]string{
		"1.23E+11": "scientific", "6000001.0": ".0", "'6000001": "apostrophe",
		"2018-05-01": "date", "5/1/18": "date", "2018-05-01T00:00:00": "date", "#N/A": "error",
	} {
		p := s.inventory(row{tag: value, serial: "OAKNEW000001"})
		statuses(t, p, failed)
		contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, says)
	}
	p := s.inventory(row{tag: "1", serial: "OAK-NEW-0001"})
	statuses(t, p, failed)
	note(t, p.Rows[0].Notes, "R-03", severe)
	p = s.inventory(
		row{tag: "1-2-345", serial: "OAKNEW000001", name: "#REF!"},
		row{tag: "2", serial: "OAKNEW000002", phone: "5/1/2018"},
		row{tag: "1-222-3", serial: "OAKNEW000003", name: "#1 cart"},
		row{tag: "4", serial: "OAKNEW000004", name: "Zoë\x07"},
	)
	statuses(t, p, failed, add, add, failed)
	note(t, p.Rows[1].Notes, "R-08", warning)
	contains(t, said(p.Rows[3].Notes), "U+0007")
}

func TestPreview_ARowWithMoreCellsThanTheHeaderIsAnError(t *testing.T) {
	s := newSchool(t)
	data := "Serial Number,Full Name,Room,Asset Tag\nOAKNEW000001,Mendes, Ana,7,4000001\nOAKNEW000002,Bo Quill\nOAKNEW000003,Cy Rush,8,4000003\n"
	p := s.request(importer.Request{Data: []byte(data), Site: oak, Mode: template.ModeInventory})
	statuses(t, p, failed, add, add)
	contains(t, note(t, p.Rows[0].Notes, "R-83", severe).Message, "wrong columns")
	contains(t, note(t, p.Rows[1].Notes, "R-83", warning).Message, "shorter")
}

func TestPreview_CellsAreShownAsRead(t *testing.T) {
	s := newSchool(t)
	data := "User ID,Colour,Serial Number\n ana ,red,oaknew000001\n"
	p := s.request(importer.Request{Data: []byte(data), Site: oak, Mode: template.ModeInventory})
	cells := p.Cells(2)
	if len(cells) != 2 || cells[0].Header != "Serial Number" || cells[0].Value != "OAKNEW000001" ||
		cells[1].Field != store.FieldUserID || cells[1].Value != "ana" {
		t.Errorf("cells are %+v", cells)
	}
	if p.Cells(3) != nil || p.Row(3) != nil || p.Row(2) != &p.Rows[0] {
		t.Error("a line that is not there has a row")
	}
}

func TestPreview_R81_CountsAddUpWhateverTheFile(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2, fernAir} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	s.person(store.User{UserID: "ida", FullName: "Ida Quill", Site: fern}, fernAir.Serial)
	serials := []string{"", mini.Serial, mini2.Serial, air.Serial, fernAir.Serial, "OAKNEW000001", "?"}
	tags := []string{"", mini.AssetTag, "7000001", "999"}
	ids := []string{"", "ana", "ida", "bo", mini.Serial, "bad id"}
	var rows []row
	for i := range 600 { // a fixed walk through the combinations
		r := row{serial: serials[i%7], tag: tags[i/7%4], id: ids[i/28%6], position: []string{"", "S", "x"}[i%3]}
		if i%5 == 0 {
			r.del = r.serial
		}
		rows = append(rows, r)
	}
	rows = append(rows, row{serial: "OAKLAST00001"})
	for _, mode := range template.MLTI().Modes {
		for n := 1; n < len(rows); n += 97 {
			part := append(rows[:n:n], rows[len(rows)-1])
			p := s.at(oak, mode, part...)
			sum := 0
			for _, c := range p.Counts() {
				sum += c
			}
			if sum != len(part) || len(p.Counts()) != 7 {
				t.Errorf("%s of %d rows counts %v", mode, len(part), p.Counts())
			}
			for i := range p.Rows {
				checkRow(t, &p.Rows[i])
			}
		}
	}
}

// checkRow holds what is true of every row.
func checkRow(t *testing.T, r *importer.Row) {
	t.Helper()
	severeNote := strings.Contains(said(r.Notes), " error [")
	switch r.Status {
	case add, change, taken:
		if len(r.Changes) == 0 || r.Verdict != store.VerdictAccept || severeNote {
			t.Errorf("line %d: %+v", r.Line, r)
		}
	case heldBack:
		if r.Verdict != store.VerdictLeaveOut || r.Includable != (len(r.Changes) > 0) || len(r.Notes) == 0 || severeNote {
			t.Errorf("line %d: %+v", r.Line, r)
		}
	case failed:
		if !severeNote || len(r.Changes) > 0 || r.Verdict != "" {
			t.Errorf("line %d: %+v", r.Line, r)
		}
	case leftOut:
		if len(r.Notes) == 0 || len(r.Changes) > 0 || r.Verdict != "" || severeNote {
			t.Errorf("line %d: %+v", r.Line, r)
		}
	case same:
		if len(r.Changes) > 0 || r.Verdict != "" || severeNote {
			t.Errorf("line %d: %+v", r.Line, r)
		}
	default:
		t.Errorf("line %d has no status", r.Line)
	}
}

func TestPreview_CSVAndXLSXGiveTheSame(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2, fernAir} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	rows := []row{
		{tag: mini.AssetTag, serial: mini.Serial, id: "ana"},
		{},
		{tag: mini2.AssetTag, serial: mini2.Serial, id: "bo", name: "=1+1", phone: "+1 207 555 0100", position: "T"},
		{tag: "7000001", serial: "OAKTV0000001", id: "@odd"},
		{serial: fernAir.Serial, id: "'x", room: " "},
		{serial: air2.Serial},
		{tag: air.AssetTag, serial: air.Serial, id: "ana", name: "Zoë \"Z\" Quill, jr.\nII"},
	}
	for _, mode := range template.MLTI().Modes {
		a := s.request(importer.Request{Data: file(t, "csv", rows...), Mode: mode, Site: oak})
		b := s.request(importer.Request{Name: "test.xlsx", Data: file(t, "xlsx", rows...), Mode: mode, Site: oak})
		if len(a.Rows) != len(rows) || fmt.Sprint(a.Counts()) != fmt.Sprint(b.Counts()) {
			t.Fatalf("%s: %v and %v", mode, a.Counts(), b.Counts())
		}
		for i := range a.Rows {
			x, y := &a.Rows[i], &b.Rows[i]
			if x.Status != y.Status || fmt.Sprint(x.Changes) != fmt.Sprint(y.Changes) || len(x.Notes) != len(y.Notes) {
				t.Errorf("%s, line %d: %+v and %+v", mode, x.Line, x, y)
			}
		}
	}
}
