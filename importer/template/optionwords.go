package template

import "cmp"

// Lead is what a person reads before the value of the option.
func (o *Option) Lead() string {
	return cmp.Or(map[string]string{OptionUserID: "User ID from", OptionNoStudentEmail: "Students' email"}[o.Name], o.Title)
}

// Says is a value of the option as a person reads it.
func (o *Option) Says(value string) string {
	return cmp.Or(map[string]map[string]string{
		OptionUserID: {
			IDUser: "User ID", IDUsername: "SIS username", IDNumber: "person number", IDPerson: "person ID", IDEmail: "Email",
			IDAccount: "Managed Apple Account", IDPrefix: "Managed Apple Account, before the @",
		},
		OptionClassName: {
			NameUnchanged: "leave as it is", NameClass: "class name", NameID: "class ID", NameNumber: "class number", NameCourse: "course name",
			NameDisplay: "course name with class number",
		},
		OptionWithoutLocation: {Yes: "come in", No: "left out"},
		OptionNoStudentEmail:  {Yes: "left out", No: "read"},
	}[o.Name][value], value)
}

// Note is what else is to be known of a value; empty for nothing.
func (o *Option) Note(value string) string {
	return map[string]map[string]string{
		OptionUserID: {
			IDUsername: "where there is none the person number, else the person ID",
			IDUser:     "classes name people by this column",
		},
	}[o.Name][value]
}
