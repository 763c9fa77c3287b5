package edit

import (
	"fmt"
	"slices"

	"homeroom/store"
)

// newUser plans a user record.
func (s *step) newUser(values []Value) string {
	w := s.wishes(store.KindUser, values)
	s.onlySite(w)
	s.needs(w, store.FieldUserID, "a user needs a User ID")
	u := store.User{UserID: w[store.FieldUserID]}
	if u.UserID == "" {
		return "new user"
	}
	w.apply(&u, offered[store.KindUser]...)
	s.freeID(&u, u.UserID)
	if u.Site == "" && !s.wrong(store.FieldSite) && len(s.now.Sites()) > 0 {
		s.warn(store.FieldSite, decided, "no site is given: no site answers for this person", "choose one; "+s.siteCodes())
	}
	s.freeAccount(&u, "")
	s.now.putUser(&u)
	return "new user " + u.UserID
}

// freeID refuses a User ID that somebody has, and one that only lost its zero. Devices that carry it
// without a user record are this person's, if they are at the same site.
func (s *step) freeID(u *store.User, id string) {
	o := OwnerOf(s.now, id, u.Site)
	switch {
	case o.User != nil:
		s.taken(&o, id)
	case len(o.Held) > 0:
		if u.Site == "" {
			u.Site = o.At()
		}
		for _, d := range o.Held {
			if Foreign(d.Site, u.Site) {
				s.otherSite(store.FieldUserID, id, d.Site)
				return
			}
		}
	default:
		s.freshID(id, u.Site)
	}
}

// taken refuses a User ID that is somebody's, who is named if they are at the same site.
func (s *step) taken(o *Owner, id string) {
	if site := o.At(); Foreign(site, o.home) {
		s.otherSite(store.FieldUserID, id, site)
		return
	}
	name := o.FullName()
	if name == "" {
		name = "somebody"
	}
	s.err(store.FieldUserID, "R-02", fmt.Sprintf("User ID %s already belongs to %s", id, name),
		"choose another User ID, or open that record if it is the same person")
}

// freshID refuses a User ID that only lost its zero, and warns of one that is a device's placeholder.
func (s *step) freshID(id, home string) {
	if s.zeroLost(store.FieldUserID, id, home, ZeroOfUser(s.now, home)) {
		return
	}
	if s.now.Device(store.CleanSerial(id)) != nil {
		s.warn(store.FieldUserID, "R-15", "the User ID is the serial number of a device: its Username will look like a placeholder",
			"give the person a User ID of their own")
	}
}

// freeAccount refuses a Managed Apple Account that is another person's. former is the folded User ID that the
// person had before, if it changes.
func (s *step) freeAccount(u *store.User, former string) {
	if u.ManagedAppleAccount == "" {
		return
	}
	other := s.now.UserByAccount(u.ManagedAppleAccount)
	if other == nil || other.Key() == u.Key() || other.Key() == former {
		return
	}
	o := Owner{User: other, home: u.Site}
	said := fmt.Sprintf("Managed Apple Account %s already belongs to %s", u.ManagedAppleAccount, o.Name(other.UserID))
	if o.Abroad() {
		said = fmt.Sprintf("Managed Apple Account %s belongs to somebody at site %s", u.ManagedAppleAccount, SiteName(s.now, other.Site))
	}
	s.err(store.FieldManagedAppleAccount, "R-05", said, "an account is one person's: write another one, or take it off that person first")
}

// setUser plans new values of a user record, and on the devices that the person holds.
func (s *step) setUser(userID string, values []Value) string {
	old := s.user(userID)
	if old == nil {
		return "user " + userID
	}
	w := s.wishes(store.KindUser, values)
	want := *old
	w.apply(&want, offered[store.KindUser]...)
	if _, ok := w[store.FieldManagedAppleAccount]; ok {
		s.freeAccount(&want, old.Key())
	}
	held := OwnerOf(s.now, old.UserID, old.Site).Held
	s.rename(old, &want)
	s.staysBehind(old, &want, held)
	for _, d := range held {
		s.carry(old, &want, d)
	}
	s.carryScopes(old, &want)
	if want.Key() != old.Key() {
		s.now.dropUser(old.UserID)
	}
	return "user " + old.UserID + listed(Differences(store.KindUser, old, &want))
}

// rename writes the user record; under another User ID the old one goes and a new one comes.
func (s *step) rename(old, want *store.User) {
	if want.Key() != old.Key() {
		switch o := OwnerOf(s.now, want.UserID, want.Site); {
		case o.Exists():
			s.taken(&o, want.UserID)
		case LostZero(want.UserID, old.UserID):
			s.withoutZero(store.FieldUserID, "the record has User ID "+old.UserID)
		default:
			s.freshID(want.UserID, want.Site)
		}
		s.renamed[want.Key()] = old.Key()
	}
	s.now.putUser(want)
}

// staysBehind warns when a person goes to another site and a device of theirs does not.
func (s *step) staysBehind(old, want *store.User, held []*store.Device) {
	at := slices.IndexFunc(held, func(d *store.Device) bool { return d.Site != want.Site })
	if want.Site == old.Site || at < 0 {
		return
	}
	o := Owner{User: old, home: old.Site}
	s.warn(store.FieldSite, "R-02", fmt.Sprintf("%s holds %s, which stays at site %s", o.Name(old.UserID),
		DeviceName(s.now, held[at].Site, held[at]), SiteName(s.now, held[at].Site)), "move the device record, too, if the device goes along")
}

// carry lets a device of the person follow the user record where it said the same.
func (s *step) carry(old, want *store.User, d *store.Device) {
	if d.Username == old.UserID || want.Key() != old.Key() {
		d.Username = want.UserID
	}
	var own []store.Field
	for _, f := range personal {
		before, after := old.Get(f), want.Get(f)
		switch {
		case before == after:
		case d.Get(f) == before:
			d.Set(f, after)
		case d.Get(f) != after:
			own = append(own, f)
		}
	}
	s.now.putDevice(d)
	if len(own) > 0 {
		s.info(own[0], "R-10", fmt.Sprintf("only the user record changes; %s keeps its own: %s", DeviceName(s.now, d.Site, d), labels(own)),
			"change it on the device record, too, if it is right")
	}
}

func (s *step) depart(userID string, departing bool) string {
	mark, told := "no", " not departing any more"
	if departing {
		mark, told = "yes", " marked departing"
	}
	s.setUser(userID, []Value{{Field: store.FieldDeparting, Text: mark}})
	return "user " + s.spelled(userID) + told
}

// position sets the position of a person on the user record and on every device they hold, also where a device said
// something else.
func (s *step) position(userID, position string) string {
	s.agree(userID, position)
	s.setUser(userID, []Value{{Field: store.FieldPosition, Text: position, Clear: position == ""}})
	if position == "" {
		return "position of user " + s.spelled(userID) + " cleared"
	}
	clean, _ := store.ParsePosition(position)
	return "position of user " + s.spelled(userID) + " set to " + clean
}

// agree lets every device of the person say the position of the user record, so that it follows to the new one, and
// tells which said another.
func (s *step) agree(userID, position string) {
	target, found := store.ParsePosition(position)
	u := s.now.User(userID)
	if u == nil || position != "" && store.Failed(found) {
		return
	}
	for _, d := range OwnerOf(s.now, userID, u.Site).Held {
		if d.Position == u.Position {
			continue
		}
		if d.Position != target {
			s.info(store.FieldPosition, "R-15", DeviceName(s.now, u.Site, d)+" says something else than the user record, and changes, too",
				"change it on the device record afterwards if it is to differ")
		}
		d.Position = u.Position
		s.now.putDevice(d)
	}
}

// spelled is a User ID as on record, where it is.
func (s *step) spelled(userID string) string {
	if u := s.now.User(userID); u != nil {
		return u.UserID
	}
	return userID
}
