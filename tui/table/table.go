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
	rows           // what is shown, and in which order
	cursor  int    // place in what is shown
	top     int    // first place in sight
	height  int    // rows in sight at the last View
	leaps   bool   // what is in sight moves by half a page when the cursor leaves it
	chosen  before // where the cursor was when a filter or a refresh moved it off the row it was put on
	moved   bool   // it was put there since
	marks   marks
	hidden  int // marks of rows that the filter hides
	sorted  int // the column that has the arrow, -1 for none
	down    bool
	empty   string
}

// rows are the rows of a source in the order in which they are shown.
type rows struct {
	source Source
	order  []int32 // the source's rows in another order than its own; nil is its own
	keep   func(i int) bool
	shown  []int32 // rows of the source that pass the filter; nil while there is no filter
}

// New makes an empty table.
func New(th *theme.Theme, columns []Column) *Table {
	return &Table{
		columns: columns, theme: th, rows: rows{source: Rows{}}, height: 10, moved: true, sorted: -1, empty: "Nothing here.",
	}
}

// SetColumns shows other columns of the same source.
func (t *Table) SetColumns(columns []Column) { t.columns = columns }

// SetEmpty says what stands in the place of the rows when there are none.
func (t *Table) SetEmpty(words string) { t.empty = words }

// Sorted puts the arrow of the order into a column's title; -1 puts it nowhere.
func (t *Table) Sorted(column int, down bool) { t.sorted, t.down = column, down }

// Len is the number of rows that pass the filter.
func (r *rows) Len() int {
	if r.keep != nil {
		return len(r.shown)
	}
	return r.source.Len()
}

// Total is the number of rows without the filter.
func (t *Table) Total() int { return t.source.Len() }

// row is the source's row at a place.
func (r *rows) row(place int) int {
	switch {
	case r.keep != nil:
		return int(r.shown[place])
	case r.order != nil:
		return int(r.order[place])
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

// Place is the cursor's place among the rows shown, the first being 1; 0 when there are none.
func (t *Table) Place() int {
	if t.Len() == 0 {
		return 0
	}
	return t.cursor + 1
}

// Info tells where the cursor is: "12 of 600", with the number of rows that the filter hides and of marks.
func (t *Table) Info() string {
	if t.source.Len() == 0 {
		return "0 of 0"
	}
	s := strconv.Itoa(t.Place()) + " of " + strconv.Itoa(t.Len())
	if hidden := t.source.Len() - t.Len(); hidden > 0 {
		s += fmt.Sprintf(" (%d hidden)", hidden)
	}
	if t.marks.count > 0 {
		s += fmt.Sprintf(", %d marked", t.marks.count)
	}
	if t.hidden > 0 {
		s += fmt.Sprintf(", %d of them hidden", t.hidden)
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
