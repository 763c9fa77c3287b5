package bulk

import (
	"strings"

	"homeroom/importer"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

const (
	wide       = 76  // cells from which rows and the pane of one stand side by side
	roomyCells = 110 // cells from which there is room for names beside a cell that is typed into
	listMin    = 46
	listMax    = 64
	paneMin    = 27
	tallFoot   = 14 // lines from which the foot says more than the counts
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
	left, pane := r.listWidth(width), r.paneView
	if r.cells != nil {
		pane = r.cellsView
	}
	var columns []table.Column
	columns, r.fit = r.wants.columns(left)
	r.table.SetColumns(columns)
	r.table.Leap(width >= wide)
	switch {
	case width >= wide:
		line := r.env.Theme.Border.Render(" │ ")
		if r.detail || r.cells != nil {
			line = r.env.Theme.Accent.Render(" ┃ ")
		}
		return screen.Beside(r.table.View(left, height), pane(width-left-3, height), line, left, width, height)
	case r.detail || r.cells != nil:
		return pane(width, height)
	}
	return strings.Join(screen.Body(r.table.View(width, height), width, height), "\n")
}

// listWidth is what the rows get of the width: all of a narrow screen, otherwise what their User IDs need.
func (r *review) listWidth(width int) int {
	switch {
	case width < wide:
		return width
	case r.cells != nil && width < roomyCells: // what is typed needs the room more than the names do
		return r.wants.fixed()
	}
	return max(listMin, min(r.wants.fixed()+r.wants.name, listMax, max(width*4/7, width-paneMin-3)))
}

// paneView draws the row under the cursor in full, from the line that it was scrolled to.
func (r *review) paneView(width, height int) string {
	row := r.row()
	if row == nil {
		return block(nil, width, height)
	}
	mends := r.mendLines(row, width)
	lines := detail(r.env.Theme, r.plan, row, r.job, r.tally.last[row.Line], r.said(row, len(mends) > 0, width), mends, width)
	r.long, r.room = len(lines), height
	top := max(0, min(r.top, len(lines)-height))
	shown := lines[top:min(len(lines), top+height)]
	if more := len(lines) - top - height; more > 0 {
		shown = append(shown[:height-1:height-1], r.env.Theme.Dim.Render("… "+many(more+1, "more line", "more lines")+r.how()))
	}
	return block(shown, width, height)
}

// said is what Save will do with the row, and who decided that.
func (r *review) said(row *importer.Row, mendable bool, width int) []string {
	words, told := r.standingOf(row)
	if mendable && row.Status == importer.StatusError {
		words = cannotBeSaved
	}
	lines := screen.Wrap(words, width)
	for i := range lines {
		if !told {
			lines[i] = r.env.Theme.Dim.Render(lines[i])
		}
	}
	return lines
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
	if r.sides != nil {
		foot = append(foot, flowed(sideParts(r.plan, r.sides), width)...)
	}
	foot = append(foot, reachLines(th, r.tally, width)...)
	foot = append(foot, r.siftLines(width)...)
	if r.theirs() {
		foot = append(foot, th.Warn.Render(screen.Clip(" "+r.foreignLine(), width)))
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
	if lines := r.siftLines(width); len(lines) > 0 {
		return append(lines[:min(len(lines), 2)], counts...)
	}
	if r.theirs() {
		return append([]string{r.env.Theme.Warn.Render(screen.Clip(" By "+or(r.kept.Operator, "")+", to look at: t takes it over", width))}, counts...)
	}
	if r.tally.undecided > 0 && width >= wide {
		return append(counts, reachLines(r.env.Theme, r.tally, width)[0])
	}
	return counts
}
