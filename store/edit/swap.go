package edit

import "homeroom/store"

// block is what of User & Location goes with the person; building and room stay with the device.
var block = append([]store.Field{store.FieldUsername, store.FieldDepartment}, personal...)

func (s *step) swap(serialA, serialB string) string {
	a, b := s.device("", serialA), s.device("", serialB)
	if a == nil || b == nil {
		return "swap " + store.CleanSerial(serialA) + " and " + store.CleanSerial(serialB)
	}
	title := called(a) + " and " + called(b) + " swapped"
	heldA, heldB := IsHeld(s.now, a), IsHeld(s.now, b)
	switch {
	case a.Serial == b.Serial:
		s.err("", decided, "this is one device, not two", "choose another device to swap with")
		return title
	case !heldA && !heldB:
		s.info("", decided, "nobody holds either of the two devices", "assign one of them")
		return title
	case SameID(a.Username, b.Username):
		s.info("", decided, "the same person holds both devices", "nothing; they stay as they are")
		return title
	}
	fromA, fromB := *a, *b
	refusedA := heldB && s.elsewhere(fromB.Username, a.Site, b)
	refusedB := heldA && s.elsewhere(fromA.Username, b.Site, a)
	if refusedA || refusedB {
		return title
	}
	s.comes(a, &fromB, heldB)
	s.comes(b, &fromA, heldA)
	s.now.putDevice(a)
	s.now.putDevice(b)
	if heldB {
		s.receive(a)
	}
	if heldA {
		s.receive(b)
	}
	return title
}

// comes puts on a device who held the other one; nobody leaves the placeholder.
func (s *step) comes(d, from *store.Device, held bool) {
	if !held {
		*d = TakenBack(s.now, d)
		return
	}
	for _, f := range block {
		d.Set(f, from.Get(f))
	}
}
