package importer

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// Where the lines begin of classes, and of places in classes, that the file does not name: people, classes and places are
// each numbered for themselves.
const (
	classLine  = OnlyHereLine + 1_000_000_000
	memberLine = OnlyHereLine + 2_000_000_000
)

// classHere is a class, or a place in one, that is only here, with what is said of it.
type classHere struct {
	sheet.Record
	said string
}

// putClassesHere puts the classes of the site behind the rows of the file that it does not name, and of a roster the places
// in the others. Nothing of them is changed here: that somebody is no longer in a class is not what a list says by silence.
func (b *bothWays) putClassesHere(x *exporter) {
	f, several := b.family.(*hierarchy)
	if !several {
		return
	}
	list, hand := b.classesHere(f, x), &Hand{}
	slices.SortFunc(list, func(a, b classHere) int { return cmp.Compare(a.Line, b.Line) })
	for _, c := range list {
		row := Row{Line: c.Line, OnlyHere: true, Status: StatusLeftOut, Hand: hand, Planned: &Planned{}}
		row.note("R-81", store.SeverityInfo, c.said, "bring it there with homeroom export "+b.Template.Name+"; nothing is changed here")
		b.putHere(row, c.Record)
	}
}

// classesHere are the classes of the site, and the places in them, that the file does not name.
func (b *bothWays) classesHere(f *hierarchy, x *exporter) (list []classHere) {
	part, in := template.MosyleClasses, f.placesNamed()
	if b.Template.Archive {
		part = template.ASMClasses
	}
	for _, c := range b.records.AllClasses() {
		people := b.records.RosterOf(c.Class)
		switch {
		case !b.ownClass(f, &c):
		case f.keys[part].first(c.Class) < 0:
			list = append(list, classHere{
				b.classRecord(x, &c, classLine+int(b.records.ClassNumbers()[c.Key()]), part, peopleIn(people)),
				fmt.Sprintf("%s is on record with %s, and not in this file", classCalled(&c), counted(len(people), "person", "people")),
			})
		case b.Template.Archive: // elsewhere the row of a class says who is in it
			list = append(list, b.placesHere(f, x, &c, in)...)
		}
	}
	return list
}

// placesHere are the places in a class that a roster does not name; in are those that it does.
func (b *bothWays) placesHere(f *hierarchy, x *exporter, c *store.Class, in map[string]bool) (list []classHere) {
	for _, p := range b.records.RosterOf(c.Class) {
		u := b.records.User(p.UserID)
		if in[p.Key()] || u == nil || b.foreign(u.Site) || p.Role == store.RoleTeacher && f.hasTeachers(c.Class) {
			continue
		}
		part := template.ASMRosters
		if p.Role == store.RoleTeacher {
			part = template.ASMClasses
		}
		list = append(list, classHere{
			b.classRecord(x, c, memberLine+int(b.records.RosterNumbers()[p.Key()]), part, peopleIn([]store.Roster{p})),
			fmt.Sprintf("%s is a %s of %s here, and not in this file", b.called(u), p.Role, classCalled(c)),
		})
	}
	return list
}

// classRecord is a class, or a place in one, as our own file would have it in a part.
func (b *bothWays) classRecord(x *exporter, c *store.Class, line, part int, people inClasses) sheet.Record {
	x.rows = nil
	at := 0
	if b.Template.Archive {
		x.rosterClass(c, people) // the course, the class, and a place for each student
		at = map[int]int{template.ASMClasses: 1, template.ASMRosters: 2}[part]
	} else {
		x.hierarchyClass(c, people)
	}
	rec := sheet.Record{Line: line, Cells: b.laid(x.rows[at], part)}
	rec.PutIn(part)
	return rec
}

// ownClass reports whether a class is one of the site: its location is, or is nobody's and somebody of the site is in it.
func (b *bothWays) ownClass(f *hierarchy, c *store.Class) bool {
	if f.elsewhere(c.Location) != "" {
		return false
	}
	return f.isRecorded(c.Location) || slices.ContainsFunc(b.records.RosterOf(c.Class), func(p store.Roster) bool {
		u := b.records.User(p.UserID)
		return u != nil && u.Site == b.Site.Code
	})
}

// placesNamed are the keys of the places that the rows of a roster name, whatever becomes of those.
func (f *hierarchy) placesNamed() map[string]bool {
	in := map[string]bool{}
	if !f.Template.Archive {
		return in
	}
	class, student := template.ASMField(template.ASMRosters, "class_id"), template.ASMField(template.ASMRosters, "student_id")
	from, to := f.rows(template.ASMRosters)
	for i := from; i < to; i++ {
		if at := f.keys[template.ASMStudents].first(f.said(i, student)); at >= 0 {
			in[store.MemberKey(f.said(i, class), f.Rows[at].UserID)] = true
		}
	}
	return in
}

// hasTeachers reports whether the file says who teaches a class: its row tells then who does not any more.
func (f *hierarchy) hasTeachers(class string) bool {
	i := f.keys[template.ASMClasses].first(class)
	return i >= 0 && slices.ContainsFunc(template.ASMMore(template.ASMClasses, "instructor_id"), func(field store.Field) bool { return f.said(i, field) != "" })
}

// classCalled is a class in a sentence.
func classCalled(c *store.Class) string {
	if name := cmp.Or(c.Name, c.Course); name != "" {
		return "class " + c.Class + " (" + name + ")"
	}
	return "class " + c.Class
}
