package importer_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// oakHill is a file in Windows-1252 with a title line and semicolons.
const oakHill = "Oak Hill School;;;\r\n\r\nSerial Number;User ID;Full Name;Position\r\nOAKMINI00001;zoe;Zo\xeb Ek;student\r\n"

func TestPreview_ReadsAsChosenByHand(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	for _, c := range []struct {
		q    importer.Request
		name string
	}{
		{importer.Request{Data: []byte(oakHill)}, "Zoë Ek"},
		{importer.Request{Data: []byte(oakHill), Encoding: "Mac Roman"}, "ZoÎ Ek"},
		{importer.Request{Data: []byte(oakHill), Delimiter: ";", HeaderLine: 3}, "Zoë Ek"},
	} {
		c.q.Mode, c.q.Site = template.ModeAssign, oak
		p := s.request(c.q)
		if got, _ := changed(&p.Rows[0], store.KindUser, "zoe", store.FieldFullName); !strings.Contains(got, c.name) || p.Rows[0].Line != 4 {
			t.Errorf("read with %q %q %d: line %d says %q", c.q.Encoding, c.q.Delimiter, c.q.HeaderLine, p.Rows[0].Line, got)
		}
	}
	_, err := s.try(importer.Request{Data: []byte(oakHill), Site: oak, Delimiter: "tab"})
	contains(t, err.Error(), "the delimiter is not tab")
}

// What no reading by itself makes rows of may be read by one choice: those that help are named, and no others.
func TestOtherwise_NamesTheChoicesThatHelp(t *testing.T) {
	s := newSchool(t)
	for name, c := range map[string]struct{ data, want string }{
		"two encodings":   {"Serial Number,User ID,Full Name\nOAKMINI00001,zoe,Zoë Ek\nOAKMINI00002,jose,Jos\xe9\n", "encoding: Windows-1252 Mac Roman"},
		"a wrong header":  {"School,Town,Term\nOak,Hill,Fall\nSerial Number,User ID,Full Name\nOAKMINI00001,zoe,Zoe\n", "header line: 3"},
		"another layout":  {"Colour,Weight\nred,3\n", ""},
		"no table at all": {"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ""},
	} {
		p, err := importer.Preview(context.Background(), s.st, importer.Request{Name: "a.csv", Data: []byte(c.data), Site: oak})
		if problem := new(sheet.Problem); !errors.As(err, &problem) {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, d := range p.Otherwise(err) {
			got = append(got, d.What+": "+strings.Join(d.Others, " "))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q helps, want %q", name, got, c.want)
		}
	}
}

func TestPreview_R83_TellsOfAHeaderThatIsNoneAndOfWhatIsOnlyGoodToKnow(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := "Serial Number,User ID,Full Name,Position,2026\nOAKMINI00001,zoe,Zoe Ek,student,x\nSerial Number,User ID,Full Name,Position,2026\n\x1a"
	p := s.request(importer.Request{Name: "export.xls", Data: []byte(data), Mode: template.ModeAssign, Site: oak})
	for words, want := range map[string]string{
		"repeats the header":     "R-83 warning",
		"only a number":          "R-83 warning",
		"name ends in .xls":      "R-08 info",
		"mark of old programs":   "R-08 info",
		"2026 is not understood": "R-83 info",
	} {
		got := ""
		for _, n := range p.Notes {
			if strings.Contains(n.Message, words) {
				got += n.Rule + " " + string(n.Severity)
			}
		}
		if got != want {
			t.Errorf("%q is told as %q, want %q:\n%s", words, got, want, said(p.Notes))
		}
	}
}

// another comparison is like this one as long as nothing that the rows touch or lean on has changed.
func TestLike_R85_OnlyWhatTheRowsLeanOnMakesADifference(t *testing.T) {
	s := leaning(t)
	data := "Serial Number,User ID,Full Name,Position\n" + mini.Serial + ",new.kid,New Kid,student\n" + air2.Serial + ",una,Una Marsh,student\n"
	plan := func() *importer.Plan {
		return s.request(importer.Request{Data: []byte(data), Mode: template.ModeAssign, Site: oak})
	}
	p := plan()
	for _, c := range []struct {
		what, serial string
		fields       map[store.Field]string
		like         bool
	}{
		{"a device that the file does not touch", "OAKOLD000001", map[store.Field]string{store.FieldRoom: "9"}, true},
		{"a device of the file", mini.Serial, map[store.Field]string{store.FieldRoom: "9"}, false},
		{"another device of somebody in the file", mini2.Serial, map[store.Field]string{store.FieldUsername: "", store.FieldPosition: ""}, false},
	} {
		storetest.Edit(t, s.st, "kim", c.serial, c.fields)
		now := plan()
		if p.Like(now) != c.like || now.Like(p) != c.like {
			t.Errorf("after %s was edited: Like is %v", c.what, p.Like(now))
		}
		p = now
	}
}
