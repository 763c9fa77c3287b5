package edit

import (
	"cmp"
	"fmt"
	"strings"

	"homeroom/store"
)

// zeros are what a spreadsheet takes off a number's front.
var zeros = [...]string{"0", "00"}

// Padded adds to list the values that a spreadsheet may have made this one of; none for what is no number.
func Padded(list []string, value string) []string {
	if !number(value) {
		return list
	}
	for _, z := range zeros {
		list = append(list, z+value)
	}
	return list
}

// LostZero reports whether value is what a spreadsheet leaves of the number on record.
func LostZero(value, record string) bool {
	return len(value) < len(record) && value != "" && number(record) && strings.TrimLeft(record, "0") == value
}

// Zero looks on record for the number that a value was before it lost its leading zero, for the site home. It
// answers what is on record, in words, and the number; nothing if there is none. Of another site's record the number is
// not told. what is the value's name in a sentence.
func Zero(p Picture, what, value, home string, find func(value string) (said, site string)) (said, whole string) {
	for _, padded := range Padded(nil, value) {
		said, site := find(padded)
		switch {
		case Foreign(site, home):
			return fmt.Sprintf("the same %s with the zero exists at site %s", what, SiteName(p, site)), ""
		case said != "":
			return said, padded
		}
	}
	return "", ""
}

// ZeroOfTag finds an asset tag on record that this one was, for Zero.
func ZeroOfTag(p Picture) func(tag string) (said, site string) {
	return func(tag string) (said, site string) {
		if d := p.DeviceByTag(tag); d != nil {
			return fmt.Sprintf("serial number %s is on record with asset tag %s", d.Serial, d.AssetTag), d.Site
		}
		return "", ""
	}
}

// ZeroOfSerial finds a serial number on record that this one was, for Zero.
func ZeroOfSerial(p Picture) func(serial string) (said, site string) {
	return func(serial string) (said, site string) {
		if d := p.Device(serial); d != nil {
			return "a record has serial number " + d.Serial, d.Site
		}
		return "", ""
	}
}

// ZeroOfUser finds a User ID on record that this one was, for Zero.
func ZeroOfUser(p Picture, home string) func(id string) (said, site string) {
	return func(id string) (said, site string) {
		if o := OwnerOf(p, id, home); o.Exists() {
			return fmt.Sprintf("%s has User ID %s", cmp.Or(o.FullName(), "somebody"), id), o.At()
		}
		return "", ""
	}
}

// zeroLost refuses a number that is on record with zeros before it. It reports whether it did.
func (s *step) zeroLost(f store.Field, value, home string, find func(value string) (said, site string)) bool {
	said, _ := Zero(s.now, identifiers[f], value, home, find)
	if said != "" {
		s.withoutZero(f, said)
	}
	return said != ""
}

func (s *step) withoutZero(f store.Field, said string) {
	s.err(f, "R-08", "a leading zero is lost: "+said, "format the column as text and write the "+identifiers[f]+" again")
}
