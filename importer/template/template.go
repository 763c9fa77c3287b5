// Package template knows the layouts of bulk files, the vendors' and our own: which header is which field, what a
// blank cell means, and how a file of that layout is written.
package template

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// Mode is what an operator means to do with a file whose layout serves several jobs.
type Mode string

// The modes of the state programme's template.
const (
	ModeInventory Mode = "inventory"
	ModeAssign    Mode = "assign"
	ModeRevoke    Mode = "revoke"
)

// The modes of files of people and classes.
const (
	ModeSync    Mode = "sync" // adds what is new and changes what is there
	ModeAddOnly Mode = "add"  // adds what is new, and never edits what is there
)

// The modes of a vendor's file of one table.
const (
	ModeUpdate    Mode = "update"    // brings the file in
	ModeReconcile Mode = "reconcile" // holds a vendor's list against the records, both ways; files of several tables have it, too
)

// updates are the modes of a file that is only brought in, and compares those of one that the vendor writes as well.
func updates() []Mode  { return []Mode{ModeUpdate} }
func compares() []Mode { return []Mode{ModeUpdate, ModeReconcile} }

// The words for R-84 of a list that is held against the records.
const (
	theirsBlank = "an empty cell of theirs is shown where ours says something, and is never taken"
	comesFrom   = "; who is only there comes on record, who is only here can be marked departing"
	staysHere   = "; what is only there comes on record, what is only here stays as it is"
)

// onlyHere says what becomes of records that a vendor's list has not.
func onlyHere(kind store.Kind) string {
	if kind == store.KindUser {
		return comesFrom
	}
	return staysHere
}

// FieldDelete is the column that asks for a row's association to be taken away. It is no field of a
// record.
const FieldDelete store.Field = "delete"

// Column is one column of a layout.
type Column struct {
	Field      store.Field
	Header     string
	Aliases    []string // other spellings; letter case, spaces and _ - . do not count anyway
	Place      int      // 1-based place it is found at when no header names it; 0 for none
	Identifier bool     // a spreadsheet that reads it as a number or date damages it
	Required   bool
	vendors
}

// Clear is what a cell holds, exactly so, to empty its field where an empty cell means unchanged.
const Clear = "CLEAR!"

// Template is one layout as data.
type Template struct {
	Name    string // as typed on the command line
	Title   string
	Note    string // where the layout comes from
	Columns []Column
	Modes   []Mode
	Blank   map[Mode]string // what an empty cell means
	Options []Option        // what an import leaves to the operator
	// Edits is set for the family of layouts in which every row is a record of this kind, named by the first column,
	// and the other columns are what its fields become: an empty cell leaves a field, Clear empties it.
	Edits store.Kind
	family
	// Own marks the sheets that Homeroom makes itself when many records are edited at once. They are no vendor's, and
	// guessed only for a header that is wholly theirs.
	Own bool
}

// All lists the vendors' layouts.
func All() []*Template {
	return []*Template{
		MLTI(),
		MUTComputers(), MUTMobileDevices(), MUTUsers(), JamfPreload(),
		ManageEngineAssign(), ManageEngineUnassign(),
		MaaS360Users(), MaaS360Enrollments(),
		Mosyle(), ASM(),
	}
}

// known are all layouts that a file can be read by.
func known() []*Template { return append(All(), DeviceEdit(), UserEdit()) }

// EditOf is the layout in which many records of a kind are edited at once; nil for a kind that has none.
func EditOf(kind store.Kind) *Template {
	for _, t := range known() {
		if t.Own && t.Edits == kind {
			return t
		}
	}
	return nil
}

// ByName finds a layout. A name that is not one is CodeInvalid and lists those that are.
func ByName(name string) (*Template, error) {
	var names []string
	for _, t := range known() {
		if strings.EqualFold(t.Name, name) {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return nil, &store.Error{
		Code:    store.CodeInvalid,
		Message: "there is no template “" + text.Visible(name) + "”",
		Remedy:  "use one of: " + strings.Join(names, ", "),
	}
}

// Column is the layout's column of a field.
func (t *Template) Column(f store.Field) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Field == f })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// Allows returns nil when the layout has the mode, and otherwise CodeInvalid with those it has.
func (t *Template) Allows(m Mode) error {
	switch {
	case slices.Contains(t.Modes, m):
		return nil
	case len(t.Modes) == 0:
		return &store.Error{
			Code: store.CodeInvalid, Message: "template " + t.Name + " has no modes", Remedy: "leave the mode out",
		}
	}
	words := make([]string, len(t.Modes))
	for i, known := range t.Modes {
		words[i] = string(known)
	}
	return &store.Error{
		Code:    store.CodeInvalid,
		Message: fmt.Sprintf("template %s has no mode “%s”", t.Name, text.Visible(string(m))),
		Remedy:  "use one of: " + strings.Join(words, ", "),
	}
}
