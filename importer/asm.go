package importer

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// roster is what the files of Apple School Manager's roster say, with the places of their columns.
type roster struct {
	f           *hierarchy
	people      [2]asmPerson // the columns of students.csv and staff.csv
	class       asmClass
	place       struct{ class, student int }
	locationsOf [2][][]string // of each person of the two files: codes of the locations of their classes
}

// asmPerson are the columns of a file of people.
type asmPerson struct {
	part                                                             int
	id, number, first, middle, last, grade, email, username, account int
	locations                                                        []int
}

type asmClass struct {
	id, number, course, location int
	teachers                     []int
}

// asmRules are those of Apple School Manager's roster.
func asmRules(f *hierarchy) hierarchyRules {
	r := newRoster(f)
	key := template.ASMField
	person := func(part int) partRule {
		return partRule{
			key: key(part, "person_id"), userID: func(_ *hierarchy, i int32) string { return r.userID(part, i) },
			plan:  func(_ *hierarchy, e *exam, i int32) []store.Change { return r.person(e, part, i) },
			quick: func(_ *hierarchy, e *exam, i int32) Status { return r.quick(e, part, i) },
			known: func(_ *hierarchy, i int32) bool { return f.records.User(f.Rows[i].UserID) != nil },
		}
	}
	return hierarchyRules{
		parts: []partRule{
			person(template.ASMStudents), person(template.ASMStaff),
			{key: key(template.ASMCourses, "course_id"), plan: func(_ *hierarchy, e *exam, i int32) []store.Change { return r.course(e, i) }},
			{
				key: key(template.ASMClasses, "class_id"), plan: func(_ *hierarchy, e *exam, i int32) []store.Change { return r.classPlan(e, i) },
				known: func(_ *hierarchy, i int32) bool { return f.records.Class(r.cell(i, r.class.id)) != nil },
			},
			{
				key: key(template.ASMRosters, "roster_id"), plan: func(_ *hierarchy, e *exam, i int32) []store.Change { return r.placePlan(e, i) },
				quick: func(_ *hierarchy, e *exam, i int32) Status { return r.placeQuick(e, i) },
			},
			{
				key: key(template.ASMLocations, "location_id"), plan: func(_ *hierarchy, _ *exam, i int32) []store.Change { return r.location(i) },
				known: func(_ *hierarchy, i int32) bool {
					return f.isRecorded(f.said(i, key(template.ASMLocations, "location_id")))
				},
			},
		},
		order: []int{
			template.ASMLocations, template.ASMCourses, template.ASMStudents, template.ASMStaff, template.ASMClasses, template.ASMRosters,
		},
		places:   template.ASMLocations,
		sited:    []store.Field{key(template.ASMLocations, "location_id"), key(template.ASMCourses, "location_id"), key(template.ASMClasses, "location_id")},
		links:    func(*hierarchy) { r.links() },
		names:    func(_ *hierarchy, i int32, tell func(int32)) { r.names(i, tell) },
		idFields: func(_ *hierarchy, part int) []store.Field { return r.idFields(part) },
	}
}

func newRoster(f *hierarchy) *roster {
	r := &roster{f: f}
	for part := range r.people {
		at := func(header string) int { return f.column(template.ASMField(part, header)) }
		r.people[part] = asmPerson{
			part: part, id: at("person_id"), number: at("person_number"), first: at("first_name"), middle: at("middle_name"), last: at("last_name"),
			grade: at("grade_level"), email: at("email_address"), username: at("sis_username"), account: at(template.ASMAccount),
			locations: r.all(part, "location_id"),
		}
	}
	at := func(part int, header string) int { return f.column(template.ASMField(part, header)) }
	r.class = asmClass{
		id: at(template.ASMClasses, "class_id"), number: at(template.ASMClasses, "class_number"), course: at(template.ASMClasses, "course_id"),
		location: at(template.ASMClasses, "location_id"), teachers: r.all(template.ASMClasses, "instructor_id"),
	}
	r.place.class, r.place.student = at(template.ASMRosters, "class_id"), at(template.ASMRosters, "student_id")
	return r
}

// all are the columns of one sort that the file has: instructor_id, instructor_id_2 and so on.
func (r *roster) all(part int, header string) (columns []int) {
	for _, field := range template.ASMMore(part, header) {
		if c := r.f.column(field); c != wholeRow && r.f.columns[c].at >= 0 {
			columns = append(columns, c)
		}
	}
	return columns
}

// cell is what a row says in a column.
func (r *roster) cell(i int32, c int) string {
	if c == wholeRow {
		return ""
	}
	return r.f.columns.cell(&r.f.Table.Records[i], c)
}

// idFields are the columns that give somebody their User ID: the SIS username, or else the person number, or the
// person's ID (D), unless one of them was chosen.
func (r *roster) idFields(part int) []store.Field {
	headers := map[string][]string{
		template.IDNumber: {"person_number"}, template.IDPerson: {"person_id"}, template.IDEmail: {"email_address"},
		template.IDAccount: {template.ASMAccount}, template.IDPrefix: {template.ASMAccount},
	}[r.f.option(template.OptionUserID)]
	if headers == nil {
		headers = []string{"sis_username", "person_number", "person_id"}
	}
	fields := make([]store.Field, len(headers))
	for n, h := range headers {
		fields[n] = template.ASMField(part, h)
	}
	return fields
}

// userID is the User ID of a person's row.
func (r *roster) userID(part int, i int32) string {
	c := &r.people[part]
	switch r.f.option(template.OptionUserID) {
	case template.IDNumber:
		return r.cell(i, c.number)
	case template.IDPerson:
		return r.cell(i, c.id)
	case template.IDEmail:
		return r.cell(i, c.email)
	case template.IDAccount:
		return r.cell(i, c.account)
	case template.IDPrefix:
		return prefix(r.cell(i, c.account))
	}
	return cmp.Or(r.cell(i, c.username), r.cell(i, c.number), r.cell(i, c.id))
}

// names are the rows that a row names.
func (r *roster) names(i int32, tell func(int32)) {
	name := func(part, c int) {
		if at := r.f.keys[part].first(r.cell(i, c)); at >= 0 {
			tell(at)
		}
	}
	switch part := r.f.part(i); part {
	case template.ASMStudents, template.ASMStaff:
		first, _ := r.f.rows(part)
		for _, c := range r.people[part].locations {
			name(template.ASMLocations, c)
		}
		if r.locationsOf[part] == nil { // of a file that was saved, and is only read again
			return
		}
		for _, code := range r.locationsOf[part][i-first] {
			if at := r.f.keys[template.ASMLocations].first(code); at >= 0 && !r.writes(part, i, code) {
				tell(at)
			}
		}
	case template.ASMCourses:
		name(template.ASMLocations, r.f.column(template.ASMField(part, "location_id")))
	case template.ASMClasses:
		name(template.ASMLocations, r.class.location)
		name(template.ASMCourses, r.class.course)
		for _, c := range r.class.teachers {
			name(template.ASMStaff, c)
		}
	case template.ASMRosters:
		name(template.ASMClasses, r.place.class)
		name(template.ASMStudents, r.place.student)
	}
}

// links finds where people have classes, refuses places that stand twice, and leaves out who is in no class.
func (r *roster) links() {
	f := r.f
	for part := range r.locationsOf {
		from, to := f.rows(part)
		r.locationsOf[part] = make([][]string, to-from)
	}
	from, to := f.rows(template.ASMClasses)
	for class := from; class < to; class++ {
		if f.Rows[class].Status != StatusLeftOut {
			for _, c := range r.class.teachers {
				r.is(template.ASMStaff, f.keys[template.ASMStaff].first(r.cell(class, c)), class)
			}
		}
	}
	r.pupils()
	for part := range r.locationsOf {
		first, behind := f.rows(part)
		for i := first; i < behind; i++ {
			if f.open[i] && r.locationsOf[part][i-first] == nil && f.option(template.OptionWithoutLocation) == template.No {
				f.leaveOut(i, "R-74", "the person is in no class of this site in this file", "nothing; the option "+template.OptionWithoutLocation+" brings them in, too")
			}
		}
	}
}

// pupils notes of every student where their classes are, and refuses places that stand twice.
func (r *roster) pupils() {
	f := r.f
	type place struct{ class, student, row int32 }
	from, to := f.rows(template.ASMRosters)
	places := make([]place, 0, to-from)
	for i := from; i < to; i++ {
		p := place{f.keys[template.ASMClasses].first(r.cell(i, r.place.class)), f.keys[template.ASMStudents].first(r.cell(i, r.place.student)), i}
		if f.open[i] && p.class >= 0 && f.elsewhere(r.cell(p.class, r.class.location)) != "" {
			f.leaveOut(i, "R-17", "the class belongs to another site: see "+InLine(f.Plan, f.Rows[p.class].Line), "leave it to that site")
			continue
		}
		if p.class >= 0 && p.student >= 0 && f.Rows[i].Status != StatusLeftOut && f.Rows[p.class].Status != StatusLeftOut {
			r.is(template.ASMStudents, p.student, p.class)
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(int(a.class-b.class), int(a.student-b.student), int(a.row-b.row)) })
	for n := 0; n < len(places); {
		rows := []int32(nil)
		m := n + 1
		for ; m < len(places) && places[m].class == places[n].class && places[m].student == places[n].student; m++ {
			rows = append(rows, places[m].row)
		}
		if rows != nil {
			rows = append([]int32{places[n].row}, rows...)
			f.refuseRows(rows, "R-73", r.place.student, "the same student stands in the same class on "+f.lines(rows), "keep one of the rows")
		}
		n = m
	}
}

// is notes that somebody is in a class. One without a location is a class all the same.
func (r *roster) is(part int, person, class int32) {
	if person < 0 {
		return
	}
	first, _ := r.f.rows(part)
	at, code := &r.locationsOf[part][person-first], r.cell(class, r.class.location)
	if !slices.Contains(*at, code) {
		*at = append(*at, code)
	}
}

// who is what the roster says of a person, with the type and the locations that their classes give them.
func (r *roster) who(part int, i int32) person {
	c := &r.people[part]
	first, _ := r.f.rows(part)
	w := person{
		id: r.f.Rows[i].UserID, email: r.cell(i, c.email), account: r.cell(i, c.account), grade: r.cell(i, c.grade), kind: "student",
		name: fullName(r.cell(i, c.first), r.cell(i, c.middle), r.cell(i, c.last)),
	}
	switch locations := r.locationsOf[part][i-first]; {
	case locations != nil:
		w.locations = slices.DeleteFunc(slices.Clone(locations), func(code string) bool { return code == "" })
	default:
		for _, c := range c.locations {
			if code := r.cell(i, c); code != "" {
				w.locations = append(w.locations, code)
			}
		}
	}
	switch {
	case part == template.ASMStaff && r.locationsOf[part][i-first] == nil:
		w.kind = "staff"
	case part == template.ASMStaff:
		w.kind = "teacher"
	case r.f.option(template.OptionNoStudentEmail) == template.Yes:
		w.email = ""
	}
	if r.f.Mapping.Rejected != "" {
		r.besides(&w)
	}
	return w
}

// besides leaves somebody what they have on record: a file of rows that were rejected names but some of their classes.
func (r *roster) besides(w *person) {
	u := r.f.records.User(w.id)
	if u == nil {
		return
	}
	if w.kind == "staff" {
		w.kind = ""
	}
	locations := store.Names(u.Locations)
	for _, code := range w.locations {
		if !slices.ContainsFunc(locations, func(known string) bool { return sameFolded(known, code) }) {
			locations = append(locations, code)
		}
	}
	w.locations = locations
}

func fullName(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// lives refuses locations of a person, or of their classes, that are not there.
func (r *roster) lives(e *exam, part int, i int32) {
	first, _ := r.f.rows(part)
	for _, c := range r.people[part].locations {
		named := r.f.locatePerson(r.f.columns[c].field, r.cell(i, c), r.f.records.User(r.f.Rows[i].UserID))
		if named.away == "" || r.locationsOf[part][i-first] == nil { // otherwise they are where their classes are
			r.f.resolves(e, named)
		}
	}
	for _, code := range r.locationsOf[part][i-first] {
		if !r.writes(part, i, code) {
			r.f.resolves(e, r.f.locate(template.ASMField(part, "location_id"), code))
		}
	}
}

// writes reports whether a person's own row names a location.
func (r *roster) writes(part int, i int32, code string) bool {
	return slices.ContainsFunc(r.people[part].locations, func(c int) bool { return sameFolded(r.cell(i, c), code) })
}

func (r *roster) quick(e *exam, part int, i int32) Status {
	if r.lives(e, part, i); e.failed {
		return ""
	}
	w := r.who(part, i)
	return r.f.quickPerson(&w)
}

func (r *roster) person(e *exam, part int, i int32) []store.Change {
	r.lives(e, part, i)
	w := r.who(part, i)
	return r.f.personPlan(e, &w, r.f.records.User(w.id))
}
