package importer

import (
	"fmt"

	"homeroom/importer/sheet"
	"homeroom/store"
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
	e.info("R-20", deleteCell, "Delete is empty: the row is not meant", "to take the device back, write its serial number there")
	return true
}

// checkRevoke reads asset tag, serial number and Delete alone.
func (e *exam) checkRevoke() {
	e.cells(tagCell, serialCell, deleteCell)
	if del := store.CleanSerial(e.in[deleteCell]); del != "" && del != e.in[serialCell] && !errorValue(del) {
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
	if e.p.isHeld(e.device) {
		return StatusRevoke
	}
	return StatusSame
}

// unvalued reports a formula whose value is not in the file: the cell is not empty, but nobody knows what it says.
func (e *exam) unvalued(cell int) bool { return e.p.columns.kind(e.rec, cell) == sheet.FormulaUnvalued }

func (e *exam) unvaluedUser() bool { return e.unvalued(userCell) }

// revokedDevice is the device once it is taken back: it stays where it is, with the placeholder.
func revokedDevice(d *store.Device) store.Device {
	want := *d
	clearPerson(&want)
	want.Username = d.Serial
	return want
}

// revokedUser is the person once they are taken off the site.
func revokedUser(u *store.User) store.User {
	want := *u
	want.Invitation, want.Site, want.Departing = store.InvitationRevoked, "", false
	return want
}
