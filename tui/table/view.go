package table

import (
	"strings"

	"homeroom/tui/screen"
)

// Two cells at the left of every row: the cursor and the mark. Moving the cursor then changes two cells on the
// wire, not two rows.
const (
	cursorSign = "›"
	markSign   = "*"
	signs      = 2
)

// View draws the titles and as many rows as fit: height lines of at most width cells. It remembers the height,
// which the page keys need.
func (t *Table) View(width, height int) string {
	if height <= 0 || width <= 0 {
		return ""
	}
	t.height = max(1, height-1)
	t.reveal()
	widths := layout(staying(t.columns, t.sorted, width-signs), width-signs)
	lines := make([]string, 0, height)
	lines = append(lines, screen.Clip(t.titles(widths), width))
	if t.Len() == 0 {
		lines = append(lines, t.blank(width)...)
	}
	for place := t.top; place < min(t.Len(), t.top+height-1); place++ {
		lines = append(lines, screen.Clip(t.line(place, widths), width))
	}
	if len(lines) > height {
		lines = lines[:height]
	}
	return strings.Join(lines, "\n")
}

// Line is the line of the last View on which the cursor's row stands, 0 being the titles.
func (t *Table) Line() int { return t.cursor - t.top + 1 }

func (t *Table) titles(widths []int) string {
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", signs))
	t.cells(&b, widths, func(col, width int) string {
		return t.theme.Header.Render(fit(t.title(col, width), width, t.columns[col].Right))
	})
	return b.String()
}

// title is a column's title for a width, with the arrow of the order, which is never cut.
func (t *Table) title(col, width int) string {
	c, arrow := t.columns[col], ""
	if col == t.sorted {
		arrow = " " + Arrow(t.down)
	}
	title := c.Title
	if c.Short != "" && screen.Width(title+arrow) > width {
		title = c.Short
	}
	return screen.Clip(title, width-screen.Width(arrow)) + arrow
}

// Arrow points the way the values go down the screen: ↑ the least first, ↓ the greatest first.
func Arrow(down bool) string {
	if down {
		return "↓"
	}
	return "↑"
}

func (t *Table) line(place int, widths []int) string {
	var b strings.Builder
	i := t.row(place)
	b.WriteString(t.sign(place == t.cursor, cursorSign))
	b.WriteString(t.sign(t.marks.has(i), markSign))
	painter, painted := t.source.(Painter)
	t.cells(&b, widths, func(col, width int) string {
		cell := fit(t.source.Cell(i, col), width, t.columns[col].Right)
		if painted {
			return painter.Paint(i, col).Render(cell)
		}
		return cell
	})
	return b.String()
}

// cells writes the columns that have room, with the gap between them.
func (t *Table) cells(b *strings.Builder, widths []int, cell func(col, width int) string) {
	first := true
	for col, width := range widths {
		if width == 0 {
			continue
		}
		if !first {
			b.WriteString(strings.Repeat(" ", gap))
		}
		first = false
		b.WriteString(cell(col, width))
	}
}

func (t *Table) sign(on bool, sign string) string {
	if on {
		return t.theme.Accent.Render(sign)
	}
	return " "
}

// blank says why there are no rows.
func (t *Table) blank(width int) []string {
	words := t.empty
	if t.source.Len() > 0 {
		words = "No row passes the filter."
	}
	lines := []string{""}
	for _, l := range screen.Wrap(words, width-signs) {
		lines = append(lines, strings.Repeat(" ", signs)+t.theme.Dim.Render(l))
	}
	return lines
}

func fit(value string, width int, right bool) string {
	if right {
		return screen.FitRight(value, width)
	}
	return screen.Fit(value, width)
}
