package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
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
	pasts    map[ref]*past
	devices  []Device // all that point at a user or site that may go
	members  []Member // all that are in a scope of their user who may go
	stays    map[rowOf]string
	taken    map[unique]string // values that would come back → the record that carries them now
	changes  []Change
	refused  []Refusal
}

// read gets everything that the rows touch or come to rest on.
func (b *back) read(ctx context.Context, s *Store) (err error) {
	var keys, users, sites []string
	for i := range b.wanted {
		e := &b.wanted[i]
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
	if b.pasts, err = pastsOf(ctx, s.read, keys, s.zone); err != nil {
		return err
	}
	if err = b.readTaken(ctx, s.read); err != nil {
		return err
	}
	if b.members, err = memberKind.where(ctx, s.read, "WHERE lower(user_id) IN "+inSet, set(users)); err != nil {
		return err
	}
	b.devices, err = deviceKind.where(ctx, s.read, "WHERE lower(username) IN "+inSet+" OR site IN "+inSet, set(users), set(sites))
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

// plan steps back over every row that does not have to stay, newest entry first.
func (b *back) plan() {
	b.changes, b.refused = nil, nil
	now := map[ref]*past{}
	for r, p := range b.pasts {
		copied := *p
		now[r] = &copied
	}
	asked := make(map[int64]bool, len(b.wanted))
	for i := range b.wanted {
		asked[b.wanted[i].ID] = true
	}
	for i, e := range slices.Backward(b.wanted) {
		row := rowOfEntry(&e)
		if reason, ok := b.stays[row]; ok {
			b.refused = append(b.refused, Refusal{e, reason})
			continue
		}
		p := now[ref{e.Record, e.Key}]
		switch reason := p.takeBack(&e, asked); {
		case reason == "":
			b.changes = append(b.changes, inverse(&e, p.version))
		case i >= b.optional:
			b.stays[row] = fmt.Sprintf("%s %s was %s", e.Record, e.Key, reason)
		}
	}
	b.checkPeople(now)
	b.checkUnique(now)
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

// checkPeople keeps every row that would give a device, or a place in a scope, back to a person whose record is gone.
func (b *back) checkPeople(after map[ref]*past) {
	for _, c := range b.changes {
		for _, f := range c.Fields {
			if p := after[ref{KindScope, plainLower(f.New)}]; c.Record == KindMember && f.Field == FieldScope && p != nil && p.current == nil {
				b.stays[b.rowOf(c.Undoes)] = fmt.Sprintf("assignment scope %s is not on record any more", f.New)
			}
			if !pointsAtUser(c.Record, f.Field) || f.New == "" || UserKey(f.New) == UserKey(c.Key) {
				continue
			}
			if p := after[ref{KindUser, UserKey(f.New)}]; p != nil && p.current == nil {
				b.stays[b.rowOf(c.Undoes)] = fmt.Sprintf("user %s, who had %s, is not on record any more", f.New, had(&c))
			}
		}
	}
}

// rowOf is the row of a wanted entry.
func (b *back) rowOf(entry int64) rowOf {
	i := slices.IndexFunc(b.wanted, func(e Entry) bool { return e.ID == entry })
	return rowOfEntry(&b.wanted[i])
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
				b.rest(KindUser, UserKey(d.Username), "device "+d.Serial)
			}
			b.rest(KindSite, d.Site, "device "+d.Serial)
		}
	}
	for i := range b.members {
		m := &b.members[i]
		goes := func(c Change) bool { return c.Delete && c.Record == KindMember && c.Key == m.Key() }
		if !slices.ContainsFunc(b.changes, goes) {
			b.rest(KindUser, UserKey(m.UserID), "assignment scope "+m.Scope)
		}
	}
}

// rest turns a planned deletion into a refusal because something still points there.
func (b *back) rest(k Kind, key, what string) {
	i := slices.IndexFunc(b.changes, func(c Change) bool { return c.Delete && c.Record == k && c.Key == key })
	if i < 0 {
		return
	}
	id := b.changes[i].Undoes
	at := slices.IndexFunc(b.wanted, func(e Entry) bool { return e.ID == id })
	if at >= b.optional {
		b.refused = append(b.refused, Refusal{b.wanted[at], fmt.Sprintf("%s still points at this %s", what, k)})
	}
	b.changes = slices.Delete(b.changes, i, i+1)
}

// inverse puts back what the entry changed.
func inverse(e *Entry, version int64) Change {
	c := Change{Record: e.Record, Key: e.Key, Version: version, Delete: e.Created, Line: e.Line, Undoes: e.ID}
	for _, f := range e.Fields {
		c.Fields = append(c.Fields, FieldChange{f.Field, f.New, f.Old})
	}
	return c
}
