package importer

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// exportRoster writes the classes and everybody in them into the files of Apple School Manager's roster. People in
// no class have no place there.
func (x *exporter) exportRoster(ctx context.Context, st *store.Store) error {
	classes, people, err := x.readParts(ctx, st)
	if err != nil {
		return err
	}
	x.rosterPeople(template.ASMStudents, store.RoleStudent, people)
	x.rosterPeople(template.ASMStaff, store.RoleTeacher, people)
	x.classless()
	for i := range classes {
		x.rosterClass(&classes[i], people)
	}
	for _, l := range x.records.Locations() {
		x.part(l.Code, template.ASMLocations, map[string]string{"location_id": l.Code, "location_name": l.Name})
	}
	return nil
}

// rosterPeople writes everybody who is in a class in this role, and is asked for.
func (x *exporter) rosterPeople(part int, role store.Role, people inClasses) {
	in := map[string]bool{}
	for _, ids := range people[role] {
		for _, id := range ids {
			in[store.UserKey(id)] = true
		}
	}
	for _, u := range x.records.AllUsers() {
		if !in[u.Key()] || !x.wanted(&item{key: u.Key(), user: &u}) {
			continue
		}
		x.rosterPerson(part, &u)
	}
}

// classless tells of the students and teachers who are in no class: to whoever reads the roster they are gone.
func (x *exporter) classless() {
	for _, u := range x.records.AllUsers() {
		it := &item{key: u.Key(), user: &u}
		role := store.Role(cmp.Or(u.Type, u.Position))
		if !x.took[it.key] && x.wanted(it) && (role == store.RoleStudent || role == store.RoleTeacher) {
			x.took[it.key] = true
			x.leave(&item{key: u.UserID}, "is in no class, and has no place in a roster (R-74): whoever reads it takes them for gone")
		}
	}
}

// rosterPerson writes one of them.
func (x *exporter) rosterPerson(part int, u *store.User) {
	x.has(&item{key: u.Key()})
	first, last := u.FullName, ""
	if at := strings.LastIndexByte(u.FullName, ' '); at >= 0 {
		first, last = u.FullName[:at], u.FullName[at+1:]
	}
	if strings.Join(strings.Fields(u.FullName), " ") != u.FullName {
		x.leave(&item{key: u.UserID}, "the name holds something other than single spaces between its words, and comes back with those")
	}
	location := ""
	if names := store.Names(u.Locations); len(names) > 0 {
		location = names[0]
	}
	x.part(u.UserID, part, map[string]string{
		"person_id": u.UserID, "first_name": first, "last_name": last, "grade_level": u.Grade, "email_address": u.Email,
		"sis_username": u.UserID, "location_id": location,
	})
}

// rosterClass writes a class, with a course of its own, and its students.
func (x *exporter) rosterClass(c *store.Class, people inClasses) {
	x.part(c.Class, template.ASMCourses, map[string]string{"course_id": c.Class, "course_name": c.Course, "location_id": c.Location})
	values := map[string]string{"class_id": c.Class, "class_number": c.Number, "course_id": c.Class, "location_id": c.Location}
	for n, id := range people[store.RoleTeacher][c.Key()] {
		header := "instructor_id"
		if n > 0 {
			header = fmt.Sprintf("instructor_id_%d", n+1)
		}
		values[header] = id
	}
	x.part(c.Class, template.ASMClasses, values)
	for _, id := range people[store.RoleStudent][c.Key()] {
		x.part(c.Class, template.ASMRosters, map[string]string{"roster_id": c.Class + "-" + id, "class_id": c.Class, "student_id": id})
	}
}

// part adds a row to one of the files.
func (x *exporter) part(key string, n int, values map[string]string) {
	fields := make(map[store.Field]string, len(values))
	for header, value := range values {
		fields[template.ASMField(n, header)] = value
	}
	x.putPart(key, fields)
}
