package history

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/report"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// entryRows are a save's entries as rows of a table, written only when they are in sight.
type entryRows struct {
	entries []store.Entry
	theme   *theme.Theme
}

// Len is the number of entries.
func (r entryRows) Len() int { return len(r.entries) }

// Key is the entry's number in the history.
func (r entryRows) Key(i int) string { return strconv.FormatInt(r.entries[i].ID, 10) }

const numberColumn = 4

// Cell is one value: file line, record, old → new, undone, the change's number.
func (r entryRows) Cell(i, col int) string {
	e := &r.entries[i]
	switch col {
	case 0:
		return line(e)
	case 1:
		return report.Called(e.Record, e.Key, e.Fields)
	case 2:
		return brief(e.Record, e.Created, e.Deleted, e.Fields)
	case 3:
		if e.UndoneBy != 0 {
			return "undone"
		}
	case numberColumn:
		return trail.Change(e.ID)
	}
	return ""
}

// Paint dims the number, which is of use only to take one change back.
func (r entryRows) Paint(_, col int) lipgloss.Style {
	if col == numberColumn {
		return r.theme.Dim
	}
	return r.theme.Text
}

func line(e *store.Entry) string {
	if e.Line == 0 {
		return ""
	}
	return report.Spot(e)
}

// brief is a change in one line: "Username (empty) → afenfield31, Room 12 → 14".
func brief(kind store.Kind, created, deleted bool, fields []store.FieldChange) string {
	var b strings.Builder
	place := kind == store.KindMember || kind == store.KindRoster
	switch {
	case kind == store.KindRoster && created && slices.ContainsFunc(fields, teaches):
		return "the person is made its teacher"
	case place && created:
		return "the person is put into it"
	case place && deleted:
		return "the person is taken out of it"
	case kind == store.KindChecklist && created:
		b.WriteString("begun: ")
	case created:
		b.WriteString("created: ")
	case deleted:
		b.WriteString("deleted: ")
	}
	for i, f := range report.Plain(kind, fields) {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.Field.Label() + " ")
		switch {
		case created:
			b.WriteString(f.New)
		case deleted:
			b.WriteString(f.Old)
		default:
			b.WriteString(or(f.Old) + " → " + or(f.New))
		}
	}
	return b.String()
}

func teaches(f store.FieldChange) bool {
	return f.Field == store.FieldRole && f.New == string(store.RoleTeacher)
}

func or(value string) string {
	if value == "" {
		return "(empty)"
	}
	return value
}
