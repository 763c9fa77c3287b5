package store

import (
	"fmt"
	"strings"
	"time"
)

// FieldChange is one field's old → new. Both are the text as it stands in the record; "" is empty.
type FieldChange struct {
	Field Field  `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Change is what one act does to one record, as data: planned, shown, kept, saved and taken back in this form.
type Change struct {
	Record  Kind
	Key     string        // site code, serial number, or folded User ID (UserKey)
	Version int64         // the version it was planned against; 0 means the record must not exist yet
	Delete  bool          // the record goes; Fields then lists every value it had
	Fields  []FieldChange // a new record lists every value it gets
	Line    int           // line of the imported file, 0 outside an import
	Undoes  int64         // the history entry this takes back, 0 for none
	Bases   []Basis       // the people it was planned with, though it need not change them
}

// Create reports whether the change brings a record in.
func (c *Change) Create() bool { return c.Version == 0 }

// ActKind says what sort of work an act was.
type ActKind string

// The kinds of act.
const (
	ActImport ActKind = "import"
	ActUndo   ActKind = "undo"
	ActSetup  ActKind = "setup"
	ActStep   ActKind = "step" // of a checklist
	ActEdit   ActKind = "edit" // a form, an everyday act, or the same edit of many records
)

// Act is what belongs together in one save: who, what for, and, for an import, the file with every row's outcome.
type Act struct {
	Operator string
	Kind     ActKind
	Title    string // one line for people: "assign.csv: 12 rows"
	Undoes   int64  // the act this takes back, 0 for none
	Import   *Import
	Review   int64 // the review this save closes, 0 for none
	// ReviewVersion is the review's version as the operator saw it, 0 for any: what another window decided since
	// is not saved unseen.
	ReviewVersion int64
	// Progress is told how far Apply is, beside it, by one goroutine, some ten to a hundred times; nil for nobody.
	Progress func(Progress)
}

// Import is the file behind an act, kept so that what was saved can be shown to be what was seen.
type Import struct {
	Template string // "mlti"
	Mode     string // "assign"; empty where the template has none
	Site     string // site code
	FileName string // base name only
	Sheet    string // the workbook's sheet, empty for CSV
	SHA256   string // hex, of Bytes
	Bytes    []byte // the file
	Rows     int    // rows of the file
	Counts   map[string]int
	Outcomes []ImportRow // every row that was not simply "same"
	// How the file was read, and what had taken the place of its cells: read so again, it gives the rows that were saved.
	Encoding   string
	Delimiter  string
	HeaderLine int
	Content    string // digest of the rows as read, whatever the file's form; empty for imports of older programs
	Mends      []Mend
	Options    string // of the layout, that differ from its defaults
	Mapping    string // which column is which field, where somebody said so by hand
}

// ImportRow is the outcome of one row of an import. A row without one was "same".
type ImportRow struct {
	Line     int
	Status   string // as in R-81
	Serial   string
	AssetTag string
	UserID   string
	Saved    bool   // its changes were written
	Notes    string // JSON array of notes, as in the public JSON
}

// Receipt is what a save answers.
type Receipt struct {
	Act int64 // id of the act: the import's number, where it is one
	At  time.Time
}

// Moved is a record that is no longer what a change was planned against.
type Moved struct {
	Change Change
	Now    []FieldChange // for each field of the change: Old as planned, New as it stands now
	Stands []FieldChange // every field of the record as it stands now, as New
	Gone   bool          // the record was deleted
	Clash  string        // instead: what another record has come to hold meanwhile, in a sentence
	By     string        // who wrote it last
	At     time.Time
}

// Sentence tells who moved the record and when.
func (m *Moved) Sentence() string {
	what := fmt.Sprintf("%s %s was changed", m.Change.Record, m.Change.Key)
	switch {
	case m.Clash != "":
		return m.Clash + fmt.Sprintf(", written by %s at %s", m.By, moment(m.At))
	case m.Gone:
		what = fmt.Sprintf("%s %s was deleted", m.Change.Record, m.Change.Key)
	case m.Change.Create():
		what = fmt.Sprintf("%s %s came on record", m.Change.Record, m.Change.Key)
	}
	if m.By != "" {
		what += fmt.Sprintf(" by %s at %s", m.By, moment(m.At))
	}
	return what
}

// moment writes a time of a sentence in its own zone; UTC says so.
func moment(at time.Time) string {
	if at.Location() == time.UTC {
		return at.Format("2006-01-02 15:04:05Z")
	}
	return at.Format("2006-01-02 15:04:05")
}

// ConflictError says that nothing was saved because records moved since the changes were planned.
type ConflictError struct{ Moved []Moved }

func (e *ConflictError) Error() string {
	lines := make([]string, 0, 3)
	for i := range e.Moved {
		if i == 3 {
			lines = append(lines, fmt.Sprintf("and %d more", len(e.Moved)-3))
			break
		}
		lines = append(lines, e.Moved[i].Sentence())
	}
	return "nothing was saved: " + strings.Join(lines, "; ")
}
