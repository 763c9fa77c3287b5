// Package template knows the vendors' bulk file layouts: which header is which field, what a blank cell means,
// and how a file of that layout is written.
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
}

// Template is one vendor's layout as data.
type Template struct {
	Name    string // as typed on the command line
	Title   string
	Note    string // where the layout comes from
	Columns []Column
	Modes   []Mode
	Blank   map[Mode]string // what an empty cell means
}

// All lists the layouts.
func All() []*Template { return []*Template{MLTI()} }

// ByName finds a layout. A name that is not one is CodeInvalid and lists those that are.
func ByName(name string) (*Template, error) {
	var names []string
	for _, t := range All() {
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
	if slices.Contains(t.Modes, m) {
		return nil
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
