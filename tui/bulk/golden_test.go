package bulk_test

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/tui/bulk"
)

// sizes are the bodies of terminals of 80×24, 120×40 and 40×10: the root keeps three lines.
var sizes = [...][2]int{{80, 24}, {120, 40}, {40, 10}}

func goldens(t *testing.T, h *hand) {
	t.Helper()
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, h.view(size[0], size[1]-3))
		})
	}
}

func TestGolden_Picker(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n", "s", "y")
	s.put("revoke.csv", revokeFile)
	h = play(t, bulk.Open(s.env, "revoke.csv"))
	h.press("enter", "l")
	s.put("handbook.pdf", "%PDF-1.7\n")
	s.put("2025/assign.csv", assignFile)
	goldens(t, play(t, bulk.New(s.env)))
}

func TestGolden_Refused(t *testing.T) {
	s := newSchool(t)
	s.put("looks.csv", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
	goldens(t, play(t, bulk.Open(s.env, "looks.csv")))
}

func TestGolden_Understood(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", "Serial,Asset Tag,USER ID,Full Name,Postion,Shoe Size\nC02OAK000001,3000001,ana.bell,Ana Bell,student,38\n")
	goldens(t, play(t, bulk.Open(s.env, "assign.csv")))
}

func TestGolden_ReviewOfHeldBackRow(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	goldens(t, h)
}

func TestGolden_ReviewOfNewPerson(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "j", "l", "k", "tab")
	goldens(t, h)
}

func TestGolden_SaveQuestion(t *testing.T) {
	s := newSchool(t)
	s.put("revoke.csv", revokeFile)
	h := play(t, bulk.Open(s.env, "revoke.csv"))
	h.press("enter", "s")
	goldens(t, h)
}

func TestGolden_Summary(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "y", "s", "y", "u", "y")
	goldens(t, h)
}
