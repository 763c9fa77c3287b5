package edit

import (
	"fmt"
	"slices"

	"homeroom/store"
)

func (s *step) assign(serial, userID string) string {
	id, ok := s.checked(store.KindDevice, store.FieldUsername, userID)
	d := s.device("", serial)
	switch {
	case d == nil:
		return store.CleanSerial(serial) + " assigned to " + id
	case !ok:
		return called(d) + " assigned to " + id
	case id == "":
		s.err(store.FieldUsername, "R-01", "it is not said who gets the device: the User ID is empty",
			"write the User ID of the person, or take the device back if nobody gets it")
		return "assign " + called(d)
	case SameID(d.Username, id) || !s.hand(d, id):
		return called(d) + " assigned to " + id
	}
	s.now.putDevice(d)
	s.receive(d)
	return called(d) + " assigned to " + d.Username
}

// hand puts the person on the device, with what the user record says of them; what is personal of whoever had it
// before goes. It reports whether it did: somebody who is not there, or whom another site answers for, is
// refused, and then the device is as it was.
func (s *step) hand(d *store.Device, userID string) bool {
	u := s.now.User(userID)
	if u == nil {
		s.unknownUser(d, userID)
		return false
	}
	if s.elsewhere(userID, d.Site, nil) {
		return false
	}
	if IsHeld(s.now, d) {
		s.warn(store.FieldUsername, "R-15", HolderOf(s.now, d)+" holds this device now and loses it",
			"check that the device has changed hands; the user record stays")
		ClearPerson(d)
	}
	d.Username = u.UserID
	for _, f := range personal {
		d.Set(f, u.Get(f))
	}
	return true
}

// unknownUser refuses a User ID that has no user record.
func (s *step) unknownUser(d *store.Device, userID string) {
	if LostZero(userID, d.Username) {
		s.withoutZero(store.FieldUsername, "the record has User ID "+d.Username)
		return
	}
	if len(s.now.HeldBy(userID)) == 0 && s.zeroLost(store.FieldUsername, userID, d.Site, ZeroOfUser(s.now, d.Site)) {
		return
	}
	s.err(store.FieldUsername, "R-02", fmt.Sprintf("User ID %s is not on record", userID), "make the user record first, or correct the User ID")
}

// elsewhere refuses a person whom another site than home answers for: by the user record, or by a device they hold there
// . leaves is the device that they give away for this, nil if none. It reports whether it refused.
func (s *step) elsewhere(userID, home string, leaves *store.Device) bool {
	o := OwnerOf(s.now, userID, home)
	site := ""
	if o.User != nil {
		site = o.User.Site
	}
	if site == "" && leaves != nil {
		site = leaves.Site
	}
	for _, h := range o.Held {
		if !Foreign(site, home) && (leaves == nil || h.Serial != leaves.Serial) && Foreign(h.Site, home) {
			site = h.Site
		}
	}
	if home == "" || !Foreign(site, home) {
		return false
	}
	s.otherSite(store.FieldUsername, userID, site)
	return true
}

// receive holds whoever has come to a device against the rules, and lets the user record follow to its site.
func (s *step) receive(d *store.Device) {
	if what := Nobodys(d.Kind()); what != "" {
		s.warn(store.FieldUsername, "R-11", "this is "+what+": nobody holds those", "leave it without a user")
	}
	o := OwnerOf(s.now, d.Username, d.Site)
	o.Held = slices.DeleteFunc(o.Held, func(h *store.Device) bool { return h.Serial == d.Serial })
	if same := o.Has(platformOf(d)); same != nil {
		name := DeviceName(s.now, d.Site, same)
		s.warn(store.FieldUsername, "R-10", fmt.Sprintf("%s has %s already: a second device of the same platform", o.Name(d.Username), name),
			fmt.Sprintf("take %s back first, or correct the User ID; leave it so if this is a shared device or a kiosk, which the technician has who "+
				"answers for it (R-53)", name))
	}
	if d.Placeholder() {
		s.warn(store.FieldUsername, "R-15", "the User ID is the device's own serial number: Username will look like a placeholder",
			"give the person a User ID of their own")
	}
	if d.Position == "" {
		s.warn(store.FieldPosition, "R-15", "without a Position no invitation is sent", "write student, teacher or staff")
	}
	if o.User != nil {
		s.follows(&o, d)
	}
}

// follows gives a user record that has no site the one of the device.
func (s *step) follows(o *Owner, d *store.Device) {
	u := o.User
	if u.Departing {
		s.warn(store.FieldUsername, "R-14", o.Name(u.UserID)+" is marked departing and not yet revoked",
			"revoke first, or take the mark away if the person stays")
	}
	if u.Site == "" {
		u.Site = d.Site
		s.now.putUser(u)
	}
}

// otherSite refuses a User ID that is a person's of another site, without a word about that person.
func (s *step) otherSite(f store.Field, userID, site string) {
	found := OtherSite(s.now, userID, site)
	s.err(f, found.Rule, found.Message, found.Remedy)
}

// OtherSite is the refusal of a User ID that is a person's of another site, without a word about that person.
func OtherSite(p Picture, userID, site string) store.Finding {
	remedy := "choose another User ID, or ask that site if it is the same person"
	if u := p.User(userID); u != nil && u.Site == site {
		remedy = "choose another User ID, or move the person's user record first (edit its site)"
	}
	return refusal("R-02", fmt.Sprintf("User ID %s belongs to somebody at site %s", userID, SiteName(p, site)), remedy)
}
