package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// headerAt is the row that was chosen by hand as the header (0 for none), or the one that looks like it.
func headerAt(rows []Record, wanted int) (heading, error) {
	h := findHeader(rows)
	if wanted == 0 || h.at < 0 {
		return h, nil
	}
	at := slices.IndexFunc(rows, func(r Record) bool { return r.Line == wanted })
	if at < 0 || len(rows[at].Cells) == 0 {
		return h, noRow(rows, wanted, rows[h.at].Line)
	}
	found := rows[h.at].Line
	h.others = slices.DeleteFunc(h.others, func(line int) bool { return line == wanted })
	why := "it is also the one that looks like the header"
	if at != h.at {
		h.others = append([]int{found}, h.others...)
		why = fmt.Sprintf("line %d looks more like the header", found)
	}
	return heading{at: at, sure: true, why: byHand + why, others: h.others}, nil
}

// noRow refuses a line chosen by hand that is no row.
func noRow(rows []Record, wanted, found int) *Problem {
	p := &Problem{Code: "header_line", Remedy: fmt.Sprintf("choose the line in which the header starts: line %d looks like it", found)}
	first, last := rows[0].Line, rows[len(rows)-1].Line
	after, _ := slices.BinarySearchFunc(rows, wanted, func(r Record, line int) int { return r.Line - line })
	switch {
	case wanted < first:
		p.Message = fmt.Sprintf("there is no row in line %d: the first one is in line %d", wanted, first)
	case wanted > last:
		p.Message = fmt.Sprintf("there is no row in line %d: the last one starts in line %d", wanted, last)
	case rows[after].Line == wanted:
		p.Message = fmt.Sprintf("line %d is blank, so it cannot be the header", wanted)
	default:
		p.Message = fmt.Sprintf("no row starts in line %d: it belongs to the row that starts in line %d", wanted, rows[after-1].Line)
	}
	return p
}

// decision is what was decided about the header.
func (h *heading) decision(line int) Decision {
	d := Decision{What: "header line", Chosen: strconv.Itoa(line), Why: h.why}
	for _, other := range h.others {
		d.Others = append(d.Others, strconv.Itoa(other))
	}
	return d
}

// tellHeader says which rows were passed over as titles, and when the header is a guess.
func (t *Table) tellHeader(above []Record, sure bool, ps *problems) {
	if !sure {
		ps.add(-1, Problem{
			Line: t.HeaderLine, Code: "no_header",
			Message: "no row looks like a header; this one is taken for it and is not read as data",
			Remedy:  "put the columns' names into the first row",
		})
	}
	var titles []string
	first := 0
	for i := range above {
		if len(above[i].Cells) == 0 {
			continue
		}
		if first == 0 {
			first = above[i].Line
		}
		titles = append(titles, quoted(strings.TrimSpace(strings.Join(above[i].Cells, " "))))
	}
	if first == 0 {
		return
	}
	if len(titles) > 3 {
		titles = append(titles[:3], fmt.Sprintf("and %d more", len(titles)-3))
	}
	ps.add(-1, Problem{
		Line: first, Code: "title",
		Message: fmt.Sprintf("above the header in line %d stands what is not read as data: %s", t.HeaderLine, strings.Join(titles, ", ")),
		Remedy:  "if a row of data is among them, put the header above it",
	})
}

// tellDoubles names the columns that have the same name.
func (t *Table) tellDoubles(ps *problems) {
	first := make(map[string]int, len(t.Header))
	for col, name := range t.Header {
		key := foldName(name)
		if key == "" {
			continue
		}
		was, double := first[key]
		if !double {
			first[key] = col
			continue
		}
		ps.add(col, Problem{
			Line: t.HeaderLine, Code: "double_column",
			Message: fmt.Sprintf("columns %s and %s have the same name, %s", Letters(was), Letters(col), quoted(name)),
			Remedy:  "rename or delete one of the two",
		})
	}
}

// tellUnnamed names the columns that have values but no name.
func (t *Table) tellUnnamed(ps *problems) {
	for col, name := range t.Header {
		if filled(name) {
			continue
		}
		for i := range t.Records {
			if rec := &t.Records[i]; col < len(rec.Cells) && filled(rec.Cells[col]) {
				ps.add(col, Problem{
					Line: rec.Line, Code: "unnamed_column",
					Message: fmt.Sprintf("column %s has values but no name in the header", Letters(col)),
					Remedy:  "write its name into the header, or clear the column",
				})
				break
			}
		}
	}
}

// tellNumbered names the columns whose name is only a number: it may be a value.
func (t *Table) tellNumbered(ps *problems) {
	for col, name := range t.Header {
		name = strings.TrimSpace(name)
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsDigit(r) }) {
			continue
		}
		ps.add(-1, Problem{
			Line: t.HeaderLine, Column: Letters(col), Code: "numbered_column",
			Message: fmt.Sprintf("the name of column %s in the header is only a number, %s", Letters(col), quoted(name)),
			Remedy:  "look whether this line is the header, and write the column's name there",
		})
	}
}

// tellAgain names the rows that repeat the header, in its order or another: exports put one below the other.
func (t *Table) tellAgain(ps *problems) {
	names := nameSet(t.Header)
	for i := range t.Records {
		rec := &t.Records[i]
		switch {
		case !repeats(rec.Cells, names):
		case ps.full("header_again"): // it is only counted, and needs no words
			ps.add(-1, Problem{Code: "header_again"})
		default:
			ps.add(-1, t.again(rec))
		}
	}
}

// nameSet are the names in a header.
func nameSet(header []string) map[string]bool {
	names := make(map[string]bool, len(header))
	for _, name := range header {
		if filled(name) {
			names[strings.TrimSpace(name)] = true
		}
	}
	return names
}

// repeats reports whether most of a row's cells are names of columns. Nearly every row is known not to by its first
// cell.
func repeats(cells []string, names map[string]bool) bool {
	if len(cells) == 0 || !names[strings.TrimSpace(cells[0])] {
		return false
	}
	count, used := 0, 0
	for _, c := range cells {
		if !filled(c) {
			continue
		}
		used++
		if names[strings.TrimSpace(c)] {
			count++
		}
	}
	return 3*count >= 2*used && count >= min(2, len(names))
}

func (t *Table) again(rec *Record) Problem {
	if same(trimmed(rec.Cells), trimmed(t.Header)) {
		return Problem{
			Line: rec.Line, Code: "header_again",
			Message: fmt.Sprintf("this row repeats the header of line %d, as if two exports had been put one below the other", t.HeaderLine),
			Remedy:  "delete the line; the rows below it have the same columns",
		}
	}
	return Problem{
		Line: rec.Line, Code: "header_again",
		Message: fmt.Sprintf("this row looks like another header, with other columns than that of line %d, as if two exports had been put one below the other", t.HeaderLine),
		Remedy:  "make a file of its own of the rows from here on: their values stand in other columns",
	}
}

func trimmed(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.TrimSpace(c)
	}
	return out
}
