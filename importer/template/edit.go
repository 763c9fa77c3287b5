package template

import "homeroom/store"

// The words for: blank and CLEAR! are two things, and unlike in the files of Jamf's tool a cell of
// spaces alone is blank.
const (
	leaves      = "an empty cell leaves the field as it is, and so does one of spaces alone; " + Clear + ", exactly so, empties the field"
	leavesUsers = leaves + "; an emptied Position revokes the apps"
	takesBack   = leaves + "; an emptied Username takes the device back, an emptied Position revokes the apps"
)

// DeviceEdit is the sheet in which many devices are given the same values at once: a row is a device, and what its
// fields become. A value of spaces alone is blank: here nobody means to write a space (R-40 has that for Jamf's files).
func DeviceEdit() *Template {
	return &Template{
		Name: "device-edit", Title: "Edit of many devices", Note: "Homeroom's own", Own: true, Edits: store.KindDevice,
		family: family{Clears: Clear},
		Columns: append([]Column{
			{Field: store.FieldSerial, Header: store.FieldSerial.Label(), Aliases: []string{"Serial"}, Identifier: true, Required: true},
			{Field: store.FieldUsername, Header: store.FieldUsername.Label(), Identifier: true},
		}, labelled(store.FieldModel, store.FieldPlatform, store.FieldSite, store.FieldPhone, store.FieldPosition,
			store.FieldDepartment, store.FieldBuilding, store.FieldRoom, store.FieldOwnership)...),
		Blank: map[Mode]string{"": takesBack},
	}
}

// UserEdit is the same for many people: a row is a person, and what the fields of the user record become.
func UserEdit() *Template {
	return &Template{
		Name: "user-edit", Title: "Edit of many users", Note: "Homeroom's own", Own: true, Edits: store.KindUser,
		family: family{Clears: Clear},
		Columns: append([]Column{
			{Field: store.FieldUserID, Header: store.FieldUserID.Label(), Identifier: true, Required: true},
		}, labelled(store.FieldPhone, store.FieldPosition, store.FieldDomain, store.FieldGrade, store.FieldType,
			store.FieldGroups, store.FieldLocations, store.FieldSite, store.FieldDeparting)...),
		Blank: map[Mode]string{"": leavesUsers},
	}
}

// labelled are columns that are called as the fields are on screen.
func labelled(fields ...store.Field) []Column {
	list := make([]Column, len(fields))
	for i, f := range fields {
		list[i] = Column{Field: f, Header: f.Label()}
	}
	return list
}
