package sheet

import (
	"strings"
	"unicode"
)

// searched is how many rows with content may stand above the header.
const searched = 30

// findHeader returns the index of the header and whether it looks like one. A header is a row of distinct words; of
// several such rows the first counts, unless a later one is wider by more than half: then the first was a title. When no
// row looks like a header, the first one with content is taken.
func findHeader(rows []Record) (index int, sure bool) {
	index = -1
	first, width, seen := -1, 0, 0
	for i := range rows {
		if len(rows[i].Cells) == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		if seen++; seen > searched {
			break
		}
		if w := headings(&rows[i]); w > 0 && (index < 0 || 2*w > 3*width) {
			index, width = i, w
		}
	}
	if index < 0 {
		return first, false
	}
	return index, true
}

// headings counts the distinct names in a row, or is 0 when the row holds more than a few cells that cannot be names.
func headings(rec *Record) int {
	names, others := make(map[string]bool, len(rec.Cells)), 0
	for i, cell := range rec.Cells {
		if !filled(cell) {
			continue
		}
		if (rec.Kinds != nil && rec.Kinds[i] != Text) || !nameLike(cell) {
			others++
			continue
		}
		names[foldName(cell)] = true
	}
	if 4*others > len(names) {
		return 0
	}
	return len(names)
}

// nameLike reports whether a cell could be a column's name: short, more letters than digits, no address.
func nameLike(cell string) bool {
	if len(cell) > 120 || strings.ContainsAny(cell, "@") {
		return false
	}
	var all, digits int
	for _, r := range cell {
		switch {
		case unicode.IsLetter(r):
			all++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return all > digits
}

// foldName is a column's name as it is compared with others.
func foldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}
