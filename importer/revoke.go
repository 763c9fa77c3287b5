package importer

import (
	"fmt"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/edit"
)

// revokeRules take associations away: end of year.
func revokeRules() rules {
	return rules{leaveOut: (*exam).leaveOutRevoke, check: (*exam).checkRevoke, settle: (*exam).settleRevoke}
}

// leaveOutRevoke leaves a row out whose Delete is empty.
func (e *exam) leaveOutRevoke() bool {
	if e.in[deleteCell] != "" || e.unvalued(deleteCell) {
		return false
	}
	e.info("R-20", deleteCell, "Delete is empty: this device is not to be taken back", "to take it back, write its serial number there")
	return true
}

// checkRevoke reads asset tag, serial number and Delete alone.
func (e *exam) checkRevoke() {
	e.cells(tagCell, serialCell, deleteCell)
	e.follow()
	switch del := store.CleanSerial(e.in[deleteCell]); {
	case del == "" || del == e.in[serialCell] || edit.ErrorValue(del):
	case e.in[serialCell] == "":
		e.err("R-20", deleteCell, "the row has no serial number to compare Delete with",
			"write the serial number of the device into both, or leave Delete empty")
	default:
		e.err("R-20", deleteCell, fmt.Sprintf("Delete is not the row's own serial number %s", e.in[serialCell]),
			"write the row's serial number into Delete, or leave it empty")
	}
	if e.in[userCell] != "" {
		e.info("R-23", userCell, "the User ID is not read when revoking", "nothing: the device's own record says who has it")
	}
	e.known()
}

// settleRevoke is revoke where somebody holds the device, and same where nobody does.
func (e *exam) settleRevoke() Status {
	if !e.p.isHeld(e.device) {
		return StatusSame
	}
	if u := e.p.records.User(e.device.Username); u != nil && e.p.foreign(u.Site) {
		e.info("R-22", deleteCell, fmt.Sprintf("the user record of %s belongs to site %s and stays as it is",
			e.device.Username, e.p.siteName(u.Site)), "nothing; only the device is taken back")
	}
	return StatusRevoke
}

// unvalued reports a formula whose value is not in the file: the cell is not empty, but nobody knows what it says.
func (e *exam) unvalued(cell int) bool { return e.p.columns.kind(e.rec, cell) == sheet.FormulaUnvalued }

func (e *exam) unvaluedUser() bool { return e.unvalued(userCell) }

// revokedUser is the person once they are taken off the site, with another device to give back: whoever was
// marked departing still is, until the user record goes with the last one.
func revokedUser(u *store.User) store.User {
	want := *u
	want.Invitation, want.Site = store.InvitationRevoked, ""
	return want
}
