package bulk

import (
	"slices"
	"strconv"

	"homeroom/importer"
	"homeroom/tui/screen"
)

const (
	leastCells = 3  // lines of cells that are always in sight
	headerMost = 22 // cells that a header may take
)

// cellsView draws the cells of a row, and below them what the rules say: first of the cell under the cursor.
func (r *review) cellsView(width, height int) string {
	row := r.plan.Row(r.cells.line)
	if row == nil {
		return block(nil, width, height)
	}
	list, from, to := r.cellList(width)
	room := min(len(list), max(leastCells, height-1-max(4, height*2/5)), max(1, height-1))
	r.cells.top = max(min(r.cells.top, from, len(list)-room), min(from, to-room), 0)
	r.cells.page = max(1, room-1)
	lines := append([]string{r.cellsHead(row, width)}, list[r.cells.top:min(len(list), r.cells.top+room)]...)
	return block(append(lines, r.cellNotes(row, width, height-len(lines))...), width, height)
}

// cellsHead names the row, and says which of its cells has the cursor.
func (r *review) cellsHead(row *importer.Row, width int) string {
	th := r.env.Theme
	sign, word, style := th.Status(string(row.Status))
	head := th.Title.Render(lineTitle(r.plan, row.Line)) + "  " + style.Render(sign+" "+word)
	place := "cell " + strconv.Itoa(r.cells.at+1) + " of " + strconv.Itoa(len(r.plan.Cells(row.Line)))
	if screen.Width(head)+2+len(place) > width {
		return head
	}
	return screen.Fill(head, width-len(place)) + th.Dim.Render(place)
}

// cellList draws the cells one below the other; the one under the cursor is the lines from from to before to.
func (r *review) cellList(width int) (lines []string, from, to int) {
	cells := r.plan.Cells(r.cells.line)
	label := 0
	for _, c := range cells {
		label = max(label, screen.Width(or(inTable(r.plan, r.cells.line, c.Header), "")))
	}
	label = min(label, headerMost, max(8, width*2/5))
	for i, c := range cells {
		block := r.cellLines(c, i == r.cells.at, label, width)
		if i == r.cells.at {
			from, to = len(lines), len(lines)+len(block)
		}
		lines = append(lines, block...)
	}
	return lines, from, to
}

// cellLines draws one cell: what the file says stays in sight beside what has taken its place.
func (r *review) cellLines(c importer.Cell, focused bool, label, width int) []string {
	th := r.env.Theme
	lead, style := "  ", th.Dim
	if focused {
		lead, style = th.Accent.Render("› "), th.Text
	}
	lead += style.Render(screen.Fit(inTable(r.plan, r.cells.line, c.Header), label)) + " "
	under := screen.Fit("", screen.Width(lead))
	room := max(4, width-screen.Width(lead))
	file, mended := r.inFile(c)
	told := th.Dim.Render(r.job.source() + ": ")
	switch {
	case focused && r.cells.typing:
		lines := []string{lead + r.cells.field.View(room)}
		return append(lines, hang(th.Dim, under+told, or(file, "(empty)"), max(4, room-screen.Width(told)))...)
	case mended:
		return mendedCell(lead, under, file, c.Value, r, room)
	case focused:
		return r.proposedCell(c, hang(th.Text, lead, or(c.Value, "(empty)"), room), under, room)
	case c.Value == "":
		return []string{lead}
	}
	return []string{lead + screen.Clip(or(c.Value, ""), room)}
}

// mendedCell is old → new: in one line, or one below the other.
func mendedCell(lead, under, file, value string, r *review, room int) []string {
	th := r.env.Theme
	old, now, arrow := or(file, "(empty)"), or(value, "(empty)"), th.Dim.Render(" → ")
	if screen.Width(old)+screen.Width(now)+3 <= room {
		return []string{lead + th.Dim.Render(old) + arrow + th.Good.Render(now)}
	}
	return append(hang(th.Dim, lead, old, room), hang(th.Good, under+th.Dim.Render("→ "), now, max(4, room-2))...)
}

// proposedCell adds what is proposed for the cell under the cursor.
func (r *review) proposedCell(c importer.Cell, lines []string, under string, room int) []string {
	mends, word := r.cellMends()
	if word != "mend" || mends[0].Column != c.Header {
		return lines
	}
	th := r.env.Theme
	return append(lines, hang(th.Accent, under+th.Dim.Render("m: "), or(mends[0].Value, "(empty)"), max(4, room-3))...)
}

// cellNotes are the row's notes, those on the cell under the cursor first, and then what the row would do.
func (r *review) cellNotes(row *importer.Row, width, height int) []string {
	c, _ := r.cellNow()
	notes := slices.Clone(row.Notes)
	slices.SortStableFunc(notes, func(a, b importer.Note) int { return other(a, c) - other(b, c) })
	th := r.env.Theme
	if height < leastCells && len(notes) > 0 {
		name, style := severity(th, notes[0].Severity)
		first := wrap("", name+": "+notes[0].Message, width)
		return []string{style.Render(screen.Clip(first[0], width))}
	}
	lines := noteLines(th, r.plan, notes, row.Mends, r.job, width)
	if len(lines) == 0 {
		lines = append(lines, "")
		lines = append(lines, r.said(row, false, width)...)
	}
	lines = append(lines, changeLines(th, r.plan, row, width)...)
	if height <= leastCells {
		lines = lines[1:]
	}
	if more := len(lines) - height; more > 0 && height > 1 {
		lines = append(lines[:height-1:height-1], th.Dim.Render("… "+many(more+1, "more line", "more lines")))
	}
	return lines
}

// other is 0 for a note on the cell, 1 for one that is on another or on the whole row.
func other(n importer.Note, c importer.Cell) int {
	if n.Column == c.Header {
		return 0
	}
	return 1
}
