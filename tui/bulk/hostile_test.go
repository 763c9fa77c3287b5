package bulk_test

import (
	"strings"
	"testing"

	"homeroom/tui/bulk"
)

// hostile clears the screen, turns the text around and hides a letter, if it is let through.
const hostile = "\x1b[2J\u202eevil\u200b\x07"

func TestBulk_HostileTextNeverReachesTheScreen(t *testing.T) {
	s := newSchool(t)
	name := "as\x1b[2Jsign\u202e.csv"
	s.put(name, header+
		"3000001,C02OAK000001,"+hostile+",ana.bell,"+hostile+",ana@oak.example,,student,"+hostile+",\n"+
		"3000002,C02OAK000002,MacBook Air,b\u202een,Ben Cole,,,student,,\n")
	for _, size := range [][2]int{{80, 21}, {120, 37}, {40, 7}} {
		h := play(t, bulk.New(s.env))
		look := func(where string) {
			t.Helper()
			view := h.screen.View(size[0], size[1])
			for _, bad := range []string{"\x1b[2J", "\u202e", "\u200b", "\x07"} {
				if strings.Contains(view, bad) {
					t.Errorf("%s at %v: %q is let through", where, size, bad)
				}
			}
		}
		look("the picker")
		h.press("enter")
		look("what was understood")
		h.press("enter")
		for range 3 {
			look("the review")
			h.press("tab")
			look("the row")
			h.press("G", "esc", "]")
		}
		h.press("g", "s")
		look("the question")
		h.press("esc", "esc")
	}
}

func TestBulk_HostileTextIsShownAsMarks(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", header+"3000001,C02OAK000001,MacBook Air,a\x1bna,Ana,,,student,,\n")
	term := s.review("assign.csv", 120, 40)
	term.WaitFor("a␛na")
}
