package importer

import (
	"fmt"

	"homeroom/store"
	"homeroom/store/edit"
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
	if edit.LostZero(tag, d.AssetTag) {
		e.tagWithoutZero(d)
	}
	e.err("R-17", tagCell, edit.Known(d)+"; "+e.tagBelongs(tag), "correct whichever of the two is wrong")
}

func (e *exam) tagBelongs(tag string) string {
	return edit.TagBelongs(e.p.records, tag, e.p.Site.Code)
}
