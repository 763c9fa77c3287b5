package table_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// rowsOf are the keys in sight, from the top.
func rowsOf(tab *table.Table) []string {
	var keys []string
	for _, l := range strings.Split(tab.View(40, 20), "\n")[1:] {
		keys = append(keys, strings.TrimSpace(l[strings.Index(l, "device ")+len("device "):]))
	}
	return keys
}

func TestTable_OrderKeepsTheCursorOnItsRecordAndTheFilter(t *testing.T) {
	tab := listOf("A", "B", "C", "D", "E")
	tab.View(40, 10)
	press(tab, "space", "j") // A is marked, the cursor is on C
	tab.Order([]int32{4, 3, 2, 1, 0})
	if got := rowsOf(tab); !slices.Equal(got, []string{"E", "D", "C", "B", "A"}) || tab.Key() != "C" {
		t.Errorf("%v, the cursor is on %s", got, tab.Key())
	}
	tab.Filter(func(i int) bool { return i != 2 })
	if got := rowsOf(tab); !slices.Equal(got, []string{"E", "D", "B", "A"}) || tab.Key() != "B" {
		t.Errorf("without C: %v, the cursor is on %s, not on the one below", got, tab.Key())
	}
	tab.Order(nil)
	if got := rowsOf(tab); !slices.Equal(got, []string{"A", "B", "D", "E"}) || tab.Key() != "B" {
		t.Errorf("in the source's own order: %v, the cursor is on %s", got, tab.Key())
	}
	tab.Order([]int32{1, 0, 2, 3, 4})
	tab.Mark("B", true)
	if got := tab.Marked(); !slices.Equal(got, []string{"B", "A"}) {
		t.Errorf("marked, in the order shown: %v", got)
	}
}

func TestTable_ShowTakesRowsOrderAndFilterAtOnce(t *testing.T) {
	tab := listOf("A", "B", "C")
	tab.View(40, 10)
	press(tab, "j", "j")
	keys := []string{"Z", "C", "B", "A"}
	rows := table.Rows{Keys: keys}
	for _, k := range keys {
		rows.Cells = append(rows.Cells, []string{"device " + k})
	}
	tab.Show(rows, []int32{3, 2, 1, 0}, func(i int) bool { return i != 2 })
	if got := rowsOf(tab); !slices.Equal(got, []string{"A", "C", "Z"}) || tab.Key() != "C" {
		t.Errorf("%v, the cursor is on %s", got, tab.Key())
	}
}

func TestTable_MarksAllShownOrNone(t *testing.T) {
	tab := listOf("A1", "B1", "A2", "B2")
	tab.View(40, 10)
	press(tab, "space")
	tab.Filter(func(i int) bool { return i%2 == 1 })
	tab.MarkShown()
	if got, want := tab.Info(), "1 of 2 (2 hidden), 3 marked, 1 of them hidden"; got != want || tab.Marks() != 3 {
		t.Errorf("info %q, want %q", got, want)
	}
	tab.MarkShown()
	if got, want := tab.Info(), "1 of 2 (2 hidden), 1 marked, 1 of them hidden"; got != want {
		t.Errorf("info %q, want %q", got, want)
	}
	press(tab, "space")
	tab.Filter(nil)
	if got := tab.Marked(); !slices.Equal(got, []string{"A1", "B1"}) {
		t.Errorf("marked %v", got)
	}
	tab.Unmark()
	if tab.Info() != "4 of 4" {
		t.Errorf("info %q", tab.Info())
	}
}

func TestTable_ArrowOfTheOrderIsNeverCut(t *testing.T) {
	tab := table.New(theme.New(true, false), []table.Column{
		{Title: "Asset Tag", Short: "Tag", Min: 7}, {Title: "Position", Min: 8}, {Title: "Site", Min: 6},
	})
	tab.SetRows([]string{"k"}, [][]string{{"1", "2", "3"}})
	for column, want := range []string{"Tag ↑", "Posit… ↑", "Site ↑"} {
		tab.Sorted(column, false)
		title, _, _ := strings.Cut(tab.View(40, 3), "\n")
		if !strings.Contains(title, want) || strings.Count(title, "↑") != 1 {
			t.Errorf("column %d: %q", column, title)
		}
	}
	tab.Sorted(2, true)
	if view := tab.View(40, 3); !strings.Contains(view, "Site ↓") {
		t.Errorf("%q", view)
	}
}

// What may be left out is shown only where the other columns have room for whole values.
func TestTable_ExtraColumnsComeWhenTheOthersHaveRoom(t *testing.T) {
	tab := table.New(theme.New(true, false), []table.Column{
		{Title: "Serial", Min: 6}, {Title: "Full Name", Min: 9, Good: 20, Weight: 1}, {Title: "Room", Min: 4, Priority: 1, Extra: true},
	})
	tab.SetRows([]string{"k"}, [][]string{{"ABC", "Somebody With Names", "R1"}})
	for width, room := range map[int]bool{20: false, 30: false, 35: false, 36: true, 60: true} {
		view := tab.View(width, 3)
		if strings.Contains(view, "Room") != room {
			t.Errorf("%d cells: %q", width, view)
		}
		for _, l := range strings.Split(view, "\n") {
			if screen.Width(l) > width {
				t.Errorf("%d cells: %q is wider", width, l)
			}
		}
		if room && !strings.Contains(view, "Somebody With Names") {
			t.Errorf("%d cells: a room is shown and a name is cut: %q", width, view)
		}
	}
}

// What the rows are ordered by is what one looks for in them.
func TestTable_TheColumnOfTheOrderStaysInSightWhereThereIsRoomForIt(t *testing.T) {
	tab := table.New(theme.New(true, false), []table.Column{
		{Title: "Serial", Min: 8}, {Title: "Kind", Min: 8, Priority: 1}, {Title: "Site", Min: 6, Priority: 2}, {Title: "Room", Min: 6, Priority: 3, Extra: true},
	})
	tab.SetRows([]string{"k"}, [][]string{{"ABC", "iPad", "OAK", "R1"}})
	for _, c := range []struct {
		sorted, width int
		titles        string
	}{
		{-1, 20, "Serial Kind"},
		{1, 20, "Serial Kind ↑"},
		{2, 20, "Serial Site ↑"},
		{3, 20, "Serial Room ↑"},
		{3, 28, "Serial Kind Room ↑"},
		{3, 13, "Serial"}, // what must stay is not cut for it
	} {
		tab.Sorted(c.sorted, false)
		title, _, _ := strings.Cut(tab.View(c.width, 3), "\n")
		if got := strings.Join(strings.Fields(ansi.Strip(title)), " "); got != c.titles {
			t.Errorf("ordered by column %d on %d cells: %q, want %q", c.sorted, c.width, got, c.titles)
		}
	}
}

func TestTable_MarksGoWithTheirRecordsIntoOtherRows(t *testing.T) {
	tab := listOf("A", "B", "C", "D")
	tab.View(40, 10)
	press(tab, "space", "j", "space") // A and C
	tab.Filter(func(i int) bool { return i == 2 })
	if got, want := tab.Info(), "1 of 1 (3 hidden), 2 marked, 1 of them hidden"; got != want {
		t.Errorf("info %q, want %q", got, want)
	}
	tab.Filter(nil)
	fill(tab, "0", "C", "B", "A")
	if got := tab.Marked(); !slices.Equal(got, []string{"C", "A"}) || tab.Marks() != 2 {
		t.Errorf("marked %v", got)
	}
	fill(tab, "B")
	if got := tab.Marked(); len(got) != 0 || tab.Info() != "1 of 1" {
		t.Errorf("after the marked ones went: %v, %s", got, tab.Info())
	}
	tab.Mark("gone", true)
	tab.Mark("B", true)
	tab.Mark("B", true)
	if tab.Marks() != 1 {
		t.Errorf("%d marks", tab.Marks())
	}
}
