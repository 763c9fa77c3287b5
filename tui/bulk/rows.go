package bulk

import (
	"cmp"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/theme"
)

// rows is what the review's table shows: every row of the plan, keyed by its line in the file.
type rows struct {
	theme *theme.Theme
	plan  *importer.Plan
	look  func(row *importer.Row) bool // whether the row needs a look though its status does not say so
	fit   *fit                         // what the columns have room for
}

func (r rows) Len() int         { return len(r.plan.Rows) }
func (r rows) Key(i int) string { return lineKey(r.plan.Rows[i].Line) }

// Cell is the text of one cell.
func (r rows) Cell(i, col int) string {
	row := &r.plan.Rows[i]
	switch {
	case col == 0:
		return r.fit.spot(r.plan, row.Line)
	case col == 1:
		return statusCell(r.theme, r.plan, row, r.look(row))
	case col == 2:
		return verdictSign(r.theme, row.Verdict)
	case r.fit.tables:
		return r.fit.about(r.plan, row.Line)
	case col == 3 && r.fit.names:
		return or(cmp.Or(r.plan.FullName(row.Line), row.UserID), "")
	case col == 3:
		return device(row)
	}
	return elide(who(row), r.fit.name)
}

// statusCell is a status's sign and word, or the side of a list that is held against the records, with a * where something in the row is mended and a ! where it has more to
// say.
func statusCell(th *theme.Theme, p *importer.Plan, row *importer.Row, look bool) string {
	sign, word, _ := th.Status(string(row.Status))
	if row.OnlyHere && row.Includable && row.Verdict == store.VerdictAccept {
		word = "has left"
	}
	said := sign + " " + or(sideOf(p, row), word)
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
	does := row.Does()
	for i := range does {
		if does[i].Record == store.KindDevice {
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
	does := row.Does()
	for i := range does {
		c := &does[i]
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
