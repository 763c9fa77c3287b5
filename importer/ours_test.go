package importer_test

import (
	"bytes"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// oursOf are the rows that are ours, and read as a file of the same layout all of them say what is on record.
func (s *school) oursOf(p *importer.Plan) string {
	s.t.Helper()
	var b bytes.Buffer
	_, err := p.WriteOurs(&b, "csv")
	must(s.t, err)
	_, rows, _ := strings.Cut(b.String(), "\n")
	again := s.request(importer.Request{Name: "ours.csv", Data: b.Bytes(), Template: p.Template.Name, Mode: "update"})
	for i := range again.Rows {
		if r := &again.Rows[i]; r.Status != same {
			s.t.Errorf("ours, line %d, is %s: %s\n%s", r.Line, r.Status, said(r.Notes), rows)
		}
	}
	return rows
}

// A row that was taken and has an empty cell is written: with what was taken, and with what they lack.
func TestWriteOurs_R84_HoldsWhatIsOnRecordAfterTheSave(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,Ana Q,ana@oak.example,,student,,,", "bo,,Bo T,bo@oak.example,2055,student,,,", "teo,,Teo L,,,teacher,,,"))
	must(t, p.Decide(3, store.VerdictLeaveOut))
	s.save(p)
	want := "ana,,Ana Q,ana@oak.example,2031,student,,Oak Hill School,\nbo,,Bo Tan,bo@oak.example,,student,,Oak Hill School,\nteo,,Teo L,teo@oak.example,,teacher,,Oak Hill School,\n"
	if rows := s.oursOf(p); rows != want {
		t.Errorf("ours are\n%swant\n%s", rows, want)
	}
}

// What was taken of a device may be a person, whose values stand on the row.
func TestWriteOurs_OfADeviceAreThoseOfWhoeverHasItAfterTheSave(t *testing.T) {
	s := newSchool(t)
	s.macs()
	s.groups("Year 7")
	p := s.compared("macs.csv", lines(mutComputers, "OAKMAC000001,,,,,bo,,,,,,,8,,,,,,,,,,", "OAKMAC000002,,3000002,,,,,,,,,,,,,,,,,,,,"))
	s.save(p)
	want := "OAKMAC000001,,3000001,,,bo,Bo Tan,bo@oak.example,student,,,,8,,,,,,,,,Oak Hill School,\n"
	if rows := s.oursOf(p); rows != want {
		t.Errorf("ours are\n%swant\n%s", rows, want)
	}
}

func TestWriteOurs_BeforeASaveTheyAreWhatIsOnRecord(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("jamf.csv", lines(mutUsers, "ana,,Ana Q,ana@oak.example,,student,,,", "bo,,Bo T,bo@oak.example,2055,student,,,"))
	if rows := s.oursOf(p); !strings.HasPrefix(rows, "ana,,Ana Quill,ana@oak.example,2031,student,,") {
		t.Errorf("ours are\n%s", rows)
	}
}
