package template

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// MaaS360Users is the user list of IBM MaaS360 with the column that is added to it. Its headers are ours (D).
func MaaS360Users() *Template {
	account := carried(store.FieldManagedAppleAccount, "Managed Apple ID")
	account[0].Aliases = []string{"Managed Apple Account"}
	return &Template{
		Name: "maas360-users", Title: "IBM MaaS360: users", Note: "the headers are Homeroom's; Managed Apple ID is added to the directory's export (R-60)",
		Edits: store.KindUser,
		Columns: join(carried(store.FieldFullName, "Full Name"), required(carried(store.FieldUserID, "Username")),
			carried(store.FieldDomain, "Domain"), carried(store.FieldEmail, "Email Address"), account),
		Modes:  compares(),
		Blank:  map[Mode]string{ModeReconcile: theirsBlank + onlyHere(store.KindUser), ModeUpdate: "an empty cell leaves the field as it is; a Username that is not on record makes a new user"},
		family: family{Key: store.FieldUserID, NewUser: true, Checks: []Check{accountExists}},
	}
}

// accountExists refuses a Managed Apple Account that somebody else has, in the vendor's words.
func accountExists(r Row) []Said {
	holder := r.AccountHolder(r.Cell(store.FieldManagedAppleAccount))
	if holder == "" {
		return nil
	}
	return []Said{{store.FieldManagedAppleAccount, store.Finding{
		Rule: "R-60", Severity: store.SeverityError, Message: "Managed Apple ID already exists: " + holder + " has it",
		Remedy: "an account is one person's (R-05): write another one, or take it off that person first",
	}}}
}

// The words of enrolment requests.
const (
	forIOS        = "iOS"
	employeeOwned = "Employee Owned"
	modeMark      = "MDM"
)

// MaaS360Enrollments are enrolment requests of IBM MaaS360. Its headers are ours (D).
func MaaS360Enrollments() *Template {
	of := func(k store.Kind) vendors { return vendors{Of: k} }
	return &Template{
		Name: "maas360-enrollments", Title: "IBM MaaS360: enrolment requests", Note: "the headers are Homeroom's; CSV or TXT (R-61)",
		Edits: store.KindRequest,
		Columns: []Column{
			{Field: store.FieldUserID, Header: "Username", Identifier: true, Required: true},
			{Field: store.FieldDomain, Header: "Domain", vendors: of(store.KindUser)},
			{Field: store.FieldEmail, Header: "Email Address", Aliases: []string{"Email"}, vendors: of(store.KindUser)},
			{Field: store.FieldPlatform, Header: "Platform", vendors: vendors{Must: true, Rule: "R-61"}},
			{Field: store.FieldOwnership, Header: "Ownership"},
			{
				Field: store.FieldUserEnrollment, Header: "Enroll Using iOS User Enrollment",
				vendors: vendors{Rule: "R-61", Words: []Word{{"Yes", "Yes"}, {"No", "No"}}},
			},
			{Field: store.FieldOverrideMode, Header: "Override Authentication Mode"},
			{Field: store.FieldComments, Header: "Comments"},
		},
		Modes: updates(),
		Blank: map[Mode]string{ModeUpdate: "an empty cell leaves the request as it is; there is one request for each person and platform"},
		family: family{
			Checks: []Check{userEnrollment, samePerson},
			Amend:  map[store.Field]func(string) string{store.FieldPlatform: spelled(forIOS), store.FieldOwnership: spelled(employeeOwned)},
		},
	}
}

// spelled writes a word as the vendor does, whatever its letter case in the file, and leaves any other as it is.
func spelled(word string) func(string) string {
	return func(cell string) string {
		if strings.EqualFold(cell, word) {
			return word
		}
		return cell
	}
}

// userEnrollment holds a Yes against what it needs: every condition that fails is told.
func userEnrollment(r Row) (list []Said) {
	if !strings.EqualFold(r.Cell(store.FieldUserEnrollment), "Yes") {
		return nil
	}
	say := func(severity store.Severity, f store.Field, message, remedy string) {
		list = append(list, Said{f, store.Finding{Rule: "R-61", Severity: severity, Message: "iOS User Enrollment " + message, Remedy: remedy}})
	}
	const refuse = store.SeverityError
	if p := r.Cell(store.FieldPlatform); !strings.EqualFold(p, forIOS) {
		say(refuse, store.FieldPlatform, "is for the platform iOS alone, not "+quote(p), "write iOS, or No under Enroll Using iOS User Enrollment")
	}
	if o := r.Cell(store.FieldOwnership); !strings.EqualFold(o, employeeOwned) {
		say(refuse, store.FieldOwnership, "needs the Ownership Employee Owned, not "+quote(o), "write Employee Owned, or No under Enroll Using iOS User Enrollment")
	}
	if o := r.Cell(store.FieldOverrideMode); o != "" {
		say(refuse, store.FieldOverrideMode, "does not go with Override Authentication Mode, which says "+quote(o), "empty it")
	}
	switch u := r.User(); {
	case r.Cell(store.FieldUserID) == "":
		say(refuse, store.FieldUserID, "needs a user, and none is named", "write the Username")
	case u != nil && u.ManagedAppleAccount == "":
		say(refuse, store.FieldUserID, fmt.Sprintf("needs a linked Managed Apple Account, and %s has none", u.UserID), "link one to the user first (R-05)")
	}
	if c := r.Cell(store.FieldComments); !strings.HasPrefix(c, modeMark) {
		say(store.SeverityWarning, store.FieldComments, "needs, for a customer in mixed mode, a comment that starts with MDM",
			"begin the comment with MDM if your account is in mixed mode")
	}
	return list
}

// samePerson warns where the row says something else of the person than the user record: a request changes no user.
func samePerson(r Row) (list []Said) {
	u := r.User()
	if u == nil {
		return nil
	}
	for _, f := range [...]store.Field{store.FieldDomain, store.FieldEmail} {
		if said, on := r.Cell(f), u.Get(f); said != "" && !strings.EqualFold(said, on) {
			list = append(list, Said{f, store.Finding{
				Rule: "R-61", Severity: store.SeverityWarning, Message: fmt.Sprintf("the user record of %s says %s; a request does not change it", u.UserID, quote(on)),
				Remedy: "check that the right person is named, or change the user record",
			}})
		}
	}
	return list
}

func quote(cell string) string {
	if cell == "" {
		return "an empty one"
	}
	return "“" + cell + "”"
}
