package sheet

import (
	"fmt"
	"strings"
	"unsafe"
)

// lineEnds are the ends of the rows.
type lineEnds struct{ lf, crlf, cr lineEnd }

// lineEnd is one kind of line end: how often it was met, and in which line first.
type lineEnd struct{ times, line int }

func (e *lineEnd) meet(line int) {
	if e.times++; e.times == 1 {
		e.line = line
	}
}

// name is LF, CRLF, CR or mixed. A text without any counts as LF.
func (e *lineEnds) name() string {
	switch {
	case e.crlf.times == 0 && e.cr.times == 0:
		return "LF"
	case e.lf.times == 0 && e.cr.times == 0:
		return "CRLF"
	case e.lf.times == 0 && e.crlf.times == 0:
		return "CR"
	}
	return "mixed"
}

// rarest is the kind of line end that was met least often.
func (e *lineEnds) rarest() (least lineEnd) {
	for _, kind := range []lineEnd{e.lf, e.crlf, e.cr} {
		if kind.times > 0 && (least.times == 0 || kind.times < least.times) {
			least = kind
		}
	}
	return least
}

// tellEnds names line ends of several kinds where the rows differ in their cells: a row may have been broken in two.
func (c *csv) tellEnds() {
	if usual, same, all := usualCells(c.grid.rows); c.ends.name() != "mixed" || usual < 2 || same == all {
		return
	}
	c.problems.add(-1, Problem{
		Line: c.ends.rarest().line, Code: "mixed_line_ends",
		Message: "this line ends otherwise than most others, and rows differ in their number of cells: a line break inside a cell may have broken a row in two",
		Remedy:  "look whether this line and the next are one row, and put such cells between quotation marks",
	})
}

// endMark is Ctrl-Z, with which old programs end a text.
const endMark = "\x1a"

// withoutEndMark takes the end mark away.
func withoutEndMark(s string, ps *problems) string {
	body := strings.TrimRight(s, endMark+"\r\n")
	at := strings.Index(s[len(body):], endMark)
	if at < 0 {
		return s
	}
	at += len(body)
	ps.add(-1, Problem{
		Line: 1 + breaks(s[:at]), Code: "end_mark",
		Message: "the text ends with the mark of old programs for its end (Ctrl-Z), which is not read as data",
	})
	return s[:at]
}

// tellDialect says what was taken for granted about the text as a whole, so that nothing is mended in silence.
func (c *csv) tellDialect(encoding Decision, guessed bool) {
	if name := encoding.Chosen; guessed && charmapOf(name) != nil {
		at := beyondASCII(unsafe.Slice(unsafe.StringData(c.s), len(c.s)))
		message := fmt.Sprintf("the text is not UTF-8 and was read as %s, for example %s", name, quoted(word(c.s, at)))
		c.problems.add(-1, Problem{
			Code:    "encoding_guessed",
			Message: joined(message, "; ", encoding.doubt),
			Remedy:  "if names look wrong, choose another encoding, or save the file as CSV in UTF-8",
		})
	}
	if at := strings.Index(c.s, "\ufffd"); at >= 0 {
		c.problems.add(-1, Problem{
			Line: 1 + breaks(c.s[:at]), Code: "lost_character",
			Message: fmt.Sprintf("%s � stands where another program has lost a character", plural(strings.Count(c.s, "\ufffd"), "mark")),
			Remedy:  "write the name again, or export the file anew in UTF-8",
		})
	}
	for _, line := range c.marks {
		c.problems.add(-1, Problem{
			Line: line, Code: "mark_inside",
			Message: "the mark with which a file in UTF-8 starts stands here again, and is not read as data: files may have been put one below the other",
			Remedy:  "look whether the rows from here on have the same columns",
		})
	}
	c.tellQuotes()
	c.tellSwallowed()
	c.tellEnds()
	c.tellCut()
}

// tellQuotes says how quotation marks are written where that is not the usual way.
func (c *csv) tellQuotes() {
	if c.escape != 0 {
		c.problems.add(-1, Problem{
			Code:    "backslash_quotes",
			Message: `quotation marks inside cells are written \" in this file, and were read as "`,
		})
	}
	if c.excelText > 0 {
		c.problems.add(-1, Problem{
			Line: c.excelText, Code: "excel_text",
			Message: `cells are written ="…" in this file, from here on; the text between the marks was read`,
		})
	}
	if c.spaced > 0 {
		c.problems.add(-1, Problem{
			Line: c.spaced, Code: "spaced_quotes",
			Message: "blanks stand between delimiters and quotation marks in this file, from here on; they are not read as part of the cells",
		})
	}
}

// tellCut names a last row that has too few cells and no line end, when all the others have as many as each other.
func (c *csv) tellCut() {
	rows := c.grid.rows
	if len(rows) < 3 || strings.HasSuffix(c.s, "\n") || strings.HasSuffix(c.s, "\r") || len(c.grid.blank) > 0 {
		return
	}
	last := &rows[len(rows)-1]
	usual, same, all := usualCells(rows)
	if same != all-1 || int(last.Ragged) >= usual {
		return
	}
	c.problems.add(-1, Problem{
		Line: last.Line, Code: "cut_short",
		Message: "the last row has fewer cells than all others and no line end: the file may have been cut off here",
		Remedy:  fetchAgain,
	})
}

// word is the word around a place of a text.
func word(s string, at int) string {
	from := max(0, at-4*clip)
	return strings.ToValidUTF8(string(wordAround([]byte(s[from:min(len(s), at+4*clip)]), at-from)), "")
}

// suspect reports whether the rows that were read do not fit each other: cells hold what looks like rows, or rows
// differ in their number of cells.
func (c *csv) suspect() bool {
	usual, same, all := usualCells(c.grid.rows)
	if same < all {
		return true
	}
	for sp := range c.spans {
		if holdsRows(sp.text, c.delim, usual-1) {
			return true
		}
	}
	return false
}

// tellSwallowed names quoted cells that hold what looks like whole rows: two marks are missing, not one, and so the
// quotation balances all the same.
func (c *csv) tellSwallowed() {
	if len(c.grid.rows) == 0 || c.broken == 0 {
		return
	}
	needed := len(c.grid.rows[findHeader(c.grid.rows).at].Cells) - 1
	for sp := range c.spans {
		if !holdsRows(sp.text, c.delim, needed) {
			continue
		}
		c.problems.add(sp.col, Problem{
			Line: sp.line, Code: "rows_in_cell",
			Message: "the quoted cell that opens here holds line breaks and what looks like whole rows",
			Remedy:  "look whether a quotation mark is missing at its end",
		})
	}
}

// holdsRows reports whether a cell's lines look like rows with at least so many delimiters. Few delimiters may stand in
// any text: then all lines below the first must have exactly as many.
func holdsRows(cell string, delim byte, needed int) bool {
	lines, fitting, first := 0, 0, 0
	for line := range strings.FieldsFuncSeq(cell, isBreak) {
		n := strings.Count(line, string(rune(delim)))
		if needed >= 2 && n >= needed {
			return true
		}
		if lines++; lines == 1 {
			first = n
		}
		if n == needed {
			fitting++
		}
	}
	return needed < 2 && lines > 1 && (fitting == lines || fitting == lines-1 && first != needed)
}

func isBreak(r rune) bool { return r == '\n' || r == '\r' }
