package template

import "homeroom/store"

// The parts of Mosyle's hierarchy, in the order in which each names those before it.
const (
	MosyleUsers = iota
	MosyleLocations
	MosyleGrades
	MosyleClasses
)

// The columns of Mosyle's hierarchy that no record has as a field.
const (
	FieldGradeLevel store.Field = "grade_level"
	FieldTeacher    store.Field = "teacher"
	FieldStudents   store.Field = "students"
)

// Mosyle is Mosyle's hierarchy: users, locations, grade levels and classes in a workbook. Sheets and headers are
// ours (D); all of them have to be there.
func Mosyle() *Template {
	account := carried(store.FieldManagedAppleAccount, "Managed Apple ID")
	return &Template{
		Name: "mosyle-hierarchy", Title: "Mosyle: hierarchy", Note: "a workbook of four sheets; their names and headers are Homeroom's (R-70)",
		Columns: join(
			part(MosyleUsers, join(carried(store.FieldUserID, "User ID"), carried(store.FieldFullName, "Name"), carried(store.FieldEmail, "Email"),
				account, carried(store.FieldType, "Type"), carried(store.FieldLocations, "Location"), carried(store.FieldGrade, "Grade Level"))...),
			part(MosyleLocations, carried(store.FieldCode, "Location")...),
			part(MosyleGrades, carried(FieldGradeLevel, "Grade Level")...),
			part(MosyleClasses, join(carried(store.FieldClass, "Class ID"), carried(store.FieldCourse, "Course Name"), carried(store.FieldName, "Class Name"),
				carried(store.FieldLocation, "Location"), carried(FieldTeacher, "Teacher ID"), carried(FieldStudents, "Student IDs"))...)),
		Modes: []Mode{ModeSync, ModeAddOnly, ModeReconcile},
		Blank: map[Mode]string{
			ModeSync:      "an empty cell leaves the field as it is; who is in a class is what its row says, and nobody else",
			ModeReconcile: theirsBlank + comesFrom,
			ModeAddOnly:   "nothing on record is edited: what is there already is left out (R-72)",
		},
		Options: []Option{
			{OptionUserID, "User ID", "which column is the User ID; classes name people by the column User ID", []string{IDUser, IDEmail, IDAccount, IDPrefix}},
			{OptionClassName, "Class name", "class-name is the column Class Name, course-name is Course Name, class-id is Class ID", []string{NameClass, NameCourse, NameID}},
			{OptionWithoutLocation, "Users without a location", "yes brings them in, too; no leaves them out", []string{Yes, No}},
			{OptionNoStudentEmail, "Leave out students' email", "yes reads no Email of a student", []string{No, Yes}},
		},
		family: family{Parts: []string{"Users", "Locations", "Grade Levels", "Classes"}, NewUser: true},
	}
}
