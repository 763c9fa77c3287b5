package template

import (
	"fmt"
	"strings"
	"unicode"
)

// fold makes headers comparable: letter case, spaces, underscores, hyphens and dots do not count.
func fold(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("_-.", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, header)
}

// match tells how well a header names the column: 2 by its own name, 1 by an alias, 0 not at all.
func (c *Column) match(header string) int {
	if fold(header) == fold(c.Header) {
		return 2
	}
	for _, a := range c.Aliases {
		if fold(header) == fold(a) {
			return 1
		}
	}
	return 0
}

// near reports whether the header is the column's name but for one or two letters. Short names allow
// one, so that a stray word is not taken for them.
func (c *Column) near(header string) bool {
	a, b := []rune(fold(header)), []rune(fold(c.Header))
	allowed := 2
	if len(b) < 6 {
		allowed = 1
	}
	return len(a) > 0 && distance(a, b) <= allowed
}

// distance counts the letters to insert, drop or replace, and the neighbours to change places, to make a of b.
func distance(a, b []rune) int {
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := last[j]
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// letter is a spreadsheet's name for the column at a 0-based index: A, B, … AA.
func letter(index int) string {
	name := ""
	for n := index + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// called is how people are told of a column: its header, or its place where the header is empty.
func called(header string, index int) string {
	if strings.TrimSpace(header) == "" {
		return fmt.Sprintf("column %s", letter(index))
	}
	return strings.TrimSpace(header)
}
