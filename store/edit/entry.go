package edit

import (
	"slices"

	"homeroom/store"
)

// Entry is what a row of a vendor's file says: of a device, of a person, and by the device's Username who has it from
// then on.
type Entry struct {
	Serial     string // the device; empty where the row is about a person alone
	Device     []Value
	UserID     string // the person; empty where the row names none
	User       []Value
	Site       string // where a record belongs that is new
	NewDevice  bool   // a device that is not on record is made
	NewUser    bool   // so is a person
	Unassigned bool   // the device is taken back, whoever has it
}

// Enter plans a row of a vendor's file as one edit, on top of what was planned before: the person first, so that the
// device can be given to somebody whom the same row brings in.
func (d *Desk) Enter(e *Entry) Plan {
	s := d.begin()
	title := "device " + store.CleanSerial(e.Serial)
	if e.Serial == "" {
		title = "user " + e.UserID
	}
	device := s.now.Device(store.CleanSerial(e.Serial))
	s.enterUser(e, device)
	s.enterDevice(e, device)
	return s.finish(title)
}

// enterUser makes or changes the person. The device's own serial number is nobody, unless it is somebody's User ID.
func (s *step) enterUser(e *Entry, device *store.Device) {
	there := s.now.User(e.UserID) != nil
	switch {
	case e.UserID == "" || !there && SameID(e.UserID, store.CleanSerial(e.Serial)):
	case there && len(e.User) > 0:
		s.setUser(e.UserID, e.User)
	case there || device != nil && SameID(device.Username, e.UserID) && len(e.User) == 0: // already so
	case e.NewUser:
		s.newUser(s.firstOf(e, device))
	case e.Serial == "":
		s.user(e.UserID)
	}
}

// firstOf are the values of a person who comes on record with a row: also what the row says of them on the device.
func (s *step) firstOf(e *Entry, device *store.Device) []Value {
	site := e.Site
	if device != nil {
		site = device.Site
	}
	values := []Value{{Field: store.FieldUserID, Text: e.UserID}, {Field: store.FieldSite, Text: site}}
	for _, v := range e.Device {
		if slices.Contains(personal, v.Field) && !v.Clear {
			values = append(values, v)
		}
	}
	for _, v := range e.User {
		if v.Field != store.FieldUserID && !v.Clear {
			values = append(values, v)
		}
	}
	return values
}

func (s *step) enterDevice(e *Entry, device *store.Device) {
	values := e.Device
	if slices.ContainsFunc(s.findings, func(n Finding) bool { return n.Severity == store.SeverityError }) {
		values = slices.DeleteFunc(slices.Clone(values), func(v Value) bool { // what is wrong with the person is told
			return v.Field == store.FieldUsername
		})
	}
	switch {
	case e.Serial == "":
	case device == nil && e.NewDevice:
		s.newDevice(append([]Value{{Field: store.FieldSerial, Text: e.Serial}, {Field: store.FieldSite, Text: e.Site}}, values...))
	case e.Unassigned && IsHeld(s.now, device): // one that nobody has is unassigned already
		s.clear(e.Serial)
	default:
		s.setDevice(e.Serial, values)
	}
}
