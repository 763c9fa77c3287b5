package template

import "homeroom/store"

// JamfPreload is Jamf's Inventory Preload: what a device says of its user before it is enrolled. Its first five
// headers are public; the others are as Jamf's own sample has them.
func JamfPreload() *Template {
	kind := Column{
		Field: store.FieldPlatform, Header: "Device Type",
		vendors: vendors{Rule: "R-42", Words: []Word{
			{"Computer", string(store.PlatformMacOS)}, {"Mobile Device", string(store.PlatformIOS)}, {"Unknown", ""},
		}},
	}
	return &Template{
		Name: "jamf-preload", Title: "Jamf: Inventory Preload", Note: "it overrides later manual edits at the next inventory (R-42)",
		Edits: store.KindDevice,
		Columns: join(
			required(carried(store.FieldSerial, "Serial Number")), []Column{kind}, carried(store.FieldUsername, "Username"),
			carried(store.FieldFullName, "Full Name"), carried(store.FieldEmail, "Email Address"), carried(store.FieldPhone, "Phone Number"),
			carried(store.FieldPosition, "Position"), carried(store.FieldDepartment, "Department"), carried(store.FieldBuilding, "Building"),
			carried(store.FieldRoom, "Room"),
			uncarried("PO Number", "PO Date", "Warranty Expiration", "AppleCare ID", "Purchase Price", "Life Expectancy",
				"Purchasing Account", "Purchasing Contact", "Lease Expiration", "Bar Code 1", "Bar Code 2"),
			carried(store.FieldAssetTag, "Asset Tag"), uncarried("Vendor")),
		Blank: map[Mode]string{"": "an empty cell leaves the field as it is; a serial number that is not on record makes a new device, " +
			"a Username that is not on record a new user"},
		family: family{NewDevice: true, NewUser: true, Delimiter: "comma"},
	}
}

// required marks the column without which a file is not of the layout.
func required(columns []Column) []Column {
	columns[0].Required = true
	return columns
}
