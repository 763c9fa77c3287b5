package page

import (
	"slices"

	"homeroom/tui/screen"
)

// column is a group on its way to a width.
type column struct {
	width int
	least int   // so that every word of it is whole, if need be below its label
	steps []int // widths from which a value stands beside its label, or on one line
}

// A column has room for leastValue cells beside its labels, and at most roomy more than its values need.
const (
	leastValue = 12
	roomy      = 24
)

func (g Group) column(label int) column {
	c := column{least: max(screen.Width(g.Title), label+leastValue)}
	for _, f := range g.Facts {
		word, value := f.widest(), screen.Width(f.shown())
		c.least = max(c.least, indent+word)
		c.steps = append(c.steps, label+word, label+value)
		if label > indent {
			c.steps = append(c.steps, indent+value)
		}
	}
	slices.Sort(c.steps)
	c.width = c.least
	return c
}

// next is how many cells more let one more value stand better; 0 when none can.
func (c *column) next() int {
	for _, s := range c.steps {
		if s > c.width {
			return s - c.width
		}
	}
	return 0
}

// most is the width at which nothing can stand better.
func (c *column) most() int {
	most := c.width
	for _, s := range c.steps {
		most = max(most, s)
	}
	return most
}

// columns are those of groups side by side on a page of that width, with the cells that are left.
func columns(width int, groups []Group) (list []column, left int) {
	left = width - between*(len(groups)-1)
	for _, g := range groups {
		c := g.column(g.label(width, len(groups)))
		left -= c.width
		list = append(list, c)
	}
	return list, left
}

// fits reports whether every word of the groups can be whole side by side.
func fits(width int, groups []Group) bool {
	_, left := columns(width, groups)
	return left >= 0
}

// shares gives every group what its longest word needs, and then the cells that are left to what the fewest of them help:
// a value beside its label, or on one line. A single group that is too wide has what there is.
func shares(width int, groups []Group) []int {
	list, left := columns(width, groups)
	for left > 0 {
		best := -1
		for i := range list {
			if n := list[i].next(); n > 0 && n <= left && (best < 0 || n < list[best].next()) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		left -= list[best].next()
		list[best].width += list[best].next()
	}
	widths, need := make([]int, len(list)), make([]int, len(list))
	for i, c := range list {
		widths[i], need[i] = min(c.width, width), c.most()
	}
	left = grow(widths, need, left)
	for i := range need {
		need[i] += roomy
	}
	grow(widths, need, left)
	return widths
}

// grow widens columns by the same number of cells until each has what it needs or nothing is left.
func grow(widths, need []int, left int) int {
	for left > 0 {
		before := left
		for i := range widths {
			if widths[i] < need[i] && left > 0 {
				widths[i]++
				left--
			}
		}
		if left == before {
			break
		}
	}
	return left
}
