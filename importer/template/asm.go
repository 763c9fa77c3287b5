package template

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// The parts of Apple School Manager's roster.
const (
	ASMStudents = iota
	ASMStaff
	ASMCourses
	ASMClasses
	ASMRosters
	ASMLocations
)

// asmParts are the files of the roster, as they are called in the archive, with their headers.
var asmParts = [...]struct{ file, header string }{
	{"students.csv", "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id"},
	{"staff.csv", "person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id"},
	{"courses.csv", "course_id,course_number,course_name,location_id"},
	{"classes.csv", "class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id"},
	{"rosters.csv", "roster_id,class_id,student_id"},
	{"locations.csv", "location_id,location_name"},
}

// ASMAccount is a column of people that may stand in their files besides (D).
const ASMAccount = "managed_apple_id"

// asmMore is how many further columns of one sort a part may have: instructor_id_4 and so on, location_id_2 and so on.
const asmMore = 15

// ASMField is the field under which a column of a part of the roster is found.
func ASMField(part int, header string) store.Field {
	return store.Field(strings.TrimSuffix(asmParts[part].file, ".csv") + "_" + header)
}

// ASMMore are the columns of one sort in a part: location_id, location_id_2 and so on.
func ASMMore(part int, header string) []store.Field {
	list := []store.Field{ASMField(part, header)}
	for n := 2; n <= asmMore; n++ {
		list = append(list, ASMField(part, fmt.Sprintf("%s_%d", header, n)))
	}
	return list
}

// ASM is the roster of Apple School Manager: six files in one flat archive.
func ASM() *Template {
	t := &Template{
		Name: "asm-roster", Title: "Apple School Manager: roster", Note: "six files in one flat zip archive (R-73)",
		Modes: []Mode{ModeSync, ModeAddOnly, ModeReconcile},
		Blank: map[Mode]string{
			ModeSync:      "an empty cell leaves the field as it is; a class that names instructors is taught by those alone, one that names none keeps its teachers; whoever is in no class is left out, and nobody loses anything by not being in the file",
			ModeReconcile: theirsBlank + comesFrom,
			ModeAddOnly:   "nothing on record is edited: what is there already is left out (R-72)",
		},
		Options: []Option{
			{
				OptionUserID, "User ID", "sis-username takes the person number, or else the person ID, where there is none; account and account-prefix are of the column managed_apple_id",
				[]string{IDUsername, IDNumber, IDPerson, IDEmail, IDAccount, IDPrefix},
			},
			{
				OptionClassName, "Class name", "unchanged writes none; class-id and class-number are of classes.csv, course-name is of courses.csv, display-name is the course's name with the class number",
				[]string{NameUnchanged, NameID, NameNumber, NameCourse, NameDisplay},
			},
			{OptionWithoutLocation, "People in no class", "no leaves them out; yes brings them in with the location of their own row, those of staff.csv as staff", []string{No, Yes}},
			{OptionNoStudentEmail, "Leave out students' email", "yes reads no email_address of a student", []string{No, Yes}},
		},
		family: family{NewUser: true, Archive: true},
	}
	for n, p := range asmParts {
		t.Parts = append(t.Parts, p.file)
		headers := strings.Split(p.header, ",")
		for _, h := range headers {
			c := Column{Field: ASMField(n, h), Header: h, Required: true}
			c.Part, c.Identifier = n, strings.HasSuffix(h, "_id")
			t.Columns = append(t.Columns, c)
		}
		if n == ASMStudents || n == ASMStaff {
			account := Column{Field: ASMField(n, ASMAccount), Header: ASMAccount, Aliases: []string{"managed_apple_account"}}
			account.Part = n
			t.Columns = append(t.Columns, account)
		}
		t.Columns = append(t.Columns, asmFurther(n, "instructor_id", headers)...)
		if n == ASMStudents || n == ASMStaff { // whatever else is at a place is at one
			t.Columns = append(t.Columns, asmFurther(n, "location_id", headers)...)
		}
	}
	return t
}

// asmFurther are the columns of a sort that may follow, where the part has the first of them.
func asmFurther(part int, header string, headers []string) (columns []Column) {
	has := func(h string) bool {
		for _, known := range headers {
			if known == h {
				return true
			}
		}
		return false
	}
	if !has(header) {
		return nil
	}
	for n := 2; n <= asmMore; n++ {
		if h := fmt.Sprintf("%s_%d", header, n); !has(h) {
			c := Column{Field: ASMField(part, h), Header: h}
			c.Part = part
			columns = append(columns, c)
		}
	}
	return columns
}
