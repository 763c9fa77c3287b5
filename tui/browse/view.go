package browse

import (
	"strings"

	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// View draws the list, the detail pane where there is room, and the filter below.
func (l *List) View(width, height int) string {
	foot := l.foot(width)
	rows := max(0, height-len(foot))
	if width < wide {
		return strings.Join(append(screen.Body(l.table.View(width, rows), width, rows), foot...), "\n")
	}
	left := width * 3 / 5
	line := l.env.Theme.Border.Render(" │ ")
	if l.pane.focused {
		line = l.env.Theme.Accent.Render(" ┃ ")
	}
	pane := l.pane.view(l.env.Theme, l.table.Key(), width-left-3, rows)
	body := screen.Beside(l.table.View(left, rows), pane, line, left, width, rows)
	return strings.Join(append([]string{body}, foot...), "\n")
}

// besides reports whether a record stands beside the list.
func (l *List) besides() bool {
	return l.width >= wide && l.pane.build != nil && l.pane.key == l.table.Key() && l.table.Key() != ""
}

// foot is where the cursor is and the filter, or what of it was not understood: then no number is told, as it would
// look like an answer.
func (l *List) foot(width int) []string {
	th := l.env.Theme
	info := l.table.Info()
	if l.problem != "" {
		info = ""
	}
	info = th.Dim.Render(info)
	switch {
	case l.typing:
		info = l.filter.View(max(1, width-screen.Width(info)-2)) + "  " + info
	case l.filter.Value() != "":
		info = th.Key.Render("/") + screen.Clip(screen.Fit(l.filter.Value(), min(40, screen.Width(l.filter.Value()))), width) + "  " + info
	}
	foot := []string{screen.Clip(info, width)}
	for _, part := range screen.Wrap(l.problem, width) {
		if part != "" {
			foot = append(foot, th.Bad.Render(part))
		}
	}
	return foot
}

// Keys are what works here now.
func (l *List) Keys() []screen.Key {
	if l.typing {
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "keep filter", Help: "Keep the filter and go back to the rows.", Disabled: l.problem},
			{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter and show all rows."},
		}
	}
	none := ""
	if l.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	alone := ""
	if !l.besides() {
		alone = "no record stands beside the list: it needs a wider window"
	}
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open the " + string(l.kind.Record) + " record.", Disabled: none},
		{Press: []string{"/"}, Do: "filter", Help: "Filter as you type: words, field:value, !not. Esc clears it."},
		{Press: []string{"y"}, Do: "copy", Help: "Copy the " + l.kind.Copies + ".", Disabled: none},
		{Press: []string{"tab", "shift+tab"}, Show: "tab", Do: "record", Help: "Give the record beside the list the keyboard, to scroll it.", Disabled: alone},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the records again.", Quiet: true},
	}
	if l.pane.focused {
		return append(paneKeys(), keys[:3]...)
	}
	if l.filter.Value() != "" {
		keys = append(keys, screen.Key{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter and show all rows."})
	}
	return append(keys, table.Moves()...)
}
