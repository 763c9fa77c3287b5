package page_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func groups() []page.Group {
	return []page.Group{
		{Title: "Device", Facts: []page.Fact{{"Serial Number", "OAKPAD000002"}, {"Site", "OAK, Oakmoor Elementary School"}, {"Status", "held"}}},
		{Title: "User & Location", Facts: []page.Fact{
			{"Username", "ada.fern"}, {"Email", "ada.fern.with.a.long.name@oakmoor.example"}, {"Position", ""}, {"Room", "Room 2"}, {"Managed Apple Account", "a@b.example"},
		}},
	}
}

func texts(lines []page.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, ansi.Strip(l.Text))
	}
	return out
}

func TestGroups_StandSideBySideWhereThereIsRoom(t *testing.T) {
	th := theme.New(true, true)
	for _, c := range []struct{ width, columns int }{{38, 1}, {73, 1}, {74, 2}, {118, 2}, {144, 3}, {248, 3}} {
		if got := page.Columns(c.width); got != c.columns {
			t.Errorf("%d cells: %d columns, want %d", c.width, got, c.columns)
		}
		lines := page.Groups(th, c.width, groups()...)
		beside := false
		for i, l := range lines {
			if screen.Width(l.Text) > c.width {
				t.Errorf("%d cells: line %d is %d wide", c.width, i, screen.Width(l.Text))
			}
			plain := ansi.Strip(l.Text)
			beside = beside || strings.Contains(plain, "Device") && strings.Contains(plain, "User & Location")
		}
		if beside != (c.columns > 1) {
			t.Errorf("%d cells: side by side is %v:\n%s", c.width, beside, strings.Join(texts(lines), "\n"))
		}
		all := strings.Join(strings.Fields(strings.Join(texts(lines), " ")), " ")
		for _, want := range []string{"OAKPAD000002", "(empty)", "held", "Room 2", "Oakmoor"} {
			if !strings.Contains(all, want) {
				t.Errorf("%d cells: %q is missing", c.width, want)
			}
		}
	}
}

// A long value in one column opens no hole in the other, and identifiers stay whole.
func TestGroups_EachColumnFlowsByItself(t *testing.T) {
	got := strings.Join(texts(page.Groups(theme.New(true, false), 78, groups()...)), "\n")
	want := `
Device                             User & Location
Serial Number  OAKPAD000002        Username       ada.fern
Site           OAK, Oakmoor        Email
               Elementary School     ada.fern.with.a.long.name@oakmoor.example
Status         held                Position       (empty)
                                   Room           Room 2
                                   Managed Apple  a@b.example
                                   Account`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPage_CursorFindsItsFieldAgainWhenTheLayoutChanges(t *testing.T) {
	th := theme.New(true, false)
	p := page.New(th)
	p.Set(func(width int) []page.Line { return page.Groups(th, width, groups()...) })
	p.View(40, 30)
	p.Goto("field:Room")
	for _, width := range []int{40, 80, 200, 80, 40} {
		view := p.View(width, 8)
		on := ""
		for _, l := range strings.Split(view, "\n") {
			if strings.HasPrefix(l, "›") {
				on = l
			}
		}
		if !strings.Contains(on, "Room 2") {
			t.Errorf("%d cells: the cursor is on %q", width, on)
		}
	}
}

func TestLead_LeadsToARecordAndBreaksUnderItself(t *testing.T) {
	lines := page.To("user", screen.OpenMsg{Name: "user", Arg: "ada"}, page.Lead(theme.New(true, false), "Held by", "Ada Fern (ada.fern), teacher, invited", 38))
	if got := strings.Join(texts(lines), "\n"); got != "Held by        Ada Fern (ada.fern),\n               teacher, invited" {
		t.Errorf("got\n%s", got)
	}
	if lines[0].Open.Arg != "ada" || lines[0].Still || !lines[1].Still {
		t.Errorf("lines %+v", lines)
	}
}
