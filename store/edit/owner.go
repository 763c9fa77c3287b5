package edit

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// Owner is who has a User ID on record: a person has one in the whole state.
type Owner struct {
	User *store.User     // nil when only devices carry the ID
	Held []*store.Device // without placeholders
	home string          // the site that asks: of others' records nothing is told but the site
}

// OwnerOf finds who has a User ID, for somebody at the site home. A device whose Username is its own serial number
// belongs to nobody, unless a user record has that ID.
func OwnerOf(p Picture, userID, home string) Owner {
	o := Owner{User: p.User(userID), home: home}
	for _, d := range p.HeldBy(userID) {
		if o.User != nil || !d.Placeholder() {
			o.Held = append(o.Held, d)
		}
	}
	return o
}

// HolderOf is who holds the device, as its own site's record has it.
func HolderOf(p Picture, d *store.Device) string {
	o := Owner{User: p.User(d.Username), Held: []*store.Device{d}, home: d.Site}
	return o.Name(d.Username)
}

// Exists reports whether anybody has the ID.
func (o *Owner) Exists() bool { return o.User != nil || len(o.Held) > 0 }

// Ours reports whether a record with this site may be told of.
func (o *Owner) Ours(site string) bool { return !Foreign(site, o.home) }

// Abroad reports whether the user record is another site's.
func (o *Owner) Abroad() bool { return o.User != nil && !o.Ours(o.User.Site) }

// At is the site that answers for the person: that of the user record, or that of their devices, of which those at
// home count first; empty when it cannot be told.
func (o *Owner) At() string {
	if o.User != nil && o.User.Site != "" {
		return o.User.Site
	}
	site := ""
	for _, d := range o.Held {
		if d.Site == o.home {
			return o.home
		}
		site = d.Site
	}
	return site
}

// Has finds a device of the platform; one that is not known counts as a platform of its own.
func (o *Owner) Has(platform store.Platform) *store.Device {
	for _, d := range o.Held {
		if platformOf(d) == platform {
			return d
		}
	}
	return nil
}

// FullName is the person's name, where records of home know it.
func (o *Owner) FullName() string {
	if o.User != nil && o.Ours(o.User.Site) && o.User.FullName != "" {
		return o.User.FullName
	}
	for _, d := range o.Held {
		if o.Ours(d.Site) && d.FullName != "" {
			return d.FullName
		}
	}
	return ""
}

// Name is the person's full name, where it is known, with the User ID.
func (o *Owner) Name(userID string) string {
	if name := o.FullName(); name != "" {
		return fmt.Sprintf("%s (%s)", name, userID)
	}
	return userID
}

// Devices tells what the person holds, as far as home may know: a device of another site is named by its site only.
func (o *Owner) Devices(p Picture) string {
	if len(o.Held) == 0 {
		return "no device"
	}
	return DeviceNames(p, o.home, o.Held, len(o.Held))
}

// DevicesNamed is how many devices a message names before it says "and more".
const DevicesNamed = 3

// DeviceNames names the first of the devices for the site home; of is how many there are.
func DeviceNames(p Picture, home string, devices []*store.Device, of int) string {
	var names []string
	for _, d := range devices[:min(len(devices), DevicesNamed)] {
		names = append(names, DeviceName(p, home, d))
	}
	if of > len(names) {
		names = append(names, "more")
	}
	return strings.Join(names, " and ")
}

// DeviceName names a device for the site home.
func DeviceName(p Picture, home string, d *store.Device) string {
	if Foreign(d.Site, home) {
		return "a device of site " + SiteName(p, d.Site)
	}
	if d.AssetTag == "" {
		return "serial number " + d.Serial
	}
	return fmt.Sprintf("%s (serial number %s)", d.AssetTag, d.Serial)
}

// Foreign reports whether a record with this site is another site's than home.
func Foreign(site, home string) bool { return site != "" && site != home }

// SiteName is what may be told of another site: its code and name.
func SiteName(p Picture, code string) string {
	if s, ok := p.SiteByCode(code); ok && s.Name != "" && s.Name != s.Code {
		return fmt.Sprintf("%s (%s)", s.Code, s.Name)
	}
	return code
}

// TagBelongs tells in words whose an asset tag is, for the site home.
func TagBelongs(p Picture, tag, home string) string {
	switch other := p.DeviceByTag(tag); {
	case other == nil:
		return fmt.Sprintf("asset tag %s is not on record", tag)
	case Foreign(other.Site, home):
		return fmt.Sprintf("asset tag %s belongs to site %s", tag, SiteName(p, other.Site))
	default:
		return fmt.Sprintf("asset tag %s belongs to serial number %s", tag, other.Serial)
	}
}
