package importer

import (
	"cmp"
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// person is what a row says of somebody; what is empty it leaves as it is.
type person struct {
	id, name, email, account, kind, grade string
	locations                             []string
}

// values are what is to be written of a person.
func (w *person) values() []edit.Value {
	var list []edit.Value
	for _, v := range [...]edit.Value{
		{Field: store.FieldFullName, Text: w.name},
		{Field: store.FieldEmail, Text: w.email},
		{Field: store.FieldManagedAppleAccount, Text: w.account},
		{Field: store.FieldType, Text: w.kind},
		{Field: store.FieldLocations, Text: store.JoinNames(w.locations)},
		{Field: store.FieldGrade, Text: w.grade},
	} {
		if v.Text != "" {
			list = append(list, v)
		}
	}
	return list
}

// quickPerson is what becomes of somebody of whom nothing has to be looked at twice: a newcomer in whose way nobody is, or
// somebody on record of whom the row says what the record says. Everything else is for personPlan, which says the same.
func (f *hierarchy) quickPerson(w *person) Status {
	for _, cell := range [...]string{w.name, w.email, w.account, w.grade} {
		if !plainWords(cell) {
			return ""
		}
	}
	if !plainUserID(w.id) || w.kind != "" && w.kind != "student" && w.kind != "teacher" && w.kind != "staff" {
		return ""
	}
	for _, code := range w.locations {
		if !plainWords(code) {
			return ""
		}
	}
	u := f.records.User(w.id)
	switch {
	case u == nil && w.account == "" && f.nobody(w.id):
		return StatusAdd
	case u != nil && u.UserID == w.id && !f.foreign(u.Site) && w.is(u) && (w.account == "" || f.records.UserByAccount(w.account).Key() == u.Key()):
		return StatusSame
	}
	return ""
}

// is reports whether the record says what the row says.
func (w *person) is(u *store.User) bool {
	return says(w.name, u.FullName) && says(w.email, u.Email) && says(w.account, u.ManagedAppleAccount) && says(w.kind, u.Type) &&
		says(w.grade, u.Grade) && (len(w.locations) == 0 || store.JoinNames(w.locations) == u.Locations)
}

func says(cell, record string) bool { return cell == "" || cell == record }

// nobody reports whether nothing on record is in the way of somebody new with this User ID: no device has it, or is it,
// and no number on record has lost a zero to it.
func (f *hierarchy) nobody(id string) bool {
	for _, known := range edit.Padded([]string{id}, id) {
		if known != id && f.records.User(known) != nil || len(f.records.HeldBy(known)) > 0 {
			return false
		}
	}
	return !f.records.HasDevice(store.CleanSerial(id))
}

// onRecord reports whether somebody can be named though nothing of them is saved. Of a row in error nobody knows whom it
// means.
func (f *hierarchy) onRecord(row int32, userID string) bool {
	return f.records.User(userID) != nil && (row < 0 || f.Rows[row].Status != StatusError)
}

// plainWords reports a text that no rule has anything to say about.
func plainWords(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || c != ' ' && c != '.' && c != '@' && c != '_' && c != '-' && c != '\'') && !isDigit(c) {
			return false
		}
	}
	return true
}

// personPlan writes a person of whom the row says so much; found is who is on record under that User ID, or is meant.
func (f *hierarchy) personPlan(e *exam, w *person, found *store.User) []store.Change {
	if found != nil && f.foreign(found.Site) {
		c, _ := f.idColumn(e.rec.Part())
		e.findings(c, []store.Finding{edit.OtherSite(f.records, found.UserID, found.Site)})
	}
	if e.failed {
		return nil
	}
	entry := &edit.Entry{UserID: w.id, NewUser: true, Site: f.Site.Code, User: w.values()}
	if found != nil && !edit.SameID(found.UserID, w.id) {
		entry.UserID = found.UserID
		entry.User = append(entry.User, edit.Value{Field: store.FieldUserID, Text: w.id})
	}
	p := edit.On(f.records).Enter(entry)
	for _, n := range p.Findings {
		e.findings(f.columnOfPerson(e.rec.Part(), n.Field), []store.Finding{n.Finding})
	}
	return p.Changes
}

// asmHeaders are the headers from which the fields of a person come.
var asmHeaders = map[store.Field]string{
	store.FieldFullName: "first_name", store.FieldEmail: "email_address", store.FieldGrade: "grade_level",
	store.FieldLocations: "location_id", store.FieldManagedAppleAccount: template.ASMAccount,
}

// columnOfPerson is the column of a part that a field of a person comes from.
func (f *hierarchy) columnOfPerson(part int, field store.Field) int {
	if c, there := f.at[field]; there && f.columns[c].part == part {
		return c
	}
	if header := asmHeaders[field]; header != "" && f.Template.Archive {
		if c := f.column(template.ASMField(part, header)); c != wholeRow {
			return c
		}
	}
	c, _ := f.idColumn(part)
	return c
}

// prefix is a Managed Apple Account before its @.
func prefix(account string) string {
	before, _, _ := strings.Cut(account, "@")
	return before
}

// sameClass refuses somebody who stands in a class as a teacher and as a student.
func sameClass(e *exam, c int, id string) {
	e.errOf("R-73", c, id, fmt.Sprintf("%s is a teacher and a student of this class", quoted(id)), "correct the one that is wrong")
}

// withClass writes a class, and who is in it in the place of who was.
func withClass(f *hierarchy, want store.Class, was []store.Roster, is map[string]store.Roster) []store.Change {
	change := store.Change{Record: store.KindClass, Key: want.Key(), Fields: store.ClassFields(want)}
	if old := f.records.Class(want.Class); old != nil {
		want.Class = old.Class
		change.Version, change.Fields = old.Version, edit.Differences(store.KindClass, old, &want)
	}
	var changes []store.Change
	if len(change.Fields) > 0 {
		changes = append(changes, change)
	}
	return append(changes, rosterChanges(was, is)...)
}

// keep leaves of a class what the file says nothing of.
func (f *hierarchy) keep(want *store.Class) {
	old := f.records.Class(want.Class)
	if old == nil {
		return
	}
	for _, said := range [...]struct {
		now *string
		was string
	}{{&want.Number, old.Number}, {&want.Course, old.Course}, {&want.Name, old.Name}, {&want.Location, old.Location}} {
		*said.now = cmp.Or(*said.now, said.was)
	}
}
