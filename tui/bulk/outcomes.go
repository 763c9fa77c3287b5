package bulk

import (
	"sort"

	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// outcomes are all rows of a saved file and what became of each: the saved ones first, then those that somebody
// has to look at again, and what needed nothing last.
type outcomes struct {
	theme *theme.Theme
	list  []*importer.Row
	names *int // cells that a User ID has
}

func newOutcomes(th *theme.Theme, p *importer.Plan, names *int) outcomes {
	list := make([]*importer.Row, len(p.Rows))
	for i := range p.Rows {
		list[i] = &p.Rows[i]
	}
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i]) < rank(list[j]) })
	return outcomes{th, list, names}
}

func rank(row *importer.Row) int {
	switch {
	case row.Verdict == store.VerdictAccept:
		return 0
	case row.Status == importer.StatusError:
		return 1
	case row.Status == importer.StatusHeldBack:
		return 2
	case row.Status == importer.StatusSame:
		return 4
	}
	return 3
}

func (o outcomes) Len() int         { return len(o.list) }
func (o outcomes) Key(i int) string { return lineKey(o.list[i].Line) }

// Cell is line, status, whether it was saved, device, User ID and why it was not.
func (o outcomes) Cell(i, col int) string {
	row := o.list[i]
	switch col {
	case 0:
		return lineKey(row.Line)
	case 1:
		return statusCell(o.theme, row, row.Verdict == store.VerdictAccept && !stopped(row) && problem(row))
	case 2:
		if row.Verdict == store.VerdictAccept {
			return "✓"
		}
		return "·"
	case 3:
		return device(row)
	case 4:
		return elide(who(row), *o.names)
	}
	return became(row)
}

// Paint colours the status.
func (o outcomes) Paint(i, col int) lipgloss.Style {
	_, _, style := o.theme.Status(string(o.list[i].Status))
	switch {
	case col == 1:
		return style
	case o.list[i].Verdict != store.VerdictAccept:
		return o.theme.Dim
	}
	return o.theme.Text
}

// became says what became of a row: why it was not saved, or what its first note says.
func became(row *importer.Row) string {
	switch {
	case row.Verdict == store.VerdictLater:
		return "not saved: it was undecided"
	case row.Verdict == store.VerdictLeaveOut && row.Status != importer.StatusHeldBack:
		return "not saved: left out by you"
	case len(row.Notes) > 0:
		return row.Notes[0].Message
	case row.Status == importer.StatusSame:
		return "the records say this already"
	}
	return ""
}

// whyLines are what became of the row and what to do about it, in full as far as lines of them allow.
func whyLines(row *importer.Row, width, lines int) []string {
	said := screen.Sentence(became(row))
	if len(row.Notes) > 0 && row.Notes[0].Message == became(row) {
		n := &row.Notes[0]
		if n.Rule != "" {
			said = n.Rule + " · " + said
		}
		if n.Remedy != "" {
			said += " → " + screen.Sentence(n.Remedy)
		}
	}
	if said == "" {
		return nil
	}
	out := wrap(" ", said, width)
	if len(out) > lines {
		out = append(out[:lines-1:lines-1], screen.Fit(out[lines-1], width-1)+"…")
	}
	return out
}

// withNotes are the columns of outcomes on width cells.
func (m measures) withNotes(width int) (list []table.Column, name int) {
	const note = 16
	name = min(m.name, width-m.fixed()-2-note)
	if name < 8 {
		return m.columns(width)
	}
	list, _ = m.columns(m.fixed() + name)
	return append(list, table.Column{Title: "Note", Min: width - m.fixed() - 2 - name}), name
}
