package bulk

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"homeroom/importer/sheet"
	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// sample is a few rows of a table as they are read now, so that a wrong reading is seen before anything else.
type sample struct {
	table  *sheet.Table
	header []string
	rows   []int // of the records
	from   int   // the first column
	wide   []int // cells of each column, 0 where there is nothing to show
}

// sampleOf takes the first rows that are not blank; to judge an encoding the first ones with letters beyond ASCII, and
// columns from where those stand if they would not be in sight. Of several tables it shows the first that has a row.
func sampleOf(t *sheet.Table, beyond bool, width, rows int) sample {
	s := sample{table: t, header: t.Header}
	if len(t.Parts) > 0 {
		part := t.Records[0].Part()
		t, s.header = &sheet.Table{Records: ofPart(t.Records, part)}, t.Parts[part].Header
	}
	telling := -1
	if beyond {
		s.rows, telling = tellingRows(t, rows)
	}
	for i := 0; i < len(t.Records) && len(s.rows) < rows; i++ {
		if strings.Join(t.Records[i].Cells, "") != "" && !slices.Contains(s.rows, i) {
			s.rows = append(s.rows, i)
		}
	}
	slices.Sort(s.rows)
	s.measure()
	used := lineWidth
	for col := 0; col <= telling && col < len(s.wide); col++ {
		used += s.wide[col] + 2
	}
	if used > width {
		s.from = telling
	}
	return s
}

// ofPart are the rows of the first table, which stand before those of the others.
func ofPart(records []sheet.Record, part int) []sheet.Record {
	if end := slices.IndexFunc(records, func(r sheet.Record) bool { return r.Part() != part }); end >= 0 {
		return records[:end]
	}
	return records
}

const (
	lineWidth = 6  // cells of the line's number, with the blank before it
	cellWidth = 18 // cells that a column has at most
)

// tellingRows are the first rows that hold letters beyond ASCII, and the first column of those; -1 when there are none.
func tellingRows(t *sheet.Table, rows int) (list []int, column int) {
	column = -1
	for i := range t.Records {
		for col, cell := range t.Records[i].Cells {
			if !beyondASCII(cell) {
				continue
			}
			if column < 0 || col < column {
				column = col
			}
			list = append(list, i)
			break
		}
		if len(list) == rows {
			break
		}
	}
	return list, column
}

func beyondASCII(cell string) bool {
	for i := range len(cell) {
		if cell[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

func (s *sample) measure() {
	s.wide = make([]int, len(s.header))
	for col, name := range s.header {
		wide := 0
		for _, i := range s.rows {
			wide = max(wide, screen.Width(text.Visible(s.table.Records[i].Cells[col])))
		}
		if wide > 0 || name != "" {
			s.wide[col] = min(cellWidth, max(wide, screen.Width(text.Visible(name))))
		}
	}
}

// lines are the header and the rows.
func (s *sample) lines(th *theme.Theme, width int) []string {
	lines := []string{th.Dim.Render(screen.Clip(s.line("line", s.header), width))}
	for _, i := range s.rows {
		rec := &s.table.Records[i]
		_, within := sheet.PartLine(rec.Line)
		lines = append(lines, screen.Clip(s.line(strconv.Itoa(within), rec.Cells), width))
	}
	return lines
}

func (s *sample) line(number string, cells []string) string {
	var b strings.Builder
	b.WriteString(screen.FitRight(number, lineWidth))
	for col := s.from; col < len(s.wide); col++ {
		if s.wide[col] > 0 {
			b.WriteString("  " + screen.Fit(cells[col], s.wide[col]))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// sample shows the first rows as they are read now, while the cursor is on a line of how they are.
func (u *understood) sample(width int) []string {
	o, th := u.options()[u.at], u.env.Theme
	if !o.reads || len(u.file.table.Records) == 0 || u.err != nil && u.small {
		return nil
	}
	rows := 3
	if u.small {
		rows = 1
	}
	s := sampleOf(u.file.table, o.name == "Encoding", width, rows)
	lines := s.lines(th, width)
	if u.small {
		return lines
	}
	return append([]string{th.Border.Render(rule(width))}, lines...)
}

// readingLines draw a decision: what is in force and why, in full under the cursor.
func (u *understood) readingLines(o *option, here bool, width int) []string {
	th := u.env.Theme
	sign, value := "  ", or(o.label(), "")
	if here {
		sign = th.Accent.Render("›") + " "
		if _, ok := o.step(1); ok {
			value = th.Accent.Render("‹ ") + value + th.Accent.Render(" ›")
		}
	}
	line, why := sign+screen.Fit(o.name, label-2)+value, o.why
	if here {
		why = o.whence + why
	}
	if u.asked != 0 {
		why = "…" // it is about the value before
	}
	room := width - screen.Width(line) - 2
	switch {
	case room >= screen.Width(why) || !here && room >= leastWhy:
		return []string{line + "  " + th.Dim.Render(screen.Clip(or(why, ""), room))}
	case !here:
		return []string{line}
	}
	lines := []string{line}
	if u.small {
		return append(lines, th.Dim.Render(screen.Clip(strings.Repeat(" ", label)+or(o.why, ""), width)))
	}
	for _, l := range wrap(strings.Repeat(" ", label), why, width) {
		lines = append(lines, th.Dim.Render(l))
	}
	return lines
}

// leastWhy is how many cells of a reason are worth showing beside a value.
const leastWhy = 20
