package procedure

import (
	"fmt"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// unless tells in words what stands against a fact that does not hold. What is said of records goes through text.
func unless(holds bool, format string, args ...any) []string {
	if holds {
		return nil
	}
	return []string{text.Visible(fmt.Sprintf(format, args...))}
}

// onRecord: the device is on record.
func onRecord(s *Scene) []string {
	return unless(s.Device.Version != 0, "%s is not on record any more: look for it in the history", deviceName(s.Device))
}

// theirs: the device is the person's.
func theirs(s *Scene) []string {
	return unless(s.their(s.Device), "%s is not %s's: %s", deviceName(s.Device), s.UserID, s.whose(s.Device))
}

// whose tells who holds a device, in words.
func (s *Scene) whose(d *store.Device) string {
	if name := s.holder(d); name != "" {
		return name + " holds it"
	}
	return "nobody holds it"
}

// elsewhere reports whether somebody else holds the device by now: what is on its record is about them.
func (s *Scene) elsewhere() bool {
	return !s.their(s.Device) && edit.IsHeld(s.Records, s.Device)
}

// givenOn is why a step does not apply to a device that somebody else holds by now.
func givenOn(s *Scene) string {
	if s.Device.Version == 0 {
		return deviceName(s.Device) + " is not on record any more"
	}
	if s.elsewhere() {
		return deviceName(s.Device) + " has been given on: " + s.whose(s.Device)
	}
	return ""
}

// noPosition: the Position of the device is empty, so that the apps are revoked.
func noPosition(s *Scene) []string {
	return unless(s.elsewhere() || s.Device.Position == "", "the Position of %s is %q: clear it", deviceName(s.Device), s.Device.Position)
}

// letGo: the device does not point at the person any more.
func letGo(s *Scene) []string {
	return unless(!s.their(s.Device), "the Username of %s is %s: clear it", deviceName(s.Device), s.Device.Username)
}

// spare: the Username is the device's own serial number. Where that is somebody's User ID, it has to be empty.
func spare(s *Scene) []string {
	d := s.Device
	somebodys := d.Username == "" && s.Records.User(d.Serial) != nil
	return unless(s.elsewhere() || d.Placeholder() || somebodys,
		"the Username of %s is %q: it should be its serial number %s", deviceName(d), d.Username, d.Serial)
}

// inNoScope: the person is in no assignment scope.
func inNoScope(s *Scene) []string {
	var against []string
	for _, m := range s.scopes() {
		against = append(against, text.Visible(fmt.Sprintf("assignment scope %s still lists %s: take them out of it first", m.Scope, s.UserID)))
	}
	return against
}

// nothingPoints: no device and no scope points at the person.
func nothingPoints(s *Scene) []string {
	var against []string
	for _, d := range edit.OwnerOf(s.Records, s.UserID, s.Checklist.Site).Held {
		against = append(against, text.Visible(fmt.Sprintf("%s still points at %s: clear its Username first (R-30)",
			edit.DeviceName(s.Records, s.Checklist.Site, d), s.UserID)))
	}
	for _, told := range inNoScope(s) {
		against = append(against, told+" (R-30)")
	}
	return against
}

// gone: there is no user record.
func gone(s *Scene) []string {
	return unless(s.User == nil, "the user record of %s is on record: delete it", s.UserID)
}

// known: there is a user record.
func known(s *Scene) []string {
	return unless(s.User != nil, "User ID %s is not on record: make the user record first", s.UserID)
}

// holds: the device is the person's.
func holds(s *Scene) []string {
	return pointsHere(s, s.Device)
}

// free: nobody else holds the device.
func free(s *Scene) []string { return s.free(s.Device) }

// otherFree: nobody else holds the new device.
func otherFree(s *Scene) []string { return s.free(s.Other) }

func (s *Scene) free(d *store.Device) []string {
	return unless(s.their(d) || !edit.IsHeld(s.Records, d),
		"%s is given to somebody else: %s; take it back from them first, or choose another device", deviceName(d), s.whose(d))
}

func pointsHere(s *Scene, d *store.Device) []string {
	return unless(s.their(d), "%s does not point at %s: %s", deviceName(d), s.UserID, s.whose(d))
}

// positioned: the device has a Position, so that the invitation is sent.
func positioned(s *Scene) []string {
	return unless(s.Device.Position != "", "the Position of %s is empty: no invitation is sent without one (R-15)", deviceName(s.Device))
}

// handedOver: the old device is not the person's any more, the new one is.
func handedOver(s *Scene) []string {
	old := unless(!s.their(s.Device), "%s still points at %s", deviceName(s.Device), s.UserID)
	return append(old, pointsHere(s, s.Other)...)
}

// bothOnRecord: the old and the new device are on record.
func bothOnRecord(s *Scene) []string {
	return append(onRecord(s), onRecord(s.at(s.Other))...)
}

// oneSite: the person and the devices are of one site.
func oneSite(s *Scene) []string {
	var against []string
	for _, d := range s.Devices {
		if edit.Foreign(d.Site, s.Checklist.Site) {
			against = append(against, fmt.Sprintf("%s belongs to site %s (R-02): choose a device of the same site", deviceName(d), edit.SiteName(s.Records, d.Site)))
		}
	}
	o := edit.OwnerOf(s.Records, s.UserID, s.Checklist.Site)
	if at := o.At(); edit.Foreign(at, s.Checklist.Site) && (len(o.Held) > 0 || o.User == nil) {
		found := edit.OtherSite(s.Records, s.UserID, at)
		against = append(against, text.Visible(fmt.Sprintf("%s (R-02): %s", found.Message, found.Remedy)))
	}
	return against
}

// handedOut: the device is of a kind that people hold.
func handedOut(s *Scene) []string {
	var against []string
	for _, d := range s.Devices {
		if what := edit.Nobodys(d.Kind()); what != "" {
			against = append(against, fmt.Sprintf("%s is %s: nobody holds those (R-11); choose another device", deviceName(d), what))
		}
	}
	return against
}

// somebody: there is a person or a device that carries the User ID.
func somebody(s *Scene) []string {
	o := edit.OwnerOf(s.Records, s.UserID, "")
	return unless(o.Exists(), "nobody has the User ID %s: look for the person in the list of users", s.UserID)
}

// namedAreTheirs: the devices that are named are the person's.
func namedAreTheirs(s *Scene) []string {
	var against []string
	for _, d := range s.Devices {
		against = append(against, theirs(s.at(d))...)
	}
	return against
}
