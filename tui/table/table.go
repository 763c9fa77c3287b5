// Package table is a list of any length that draws only the rows in sight and knows them by key, not by
// number: cursor and marks stay on their record through filters and refreshes.
package table

import (
	"fmt"
	"strconv"

	"charm.land/lipgloss/v2"

	"homeroom/tui/theme"
)

// Source is what a table shows. It is asked for a cell only when its row is in sight. A refresh hands over a
// new Source; one that has been handed over must not change.
type Source interface {
	Len() int
	Key(i int) string
	Cell(i, col int) string
}

// Painter is a Source that colours cells. Colour only repeats what the text of the cell says.
type Painter interface {
	Paint(i, col int) lipgloss.Style
}

// Table is the list: a source, what of it is shown, a cursor and marks.
type Table struct {
	columns []Column
	theme   *theme.Theme
	source  Source
	keep    func(i int) bool
	shown   []int  // rows of the source that pass the filter; nil while there is no filter
	cursor  int    // place in what is shown
	top     int    // first place in sight
	height  int    // rows in sight at the last View
	chosen  before // where the cursor was when a filter or a refresh moved it off the row it was put on
	moved   bool   // it was put there since
	marks   map[string]bool
	empty   string
}

// New makes an empty table.
func New(th *theme.Theme, columns []Column) *Table {
	return &Table{columns: columns, theme: th, source: Rows{}, marks: map[string]bool{}, height: 10, moved: true, empty: "Nothing here."}
}

// SetColumns shows other columns of the same source.
func (t *Table) SetColumns(columns []Column) { t.columns = columns }

// SetEmpty says what stands in the place of the rows when there are none.
func (t *Table) SetEmpty(words string) { t.empty = words }

// Len is the number of rows that pass the filter.
func (t *Table) Len() int {
	if t.keep != nil {
		return len(t.shown)
	}
	return t.source.Len()
}

// Total is the number of rows without the filter.
func (t *Table) Total() int { return t.source.Len() }

// row is the source's row at a place.
func (t *Table) row(place int) int {
	if t.keep != nil {
		return t.shown[place]
	}
	return place
}

// Index is the source's row under the cursor; ok is false when there are no rows.
func (t *Table) Index() (i int, ok bool) {
	if t.Len() == 0 {
		return 0, false
	}
	return t.row(t.cursor), true
}

// Key is the key under the cursor, empty when there are no rows.
func (t *Table) Key() string {
	if i, ok := t.Index(); ok {
		return t.source.Key(i)
	}
	return ""
}

// Info tells where the cursor is: "12 of 600", with the number of marks and of rows that the filter hides.
func (t *Table) Info() string {
	if t.source.Len() == 0 {
		return "0 of 0"
	}
	at := 0
	if t.Len() > 0 {
		at = t.cursor + 1
	}
	s := strconv.Itoa(at) + " of " + strconv.Itoa(t.Len())
	if hidden := t.source.Len() - t.Len(); hidden > 0 {
		s += fmt.Sprintf(" (%d hidden)", hidden)
	}
	if len(t.marks) > 0 {
		s += fmt.Sprintf(", %d marked", len(t.marks))
	}
	return s
}

// Rows is a Source of rows that are there already. Keys[i] is the key of Cells[i].
type Rows struct {
	Keys  []string
	Cells [][]string
}

// Len is the number of rows.
func (r Rows) Len() int { return len(r.Keys) }

// Key is the key of row i.
func (r Rows) Key(i int) string { return r.Keys[i] }

// Cell is the text of a cell; a row may be shorter than the columns.
func (r Rows) Cell(i, col int) string {
	if i < len(r.Cells) && col < len(r.Cells[i]) {
		return r.Cells[i][col]
	}
	return ""
}
