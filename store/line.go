package store

import (
	"fmt"
	"strings"
)

// OnlyHereLine is the line from which records are counted that a list did not name when it was held against them: the line
// of such a record is this, and the number under which it lies in its table.
const OnlyHereLine = 10_000_000_000

// tableLines is from which line on the rows of the second table of a file are counted, then those of the third.
const tableLines = 100_000_000

// LineWords says in a sentence where in its file a row stands: line 12, line 12 of table 2, or only here.
func LineWords(line int) string {
	switch {
	case line >= OnlyHereLine:
		return "only here"
	case line >= tableLines:
		return fmt.Sprintf("line %d of table %d", line%tableLines, line/tableLines+1)
	}
	return fmt.Sprintf("line %d", line)
}

// Lines names lines of a file, as they stand in a sentence: line 7, lines 7 and 9, 40 lines.
func Lines(lines []int) string {
	words := make([]string, len(lines))
	for i, line := range lines {
		words[i] = strings.TrimPrefix(LineWords(line), "line ")
	}
	switch n := len(lines); n {
	case 1:
		return LineWords(lines[0])
	case 2, 3:
		return "lines " + strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	default:
		return fmt.Sprintf("%d lines", n)
	}
}
