package edit

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/store"
)

// needs refuses a new record without one of its required values: in these words, or else in those of the value's rule.
func (s *step) needs(w wish, f store.Field, said string) {
	if w[f] == "" && !s.wrong(f) {
		_, found := parsers[f]("")
		s.err(f, found[0].Rule, cmp.Or(said, found[0].Message), found[0].Remedy)
	}
}

// wrong reports whether a rule has refused the field already.
func (s *step) wrong(f store.Field) bool {
	return slices.ContainsFunc(s.findings, func(n Finding) bool { return n.Field == f && n.Severity == store.SeverityError })
}

// newSerial refuses a serial number that is on record, also behind the S of a barcode, and one that only
// lost its zero.
func (s *step) newSerial(d *store.Device) {
	if d.Serial == "" {
		return
	}
	switch other := s.now.Device(d.Serial); {
	case other == nil && s.now.Device(store.BehindS(d.Serial)) != nil:
		s.found(store.FieldSerial, Labelled(s.now.Device(store.BehindS(d.Serial))))
	case other == nil:
		if !s.zeroLost(store.FieldSerial, d.Serial, d.Site, ZeroOfSerial(s.now)) {
			s.alike(d)
		}
	case Foreign(other.Site, d.Site):
		s.err(store.FieldSerial, "R-17", "this device belongs to site "+SiteName(s.now, other.Site), "leave it to that site")
	default:
		s.err(store.FieldSerial, "R-17", Known(other), "open that record and change it there, or correct the number")
	}
}

// alike warns of a serial number on record that a new one differs from in nothing but characters that look alike.
func (s *step) alike(d *store.Device) {
	if other := s.now.Device(s.now.AlikeSerials([]string{d.Serial})[d.Serial]); other != nil {
		s.found(store.FieldSerial, Alike(s.now, d.Site, other))
	}
}

// Known tells in words under which asset tag a serial number is on record.
func Known(d *store.Device) string {
	if d.AssetTag == "" {
		return fmt.Sprintf("serial number %s is on record without an asset tag", d.Serial)
	}
	return fmt.Sprintf("serial number %s is on record with asset tag %s", d.Serial, d.AssetTag)
}

// newTag refuses a new device's asset tag that only lost its zero.
func (s *step) newTag(tag, home string) {
	if tag != "" && s.now.DeviceByTag(tag) == nil {
		s.zeroLost(store.FieldAssetTag, tag, home, ZeroOfTag(s.now))
	}
}

// freeTag refuses an asset tag that is another device's, and one that only lost its zero.
func (s *step) freeTag(d *store.Device, tag string) {
	if tag == "" || tag == d.AssetTag {
		return
	}
	if other := s.now.DeviceByTag(tag); other != nil && other.Serial != d.Serial {
		s.err(store.FieldAssetTag, "R-17", TagBelongs(s.now, tag, d.Site), "correct whichever of serial number and asset tag is wrong")
	}
	if LostZero(tag, d.AssetTag) {
		s.withoutZero(store.FieldAssetTag, "the record has asset tag "+d.AssetTag)
	}
}
