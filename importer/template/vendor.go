package template

import (
	"slices"

	"homeroom/store"
)

// family is what sets one vendor's layout apart from another's, as data: the same rules read and write all of them.
type family struct {
	// Key is the column that names the record of a row; empty is the first.
	Key store.Field
	// Parts are the tables that a file of the layout holds, by name; nil for one.
	Parts []string
	// Archive says that the parts are files of one flat zip archive, and not sheets of a workbook.
	Archive bool
	// Clears is what a cell holds, exactly so, to empty its field; empty where no word does.
	Clears string
	// Spaces says that a cell of one single space is written as a space, and is not blank.
	Spaces bool
	// Delimiter is the only one that the vendor reads; empty for any.
	Delimiter string
	// NewDevice and NewUser say that a record is made where there is none.
	NewDevice, NewUser bool
	// Platforms are those of the devices that the layout is for; nil for all.
	Platforms []store.Platform
	// Unassigned says that a row takes its device back.
	Unassigned bool
	// TakenBackBy is the layout by which the vendor takes back a device that nobody has any more; empty for none.
	TakenBackBy string
	// Amend reads a cell's value further, field by field, as R-55 does.
	Amend map[store.Field]func(string) string
	// Checks are the rules of a row that are not of a single cell.
	Checks []Check
}

// vendors is what a column of a vendor's layout has besides.
type vendors struct {
	Part      int         // of a file that holds several tables: the place in Parts
	Of        store.Kind  // whose field it is; empty is the record's that the row is about
	Sets      store.Field // the field that it writes, where that is not the one it is found by
	Uncarried bool        // it is understood, but no record carries it
	Words     []Word      // what may stand there, and what it is on record; nil is anything
	Default   string      // what a blank cell means; empty is unchanged
	Must      bool        // a blank cell is an error
	Rule      string      // of Words and Must
}

// Word is a vendor's word for a value.
type Word struct{ Theirs, Ours string }

// Row is a row of a file as a rule looks at it.
type Row interface {
	Cell(f store.Field) string // as it stands in the file
	User() *store.User         // the person that the row names, as on record; nil for nobody
	Device() *store.Device     // the device that the row names, as on record; nil for none, and for another site's
	// AccountHolder is who else has a Managed Apple Account, as far as may be told; empty for nobody.
	AccountHolder(account string) string
}

// Said is what a rule says about a cell of a row.
type Said struct {
	Field store.Field
	store.Finding
}

// Check looks at a row by one rule.
type Check func(Row) []Said

// KeyColumn is the place of the column that names the record of a row.
func (t *Template) KeyColumn() int {
	return max(0, slices.IndexFunc(t.Columns, func(c Column) bool { return t.Key != "" && c.Field == t.Key }))
}

// Writes is the field of a record that the column is for.
func (c *Column) Writes() store.Field {
	if c.Sets != "" {
		return c.Sets
	}
	return c.Field
}

// Ours is the value on record that a cell means; known is false for a word that the vendor has not.
func (c *Column) Ours(cell string) (value string, known bool) {
	if c.Words == nil || cell == "" {
		return cell, true
	}
	for _, w := range c.Words {
		if fold(w.Theirs) == fold(cell) {
			return w.Ours, true
		}
	}
	return "", false
}

// Theirs is the cell that means a value on record. One that the vendor has no word for is the word for nothing, or an
// empty cell.
func (c *Column) Theirs(value string) string {
	if c.Words == nil {
		return value
	}
	for _, ours := range [...]string{value, ""} {
		for _, w := range c.Words {
			if w.Ours == ours {
				return w.Theirs
			}
		}
	}
	return ""
}
