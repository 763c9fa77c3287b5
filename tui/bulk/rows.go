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
	look  func(row *importer.Row) bool // whether the row needs a look though its status does not say so
	names *int                         // cells that a User ID has
}

const (
	tagWidth    = 8  // a little more than an asset tag has
	serialWidth = 12 // a serial number
	nameWidth   = 30 // cells that a User ID is given at most
	statusWidth = 12 // ". left out !"
)

// measures are the widths that a plan's rows need.
type measures struct {
	line, device, name int
	people             bool // the rows are about people, who come before their devices
}

func measure(p *importer.Plan) measures {
	list := p.Rows
	m := measures{line: len("Line"), name: len("User ID"), people: p.Template.Edits == store.KindUser}
	for i := range list {
		m.device = max(m.device, min(tagWidth, screen.Width(list[i].AssetTag)))
		m.name = max(m.name, min(nameWidth, screen.Width(who(&list[i]))))
	}
	if m.device == 0 { // a file without tags
		m.device = serialWidth
	}
	if n := len(list); n > 0 {
		m.line = max(m.line, len(lineKey(list[n-1].Line)))
	}
	return m
}

// fixed is what the columns of a row take beside the User ID, with the gaps and the sign of the cursor.
func (m measures) fixed() int { return 2 + m.line + 2 + statusWidth + 2 + 1 + 2 + m.device + 2 }

// columns are a row's columns on width cells, and how many of these a User ID gets.
func (m measures) columns(width int) (list []table.Column, name int) {
	name = max(6, width-m.fixed())
	device, user := 1, 2
	if m.people {
		device, user = user, device
	}
	return []table.Column{
		{Title: "Line", Min: m.line, Right: true},
		{Title: "Status", Min: statusWidth},
		{Title: "", Min: 1},
		{Title: "Device", Min: m.device, Priority: device},
		{Title: "User ID", Short: "User", Min: name, Priority: user},
	}, name
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
		return statusCell(r.theme, row, r.look(row))
	case 2:
		return verdictSign(r.theme, row.Verdict)
	case 3:
		return device(row)
	}
	return elide(who(row), *r.names)
}

// statusCell is a status's sign and word, with a * where something in the row is mended and a ! where it has more to
// say.
func statusCell(th *theme.Theme, row *importer.Row, look bool) string {
	sign, word, _ := th.Status(string(row.Status))
	said := sign + " " + word
	if len(row.Mends) > 0 {
		said += "*"
	}
	switch {
	case row.Turned != "":
		said += " " + turnedSign
	case look:
		said += " !"
	}
	return said
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

// verdictSign says whether Save takes the row; empty where there is nothing to decide. The pane says it in words.
func verdictSign(th *theme.Theme, v store.Verdict) string {
	switch v {
	case store.VerdictAccept:
		return "✓"
	case store.VerdictLeaveOut:
		return "·"
	case store.VerdictLater:
		sign, _, _ := th.Status("undecided")
		return sign
	}
	return ""
}

// device names the row's device by what is on its sticker, or by its serial number where there is no tag. Of a row
// about a person it tells how many devices follow.
func device(row *importer.Row) string {
	switch {
	case row.AssetTag != "":
		return row.AssetTag
	case row.Serial != "":
		return row.Serial
	}
	n := 0
	for i := range row.Changes {
		if row.Changes[i].Record == store.KindDevice {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return many(n, "device", "devices")
}

// who is the person the row is about: of the file, or, where the file need not say, who loses the device.
func who(row *importer.Row) string {
	if row.UserID != "" {
		return row.UserID
	}
	return loser(row)
}

// loser is who has the row's device on record and loses it; empty where nobody does.
func loser(row *importer.Row) string {
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

// problem reports whether the row is in error, is held back, or carries a warning.
func problem(row *importer.Row) bool {
	if stopped(row) {
		return true
	}
	for i := range row.Notes {
		if row.Notes[i].Severity != store.SeverityInfo {
			return true
		}
	}
	return false
}

// stopped reports whether the row's status says already that it needs somebody.
func stopped(row *importer.Row) bool {
	return row.Status == importer.StatusError || row.Status == importer.StatusHeldBack
}
