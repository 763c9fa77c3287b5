package procedure

import (
	"fmt"
	"slices"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// succession is what became of a User ID since a checklist began, whoever did it: once the user record is deleted the ID
// is free, and somebody else may get it. A record that is made anew is the same person's only if it has the name
// that the record had when it went; one that comes back by the undo of its deletion is in any case.
type succession struct {
	id    string
	own   map[int64]bool   // the acts of the checklist: a record that they make is the person's
	same  map[int64]bool   // the entries by which the person came back from another User ID
	gone  map[int64]bool   // the entries that deleted the person's record
	words map[int64]string // by entry that put a record on record again: who came

	record bool         // there is a user record
	held   int          // devices that name the ID
	left   *store.Entry // the newest of gone, or what took the last device from somebody without a record; nil while they are there
	came   *store.Entry // what put another person on record under the ID; nil while nobody else has it
	name   string       // what the person was called when they went
	whose  string       // the other person's name as it is now, behind a sentence
}

// is reports whether the User ID is another person's by now: nothing on record under it is about this one.
func (h *succession) is() bool { return h.came != nil }

// trace looks through what was done to the user record and to the devices, oldest first.
func (h *succession) trace(entries []store.Entry) {
	h.gone, h.words = map[int64]bool{}, map[int64]string{}
	h.left, h.came, h.name = nil, nil, ""
	for i := range entries {
		switch e := &entries[i]; e.Record {
		case store.KindUser:
			h.user(e)
		case store.KindDevice:
			h.device(e)
		}
	}
}

// rewind finds from what is on record now how it was before these entries.
func (h *succession) rewind(now *store.User, held []*store.Device, entries []store.Entry) {
	h.record, h.held = now != nil, 0
	for _, d := range held {
		if !edit.SameID(d.Serial, h.id) {
			h.held++
		}
	}
	for i := range slices.Backward(entries) {
		switch e := &entries[i]; {
		case e.Record == store.KindDevice:
			h.held -= h.carries(e)
		case e.Record == store.KindUser && (e.Created || e.Deleted):
			h.record = e.Deleted
		}
	}
}

// user follows the user record.
func (h *succession) user(e *store.Entry) {
	name := fullName(e)
	if e.Deleted {
		h.settle(name)
		if h.record = false; h.came == nil {
			h.left, h.name, h.gone[e.ID] = e, name, true
		}
		h.came = nil
	}
	if !e.Created {
		return
	}
	h.record = true
	switch {
	case h.left == nil: // the person's first record
	case h.own[e.Act], h.gone[e.Undoes], h.same[e.ID]:
		h.left, h.words[e.ID] = nil, "was brought back"
	default:
		h.came, h.words[e.ID] = e, "came on record for another person"+named(name)
	}
}

// settle takes back that another person came, where that record has the person's name by then.
func (h *succession) settle(name string) {
	if h.came != nil && store.SameName(name, h.name) {
		h.words[h.came.ID], h.came = "was brought back", nil
	}
}

// device follows the devices of somebody who has no record: they are gone with the last one.
func (h *succession) device(e *store.Entry) {
	n := h.carries(e)
	h.held += n
	switch {
	case h.record:
	case n < 0 && h.held == 0:
		h.left, h.name = e, fullName(e)
	case n > 0:
		h.left = nil
	}
}

// carries is 1 where an entry gives a device to the User ID, -1 where it takes one away, and 0 otherwise. A device whose
// serial number is the User ID tells nothing by it.
func (h *succession) carries(e *store.Entry) int {
	f := changed(e, store.FieldUsername)
	switch {
	case f == nil || edit.SameID(e.Key, h.id):
		return 0
	case edit.SameID(f.New, h.id):
		return 1
	case edit.SameID(f.Old, h.id):
		return -1
	}
	return 0
}

// now says who has the User ID by what is on record now.
func (h *succession) now(u *store.User) {
	if u != nil {
		h.settle(u.FullName)
	}
	if h.came == nil {
		return
	}
	h.whose = named(fullName(h.came))
	if u != nil {
		h.whose = named(u.FullName)
	}
	h.words[h.came.ID] = "is another person now" + h.whose
}

// named is a name behind what is told of somebody.
func named(name string) string {
	if name == "" {
		return ", without a name on record"
	}
	return ": " + name
}

// fullName is the name that a record came with, or had before.
func fullName(e *store.Entry) string {
	f := changed(e, store.FieldFullName)
	switch {
	case f == nil:
		return ""
	case e.Created:
		return f.New
	}
	return f.Old
}

// anothers is why nothing on record under the User ID is about the person: who has it now, by whom and since when.
func (s *Scene) anothers() string {
	h := &s.heir
	return text.Visible(fmt.Sprintf("the User ID %s is another person's now%s, put on record by %s at %s",
		h.id, h.whose, h.came.Operator, moment(h.came.At, s.zone)))
}

// succeeded is why there is no record to delete where another person has the User ID: how the person went, and who came.
func succeeded(s *Scene) string {
	if !s.heir.is() {
		return ""
	}
	went, left := "the user record of %s was deleted by %s at %s", s.heir.left
	if left.Record == store.KindDevice {
		went = "%s had no user record, and the last device was taken from them by %s at %s"
	}
	who := s.Name
	if who == "" {
		who = s.UserID
	}
	return text.Visible(fmt.Sprintf(went, who, left.Operator, moment(left.At, s.zone))) + "; " + s.anothers()
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
