package importer

import (
	"fmt"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// movedNotes tell the three values of every field that moved and that the file has a column for, or that the row would
// write: the file's, the record's then, and now.
func (p *Plan) movedNotes(line int, m *store.Moved) []Note {
	remedy := "preview the " + p.source() + " again to see it against the record as it is now"
	var notes []Note
	for _, now := range p.since(m) {
		file, meant := p.fileWords(line, m, now.Field)
		if meant == "" {
			continue
		}
		notes = append(notes, Note{
			Rule: "R-85", Severity: store.SeverityWarning, Line: line, Column: p.headerOf(now.Field), Value: file,
			Message: text.Visible(fmt.Sprintf("%s: %s “%s”, the record said “%s” then, it says “%s” now; %s",
				now.Field.Label(), meant, file, now.Old, now.New, m.Sentence())),
			Remedy: remedy,
		})
	}
	if notes != nil {
		return notes
	}
	said := m.Sentence()
	if m.Clash == "" && !m.Gone {
		said += ", in fields that the " + p.source() + " does not name"
	}
	return []Note{{Rule: "R-85", Severity: store.SeverityWarning, Line: line, Message: text.Visible(said), Remedy: remedy}}
}

// since are the fields of a record that moved since it was read: as it was read, and as it stands. Of a record that is
// gone, or that came on record meanwhile, these are the fields of the change.
func (p *Plan) since(m *store.Moved) []store.FieldChange {
	then, known := p.asRead(m)
	list := m.Stands
	if !known || len(list) == 0 {
		list = m.Now
	}
	var moved []store.FieldChange
	for _, f := range list {
		if known && len(m.Stands) > 0 {
			f.Old = then[f.Field]
		}
		if f.Old != f.New {
			moved = append(moved, f)
		}
	}
	return moved
}

// asRead are the fields of the record as the plan read it.
func (p *Plan) asRead(m *store.Moved) (map[store.Field]string, bool) {
	var fields []store.FieldChange
	switch d, u := p.records.Device(m.Change.Key), p.records.User(m.Change.Key); {
	case m.Change.Record == store.KindDevice && d != nil:
		fields = store.DeviceFields(*d)
	case m.Change.Record == store.KindUser && u != nil:
		fields = store.UserFields(*u)
	default:
		return nil, false
	}
	then := make(map[store.Field]string, len(fields))
	for _, f := range fields {
		then[f.Field] = f.New
	}
	return then, true
}

// fileWords are what a row has to say about a field, and in which words: what stands in its file, or else what would have been
// written. A revoke reads asset tag, serial number and Delete alone; an empty cell of our own sheets says nothing.
func (p *Plan) fileWords(line int, m *store.Moved, f store.Field) (value, words string) {
	at := p.columnOf(f)
	read := p.Mode != template.ModeRevoke || f == store.FieldAssetTag || f == store.FieldSerial
	if i, ok := p.rowAt(line); ok && at >= 0 && p.columns[at].at >= 0 && read {
		value = p.columns.cell(&p.Table.Records[i], at)
		if value != "" || !p.Template.Own {
			return value, "the " + p.source() + " says"
		}
	}
	for _, c := range m.Change.Fields {
		if c.Field == f && c.Old != c.New {
			return c.New, "the row would have written"
		}
	}
	return "", ""
}

// columnOf is the place of a record's field among the columns; where the layout has no Username, that stands under User ID.
func (p *Plan) columnOf(f store.Field) int {
	at := p.columns.of(f)
	if f == store.FieldUsername && at == wholeRow {
		return p.columns.of(store.FieldUserID)
	}
	return at
}
