package sheet

import (
	"fmt"
	"strings"
)

// lineEnd names the line ends between the rows.
func (c *csv) lineEnd() string {
	switch {
	case c.lf && !c.crlf && !c.cr, !c.lf && !c.crlf && !c.cr:
		return "LF"
	case c.crlf && !c.lf && !c.cr:
		return "CRLF"
	case c.cr && !c.lf && !c.crlf:
		return "CR"
	}
	return "mixed"
}

// tellDialect says what was taken for granted about the text as a whole, so that nothing is mended in silence.
func (c *csv) tellDialect(encoding string) {
	if encoding == "Windows-1252" || encoding == "Mac Roman" {
		c.problems.add(-1, Problem{
			Code:    "encoding_guessed",
			Message: fmt.Sprintf("the text is not UTF-8 and was read as %s, for example %s", encoding, quoted(example(c.s))),
			Remedy:  "if names look wrong, save the file as CSV in UTF-8",
		})
	}
	if at := strings.Index(c.s, "\ufffd"); at >= 0 {
		c.problems.add(-1, Problem{
			Line: 1 + breaks(c.s[:at]), Code: "lost_character",
			Message: fmt.Sprintf("%s � stands where another program has lost a character", plural(strings.Count(c.s, "\ufffd"), "mark")),
			Remedy:  "write the name again, or export the file anew in UTF-8",
		})
	}
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
	c.tellSwallowed()
}

// tellSwallowed names quoted cells that hold what looks like whole rows: two marks are missing, not one, and so the
// quotation balances all the same.
func (c *csv) tellSwallowed() {
	if len(c.grid.rows) == 0 {
		return
	}
	at, _ := findHeader(c.grid.rows)
	needed := len(c.grid.rows[at].Cells) - 1
	if needed < 2 {
		return
	}
	for _, sp := range c.spans {
		for _, line := range strings.FieldsFunc(sp.text, func(r rune) bool { return r == '\n' || r == '\r' }) {
			if strings.Count(line, string(rune(c.delim))) < needed {
				continue
			}
			c.problems.add(sp.col, Problem{
				Line: sp.line, Code: "rows_in_cell",
				Message: "the quoted cell that opens here holds line breaks and what looks like whole rows",
				Remedy:  "look whether a quotation mark is missing at its end",
			})
			break
		}
	}
}
