package bulk_test

import (
	"strings"
	"testing"

	"homeroom/tui/bulk"
)

func TestUnderstood_R70_AnArchiveIsReadAsWhatAnArchiveCanBe(t *testing.T) {
	s := newSchool(t)
	s.put("roster.zip", rosterFile(t, "R1,C1,P1\nR2,C1,P2\n"))
	h := play(t, bulk.Open(s.env, "roster.zip"))
	h.wants("Columns     all ", " as expected", "People in no class left out", "User ID from SIS username", "Class name  leave as it is")
	for range 12 {
		if line(h.view(120, 40), "› Template") != "" {
			break
		}
		h.press("k")
	}
	before := line(h.view(120, 40), "› Template")
	h.press("right")
	if after := line(h.view(120, 40), "› Template"); after != before || !strings.Contains(h.said, "nothing else to choose") {
		t.Errorf("%q became %q, and it said %q", before, after, h.said)
	}
	if strings.Contains(before, "118") {
		t.Errorf("columns that are seldom there count: %q", before)
	}
}

func TestPicker_AFilterIsTypedAnew(t *testing.T) {
	s := newSchool(t)
	s.put("first.csv", assignFile)
	s.put("second.csv", revokeFile)
	term := s.console(bulk.New, 80, 24)
	term.WaitFor("second.csv")
	term.Press("/")
	term.Type("first")
	term.Press("enter")
	term.WaitGone("second.csv")
	term.Press("/")
	term.Type("second")
	term.WaitFor("second.csv")
	term.WaitGone("first.csv")
}
