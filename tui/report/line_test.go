package report_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/tui/report"
)

func TestLine_R82_NamesTheTableOfAFileThatHoldsSeveral(t *testing.T) {
	for _, c := range []struct {
		template   string
		line       int
		said, spot string
	}{
		{"mlti", 12, "line 12", "12"},
		{"mosyle-hierarchy", 12, "Users 12", "Users 12"},
		{"mosyle-hierarchy", sheet.LineOf(3, 7), "Classes 7", "Classes 7"},
		{"asm-roster", sheet.LineOf(4, 10482), "rosters.csv 10482", "rosters.csv 10482"},
		{"mut-users", importer.OnlyHereLine + 3, "only here", "only here"},
		{"", 12, "line 12", "12"},
		{"", sheet.LineOf(4, 10482), "table 5 10482", "table 5 10482"},
		{"", importer.OnlyHereLine + 3, "only here", "only here"},
	} {
		e := store.Entry{Kind: store.ActImport, Act: 5, FileName: "a.zip", Template: c.template, Line: c.line}
		if got := report.Line(&e); got != c.said {
			t.Errorf("%s, %d: in a sentence %q, want %q", c.template, c.line, got, c.said)
		}
		if got := report.Spot(&e); got != c.spot {
			t.Errorf("%s, %d: alone %q, want %q", c.template, c.line, got, c.spot)
		}
		if got, want := report.Origin(&e), "import 5, a.zip "+c.said; got != want {
			t.Errorf("the origin is told as %q, want %q", got, want)
		}
	}
}

func TestLines_R87_NamesWhatAnUndoIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		template, want string
		lines          []int
	}{
		{"mlti", "line 7", []int{7}},
		{"mlti", "lines 7, 8 and 9", []int{7, 8, 9}},
		{"mlti", "4 lines", []int{7, 8, 9, 10}},
		{"mosyle-hierarchy", "Users 7 and Classes 2", []int{7, sheet.LineOf(3, 2)}},
		{"asm-roster", "rosters.csv 10482", []int{sheet.LineOf(4, 10482)}},
	} {
		if got := report.Lines(c.template, c.lines); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.template, c.lines, got, c.want)
		}
	}
}
