package importer

import (
	"context"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// exportHierarchy writes people, locations, grade levels and classes into the parts of one file.
func exportHierarchy(ctx context.Context, st *store.Store, t *template.Template, q Selection) (*Outgoing, error) {
	x, classes, people, err := beginParts(ctx, st, t, q)
	if err != nil {
		return nil, err
	}
	x.hierarchyPeople()
	for _, l := range x.records.Locations() {
		x.put(map[store.Field]string{store.FieldCode: l.Code})
	}
	for i := range classes {
		c := &classes[i]
		x.put(map[store.Field]string{
			store.FieldClass: c.Class, store.FieldCourse: c.Course, store.FieldName: c.Name, store.FieldLocation: c.Location,
			template.FieldTeacher:  strings.Join(people[store.RoleTeacher][c.Key()], ","),
			template.FieldStudents: strings.Join(people[store.RoleStudent][c.Key()], ","),
		})
	}
	return x.Outgoing, nil
}

// hierarchyPeople writes the people who are asked for, and the grades that they are in.
func (x *exporter) hierarchyPeople() {
	var grades []string
	for _, u := range x.records.AllUsers() {
		if !x.wanted(&item{key: u.Key(), user: &u}) {
			continue
		}
		values := map[store.Field]string{}
		for _, f := range [...]store.Field{
			store.FieldUserID, store.FieldFullName, store.FieldEmail, store.FieldManagedAppleAccount, store.FieldType, store.FieldLocations, store.FieldGrade,
		} {
			values[f] = u.Get(f)
		}
		x.put(values)
		if u.Grade != "" {
			grades = append(grades, u.Grade)
		}
	}
	slices.Sort(grades)
	for _, g := range slices.Compact(grades) {
		x.put(map[store.Field]string{template.FieldGradeLevel: g})
	}
}

// put adds a row with these values.
func (x *exporter) put(values map[store.Field]string) {
	row := make([]string, len(x.Template.Columns))
	for c := range x.Template.Columns {
		row[c] = values[x.Template.Columns[c].Field]
	}
	x.rows = append(x.rows, row)
}

// inClasses are the User IDs of who is in the classes, by role and key of the class.
type inClasses map[store.Role]map[string][]string

// beginParts reads what goes into a file of several tables.
func beginParts(ctx context.Context, st *store.Store, t *template.Template, q Selection) (x *exporter, classes []store.Class, people inClasses, err error) {
	if q.Since != nil {
		return nil, nil, nil, &store.Error{
			Code: store.CodeInvalid, Message: "the template " + t.Name + " holds a whole hierarchy, not what changed", Remedy: "leave --changes out",
		}
	}
	x = &exporter{Outgoing: &Outgoing{Template: t}, q: q}
	if x.records, err = st.Whole(ctx); err != nil {
		return nil, nil, nil, err
	}
	x.Latest = x.records.Latest()
	if classes, err = st.Classes(ctx); err != nil {
		return nil, nil, nil, err
	}
	places, err := st.Rosters(ctx)
	people = inClasses{store.RoleTeacher: {}, store.RoleStudent: {}}
	for _, p := range places {
		key := store.ScopeKey(p.Class)
		people[p.Role][key] = append(people[p.Role][key], p.UserID)
	}
	return x, classes, people, err
}
