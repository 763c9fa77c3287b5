// Package importer compares a file with the records: every row gets one status, its notes and the changes it
// would make. Nothing is written before Save.
package importer

import (
	"sort"
	"sync"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// Request is a file and what the operator means to do with it.
type Request struct {
	Name     string // the file's name
	Data     []byte
	Template string         // empty: guessed from the header
	Mode     template.Mode  // empty: proposed from the content
	Site     string         // site code; empty: the one that the file can only be about
	Solution store.Solution // set when the import begins a new site
	Sheet    string         // of a workbook; empty: the first that is shown
	Operator string
	Options  template.Options // of the template that was chosen; those that differ from its defaults once it is known
	// How the file is read, where that was chosen by hand; empty, or 0: decided by the content, as the Table tells.
	Encoding, Delimiter string
	HeaderLine          int
	// Mapping is what was said by hand of the file's columns. Nil: a mapping that was kept for these headers is taken; empty:
	// none is.
	Mapping template.Hand
	Mends   []store.Mend // what was mended in a review of the file before; the bytes stay as they came
	Foresee []store.Mend // what is about to be mended: the records are read with that in view (Plan.Knows)
	// Progress is told, some ten to a hundred times, how far the comparison of a large file is; of a small one it is told
	// nothing. Nil is nobody. It is called by one goroutine at a time, which waits for it.
	Progress func(Progress)
}

// Plan is what a file would do: the same data on screen, in JSON and in Save.
type Plan struct {
	ReviewVersion int64 // of the review these decisions were kept in, 0 for none: what another window decided is not saved unseen
	Request
	Template       *template.Template
	Mode           template.Mode
	ModeProposed   bool   // the request named no mode: this one was proposed
	ModeDoubt      string // why a proposed revoke may not be meant; empty where nothing speaks against the mode
	Site           store.Site
	NewSite        bool // the import creates the site
	Table          *sheet.Table
	Mapping        *template.Mapping
	SHA256         string // hex, of the file
	Rows           []Row
	Notes          []Note // about the whole file
	UnknownColumns []string
	BlankMeans     string // what an empty cell means here
	Latest         int64  // newest history entry of the moment the records were read
	Before         string // by whom and when this was saved before, once SavedBefore has looked

	kept      []template.Kept // mappings that the file may be known by
	work      family
	untouched *Hand // of all rows to which nobody has put a hand
	columns   columns
	records   *store.Records
	watch     *watch             // while Preview compares; nil afterwards
	rules     rules              // of the mode, where the template has modes
	serials   *finder            // the file's serial numbers
	active    []int32            // rows whose changes could be saved
	groups    map[string][]int32 // folded User ID → active rows of that person
	counts    map[Status]int
	clashes   int                    // rows refused by R-02
	far       *far                   // nil until it is asked for, and when it has to be worked out anew
	saved     int64                  // the act that saved the plan, 0 before
	byKey     map[store.Field]*names // rows of tables by what stands in a column, for About; nil after a mend

	mu      sync.Mutex         // guards doubts while the rows are looked at
	doubts  doubts             // about the rows, while they are judged
	meant   map[string][]int32 // by serial number on record: rows that seem to mean it
	trades  []store.Mend       // columns that trade places
	unfit   []store.Mend       // of those asked for: the file has no such cell
	decided map[int]decision   // by line
	turned  map[int]turn       // by line: rows that came out otherwise than they were shown
	taken   bool               // TakeShown has answered all rows,
	stirred map[int32]bool     // and these may stand otherwise since
	moved   []movedRow         // rows that are held back because a record moved since
	asked   *store.Wanted      // what the records were read for; nil where all of them were
}

// Counts are the rows by status; all seven are there, and they add up to the file's rows.
func (p *Plan) Counts() map[Status]int {
	counts := make(map[Status]int, len(Statuses))
	for _, s := range Statuses {
		counts[s] = p.counts[s]
	}
	return counts
}

// Row finds a row by its line in the file; nil if there is none.
func (p *Plan) Row(line int) *Row {
	if i, ok := p.rowAt(line); ok {
		return &p.Rows[i]
	}
	return nil
}

func (p *Plan) rowAt(line int) (int, bool) {
	i := sort.Search(len(p.Rows), func(i int) bool { return p.Rows[i].Line >= line })
	return i, i < len(p.Rows) && p.Rows[i].Line == line
}

// Cells are a row's cells as they were read, in the layout's order, those of its own table alone; nil if the file has no such
// line.
func (p *Plan) Cells(line int) []Cell {
	i, ok := p.rowAt(line)
	if !ok {
		return nil
	}
	var cells []Cell
	for c := range p.columns {
		if col := &p.columns[c]; col.at >= 0 && col.part == p.Table.Records[i].Part() {
			value := p.columns.cell(&p.Table.Records[i], c)
			if col.field == store.FieldSerial {
				value = store.CleanSerial(value)
			}
			cells = append(cells, Cell{col.field, col.header, value})
		}
	}
	return cells
}

// BothWays reports whether a vendor's list is held against the records, and not only brought in.
func (p *Plan) BothWays() bool { return p.Mode == template.ModeReconcile }

// Accepted counts the rows that Save would write.
func (p *Plan) Accepted() int { return p.count(store.VerdictAccept) }

// Undecided counts the rows that somebody put off.
func (p *Plan) Undecided() int { return p.count(store.VerdictLater) }

func (p *Plan) count(v store.Verdict) (n int) {
	for i := range p.Rows {
		if p.Rows[i].Verdict == v {
			n++
		}
	}
	return n
}

// Changes are what the accepted rows do, in order; the site comes first where the import creates it.
func (p *Plan) Changes() []store.Change {
	var changes []store.Change
	for _, i := range p.active {
		if row := &p.Rows[i]; row.accepted() {
			changes = append(changes, row.Does()...)
		}
	}
	if p.NewSite && len(changes) > 0 {
		site := store.Change{Record: store.KindSite, Key: p.Site.Code, Fields: store.SiteFields(p.Site)}
		changes = append([]store.Change{site}, changes...)
	}
	return changes
}

// remedy is the first remedy that the row's notes name.
func (r *Row) remedy() string {
	for i := range r.Notes {
		if r.Notes[i].Remedy != "" {
			return r.Notes[i].Remedy
		}
	}
	return ""
}
