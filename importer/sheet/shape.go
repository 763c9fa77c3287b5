package sheet

import (
	"slices"
	"strings"
)

// shapes count for each column and length how many of its cells look like serial numbers, and how many of those have
// a digit.
type shapes []shape

type shape struct{ serials, digits [longest + 1]int }

// longest is the longest serial number, usualSerial the shortest that is usual.
const (
	shortest    = 8
	longest     = 14
	usualSerial = 10
)

// shapesOf counts the cells of all rows.
func shapesOf(seen []sight) (s shapes) {
	for i := range seen {
		for col, c := range seen[i].cells {
			if !isSerial(c) {
				continue
			}
			for len(s) <= col {
				s = append(s, shape{})
			}
			s[col].serials[len(c)]++
			if hasDigit(c) {
				s[col].digits[len(c)]++
			}
		}
	}
	return s
}

// serial reports whether a cell is a serial number like others of its column. In the last row a digit is enough, for
// below it there is nothing of which it could be the name.
func (s shapes) serial(col int, cell string, last bool) bool {
	switch n := len(cell); {
	case !isSerial(cell):
		return false
	case hasDigit(cell):
		return last || s[col].serials[n] > 1
	default:
		return n >= usualSerial && s[col].digits[n] > 0 && !headWord(cell)
	}
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isSerial reports whether a cell has the form of a serial number: capitals and digits, 8 to 14 of them.
func isSerial(cell string) bool {
	other := func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }
	return len(cell) >= shortest && len(cell) <= longest && !strings.ContainsFunc(cell, other) && strings.Trim(cell, "0123456789") != ""
}

// headWord reports whether a cell holds a word that names of columns have.
func headWord(cell string) bool {
	words := []string{"serial", "number", "tag", "name", "user", "email", "phone", "room", "model", "device", "id"}
	cell = lower(cell)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(cell, w) && (w != "id" || strings.HasSuffix(cell, w)) })
}

// titles reports whether a single cell is a title though no blank row follows: it has no word of a header, and the row
// below it has.
func titles(seen []sight, at int) bool {
	word := func(s *sight) bool { return slices.ContainsFunc(s.cells, headWord) }
	return at+1 < len(seen) && !word(&seen[at]) && word(&seen[at+1])
}
