package importer

import (
	"homeroom/store"
)

// settle finds what the vendor has of the items, and puts them into an order in which a file that is read from its first
// row to its last does what it says: who leaves a User ID comes before whoever gets it. Those of whom one file cannot say it
// are told, and are no items.
func (x *exporter) settle(items []item) []item {
	for i := range items {
		x.meet(&items[i])
	}
	if x.Template.Edits != store.KindUser {
		return items
	}
	s := &settling{exporter: x, items: items, at: make(map[string]int), state: make([]settled, len(items)), order: make([]item, 0, len(items))}
	for i := range items {
		if items[i].had {
			s.at[store.UserKey(items[i].there)] = i
		}
	}
	if !x.tellsIDs() {
		s.untold()
	}
	for i := range items {
		s.place(i)
	}
	return s.order
}

// settled is how far an item of a settling is.
type settled byte

const (
	idWaiting settled = iota
	idPlacing
	idPlaced
	idRefused
)

// settling is the ordering of people by the User IDs that they leave and get.
type settling struct {
	*exporter
	items []item
	at    map[string]int // who the vendor has under a key
	state []settled
	order []item
}

// moved reports whether the vendor has somebody under another User ID.
func (it *item) moved() bool { return it.had && store.UserKey(it.there) != it.key }

// holder is whom the vendor has under the User ID that an item gets; none where that is free, or the item's own.
func (s *settling) holder(i int) (j int, some bool) {
	j, some = s.at[s.items[i].key]
	return j, some && j != i
}

// place puts an item behind the one that leaves its User ID, and reports whether it could be.
func (s *settling) place(i int) bool {
	switch s.state[i] {
	case idWaiting:
	case idPlacing:
		return false // round and round
	default:
		return s.state[i] == idPlaced
	}
	s.state[i] = idPlacing
	it := &s.items[i]
	j, some := s.holder(i)
	switch {
	case some && !s.place(j):
		s.refuse(i, "not written: its User ID is "+s.items[j].key+"'s there, who gets another one that is not free, either; give out the User IDs there by hand")
	case !some && s.known[it.key]:
		s.refuse(i, "not written: its User ID is somebody else's there, whom this file is not about; take that one out there, or rename it, first")
	default:
		s.state[i] = idPlaced
		s.order = append(s.order, *it)
	}
	return s.state[i] == idPlaced
}

// refuse tells why somebody is not written.
func (s *settling) refuse(i int, why string) {
	s.state[i] = idRefused
	it := &s.items[i]
	if it.moved() {
		why += " (there " + it.there + " is to become " + it.user.UserID + ")"
	}
	s.leave(it, why)
	s.took[it.key] = true
}

// untold refuses, of a layout that cannot tell another User ID, those between whom one went from hand to hand, and has whole
// whoever got one that is free there.
func (s *settling) untold() {
	for i := range s.items {
		if j, some := s.holder(i); some {
			for _, n := range [...]int{i, j} {
				if s.state[n] == idWaiting {
					s.refuse(n, "not written: a User ID went from one person to another, and this layout cannot tell that; give out the User IDs there by hand")
				}
			}
		}
	}
	for i := range s.items {
		if it := &s.items[i]; it.moved() && s.state[i] == idWaiting {
			it.fresh = true
			s.leave(it, s.Template.Columns[s.Template.KeyColumn()].Header+" was "+it.there+", and this layout cannot tell another one: rename it there, or take it out there, before this file is read")
		}
	}
}
