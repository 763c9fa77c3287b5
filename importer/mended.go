package importer

import (
	"fmt"
	"slices"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// Mend is what a note proposes to put right. Nothing is mended until somebody takes it.
type Mend struct {
	Damage edit.Damage `json:"damage"`
	Column string      `json:"column"`         // the cell's header; empty: the whole row is left out
	Value  string      `json:"value"`          // what the cell should say
	Swap   string      `json:"swap,omitempty"` // the header of the column that it trades places with
}

// Words say what is proposed, in a part of a sentence.
func (m *Mend) Words() string {
	switch {
	case m.Swap != "":
		return text.Visible(m.Column + " and " + m.Swap + " change places")
	case m.Column == "":
		return "the row is left out"
	}
	return text.Visible(m.Column) + " becomes " + quoted(m.Value)
}

// Mended is a cell that says something else than the file. Without a column it is the row, which is left out.
type Mended struct {
	Column   string // its header
	Old, New string

	raw  string // the cell as it lay in the file
	kind sheet.CellKind
}

// Words say what was mended, in a part of a sentence.
func (m *Mended) Words() string {
	if m.Column == "" {
		return "the row is left out by a mend"
	}
	old := "(empty)"
	if m.Old != "" {
		old = quoted(m.Old)
	}
	return fmt.Sprintf("%s is mended: the file says %s", text.Visible(m.Column), old)
}

// repeats reports whether the row was left out by a mend.
func (r *Row) repeats() bool {
	for i := range r.Mends {
		if r.Mends[i].Column == "" {
			return true
		}
	}
	return false
}

// mendNotes tell the history what was mended: the rows that are kept with an import show the mended values.
func (r *Row) mendNotes() []Note {
	notes := make([]Note, len(r.Mends))
	for i := range r.Mends {
		m := &r.Mends[i]
		notes[i] = Note{
			Rule: "R-08", Severity: store.SeverityInfo, Line: r.Line, Column: text.Visible(m.Column), Value: m.New, Message: m.Words(),
		}
	}
	return notes
}

// told is all that the history is told of a row.
func (r *Row) told() []Note { return slices.Concat(r.Notes, r.mendNotes(), r.decisionNotes()) }

// Mended counts the cells and rows that were mended, and the columns that trade places.
func (p *Plan) Mended() int {
	n := len(p.trades)
	for i := range p.Rows {
		n += len(p.Rows[i].Mends)
	}
	return n
}

// MendedRows counts the rows in which something was mended.
func (p *Plan) MendedRows() (n int) {
	for i := range p.Rows {
		if len(p.Rows[i].Mends) > 0 {
			n++
		}
	}
	return n
}

// mendsSaved counts the mends of what is saved.
func (p *Plan) mendsSaved() (n int) {
	rows := 0
	for i := range p.Rows {
		if p.Rows[i].accepted() {
			rows++
			n += len(p.Rows[i].Mends)
		}
	}
	if rows > 0 {
		n += len(p.trades)
	}
	return n
}

// mendedWords tell after a sentence how much of what is saved was mended; nothing where nothing was.
func (p *Plan) mendedWords(before string) string {
	switch n := p.mendsSaved(); {
	case n == 0:
		return ""
	case before == " ":
		return before + counted(n, "mend is part of it.", "mends are part of it.")
	default:
		return before + counted(n, "mend", "mends")
	}
}
