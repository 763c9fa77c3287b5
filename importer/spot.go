package importer

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
)

// Placer knows in which table of a file a line stands. A Plan does, and a Result.
type Placer interface {
	Place(line int) (part string, within int)
}

// Layout is the name of a template, and places the lines of a file of which no more than that is on record.
type Layout string

// Place is where a line of a file of the layout stands, as Plan.Place says it of a file that is read.
func (l Layout) Place(line int) (part string, within int) {
	if t, err := template.ByName(string(l)); err == nil {
		return placed(line, len(t.Parts), func(n int) string { return t.Parts[n] })
	}
	if n, within := sheet.PartLine(line); n > 0 && line < OnlyHereLine { // of the undo of an import, or a template of another version
		return fmt.Sprintf("table %d", n+1), within
	}
	return placed(line, 0, nil)
}

// placed is where a line stands in a file of so many parts, of which name tells the names.
func placed(line, parts int, name func(int) string) (part string, within int) {
	if line >= OnlyHereLine {
		return onlyHerePart, line - OnlyHereLine
	}
	n, within := sheet.PartLine(line)
	if n >= parts {
		return "", line
	}
	return name(n), within
}

// Spot is a line as it stands alone: "12", of a file that holds several tables "Users 12", and of a record that the file
// does not name "only here".
func Spot(p Placer, line int) string {
	switch part, within := p.Place(line); part {
	case "":
		return strconv.Itoa(within)
	case onlyHerePart:
		return part
	default:
		return part + " " + strconv.Itoa(within)
	}
}

// InLine is a line as it stands in a sentence: "line 12", "Users 12", "only here".
func InLine(p Placer, line int) string {
	if part, within := p.Place(line); part == "" {
		return fmt.Sprintf("line %d", within)
	}
	return Spot(p, line)
}

// InLines names lines in a sentence: the first few, and how many more there are.
func InLines(p Placer, lines []int, few int) string {
	names, here := make([]string, 0, few), 0
	for _, line := range lines {
		if part, _ := p.Place(line); part == onlyHerePart {
			here++
		} else {
			names = append(names, Spot(p, line))
		}
	}
	said := ""
	if len(names) > 0 {
		said = strings.Join(names[:min(few, len(names))], ", ")
		if part, _ := p.Place(lines[0]); part == "" && len(names) == 1 {
			said = "line " + said
		} else if part == "" {
			said = "lines " + said
		}
	}
	if more := len(names) - few; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	switch {
	case here == 0:
		return said
	case said == "":
		return counted(here, "row only here", "rows only here")
	}
	return said + ", " + strconv.Itoa(here) + " only here"
}
