package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

func lowerOf(s string) string { return strings.ToLower(s) }

// mosyleRules are those of Mosyle's hierarchy.
func mosyleRules(f *hierarchy) hierarchyRules {
	nothing := func(*hierarchy, *exam, int32) []store.Change { return nil } // a grade level is a field of each person
	return hierarchyRules{
		parts: []partRule{
			{
				key: store.FieldUserID, free: f.option(template.OptionUserID) != template.IDUser, userID: (*hierarchy).mosyleID, plan: (*hierarchy).mosylePerson, quick: (*hierarchy).mosyleQuick,
				known: func(f *hierarchy, i int32) bool { return f.matches(i) != nil },
			},
			{key: store.FieldCode, plan: (*hierarchy).mosyleLocation, known: func(f *hierarchy, i int32) bool {
				return f.isRecorded(f.said(i, store.FieldCode))
			}},
			{key: template.FieldGradeLevel, plan: nothing},
			{key: store.FieldClass, plan: (*hierarchy).mosyleClass, known: func(f *hierarchy, i int32) bool {
				return f.records.Class(f.said(i, store.FieldClass)) != nil
			}},
		},
		order:  []int{template.MosyleLocations, template.MosyleGrades, template.MosyleUsers, template.MosyleClasses},
		places: template.MosyleLocations,
		sited:  []store.Field{store.FieldCode, store.FieldLocation},
		unique: []store.Field{store.FieldManagedAppleAccount},
		links:  (*hierarchy).mosyleLinks,
		names:  (*hierarchy).mosyleNames,
		idFields: func(f *hierarchy, _ int) []store.Field {
			switch f.option(template.OptionUserID) {
			case template.IDEmail:
				return []store.Field{store.FieldEmail}
			case template.IDAccount, template.IDPrefix:
				return []store.Field{store.FieldManagedAppleAccount}
			}
			return []store.Field{store.FieldUserID}
		},
	}
}

// mosyleID is the User ID of a person's row.
func (f *hierarchy) mosyleID(i int32) string {
	switch f.option(template.OptionUserID) {
	case template.IDEmail:
		return f.said(i, store.FieldEmail)
	case template.IDAccount:
		return f.said(i, store.FieldManagedAppleAccount)
	case template.IDPrefix:
		return prefix(f.said(i, store.FieldManagedAppleAccount))
	}
	return f.said(i, store.FieldUserID)
}

// mosyleNames are the rows that a row names.
func (f *hierarchy) mosyleNames(i int32, tell func(int32)) {
	name := func(part int, name string) {
		if at := f.keys[part].first(name); at >= 0 {
			tell(at)
		}
	}
	switch f.part(i) {
	case template.MosyleUsers:
		for _, code := range store.Names(f.said(i, store.FieldLocations)) {
			name(template.MosyleLocations, code)
		}
	case template.MosyleClasses:
		name(template.MosyleLocations, f.said(i, store.FieldLocation))
		for _, field := range [...]store.Field{template.FieldTeacher, template.FieldStudents} {
			for _, id := range idsIn(f.said(i, field)) {
				name(template.MosyleUsers, id)
			}
		}
	}
}

// idsIn splits a cell of User IDs, apart by commas, semicolons or spaces, and names each once.
func idsIn(cell string) (ids []string) {
	for id := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '/' }) {
		if !slices.ContainsFunc(ids, func(known string) bool { return sameFolded(known, id) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// mosyleLinks finds who is meant by an Email, refuses rows that mean one person, and leaves people without a
// location out where that is wanted.
func (f *hierarchy) mosyleLinks() {
	f.byEmail = map[string][]string{}
	for _, u := range f.records.AllUsers() {
		if u.Email != "" {
			f.byEmail[lowerOf(u.Email)] = append(f.byEmail[lowerOf(u.Email)], u.UserID)
		}
	}
	from, to := f.rows(template.MosyleUsers)
	meant := newNames(from, to, func(i int32) string {
		if u := f.matches(i); u != nil && f.open[i] {
			return u.UserID
		}
		return ""
	})
	for rows := range meant.twins {
		if f.Mode == template.ModeAddOnly {
			break // nobody on record is edited
		}
		f.refuseRows(rows, "R-71", wholeRow, "by User ID or Email "+f.lines(rows)+" are the same person on record, "+f.matches(rows[0]).UserID,
			"keep one of the rows, or correct the User ID or the Email that is wrong")
	}
	for i := from; i < to; i++ {
		if f.open[i] && f.said(i, store.FieldLocations) == "" && f.option(template.OptionWithoutLocation) == template.No {
			f.leaveOut(i, "R-72", "the person has no location", "nothing; the option "+template.OptionWithoutLocation+" brings them in, too")
		}
	}
}

// matches is who on record a row is about, by User ID or else by Email; nil for nobody.
func (f *hierarchy) matches(i int32) *store.User {
	if u := f.records.User(f.Rows[i].UserID); u != nil {
		return u
	}
	return f.byMail(i)
}

// byMail is the one person on record with a row's Email; nil for none, and where several have it.
func (f *hierarchy) byMail(i int32) *store.User {
	if list := f.byEmail[lowerOf(f.said(i, store.FieldEmail))]; len(list) == 1 {
		return f.records.User(list[0])
	}
	return nil
}

// mosylePersonOf is what a row says of a person.
func (f *hierarchy) mosylePersonOf(i int32) person {
	w := person{
		id: f.Rows[i].UserID, name: f.said(i, store.FieldFullName), email: f.said(i, store.FieldEmail), account: f.said(i, store.FieldManagedAppleAccount),
		kind: f.said(i, store.FieldType), grade: f.said(i, store.FieldGrade), locations: store.Names(f.said(i, store.FieldLocations)),
	}
	if strings.EqualFold(w.kind, "student") && f.option(template.OptionNoStudentEmail) == template.Yes {
		w.email = ""
	}
	return w
}

func (f *hierarchy) mosyleQuick(e *exam, i int32) Status {
	f.locates(e, i)
	if by := f.byMail(i); e.failed || by != nil && !strings.EqualFold(by.UserID, f.Rows[i].UserID) {
		return ""
	}
	w := f.mosylePersonOf(i)
	return f.quickPerson(&w)
}

func (f *hierarchy) locates(e *exam, i int32) {
	for _, code := range store.Names(f.said(i, store.FieldLocations)) {
		f.resolves(e, f.locatePerson(store.FieldLocations, code, f.matches(i)))
	}
}

// mosylePerson writes a person, who is found by User ID or Email: one of the two stays to change the other.
func (f *hierarchy) mosylePerson(e *exam, i int32) []store.Change {
	f.locates(e, i)
	w := f.mosylePersonOf(i)
	byID, byMail := f.records.User(w.id), f.byMail(i)
	c, _ := f.idColumn(template.MosyleUsers)
	mail := f.said(i, store.FieldEmail)
	switch list := f.byEmail[lowerOf(mail)]; {
	case byID != nil && byMail != nil && byID.Key() != byMail.Key():
		e.err("R-71", c, fmt.Sprintf("User ID %s and Email %s are two different people on record: %s and %s", w.id, mail, f.called(byID), f.called(byMail)),
			"correct the one that is wrong: one of the two must stay the same to change the other")
	case byID == nil && byMail != nil && !f.foreign(byMail.Site):
		e.info("R-71", c, fmt.Sprintf("found by Email: the User ID changes from %s", byMail.UserID), "check that it is the same person")
	case byID == nil && len(list) > 1:
		e.warn("R-71", f.column(store.FieldEmail), fmt.Sprintf("%d people on record have this Email: the row is taken for somebody new", len(list)),
			"if it is one of them, write their User ID")
	}
	if byID == nil {
		byID = byMail
	}
	return f.personPlan(e, &w, byID)
}

// called names somebody on record, as far as that may be told.
func (f *hierarchy) called(u *store.User) string {
	if f.foreign(u.Site) {
		return "somebody at site " + f.siteName(u.Site)
	}
	return strings.TrimSpace(u.FullName + " (" + u.UserID + ")")
}

// mosyleLocation brings a location on record.
func (f *hierarchy) mosyleLocation(_ *exam, i int32) []store.Change {
	l := store.Location{Code: f.said(i, store.FieldCode), Name: f.said(i, store.FieldCode), Site: f.Site.Code}
	if f.isRecorded(l.Code) {
		return nil
	}
	return []store.Change{{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}}
}

// mosyleClass writes a class and who is in it: the teachers and students of the row, and nobody else.
func (f *hierarchy) mosyleClass(e *exam, i int32) []store.Change {
	want := store.Class{
		Class: f.said(i, store.FieldClass), Course: f.said(i, store.FieldCourse), Location: f.said(i, store.FieldLocation),
	}
	switch f.option(template.OptionClassName) {
	case template.NameID:
		want.Name = want.Class
	case template.NameCourse:
		want.Name = want.Course
	default:
		want.Name = f.said(i, store.FieldName)
	}
	f.resolves(e, f.locate(store.FieldLocation, want.Location))
	is := map[string]store.Roster{}
	for _, in := range [...]struct {
		field store.Field
		role  store.Role
	}{{template.FieldTeacher, store.RoleTeacher}, {template.FieldStudents, store.RoleStudent}} {
		for _, id := range idsIn(f.said(i, in.field)) {
			user, row := f.userNamed(id)
			f.resolves(e, reference{field: in.field, what: "user", name: id, part: template.MosyleUsers, there: f.onRecord(row, user)})
			if other, twice := is[store.UserKey(user)]; twice && other.Role != in.role {
				sameClass(e, f.column(in.field), id)
			}
			is[store.UserKey(user)] = store.Roster{Class: want.Class, UserID: user, Role: in.role}
		}
	}
	if e.failed {
		return nil
	}
	f.keep(&want)
	return withClass(f, want, f.records.RosterOf(want.Class), is)
}

// userNamed is the User ID of somebody whom a class names by what stands under User ID: that of their row, where they
// have one; -1 where they have none.
func (f *hierarchy) userNamed(id string) (userID string, row int32) {
	row = f.keys[template.MosyleUsers].first(id)
	if row >= 0 {
		id = cmp.Or(f.Rows[row].UserID, id)
	}
	return id, row
}
