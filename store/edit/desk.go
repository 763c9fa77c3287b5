package edit

import "homeroom/store"

// Picture is how the records look at one moment: as they were read, or with edits laid over them.
type Picture interface {
	Device(serial string) *store.Device
	DeviceByTag(tag string) *store.Device
	AlikeSerials(serials []string) map[string]string
	User(userID string) *store.User
	UserByAccount(account string) *store.User
	HeldBy(userID string) []*store.Device
	SiteByCode(code string) (store.Site, bool)
	Sites() []store.Site
	ScopesOf(userID string) []store.Member
	Groups() []store.Group
	Locations() []store.Location
}

// Desk plans edits one on top of the other: each sees what those before it would do, and the changes of all of them
// can be saved as one act. An edit that fails leaves the desk as it was.
type Desk struct {
	records *store.Records
	now     *layer
}

// On is an empty desk over the records.
func On(r *store.Records) *Desk { return &Desk{records: r, now: over(r)} }

// Picture is how the records look with the desk's edits.
func (d *Desk) Picture() Picture { return d.now }

// New plans a record as New does, on top of what was planned before.
func (d *Desk) New(kind store.Kind, values []Value) Plan {
	s := d.begin()
	if kind == store.KindUser {
		return s.finish(s.newUser(values))
	}
	return s.finish(s.newDevice(values))
}

// Set plans new values as Set does, on top of what was planned before.
func (d *Desk) Set(kind store.Kind, key string, values []Value) Plan {
	s := d.begin()
	if kind == store.KindUser {
		return s.finish(s.setUser(key, values))
	}
	return s.finish(s.setDevice(key, values))
}

// Assign gives the device to the person as Assign does, on top of what was planned before.
func (d *Desk) Assign(serial, userID string) Plan {
	s := d.begin()
	return s.finish(s.assign(serial, userID))
}

// Clear takes the device back as Clear does, on top of what was planned before.
func (d *Desk) Clear(serial string) Plan {
	s := d.begin()
	return s.finish(s.clear(serial))
}

// Release empties the Username as Release does, on top of what was planned before.
func (d *Desk) Release(serial string) Plan {
	s := d.begin()
	return s.finish(s.release(serial))
}

// Leave takes the person out of the assignment scopes as Leave does, on top of what was planned before.
func (d *Desk) Leave(userID string) Plan {
	s := d.begin()
	return s.finish(s.leaveScopes(userID))
}

// Swap exchanges holders as Swap does, on top of what was planned before.
func (d *Desk) Swap(serialA, serialB string) Plan {
	s := d.begin()
	return s.finish(s.swap(serialA, serialB))
}

// Depart marks a person as Depart does, on top of what was planned before.
func (d *Desk) Depart(userID string, departing bool) Plan {
	s := d.begin()
	return s.finish(s.depart(userID, departing))
}

// Position sets a position as Position does, on top of what was planned before.
func (d *Desk) Position(userID, position string) Plan {
	s := d.begin()
	return s.finish(s.position(userID, position))
}
