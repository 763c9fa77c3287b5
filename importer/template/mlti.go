package template

import "homeroom/store"

// MLTI is the state programme's bulk template (domain section 3): columns A to J. Only B and J are public by
// name; the other headers are ours.
func MLTI() *Template {
	const unchanged = "an empty cell leaves what is on record unchanged; a new record gets nothing there, " +
		"and a device that changes hands keeps nothing of its former holder"
	return &Template{
		Name:  "mlti",
		Title: "State programme: bulk template",
		Note:  "columns A to J; Serial Number and Delete are the state's words, the other headers are Homeroom's",
		Columns: []Column{
			{Field: store.FieldAssetTag, Header: "Asset Tag", Aliases: []string{"Tag"}, Identifier: true},
			{
				Field: store.FieldSerial, Header: "Serial Number", Aliases: []string{"Serial", "Serial No"},
				Place: 2, Identifier: true, Required: true,
			},
			{Field: store.FieldModel, Header: "Device Type", Aliases: []string{"Model"}},
			{Field: store.FieldUserID, Header: "User ID", Identifier: true},
			{Field: store.FieldFullName, Header: "Full Name", Aliases: []string{"Name"}},
			{Field: store.FieldEmail, Header: "Email Address", Aliases: []string{"Email", "E-mail"}},
			{Field: store.FieldPhone, Header: "Phone Number", Aliases: []string{"Phone"}},
			{Field: store.FieldPosition, Header: "Position"},
			{Field: store.FieldRoom, Header: "Room"},
			{Field: FieldDelete, Header: "Delete", Place: 10, Identifier: true},
		},
		Modes: []Mode{ModeInventory, ModeAssign, ModeRevoke},
		Blank: map[Mode]string{
			ModeInventory: unchanged,
			ModeAssign:    unchanged,
			ModeRevoke:    "only Asset Tag, Serial Number and Delete are read; a row with an empty Delete is left out",
		},
	}
}
