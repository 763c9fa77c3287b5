package importer

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

func lowerOf(s string) string { return strings.ToLower(s) }

// named are the User IDs that a class row names, the teachers first.
func (f *hierarchy) named(i int32) []string {
	return append(idsIn(f.said(i, template.FieldTeacher)), idsIn(f.said(i, template.FieldStudents))...)
}

// idsIn splits a cell of User IDs, apart by commas, semicolons or spaces.
func idsIn(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '/' })
}

// planRow gives a row its status, notes and changes. A row that fails, or does nothing, has nothing to decide;
// its verdict comes back with what it does.
func (f *hierarchy) planRow(i int32) {
	row := &f.Rows[i]
	e := exam{p: f.Plan}
	e.turn(int(i))
	rule := &f.parts[f.part(i)]
	stays := f.Mode == template.ModeAddOnly && rule.known != nil && rule.known(f, i)
	if row.Changes = nil; stays {
		e.info("R-72", wholeRow, "it is on record already, and only what is new is added", "use the mode sync if it is to be changed")
	} else {
		row.Changes = rule.plan(f, &e, i)
	}
	row.Notes = append(row.Notes[:row.own:row.own], e.notes...)
	for c := range row.Changes {
		row.Changes[c].Line = row.Line
	}
	before := row.Status
	row.Status, row.Verdict = StatusChange, f.wish(i)
	switch {
	case stays:
		row.Status, row.Verdict = StatusLeftOut, ""
	case e.failed:
		row.Status, row.Verdict, row.Changes = StatusError, "", nil
	case len(row.Changes) == 0:
		row.Status, row.Verdict = StatusSame, ""
	case somebodyComes(row.Changes):
		row.Status = StatusAdd
	}
	if f.counts != nil {
		f.counts[before]--
		f.counts[row.Status]++
	}
}

// somebodyComes reports whether changes bring a person in, and not only under another User ID.
func somebodyComes(changes []store.Change) bool {
	of := func(c *store.Change) bool { return c.Record == store.KindUser }
	return slices.ContainsFunc(changes, func(c store.Change) bool { return of(&c) && c.Create() }) &&
		!slices.ContainsFunc(changes, func(c store.Change) bool { return of(&c) && c.Delete })
}

// locationChange brings a location on record.
func (f *hierarchy) locationChange(i int32) []store.Change {
	l := store.Location{Code: f.said(i, store.FieldCode), Name: f.said(i, store.FieldCode), Site: f.Site.Code}
	for _, known := range f.records.Locations() {
		if known.Key() == l.Key() && known.Version != 0 {
			return nil
		}
	}
	return []store.Change{{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}}
}

// resolves refuses a name that is neither on record nor brought by a row that will be saved.
func (f *hierarchy) resolves(e *exam, field store.Field, what, name string, rows map[string]int32, onRecord bool) {
	at, inFile := rows[lowerOf(name)]
	switch {
	case onRecord || name == "":
	case !inFile:
		e.err("R-73", f.columns.of(field), fmt.Sprintf("%s %s is neither in this file nor on record", what, quoted(name)), "add it to its sheet, or correct the name")
	case f.Rows[at].Status == StatusError || f.wish(at) != store.VerdictAccept:
		e.err("R-73", f.columns.of(field), fmt.Sprintf("%s %s is not saved: see line %s", what, quoted(name), f.place(at)),
			"accept that row, or mend it")
	}
}

// recorded are the locations on record, without those that the file brings.
func (f *hierarchy) recorded() []store.Location {
	return slices.DeleteFunc(slices.Clone(f.records.Locations()), func(l store.Location) bool { return l.Version == 0 })
}

func (f *hierarchy) locationOnRecord(code string) bool {
	return slices.ContainsFunc(f.records.Locations(), func(l store.Location) bool { return l.Version != 0 && strings.EqualFold(l.Code, code) })
}

// personChange writes a person, who is found by User ID or Email: one of the two stays to change the other.
func (f *hierarchy) personChange(e *exam, i int32) []store.Change {
	for _, code := range store.Names(f.said(i, store.FieldLocations)) {
		f.resolves(e, store.FieldLocations, "location", code, f.places, f.locationOnRecord(code))
	}
	id := f.Rows[i].UserID
	entry := &edit.Entry{UserID: id, NewUser: true, Site: f.Site.Code}
	for _, field := range [...]store.Field{
		store.FieldFullName, store.FieldEmail, store.FieldManagedAppleAccount, store.FieldType, store.FieldLocations, store.FieldGrade,
	} {
		if v := f.said(i, field); v != "" {
			entry.User = append(entry.User, edit.Value{Field: field, Text: v})
		}
	}
	if u := f.match(e, i, id); u != nil && !edit.SameID(u.UserID, id) {
		entry.UserID = u.UserID
		entry.User = append(entry.User, edit.Value{Field: store.FieldUserID, Text: id})
	}
	if e.failed {
		return nil
	}
	p := edit.On(f.records).Enter(entry)
	for _, n := range p.Findings {
		e.findings(max(wholeRow, f.columns.of(n.Field)), []store.Finding{n.Finding})
	}
	return p.Changes
}

// personKnown reports whether the person of a row is on record, by User ID or Email.
func (f *hierarchy) personKnown(i int32) bool {
	return f.records.User(f.Rows[i].UserID) != nil || len(f.byEmail[lowerOf(f.said(i, store.FieldEmail))]) > 0
}

// match finds the person on record whom a row is about; nil for somebody new.
func (f *hierarchy) match(e *exam, i int32, id string) *store.User {
	byID, mail := f.records.User(id), f.said(i, store.FieldEmail)
	var byMail *store.User
	if list := f.byEmail[lowerOf(mail)]; len(list) == 1 {
		byMail = list[0]
	}
	found := byID
	if found == nil {
		found = byMail
	}
	switch {
	case byID != nil && byMail != nil && byID.Key() != byMail.Key():
		e.err("R-71", f.columns.of(store.FieldUserID), fmt.Sprintf("User ID %s and Email %s are two different people on record", id, mail),
			"correct the one that is wrong: one of the two must stay the same to change the other")
	case found != nil && f.foreign(found.Site):
		e.findings(f.columns.of(store.FieldUserID), []store.Finding{edit.OtherSite(f.records, found.UserID, found.Site)})
	case byID == nil && byMail != nil:
		e.info("R-71", f.columns.of(store.FieldUserID), fmt.Sprintf("found by Email: the User ID changes from %s", byMail.UserID), "check that it is the same person")
	}
	return found
}

// classChange writes a class and who is in it: the teachers and students of the row, and nobody else.
func (f *hierarchy) classChange(e *exam, i int32) []store.Change {
	want := store.Class{
		Class: f.said(i, store.FieldClass), Course: f.said(i, store.FieldCourse), Name: f.said(i, store.FieldName), Location: f.said(i, store.FieldLocation),
	}
	f.resolves(e, store.FieldLocation, "location", want.Location, f.places, f.locationOnRecord(want.Location))
	roles := map[string]store.Roster{}
	for field, role := range map[store.Field]store.Role{template.FieldTeacher: store.RoleTeacher, template.FieldStudents: store.RoleStudent} {
		for _, id := range idsIn(f.said(i, field)) {
			f.resolves(e, field, "user", id, f.people, f.records.User(id) != nil)
			roles[store.UserKey(id)] = store.Roster{Class: want.Class, UserID: id, Role: role}
		}
	}
	if e.failed {
		return nil
	}
	if old := f.records.Class(want.Class); old != nil {
		want.Number = old.Number
	}
	return withClass(f, want, f.records.RosterOf(want.Class), roles)
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
