// Package browse is a list of records: a windowed table with a live filter, and beside it, where there is room,
// what is known of the record under the cursor. Devices and Users differ only in the Kind they hand over.
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
	// Match tells which rows a query lets through.
	Match(q store.Query) func(i int) bool
}

// Kind is what makes one list differ from another.
type Kind struct {
	Title   string // "Devices"
	One     string // "Device"
	Record  store.Kind
	Link    string // what o goes to from a record: "user"
	Copies  string // what y copies, in words: "serial number"
	Columns []table.Column
	// Load reads all rows.
	Load func(ctx context.Context) (Rows, error)
	// Detail reads what is known of one record and returns how to draw it.
	Detail func(ctx context.Context, key string, zone *time.Location) (page.Build, error)
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
	filter  *form.Field
	typing  bool
	query   string // the filter as it was kept last: what shows while the one being typed is not understood
	problem string // what of the filter was not understood
	width   int    // of the terminal: the detail is read only when there is room for it
	asked   int    // number of the newest request; answers to older ones are ignored
}

// New makes the list, filtered by query where it is not empty.
func New(env screen.Env, kind Kind, query string) *List {
	l := &List{
		env: env, kind: kind, table: table.New(env.Theme, kind.Columns),
		filter: form.New(env.Theme, "/"),
	}
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

// Typing reports whether the keyboard belongs to the filter.
func (l *List) Typing() bool { return l.typing }

// Undecided is 0: a list leaves nothing open.
func (l *List) Undecided() int { return 0 }
