package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// rowOf is what goes back together: a line of an act, or all of an act that has no lines, such as a swap. Only the
// records that were set up at once have nothing to do with each other: there it is an entry.
type rowOf struct {
	act   int64
	line  int
	entry int64
}

func rowOfEntry(e *Entry) rowOf {
	if e.Line == 0 && e.Kind == ActSetup {
		return rowOf{e.Act, 0, e.ID}
	}
	return rowOf{e.Act, e.Line, 0}
}

// back works out an undo.
type back struct {
	wanted   []Entry // oldest first
	optional int     // so many of them go only if nothing keeps them; nobody asked for them by number
	steps    bool    // they are steps of a checklist: compared field by field, and refused in a line a step
	zone     *time.Location
	asked    map[int64]bool // the entries wanted
	pasts    map[ref]*past
	renames  []rename          // of people who are not on record any more under their User ID
	open     map[int64]string  // acts that are steps of an open checklist → its number
	devices  []Device          // all that point at a user or site that may go
	members  []Member          // all that are in a scope of their user who may go
	taken    map[unique]string // values that would come back → the record that carries them now
	stays    map[rowOf]Refusal // what a row stays for
	stuck    map[ref]string    // why nothing older of a record goes back, either
	changes  []Change
	refused  []Refusal
}

// read gets everything that the rows touch or come to rest on.
func (b *back) read(ctx context.Context, s *Store) (err error) {
	var keys, users, sites []string
	for i := range b.wanted {
		e := &b.wanted[i]
		b.asked[e.ID] = true
		keys = append(keys, e.Key)
		for _, f := range e.Fields {
			if pointsAtUser(e.Record, f.Field) {
				keys = append(keys, UserKey(f.Old))
			}
			if e.Record == KindMember && f.Field == FieldScope {
				keys = append(keys, plainLower(f.Old))
			}
		}
		switch e.Record {
		case KindUser:
			users = append(users, e.Key)
		case KindSite:
			sites = append(sites, e.Key)
		}
	}
	if b.members, err = memberKind.where(ctx, s.read, "WHERE lower(user_id) IN "+inSet, set(users)); err != nil {
		return err
	}
	b.devices, err = deviceKind.where(ctx, s.read, "WHERE lower(username) IN "+inSet+" OR site IN "+inSet, set(users), set(sites))
	if err != nil {
		return err
	}
	if err = b.readPasts(ctx, s.read, append(keys, b.resting()...)); err != nil {
		return err
	}
	return b.readTaken(ctx, s.read)
}

// resting are the keys of what points at a user who may go.
func (b *back) resting() (keys []string) {
	for i := range b.members {
		keys = append(keys, b.members[i].Key())
	}
	for i := range b.devices {
		if b.devices[i].Held() {
			keys = append(keys, b.devices[i].Serial)
		}
	}
	return keys
}

// readPasts reads the histories, and what tells how one can get by whoever stands in the way.
func (b *back) readPasts(ctx context.Context, q querier, keys []string) (err error) {
	if b.pasts, err = pastsOf(ctx, q, keys); err != nil {
		return err
	}
	var gone []string
	var acts []int64
	for r, p := range b.pasts {
		if r.record == KindUser && p.current == nil {
			gone = append(gone, r.key)
		}
		for i := range p.entries {
			if e := &p.entries[i]; e.Kind == ActStep && !b.asked[e.ID] {
				acts = append(acts, e.Act)
			}
		}
	}
	if b.renames, err = renamesOf(ctx, q, gone); err != nil {
		return err
	}
	b.open, err = openChecklists(ctx, q, acts)
	return err
}

// settle plans until no row is found any more that has to stay: one that stays may keep another.
func (b *back) settle() {
	for {
		stay := len(b.stays)
		b.plan()
		if len(b.stays) == stay {
			break
		}
	}
	b.keep()
}

// plan steps back over every row that does not have to stay, newest entry first. Where one entry of a record stays, the
// older ones of that record stay, too: nobody and nothing is put back by half. A row that is found to stay now is told
// with the first of its records that keeps it: what a step is about, before what follows from it.
func (b *back) plan() {
	known := maps.Clone(b.stays)
	b.changes, b.refused, b.stuck = nil, nil, map[ref]string{}
	now := map[ref]*past{}
	for r, p := range b.pasts {
		copied := *p
		now[r] = &copied
	}
	for i, e := range slices.Backward(b.wanted) {
		r, row := ref{e.Record, e.Key}, rowOfEntry(&e)
		if stay, ok := known[row]; ok {
			b.stuck[r] = stay.Reason
			if !b.steps || stay.Entry.ID == e.ID {
				b.refuse(&e, stay.Reason)
			}
			continue
		}
		reason, ok := b.stuck[r]
		if !ok {
			reason = b.takeBack(now[r], &e)
		}
		switch {
		case reason == "":
			b.changes = append(b.changes, inverse(&e, now[r].version))
		case i >= b.optional:
			b.stuck[r], b.stays[row] = reason, Refusal{e, reason}
		}
	}
	b.checkPeople(now)
	b.checkUnique(now)
}

// stay keeps the row of an entry.
func (b *back) stay(e *Entry, reason string) {
	if _, told := b.stays[rowOfEntry(e)]; !told {
		b.stays[rowOfEntry(e)] = Refusal{*e, reason}
	}
}

// had is what somebody had, in words.
func had(c *Change) string {
	if c.Record == KindMember {
		return "a place in assignment scope " + strings.SplitN(c.Key, "/", 2)[0]
	}
	return "device " + c.Key
}

// pointsAtUser reports whether a field of a record names a user.
func pointsAtUser(k Kind, f Field) bool {
	return k == KindDevice && f == FieldUsername || k == KindMember && f == FieldUserID
}

// checkPeople keeps every row that would give a device, or a place in a scope, back to a person whose record is gone,
// or is another person's by now.
func (b *back) checkPeople(after map[ref]*past) {
	for i := range b.changes {
		c := &b.changes[i]
		for _, f := range c.Fields {
			if p := after[ref{KindScope, plainLower(f.New)}]; c.Record == KindMember && f.Field == FieldScope && p != nil && p.current == nil {
				b.stay(b.entry(c.Undoes), fmt.Sprintf("assignment scope %s is not on record any more", f.New)+b.by(", deleted", p.newest()))
			}
			if !pointsAtUser(c.Record, f.Field) || f.New == "" || UserKey(f.New) == UserKey(c.Key) {
				continue
			}
			if p := after[ref{KindUser, UserKey(f.New)}]; p != nil {
				if reason := b.lost(p, c, f.New); reason != "" {
					b.stay(b.entry(c.Undoes), reason)
				}
			}
		}
	}
}

// lost tells why a user cannot get back what a change would give them; empty when they can.
func (b *back) lost(p *past, c *Change, id string) string {
	if p.current != nil {
		if came := p.recycled(c.Undoes); came != nil {
			return fmt.Sprintf("user %s is another person now", id) + b.by(", put on record", came)
		}
		return ""
	}
	now := "is not on record any more"
	last, verb := p.newest(), ", deleted"
	if other := lastName(UserKey(id), b.renames); other != UserKey(id) {
		now, verb = "has the User ID "+other+" now", ", changed"
	}
	return fmt.Sprintf("user %s, who had %s, %s", id, had(c), now) + b.by(verb, last)
}

// entry is a wanted entry.
func (b *back) entry(id int64) *Entry {
	i := slices.IndexFunc(b.wanted, func(e Entry) bool { return e.ID == id })
	return &b.wanted[i]
}

// keep takes out what others have come to rest on since: a user whom another device names, a site with
// other devices.
func (b *back) keep() {
	after := map[string]*Device{}
	for i := range b.devices {
		d := b.devices[i]
		after[d.Serial] = &d
	}
	for _, c := range b.changes {
		if d := after[c.Key]; c.Record == KindDevice && d != nil {
			if c.Delete {
				delete(after, c.Key)
			}
			for _, f := range c.Fields {
				d.Set(f.Field, f.New)
			}
		}
	}
	for _, d := range b.devices {
		if d := after[d.Serial]; d != nil {
			if !d.Placeholder() {
				b.rest(ref{KindUser, UserKey(d.Username)}, ref{KindDevice, d.Serial}, "device "+d.Serial)
			}
			b.rest(ref{KindSite, d.Site}, ref{}, "device "+d.Serial)
		}
	}
	for i := range b.members {
		m := &b.members[i]
		goes := func(c Change) bool { return c.Delete && c.Record == KindMember && c.Key == m.Key() }
		if !slices.ContainsFunc(b.changes, goes) {
			b.rest(ref{KindUser, UserKey(m.UserID)}, ref{KindMember, m.Key()}, "assignment scope "+m.Scope)
		}
	}
}

// rest turns a planned deletion into a refusal because something still points there: what says its name, and by its
// history tells who gave it to the user.
func (b *back) rest(goes, by ref, what string) {
	i := slices.IndexFunc(b.changes, func(c Change) bool { return c.Delete && c.Record == goes.record && c.Key == goes.key })
	if i < 0 {
		return
	}
	id := b.changes[i].Undoes
	at := slices.IndexFunc(b.wanted, func(e Entry) bool { return e.ID == id })
	if at >= b.optional {
		reason := fmt.Sprintf("%s still points at this %s", what, goes.record)
		if p := b.pasts[by]; p != nil {
			reason += b.by(", given", p.giver(goes.key))
		}
		b.refuse(&b.wanted[at], reason)
	}
	b.changes = slices.Delete(b.changes, i, i+1)
}

// inverse puts back what the entry changed.
func inverse(e *Entry, version int64) Change {
	return Change{
		Record: e.Record, Key: e.Key, Version: version, Delete: e.Created, Line: e.Line, Undoes: e.ID, Fields: inverted(e),
	}
}
