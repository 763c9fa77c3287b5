package bulk

import (
	"strings"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

const (
	wide     = 76 // cells from which rows and the pane of one stand side by side
	listMin  = 46
	listMax  = 64
	paneMin  = 27
	tallFoot = 14 // lines from which the foot says more than the counts
)

// View draws the rows, the pane of the row under the cursor, and below both what holds for the whole file.
func (r *review) View(width, height int) string {
	if r.busy() {
		return r.working(width, height)
	}
	foot := r.foot(width, height)
	body := r.panes(width, max(1, height-len(foot)))
	view := strings.Join(append(strings.Split(body, "\n"), foot...), "\n")
	if r.ask != nil {
		return dialog.Over(view, r.ask.View(width, height), width, height)
	}
	return view
}

// panes draws rows and pane side by side where there is room, otherwise the one that has the keys.
func (r *review) panes(width, height int) string {
	left := r.listWidth(width)
	var columns []table.Column
	columns, r.names = r.wants.columns(left)
	r.table.SetColumns(columns)
	switch {
	case width >= wide:
		line := r.env.Theme.Border.Render(" │ ")
		if r.detail {
			line = r.env.Theme.Accent.Render(" ┃ ")
		}
		return screen.Beside(r.table.View(left, height), r.paneView(width-left-3, height), line, left, width, height)
	case r.detail:
		return r.paneView(width, height)
	}
	return strings.Join(screen.Body(r.table.View(width, height), width, height), "\n")
}

// listWidth is what the rows get of the width: all of a narrow screen, otherwise what their User IDs need.
func (r *review) listWidth(width int) int {
	if width < wide {
		return width
	}
	return max(listMin, min(r.wants.fixed()+r.wants.name, listMax, max(width*4/7, width-paneMin-3)))
}

// paneView draws the row under the cursor in full, from the line that it was scrolled to.
func (r *review) paneView(width, height int) string {
	row := r.row()
	if row == nil {
		return block(nil, width, height)
	}
	lines := detail(r.env.Theme, row, r.job, r.tally.last[row.Line], r.mendLines(row, width), width)
	r.long, r.room = len(lines), height
	top := max(0, min(r.top, len(lines)-height))
	shown := lines[top:min(len(lines), top+height)]
	if more := len(lines) - top - height; more > 0 {
		shown = append(shown[:height-1:height-1], r.env.Theme.Dim.Render("… "+many(more+1, "more line", "more lines")+r.how()))
	}
	return block(shown, width, height)
}

// how says how to see the rest of the pane.
func (r *review) how() string {
	if r.detail {
		return " (j)"
	}
	return " (Enter)"
}

// foot is what must always be seen: the counts; with more room also what Save takes and how far it reaches.
func (r *review) foot(width, height int) []string {
	th := r.env.Theme
	counts := countLines(th, r.tally, width)
	if height < tallFoot {
		return r.shortFoot(counts, width)
	}
	foot := []string{th.Border.Render(rule(width))}
	foot = append(foot, counts...)
	foot = append(foot, reachLines(th, r.tally, width)...)
	if line := r.siftLine(width); line != "" {
		foot = append(foot, line)
	}
	if r.unkept != nil {
		what, remedy := explain(r.unkept)
		foot = append(foot, th.Bad.Render(screen.Clip(" ! "+or(what+" "+remedy, ""), width)))
	}
	if r.notice != "" {
		foot = append(foot, th.Warn.Render(screen.Clip(" ! "+r.notice, width)))
	}
	if r.stale {
		foot = append(foot, th.Warn.Render(screen.Clip(" ! Records changed since the "+r.job.source()+" was compared with them. r compares again.", width)))
	}
	return foot
}

// shortFoot is the counts, and one line more only while it must be known: a filter, or rows that are undecided
// where the counts do not tell.
func (r *review) shortFoot(counts []string, width int) []string {
	if r.unkept != nil {
		return append(counts, r.env.Theme.Bad.Render(screen.Clip(" ! The last decisions could not be kept.", width)))
	}
	if r.notice != "" {
		return append([]string{r.env.Theme.Warn.Render(screen.Clip(" ! "+r.notice, width))}, counts...)
	}
	if line := r.siftLine(width); line != "" {
		return append([]string{line}, counts...)
	}
	if r.tally.undecided > 0 && width >= wide {
		return append(counts, reachLines(r.env.Theme, r.tally, width)[0])
	}
	return counts
}

// siftLine says which rows are shown, while these are not all.
func (r *review) siftLine(width int) string {
	th := r.env.Theme
	if r.typing {
		return r.search.View(width)
	}
	if !r.sift.on() {
		return ""
	}
	var parts []string
	if r.sift.only != "" {
		sign, word, _ := th.Status(string(r.sift.only))
		parts = append(parts, sign+" "+word)
	}
	if r.sift.proposed {
		parts = append(parts, "mends")
	}
	if r.sift.text != "" {
		parts = append(parts, "“"+or(r.sift.text, "")+"”")
	}
	return th.Accent.Render(screen.Clip(" Shown: only "+strings.Join(parts, ", ")+" · "+r.table.Info()+" · Esc: all", width))
}
