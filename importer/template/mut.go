package template

import (
	"fmt"
	"slices"

	"homeroom/store"
)

// The words for of the files of MUT, Jamf's usual tool for bulk changes.
const mutBlank = "an empty cell leaves the field as it is; " + Clear + ", exactly so, empties it; a single space is written as a space"

// FieldNewUserID is the column in which a person gets another User ID. Under user_id stands the one they have.
const FieldNewUserID store.Field = "new_user_id"

// mut is a layout of MUT, version 6: its header names are exact (domain section 5).
func mut(name, title string, kind store.Kind, platforms []store.Platform, columns ...Column) *Template {
	columns[0].Identifier, columns[0].Required = true, true
	return &Template{
		Name: name, Title: "Jamf (MUT 6): " + title, Note: "header as MUT 6 has it", Edits: kind, Columns: columns,
		Modes: compares(),
		Blank: map[Mode]string{ModeUpdate: mutBlank, ModeReconcile: theirsBlank + onlyHere(kind) + "; " + Clear + " and a single space are as in update"},
		family: family{
			Clears: Clear, Spaces: true, NewUser: kind == store.KindDevice, Platforms: platforms,
			Checks: []Check{jamfsNumber(columns[0].Field), listed(title, platforms)},
		},
	}
}

// MUTComputers changes many computers at once.
func MUTComputers() *Template {
	return mut("mut-computers", "computers", store.KindDevice, []store.Platform{store.PlatformMacOS}, join(
		carried(store.FieldSerial, "Computer Serial"), uncarried("Display Name"), carried(store.FieldAssetTag, "Asset Tag"),
		uncarried("Barcode 1", "Barcode 2"), mutUser(), uncarried(mutPurchase...), mutSite(), uncarried("Managed"))...)
}

// MUTMobileDevices changes many mobile devices at once.
func MUTMobileDevices() *Template {
	return mut("mut-mobile-devices", "mobile devices", store.KindDevice, []store.Platform{store.PlatformIOS, store.PlatformTVOS}, join(
		carried(store.FieldSerial, "Mobile Device Serial"), uncarried("Display Name", "Enforce Name"), carried(store.FieldAssetTag, "Asset Tag"),
		mutUser(), uncarried(mutPurchase...), uncarried("Airplay Password (tvOS Only)"), mutSite())...)
}

// MUTUsers changes many users at once, their User IDs too.
func MUTUsers() *Template {
	renames := carried(FieldNewUserID, "New Username")
	renames[0].Sets, renames[0].Identifier = store.FieldUserID, true
	account := carried(store.FieldManagedAppleAccount, "Managed Apple ID (Requires Jamf Pro 10.15+)")
	account[0].Aliases = []string{"Managed Apple ID", "Managed Apple Account"}
	return mut("mut-users", "users", store.KindUser, nil, join(
		carried(store.FieldUserID, "Current Username"), renames, carried(store.FieldFullName, "Full Name"),
		carried(store.FieldEmail, "Email Address"), carried(store.FieldPhone, "Phone Number"), carried(store.FieldPosition, "Position"),
		uncarried("LDAP Server ID"), mutSite(), account)...)
}

// mutUser is the User & Location block.
func mutUser() []Column {
	return join(
		carried(store.FieldUsername, "Username"), carried(store.FieldFullName, "Real Name"), carried(store.FieldEmail, "Email Address"),
		carried(store.FieldPosition, "Position"), carried(store.FieldPhone, "Phone Number"), carried(store.FieldDepartment, "Department"),
		carried(store.FieldBuilding, "Building"), carried(store.FieldRoom, "Room"))
}

// mutPurchase are the columns about buying and leasing.
var mutPurchase = []string{
	"PO Number", "Vendor", "Purchase Price", "PO Date", "Warranty Expires", "Is Leased", "Lease Expires", "AppleCare ID",
}

func mutSite() []Column { return carried(store.FieldSite, "Site (ID or Name)") }

// carried is the column of a field, with the vendor's header.
func carried(f store.Field, header string) []Column {
	identifier := f == store.FieldSerial || f == store.FieldAssetTag || f == store.FieldUsername || f == store.FieldUserID
	return []Column{{Field: f, Header: header, Identifier: identifier}}
}

// uncarried are columns that are understood, and that no record carries.
func uncarried(headers ...string) []Column {
	list := make([]Column, len(headers))
	for i, h := range headers {
		list[i] = Column{Field: store.Field("their_" + fold(h)), Header: h, vendors: vendors{Uncarried: true}}
	}
	return list
}

func join(lists ...[]Column) (columns []Column) {
	for _, l := range lists {
		columns = append(columns, l...)
	}
	return columns
}

// jamfsNumber warns of digits alone in the first column, which Jamf takes for its own number.
func jamfsNumber(key store.Field) Check {
	return func(r Row) []Said {
		if cell := r.Cell(key); cell == "" || !digitsOnly(cell) {
			return nil
		}
		return []Said{{key, store.Finding{
			Rule: "R-41", Severity: store.SeverityWarning,
			Message: "digits alone are taken by Jamf for its own number of the record, not for a serial number or username",
			Remedy:  "compare it with the record here; in Jamf, find this record by another value",
		}}}
	}
}

// listed tells of a device that does not belong into a list of such devices: on record it runs something else, or its asset
// tag is that of another kind.
func listed(title string, platforms []store.Platform) Check {
	return func(r Row) []Said {
		d := r.Device()
		if d == nil || d.Platform == store.PlatformUnknown || len(platforms) == 0 || slices.Contains(platforms, d.Platform) {
			return nil
		}
		return []Said{{store.FieldSerial, store.Finding{
			Rule: "R-04", Severity: store.SeverityWarning,
			Message: fmt.Sprintf("this is a list of %s, and the device runs %s on record", title, d.Platform),
			Remedy:  "move the row into the vendor's list of such devices, or correct the record",
		}}}
	}
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
