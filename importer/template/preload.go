package template

import (
	"strings"

	"homeroom/store"
)

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
		Modes: compares(),
		Blank: map[Mode]string{ModeReconcile: theirsBlank + onlyHere(store.KindDevice), ModeUpdate: "an empty cell leaves the field as it is; a serial number that is not on record makes a new device, " +
			"a Username that is not on record a new user"},
		family: family{NewDevice: true, NewUser: true, Delimiter: "comma", Checks: []Check{typeOfTag}},
	}
}

// typeOfTag tells of a Device Type that is not what the asset tag says, the row's or the record's.
func typeOfTag(r Row) []Said {
	tag := r.Cell(store.FieldAssetTag)
	if d := r.Device(); tag == "" && d != nil {
		tag = d.AssetTag
	}
	kind := store.KindOf(tag, "")
	wanted := "Mobile Device"
	if kind.Platform() == store.PlatformMacOS {
		wanted = "Computer"
	}
	said := r.Cell(store.FieldPlatform)
	if kind == store.DeviceUnknown || !strings.EqualFold(said, "Computer") && !strings.EqualFold(said, "Mobile Device") || strings.EqualFold(said, wanted) {
		return nil
	}
	return []Said{{store.FieldPlatform, store.Finding{
		Rule: "R-04", Severity: store.SeverityWarning,
		Message: "asset tag " + tag + " is of a kind that Jamf calls " + wanted,
		Remedy:  "write " + wanted + ", or correct the asset tag",
	}}}
}

// required marks the column without which a file is not of the layout.
func required(columns []Column) []Column {
	columns[0].Required = true
	return columns
}
