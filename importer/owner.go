package importer

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// owner is who has a User ID on record: a person has one in the whole state.
type owner struct {
	user *store.User     // nil when only devices carry the ID
	held []*store.Device // without placeholders
	home string          // the plan's site: of others' records nothing is told but the site
}

// owner finds who has a User ID. A device whose Username is its own serial number belongs to nobody, unless a
// user record has that ID.
func (p *Plan) owner(userID string) owner {
	o := owner{user: p.records.User(userID), home: p.Site.Code}
	for _, d := range p.records.HeldBy(userID) {
		if o.user != nil || !d.Placeholder() {
			o.held = append(o.held, d)
		}
	}
	return o
}

// isHeld reports whether somebody holds a device: not when Username is empty or a placeholder.
func (p *Plan) isHeld(d *store.Device) bool {
	return d != nil && d.Username != "" && (!d.Placeholder() || p.records.User(d.Username) != nil)
}

// exists reports whether anybody has the ID.
func (o *owner) exists() bool { return o.user != nil || len(o.held) > 0 }

// ours reports whether a record with this site may be told of.
func (o *owner) ours(site string) bool { return site == "" || site == o.home }

// abroad reports whether the user record is another site's.
func (o *owner) abroad() bool { return o.user != nil && !o.ours(o.user.Site) }

// at is the site that answers for the person: that of the user record, or that of their devices, of which the plan's
// own count first; empty when it cannot be told.
func (o *owner) at() string {
	if o.user != nil && o.user.Site != "" {
		return o.user.Site
	}
	site := ""
	for _, d := range o.held {
		if d.Site == o.home {
			return o.home
		}
		site = d.Site
	}
	return site
}

// has finds a device of the platform; one that is not known counts as a platform of its own.
func (o *owner) has(platform store.Platform) *store.Device {
	for _, d := range o.held {
		if platformOf(d) == platform {
			return d
		}
	}
	return nil
}

func platformOf(d *store.Device) store.Platform {
	if d.Platform != store.PlatformUnknown {
		return d.Platform
	}
	return d.Kind().Platform()
}

// fullName is the person's name, where our own records know it.
func (o *owner) fullName() string {
	if o.user != nil && o.ours(o.user.Site) && o.user.FullName != "" {
		return o.user.FullName
	}
	for _, d := range o.held {
		if o.ours(d.Site) && d.FullName != "" {
			return d.FullName
		}
	}
	return ""
}

// name is the person's full name, where it is known, with the User ID.
func (o *owner) name(userID string) string {
	if name := o.fullName(); name != "" {
		return fmt.Sprintf("%s (%s)", name, userID)
	}
	return userID
}

// devices tells what the person holds, as far as the plan's site may know: a device of another site is named
// by its site only.
func (o *owner) devices(p *Plan) string {
	if len(o.held) == 0 {
		return "no device"
	}
	return p.deviceNames(o.held, len(o.held))
}

// deviceNamed is how many devices a message names before it says "and more".
const deviceNamed = 3

// deviceNames names the first of the devices; of is how many there are.
func (p *Plan) deviceNames(devices []*store.Device, of int) string {
	var names []string
	for _, d := range devices[:min(len(devices), deviceNamed)] {
		names = append(names, p.deviceName(d))
	}
	if of > len(names) {
		names = append(names, "more")
	}
	return strings.Join(names, " and ")
}

func (p *Plan) deviceName(d *store.Device) string {
	if p.foreign(d.Site) {
		return "a device of site " + p.siteName(d.Site)
	}
	if d.AssetTag == "" {
		return "serial number " + d.Serial
	}
	return fmt.Sprintf("%s (serial number %s)", d.AssetTag, d.Serial)
}
