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
	case e.abroad != "":
		e.atAnotherSite()
	case d == nil:
		e.unknown()
	case serial == "":
		e.err("R-17", tagCell, fmt.Sprintf("the row has no serial number; asset tag %s is on record with serial number %s", tag, d.Serial),
			"write the serial number, if that device is meant")
	case tag != "" && tag != d.AssetTag:
		e.mismatch(d)
	}
}

// atAnotherSite is all that is told of a device of another site.
func (e *exam) atAnotherSite() {
	e.err("R-17", serialCell, "this device belongs to site "+e.p.siteName(e.abroad), "leave it to that site")
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
	e.lostTagZero()
}

// mismatch tells what a row's asset tag belongs to when it is not that of its serial number.
func (e *exam) mismatch(d *store.Device) {
	tag := e.in[tagCell]
	if lostZero(tag, d.AssetTag) {
		e.tagWithoutZero(d)
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
	case e.p.foreign(other.Site):
		return fmt.Sprintf("asset tag %s belongs to site %s", tag, e.p.siteName(other.Site))
	default:
		return fmt.Sprintf("asset tag %s belongs to serial number %s", tag, other.Serial)
	}
}

// foreign reports whether a record with this site is another site's than the plan's.
func (p *Plan) foreign(site string) bool { return site != "" && site != p.Site.Code }

// siteName is what may be told of another site: its code and name.
func (p *Plan) siteName(code string) string {
	if s, ok := p.records.SiteByCode(code); ok && s.Name != "" && s.Name != s.Code {
		return fmt.Sprintf("%s (%s)", s.Code, s.Name)
	}
	return code
}

// sameID compares User IDs without regard to case.
func sameID(a, b string) bool { return a == b || strings.EqualFold(a, b) }
