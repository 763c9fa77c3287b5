package importer

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// record is one that such a file would hold, and under which number it lies in its table.
type record struct {
	item
	number int64
	part   int
}

// identifiers are what a row may name it by, in lower case.
func (r *record) identifiers() [2]string {
	if r.device != nil {
		return [2]string{lowerOf(r.device.Serial), lowerOf(r.device.AssetTag)}
	}
	return [2]string{r.user.Key(), lowerOf(r.user.Email)}
}

// scope are the records that such a file would hold: those of the site, of a device list the layout's platforms, of Apple
// School Manager's roster the students and teachers.
func (b *bothWays) scope() (list []record) {
	if b.Template.Lists() == store.KindDevice {
		numbers := b.records.DeviceNumbers()
		for i, d := range b.records.AllDevices() {
			if p := b.Template.Platforms; d.Site == b.Site.Code && (p == nil || slices.Contains(p, d.Platform)) {
				list = append(list, record{item: item{key: d.Serial, device: &d, user: b.records.User(d.Username)}, number: numbers[i]})
			}
		}
		return list
	}
	numbers, roles := b.records.UserNumbers(), b.roles()
	for i, u := range b.records.AllUsers() {
		if part, in := b.partOf(&u, roles); in && u.Site == b.Site.Code {
			list = append(list, record{item: item{key: u.Key(), user: &u}, number: numbers[i], part: part})
		}
	}
	return list
}

// partOf is the part of the file in which a person would stand, if they would: of Apple School Manager's roster the students
// and teachers, by what they are in a class, or else by their type.
func (b *bothWays) partOf(u *store.User, roles map[string]store.Role) (part int, in bool) {
	if !b.Template.Archive {
		return 0, true
	}
	switch cmp.Or(roles[u.Key()], roleOf(u)) {
	case store.RoleTeacher:
		return template.ASMStaff, true
	case store.RoleStudent:
		return template.ASMStudents, true
	}
	return 0, false
}

// roleOf is what somebody would be in a class, by type or position.
func roleOf(u *store.User) store.Role { return store.Role(cmp.Or(u.Type, u.Position)) }

// roles are what people are in their classes; who is a teacher of one is a teacher.
func (b *bothWays) roles() map[string]store.Role {
	roles := map[string]store.Role{}
	for _, c := range b.records.AllClasses() {
		for _, p := range b.records.RosterOf(c.Class) {
			if key := store.UserKey(p.UserID); roles[key] != store.RoleTeacher {
				roles[key] = p.Role
			}
		}
	}
	return roles
}

// putOnlyHere puts the records behind the rows of the file that no row names.
func (b *bothWays) putOnlyHere() {
	b.alone = map[int]bool{}
	scope, x := b.scope(), b.exporter()
	named, names := b.named(scope)
	hand, inClass := &Hand{}, b.records.InClasses()
	for n := range scope {
		r := &scope[n]
		if named[n] {
			continue
		}
		cells := b.ours(x, &r.item, r.part)
		if cells == nil {
			continue // our own file would not have it, either
		}
		rec := sheet.Record{Line: OnlyHereLine + int(r.number), Cells: b.laid(cells, r.part)}
		rec.PutIn(r.part)
		row := Row{Line: rec.Line, OnlyHere: true, Hand: hand, Planned: &Planned{}}
		if r.device != nil {
			b.deviceHere(&row, r.device)
		} else {
			b.personHere(&row, r.user, names[lowerOf(r.user.FullName)])
			if b.Template.Archive && !inClass[r.user.Key()] {
				row.note("R-74", store.SeverityInfo, "they are in no class here, either: a roster of ours would not name them", "make sure that the school's roster would")
			}
		}
		b.putHere(row, rec)
	}
	b.putClassesHere(x)
}

// putHere puts a record behind the rows.
func (b *bothWays) putHere(row Row, rec sheet.Record) {
	row.own, row.Verdict = int32(len(row.Notes)), row.first()
	b.counts[row.Status]++
	b.Rows, b.Table.Records = append(b.Rows, row), append(b.Table.Records, rec)
	if row.Includable {
		b.active = append(b.active, int32(len(b.Rows)-1))
	}
}

// personHere is somebody whom the file does not name: they may have left. namesake is a row that names nobody on record,
// and has their very name.
func (b *bothWays) personHere(row *Row, u *store.User, namesake int) {
	row.UserID = u.UserID
	if u.Departing {
		row.Status = StatusSame
		row.note("R-81", store.SeverityInfo, b.called(u)+" is not in this file, and marked departing already", "End of year takes back what they have")
		return
	}
	p := edit.Depart(b.records, u.UserID, true)
	row.Status, row.Includable, row.Changes = StatusHeldBack, true, p.Changes
	for i := range row.Changes {
		row.Changes[i].Line = row.Line
	}
	row.note("R-81", store.SeverityWarning, b.called(u)+" is on record at site "+b.siteName(b.Site.Code)+", and not in this file",
		"include the row if they have left: they are marked departing; leave it out if the list is not complete")
	if role := roleOf(u); b.Template.Parts != nil && role != store.RoleStudent && role != store.RoleTeacher {
		b.alone[row.Line] = true
		row.note("R-81", store.SeverityInfo, "they are neither a student nor a teacher here: a roster may well not have them", "include the row by itself if they have left")
	}
	if namesake != 0 {
		at, _ := b.rowAt(namesake)
		b.alone[row.Line] = true
		row.note("R-81", store.SeverityWarning, fmt.Sprintf("the same name stands on line %s, which names nobody on record", b.place(int32(at))),
			"compare the two: if that row means this person, correct its identifiers first")
	}
}

// deviceHere is a device that the vendor's list has not. Nothing of it is changed here.
func (b *bothWays) deviceHere(row *Row, d *store.Device) {
	row.Serial, row.AssetTag, row.Status = d.Serial, d.AssetTag, StatusLeftOut
	if b.isHeld(d) {
		row.UserID = d.Username
	}
	row.note("R-81", store.SeverityInfo, b.Template.Title+": the list does not have this device",
		"bring it there with homeroom export "+b.Template.Name+" or by enrolling it; if it is gone, walk the removal checklist")
}

// called is a person in a sentence.
func (b *bothWays) called(u *store.User) string {
	if u.FullName == "" {
		return u.UserID
	}
	return u.FullName + " (" + u.UserID + ")"
}

// note says something about a record that is only here.
func (r *Row) note(rule string, severity store.Severity, message, remedy string) {
	r.Notes = append(r.Notes, Note{Rule: rule, Severity: severity, Line: r.Line, Message: text.Visible(message), Remedy: text.Visible(remedy)})
}
