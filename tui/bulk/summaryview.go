package bulk

import (
	"errors"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/trail"
)

// Sizes of a summary.
const (
	whyHeight = 3   // lines that tell of the row under the cursor, where that has no pane
	paneFrom  = 110 // cells from which it has one beside the list
)

// View says what was saved, lists every row with what became of it, and keeps the counts of the file in sight.
func (m *summary) View(width, height int) string {
	switch {
	case m.run != nil:
		return block(m.run.Lines(width, height), width, height)
	case m.result == nil:
		return m.under(block(m.unreadLines(width), width, height), width, height)
	}
	head, foot := m.head(width, height), m.foot(width, height)
	room := max(2, height-len(head)-len(foot))
	body := append(head, screen.Body(m.rowsView(width, room), width, room)...)
	return m.under(block(append(body, foot...), width, height), width, height)
}

// under draws the open question over a view.
func (m *summary) under(view string, width, height int) string {
	if m.ask == nil {
		return view
	}
	return dialog.Over(view, m.ask.View(width, height), width, height)
}

// rowsView are the rows, and beside them, where there is room, what the one under the cursor did.
func (m *summary) rowsView(width, height int) string {
	left := width
	if width >= paneFrom {
		left = width * 3 / 5
	}
	var columns []table.Column
	columns, m.fit = m.wants.withNotes(left)
	m.table.SetColumns(columns)
	rows := m.table.View(left, height)
	if left == width {
		return rows
	}
	pane := width - left - 3
	line := m.env.Theme.Border.Render(" │ ")
	return screen.Beside(rows, block(m.pane(pane), pane, height), line, left, width, height)
}

// pane tells all that is known of the row under the cursor: what became of it, and every field that it changed.
func (m *summary) pane(width int) []string {
	row := m.row()
	if row == nil {
		return nil
	}
	th := m.env.Theme
	sign, word, style := th.Status(string(row.Status))
	lines := []string{th.Title.Render(lineTitle(m.result, row.line)) + "  " + style.Render(sign+" "+word)}
	if ids := idsOf(m.result, row.line, row.AssetTag, row.Serial, row.UserID); len(ids) > 0 {
		lines = append(lines, screen.Wrap(strings.Join(ids, " · "), width)...)
	}
	for _, said := range m.rows.told(row) {
		lines = append(append(lines, ""), screen.Wrap(said, width)...)
	}
	return append(lines, changeLines(th, m.result, row.did(), width)...)
}

// did is the row with what it changed in the records.
func (o *outcome) did() *importer.Row {
	row := &importer.Row{Planned: &importer.Planned{Serial: o.Serial}}
	for i := range o.Entries {
		row.Changes = append(row.Changes, report.Change(&o.Entries[i]))
	}
	return row
}

// unreadLines are shown while there are no rows: what is waited for, or what went wrong.
func (m *summary) unreadLines(width int) []string {
	th := m.env.Theme
	if m.failed == nil {
		return []string{"", " " + th.Dim.Render("Reading what was saved …")}
	}
	what, remedy := explain(m.failed)
	if e := new(store.Error); errors.As(m.failed, &e) { // not what is wrong with a file that nobody can mend any more
		what, remedy = screen.Sentence(e.Message), screen.Sentence(e.Remedy)
	}
	lines := append([]string{""}, refusalLines(th, what, remedy, width)...)
	if name := m.isWritten(original); name != "" {
		lines = append(append(lines, ""), wrap(" ", "In the inbox: "+name+" ("+original+").", width)...)
	}
	if m.undone != "" {
		lines = append(append(lines, ""), wrap(" ", m.undone, width)...)
	}
	return lines
}

// head says what was saved, or that it was taken back, and what lies in the inbox.
func (m *summary) head(width, height int) []string {
	th := m.env.Theme
	saved, back := m.rows.saved, m.rows.back
	var lines []string
	if back == 0 {
		said := "Saved " + many(saved, "row", "rows") + " as " + m.job.saved(m.act)
		lines = []string{" " + th.Good.Render(screen.Clip(said, width-2)) + th.Dim.Render(screen.Clip(" · "+or(m.about(), ""), max(1, width-2-screen.Width(said))))}
	} else {
		for _, l := range wrap(" ", screen.Sentence(m.job.saved(m.act)+": "+m.backWords(saved, back)), width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	if height < tallFoot { // the rows need the room
		return lines[:1]
	}
	if m.undone != "" {
		lines = append(lines, wrap(" ", m.undone, width)...)
	}
	return append(lines, m.fileLines(width)...)
}

// about is how the file was taken, who saved it, and when.
func (m *summary) about() string {
	im := m.result.Act.Import
	parts := []string{im.Mode, im.Site}
	if n := len(im.Mends); n > 0 {
		parts = append(parts, many(n, "mend", "mends"))
	}
	parts = append(parts, m.result.Act.Operator+" at "+trail.Moment(m.result.Act.At, m.rows.now.Location()))
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " · ")
}

// backWords say how much of it was taken back, by whom and when; of several hands the last.
func (m *summary) backWords(saved, back int) string {
	var last *takenBack
	acts := map[int64]bool{}
	for _, row := range m.rows.list {
		if row.back != nil {
			acts[row.back.act] = true
			if last == nil || row.back.act > last.act {
				last = row.back
			}
		}
	}
	hand := " by " + last.by + " at " + trail.Moment(last.at, m.rows.now.Location())
	switch {
	case len(acts) > 1:
		hand = ", last" + hand
	case m.undone == "": // that names it
		hand += " (" + trail.Save(store.ActUndo, last.act) + ")"
	}
	if saved == back {
		return "taken back" + hand
	}
	return lineKey(back) + " of " + many(saved, "saved row", "saved rows") + " taken back" + hand
}

// foot is what became of the row under the cursor, what is shown and marked, and the counts of the file. It has
// always as many lines, so that the rows stay where they are.
func (m *summary) foot(width, height int) []string {
	th := m.env.Theme
	counts := countLines(th, m.tally, width)
	if height < tallFoot {
		if m.planning != nil || m.typing || m.sifted() || m.table.Marks() > 0 {
			return append([]string{m.siftLine(width)}, counts...)
		}
		return counts
	}
	foot := []string{m.siftLine(width)}
	if width < paneFrom {
		foot = append(foot, m.whyLines(width)...)
	}
	return append(foot, counts...)
}

// whyLines tell of the row under the cursor as far as there is room.
func (m *summary) whyLines(width int) []string {
	lines := make([]string, whyHeight)
	row := m.row()
	if row == nil {
		return lines
	}
	said := wrap(" ", strings.Join(m.rows.told(row), " "), width)
	if len(said) > whyHeight {
		said[whyHeight-1] = screen.Fit(said[whyHeight-1], width-1) + "…"
	}
	copy(lines, said)
	return lines
}

// siftLine is a rule that says what is shown and marked; while something is searched for, the search.
func (m *summary) siftLine(width int) string {
	th := m.env.Theme
	said := ""
	switch {
	case m.only == takenBackRows:
		said = "only ← taken back, "
	case m.only != "":
		sign, word, _ := th.Status(m.only)
		said = "only " + sign + " " + word + ", "
	}
	if m.planning != nil {
		said = "Working out what would be put back … "
	}
	if said != "" || m.table.Marks() > 0 || m.search.Value() != "" || m.typing {
		said = " " + said + m.table.Info() + " "
	}
	if m.typing || m.search.Value() != "" {
		room := max(width/2, width-screen.Width(said)-1)
		return screen.Fill(m.search.View(room), room) + th.Accent.Render(screen.Clip(said, width-room))
	}
	return th.Border.Render(rule(2)) + th.Accent.Render(screen.Clip(said, width-2)) + th.Border.Render(rule(width-2-screen.Width(said)))
}
