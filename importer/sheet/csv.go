package sheet

import (
	"errors"
	"strings"
)

// readCSV reads a table of delimited text.
func (t *Table) readCSV(data []byte, o Options) error {
	s, encoding, err := decode(data, o.Encoding)
	if err != nil {
		t.Kind = undecoded(err)
		return err
	}
	t.Kind, t.Encoding = "csv", encoding.Chosen
	t.decide(encoding)
	var ps problems
	s = withoutEndMark(s, &ps)
	start, delim, err := delimit(s, o.Delimiter)
	if err != nil {
		return err
	}
	c, err := readText(s, start, delim.char, ps, grid{look: o.Look})
	if err == nil && delim.char == delim.best && !delim.hand {
		c, delim, err = c.unwrapped(delim, ps)
	}
	t.Delimiter = delimiterName(delim.char)
	if err != nil {
		t.showHeader(c.grid.rows, o.HeaderLine)
		return err
	}
	chosen, err := delim.decision(c.grid.rows)
	if err != nil {
		return err
	}
	t.decide(chosen)
	t.LineEnd = c.ends.name()
	t.decide(lineEndDecision(c.ends))
	delim.tellDoubt(c.grid.rows, &c.problems)
	c.tellDialect(encoding, o.Encoding == "")
	return t.assemble(&c.grid, &c.problems, o.HeaderLine)
}

// readText reads the rows of a text, as far as they can be read. Where strict quotes do not fit and there are marks with
// a backslash before them, those are read as part of the cell. At no time are two tables held.
func readText(s string, start int, delim byte, ps problems, room grid) (*csv, error) {
	c, err := readEscaped(s, start, delim, 0, ps, room)
	if !strings.Contains(s, `\"`) || err == nil && !c.suspect() {
		return c, err
	}
	backslashed, failed := c.backslashed, err != nil
	c, err = readEscaped(s, start, delim, '\\', ps, c.grid.emptied())
	if err == nil && (failed || !c.suspect()) || failed && backslashed {
		return c, err
	}
	return readEscaped(s, start, delim, 0, ps, c.grid.emptied())
}

// readEscaped reads the rows with one way to write quotation marks, into the room of rows that are not needed any more.
func readEscaped(s string, start int, delim, escape byte, ps problems, room grid) (*csv, error) {
	c := newCSV(s, delim, room)
	c.start, c.escape, c.problems = start, escape, ps.clone()
	return c, c.read(start)
}

// undecoded is the kind of a file whose bytes could not be made text of.
func undecoded(err error) string {
	var p *Problem
	if errors.As(err, &p) && (p.Code == "nul" || p.Code == "binary") {
		return "unknown"
	}
	return "text"
}

// csv is a table of delimited text being read. Cells are parts of the one string s, except where a doubled
// quotation mark has to become one.
type csv struct {
	grid     grid
	problems problems
	s        string
	start    int // where the table begins
	pos      int
	line     int // physical line of pos
	delim    byte
	escape   byte      // what stands before a quotation mark inside a cell, beside a second one: 0 or a backslash
	special  [256]bool // what ends a cell, and the quotation mark
	row      []string

	ends        lineEnds
	backslashed bool  // it failed at a quotation mark that has a backslash before it
	excelText   int   // line of the first ="…"
	spaced      int   // line of the first quoted cell with blanks outside its marks
	strays      int   // cells that began with a blank and a mark and turned out not to be quoted
	marks       []int // lines of the rows that begin with the mark of UTF-8
	broken      int   // cells with line breaks inside
}

// span is a quoted cell that holds line breaks.
type span struct {
	line, col int
	text      string
}

// spans are the cells with line breaks inside. They are looked for in the rows, for a list of them could take as much
// memory as the table.
func (c *csv) spans(yield func(span) bool) {
	if c.broken == 0 {
		return
	}
	for i := range c.grid.rows {
		line := c.grid.rows[i].Line
		for col, cell := range c.grid.rows[i].Cells {
			n := breaks(cell)
			if n > 0 && !yield(span{line, col, cell}) {
				return
			}
			line += n
		}
	}
}

func newCSV(s string, delim byte, room grid) *csv {
	c := &csv{grid: room, s: s, delim: delim, line: 1}
	c.special[delim], c.special['\n'], c.special['\r'], c.special['"'] = true, true, true, true
	c.grid.touched = func() float64 { return float64(c.pos) / float64(len(s)) }
	return c
}

// read reads all rows from a place on.
func (c *csv) read(start int) error {
	for c.pos = start; c.pos < len(c.s); {
		if c.s[c.pos] == bomUTF8[0] && strings.HasPrefix(c.s[c.pos:], bomUTF8) {
			if n := len(c.marks); n == 0 || c.marks[n-1] != c.line {
				c.marks = append(c.marks, c.line)
			}
			c.pos += len(bomUTF8)
			continue
		}
		line := c.line
		if err := c.readRow(); err != nil {
			return err
		}
		if err := c.grid.add(line, c.row, nil); err != nil {
			return err
		}
	}
	return nil
}

// readRow reads the cells of one row and its line end.
func (c *csv) readRow() error {
	c.row = c.row[:0]
	for {
		cell, err := c.cell()
		if err != nil {
			return err
		}
		if len(c.row) >= maxColumns && (cell != "" || len(c.row) == lastColumn) {
			return columnLimit(c.line)
		}
		c.row = append(c.row, cell)
		if c.pos == len(c.s) || c.s[c.pos] != c.delim {
			c.endLine()
			return nil
		}
		c.pos++
		if c.pos == len(c.s) { // a delimiter at the very end: one more cell, empty
			c.row = append(c.row, "")
			return nil
		}
	}
}

// doubleCR is a CRLF whose LF a program has made a CRLF of once more: one line end.
const doubleCR = "\r\r\n"

// endLine steps over a line end.
func (c *csv) endLine() {
	if c.pos == len(c.s) {
		return
	}
	if strings.HasPrefix(c.s[c.pos:], doubleCR) {
		c.pos++
	}
	switch {
	case c.s[c.pos] == '\n':
		c.ends.lf.meet(c.line)
	case c.pos+1 < len(c.s) && c.s[c.pos+1] == '\n':
		c.pos++
		c.ends.crlf.meet(c.line)
	default:
		c.ends.cr.meet(c.line)
	}
	c.pos++
	c.line++
}

// cell reads one cell and stops at the delimiter or line end behind it.
func (c *csv) cell() (string, error) {
	if c.pos < len(c.s) && c.s[c.pos] == '=' {
		if cell, is := c.formula(); is {
			return cell, nil
		}
	}
	if c.pos < len(c.s) && c.s[c.pos] <= '"' {
		if c.s[c.pos] == '"' {
			return c.quoted()
		}
		if cell, is, err := c.spacedQuote(); is {
			return cell, err
		}
	}
	start, s := c.pos, c.s
	pos, stray := start, false
	for ; pos < len(s); pos++ {
		if c.special[s[pos]] {
			if s[pos] != '"' {
				break
			}
			stray = true
		}
	}
	c.pos = pos
	cell := s[start:pos]
	if tooLong(cell) {
		return "", cellLimit(c.line, len(c.row))
	}
	if stray {
		return c.strayQuote(cell), nil
	}
	return cell, nil
}
