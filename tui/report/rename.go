package report

import (
	"slices"
	"strconv"
	"strings"

	"homeroom/store"
)

// Rename is somebody who gets another User ID, told out of everything that is done for it.
type Rename struct {
	From, To string
	Fields   []store.FieldChange // of the person, the User ID among them
	Rest     []store.Change      // what is done besides

	follow map[store.Kind]int
}

// RenameIn tells a rename out of what is done on one line; nil where it is none.
func RenameIn(changes []store.Change) *Rename {
	for _, who := range store.Renames(changes) {
		r := &Rename{From: who.From, To: who.To, follow: map[store.Kind]int{}}
		r.Fields = between(changes[who.Gone].Fields, changes[who.Came].Fields)
		places := placesOf(changes)
		for i := range changes {
			if c := changes[i]; i != who.Gone && i != who.Came && !r.follows(&c, places) {
				r.Rest = append(r.Rest, c)
			}
		}
		return r
	}
	return nil
}

// between is what differs between a record that goes and the one that comes in its place.
func between(gone, came []store.FieldChange) (fields []store.FieldChange) {
	for _, f := range came {
		f.Old = value(gone, f.Field)
		if f.Old != f.New {
			fields = append(fields, f)
		}
	}
	for _, f := range gone {
		if f.Old != "" && !slices.ContainsFunc(came, func(c store.FieldChange) bool { return c.Field == f.Field }) {
			fields = append(fields, store.FieldChange{Field: f.Field, Old: f.Old})
		}
	}
	return fields
}

// place is what somebody has a place in, or asks for, and who.
type place struct {
	kind       store.Kind
	in, person string
	leaves     bool
}

func placeOf(c *store.Change) (p place, ok bool) {
	first, second, cut := strings.Cut(c.Key, "/")
	p = place{kind: c.Record, in: first, person: store.UserKey(second), leaves: c.Delete}
	if c.Record == store.KindRequest {
		p.in, p.person = second, store.UserKey(first)
	}
	of := c.Record == store.KindMember || c.Record == store.KindRoster || c.Record == store.KindRequest
	return p, cut && of && (c.Delete || c.Create())
}

// placesOf are all places that are given or taken.
func placesOf(changes []store.Change) map[place]bool {
	places := map[place]bool{}
	for i := range changes {
		if p, ok := placeOf(&changes[i]); ok {
			places[p] = true
		}
	}
	return places
}

// follows reports whether a change does no more than to follow the person, and counts what follows.
func (r *Rename) follows(c *store.Change, places map[place]bool) bool {
	if c.Record == store.KindDevice {
		return r.keepsDevice(c)
	}
	p, ok := placeOf(c)
	from, to := p, p
	from.person, from.leaves = store.UserKey(r.From), true
	to.person, to.leaves = store.UserKey(r.To), false
	if !ok || p != from && p != to || !places[from] || !places[to] {
		return false
	}
	if p == to {
		r.follow[p.kind]++
	}
	return true
}

// keepsDevice is follows for a device; of what else changes on it, what the person's record says alike needs no words.
func (r *Rename) keepsDevice(c *store.Change) bool {
	kept := false
	rest := make([]store.FieldChange, 0, len(c.Fields))
	for _, f := range c.Fields {
		switch {
		case f.Field == store.FieldUsername && store.UserKey(f.Old) == store.UserKey(r.From) && store.UserKey(f.New) == store.UserKey(r.To):
			kept = true
		case !slices.Contains(r.Fields, f):
			rest = append(rest, f)
		}
	}
	if !kept {
		return false
	}
	r.follow[store.KindDevice]++
	c.Fields = rest
	return len(rest) == 0
}

// Add counts what follows another rename, too.
func (r *Rename) Add(other *Rename) {
	if r.follow == nil {
		r.follow = map[store.Kind]int{}
	}
	for kind, n := range other.follow {
		r.follow[kind] += n
	}
}

// Follows says what keeps to the person: "1 device, 2 classes and 1 assignment scope follow"; empty where there is nothing.
func (r *Rename) Follows() string {
	var parts []string
	total := 0
	for _, n := range [...]struct {
		kind      store.Kind
		one, many string
	}{
		{store.KindDevice, "device", "devices"},
		{store.KindRoster, "class", "classes"},
		{store.KindMember, "assignment scope", "assignment scopes"},
		{store.KindRequest, "enrolment request", "enrolment requests"},
	} {
		switch count := r.follow[n.kind]; {
		case count == 1:
			parts, total = append(parts, "1 "+n.one), total+1
		case count > 1:
			parts, total = append(parts, strconv.Itoa(count)+" "+n.many), total+count
		}
	}
	verb := " follow"
	if total == 1 {
		verb = " follows"
	}
	if len(parts) == 0 {
		return ""
	}
	return listed(parts) + verb
}

// Said is the rename in a line: "User ID afenfield31 → abra.fenfield31; 1 device follows".
func (r *Rename) Said() string {
	said := store.FieldUserID.Label() + " " + r.From + " → " + r.To
	if follows := r.Follows(); follows != "" {
		said += "; " + follows
	}
	return said
}

// listed are words one after the other as they stand in a sentence: "a, b and c".
func listed(parts []string) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// Change is what an entry of the history did, as a change.
func Change(e *store.Entry) store.Change {
	c := store.Change{Record: e.Record, Key: e.Key, Delete: e.Deleted, Fields: e.Fields, Line: e.Line}
	if !e.Created {
		c.Version = e.ID
	}
	return c
}
