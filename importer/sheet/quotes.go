package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

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

// formula reads a cell ="…" that may hold delimiters between its marks, and reports whether there is one.
func (c *csv) formula() (string, bool) {
	rest := c.s[c.pos:]
	if len(rest) < 3 || rest[1] != '"' {
		return "", false
	}
	inner := rest[2:]
	end := strings.IndexAny(inner[:min(len(inner), maxCell)], "\"\r\n")
	if end < 0 || inner[end] != '"' || end+1 < len(inner) && (inner[end+1] == '"' || !c.special[inner[end+1]]) {
		return "", false
	}
	c.pos += 2 + end + 1
	c.noteExcelText()
	return inner[:end], true
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
		case c.endsSpaced(pos):
			return c.unquote(c.s[start:pos-1], opened, doubled, escaped)
		default:
			c.backslashed = c.escape == 0 && pos-2 >= start && c.s[pos-2] == '\\'
			return "", c.closedEarly(opened, start, pos)
		}
	}
}

// endsSpaced steps over blanks between a closing mark and the end of its cell, and reports whether that is all there
// is between the two.
func (c *csv) endsSpaced(pos int) bool {
	end := pos
	for end < len(c.s) && c.s[end] == ' ' {
		end++
	}
	if end < len(c.s) && (c.s[end] == '"' || !c.special[c.s[end]]) {
		return false
	}
	c.noteSpaced()
	c.pos = end
	return true
}

func (c *csv) noteSpaced() {
	if c.spaced == 0 {
		c.spaced = c.line
	}
}

// maxStrays is how many cells may look quoted behind a blank, and not be, before that is no longer tried.
const maxStrays = 64

// spacedQuote reads a quoted cell that has blanks before its opening mark, as some programs write them. It reports
// whether there is one: where the marks do not fit, or a line ends inside and no such cell came before, the mark is a
// stray one.
func (c *csv) spacedQuote() (cell string, is bool, err error) {
	at := c.pos
	for at < len(c.s) && c.s[at] == ' ' && c.delim != ' ' {
		at++
	}
	if at == c.pos || at == len(c.s) || c.s[at] != '"' || c.strays > maxStrays {
		return "", false, nil
	}
	was, broke, line, spaced, formula := c.pos, c.broken, c.line, c.spaced, c.excelText
	c.pos = at
	c.noteSpaced()
	cell, err = c.quoted()
	var p *Problem
	if broken := errors.As(err, &p) && p.Code != "cell_too_long"; broken || c.line != line && spaced == 0 {
		c.pos, c.broken, c.line, c.spaced, c.excelText = was, broke, line, spaced, formula
		c.strays++
		return "", false, nil
	}
	return cell, true, err
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
		c.broken++
	}
	switch {
	case escaped && doubled:
		cell = strings.NewReplacer(`\"`, `"`, `""`, `"`).Replace(cell)
	case escaped:
		cell = strings.ReplaceAll(cell, `\"`, `"`)
	case doubled:
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

// unwrapped reads rows of which each stands as one quoted cell, as some programs write them: what is between the marks
// is the row itself, if a delimiter cuts all of them evenly. Otherwise it returns the table and delimiter as they are.
func (c *csv) unwrapped(d delimiter, ps problems) (*csv, delimiter, error) {
	if usual, same, all := usualCells(c.grid.rows); usual != 1 || same < all || all < 2 || c.broken > 0 || !strings.Contains(c.s, `"`) {
		return c, d, nil
	}
	tried := cuts(rowTexts(c.grid.rows[:min(len(c.grid.rows), sample)]))
	char := best(tried)
	for i, other := range delimiters {
		if cut := tried[i]; other.char != char || cut.same < cut.lines || cut.usual == 0 || cut.spaced == cut.met {
			continue
		}
		first, text := c.grid.rows[0].Line, rowTexts(c.grid.rows)
		inner, err := readEscaped(text, 0, char, 0, ps, c.grid.emptied())
		if err != nil || inner.suspect() { // they were no rows: they are read once more as they stand
			c, err = readEscaped(c.s, c.start, c.delim, c.escape, ps, inner.grid.emptied())
			return c, d, err
		}
		inner.ends = c.ends
		inner.problems.add(-1, Problem{
			Line: first, Code: "rows_quoted",
			Message: "each row of this file stands as a whole between quotation marks; it was read as if they were not there",
		})
		return inner, delimiter{char: char, best: char, tried: tried}, nil
	}
	return c, d, nil
}

// rowTexts are the rows of a single cell each, every one in its own line.
func rowTexts(rows []Record) string {
	size := 0
	for i := range rows {
		for _, cell := range rows[i].Cells {
			size += len(cell)
		}
	}
	var b strings.Builder
	b.Grow(size + rows[len(rows)-1].Line)
	line := 1
	for i := range rows {
		for ; line < rows[i].Line; line++ {
			b.WriteByte('\n')
		}
		for _, cell := range rows[i].Cells {
			b.WriteString(cell)
		}
	}
	return b.String()
}
