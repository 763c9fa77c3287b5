package edit

import (
	"fmt"
	"slices"

	"homeroom/store"
)

func (s *step) assign(serial, userID string) string {
	id, ok := s.checked(store.KindDevice, store.FieldUsername, userID)
	d := s.device("", serial)
	if d == nil || !ok {
		return "assign " + store.CleanSerial(serial)
	}
	before := d.Username
	s.hand(d, id)
	s.now.putDevice(d)
	if !SameID(before, d.Username) {
		s.receive(d)
	}
	return called(d) + " assigned to " + d.Username
}

// hand puts the person on the device, with what the user record says of them; what is personal of whoever had it
// before goes. Somebody who has it already keeps it as it is.
func (s *step) hand(d *store.Device, userID string) {
	if SameID(d.Username, userID) {
		return
	}
	u := s.now.User(userID)
	if u == nil {
		s.unknownUser(d, userID)
		return
	}
	if what := Nobodys(d.Kind()); what != "" {
		s.warn(store.FieldUsername, "R-11", "this is "+what+": nobody holds those", "leave it without a user")
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

// receive holds whoever has come to a device against the rules, and lets the user record follow to its site.
func (s *step) receive(d *store.Device) {
	o := OwnerOf(s.now, d.Username, d.Site)
	o.Held = slices.DeleteFunc(o.Held, func(h *store.Device) bool { return h.Serial == d.Serial })
	for _, h := range o.Held {
		if Foreign(h.Site, d.Site) {
			s.otherSite(store.FieldUsername, d.Username, h.Site)
			return
		}
	}
	if same := o.Has(platformOf(d)); same != nil {
		name := DeviceName(s.now, d.Site, same)
		s.warn(store.FieldUsername, "R-10", fmt.Sprintf("%s has %s already: a second device of the same platform", o.Name(d.Username), name),
			fmt.Sprintf("take %s back first, or correct the User ID", name))
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

// follows lets the user record go to the site of the device, where the person holds all they have.
func (s *step) follows(o *Owner, d *store.Device) {
	u := o.User
	if u.Departing {
		s.warn(store.FieldUsername, "R-14", o.Name(u.UserID)+" is marked departing and not yet revoked",
			"revoke first, or take the mark away if the person stays")
	}
	if u.Site == d.Site {
		return
	}
	if u.Site != "" {
		s.warn(store.FieldUsername, "R-02", fmt.Sprintf("User ID %s belongs to somebody at site %s who holds no device there: the user record moves to site %s",
			u.UserID, SiteName(s.now, u.Site), SiteName(s.now, d.Site)), "ask that site if it is the same person")
	}
	u.Site = d.Site
	s.now.putUser(u)
}

// otherSite refuses a User ID that is a person's of another site, without a word about that person.
func (s *step) otherSite(f store.Field, userID, site string) {
	found := OtherSite(s.now, userID, site)
	s.err(f, found.Rule, found.Message, found.Remedy)
}

// OtherSite is the refusal of a User ID that is a person's of another site, without a word about that person.
func OtherSite(p Picture, userID, site string) store.Finding {
	return refusal("R-02", fmt.Sprintf("User ID %s belongs to somebody at site %s", userID, SiteName(p, site)),
		"choose another User ID, or ask that site if it is the same person")
}
