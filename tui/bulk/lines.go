package bulk

import (
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
)

// fewLines are how many lines a sentence names before it counts the rest.
const fewLines = 8

// lineTitle is a line at the head of what is told of it: "Line 12", "Users 12", "Only here".
func lineTitle(p importer.Placer, line int) string {
	said := screen.Sentence(importer.InLine(p, line))
	return or(strings.TrimSuffix(said, "."), "")
}

// listed names lines: the first few, and how many more there are.
func listed(p importer.Placer, lines []int) string {
	return or(importer.InLines(p, lines, fewLines), "")
}

// someLines are lines of which something is taken back: named where they are up to three.
func someLines(p importer.Placer, lines []int) string {
	const named = 3
	if part, _ := p.Place(lines[len(lines)-1]); part == "" {
		return store.Lines(lines)
	}
	if len(lines) > named {
		return many(len(lines), "row", "rows")
	}
	return listed(p, lines)
}

// unended is the name of a table without the ending that all of them have.
func unended(part string) string { return strings.TrimSuffix(part, ".csv") }

// bare is the name of a table on so many cells: without its ending where one of them is too long with it.
func bare(part string, width, longest int) string {
	if longest > width {
		part = unended(part)
	}
	return screen.Clip(or(part, ""), width)
}

// inTable is a column's name as it stands beside a row: without the table's, which the row's place names.
func inTable(p importer.Placer, line int, column string) string {
	part, _ := p.Place(line)
	return strings.TrimPrefix(column, part+": ")
}

// oneTable places lines where what is told is of no file that is read.
type oneTable struct{}

func (oneTable) Place(line int) (part string, within int) { return "", line }

// placer knows where the lines of the saved file stand, as far as its rows can be read.
func (m *summary) placer() importer.Placer {
	if m.result == nil {
		return oneTable{}
	}
	return m.result
}
