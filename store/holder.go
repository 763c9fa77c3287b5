package store

import (
	"fmt"
	"slices"
	"strings"
)

// pointsAtUser reports whether a field of a record names a user.
func pointsAtUser(k Kind, f Field) bool {
	return k == KindDevice && f == FieldUsername || places[k].of != "" && f == FieldUserID
}

// places are the kinds of record that put a person somewhere, or are theirs: the field that names where, what that is, and
// what they had, with {} for the name of the place.
var places = map[Kind]struct {
	field      Field
	of         Kind
	named, had string
}{
	KindMember:  {FieldScope, KindScope, "assignment scope", "a place in assignment scope {}"},
	KindRoster:  {FieldClass, KindClass, "class", "a place in class {}"},
	KindRequest: {"", KindUser, "user", "an enrolment request"},
}

// checkPlaces keeps every place in an assignment scope or a class, and every enrolment request, of a person whose record is
// gone or is another person's by now, or with a scope or class that is gone.
func (b *back) checkPlaces() {
	for i := range b.changes {
		c := &b.changes[i]
		place := places[c.Record]
		for _, f := range c.Fields {
			if place.of == "" || f.New == "" {
				continue
			}
			if p := b.after[ref{place.of, plainLower(f.New)}]; f.Field == place.field && p != nil && p.current == nil {
				b.stay(b.entry(c.Undoes), fmt.Sprintf("%s %s is not on record any more", place.named, f.New)+b.by(", deleted", p.newest()))
			}
			if p := b.after[ref{KindUser, UserKey(f.New)}]; f.Field == FieldUserID && p != nil {
				_, life := p.before(c.Undoes)
				name, _, _ := strings.Cut(c.Key, "/")
				if reason := b.lost(p, life, f.New, strings.ReplaceAll(place.had, "{}", name)); reason != "" {
					b.stay(b.entry(c.Undoes), reason)
				}
			}
		}
	}
}

// lost tells why somebody of one life of a user record cannot get back what they had; empty when they can.
func (b *back) lost(p *past, life int, id, what string) string {
	switch {
	case p.current != nil && life != none && !p.same(life):
		return fmt.Sprintf("user %s is another person now", id) + b.by(", put on record", p.maker())
	case p.current != nil:
		return ""
	}
	now, end, verb := "is not on record any more", p.end(life), ", deleted"
	if end == nil { // it would go by this very undo
		return fmt.Sprintf("user %s, who had %s, %s", id, what, now)
	}
	if other := renamedTo(end, b.renames); other != UserKey(id) {
		now, verb = "has the User ID "+other+" now", ", changed"
	}
	return fmt.Sprintf("user %s, who had %s, %s", id, what, now) + b.by(verb, end)
}

// ofHolder are the fields in which a device says who holds it.
var ofHolder = []Field{FieldFullName, FieldEmail, FieldPhone, FieldPosition}

// checkHolders keeps every device that would go back to somebody who is not as they were: not on record, another person,
// at another site, or by now with another name, address or Position than the device would say.
func (b *back) checkHolders() {
	for i := range b.changes {
		c := &b.changes[i]
		d := b.after[ref{c.Record, c.Key}].current
		gives := func(f FieldChange) bool { return f.Field == FieldUsername || slices.Contains(ofHolder, f.Field) }
		if c.Record != KindDevice || d[FieldUsername] == "" || !slices.ContainsFunc(c.Fields, gives) {
			continue
		}
		if reason := b.unfit(c.Key, d); reason != "" {
			b.stay(b.entry(c.Undoes), reason)
		}
	}
}

// unfit tells why a device cannot be as d again; empty when it can. A Username that is the device's own serial number is
// nobody's, unless somebody has that User ID.
func (b *back) unfit(serial string, d map[Field]string) string {
	id := d[FieldUsername]
	p := b.after[ref{KindUser, UserKey(id)}]
	if p == nil {
		return ""
	}
	first := b.entry(b.oldest[ref{KindDevice, serial}])
	then, life := p.before(first.ID)
	if own := UserKey(id) == UserKey(serial); own && then == nil {
		if p.current == nil {
			return ""
		}
		return fmt.Sprintf("User ID %s, its own serial number, is somebody's now", id) + b.by(", put on record", p.maker())
	}
	if reason := b.lost(p, life, id, "device "+serial); reason != "" {
		return reason
	}
	return b.otherwise(p, first, id, then, d)
}

// otherwise tells what was changed of a person since the first entry, so that a device would not be at their site, or
// not say of them what the user record says. What the two said differently before is as it was. An import or an edit is
// held back by Site and Position alone.
func (b *back) otherwise(p *past, first *Entry, id string, then, d map[Field]string) string {
	fields := []Field{FieldSite, FieldPosition}
	if b.steps {
		fields = append([]Field{FieldSite}, ofHolder...)
	}
	for _, f := range fields {
		now := p.current[f]
		if now == d[f] || now == then[f] || f == FieldSite && now == "" || f == FieldFullName && (SameName(now, d[f]) || SameName(now, then[f])) {
			continue
		}
		verb := " was changed since"
		if b.steps {
			verb = " changed"
		}
		return fmt.Sprintf("%s of user %s", f.Label(), id) + verb + b.by("", p.mover(first, f, b.asked))
	}
	return ""
}

// checkNeeded keeps the user record of somebody who would get nothing back of what they had, of a checklist's steps; and
// of whomever nobody asked for by number.
func (b *back) checkNeeded() {
	for i := range b.changes {
		c := &b.changes[i]
		e := b.entry(c.Undoes)
		if c.Record != KindUser || !e.Deleted || !b.steps && !b.optional[e.ID] || b.gets(c.Key) {
			continue
		}
		reason := fmt.Sprintf("user %s would get back none of their devices", c.Key)
		had := slices.ContainsFunc(b.wanted, func(e Entry) bool { return b.theirs(&e, c.Key) })
		switch {
		case b.optional[e.ID]:
			b.kept[e.ID] = reason
		case had:
			b.stay(e, reason)
		}
	}
}

// gets reports whether a device would be somebody's again.
func (b *back) gets(key string) bool {
	return slices.ContainsFunc(b.changes, func(o Change) bool {
		return o.Record == KindDevice && UserKey(b.after[ref{o.Record, o.Key}].current[FieldUsername]) == key
	})
}

// theirs reports whether an entry changed a device that a person had before it or after it.
func (b *back) theirs(e *Entry, key string) bool {
	if e.Record != KindDevice {
		return false
	}
	p := b.pasts[ref{e.Record, e.Key}]
	before, _ := p.before(e.ID)
	return UserKey(before[FieldUsername]) == key || UserKey(p.after[e.ID][FieldUsername]) == key
}
