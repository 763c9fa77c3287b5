package importer

import (
	"fmt"

	"homeroom/store"
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
	case e.in[serialCell] == "":
		e.known()
	case e.device == nil:
		e.lostSerialZero()
	case e.foreign(e.device):
		e.err("R-17", serialCell, "this device belongs to site "+e.p.siteName(e.device.Site), "leave it to that site")
	}
	if e.in[serialCell] != "" {
		e.freeTag()
	}
	e.lostUserZero()
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
	if e.device != nil && !e.foreign(e.device) && lostZero(tag, e.device.AssetTag) {
		e.lostTagZero(e.device)
	}
}

// settleInventory compares the device with its record.
func (e *exam) settleInventory() Status {
	newPerson := e.checkPerson()
	want := e.p.inventoryDevice(&e.in, e.device)
	switch {
	case e.device == nil || newPerson:
		return StatusAdd
	case want == *e.device:
		return StatusSame
	}
	return StatusChange
}

// checkPerson looks at the User ID of an inventory row. It reports whether the row brings in a person.
func (e *exam) checkPerson() bool {
	id := e.in[userCell]
	if id == "" {
		return false
	}
	already := e.device != nil && sameID(e.device.Username, id)
	if !already {
		e.losesDevice()
	}
	if e.in.ownSerial() {
		return false
	}
	if !already {
		o := e.p.owner(id)
		e.otherSite(&o)
		return o.user == nil
	}
	return !e.p.records.HasUser(id, &e.place)
}

// otherSite refuses a User ID that is a person's of another site, without a word about that person.
func (e *exam) otherSite(o *owner) bool {
	site := o.at(e.p.Site.Code)
	if site == "" || site == e.p.Site.Code {
		return false
	}
	e.err("R-02", userCell,
		fmt.Sprintf("User ID %s belongs to somebody at site %s", e.in[userCell], e.p.siteName(site)),
		"choose another User ID, or ask that site if it is the same person")
	return true
}

// losesDevice warns when the device leaves somebody who holds it now.
func (e *exam) losesDevice() {
	if !e.p.isHeld(e.device) || e.foreign(e.device) {
		return
	}
	o := owner{user: e.p.records.User(e.device.Username), held: []*store.Device{e.device}}
	e.warn("R-15", userCell, fmt.Sprintf("%s holds this device now and loses it", o.name(e.device.Username)),
		"check that the device has changed hands; the user record stays")
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
	if id := in[userCell]; id != "" && !sameID(want.Username, id) {
		if p.passes(d, id) {
			clearPerson(&want)
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
	return p.isHeld(d) && !sameID(d.Username, userID)
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

// clearPerson takes off a device what is about its holder; where it stands stays.
func clearPerson(d *store.Device) {
	d.FullName, d.Email, d.Phone, d.Position, d.Department = "", "", "", "", ""
}
