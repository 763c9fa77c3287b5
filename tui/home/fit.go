package home

import (
	"charm.land/lipgloss/v2"

	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// worded is a line of what was begun: the wordings of it, the longest first, and its end, which is never cut.
type worded struct {
	key      string
	wordings []string
	end      string
	open     screen.OpenMsg
}

// fitting is the first wording in which all lines have room, so that they stand below each other alike; the last where
// none is.
func fitting(list []worded, width int) int {
	n := 0
	for _, w := range list {
		for n < len(w.wordings)-1 && screen.Width(w.wordings[n])+screen.Width(w.end) > width {
			n++
		}
	}
	return n
}

// drawn are the lines in the wording that fits, their ends in a style.
func drawn(list []worded, width int, end lipgloss.Style) []page.Line {
	n := fitting(list, width)
	lines := make([]page.Line, len(list))
	for i, w := range list {
		what := screen.Clip(w.wordings[n], max(0, width-screen.Width(w.end)))
		lines[i] = page.Line{Key: w.key, Text: what + end.Render(screen.Clip(w.end, width)), Open: w.open}
	}
	return lines
}
