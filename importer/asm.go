package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// roster is what the files of Apple School Manager's roster say of each other, by their identifiers.
type roster struct {
	students, staff, courses, classes map[string]int32
	locationsOf                       map[int32][]string // a person's row → codes of the locations of their classes
}

// asmRules are those of Apple School Manager's roster.
func asmRules() hierarchyRules {
	r := &roster{locationsOf: map[int32][]string{}}
	key := template.ASMField
	return hierarchyRules{
		parts: []partRule{
			{key(template.ASMStudents, "person_id"), false, r.student, r.known(template.ASMStudents)},
			{key(template.ASMStaff, "person_id"), false, r.teacher, r.known(template.ASMStaff)},
			{key(template.ASMCourses, "course_id"), false, r.course, nil},
			{key(template.ASMClasses, "class_id"), false, r.class, func(f *hierarchy, i int32) bool {
				return f.records.Class(f.said(i, key(template.ASMClasses, "class_id"))) != nil
			}},
			{key(template.ASMRosters, "roster_id"), false, r.place, nil},
			{key(template.ASMLocations, "location_id"), false, r.location, func(f *hierarchy, i int32) bool {
				return f.locationOnRecord(f.said(i, key(template.ASMLocations, "location_id")))
			}},
		},
		order: []int{
			template.ASMLocations, template.ASMCourses, template.ASMStudents, template.ASMStaff, template.ASMClasses, template.ASMRosters,
		},
		links: r.links,
	}
}

// links finds the rows of every file by their identifiers, and where each person has classes.
func (r *roster) links(f *hierarchy) {
	byID := func(part int, header string) map[string]int32 {
		rows, c := map[string]int32{}, f.columns.of(template.ASMField(part, header))
		for i := range f.Rows {
			if f.part(int32(i)) == part {
				rows[lowerOf(f.columns.cell(&f.Table.Records[i], c))] = int32(i)
			}
		}
		return rows
	}
	r.students, r.staff = byID(template.ASMStudents, "person_id"), byID(template.ASMStaff, "person_id")
	r.courses, r.classes = byID(template.ASMCourses, "course_id"), byID(template.ASMClasses, "class_id")
	f.places = byID(template.ASMLocations, "location_id")
	locations := f.recorded()
	for _, i := range f.places {
		if known := func(l store.Location) bool {
			return strings.EqualFold(l.Code, f.said(i, f.parts[template.ASMLocations].key))
		}; !slices.ContainsFunc(locations, known) {
			locations = append(locations, store.Location{Code: f.said(i, f.parts[template.ASMLocations].key)})
		}
	}
	f.records.PutGroups(f.records.Groups(), locations)
	r.linkClasses(f)
	r.linkPlaces(f)
	for i := range f.Rows {
		if rows, part := r.locationsOf[int32(i)], f.part(int32(i)); rows != nil {
			f.follows(int32(i), f.places, rows)
		} else if f.open[i] && (part == template.ASMStudents || part == template.ASMStaff) {
			f.leaveOut(int32(i))
		}
	}
}

// linkClasses notes of every class its teachers, and of those its location.
func (r *roster) linkClasses(f *hierarchy) {
	location := f.columns.of(template.ASMField(template.ASMClasses, "location_id"))
	for _, i := range r.classes {
		code := f.columns.cell(&f.Table.Records[i], location)
		f.follows(i, f.places, []string{code})
		teachers := r.teachers(f, i)
		f.follows(i, r.staff, teachers)
		for _, id := range teachers {
			if at, there := r.staff[lowerOf(id)]; there {
				r.locationsOf[at] = append(r.locationsOf[at], code)
			}
		}
	}
}

// linkPlaces notes of every student the locations of their classes.
func (r *roster) linkPlaces(f *hierarchy) {
	class, student := f.columns.of(template.ASMField(template.ASMRosters, "class_id")), f.columns.of(template.ASMField(template.ASMRosters, "student_id"))
	location := f.columns.of(template.ASMField(template.ASMClasses, "location_id"))
	for i := range f.Rows {
		if f.part(int32(i)) != template.ASMRosters {
			continue
		}
		rec := &f.Table.Records[i]
		classID, studentID := f.columns.cell(rec, class), f.columns.cell(rec, student)
		f.follows(int32(i), r.classes, []string{classID})
		f.follows(int32(i), r.students, []string{studentID})
		at, there := r.students[lowerOf(studentID)]
		if c, known := r.classes[lowerOf(classID)]; there && known {
			code := f.columns.cell(&f.Table.Records[c], location)
			if !slices.Contains(r.locationsOf[at], code) {
				r.locationsOf[at] = append(r.locationsOf[at], code)
			}
		}
	}
}

// leaveOut leaves a person out who is in no class.
func (f *hierarchy) leaveOut(i int32) {
	e := exam{p: f.Plan}
	e.turn(int(i))
	e.info("R-74", wholeRow, "the person is in no class of this file", "nothing; they are left out")
	row := &f.Rows[i]
	row.Notes, row.Status, f.open[i] = append(row.Notes, e.notes...), StatusLeftOut, false
}

// teachers are the person IDs of a class's instructors.
func (r *roster) teachers(f *hierarchy, i int32) (ids []string) {
	for _, field := range template.ASMMore(template.ASMClasses, "instructor_id") {
		if c := f.columns.of(field); c != wholeRow {
			if id := f.columns.cell(&f.Table.Records[i], c); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// userID is the User ID of a person's row: the SIS username, or else the person number, or the person's ID (D).
func (r *roster) userID(f *hierarchy, part int, i int32) string {
	of := func(header string) string { return f.said(i, template.ASMField(part, header)) }
	return cmp.Or(of("sis_username"), of("person_number"), of("person_id"))
}

// known reports whether the person of a row of a part is on record.
func (r *roster) known(part int) func(*hierarchy, int32) bool {
	return func(f *hierarchy, i int32) bool { return f.records.User(r.userID(f, part, i)) != nil }
}

func (r *roster) student(f *hierarchy, e *exam, i int32) []store.Change {
	grade := f.said(i, template.ASMField(template.ASMStudents, "grade_level"))
	return r.person(f, e, template.ASMStudents, i, edit.Value{Field: store.FieldType, Text: "student"}, edit.Value{Field: store.FieldGrade, Text: grade})
}

func (r *roster) teacher(f *hierarchy, e *exam, i int32) []store.Change {
	return r.person(f, e, template.ASMStaff, i, edit.Value{Field: store.FieldType, Text: "teacher"})
}

// person writes a person of the roster with the type and the locations that their classes give them.
func (r *roster) person(f *hierarchy, e *exam, part int, i int32, more ...edit.Value) []store.Change {
	of := func(header string) string { return f.said(i, template.ASMField(part, header)) }
	row := &f.Rows[i]
	row.UserID = r.userID(f, part, i)
	for _, code := range r.locationsOf[i] {
		f.resolves(e, template.ASMField(part, "location_id"), "location", code, f.places, f.locationOnRecord(code))
	}
	name := strings.Join(strings.Fields(of("first_name")+" "+of("middle_name")+" "+of("last_name")), " ")
	entry := &edit.Entry{UserID: row.UserID, NewUser: true, Site: f.Site.Code, User: append([]edit.Value{
		{Field: store.FieldFullName, Text: name},
		{Field: store.FieldEmail, Text: of("email_address")},
		{Field: store.FieldLocations, Text: store.JoinNames(r.locationsOf[i])},
	}, more...)}
	if u := f.records.User(row.UserID); u != nil && f.foreign(u.Site) {
		e.findings(f.columns.of(template.ASMField(part, "sis_username")), []store.Finding{edit.OtherSite(f.records, row.UserID, u.Site)})
	}
	if e.failed {
		return nil
	}
	p := edit.On(f.records).Enter(entry)
	for _, n := range p.Findings {
		e.findings(f.columns.of(template.ASMField(part, "sis_username")), []store.Finding{n.Finding})
	}
	return p.Changes
}

// course is no record of its own: its name stands with its classes.
func (r *roster) course(f *hierarchy, e *exam, i int32) []store.Change {
	field := template.ASMField(template.ASMCourses, "location_id")
	f.resolves(e, field, "location", f.said(i, field), f.places, f.locationOnRecord(f.said(i, field)))
	return nil
}

func (r *roster) location(f *hierarchy, _ *exam, i int32) []store.Change {
	l := store.Location{
		Code: f.said(i, template.ASMField(template.ASMLocations, "location_id")), Name: f.said(i, template.ASMField(template.ASMLocations, "location_name")), Site: f.Site.Code,
	}
	change := store.Change{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}
	for _, old := range f.records.Locations() {
		if old.Key() == l.Key() && old.Version != 0 {
			l.Code, l.Site = old.Code, old.Site
			change.Version, change.Fields = old.Version, edit.Differences(store.KindLocation, &old, &l)
		}
	}
	if len(change.Fields) == 0 {
		return nil
	}
	return []store.Change{change}
}

// class writes a class with its teachers. Students come with the rosters.
func (r *roster) class(f *hierarchy, e *exam, i int32) []store.Change {
	of := func(header string) string { return f.said(i, template.ASMField(template.ASMClasses, header)) }
	field := template.ASMField(template.ASMClasses, "location_id")
	f.resolves(e, field, "location", of("location_id"), f.places, f.locationOnRecord(of("location_id")))
	f.resolves(e, template.ASMField(template.ASMClasses, "course_id"), "course", of("course_id"), r.courses, false)
	want := store.Class{Class: of("class_id"), Number: of("class_number"), Location: of("location_id")}
	if at, there := r.courses[lowerOf(of("course_id"))]; there {
		want.Course = f.said(at, template.ASMField(template.ASMCourses, "course_name"))
	}
	is := map[string]store.Roster{}
	for _, id := range r.teachers(f, i) {
		f.resolves(e, template.ASMField(template.ASMClasses, "instructor_id"), "instructor", id, r.staff, false)
		if at, there := r.staff[lowerOf(id)]; there {
			user := r.userID(f, template.ASMStaff, at)
			is[store.UserKey(user)] = store.Roster{Class: want.Class, UserID: user, Role: store.RoleTeacher}
		}
	}
	if e.failed {
		return nil
	}
	return withClass(f, want, slices.DeleteFunc(slices.Clone(f.records.RosterOf(want.Class)), func(p store.Roster) bool {
		return p.Role != store.RoleTeacher
	}), is)
}

// place puts a student into a class.
func (r *roster) place(f *hierarchy, e *exam, i int32) []store.Change {
	of := func(header string) string { return f.said(i, template.ASMField(template.ASMRosters, header)) }
	class, id := of("class_id"), of("student_id")
	f.resolves(e, template.ASMField(template.ASMRosters, "class_id"), "class", class, r.classes, false)
	f.resolves(e, template.ASMField(template.ASMRosters, "student_id"), "student", id, r.students, false)
	if e.failed {
		return nil
	}
	want := store.Roster{Class: f.said(r.classes[lowerOf(class)], template.ASMField(template.ASMClasses, "class_id")), Role: store.RoleStudent}
	want.UserID = r.userID(f, template.ASMStudents, r.students[lowerOf(id)])
	for _, old := range f.records.RosterOf(want.Class) {
		if old.Key() == want.Key() && old.Role == want.Role {
			return nil
		} else if old.Key() == want.Key() {
			e.err("R-73", f.columns.of(template.ASMField(template.ASMRosters, "student_id")), fmt.Sprintf("%s is on record as a teacher of this class", want.UserID), "correct the one that is wrong")
			return nil
		}
	}
	return []store.Change{{Record: store.KindRoster, Key: want.Key(), Fields: store.RosterFields(want)}}
}
