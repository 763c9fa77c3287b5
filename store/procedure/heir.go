package procedure

import (
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// succession is what became of a User ID whose user record the checklist itself has deleted: it is free then, and
// somebody else may get it.
type succession struct {
	left *store.Entry // the deletion, as long as it is not taken back; nil while there is none
	came int64        // the entry that brought in another person under the User ID; 0 while there is none
}

// is reports whether the User ID is another person's by now: nothing on record under it is about this one.
func (h *succession) is() bool { return h.came != 0 }

// about reports whether an entry is about the user record of another person: one of another name. Somebody without a
// name, or with the same one, is the same person brought back.
func (h *succession) about(e *store.Entry) bool {
	return h.left != nil && e.ID > h.left.ID && h.other(fullName(e))
}

func (h *succession) other(name string) bool {
	before := fullName(h.left)
	return name != "" && before != "" && !strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(before))
}

// fullName is the name that a user record came with, or had when it went.
func fullName(e *store.Entry) string {
	f := changed(e, store.FieldFullName)
	switch {
	case f == nil:
		return ""
	case e.Deleted:
		return f.Old
	}
	return f.New
}

// succeed looks through what was done to the User ID since the checklist began.
func (s *Scene) succeed(entries []store.Entry) {
	h := &s.heir
	for i := range entries {
		if e := &entries[i]; e.Record == store.KindUser && e.Deleted && s.acts[e.Act] && e.UndoneBy == 0 {
			h.left = e
		}
	}
	u := s.Records.User(s.Checklist.UserID)
	for i := range entries {
		e := &entries[i]
		if h.left == nil || e.Record != store.KindUser || !e.Created || e.ID < h.left.ID {
			continue
		}
		s.words[e.ID] = "was brought back"
		if name := fullName(e); h.other(name) {
			s.words[e.ID] = "is another person now: " + name
		}
		if u != nil && h.other(u.FullName) {
			h.came = e.ID
		}
	}
}

// their reports whether a device is the person's.
func (s *Scene) their(d *store.Device) bool {
	return !s.heir.is() && edit.SameID(d.Username, s.UserID)
}

// scopes are the assignment scopes that list the person.
func (s *Scene) scopes() []store.Member {
	if s.heir.is() {
		return nil
	}
	return s.Records.ScopesOf(s.UserID)
}
