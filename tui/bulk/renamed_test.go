package bulk_test

import (
	"strings"
	"testing"

	"homeroom/tui/bulk"
)

// A row that gives somebody another User ID is told as that from the review to the undo: nobody goes, and no device is lost.
func TestReview_R01_ARenameIsToldInAFewLinesAndRaisesNoAlarm(t *testing.T) {
	s := newSchool(t)
	s.put("users.csv", "Current Username,New Username\ncarl.dean,carl.r.dean\n")
	h := play(t, bulk.Open(s.env, "users.csv"))
	h.press("enter")
	h.wants("user record carl.dean, renamed", "carl.r.dean")
	for _, size := range [][2]int{{80, 21}, {120, 37}} {
		view := h.view(size[0], size[1])
		for _, wrong := range []string{"loses the last", "lose their last", ", deleted", ", new", "more line"} {
			if strings.Contains(view, wrong) {
				t.Errorf("%q is told:\n%s", wrong, view)
			}
		}
	}
	h.press("s")
	h.wants("1 user renamed")
	if view := h.view(80, 21); strings.Contains(view, "1 new user") || strings.Contains(view, "deleted") {
		t.Errorf("the question is\n%s", view)
	}
	h.press("y")
	h.wants("Saved 1 row")
	h.press("u")
	h.wants("As before import", "1 user gets the old User ID back")
	h.press("y")
	h.wants("Taken back: 1 user gets the old User ID back")
}

func TestReview_R81_AReconcileNamesThePeopleAndSaysWhoHasLeft(t *testing.T) {
	s := newSchool(t)
	h := s.compare(t)
	h.press("enter")
	if view := h.view(80, 21); !strings.Contains(view, "Full Name") || line(view, "~ different", "Carl Dean") == "" || line(view, "only here", "Gus Hale") == "" {
		t.Fatalf("the names are not in the list:\n%s", view)
	}
	h.press("L")
	for _, digit := range []string{"2", "enter"} {
		h.press(digit)
	}
	h.wants("has left", " of OAK depart")
	h.press("s")
	if view := h.view(40, 7); !strings.Contains(strings.Join(strings.Fields(view), " "), "people are marked departing") {
		t.Errorf("on a small screen the rest of the question cannot be read:\n%s", view)
	}
}
