package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/tui/diff"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func changes() []store.FieldChange {
	return []store.FieldChange{
		{Field: store.FieldUsername, Old: "C02XK1ZZJG5H", New: "pat.example"},
		{Field: store.FieldFullName, Old: "", New: "Pat Example-Longname of the Northern Building"},
		{Field: store.FieldPosition, Old: "teacher", New: ""},
		{Field: store.FieldRoom, Old: "12", New: "12"},
		{Field: store.FieldEmail, Old: "a.very.long.address.that.needs.two.lines@school.example", New: "漢字漢字漢字漢字漢字漢字漢字漢字@school.example"},
		{Field: store.FieldPhone, Old: "\x1b[31m2018", New: "\u202e2019"},
	}
}

func TestDiff_GoldenAtEveryWidth(t *testing.T) {
	for _, width := range []int{118, 60, 44, 30} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			view := diff.View(theme.New(true, false), changes(), width)
			for i, l := range strings.Split(view, "\n") {
				if screen.Width(l) > width {
					t.Errorf("line %d takes %d cells of %d: %q", i, screen.Width(l), width, l)
				}
			}
			golden.RequireEqual(t, view)
		})
	}
}

func TestDiff_NothingIsCutAndArrowsStandInOneColumn(t *testing.T) {
	lines := diff.Lines(theme.New(true, true), changes(), 60)
	text := ""
	column := -1
	for _, l := range lines {
		l = ansi.Strip(l)
		text += strings.Join(strings.Fields(l), "")
		if i := strings.Index(l, "→"); i >= 0 {
			if at := screen.Width(l[:i]); column >= 0 && at != column {
				t.Errorf("an arrow at cell %d, the others at %d: %q", at, column, l)
			} else {
				column = at
			}
		}
	}
	if strings.Contains(text, "…") || !strings.Contains(text, "(empty)") {
		t.Errorf("cut or without (empty):\n%s", strings.Join(lines, "\n"))
	}
}

func TestDiff_ColourOnlyRepeatsWhatTheTextSays(t *testing.T) {
	colour, none := diff.View(theme.New(true, true), changes(), 80), diff.View(theme.New(true, false), changes(), 80)
	if ansi.Strip(colour) != none {
		t.Errorf("without colour it reads\n%s\nwith it\n%s", none, ansi.Strip(colour))
	}
	if colour == none {
		t.Error("the theme with colour has none")
	}
}
