package plain

import (
	"testing"

	"homeroom/importer"
)

// tables places lines as a roster of two tables does.
type tables struct{}

func (tables) Place(line int) (part string, within int) {
	switch {
	case line >= importer.OnlyHereLine:
		return "only here", line - importer.OnlyHereLine
	case line >= 100_000_000:
		return "rosters.csv", line - 100_000_000
	}
	return "stu\x1bdents.csv", line
}

func TestLines_R73_OfSeveralTablesAreToldWithTheirTable(t *testing.T) {
	if got := linesWords(tables{}, []int{3, 100_000_012, importer.OnlyHereLine + 7}); got != "stu␛dents.csv 3, rosters.csv 12, 1 only here" {
		t.Errorf("three lines are told as %q", got)
	}
	if got := lineTitle(tables{}, 100_010_482); got != "rosters.csv 10482" {
		t.Errorf("a line is told as %q", got)
	}
	if got := linesWords(tables{}, []int{importer.OnlyHereLine + 7, importer.OnlyHereLine + 9}); got != "2 rows only here" {
		t.Errorf("records that a list does not name are told as %q", got)
	}
}
