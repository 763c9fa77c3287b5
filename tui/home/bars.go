package home

import (
	"strings"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// gauge is a counted line: a label, a bar, and the count in words, the longest wording first.
type gauge struct {
	label string
	part  int // drawn full
	all   int // drawn light, beyond part
	scale int // as long as the bar can be
	words []string
	light string // what is drawn beyond part
}

// Cells of a gauge.
const (
	labelLeast = 12
	barLeast   = 8
	barLongest = 60
	tooNarrow  = 40 // for a bar
)

// draw gives the label as many cells as it wants, the bar what is left over, and words that leave room for one; where
// there is none for a bar it goes without.
func (g gauge) draw(th *theme.Theme, label, width int) string {
	words := ""
	for _, words = range g.words {
		if width-label-screen.Width(words)-2 >= barLeast {
			break
		}
	}
	length := min(barLongest, width-label-screen.Width(words)-2)
	if length < barLeast || width < tooNarrow {
		return screen.Fit(g.label, max(labelLeast, width-screen.Width(words)-1)) + " " + words
	}
	return screen.Fit(g.label, label) + " " + g.bar(th, length) + " " + words
}

// bar is length cells; something is never drawn as nothing.
func (g gauge) bar(th *theme.Theme, length int) string {
	part := cells(g.part, g.scale, length)
	all := cells(g.all, g.scale, length)
	if g.all > g.part {
		all = min(length, max(all, part+1))
		part = min(part, all-1)
	}
	return th.Accent.Render(strings.Repeat("█", part)) + th.Dim.Render(strings.Repeat(g.light, all-part)) + strings.Repeat(" ", length-all)
}

func cells(n, scale, length int) int {
	if n <= 0 || scale <= 0 {
		return 0
	}
	return min(length, max(1, n*length/scale))
}

// widest is the longest label, so that the bars begin in one column.
func widest(gauges []gauge, most int) int {
	w := labelLeast
	for _, g := range gauges {
		w = max(w, screen.Width(g.label))
	}
	return min(w, most)
}
