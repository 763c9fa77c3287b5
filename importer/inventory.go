package importer

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// inventoryRules create and update the device records of a site.
func inventoryRules() rules {
	return rules{
		leaveOut: func(*exam) bool { return false },
		check:    (*exam).checkInventory,
		settle:   (*exam).settleInventory,
	}
}

func (e *exam) checkInventory() {
	e.cells(tagCell, serialCell, modelCell, userCell, nameCell, emailCell, phoneCell, positionCell, roomCell)
	switch {
	case e.in[serialCell] == "" || e.abroad != "":
		e.known()
	case e.device == nil:
		e.lostSerialZero()
		e.lostTagZero()
		e.freeTag()
	default:
		e.freeTag()
	}
	e.lostUserZero()
	e.sameLooks()
	if e.in[deleteCell] != "" {
		e.info("R-20", deleteCell, "Delete is not read in an inventory", "to take devices back, use mode revoke")
	}
}

// freeTag refuses an asset tag that is another device's, and one that only lost its zero.
func (e *exam) freeTag() {
	tag := e.in[tagCell]
	if tag == "" || e.device != nil && e.device.AssetTag == tag {
		return
	}
	if other := e.p.records.DeviceByTag(tag); other != nil && other != e.device {
		e.err("R-17", tagCell, e.tagBelongs(tag), "correct whichever of serial number and asset tag is wrong")
	}
	if e.device != nil && edit.LostZero(tag, e.device.AssetTag) {
		e.tagWithoutZero(e.device)
	}
}

// settleInventory compares the device with its record.
func (e *exam) settleInventory() Status {
	newPerson := e.checkPerson()
	want := e.p.inventoryDevice(&e.in, e.device)
	if e.device != nil && want == *e.device && !newPerson {
		return StatusSame
	}
	e.keepsItsOwn(&want)
	if e.device == nil || newPerson {
		return StatusAdd
	}
	return StatusChange
}

// keepsItsOwn tells when the device comes to say something else of its holder than the user record: existing users
// are not imported again.
func (e *exam) keepsItsOwn(want *store.Device) {
	u := e.p.records.User(want.Username)
	if u == nil || e.p.foreign(u.Site) {
		return
	}
	old := e.device
	if old == nil {
		old = &store.Device{}
	}
	var differ []string
	for _, f := range edit.KeepsItsOwn(old, want, u) {
		differ = append(differ, e.p.headerOf(f))
	}
	if len(differ) > 0 {
		e.info("R-10", userCell, "the user record of "+u.UserID+" keeps its own: "+
			strings.Join(differ, ", "), "change it on the user record, too, if the file is right")
	}
}

// checkPerson looks at the User ID of an inventory row. It reports whether the row brings in a person.
func (e *exam) checkPerson() bool {
	id := e.in[userCell]
	if id == "" {
		return false
	}
	already := e.device != nil && edit.SameID(e.device.Username, id)
	switch {
	case e.in.ownSerial():
		if !already {
			e.takesAway()
		}
		return false
	case already:
		return !e.p.records.HasUser(id, &e.place)
	}
	e.losesDevice()
	o := e.p.owner(id)
	e.otherSite(&o)
	return o.User == nil
}

// takesAway refuses a placeholder for a device that somebody holds: taking it away from them is a revoke, which
// asks differently.
func (e *exam) takesAway() {
	if e.p.isHeld(e.device) {
		e.err("R-22", userCell, fmt.Sprintf("%s holds this device; its own serial number as User ID would take it away", e.holder()),
			"to take the device back, use mode revoke; otherwise leave the User ID empty")
	}
}

// otherSite refuses a User ID that is a person's of another site, without a word about that person.
func (e *exam) otherSite(o *edit.Owner) bool {
	site := o.At()
	if !e.p.foreign(site) {
		return false
	}
	e.findings(userCell, []store.Finding{edit.OtherSite(e.p.records, e.in[userCell], site)})
	return true
}

// losesDevice warns when the device leaves somebody who holds it now.
func (e *exam) losesDevice() {
	if e.p.isHeld(e.device) {
		e.warn("R-15", userCell, e.holder()+" holds this device now and loses it",
			"check that the device has changed hands; the user record stays")
	}
}

// holder is who holds the row's device, as our own record has it.
func (e *exam) holder() string {
	d := *e.device
	d.Site = e.p.Site.Code
	return edit.HolderOf(e.p.records, &d)
}

// inventoryDevice is the device as an inventory row wants it.
func (p *Plan) inventoryDevice(in *input, d *store.Device) store.Device {
	want := store.Device{Serial: in[serialCell]}
	if d != nil {
		want = *d
	}
	want.Site = p.Site.Code
	give(&want.AssetTag, in[tagCell])
	give(&want.Model, in[modelCell])
	if d == nil || want.AssetTag != d.AssetTag || want.Model != d.Model {
		give((*string)(&want.Platform), string(want.Kind().Platform()))
	}
	if id := in[userCell]; id != "" && !edit.SameID(want.Username, id) {
		if p.passes(d, id) {
			edit.ClearPerson(&want)
			fromUser(&want, p.records.User(id))
		}
		want.Username = id
		if in.ownSerial() {
			want.Username = want.Serial
		}
	}
	in.person(&want)
	return want
}

// passes reports whether the device goes from one person to somebody else: what is on record of the one must
// not stay with the other.
func (p *Plan) passes(d *store.Device, userID string) bool {
	return p.isHeld(d) && !edit.SameID(d.Username, userID)
}

// give writes a value unless the cell is blank, which leaves what is on record.
func give(field *string, value string) {
	if value != "" {
		*field = value
	}
}

// person writes the User & Location cells of a row.
func (in *input) person(d *store.Device) {
	give(&d.FullName, in[nameCell])
	give(&d.Email, in[emailCell])
	give(&d.Phone, in[phoneCell])
	give(&d.Position, in.position())
	give(&d.Room, in[roomCell])
}

// fromUser fills a device's person from the user record.
func fromUser(d *store.Device, u *store.User) {
	if u == nil {
		return
	}
	give(&d.FullName, u.FullName)
	give(&d.Email, u.Email)
	give(&d.Phone, u.Phone)
	give(&d.Position, u.Position)
}
