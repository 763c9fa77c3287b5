package table_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

func listOf(keys ...string) *table.Table {
	tab := table.New(theme.New(true, false), []table.Column{{Title: "Serial Number", Min: 12, Weight: 1}})
	fill(tab, keys...)
	return tab
}

func fill(tab *table.Table, keys ...string) {
	cells := make([][]string, len(keys))
	for i, k := range keys {
		cells[i] = []string{"device " + k}
	}
	tab.SetRows(keys, cells)
}

func press(tab *table.Table, keys ...string) {
	for _, k := range keys {
		tab.Update(screen.Press(k))
	}
}

func TestTable_AsksOnlyForTheCellsInSight(t *testing.T) {
	source := &many{rows: 100_000}
	tab := table.New(theme.New(true, true), columns())
	tab.SetSource(source)
	press(tab, "G")
	tab.View(80, 21)
	if most := 20 * len(columns()); source.asked > most || source.asked == 0 {
		t.Errorf("%d cells were asked for to draw 20 rows, at most %d wanted", source.asked, most)
	}
}

func TestTable_RefreshKeepsTheCursorOnItsRecord(t *testing.T) {
	tab := listOf("A", "B", "C", "D")
	tab.View(40, 10)
	press(tab, "j", "j")
	fill(tab, "0", "1", "A", "B", "C", "D")
	if tab.Key() != "C" {
		t.Errorf("the cursor went from C to %s", tab.Key())
	}
}

func TestTable_RefreshKeepsTheCursorOnItsLineOfTheScreen(t *testing.T) {
	tab := listOf(strings.Split("abcdefghijklmnopqrstuvwxyz", "")...)
	tab.View(40, 6)
	press(tab, "G", "k", "k")
	tab.View(40, 6)
	line := tab.Line()
	fill(tab, strings.Split("0123456789abcdefghijklmnopqrstuvwxyz", "")...)
	tab.View(40, 6)
	if tab.Key() != "x" || tab.Line() != line {
		t.Errorf("x stood on line %d, now %s stands on line %d", line, tab.Key(), tab.Line())
	}
}

func TestTable_RefreshGoesToTheNearestRowWhenTheRecordIsGone(t *testing.T) {
	for _, c := range []struct {
		name, want string
		now        []string
	}{
		{"the one below it", "D", []string{"A", "B", "D", "E"}},
		{"the one above when those below are gone, too", "B", []string{"0", "A", "B"}},
		{"anything when all are gone", "Z", []string{"Z"}},
		{"nothing when there are no rows", "", nil},
	} {
		tab := listOf("A", "B", "C", "D", "E")
		tab.View(40, 10)
		tab.GotoKey("C")
		fill(tab, c.now...)
		if tab.Key() != c.want {
			t.Errorf("%s: the cursor is on %q, want %q", c.name, tab.Key(), c.want)
		}
	}
}

func TestTable_FilterKeepsCursorAndMarks(t *testing.T) {
	tab := listOf("A1", "B1", "A2", "B2")
	tab.View(40, 10)
	press(tab, "space", "space") // A1 and B1, the cursor goes on to A2
	tab.Filter(func(i int) bool { return i%2 == 0 })
	if tab.Key() != "A2" || tab.Len() != 2 {
		t.Fatalf("on %s of %d rows, want A2 of 2", tab.Key(), tab.Len())
	}
	if got, want := tab.Info(), "2 of 2 (2 hidden), 2 marked, 1 of them hidden"; got != want {
		t.Errorf("info %q, want %q", got, want)
	}
	fill(tab, "A0", "A1", "B1", "A2", "B2") // the filter now takes A0, B1 and B2
	tab.Filter(nil)
	if got, want := tab.Marked(), []string{"A1", "B1"}; !slices.Equal(got, want) {
		t.Errorf("marked %v, want %v", got, want)
	}
	fill(tab, "A1")
	if got, want := tab.Info(), "1 of 1, 1 marked"; got != want {
		t.Errorf("info %q after B1 went, want %q", got, want)
	}
}

func TestTable_SaysWhyNothingIsShown(t *testing.T) {
	tab := listOf()
	tab.SetEmpty("This site has no devices.")
	if got := tab.View(40, 8); !strings.Contains(got, "This site has no devices.") {
		t.Errorf("an empty table shows:\n%s", got)
	}
	fill(tab, "A")
	tab.Filter(func(int) bool { return false })
	if got := tab.View(40, 8); !strings.Contains(got, "No row passes the filter.") || strings.Contains(got, "no devices") {
		t.Errorf("a filter that hides all shows:\n%s", got)
	}
	if tab.Key() != "" || tab.Info() != "0 of 0 (1 hidden)" {
		t.Errorf("key %q, info %q", tab.Key(), tab.Info())
	}
	press(tab, "j", "space", "G", "pgup", "ctrl+d")
}

func TestTable_PagesStopAtTheEnds(t *testing.T) {
	keys := strings.Split("abcdefghijklmnopqrstuvwxyz", "")
	tab := listOf(keys...)
	tab.View(40, 6)
	for _, c := range []struct{ key, want string }{
		{"pgup", "a"}, {"pgdown", "e"}, {"ctrl+d", "g"}, {"ctrl+u", "e"}, {"end", "z"}, {"pgdown", "z"}, {"pgup", "v"}, {"home", "a"}, {"up", "a"},
	} {
		press(tab, c.key)
		if tab.Key() != c.want {
			t.Errorf("%s leads to %s, want %s", c.key, tab.Key(), c.want)
		}
	}
	press(tab, "G")
	if got := strings.Count(tab.View(40, 6), "device"); got != 5 {
		t.Errorf("the last page shows %d rows, want 5", got)
	}
	if got := strings.Count(tab.View(40, 20), "device"); got != 19 {
		t.Errorf("after the window grew %d rows are shown, want 19", got)
	}
}

// What stands in a record must not shift a column or reach the terminal as a command.
func TestTable_HostileTextNeitherBreaksColumnsNorReachesTheTerminal(t *testing.T) {
	names := []string{
		"plain", "漢字漢字漢字漢字漢字", "e\u0301tude", "\x1b[31mred\x1b[0m", "\u202eevil", "a\tb", "a\nb", "नमस्ते", "👍🏽👨\u200d👩", "\xff\xfe", "עברית",
	}
	keys, cells := make([]string, len(names)), make([][]string, len(names))
	for i, n := range names {
		keys[i], cells[i] = n+"key", []string{n, "|end"}
	}
	tab := table.New(theme.New(true, false), []table.Column{{Title: "Full Name", Min: 9}, {Title: "Room", Min: 6}})
	tab.SetRows(keys, cells)
	lines := strings.Split(tab.View(30, 20), "\n")
	for i, line := range lines[1:] {
		bar := strings.Index(line, "|end")
		if bar < 0 || screen.Width(line[:bar]) != 13 {
			t.Errorf("row %q: the second column is not at cell 13: %q", names[i], line)
		}
		if line != ansi.Strip(line) || strings.ContainsAny(line, "\x1b\t\u202e\u200d") {
			t.Errorf("row %q: something reaches the terminal: %q", names[i], line)
		}
	}
}

func TestTable_CursorComesBackToItsRecordAfterNoRowsWereLeft(t *testing.T) {
	only := func(keys string) func(int) bool {
		return func(i int) bool { return strings.Contains(keys, string(rune('A'+i))) }
	}
	tab := listOf("A", "B", "C", "D", "E")
	tab.View(40, 10)
	press(tab, "G")
	tab.Filter(only("BC")) // rubbish is typed letter by letter
	tab.Filter(only(""))
	tab.Filter(nil)
	if tab.Key() != "E" {
		t.Errorf("the cursor went from E to %s by way of an empty list", tab.Key())
	}
	tab.Filter(only(""))
	fill(tab, "A", "B", "C", "D", "E", "F") // a refresh meanwhile
	tab.Filter(nil)
	if tab.Key() != "E" {
		t.Errorf("after a refresh of the empty list the cursor is on %s", tab.Key())
	}
	tab.Filter(only("BC"))
	tab.Settle() // the filter is kept
	tab.Filter(only(""))
	tab.Filter(nil)
	if tab.Key() != "C" {
		t.Errorf("the row of the filter that was kept is lost: the cursor is on %s", tab.Key())
	}
}

func TestTable_LeapsByHalfAPageWhereTheCursorLeavesTheSight(t *testing.T) {
	tab := table.New(theme.New(true, false), []table.Column{{Title: "Row", Min: 4}})
	keys, cells := make([]string, 100), make([][]string, 100)
	for i := range keys {
		keys[i], cells[i] = strconv.Itoa(i), []string{"r" + strconv.Itoa(i)}
	}
	tab.SetRows(keys, cells)
	tab.Leap(true)
	first := func() string { return strings.Fields(strings.Split(tab.View(10, 11), "\n")[1])[0] }
	for range 10 {
		first()
		tab.Update(screen.Press("down"))
	}
	if got := first(); got != "r5" {
		t.Errorf("below the last row in sight the first one is %s", got)
	}
	for range 6 {
		tab.Update(screen.Press("up"))
		first()
	}
	if got := first(); tab.Key() != "4" || got != "r0" && got != "›" {
		t.Errorf("on row %s the first one in sight is %s", tab.Key(), got)
	}
	for range 200 {
		tab.Update(screen.Press("down"))
		first()
	}
	if view := tab.View(10, 11); !strings.HasSuffix(strings.TrimRight(view, " "), "r99") || strings.Count(view, "\n") != 10 {
		t.Errorf("at the end:\n%s", view)
	}
}
