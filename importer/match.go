package importer

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// known checks the row against the device records where it must find one: assign and revoke.
func (e *exam) known() {
	serial, tag := e.in[serialCell], e.in[tagCell]
	switch d := e.device; {
	case d == nil:
		e.unknown()
	case e.foreign(d):
		e.err("R-17", serialCell, "this device belongs to site "+e.p.siteName(d.Site), "leave it to that site")
	case serial == "":
		e.err("R-17", tagCell, fmt.Sprintf("the row has no serial number; asset tag %s is on record with serial number %s", tag, d.Serial),
			"write the serial number, if that device is meant")
	case tag != "" && tag != d.AssetTag:
		e.mismatch(d)
	}
}

// unknown tells which of serial number and asset tag is on record, if either.
func (e *exam) unknown() {
	serial, tag := e.in[serialCell], e.in[tagCell]
	said := fmt.Sprintf("serial number %s is not on record", serial)
	if serial == "" {
		said = "the row has no serial number"
	}
	if tag != "" {
		said += "; " + e.tagBelongs(tag)
	}
	e.err("R-17", serialCell, said, "import the site's inventory first, or correct the number")
	e.lostSerialZero()
}

// mismatch tells what a row's asset tag belongs to when it is not that of its serial number.
func (e *exam) mismatch(d *store.Device) {
	tag := e.in[tagCell]
	if lostZero(tag, d.AssetTag) {
		e.lostTagZero(d)
	}
	said := fmt.Sprintf("serial number %s is on record with asset tag %s", d.Serial, d.AssetTag)
	if d.AssetTag == "" {
		said = fmt.Sprintf("serial number %s is on record without an asset tag", d.Serial)
	}
	e.err("R-17", tagCell, said+"; "+e.tagBelongs(tag), "correct whichever of the two is wrong")
}

func (e *exam) tagBelongs(tag string) string {
	switch other := e.p.records.DeviceByTag(tag); {
	case other == nil:
		return fmt.Sprintf("asset tag %s is not on record", tag)
	case e.foreign(other):
		return fmt.Sprintf("asset tag %s belongs to site %s", tag, e.p.siteName(other.Site))
	default:
		return fmt.Sprintf("asset tag %s belongs to serial number %s", tag, other.Serial)
	}
}

// foreign reports whether the device is on record at another site than the plan's.
func (e *exam) foreign(d *store.Device) bool { return d.Site != "" && d.Site != e.p.Site.Code }

// siteName is what may be told of another site: its code and name.
func (p *Plan) siteName(code string) string {
	if s, ok := p.records.SiteByCode(code); ok && s.Name != "" && s.Name != s.Code {
		return fmt.Sprintf("%s (%s)", s.Code, s.Name)
	}
	return code
}

func (e *exam) lostTagZero(d *store.Device) {
	e.err("R-08", tagCell, fmt.Sprintf("a leading zero is lost: the record has asset tag %s", d.AssetTag),
		"format the column as text and write the asset tag again")
}

// lostSerialZero looks for the serial number with the zero that a spreadsheet takes away.
func (e *exam) lostSerialZero() {
	serial := e.in[serialCell]
	if serial == "" || !digits(serial) {
		return
	}
	if d := e.p.records.Device("0" + serial); d != nil && !e.foreign(d) {
		e.err("R-08", serialCell, fmt.Sprintf("a leading zero is lost: a record has serial number %s", d.Serial),
			"format the column as text and write the serial number again")
	}
}

// lostUserZero compares the User ID with the one on the device.
func (e *exam) lostUserZero() {
	if d := e.device; d != nil && !e.foreign(d) && lostZero(e.in[userCell], d.Username) {
		e.err("R-08", userCell, fmt.Sprintf("a leading zero is lost: the record has User ID %s", d.Username),
			"format the column as text and write the User ID again")
	}
}

// lostZero reports whether value is what a spreadsheet leaves of the number on record.
func lostZero(value, record string) bool {
	return len(value) < len(record) && value != "" && digits(record) && strings.TrimLeft(record, "0") == value
}
