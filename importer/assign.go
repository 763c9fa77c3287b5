package importer

import (
	"cmp"
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// assignRules put new users onto devices.
func assignRules() rules {
	return rules{leaveOut: (*exam).leaveOutAssign, check: (*exam).checkAssign, settle: (*exam).settleAssign}
}

// leaveOutAssign leaves out, with every reason, what a person deletes by hand in the state's own tool,
// and the iPad mini of R-12. A Mac without User ID in an alternate site is R-13's, not a spare.
func (e *exam) leaveOutAssign() bool {
	kind := e.kind()
	if what := edit.Nobodys(kind); what != "" {
		e.info("R-11", tagCell, "this is "+what+": nobody holds those", "nothing; it is left out")
	}
	if e.in[userCell] == "" && !e.unvaluedUser() && !e.r13(kind) {
		e.info("R-11", userCell, "a spare: the row has no User ID", "if somebody gets the device, write the User ID")
		e.deleteUnread()
	}
	if e.r12(kind) {
		e.info("R-12", userCell, "User IDs are serial numbers here, and this is the iPad mini of a teacher or of staff: "+
			"the invitation has to be taken on the MacBook Air", "assign the MacBook Air")
	}
	return len(e.notes) > 0
}

// r13 reports a Mac that must have a holder: it stands without a User ID in an alternate site.
func (e *exam) r13(kind store.DeviceKind) bool {
	return e.p.Site.Solution == store.SolutionAlternate && e.in[userCell] == "" &&
		kind != store.DeviceCachingServer && e.platform() == store.PlatformMacOS
}

// r12 reports the iPad mini of a teacher or of staff, in a primary site, whose User ID is a serial number of
// the file or of a record.
func (e *exam) r12(kind store.DeviceKind) bool {
	if e.p.Site.Solution != store.SolutionPrimary || !kind.IPadMini() || e.in[userCell] == "" {
		return false
	}
	position := e.in.position()
	if u := e.p.records.User(e.in[userCell]); position == "" && u != nil && !e.p.foreign(u.Site) {
		position = u.Position
	}
	if position != "teacher" && position != "staff" {
		return false
	}
	serial := store.CleanSerial(e.in[userCell])
	return e.p.serials.has(serial) || e.p.records.HasDevice(serial)
}

// deleteUnread tells of a Delete that a spare row has: it has no meaning here.
func (e *exam) deleteUnread() {
	if e.in[deleteCell] != "" {
		e.info("R-20", deleteCell, "Delete is not read when assigning", "to take devices back, use mode revoke")
	}
}

func (e *exam) checkAssign() {
	e.cells(tagCell, serialCell, modelCell, userCell, nameCell, emailCell, phoneCell, positionCell, roomCell, deleteCell)
	if e.r13(e.kind()) && !e.unvaluedUser() {
		e.err("R-13", userCell, "a Mac without User ID in an alternate site is an error, not a spare",
			"write who gets it, or take the row out if it is a spare")
	}
	if e.in[userCell] != "" && e.in[deleteCell] != "" {
		e.err("R-23", deleteCell, "the row has both a User ID and a Delete", "assign or take back: keep one of the two")
	}
	e.known()
	e.lostUserZero()
}

// settleAssign is R-10: for new users only.
func (e *exam) settleAssign() Status {
	id := e.in[userCell]
	if id == "" {
		return StatusError
	}
	if e.p.isHeld(e.device) && edit.SameID(e.device.Username, id) {
		e.unread()
		return StatusSame
	}
	if o := e.p.owner(id); o.Exists() {
		if !e.otherSite(&o) && e.abroad == "" {
			e.holdBack(&o)
		}
		return StatusHeldBack
	}
	if e.abroad != "" {
		return StatusError
	}
	e.losesDevice()
	if e.in.ownSerial() {
		e.warn("R-15", userCell, "the User ID is the device's own serial number: Username will look like a placeholder",
			"give the person a User ID of their own")
	}
	if e.willHavePosition() {
		return StatusAdd
	}
	e.warn("R-15", positionCell, "without a Position no invitation is sent", "write student, teacher or staff")
	return StatusAdd
}

// willHavePosition reports whether the device says a position once the row is saved: that sends the invitation.
func (e *exam) willHavePosition() bool {
	return e.in[positionCell] != "" || e.device != nil && e.p.assignDevice(&e.in, e.device).Position != ""
}

// holdBack tells who has the User ID already, and whether the row may be included by hand.
func (e *exam) holdBack(o *edit.Owner) {
	id := e.in[userCell]
	said := fmt.Sprintf("User ID %s already belongs to %s", id, cmp.Or(o.FullName(), "somebody"))
	if site := o.At(); site != "" {
		said += " at site " + e.p.siteName(site)
	}
	said += ", who has " + o.Devices(e.p.records)
	if same := o.Has(e.platform()); same != nil {
		e.warn("R-10", userCell, said+": a second device of the same platform",
			fmt.Sprintf("take %s back first, or correct the User ID", e.p.deviceName(same)))
		return
	}
	e.held = true
	e.warn("R-10", userCell, said, "include the row if it is the same person; otherwise correct the User ID")
}

// unread lists the columns that are not read because the person has this very device already.
func (e *exam) unread() {
	d := e.device
	have := input{
		modelCell: d.Model, nameCell: d.FullName, emailCell: d.Email, phoneCell: d.Phone,
		positionCell: d.Position, roomCell: d.Room,
	}
	read := e.in
	read[positionCell] = e.in.position()
	var differ []string
	for _, c := range [...]int{modelCell, nameCell, emailCell, phoneCell, positionCell, roomCell} {
		if read[c] != "" && read[c] != have[c] {
			differ = append(differ, e.p.header(c))
		}
	}
	if len(differ) > 0 {
		e.info("R-10", userCell, "the person has this device already and is not imported again; not read: "+
			strings.Join(differ, ", "), "change it on the record, or use mode inventory")
	}
}

// assignDevice is the device as an assign row wants it: the person's fields come from the row, and where it is
// blank from the user record.
func (p *Plan) assignDevice(in *input, d *store.Device) store.Device {
	want := *d
	id := in[userCell]
	if p.passes(d, id) {
		edit.ClearPerson(&want)
	}
	fromUser(&want, p.records.User(id))
	want.Username = id
	want.Site = p.Site.Code
	in.person(&want)
	return want
}
