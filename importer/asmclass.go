package importer

import (
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// course is no record of its own: its name stands with its classes.
func (r *roster) course(e *exam, i int32) []store.Change {
	field := template.ASMField(template.ASMCourses, "location_id")
	r.f.resolves(e, r.f.locate(field, r.f.said(i, field)))
	return nil
}

func (r *roster) location(i int32) []store.Change {
	f := r.f
	l := store.Location{
		Code: f.said(i, template.ASMField(template.ASMLocations, "location_id")), Name: f.said(i, template.ASMField(template.ASMLocations, "location_name")), Site: f.Site.Code,
	}
	change := store.Change{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}
	for _, old := range f.records.Locations() {
		if old.Version == 0 || old.Key() != l.Key() {
			continue
		}
		if l.Code, l.Site = old.Code, old.Site; l.Name == "" {
			l.Name = old.Name
		}
		change.Version, change.Fields = old.Version, edit.Differences(store.KindLocation, &old, &l)
	}
	if len(change.Fields) == 0 {
		return nil
	}
	return []store.Change{change}
}

// within is a reference to a row of the archive, which has to be there.
func within(field store.Field, what, name string, part int, there bool) reference {
	return reference{field: field, what: what, name: name, part: part, there: there, in: true}
}

// className is the name of a class.
func (r *roster) className(class *store.Class) string {
	switch r.f.option(template.OptionClassName) {
	case template.NameID:
		return class.Class
	case template.NameNumber:
		return class.Number
	case template.NameCourse:
		return class.Course
	case template.NameDisplay:
		return strings.TrimSpace(class.Course + " " + class.Number)
	}
	return ""
}

// classPlan writes a class with its teachers. Students come with the rosters.
func (r *roster) classPlan(e *exam, i int32) []store.Change {
	f := r.f
	course := r.cell(i, r.class.course)
	want := store.Class{Class: r.cell(i, r.class.id), Number: r.cell(i, r.class.number), Location: r.cell(i, r.class.location)}
	f.resolves(e, f.locate(f.columns[r.class.location].field, want.Location))
	f.resolves(e, within(f.columns[r.class.course].field, "course", course, template.ASMCourses, true))
	if at := f.keys[template.ASMCourses].first(course); at >= 0 {
		want.Course = f.said(at, template.ASMField(template.ASMCourses, "course_name"))
	}
	want.Name = r.className(&want)
	is := map[string]store.Roster{}
	for _, c := range r.class.teachers {
		id := r.cell(i, c)
		at := f.keys[template.ASMStaff].first(id)
		user := ""
		if at >= 0 {
			user = f.Rows[at].UserID
			is[store.UserKey(user)] = store.Roster{Class: want.Class, UserID: user, Role: store.RoleTeacher}
		}
		f.resolves(e, within(f.columns[c].field, "instructor", id, template.ASMStaff, f.onRecord(at, user)))
	}
	if e.failed {
		return nil
	}
	f.keep(&want)
	if len(is) == 0 {
		return withClass(f, want, nil, is) // an empty cell takes nobody off a class
	}
	was := slices.DeleteFunc(slices.Clone(f.records.RosterOf(want.Class)), func(p store.Roster) bool {
		if _, teaches := is[store.UserKey(p.UserID)]; teaches {
			return false
		}
		return p.Role != store.RoleTeacher || r.learns(i, p.UserID) // whose place says what they become
	})
	return withClass(f, want, was, is)
}

// learns reports whether the file has somebody as a student of a class.
func (r *roster) learns(class int32, userID string) bool {
	return slices.ContainsFunc(r.f.leans.on(class), func(i int32) bool {
		if r.f.part(i) != template.ASMRosters || !r.f.open[i] {
			return false
		}
		student := r.f.keys[template.ASMStudents].first(r.cell(i, r.place.student))
		return student >= 0 && sameFolded(r.f.Rows[student].UserID, userID)
	})
}

// placeQuick is what becomes of a place in a class, as placePlan has it.
func (r *roster) placeQuick(e *exam, i int32) Status {
	class, student := r.placed(e, i)
	if e.failed || r.teaches(class, student) {
		return ""
	}
	switch old := r.f.placeOf(r.cell(class, r.class.id), r.f.Rows[student].UserID); {
	case old == nil:
		return StatusChange
	case old.Role == store.RoleStudent:
		return StatusSame
	}
	return ""
}

// placed are the rows that a place names, and refuses those that are not there or not saved.
func (r *roster) placed(e *exam, i int32) (class, student int32) {
	f := r.f
	classID, studentID := r.cell(i, r.place.class), r.cell(i, r.place.student)
	class, student = f.keys[template.ASMClasses].first(classID), f.keys[template.ASMStudents].first(studentID)
	f.resolves(e, within(f.columns[r.place.class].field, "class", classID, template.ASMClasses,
		class >= 0 && !f.saved(class) && f.Rows[class].Status != StatusError && f.records.Class(classID) != nil))
	f.resolves(e, within(f.columns[r.place.student].field, "student", studentID, template.ASMStudents,
		student >= 0 && !f.saved(student) && f.onRecord(student, f.Rows[student].UserID)))
	for _, c := range [...]int{r.place.class, r.place.student} {
		if r.cell(i, c) == "" {
			e.err("R-73", c, f.header(c)+" is empty: the row places nobody", "write it, or take the row out")
		}
	}
	return class, student
}

// teaches reports whether a student's row has the User ID of a teacher of the class.
func (r *roster) teaches(class, student int32) bool {
	for _, c := range r.class.teachers {
		if at := r.f.keys[template.ASMStaff].first(r.cell(class, c)); at >= 0 && sameFolded(r.f.Rows[at].UserID, r.f.Rows[student].UserID) {
			return true
		}
	}
	return false
}

// placePlan puts a student into a class.
func (r *roster) placePlan(e *exam, i int32) []store.Change {
	f := r.f
	class, student := r.placed(e, i)
	if e.failed {
		return nil
	}
	want := store.Roster{Class: r.cell(class, r.class.id), UserID: f.Rows[student].UserID, Role: store.RoleStudent}
	if r.teaches(class, student) {
		sameClass(e, r.place.student, want.UserID)
		return nil
	}
	if old := f.placeOf(want.Class, want.UserID); old != nil {
		return rosterChanges([]store.Roster{*old}, map[string]store.Roster{store.UserKey(want.UserID): want})
	}
	return []store.Change{{Record: store.KindRoster, Key: want.Key(), Fields: store.RosterFields(want)}}
}
