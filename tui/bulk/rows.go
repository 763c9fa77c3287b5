package bulk

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// rows is what the review's table shows: every row of the plan, keyed by its line in the file.
type rows struct {
	theme *theme.Theme
	plan  *importer.Plan
}

const (
	tagWidth    = 8  // a little more than an asset tag has
	serialWidth = 12 // a serial number
)

// rowColumns are the review's columns, as wide as this plan's lines and devices need. Line, status and decision
// always stay.
func rowColumns(p *importer.Plan) []table.Column {
	line, name := len("Line"), 0
	for i := range p.Rows {
		name = max(name, min(tagWidth, screen.Width(p.Rows[i].AssetTag)))
	}
	if name == 0 { // a file without tags
		name = serialWidth
	}
	if n := len(p.Rows); n > 0 {
		line = max(line, len(lineKey(p.Rows[n-1].Line)))
	}
	return []table.Column{
		{Title: "Line", Min: line, Right: true},
		{Title: "Status", Min: 11},
		{Title: "Save", Min: 5},
		{Title: "Device", Min: name, Priority: 1},
		{Title: "User ID", Min: 6, Weight: 1, Priority: 2},
	}
}

func (r rows) Len() int         { return len(r.plan.Rows) }
func (r rows) Key(i int) string { return lineKey(r.plan.Rows[i].Line) }

// Cell is the text of one cell.
func (r rows) Cell(i, col int) string {
	row := &r.plan.Rows[i]
	switch col {
	case 0:
		return strconv.Itoa(row.Line)
	case 1:
		sign, word, _ := r.theme.Status(string(row.Status))
		return sign + " " + word
	case 2:
		return verdictWord(row.Verdict)
	case 3:
		return device(row)
	}
	return who(row)
}

// Paint colours status and decision; their words say the same.
func (r rows) Paint(i, col int) lipgloss.Style {
	row := &r.plan.Rows[i]
	switch {
	case col == 1:
		_, _, style := r.theme.Status(string(row.Status))
		return style
	case col == 2 && row.Verdict == store.VerdictLater:
		_, _, style := r.theme.Status("undecided")
		return style
	case col == 0 || row.Verdict == "":
		return r.theme.Dim
	}
	return r.theme.Text
}

func lineKey(line int) string { return strconv.Itoa(line) }

// verdictWord says whether Save takes the row; empty where there is nothing to decide.
func verdictWord(v store.Verdict) string {
	switch v {
	case store.VerdictAccept:
		return "yes"
	case store.VerdictLeaveOut:
		return "no"
	case store.VerdictLater:
		return "later"
	}
	return ""
}

// device names the row's device by what is on its sticker, or by its serial number where there is no tag.
func device(row *importer.Row) string {
	if row.AssetTag != "" {
		return row.AssetTag
	}
	return row.Serial
}

// who is the person the row is about: of the file, or, where the file need not say, who loses the device.
func who(row *importer.Row) string {
	if row.UserID != "" {
		return row.UserID
	}
	for i := range row.Changes {
		c := &row.Changes[i]
		for _, f := range c.Fields {
			if c.Record == store.KindDevice && f.Field == store.FieldUsername && !strings.EqualFold(f.Old, c.Key) {
				return f.Old
			}
		}
	}
	return ""
}

// problem reports whether ] and [ stop at the row: an error, a held-back row, or a warning.
func problem(row *importer.Row) bool {
	if row.Status == importer.StatusError || row.Status == importer.StatusHeldBack {
		return true
	}
	for i := range row.Notes {
		if row.Notes[i].Severity != store.SeverityInfo {
			return true
		}
	}
	return false
}

// sift is what of the review is shown: rows of one status, rows with a text in them, or both.
type sift struct {
	only importer.Status
	text string
}

func (s sift) on() bool { return s.only != "" || s.text != "" }

// keeps reports whether the row is shown. The text is looked for in the line, the identifiers and the cells.
func (s sift) keeps(row *importer.Row, cells []string) bool {
	if s.only != "" && row.Status != s.only {
		return false
	}
	if s.text == "" {
		return true
	}
	want := strings.ToLower(s.text)
	for _, v := range [...]string{lineKey(row.Line), row.Serial, row.AssetTag, row.UserID} {
		if strings.Contains(strings.ToLower(v), want) {
			return true
		}
	}
	for _, cell := range cells {
		if strings.Contains(strings.ToLower(cell), want) {
			return true
		}
	}
	return false
}
