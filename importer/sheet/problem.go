package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"homeroom/store/text"
)

// Problem says what is wrong with a file, where, and what to do about it. As an error it is a refusal; in
// Table.Problems it is something to know about a file that could be read.
type Problem struct {
	Line    int    `json:"line"`   // 0 when it is about the whole file
	Column  string `json:"column"` // the column's header, or its letter
	Code    string `json:"code"`
	Message string `json:"message"`
	Remedy  string `json:"remedy"`
}

func (p *Problem) Error() string {
	var where string
	switch {
	case p.Line > 0 && p.Column != "":
		where = fmt.Sprintf("line %d, column %s: ", p.Line, p.Column)
	case p.Line > 0:
		where = fmt.Sprintf("line %d: ", p.Line)
	}
	if p.Remedy == "" {
		return where + p.Message
	}
	return where + p.Message + " (" + p.Remedy + ")"
}

// Remedies that several refusals share.
const (
	saveAsTable = "open it in Excel, Numbers or Google Sheets and save it as CSV or .xlsx"
	saveAgain   = "open it in Excel, Numbers or Google Sheets, look whether all rows are there, and save it again"
	fetchAgain  = "fetch or copy the file again; if it stays like this, ask the sender for a new one"
)

// listed is how many problems of one code are listed one by one.
const listed = 100

// problems gathers what is to be known about a file, each with its column where that is known.
type problems struct {
	list  []Problem
	cols  []int
	count map[string]int
	codes []string // in the order of their first problem
}

// add keeps a problem. col is the column's index, -1 for none.
func (ps *problems) add(col int, p Problem) {
	if ps.count == nil {
		ps.count = map[string]int{}
	}
	if ps.count[p.Code] == 0 {
		ps.codes = append(ps.codes, p.Code)
	}
	ps.count[p.Code]++
	if ps.count[p.Code] <= listed {
		ps.list = append(ps.list, p)
		ps.cols = append(ps.cols, col)
	}
}

// full reports whether a further problem of this code is only counted.
func (ps *problems) full(code string) bool { return ps.count[code] >= listed }

// clone is a copy to which can be added apart.
func (ps *problems) clone() problems {
	return problems{slices.Clone(ps.list), slices.Clone(ps.cols), maps.Clone(ps.count), slices.Clone(ps.codes)}
}

// named returns the problems with the header's names for their columns, and a last line for those not listed.
func (ps *problems) named(header []string) []Problem {
	for i, col := range ps.cols {
		if col >= 0 {
			ps.list[i].Column = columnName(header, col)
		}
	}
	out := ps.list
	for _, code := range ps.codes {
		if more := ps.count[code] - listed; more > 0 {
			out = append(out, Problem{
				Code:    code,
				Message: fmt.Sprintf("%d more places like the %d listed", more, listed),
				Remedy:  "mend the first ones and look again",
			})
		}
	}
	return out
}

// columnName is the header of a column, or its letters where the header has none.
func columnName(header []string, col int) string {
	if col < len(header) {
		if name := strings.TrimSpace(header[col]); name != "" {
			return clipped(name)
		}
	}
	return Letters(col)
}

// Letters is the name in a spreadsheet of a column, counted from 0: A, B, … Z, AA, …
func Letters(col int) string {
	var name string
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// clip is how much of a foreign name stands in a message.
const clip = 60

// clipped is a foreign name made safe and short enough for a message.
func clipped(s string) string {
	runes := []rune(s)
	if len(runes) > clip {
		s = string(runes[:clip]) + "…"
	}
	return text.Visible(s)
}

// quoted is clipped with quotation marks around.
func quoted(s string) string { return "“" + clipped(s) + "”" }

func lower(s string) string { return strings.ToLower(s) }

// plural is "1 row" or "2 rows".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
