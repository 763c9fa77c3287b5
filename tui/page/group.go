package page

import (
	"slices"
	"strings"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Group is fields of a record that belong together, under a heading.
type Group struct {
	Title string
	Facts []Fact
}

// Fact is a labelled value.
type Fact struct{ Label, Value string }

// Between the columns of a page, and the widths from which it has two and three of them.
const (
	between   = 2
	twoFrom   = 74
	threeFrom = 144
)

// Columns is how many groups stand side by side on a page of that width.
func Columns(width int) int {
	switch {
	case width >= threeFrom:
		return 3
	case width >= twoFrom:
		return 2
	}
	return 1
}

// Groups lays groups out side by side, in as many columns as there is room for, and the others below. Those with a word
// that no column has room for stand one below the other.
func Groups(th *theme.Theme, width int, groups ...Group) []Line {
	var lines []Line
	for row := range slices.Chunk(groups, Columns(width)) {
		if !fits(width, row) {
			for _, g := range row {
				lines = append(lines, abreast(th, width, []Group{g})...)
			}
			continue
		}
		lines = append(lines, abreast(th, width, row)...)
	}
	return lines
}

// abreast draws one row of groups below a blank. Each flows down its own column, so that a long value in one opens no
// hole in another.
func abreast(th *theme.Theme, width int, groups []Group) []Line {
	widths := shares(width, groups)
	columns := make([][]Line, len(groups))
	most := 0
	for i, g := range groups {
		columns[i] = append([]Line{{Text: th.Title.Render(screen.Clip(g.Title, widths[i])), Still: true}}, g.lines(th, g.label(width, len(groups)), widths[i])...)
		most = max(most, len(columns[i]))
	}
	lines := []Line{{Still: true}}
	for y := range most {
		lines = append(lines, join(columns, widths, y))
	}
	return lines
}

// join is a line of all columns. The cursor rests on it where a field begins in one of them.
func join(columns [][]Line, widths []int, y int) Line {
	whole := Line{Still: true}
	var b strings.Builder
	for i, column := range columns {
		l := Line{Still: true}
		if y < len(column) {
			l = column[y]
		}
		if i > 0 {
			b.WriteString(strings.Repeat(" ", between))
		}
		b.WriteString(screen.Fill(l.Text, widths[i]))
		switch {
		case l.Still:
		case whole.Still:
			whole.Still, whole.Key = false, l.Key
		default:
			whole.Beside = append(whole.Beside, l.Key)
		}
	}
	whole.Text = strings.TrimRight(b.String(), " ")
	return whole
}

// label is the room for the labels in one of so many columns on a page of that width.
func (g Group) label(width, columns int) int {
	return labelRoom((width-between*(columns-1))/columns, g.Facts...)
}

func (g Group) lines(th *theme.Theme, label, width int) []Line {
	var lines []Line
	for _, f := range g.Facts {
		lines = append(lines, f.lines(th, label, width)...)
	}
	return lines
}
