package importer

import (
	"homeroom/store"
	"homeroom/store/text"
)

// Status is what becomes of a row: every row has exactly one.
type Status string

// The statuses, as spelled in JSON.
const (
	StatusAdd     Status = "add"      // it brings in a person or a device that was not on record before this file
	StatusChange  Status = "change"   // it only alters records that were
	StatusRevoke  Status = "revoke"   // it takes an association away
	StatusSame    Status = "same"     // already so
	StatusLeftOut Status = "left_out" // it is not meant to be imported
	// StatusHeldBack waits for a decision by hand, or cannot be had at all.
	StatusHeldBack Status = "held_back"
	StatusError    Status = "error"
)

// Statuses are all of them, in the order in which they are counted and shown.
var Statuses = [...]Status{
	StatusAdd, StatusChange, StatusRevoke, StatusSame, StatusLeftOut, StatusHeldBack, StatusError,
}

// Note is what a rule says about a row or the whole file. A warning or info does not change a status.
type Note struct {
	Rule     string         `json:"rule"`
	Severity store.Severity `json:"severity"`
	Line     int            `json:"line,omitempty"` // 0 for the whole file
	Column   string         `json:"column"`         // header as in the file
	Value    string         `json:"value"`          // as in the file
	Message  string         `json:"message"`
	Remedy   string         `json:"remedy"`
	Mend     *Mend          `json:"mend,omitempty"` // what would make it good; nil where that cannot be told

	turned bool // tells that the row stands otherwise than it was shown
}

// Row is what one row of the file would do.
type Row struct {
	Line       int
	Status     Status
	UserID     string
	Notes      []Note
	Verdict    store.Verdict // "" where there is nothing to decide
	Includable bool          // held back, but may be included by hand
	OnlyHere   bool          // no row of the file: a record that it does not name, in the mode reconcile

	stray    bool  // its serial number and asset tag stand in each other's column
	own      int32 // how many of Notes are about the row itself; those after depend on the decisions
	*Hand          // of a row of a plan never nil: Plan.row makes it
	*Planned       // nor is this
}

// Planned is what is kept of a row of a file of one table. The rows of one of several, of which there may be very many, are
// about no device, and what they do is worked out when it is asked for (Row.Does): they share an empty one.
type Planned struct {
	Serial   string // cleaned
	AssetTag string
	Changes  []store.Change // as planned
}

// Hand is what a row was given by hand. Few rows have any: the others of a plan share an empty one, and nobody writes into
// that (Row.hand).
type Hand struct {
	Reason    string   // why it was decided so, where somebody said it
	DecidedBy string   // who decided; empty where nobody did by hand
	Turned    string   // how it stood when it was shown before, in words; empty when it stands as it was
	Mends     []Mended // what somebody had put in the place of the file's values, in the order in which it was done

	does func(*Row) []store.Change // works out what a row would do; nil where Row.Changes says it
}

// Does is what the row would do if it is accepted, given the decisions on the others.
func (r *Row) Does() []store.Change {
	if r.Hand == nil || r.does == nil {
		return r.Changes
	}
	return r.does(r)
}

// hand writes what is given by hand, and leaves what is shared as it is.
func (r *Row) hand(write func(*Hand)) {
	own := *r.Hand
	write(&own)
	r.Hand = &own
}

// decided takes over what holds for a row.
func (r *Row) decided(d decision) {
	if r.Verdict = d.verdict; d.reason != r.Reason || d.by != r.DecidedBy {
		r.hand(func(h *Hand) { h.Reason, h.DecidedBy = d.reason, d.by })
	}
}

// lay makes a row of every record of the file, of which nothing is known yet.
func (p *Plan) lay() {
	p.untouched = &Hand{}
	if f, several := p.work.(*hierarchy); several {
		p.untouched.does = f.does
	}
	p.Rows = make([]Row, len(p.Table.Records))
	planned := make([]Planned, 1)
	if p.Template.Parts == nil {
		planned = make([]Planned, len(p.Rows))
	}
	for i := range p.Rows {
		p.Rows[i].Hand, p.Rows[i].Planned = p.untouched, &planned[min(i, len(planned)-1)]
	}
}

// row is a row of which nothing is known but its mends.
func (p *Plan) row(mends []Mended) Row {
	if len(mends) == 0 {
		return Row{Hand: p.untouched, Planned: &Planned{}}
	}
	return Row{Hand: &Hand{Mends: mends, does: p.untouched.does}, Planned: &Planned{}}
}

// OnlyHereLine is the line from which records are counted that the file does not name: the line of such a row is this, and
// the number under which the record lies in its table. So a review finds the same row again, whatever came on record.
const OnlyHereLine = store.OnlyHereLine

// onlyHerePart is the part in which they stand, where lines are told (Plan.Place).
const onlyHerePart = "only here"

// decidable reports whether somebody may decide about the row.
func (r *Row) decidable() bool { return r.Verdict != "" }

// accepted reports whether saving writes the row's changes.
func (r *Row) accepted() bool { return r.Verdict == store.VerdictAccept }

// active reports whether the row has effects that could be saved.
func (r *Row) active() bool { return r.decidable() && (r.Status != StatusHeldBack || r.Includable) }

// Cell is one cell of a row as it was read.
type Cell struct {
	Field  store.Field
	Header string
	Value  string
}

// quoted is a value as it stands in a sentence: with nothing in it that a terminal would act on.
func quoted(value string) string { return "“" + text.Visible(value) + "”" }
