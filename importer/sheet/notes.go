package sheet

import (
	"fmt"
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

func isOrAre(n int, what string) string {
	if n == 1 {
		return plural(n, what) + " is"
	}
	return plural(n, what) + " are"
}

// tellCells names the cells whose value is an error or unknown.
func tellCells(g *grid, ps *problems) {
	for i := range g.rows {
		for col, kind := range g.rows[i].Kinds {
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

// tellZeros notes a number that the sheet shows with zeros before it which the file does not hold.
func (s *sheetReader) tellZeros(number []byte, places int) {
	if len(number) >= places || digits(number) < 0 {
		return
	}
	shown := strings.Repeat("0", min(places, clip)-len(number)) + string(number)
	s.notes.add(s.col, Problem{
		Line: s.row, Code: "shown_zeros",
		Message: "the sheet shows " + quoted(shown) + ", but the file holds the number " + quoted(string(number)),
		Remedy:  "if the zeros belong to it, format the column as text and write it with its zeros",
	})
}
