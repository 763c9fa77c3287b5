// Package browse is a list of records: a windowed table with a live filter, an order and views, and beside it, where
// there is room, what is known of the record under the cursor. From both, one key does an everyday act. Devices and
// Users differ only in the Kind they hand over.
package browse

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// Rows are the records of a list, as read at one moment.
type Rows interface {
	table.Source
	// Match tells which rows a query lets through; its dates are measured from now. Every goroutine that asks needs one
	// of its own.
	Match(q store.Query, now time.Time) func(i int) bool
	// Rank is what a row is ordered by in a column.
	Rank(i, col int) Rank
	// Other is what o goes to from a row; without a Name it points at no other record.
	Other(i int) screen.OpenMsg
	// Refuse says why an act makes no sense for a row, "" when it does.
	Refuse(act screen.Act, i int) string
}

// Column is one column of the list.
type Column struct {
	table.Column
	Key   string // its letter in the menu of orders
	Exact bool   // identifiers: ordered letter by letter, not as words and numbers are
	Down  bool   // numbers and dates: the greatest first
}

// Kind is what makes one list differ from another.
type Kind struct {
	Title   string // "Devices"
	One     string // "Device"
	Record  store.Kind
	Link    string // what o goes to from a record: "user"
	Copies  string // what y copies, in words: "serial number"
	Columns []Column
	Order   int // the column in whose order rows are loaded
	// Load reads all rows.
	Load func(ctx context.Context, zone *time.Location) (Rows, error)
	// Detail reads what is known of one record.
	Detail func(ctx context.Context, key string, zone *time.Location) (Detail, error)
}

// Detail is what is known of one record.
type Detail struct {
	Key    string // as on record
	Build  page.Build
	Other  screen.OpenMsg              // what o goes to; without a Name it points at no other record
	Undo   string                      // what u takes back, as the place "undo" names it; "" when nothing was saved
	Refuse func(act screen.Act) string // why an act makes no sense, "" when it does
}

// wide is the width from which the detail pane stands beside the list.
const wide = 110

// List is the screen.
type List struct {
	env     screen.Env
	kind    Kind
	table   *table.Table
	rows    Rows
	pane    pane
	wanted  string // key of the record that the pane was asked for
	alone   bool   // the list has the whole width, as its user wants it
	filter  *form.Field
	typing  bool
	opened  string     // the filter that the list was opened with: esc goes back from it
	query   string     // the filter as it was kept last: what shows while the one being typed is not understood
	problem string     // what of the filter was not understood
	moment  time.Time  // from which the dates of the filter are measured
	by      by         // the order that is wanted
	shown   by         // and the one that is shown
	over    overlay    // a menu or a question, which takes the keys
	width   int        // of the terminal: the detail is read only when there is room for it
	asked   int        // number of the newest reading; answers to older ones are ignored
	read    int        // number of the reading that is shown
	busy    bool       // records are being read
	again   bool       // and have changed since
	pressed int        // number of the newest key
	drawn   bool       // the list was drawn since it asked to know
	began   table.Here // where the cursor was when the filter took the keyboard
	landing string     // the record to be on, also after the next reading, until a key is pressed
	hidden  string     // that the filter hides the record to go to
}

// New makes the list, filtered by query where it is not empty.
func New(env screen.Env, kind Kind, query string) *List {
	columns := make([]table.Column, len(kind.Columns))
	for i, c := range kind.Columns {
		columns[i] = c.Column
	}
	l := &List{
		env: env, kind: kind, table: table.New(env.Theme, columns), filter: form.New(env.Theme, "/"),
		opened: query, by: by{kind.Order, false}, shown: by{kind.Order, false},
	}
	l.table.Sorted(l.by.column, l.by.down)
	l.table.SetEmpty("Reading the records …")
	l.filter.SetValue(query)
	l.apply()
	l.keep()
	return l
}

// Title is the screen's name, with the query where one is in force.
func (l *List) Title() string {
	q := l.filter.Value()
	if l.problem != "" {
		q = l.query
	}
	if q == "" {
		return l.kind.Title
	}
	return l.kind.Title + " /" + q
}

// Typing reports whether the keyboard belongs to the filter, a menu or a question.
func (l *List) Typing() bool { return l.typing || l.over != nil }

// Undecided is 0: a list leaves nothing open.
func (l *List) Undecided() int { return 0 }
