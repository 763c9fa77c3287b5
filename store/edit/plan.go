// Package edit plans what a person does to the records by hand: a form, an everyday act, or a row of an edit of many
// records. It reads a picture of the records and answers changes as data; nothing is written here.
//
// The rules that domain.md numbers are cited by their number. Where it is silent the rule is ours (D), and its finding
// cites none.
package edit

import (
	"homeroom/store"
	"homeroom/store/text"
)

// Value is what a field is to become. Clear empties it; otherwise Text is what was typed. A Value that is blank and
// does not clear leaves the field as it is: blank and clear are two things.
type Value struct {
	Field store.Field
	Text  string
	Clear bool
	Exact bool // Text is written as it stands: a single space is one
}

// Finding is what a rule says about a field of a plan, or about the whole where Field is empty.
type Finding struct {
	Field store.Field
	store.Finding
}

// Plan is what an edit would do: one act, saved whole or not at all. It has no changes where the records say so
// already, and where a finding is an error.
type Plan struct {
	Title    string // one line for the history; ids, no names
	Changes  []store.Change
	Findings []Finding
}

// Failed reports whether a finding is an error: then the plan may not be saved.
func (p *Plan) Failed() bool {
	for i := range p.Findings {
		if p.Findings[i].Severity == store.SeverityError {
			return true
		}
	}
	return false
}

// Act is the act that saves the plan's changes.
func (p *Plan) Act(operator string) store.Act {
	return store.Act{Operator: operator, Kind: store.ActEdit, Title: p.Title}
}

// decided stands in the place of a rule's number where the rule is ours: it has none that could be cited.
const decided = ""

func note(field store.Field, rule string, severity store.Severity, message, remedy string) Finding {
	return Finding{field, store.Finding{
		Rule: rule, Severity: severity, Message: text.Visible(message), Remedy: text.Visible(remedy),
	}}
}

// New plans a device or a user that is not on record yet. It goes to the only site on record where none is given (D).
func New(r *store.Records, kind store.Kind, values []Value) Plan { return On(r).New(kind, values) }

// Set plans new values for the device or user with this key: a serial number, or a User ID in any letter case.
func Set(r *store.Records, kind store.Kind, key string, values []Value) Plan {
	return On(r).Set(kind, key, values)
}

// Assign plans that the person gets the device. It fails where the person holds a device at another site
//
func Assign(r *store.Records, serial, userID string) Plan { return On(r).Assign(serial, userID) }

// Clear plans that the device is taken back: it keeps its place and gets the placeholder, and the user record stays
//
func Clear(r *store.Records, serial string) Plan { return On(r).Clear(serial) }

// Release plans that the device is taken from whoever has it and its Username stays empty: as a step on the way of a
// person who leaves, before the placeholder is written.
func Release(r *store.Records, serial string) Plan { return On(r).Release(serial) }

// Leave plans that the person is taken out of every assignment scope.
func Leave(r *store.Records, userID string) Plan { return On(r).Leave(userID) }

// Swap plans that two devices exchange who holds them.
func Swap(r *store.Records, serialA, serialB string) Plan { return On(r).Swap(serialA, serialB) }

// Depart plans that the person is marked as leaving, or is not any more.
func Depart(r *store.Records, userID string, departing bool) Plan {
	return On(r).Depart(userID, departing)
}

// Position plans the person's position; the empty one clears it, which revokes the apps.
func Position(r *store.Records, userID, position string) Plan {
	return On(r).Position(userID, position)
}
