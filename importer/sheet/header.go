package sheet

import (
	"fmt"
	"strings"
	"unicode"
)

// searched is how many rows with content may stand above the header, judged how many are looked at for that.
const (
	searched = 30
	judged   = 50
)

// heading is the row that was found to be the header.
type heading struct {
	at     int    // -1 when there are no rows
	sure   bool   // it looks like one
	why    string // the evidence
	others []int  // lines that might be it instead
}

// findHeader finds the header: the first row that has a name for the columns that are filled below it. Rows that have
// less, or nothing but the numbers of columns, are titles. A row that is as wide as the data is never passed over:
// where it does not look like a header it is taken for one all the same and that is told, for the rows above the header
// are not read as data.
func findHeader(rows []Record) heading {
	seen := look(rows)
	if len(seen) == 0 {
		return heading{at: -1}
	}
	at := choose(seen)
	again := recurs(seen, at)
	h := heading{at: seen[at].index, sure: seen[at].names > 0 && !again, why: why(seen, at, again)}
	for i := range seen[:min(len(seen), max(5, at+3))] {
		if i != at {
			h.others = append(h.others, rows[seen[i].index].Line)
		}
	}
	return h
}

// sight is a row as it may be the header.
type sight struct {
	index  int
	cells  []string
	filled int
	names  int     // distinct names, 0 when more than a few cells are none
	pure   bool    // all filled cells are names
	covers float64 // share of the filled cells below that stand below one of its own
	gap    bool    // the row below is blank
	number bool    // its cells are 1, 2, 3, … or A, B, C, …
}

// look judges the first rows with content.
func look(rows []Record) []sight {
	var seen []sight
	for i := range rows {
		if len(rows[i].Cells) == 0 {
			continue
		}
		if len(seen) == judged {
			break
		}
		s := sight{index: i, cells: rows[i].Cells, gap: i+1 < len(rows) && len(rows[i+1].Cells) == 0}
		s.number = isNumbering(s.cells)
		for _, c := range s.cells {
			if filled(c) {
				s.filled++
			}
		}
		seen = append(seen, s)
	}
	columns := shapesOf(seen)
	for i := range seen {
		s := &seen[i]
		s.names, s.pure = headings(&rows[s.index], func(col int, cell string) bool {
			return columns.serial(col, cell, i > 0 && i == len(seen)-1)
		})
	}
	cover(seen)
	return seen
}

// cover finds out for each row how much of what is below it stands below one of its cells. Each row below counts alike,
// so that one that is far too wide does not weigh more than the others.
func cover(seen []sight) {
	for i := range seen[:min(len(seen), searched)] {
		s := &seen[i]
		sum := 0.0
		for _, below := range seen[i+1:] {
			under := 0
			for col, c := range below.cells {
				if filled(c) && col < len(s.cells) && filled(s.cells[col]) {
					under++
				}
			}
			sum += float64(under) / float64(below.filled)
		}
		if s.covers = 1; i+1 < len(seen) {
			s.covers = sum / float64(len(seen)-i-1)
		}
	}
}

// recurs reports whether at least a third of a row's names stand below it in their own columns, in rows that are not
// a header once more: then they are no names of columns.
func recurs(seen []sight, at int) bool {
	names := nameSet(seen[at].cells)
	again := make([]bool, len(seen[at].cells))
	count := 0
	for _, s := range seen[at+1:] {
		if repeats(s.cells, names) {
			continue
		}
		for col, c := range seen[at].cells {
			if !again[col] && filled(c) && col < len(s.cells) && s.cells[col] == c {
				again[col] = true
				count++
			}
		}
	}
	return count > 0 && 3*count >= seen[at].names
}

// Shares of what stands below that a row has to cover to be its header.
const (
	wide   = 0.9 // certainly
	narrow = 0.6 // if nothing speaks against it
)

// choose returns the row that is the header.
func choose(seen []sight) int {
	for i := range seen[:min(len(seen), searched)] {
		s := &seen[i]
		switch {
		case s.number && named(seen, i+1):
		case s.covers >= wide && s.filled == 1 && (s.gap || titles(seen, i)) && better(seen, i) > i:
			return better(seen, i)
		case s.covers >= wide:
			return i
		case s.names > 0 && s.covers >= narrow && !s.gap && !labels(s.cells):
			return better(seen, i)
		}
	}
	for i := range seen {
		if seen[i].names > 0 {
			return i
		}
	}
	return 0
}

// named reports whether a row is there and all of its cells are names.
func named(seen []sight, at int) bool { return at < len(seen) && seen[at].names > 0 && seen[at].pure }

// better returns the row below a possible header that is one more clearly: it has names only, for everything below,
// where the rows below it mostly have values that are no names. Otherwise it returns the row itself.
func better(seen []sight, at int) int {
	for j := at + 1; j < min(len(seen), searched); j++ {
		if !named(seen, j) || seen[j].covers < wide || seen[j].names < seen[at].names || j+1 == len(seen) {
			continue
		}
		plain := 0
		for _, s := range seen[j+1:] {
			if !s.pure {
				plain++
			}
		}
		if 2*plain > len(seen)-j-1 {
			return j
		}
		break
	}
	return at
}

// labels reports whether a cell ends in a colon, as in "Printed on:".
func labels(cells []string) bool {
	for _, c := range cells {
		if strings.HasSuffix(strings.TrimSpace(c), ":") {
			return true
		}
	}
	return false
}

// isNumbering reports whether the cells count the columns: 1, 2, 3 or A, B, C.
func isNumbering(cells []string) bool {
	if len(cells) < 2 {
		return false
	}
	for i, c := range cells {
		if c = strings.TrimSpace(c); c != fmt.Sprint(i+1) && c != Letters(i) {
			return false
		}
	}
	return true
}

// why says by what the header was found. again says that its values stand once more below it.
func why(seen []sight, at int, again bool) string {
	s := &seen[at]
	above := ""
	if at > 0 {
		above = fmt.Sprintf(", which %s above it %s not", rowsOr(at), map[bool]string{true: "does", false: "do"}[at == 1])
	}
	switch {
	case s.names == 0:
		return "no row looks like a header; this is the first that is as wide as the data"
	case again:
		return "it is the first row as wide as the data, though its values stand again in the rows below"
	case s.covers >= wide:
		return fmt.Sprintf("it names each column that is filled below it (%s)%s", plural(s.names, "name"), above)
	}
	return fmt.Sprintf("it is the first row that names most columns that are filled below it (%s)", plural(s.names, "name"))
}

func rowsOr(n int) string {
	if n == 1 {
		return "the row"
	}
	return fmt.Sprintf("the %d rows", n)
}

// headings counts the distinct names in a row, or is 0 when the row holds more than a few cells that cannot be names.
// pure says that it holds none of those.
func headings(rec *Record, serial func(int, string) bool) (count int, pure bool) {
	names, others := make(map[string]bool, len(rec.Cells)), 0
	for i, cell := range rec.Cells {
		if !filled(cell) {
			continue
		}
		if (rec.Kinds() != nil && rec.Kinds()[i] != Text) || !nameLike(cell) || serial(i, cell) {
			others++
			continue
		}
		names[foldName(cell)] = true
	}
	if 4*others > len(names) {
		return 0, false
	}
	return len(names), others == 0
}

// nameLike reports whether a cell could be a column's name: short, more letters than digits, no address and no serial
// number.
func nameLike(cell string) bool {
	if len(cell) > 120 || strings.ContainsAny(cell, "@") {
		return false
	}
	if strings.TrimSpace(cell) == "#" {
		return true // the numbers of the rows
	}
	var all, digits, capitals int
	for _, r := range cell {
		switch {
		case unicode.IsLetter(r):
			all++
			if unicode.IsUpper(r) {
				capitals++
			}
		case unicode.IsDigit(r):
			digits++
		}
	}
	serial := digits >= 2 && all == capitals && all+digits == len(cell) && len(cell) >= 8
	return all > digits && !serial
}

// foldName is a column's name as it is compared with others.
func foldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// same reports whether two rows have the same cells.
func same(a, b []string) bool {
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return false
		}
	}
	return true
}
