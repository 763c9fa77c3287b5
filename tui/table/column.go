package table

import "slices"

// Column is one column of a table.
type Column struct {
	Title    string
	Short    string // the title where there is no room for it; empty is the title, cut
	Min      int    // cells it needs to be of use
	Good     int    // cells in which most of its values stand whole; 0 is Min
	Extra    bool   // shown only where the others have what is good for them
	Max      int    // cells it can use; 0 is any number
	Weight   int    // its share of the cells left over; 0 stays at Min
	Priority int    // on a narrow screen the highest goes first; 0 always stays
	Right    bool   // numbers: at the right edge
}

// gap is the number of cells between two columns.
const gap = 2

// layout gives every column its width on width cells; 0 is a column that has no room.
func layout(columns []Column, width int) []int {
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = max(1, c.Min, c.Good)
	}
	drop(columns, widths, width, func(c Column) bool { return c.Extra })
	if total(widths) > width {
		for i, c := range columns {
			widths[i] = min(widths[i], max(1, c.Min))
		}
		drop(columns, widths, width, func(Column) bool { return true })
	}
	shrink(widths, width)
	share(columns, widths, width-total(widths))
	return widths
}

// staying are the columns with the one that orders the rows among those that always stay, where all of them have room.
func staying(columns []Column, sorted, width int) []Column {
	if sorted < 0 {
		return columns
	}
	least := make([]int, len(columns))
	for i, c := range columns {
		if i == sorted || c.Priority == 0 && !c.Extra {
			least[i] = max(1, c.Min)
		}
	}
	if total(least) > width {
		return columns
	}
	columns = slices.Clone(columns)
	columns[sorted].Priority, columns[sorted].Extra = 0, false
	return columns
}

func total(widths []int) int {
	sum := -gap
	for _, w := range widths {
		if w > 0 {
			sum += w + gap
		}
	}
	return max(0, sum)
}

// drop takes away columns, of those that may go the highest priority first, until the others have room.
func drop(columns []Column, widths []int, width int, may func(Column) bool) {
	for total(widths) > width {
		found := -1
		for i, c := range columns {
			if widths[i] > 0 && c.Priority > 0 && may(c) && (found < 0 || c.Priority >= columns[found].Priority) {
				found = i
			}
		}
		if found < 0 {
			return
		}
		widths[found] = 0
	}
}

// shrink takes cells from the rightmost columns when even those that must stay are too wide.
func shrink(widths []int, width int) {
	for i := len(widths) - 1; i >= 0 && total(widths) > width; i-- {
		over := total(widths) - width
		switch {
		case widths[i] > over:
			widths[i] -= over
		case i > 0:
			widths[i] = 0
		default:
			widths[i] = max(1, width)
		}
	}
}

// share hands out what is left over by weight, again and again until no column takes more.
func share(columns []Column, widths []int, left int) {
	for left > 0 {
		weights, last := 0, -1
		for i, c := range columns {
			if room(c, widths[i]) > 0 {
				weights, last = weights+c.Weight, i
			}
		}
		if last < 0 {
			return
		}
		start := left
		for i, c := range columns {
			n := min(room(c, widths[i]), max(1, start*c.Weight/weights), left)
			widths[i] += n
			left -= n
		}
	}
}

// room is how many more cells a column takes.
func room(c Column, width int) int {
	switch {
	case width == 0 || c.Weight == 0:
		return 0
	case c.Max == 0:
		return 1 << 20
	}
	return max(0, c.Max-width)
}
