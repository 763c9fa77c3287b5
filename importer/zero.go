package importer

import (
	"homeroom/store"
	"homeroom/store/edit"
)

// zeroLost refuses a number that is on record with zeros before it. find tells in words what is on record
// under a value, or the site whose it is: of another site nothing more is told.
func (e *exam) zeroLost(cell int, find func(value string) (said, site string)) {
	if said, whole := edit.Zero(e.p.records, e.p.header(cell), e.in[cell], e.p.Site.Code, find); said != "" {
		e.withoutZero(cell, said, whole)
	}
}

// withoutZero refuses a number without its zero; whole is the number with it, where that may be told.
func (e *exam) withoutZero(cell int, said, whole string) {
	what := e.p.header(cell)
	e.err("R-08", cell, "a leading zero is lost: "+said, "format the column as text and write the "+what+" again")
	if whole != "" {
		e.propose(edit.DamageZero, cell, whole)
	}
}

func (e *exam) tagWithoutZero(d *store.Device) {
	e.withoutZero(tagCell, "the record has asset tag "+d.AssetTag, d.AssetTag)
}

// lostTagZero looks for an asset tag that is not on record with the zero that a spreadsheet takes away.
func (e *exam) lostTagZero() {
	if tag := e.in[tagCell]; tag == "" || e.p.records.DeviceByTag(tag) != nil {
		return
	}
	e.zeroLost(tagCell, edit.ZeroOfTag(e.p.records))
}

// lostSerialZero does the same for a serial number.
func (e *exam) lostSerialZero() { e.zeroLost(serialCell, edit.ZeroOfSerial(e.p.records)) }

// lostUserZero does the same for a User ID, and compares it with the one on the device.
func (e *exam) lostUserZero() {
	id, d := e.in[userCell], e.device
	switch {
	case id == "" || !digits(id) || e.abroad != "" || d != nil && edit.SameID(d.Username, id):
		return
	case d != nil && edit.LostZero(id, d.Username):
		e.withoutZero(userCell, "the record has User ID "+d.Username, d.Username)
		return
	case e.p.records.HasUser(id, &e.place) || len(e.p.records.HeldBy(id)) > 0:
		return
	}
	e.zeroLost(userCell, edit.ZeroOfUser(e.p.records, e.p.Site.Code))
}
