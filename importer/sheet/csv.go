package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// readCSV reads a table of delimited text.
func (t *Table) readCSV(data []byte) error {
	s, encoding, err := decode(data)
	if err != nil {
		t.Kind = undecoded(err)
		return err
	}
	delim, start := sepLine(s)
	if delim == 0 {
		delim = guessDelimiter(s)
	}
	t.Kind, t.Encoding, t.Delimiter = "csv", encoding, delimiterName(delim)
	c := newCSV(s, delim)
	err = c.read(start)
	if c.backslashed {
		c = newCSV(s, delim)
		c.escape = '\\'
		err = c.read(start)
	}
	if err != nil {
		t.showHeader(c.grid.rows)
		return err
	}
	t.LineEnd = c.lineEnd()
	c.tellDialect(encoding)
	return t.assemble(&c.grid, &c.problems)
}

// undecoded is the kind of a file whose bytes could not be made text of.
func undecoded(err error) string {
	var p *Problem
	if errors.As(err, &p) && p.Code == "nul" {
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
	pos      int
	line     int // physical line of pos
	delim    byte
	escape   byte      // what stands before a quotation mark inside a cell, beside a second one: 0 or a backslash
	special  [256]bool // what ends a cell, and the quotation mark
	row      []string

	crlf, lf, cr bool   // the line ends that were met between rows
	backslashed  bool   // it failed at a quotation mark that has a backslash before it
	excelText    int    // line of the first ="…"
	spans        []span // cells with line breaks inside
}

// span is a quoted cell that holds line breaks.
type span struct {
	line, col int
	text      string
}

func newCSV(s string, delim byte) *csv {
	c := &csv{s: s, delim: delim, line: 1}
	c.special[delim], c.special['\n'], c.special['\r'], c.special['"'] = true, true, true, true
	c.grid.touched = func() float64 { return float64(c.pos) / float64(len(s)) }
	return c
}

// read reads all rows from a place on.
func (c *csv) read(start int) error {
	for c.pos = start; c.pos < len(c.s); {
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

// endLine steps over a line end.
func (c *csv) endLine() {
	if c.pos == len(c.s) {
		return
	}
	switch {
	case c.s[c.pos] == '\n':
		c.lf = true
	case c.pos+1 < len(c.s) && c.s[c.pos+1] == '\n':
		c.pos++
		c.crlf = true
	default:
		c.cr = true
	}
	c.pos++
	c.line++
}

// cell reads one cell and stops at the delimiter or line end behind it.
func (c *csv) cell() (string, error) {
	if c.pos < len(c.s) && c.s[c.pos] == '"' {
		return c.quoted()
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

// strayQuote reads an unquoted cell with a quotation mark inside: Excel's ="00123", which means the text between;
// else the mark is kept as it stands, and named.
func (c *csv) strayQuote(cell string) string {
	if inner, is := excelText(cell); is {
		c.noteExcelText()
		return inner
	}
	c.problems.add(len(c.row), Problem{
		Line: c.line, Code: "stray_quote",
		Message: "a quotation mark stands inside a cell that does not start with one; it is kept as part of the value",
		Remedy:  "if the cell was meant to be quoted, put the first mark right behind the delimiter",
	})
	return cell
}

// excelText takes the text out of ="…", the formula by which exports keep Excel from making a number of it.
func excelText(cell string) (string, bool) {
	inner, found := strings.CutPrefix(cell, `="`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if !found || !closed || strings.Contains(inner, `"`) {
		return "", false
	}
	return inner, true
}

func (c *csv) noteExcelText() {
	if c.excelText == 0 {
		c.excelText = c.line
	}
}

// quoted reads a cell that starts with a quotation mark. Where the mark is never closed, or is closed before the
// cell ends, the cell may have swallowed others: the file is refused at the line of the opening mark.
func (c *csv) quoted() (string, error) {
	opened := c.line
	start := c.pos + 1
	doubled, escaped := false, false
	for pos := start; ; {
		at := strings.IndexByte(c.s[pos:], '"')
		if at < 0 {
			return "", c.unclosed(opened)
		}
		pos += at + 1
		switch {
		case c.escape != 0 && escaping(c.s[start:pos-1], c.escape):
			escaped = true
		case pos < len(c.s) && c.s[pos] == '"':
			doubled = true
			pos++
		case pos == len(c.s) || c.s[pos] != '"' && c.special[c.s[pos]]:
			c.pos = pos
			return c.unquote(c.s[start:pos-1], opened, doubled, escaped)
		default:
			c.backslashed = c.escape == 0 && pos-2 >= start && c.s[pos-2] == '\\'
			return "", c.closedEarly(opened, start, pos)
		}
	}
}

// escaping reports whether the text before a quotation mark ends in an escape that is not escaped itself.
func escaping(before string, escape byte) bool {
	n := len(before)
	for n > 0 && before[n-1] == escape {
		n--
	}
	return (len(before)-n)%2 == 1
}

// unquote makes the value out of what stands between the marks.
func (c *csv) unquote(cell string, opened int, doubled, escaped bool) (string, error) {
	c.line += breaks(cell)
	if c.line > opened {
		c.spans = append(c.spans, span{opened, len(c.row), cell})
	}
	if escaped {
		cell = strings.ReplaceAll(cell, `\"`, `"`)
	}
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
		if inner, is := excelText(cell); is {
			c.noteExcelText()
			cell = inner
		}
	}
	if tooLong(cell) {
		return "", cellLimit(opened, len(c.row))
	}
	return cell, nil
}

func (c *csv) unclosed(opened int) *Problem {
	return &Problem{
		Line: opened, Column: Letters(len(c.row)), Code: "unclosed_quote",
		Message: "the quotation mark that opens here is never closed, so the rows below cannot be told apart",
		Remedy:  "close it at the end of its cell, or take it away",
	}
}

func (c *csv) closedEarly(opened, start, pos int) *Problem {
	next, _ := utf8.DecodeRuneInString(c.s[pos:])
	closed := opened + breaks(c.s[start:pos])
	return &Problem{
		Line: opened, Column: Letters(len(c.row)), Code: "quote_in_cell",
		Message: fmt.Sprintf("the quotation mark that opens here is closed in line %d, but then comes %s instead of the end of the cell", closed, quoted(string(next))),
		Remedy:  "double the quotation marks inside the cell, or take them away; if the line numbers differ, a mark is missing",
	}
}
