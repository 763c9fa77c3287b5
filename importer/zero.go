package importer

import (
	"cmp"
	"fmt"
	"strings"

	"homeroom/store"
)

// zeros are what a spreadsheet takes off a number's front.
var zeros = [...]string{"0", "00"}

// padded lists the values that a spreadsheet may have made this one of; none for what is no number.
func padded(list []string, value string) []string {
	if value == "" || !digits(value) {
		return list
	}
	for _, z := range zeros {
		list = append(list, z+value)
	}
	return list
}

// zeroLost refuses a number that is on record with zeros before it. find tells in words what is on record
// under a value, or the site whose it is: of another site nothing more is told.
func (e *exam) zeroLost(cell int, find func(value string) (said, site string)) {
	for _, value := range padded(nil, e.in[cell]) {
		said, site := find(value)
		switch {
		case e.p.foreign(site):
			said = fmt.Sprintf("the same %s with the zero exists at site %s", e.p.header(cell), e.p.siteName(site))
		case said == "":
			continue
		}
		e.withoutZero(cell, said)
		return
	}
}

func (e *exam) withoutZero(cell int, said string) {
	what := e.p.header(cell)
	e.err("R-08", cell, "a leading zero is lost: "+said, "format the column as text and write the "+what+" again")
}

func (e *exam) tagWithoutZero(d *store.Device) {
	e.withoutZero(tagCell, "the record has asset tag "+d.AssetTag)
}

// lostTagZero looks for an asset tag that is not on record with the zero that a spreadsheet takes away.
func (e *exam) lostTagZero() {
	if tag := e.in[tagCell]; tag == "" || e.p.records.DeviceByTag(tag) != nil {
		return
	}
	e.zeroLost(tagCell, func(tag string) (said, site string) {
		if d := e.p.records.DeviceByTag(tag); d != nil {
			return fmt.Sprintf("serial number %s is on record with asset tag %s", d.Serial, d.AssetTag), d.Site
		}
		return "", ""
	})
}

// lostSerialZero does the same for a serial number.
func (e *exam) lostSerialZero() {
	e.zeroLost(serialCell, func(serial string) (said, site string) {
		if d := e.p.records.Device(serial); d != nil {
			return "a record has serial number " + d.Serial, d.Site
		}
		return "", ""
	})
}

// lostUserZero does the same for a User ID, and compares it with the one on the device.
func (e *exam) lostUserZero() {
	id, d := e.in[userCell], e.device
	switch {
	case id == "" || !digits(id) || e.abroad != "" || d != nil && sameID(d.Username, id):
		return
	case d != nil && lostZero(id, d.Username):
		e.withoutZero(userCell, "the record has User ID "+d.Username)
		return
	case e.p.records.HasUser(id, &e.place) || len(e.p.records.HeldBy(id)) > 0:
		return
	}
	e.zeroLost(userCell, func(id string) (said, site string) {
		if o := e.p.owner(id); o.exists() {
			return fmt.Sprintf("%s has User ID %s", cmp.Or(o.fullName(), "somebody"), id), o.at()
		}
		return "", ""
	})
}

// lostZero reports whether value is what a spreadsheet leaves of the number on record.
func lostZero(value, record string) bool {
	return len(value) < len(record) && value != "" && digits(record) && strings.TrimLeft(record, "0") == value
}
