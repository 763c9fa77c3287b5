package bulk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/tui/bulk"
)

// Who left a row out, and why, is told with the row and in the file of all rows, also to those who look later.
func TestSummary_TellsWhoDecidedAndWhy(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "N")
	h.types("moves away in june")
	h.press("enter", "s", "y")
	h.wants("Saved 1 row as import 18")
	h = play(t, bulk.Summary(s.as("lee").env, 18))
	h.press("G", "k", "k") // line 2 stands before what a rule left out, and the same
	h.wants("not saved: left out by ada", "Left out by ada: moves away in june.")
	h.press("/")
	h.types("june")
	h.press("enter")
	h.wants("1 of 1 (6 hidden)", "ana.bell")
	h.press("esc", "W")
	data, err := os.ReadFile(filepath.Join(s.env.Inbox, "assign-summary.csv"))
	if err != nil || !strings.Contains(string(data), "left out by ada: moves away in june") {
		t.Errorf("the summary says %q (%v)", data, err)
	}
}
