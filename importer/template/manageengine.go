package template

import (
	"cmp"
	"strings"

	"homeroom/store"
)

// ownDomain is the domain of people who are in no directory.
const ownDomain = "MDM"

// ManageEngineAssign gives devices to users, many at once.
func ManageEngineAssign() *Template {
	const rule = "R-50"
	must := vendors{Must: true, Rule: rule}
	ofUser := vendors{Of: store.KindUser, Must: true, Rule: rule}
	return &Template{
		Name: "manageengine-assign", Title: "ManageEngine MDM: assign users", Note: "groups must be on record (R-51)",
		Edits: store.KindDevice,
		Columns: []Column{
			{Field: store.FieldSerial, Header: "Serial Number", Aliases: []string{"Serial"}, Identifier: true, Required: true},
			{Field: store.FieldUsername, Header: "User Name", Identifier: true, vendors: must},
			{Field: store.FieldDomain, Header: "Domain Name", vendors: vendors{Of: store.KindUser, Default: ownDomain}},
			{Field: store.FieldEmail, Header: "Email Address", Aliases: []string{"Email"}, vendors: ofUser},
			{Field: store.FieldGroups, Header: "Group Name", vendors: ofUser},
			{
				Field: store.FieldOwnership, Header: "Owned By",
				vendors: vendors{Default: "Corporate", Rule: rule, Words: []Word{{"Corporate", "Corporate"}, {"Personal", "Personal"}}},
			},
		},
		Modes: compares(),
		Blank: map[Mode]string{ModeReconcile: theirsBlank + onlyHere(store.KindDevice), ModeUpdate: "where the device goes to somebody else, an empty Owned By is Corporate, and an empty Domain Name is MDM " +
			"for somebody who has no domain yet; otherwise they leave the field as it is; the other cells may not be empty"},
		family: family{
			NewUser: true, TakenBackBy: "manageengine-unassign", Checks: []Check{directoryName},
			Amend: map[store.Field]func(string) string{store.FieldUsername: withoutDomain},
		},
	}
}

// ManageEngineUnassign takes devices from their users; they can be assigned again.
func ManageEngineUnassign() *Template {
	return &Template{
		Name: "manageengine-unassign", Title: "ManageEngine MDM: unassign users", Note: "serial numbers; a device stays and can be assigned again (R-54)",
		Edits:   store.KindDevice,
		Columns: []Column{{Field: store.FieldSerial, Header: "Serial Number", Aliases: []string{"Serial"}, Identifier: true, Required: true}},
		Modes:   updates(),
		Blank:   map[Mode]string{ModeUpdate: "every row takes its device back; nothing but the serial number is read"},
		family:  family{Unassigned: true},
	}
}

// withoutDomain is the user's part of a directory's sign-in name, domain\user.
func withoutDomain(name string) string {
	if _, user, found := strings.Cut(name, `\`); found {
		return user
	}
	return name
}

// directoryName holds the domain of a sign-in name against Domain Name.
func directoryName(r Row) []Said {
	domain, user, found := strings.Cut(r.Cell(store.FieldUsername), `\`)
	if !found {
		return nil
	}
	say := func(message, remedy string) []Said {
		return []Said{{store.FieldUsername, store.Finding{Rule: "R-55", Severity: store.SeverityError, Message: message, Remedy: remedy}}}
	}
	if domain == "" || user == "" {
		return say(`a sign-in name is domain\user, and one of the two is missing`, "write both, or the user alone")
	}
	known := ""
	if u := r.User(); u != nil {
		known = u.Domain
	}
	if other := cmp.Or(r.Cell(store.FieldDomain), known, ownDomain); !strings.EqualFold(domain, other) {
		return say("the sign-in name is of the domain "+domain+", and Domain Name does not say so",
			"write "+domain+" under Domain Name, or "+user+" alone under User Name")
	}
	return nil
}
