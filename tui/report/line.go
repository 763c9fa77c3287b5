package report

import (
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// Line says in a sentence where in its file stands what an entry came from: "line 12", of a file that holds several tables
// "Users 12", and of a record that the file did not name "only here".
func Line(e *store.Entry) string { return importer.InLine(importer.Layout(e.Template), e.Line) }

// Spot is the line of an entry as it stands alone: "12", "Users 12", "only here".
func Spot(e *store.Entry) string { return importer.Spot(importer.Layout(e.Template), e.Line) }

// Lines names lines of a file that a template read, as they stand in a sentence: line 7, lines 7 and 9, Users 7 and
// Classes 2, 40 lines.
func Lines(template string, lines []int) string {
	const named = 3
	layout := importer.Layout(template)
	words := make([]string, len(lines))
	for i, line := range lines {
		words[i] = importer.Spot(layout, line)
	}
	n := len(lines)
	switch {
	case n > named:
		return fmt.Sprintf("%d lines", n)
	case n == 1:
		return importer.InLine(layout, lines[0])
	case n == 0:
		return "no line"
	}
	said := strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	if part, _ := layout.Place(lines[0]); part == "" {
		return "lines " + said
	}
	return said
}
