package importer

import (
	"cmp"
	"sort"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// About says in a few words what a row of a file that holds several tables is about: a person by User ID, a class by its
// name, a place in a class by both. Empty for a row of any other file, which names a device or a person. It is not for
// several goroutines at a time.
func (p *Plan) About(line int) string {
	i, ok := p.rowAt(line)
	if !ok || p.Template.Parts == nil {
		return ""
	}
	words := mosyleAbout[:]
	if p.Template.Archive {
		words = asmAbout[:]
	}
	return strings.TrimSpace(words[p.Table.Records[i].Part()](p, i))
}

var mosyleAbout = [...]func(*Plan, int) string{
	template.MosyleUsers:     func(p *Plan, i int) string { return cmp.Or(p.Rows[i].UserID, p.says(i, store.FieldFullName)) },
	template.MosyleLocations: wordAnd("location", store.FieldCode),
	template.MosyleGrades:    wordAnd("grade", template.FieldGradeLevel),
	template.MosyleClasses:   func(p *Plan, i int) string { return "class " + p.titleOf(i) },
}

var asmAbout = [...]func(*Plan, int) string{
	template.ASMStudents:  (*Plan).rosterPerson,
	template.ASMStaff:     (*Plan).rosterPerson,
	template.ASMCourses:   wordAnd("course", template.ASMField(template.ASMCourses, "course_name"), template.ASMField(template.ASMCourses, "course_id")),
	template.ASMClasses:   func(p *Plan, i int) string { return "class " + p.titleOf(i) },
	template.ASMRosters:   (*Plan).rosterPlace,
	template.ASMLocations: wordAnd("location", template.ASMField(template.ASMLocations, "location_name"), template.ASMField(template.ASMLocations, "location_id")),
}

// wordAnd is a word and the first of these cells that says something.
func wordAnd(word string, fields ...store.Field) func(*Plan, int) string {
	return func(p *Plan, i int) string { return word + " " + p.says(i, fields...) }
}

// says is what a row says in the first of these columns that says something.
func (p *Plan) says(i int, fields ...store.Field) string {
	for _, f := range fields {
		if c := p.columns.of(f); c != wholeRow {
			if said := p.columns.cell(&p.Table.Records[i], c); said != "" {
				return said
			}
		}
	}
	return ""
}

// inTable is what a row of the roster says in the first of these columns of its table that says something.
func (p *Plan) inTable(i int, headers ...string) string {
	for _, h := range headers {
		if said := p.says(i, template.ASMField(p.Table.Records[i].Part(), h)); said != "" {
			return said
		}
	}
	return ""
}

// rosterPerson is a person of the roster by User ID, or by name where that was not settled.
func (p *Plan) rosterPerson(i int) string {
	name := strings.Join(strings.Fields(p.inTable(i, "first_name")+" "+p.inTable(i, "last_name")), " ")
	return cmp.Or(p.Rows[i].UserID, name, p.inTable(i, "person_id"))
}

// rosterPlace is a student in a class.
func (p *Plan) rosterPlace(i int) string {
	student, class := p.inTable(i, "student_id"), p.inTable(i, "class_id")
	if at, there := p.withID(template.ASMStudents, "person_id", student); there {
		student = p.rosterPerson(at)
	}
	return cmp.Or(student, "nobody") + " in " + p.ClassTitle(class)
}

// ClassTitle is what people call the class of a Class ID: as this file says it, or the records, or else by the ID itself.
func (p *Plan) ClassTitle(id string) string {
	if at, there := p.classRow(id); there {
		return p.titleOf(at)
	}
	if p.records != nil {
		if c := p.records.Class(id); c != nil {
			return cmp.Or(c.Name, strings.TrimSpace(c.Course+" "+c.Number), c.Class)
		}
	}
	return id
}

// classRow finds a class's own row.
func (p *Plan) classRow(id string) (i int, there bool) {
	switch {
	case p.Template.Parts == nil:
		return 0, false
	case p.Template.Archive:
		return p.withID(template.ASMClasses, "class_id", id)
	}
	return p.keyed(template.MosyleClasses, store.FieldClass, id)
}

// titleOf is what a row calls its class: by its name, by course and number, or else by its ID.
func (p *Plan) titleOf(i int) string {
	if !p.Template.Archive {
		return p.says(i, store.FieldName, store.FieldCourse, store.FieldClass)
	}
	course := ""
	if at, there := p.withID(template.ASMCourses, "course_id", p.inTable(i, "course_id")); there {
		course = p.inTable(at, "course_name")
	}
	return cmp.Or(strings.TrimSpace(course+" "+p.inTable(i, "class_number")), p.inTable(i, "class_id"))
}

// withID finds a row of a table of the roster by its identifier.
func (p *Plan) withID(part int, header, id string) (i int, there bool) {
	return p.keyed(part, template.ASMField(part, header), id)
}

// keyed finds a row of a table by what stands in one of its columns. The rows are indexed once, as long as no cell changes.
func (p *Plan) keyed(part int, field store.Field, id string) (i int, there bool) {
	rows, known := p.byKey[field]
	if !known {
		if p.byKey == nil {
			p.byKey = map[store.Field]*names{}
		}
		first := func(part int) int32 {
			return int32(sort.Search(p.FileRows(), func(i int) bool { return p.Table.Records[i].Part() >= part }))
		}
		c := p.columns.of(field)
		rows = newNames(first(part), first(part+1), func(i int32) string { return p.columns.cell(&p.Table.Records[i], c) })
		p.byKey[field] = rows
	}
	at := rows.first(id)
	return int(at), at >= 0
}
