package browse

import (
	"strconv"
	"strings"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// The pane is as wide as a record needs, and the list has the rest; on a smaller screen both share.
const (
	paneLine = 3
	paneMost = 64
)

// paned reports whether a record stands beside the list.
func (l *List) paned() bool { return l.width >= wide && !l.alone }

// besides reports whether it has been read.
func (l *List) besides() bool {
	return l.paned() && l.pane.build != nil && l.pane.key == l.table.Key() && l.table.Key() != ""
}

// leftOf is how much of a width the list has beside the record.
func leftOf(width int) int { return max(width*3/5, width-paneMost-paneLine) }

// View draws the list, the detail pane where there is room, the filter below, and what lies over them.
func (l *List) View(width, height int) string {
	l.drawn = true
	foot := l.foot(width)
	rows := max(0, height-len(foot))
	body := strings.Join(append(l.body(width, rows), foot...), "\n")
	if l.over == nil {
		return body
	}
	return dialog.Over(body, l.over.view(width, height), width, height)
}

func (l *List) body(width, rows int) []string {
	if !l.paned() {
		return screen.Body(l.table.View(width, rows), width, rows)
	}
	left := leftOf(width)
	line := l.env.Theme.Border.Render(" │ ")
	if l.pane.focused {
		line = l.env.Theme.Accent.Render(" ┃ ")
	}
	pane := l.pane.view(l.env.Theme, l.table.Key(), width-left-paneLine, rows)
	return []string{screen.Beside(l.table.View(left, rows), pane, line, left, width, rows)}
}

// foot is where the cursor is, the filter and the order, or what of the filter was not understood: then no number is
// told, as it would look like an answer.
func (l *List) foot(width int) []string {
	th := l.env.Theme
	info := ""
	if l.problem == "" && l.rows != nil {
		info = th.Dim.Render(l.numbers())
	}
	switch {
	case l.typing:
		info = l.filter.View(max(1, width-screen.Width(info)-2)) + "  " + info
	case l.filter.Value() != "":
		info = th.Key.Render("/") + screen.Fit(l.filter.Value(), min(filterMost, screen.Width(l.filter.Value()))) + "  " + info
	}
	foot := []string{screen.Clip(l.ordering(info, width), width)}
	for _, part := range screen.Wrap(l.problem, width) {
		if part != "" {
			foot = append(foot, th.Bad.Render(part))
		}
	}
	if l.hidden != "" {
		foot = append(foot, th.Accent.Render(screen.Clip(l.hidden, width)))
	}
	return foot
}

// numbers are the table's, with room for as many digits as the cursor's place can get: what stands behind them then stays
// where it is when the cursor moves.
func (l *List) numbers() string {
	digits := func(n int) int { return len(strconv.Itoa(n)) }
	return strings.Repeat(" ", digits(l.table.Len())-digits(l.table.Place())) + l.table.Info()
}

// filterMost is how many cells of a filter are shown.
const filterMost = 40

// ordering puts the order at the right edge of the list, where there is room for it: there it does not move with the
// numbers.
func (l *List) ordering(info string, width int) string {
	if l.paned() {
		width = leftOf(width)
	}
	words := l.orderWords()
	room := width - screen.Width(words)
	if l.rows == nil || l.typing || l.problem != "" || screen.Width(info)+2 > room {
		return info
	}
	return screen.Fill(info, room) + l.env.Theme.Dim.Render(words)
}
