package store

import (
	"maps"
	"slices"
)

// live reports whether somebody is invited to their apps.
func (i Invitation) live() bool { return i == InvitationInvited || i == InvitationAccepted }

func invitationOf(state map[Field]string) Invitation { return Invitation(state[FieldInvitation]) }

// held are the devices by the folded User ID of who has them.
func held(pasts map[ref]*past) map[string][]ref {
	list := map[string][]ref{}
	for r, p := range pasts {
		if key := UserKey(p.current[FieldUsername]); r.record == KindDevice && key != "" {
			list[key] = append(list[key], r)
		}
	}
	return list
}

// positioned are the folded User IDs of those who have a device with a Position.
func positioned(pasts map[ref]*past) map[string]bool {
	list := map[string]bool{}
	for r, p := range pasts {
		if r.record == KindDevice && p.current[FieldPosition] != "" {
			list[UserKey(p.current[FieldUsername])] = true
		}
	}
	return list
}

// invite lets every invitation follow what the person would have then: with a Username and a Position they are invited
// and when the last is taken from them the apps are revoked.
func (b *back) invite() {
	was, is := positioned(b.pasts), positioned(b.after)
	for _, key := range slices.Sorted(maps.Keys(b.people)) {
		r := ref{KindUser, key}
		if p := b.after[r]; p != nil && p.current != nil {
			if now, want := invitationOf(p.current), b.invitation(r, was[key], is[key]); want != now {
				b.setInvitation(r, now, want)
			}
		}
	}
}

// invitation is what somebody's invitation would have to be: as it is, as it was before, or as the rules say. A contradiction
// that was there before, and that this has nothing to do with, stays.
func (b *back) invitation(r ref, was, is bool) Invitation {
	p := b.after[r]
	now := invitationOf(p.current)
	wrong := is && !now.live() && (b.steps || !was) || !is && now.live() && (was || b.steps && !b.whole(r.key))
	if !wrong {
		return now
	}
	then, life := p.before(b.first(r.key))
	choice := []Invitation{invitationOf(b.pasts[r].current), invitationOf(then)}
	switch {
	case !is:
		choice = append(choice, InvitationRevoked)
	case b.steps && life != p.life:
		choice = append(choice, InvitationInvited)
	}
	if i := slices.IndexFunc(choice, func(i Invitation) bool { return i.live() == is }); i >= 0 {
		return choice[i]
	}
	return now
}

// first is the oldest wanted entry about a person: about their user record, or about a device that they had.
func (b *back) first(key string) int64 {
	i := slices.IndexFunc(b.wanted, func(e Entry) bool { return e.Record == KindUser && e.Key == key || b.theirs(&e, key) })
	return b.wanted[max(i, 0)].ID
}

// whole reports whether all goes back that the steps did to the devices of a person.
func (b *back) whole(key string) bool {
	return !slices.ContainsFunc(b.wanted, func(e Entry) bool {
		_, stays := b.stays[b.rows[e.ID]]
		return stays && b.theirs(&e, key)
	})
}

// setInvitation writes an invitation into what is changed of the user record anyway, or changes it alone.
func (b *back) setInvitation(r ref, now, want Invitation) {
	last := -1
	for i := range b.changes {
		if c := &b.changes[i]; c.Record == r.record && c.Key == r.key {
			last = i
		}
	}
	if last < 0 {
		b.changes = append(b.changes, Change{Record: r.record, Key: r.key, Version: b.after[r].version})
		last = len(b.changes) - 1
	}
	c := &b.changes[last]
	i := slices.IndexFunc(c.Fields, func(f FieldChange) bool { return f.Field == FieldInvitation })
	if i < 0 {
		c.Fields = append(c.Fields, FieldChange{FieldInvitation, string(now), string(now)})
		i = len(c.Fields) - 1
	}
	f := &c.Fields[i]
	if f.New = string(want); f.New == f.Old {
		c.Fields = slices.Delete(c.Fields, i, i+1)
	}
	if len(c.Fields) == 0 {
		b.changes = slices.Delete(b.changes, last, last+1)
	}
}
