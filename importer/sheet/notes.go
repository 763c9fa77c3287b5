package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// merge is a block of merged cells; columns are counted from 0, rows from 1.
type merge struct{ left, top, right, bottom int }

func (m merge) String() string {
	return fmt.Sprintf("%s%d:%s%d", Letters(m.left), m.top, Letters(m.right), m.bottom)
}

// readMerges reads which cells are merged. What is no block is of no concern: nothing is read by it.
func (s *sheetReader) readMerges() error {
	return eachInside(s.x, "mergeCell", func() error {
		first, last, _ := strings.Cut(s.x.attr("ref"), ":")
		var m merge
		m.left, m.top = parseRef([]byte(first))
		m.right, m.bottom = parseRef([]byte(last))
		if m.left >= 0 && m.right >= m.left && m.bottom >= m.top {
			s.merges = append(s.merges, m)
		}
		return nil
	})
}

// tellMerges names the merged cells among the rows of data: what a person sees in several rows stands in one.
func (s *sheetReader) tellMerges(header int, ps *problems) {
	last := s.grid.rows[len(s.grid.rows)-1].Line
	for _, m := range s.merges {
		if m.bottom <= header || m.top > last || m.right == m.left && m.bottom == m.top {
			continue
		}
		ps.add(m.left, Problem{
			Line: m.top, Code: "merged",
			Message: "the cells " + m.String() + " are merged; their value is read in the upper left one only",
			Remedy:  "unmerge them and write the value into every row that it is meant for",
		})
	}
}

// tellHidden says which rows of data a person does not see in the sheet.
func (s *sheetReader) tellHidden(header int, ps *problems) {
	var lines []string
	first, count := 0, 0
	for _, line := range s.hidden {
		if line <= header {
			continue
		}
		if count++; count == 1 {
			first = line
		}
		if count <= 10 {
			lines = append(lines, fmt.Sprint(line))
		}
	}
	if count == 0 {
		return
	}
	if count > 10 {
		lines = append(lines, "…")
	}
	ps.add(-1, Problem{
		Line: first, Code: "hidden_rows",
		Message: fmt.Sprintf("%s hidden in the sheet and read like the others: %s", isOrAre(count, "row"), strings.Join(lines, ", ")),
		Remedy:  "delete them, or take the filter away and look whether they belong to the table",
	})
}

// readColumns reads which columns the sheet does not show. What is no range of columns is of no concern: nothing is
// read by it.
func (s *sheetReader) readColumns() error {
	return eachInside(s.x, "col", func() error {
		first, last := digits(s.x.raw("min")), digits(s.x.raw("max"))
		if !isTrue(string(s.x.raw("hidden"))) && !isNothing(s.x.raw("width")) {
			return nil
		}
		for col := max(first, 1); first > 0 && col <= min(last, maxColumns); col++ {
			s.veiled[col-1] = true
		}
		return nil
	})
}

// isNothing reports whether a height or width is given and is 0, by which a sheet hides as well.
func isNothing(size []byte) bool {
	return len(size) > 0 && len(bytes.Trim(size, "0.")) == 0
}

// tellVeiled names the columns with values that a person does not see in the sheet: a Delete column among them decides
// what is taken back.
func (s *sheetReader) tellVeiled(header int, ps *problems) {
	for col, veiled := range s.veiled {
		if !veiled {
			continue
		}
		i := slices.IndexFunc(s.grid.rows, func(r Record) bool {
			return r.Line > header && col < len(r.Cells) && filled(r.Cells[col])
		})
		if i < 0 {
			continue
		}
		ps.add(col, Problem{
			Line: s.grid.rows[i].Line, Code: "hidden_column",
			Message: "column " + Letters(col) + " is hidden in the sheet and read like the others",
			Remedy:  "show the column and look whether its values are meant; if they are not, delete it",
		})
	}
}

func isOrAre(n int, what string) string {
	if n == 1 {
		return plural(n, what) + " is"
	}
	return plural(n, what) + " are"
}

// tellCells names the cells whose value is an error or unknown.
func tellCells(g *grid, ps *problems) {
	for i := range g.rows {
		for col, kind := range g.rows[i].Kinds() {
			p := Problem{Line: g.rows[i].Line}
			switch kind {
			case Err:
				p.Code = "error_value"
				p.Message = "the cell holds the error " + quoted(g.rows[i].Cells[col])
				p.Remedy = "mend the formula, or write the value itself"
			case FormulaUnvalued:
				p.Code = "formula_unvalued"
				p.Message = "the cell is a formula whose result is not in the file: " + quoted(g.rows[i].Cells[col])
				p.Remedy = "open the file in Excel, Numbers or Google Sheets and save it again"
			default:
				continue
			}
			ps.add(col, p)
		}
	}
}

// tellOutdated notes a formula whose stored result the file itself does not rely on.
func (s *sheetReader) tellOutdated(text string) {
	s.notes.add(s.col, Problem{
		Line: s.row, Code: "formula_outdated",
		Message: "the formula's result " + quoted(text) + " may be wrong: the program that wrote the file asks to have it worked out anew",
		Remedy:  "open the file in Excel, Numbers or Google Sheets and save it again",
	})
}

// tellZeros notes a number that the sheet shows with zeros before it which the file does not hold. format is
// what is shown, with digitPlace where a digit goes.
func (s *sheetReader) tellZeros(number []byte, format string) {
	places := strings.Count(format, digitPlace)
	if len(number) >= places || digits(number) < 0 {
		return
	}
	shown := strings.Replace(format, digitPlace, "0", places-len(number))
	for _, digit := range number {
		shown = strings.Replace(shown, digitPlace, string(rune(digit)), 1)
	}
	s.notes.add(s.col, Problem{
		Line: s.row, Code: "shown_zeros",
		Message: "the sheet shows " + quoted(shown) + ", but the file holds the number " + quoted(string(number)),
		Remedy:  "if the zeros belong to it, format the column as text and write it with its zeros",
	})
}
