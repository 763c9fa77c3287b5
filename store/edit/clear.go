package edit

import (
	"slices"

	"homeroom/store"
)

func (s *step) clear(serial string) string {
	d := s.device("", serial)
	if d == nil {
		return "take back " + store.CleanSerial(serial)
	}
	title := called(d) + " taken back"
	if IsHeld(s.now, d) {
		title += " from " + d.Username
	}
	s.takeBack(d)
	s.now.putDevice(d)
	return title
}

func (s *step) release(serial string) string {
	d := s.device("", serial)
	if d == nil {
		return "empty the Username of " + store.CleanSerial(serial)
	}
	ClearPerson(d)
	d.Username = ""
	s.now.putDevice(d)
	return called(d) + ": Username emptied"
}

// takeBack takes the device from whoever has it; the user record stays.
func (s *step) takeBack(d *store.Device) {
	if IsHeld(s.now, d) {
		s.keeps(d)
	}
	*d = TakenBack(s.now, d)
}

// keeps tells what else the person has.
func (s *step) keeps(d *store.Device) {
	o := OwnerOf(s.now, d.Username, d.Site)
	name := o.Name(d.Username)
	o.Held = slices.DeleteFunc(o.Held, func(h *store.Device) bool { return h.Serial == d.Serial })
	if len(o.Held) > 0 {
		s.info(store.FieldUsername, "R-22", name+" keeps "+o.Devices(s.now), "take that back too if the person has left")
	}
}
