package plain

import (
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store/text"
)

// fewLines are how many lines a sentence names before it counts the rest.
const fewLines = 12

// linesWords names lines: the first few, and how many more there are.
func linesWords(p importer.Placer, lines []int) string {
	return text.Visible(importer.InLines(p, lines, fewLines))
}

// lineTitle is a line at the head of what is told of it: "Line 12", "Users 12".
func lineTitle(p importer.Placer, line int) string {
	said := text.Visible(importer.InLine(p, line))
	if rest, ok := strings.CutPrefix(said, "line "); ok {
		return "Line " + rest
	}
	return said
}

// teller knows of the rows of a file what they do not say themselves: a Plan, or a Result.
type teller interface {
	importer.Placer
	About(line int) string
}

// whereAndWho is where a row stands, and its device and person, or what else it is about, each in its column.
func whereAndWho(of teller, line int, serial, tag, userID string) string {
	where := text.Visible(importer.InLine(of, line))
	if about := of.About(line); about != "" {
		return fmt.Sprintf("%s  %s", filled(where, 18), text.Visible(about))
	}
	return fmt.Sprintf("%s %s %s %s", filled(where, 10), padded(serial, 12), padded(tag, 8), text.Visible(userID))
}

// aboutElse is what a row is about where that is no device and no person.
func aboutElse(plan *importer.Plan, r *importer.Row) string {
	if about := plan.About(r.Line); about != r.UserID {
		return about
	}
	return ""
}
