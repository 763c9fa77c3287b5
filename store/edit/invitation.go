package edit

import "homeroom/store"

// invitations lets every person's invitation follow what the step did to their devices: a Username with a Position
// invites, and without one the apps are revoked. It looks at before and after, so that a device that is
// exchanged for another takes nothing away in between (D).
func (s *step) invitations() {
	for _, key := range s.people() {
		u := s.now.User(key)
		if u == nil {
			continue
		}
		former := key
		if old, ok := s.renamed[key]; ok {
			former = old
		}
		was, is := map[string]string{}, positions(s.now, key)
		if s.before.User(former) != nil { // without a user record nobody was invited
			was = positions(s.before, former)
		}
		switch {
		case gains(was, is):
			u.Invitation = Invited(u.Invitation)
		case s.loses(former, u, was, is):
			u.Invitation = revoked(u.Invitation)
		default:
			continue
		}
		s.now.putUser(u)
	}
}

// people are the folded User IDs that the step has to do with, in the order in which it came to them.
func (s *step) people() []string {
	var keys []string
	seen := map[string]bool{}
	add := func(key string) {
		if key != "" && !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	for _, r := range s.now.order {
		if r.kind == store.KindUser {
			add(r.key)
			continue
		}
		old, want := s.before.Device(r.key), s.now.devices[r.key]
		if old != nil && old.Username == want.Username && old.Position == want.Position {
			continue // nothing that an invitation hangs on
		}
		if old != nil {
			add(store.UserKey(old.Username))
		}
		add(store.UserKey(want.Username))
	}
	return keys
}

// positions are the positions on the devices that a person holds, by serial number.
func positions(p Picture, userID string) map[string]string {
	o := OwnerOf(p, userID, "")
	list := make(map[string]string, len(o.Held))
	for _, d := range o.Held {
		list[d.Serial] = d.Position
	}
	return list
}

// placed counts the devices that have a position.
func placed(positions map[string]string) (n int) {
	for _, p := range positions {
		if p != "" {
			n++
		}
	}
	return n
}

// gains reports whether a person has come to have a position on one device more, or another one on a device they
// keep.
func gains(was, is map[string]string) bool {
	if placed(is) > placed(was) {
		return true
	}
	for serial, position := range is {
		if before, kept := was[serial]; kept && position != "" && position != before {
			return true
		}
	}
	return false
}

// loses reports whether a person has no position on any device any more, who had one, or a device, or a position.
func (s *step) loses(former string, u *store.User, was, is map[string]string) bool {
	if placed(is) > 0 {
		return false
	}
	old := s.before.User(former)
	return placed(was) > 0 || len(was) > 0 && len(is) == 0 || old != nil && old.Position != "" && u.Position == ""
}
