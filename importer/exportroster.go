package importer

import (
	"context"
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// exportRoster writes the classes and everybody in them into the files of Apple School Manager's roster. People in
// no class have no place there.
func exportRoster(ctx context.Context, st *store.Store, t *template.Template, q Selection) (*Outgoing, error) {
	x, classes, people, err := beginParts(ctx, st, t, q)
	if err != nil {
		return nil, err
	}
	x.rosterPeople(template.ASMStudents, store.RoleStudent, people)
	x.rosterPeople(template.ASMStaff, store.RoleTeacher, people)
	for i := range classes {
		x.rosterClass(&classes[i], people)
	}
	for _, l := range x.records.Locations() {
		x.part(template.ASMLocations, map[string]string{"location_id": l.Code, "location_name": l.Name})
	}
	return x.Outgoing, nil
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
		first, last := u.FullName, ""
		if at := strings.LastIndexByte(u.FullName, ' '); at >= 0 {
			first, last = u.FullName[:at], u.FullName[at+1:]
		}
		location := ""
		if names := store.Names(u.Locations); len(names) > 0 {
			location = names[0]
		}
		x.part(part, map[string]string{
			"person_id": u.UserID, "first_name": first, "last_name": last, "grade_level": u.Grade, "email_address": u.Email,
			"sis_username": u.UserID, "location_id": location,
		})
	}
}

// rosterClass writes a class, with a course of its own, and its students.
func (x *exporter) rosterClass(c *store.Class, people inClasses) {
	x.part(template.ASMCourses, map[string]string{"course_id": c.Class, "course_name": c.Course, "location_id": c.Location})
	values := map[string]string{"class_id": c.Class, "class_number": c.Number, "course_id": c.Class, "location_id": c.Location}
	for n, id := range people[store.RoleTeacher][c.Key()] {
		header := "instructor_id"
		if n > 0 {
			header = fmt.Sprintf("instructor_id_%d", n+1)
		}
		values[header] = id
	}
	x.part(template.ASMClasses, values)
	for _, id := range people[store.RoleStudent][c.Key()] {
		x.part(template.ASMRosters, map[string]string{"roster_id": c.Class + "-" + id, "class_id": c.Class, "student_id": id})
	}
}

// part adds a row to one of the files.
func (x *exporter) part(n int, values map[string]string) {
	fields := make(map[store.Field]string, len(values))
	for header, value := range values {
		fields[template.ASMField(n, header)] = value
	}
	x.put(fields)
}
