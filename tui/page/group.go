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

// Groups lays groups out side by side, in as many columns as there is room for, and the others below.
func Groups(th *theme.Theme, width int, groups ...Group) []Line {
	var lines []Line
	for row := range slices.Chunk(groups, Columns(width)) {
		lines = append(lines, Line{Still: true})
		lines = append(lines, abreast(th, width, row)...)
	}
	return lines
}

// abreast draws one row of groups. Each flows down its own column, so that a long value in one opens no hole in another.
func abreast(th *theme.Theme, width int, groups []Group) []Line {
	widths := shares(width-between*(len(groups)-1), groups)
	columns := make([][]Line, len(groups))
	most := 0
	for i, g := range groups {
		columns[i] = append([]Line{{Text: th.Title.Render(screen.Clip(g.Title, widths[i])), Still: true}}, g.lines(th, widths[i])...)
		most = max(most, len(columns[i]))
	}
	lines := make([]Line, most)
	for y := range lines {
		lines[y] = join(columns, widths, y)
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

func (g Group) lines(th *theme.Theme, width int) []Line {
	label := labelRoom(width, g.Facts...)
	var lines []Line
	for _, f := range g.Facts {
		lines = append(lines, f.lines(th, label, width)...)
	}
	return lines
}

// shares gives every group what its longest value needs, and some room where there is more. Where there is less, every
// group has at least what its longest word needs, so that identifiers stay whole, and the rest is shared.
func shares(width int, groups []Group) []int {
	widths, need := make([]int, len(groups)), make([]int, len(groups))
	for i, g := range groups {
		word, value := g.needs(width / len(groups))
		widths[i], need[i] = min(word, width-leastColumn*(len(groups)-1)), value
	}
	over := sum(widths) - width
	for i := range widths { // of words that are too long, the longest is broken
		if cut := min(over, widths[i]-width/len(groups)); cut > 0 {
			widths[i] -= cut
			over -= cut
		}
	}
	grow(widths, need, width)
	for i := range need {
		need[i] += roomy
	}
	grow(widths, need, width)
	return widths
}

// grow widens columns by the same number of cells until each has what it needs or nothing is left.
func grow(widths, need []int, width int) {
	for left := width - sum(widths); left > 0; {
		before := left
		for i := range widths {
			if widths[i] < need[i] && left > 0 {
				widths[i]++
				left--
			}
		}
		if left == before {
			return
		}
	}
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// needs are the cells for the longest word and for the longest value, with the labels of a column of that width.
func (g Group) needs(width int) (word, value int) {
	label := labelRoom(width, g.Facts...)
	word, value = screen.Width(g.Title), screen.Width(g.Title)
	for _, f := range g.Facts {
		value = max(value, label+screen.Width(f.shown()))
		for _, w := range strings.Fields(f.shown()) {
			word = max(word, label+screen.Width(w))
		}
	}
	return word, value
}

// A column has at least leastColumn cells, and at most roomy more than its values need.
const (
	leastColumn = 30
	roomy       = 24
)
