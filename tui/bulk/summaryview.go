package bulk

import (
	"strings"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

const whyHeight = 3 // lines that say why the row of the cursor was not saved

// View says what was saved, lists every row with what became of it, and keeps the counts of the file in sight.
func (m *summary) View(width, height int) string {
	th := m.env.Theme
	if m.busy {
		return block([]string{"", "  " + th.Title.Render("Putting records back …")}, width, height)
	}
	head, foot := m.head(width, height), m.foot(width, height)
	var columns []table.Column
	columns, m.names = m.wants.withNotes(width)
	m.table.SetColumns(columns)
	room := max(2, height-len(head)-len(foot))
	body := append(head, screen.Body(m.table.View(width, room), width, room)...)
	view := block(append(body, foot...), width, height)
	if m.ask != nil {
		return dialog.Over(view, m.ask.View(width, height), width, height)
	}
	return view
}

// head says what was saved, or that it was taken back, and what is left to mend.
func (m *summary) head(width, height int) []string {
	th := m.env.Theme
	said := "Saved " + many(m.saved, "row", "rows") + " as " + m.job.saved(m.act)
	what := strings.Trim(string(m.plan.Mode)+" · "+m.plan.Site.Code, " ·")
	if n := m.plan.Mended(); n > 0 {
		what = strings.Trim(what+" · "+many(n, "mend", "mends"), " ·")
	}
	var lines []string
	if m.taken == nil {
		lines = []string{" " + th.Good.Render(screen.Clip(said, width-2)) + th.Dim.Render(screen.Clip(" · "+or(what, ""), max(1, width-2-screen.Width(said))))}
	} else {
		for _, l := range wrap(" ", screen.Sentence(m.job.saved(m.act)+": "+m.taken.said), width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	if m.undone != "" && height >= tallFoot {
		lines = append(lines, wrap(" ", m.undone, width)...)
	}
	if mend := m.toMend(); mend != "" && height >= tallFoot {
		lines = append(lines, wrap(" ", mend, width)...)
	}
	return lines
}

// foot is why the row of the cursor was not saved, and the counts of the file.
func (m *summary) foot(width, height int) []string {
	th := m.env.Theme
	counts := countLines(th, m.tally, width)
	if height < tallFoot {
		return counts
	}
	foot := []string{th.Border.Render(rule(width))}
	if row := m.row(); row != nil {
		foot = append(foot, whyLines(row, width, whyHeight)...)
	}
	if m.only != "" {
		sign, word, _ := th.Status(string(m.only))
		foot = append(foot, th.Accent.Render(screen.Clip(" Shown: only "+sign+" "+word+" · "+m.table.Info()+" · f: all", width)))
	}
	return append(foot, counts...)
}
