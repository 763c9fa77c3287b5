package importer

import (
	"context"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// exportHierarchy writes people, locations, grade levels and classes into the parts of one file.
func (x *exporter) exportHierarchy(ctx context.Context, st *store.Store) error {
	classes, people, err := x.readParts(ctx, st)
	if err != nil {
		return err
	}
	x.hierarchyPeople()
	for _, l := range x.records.Locations() {
		x.putPart(l.Code, map[store.Field]string{store.FieldCode: l.Code})
	}
	for i := range classes {
		x.hierarchyClass(&classes[i], people)
	}
	return nil
}

// hierarchyClass writes a class with everybody in it.
func (x *exporter) hierarchyClass(c *store.Class, people inClasses) {
	x.putPart(c.Class, map[store.Field]string{
		store.FieldClass: c.Class, store.FieldCourse: c.Course, store.FieldName: c.Name, store.FieldLocation: c.Location,
		template.FieldTeacher:  strings.Join(people[store.RoleTeacher][c.Key()], ","),
		template.FieldStudents: strings.Join(people[store.RoleStudent][c.Key()], ","),
	})
}

// hierarchyPeople writes the people who are asked for, and the grades that they are in.
func (x *exporter) hierarchyPeople() {
	var grades []string
	for _, u := range x.records.AllUsers() {
		if !x.wanted(&item{key: u.Key(), user: &u}) {
			continue
		}
		x.hierarchyPerson(&u)
		if u.Grade != "" {
			grades = append(grades, u.Grade)
		}
	}
	slices.Sort(grades)
	for _, g := range slices.Compact(grades) {
		x.putPart(g, map[store.Field]string{template.FieldGradeLevel: g})
	}
}

func (x *exporter) hierarchyPerson(u *store.User) {
	values := map[store.Field]string{}
	for _, f := range [...]store.Field{
		store.FieldUserID, store.FieldFullName, store.FieldEmail, store.FieldManagedAppleAccount, store.FieldType, store.FieldLocations, store.FieldGrade,
	} {
		values[f] = u.Get(f)
	}
	x.has(&item{key: u.Key()})
	x.putPart(u.UserID, values)
}

// putPart adds a row of a table with these values.
func (x *exporter) putPart(key string, values map[store.Field]string) {
	row := make([]string, len(x.Template.Columns))
	for c := range x.Template.Columns {
		row[c] = values[x.Template.Columns[c].Field]
	}
	x.put(&item{key: key}, row)
}

// inClasses are the User IDs of who is in the classes, by role and key of the class.
type inClasses map[store.Role]map[string][]string

// readParts reads what goes into a file of several tables: of the classes whoever is asked for, so that every reference
// resolves.
func (x *exporter) readParts(ctx context.Context, st *store.Store) (classes []store.Class, people inClasses, err error) {
	if classes, err = st.Classes(ctx); err != nil {
		return nil, nil, err
	}
	places, err := st.Rosters(ctx)
	people = peopleIn(slices.DeleteFunc(places, func(p store.Roster) bool {
		u := x.records.User(p.UserID)
		return u == nil || !x.wanted(&item{key: u.Key(), user: u})
	}))
	if x.asked != nil {
		x.leave(&item{}, "the classes name only those who were asked for: whoever reads the file takes the others for gone from them")
	}
	if x.asked != nil || x.q.Site != "" {
		classes = slices.DeleteFunc(classes, func(c store.Class) bool { return people.none(c.Key()) && !x.here(c.Location) })
	}
	return classes, people, err
}

// none reports whether nobody is in a class.
func (p inClasses) none(key string) bool {
	return len(p[store.RoleTeacher][key]) == 0 && len(p[store.RoleStudent][key]) == 0
}

// here reports whether a location is one of the site that is asked for.
func (x *exporter) here(location string) bool {
	return x.asked == nil && slices.ContainsFunc(x.records.Locations(), func(l store.Location) bool {
		return strings.EqualFold(l.Code, location) && l.Site == x.q.Site
	})
}

func peopleIn(places []store.Roster) inClasses {
	people := inClasses{store.RoleTeacher: {}, store.RoleStudent: {}}
	for _, p := range places {
		key := store.ScopeKey(p.Class)
		people[p.Role][key] = append(people[p.Role][key], p.UserID)
	}
	return people
}
