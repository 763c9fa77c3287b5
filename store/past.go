package store

import (
	"context"
	"maps"
	"slices"
)

type ref struct {
	record Kind
	key    string
}

// past is a record's history replayed: what it looked like after every entry.
type past struct {
	entries []Entry // oldest first
	after   map[int64]map[Field]string
	current map[Field]string // nil while the record does not exist
	version int64            // what a change must be planned against
	lives
}

// pastsOf replays the history of the records with these keys.
func pastsOf(ctx context.Context, q querier, keys []string) (map[ref]*past, error) {
	all, err := entries(ctx, q, "WHERE h.record_key IN "+inSet, set(keys))
	if err != nil {
		return nil, err
	}
	pasts := map[ref]*past{}
	for _, e := range all {
		r := ref{e.Record, e.Key}
		if pasts[r] == nil {
			pasts[r] = &past{after: map[int64]map[Field]string{}, lives: lives{of: map[int64]int{}}}
		}
		pasts[r].add(e)
	}
	return pasts, nil
}

func (p *past) add(e Entry) {
	p.current = replay(p.current, &e, false)
	p.version = e.ID
	if e.Deleted {
		p.version = 0
	}
	p.entries = append(p.entries, e)
	p.after[e.ID] = p.current
	p.live(&e, p.current)
}

// before is the state in which an entry of any record found this one, and which of its lives that was; nil and none if it
// was not on record then.
func (p *past) before(entry int64) (state map[Field]string, life int) {
	life = none
	for i := range p.entries {
		e := &p.entries[i]
		if e.ID >= entry {
			break
		}
		if state, life = p.after[e.ID], p.of[e.ID]; state == nil {
			life = none
		}
	}
	return state, life
}

// last is the newest state in which the record existed; nil when there is none.
func (p *past) last() (state map[Field]string) {
	if p == nil {
		return nil
	}
	for _, e := range p.entries {
		if after := p.after[e.ID]; after != nil {
			state = after
		}
	}
	return state
}

// replay gives the state after the entry, or before it; nil is a record that does not exist. On the way back a field that
// is not as the entry left it stays as it is.
func replay(state map[Field]string, e *Entry, back bool) map[Field]string {
	if e.Deleted && !back || e.Created && back {
		return nil
	}
	next := maps.Clone(state)
	if next == nil {
		next = map[Field]string{}
	}
	fields := e.Fields
	if back {
		fields = inverted(e)
	}
	for _, f := range fields {
		if back && next[f.Field] != f.Old {
			continue
		}
		if next[f.Field] = f.New; f.New == "" {
			delete(next, f.Field)
		}
	}
	return next
}

// inverted puts back what the entry changed. A field that changed twice goes back at once.
func inverted(e *Entry) []FieldChange {
	fields := make([]FieldChange, 0, len(e.Fields))
	for _, f := range e.Fields {
		i := slices.IndexFunc(fields, func(o FieldChange) bool { return o.Field == f.Field })
		if i < 0 {
			fields = append(fields, FieldChange{f.Field, f.New, f.Old})
			continue
		}
		fields[i].Old = f.New
	}
	return fields
}

// takeBack steps back over the entry if what it wrote still is as it left it. Otherwise it answers the field that is
// not, or none where the record itself came or went since. Of a checklist, steps are all that is asked for: then a field
// alone is looked at; nil is whole records.
func (p *past) takeBack(e *Entry, steps map[int64]bool) (f Field, moved bool) {
	after, byField := p.after[e.ID], steps != nil
	if (after == nil) != (p.current == nil) || byField && after != nil && !p.about(e) {
		return "", true
	}
	for _, f := range Fields(e.Record) {
		if after[f] != p.current[f] && (!byField || e.Created || !p.mayDiffer(e, f, steps)) {
			return f, true
		}
	}
	p.current = replay(p.current, e, true)
	if e.Deleted {
		p.life = p.of[e.ID]
	}
	return "", false
}

// mayDiffer reports whether a field that is not as the entry left it keeps nothing from being taken back: nothing that the
// entry is about, or what it was before already, where a later step wrote over whoever changed it. An invitation
// follows from what the person has then.
func (p *past) mayDiffer(e *Entry, f Field, steps map[int64]bool) bool {
	if e.Record == KindUser && f == FieldInvitation || !concerned(e, f) {
		return true
	}
	already := func(c FieldChange) bool { return c.Field == f && c.New == p.current[f] }
	by := p.mover(e, f, nil)
	return by != nil && steps[by.ID] && slices.ContainsFunc(inverted(e), already)
}

// concerned reports whether a field has to be as the entry left it, to take the entry back: it wrote the field, or said
// who holds the device, and the field says so, too. Nobody is put back on a device that another person, or another
// site, has by now.
func concerned(e *Entry, f Field) bool {
	for _, c := range e.Fields {
		if c.Field == f || e.Record == KindDevice && says(c.Field) && (says(f) || f == FieldSite) {
			return true
		}
	}
	return false
}

// says reports whether a field of a device says who holds it.
func says(f Field) bool { return f == FieldUsername || f == FieldPosition }

// mover is the newest entry after e that wrote a field, also by bringing the record in or taking it away, of those that
// are not taken back with it; no field is any. What was taken back since, and what took it back, moved nothing. It is nil
// where there is none.
func (p *past) mover(e *Entry, f Field, asked map[int64]bool) (newest *Entry) {
	for i := range p.entries {
		later := &p.entries[i]
		if later.ID <= e.ID || asked[later.ID] || later.UndoneBy != 0 || later.Undoes > e.ID {
			continue
		}
		if f == "" || later.Created || later.Deleted || wrote(later, f) {
			newest = later
		}
	}
	return newest
}

func wrote(e *Entry, f Field) bool {
	return slices.ContainsFunc(e.Fields, func(c FieldChange) bool { return c.Field == f })
}

// newest is the entry that wrote the record last.
func (p *past) newest() *Entry { return &p.entries[len(p.entries)-1] }

// maker is the entry that brought in the record as it is, or that took it away.
func (p *past) maker() (made *Entry) {
	for i := range p.entries {
		if e := &p.entries[i]; e.Created || e.Deleted {
			made = e
		}
	}
	return made
}

// giver is the newest entry that gave a device, or a place in an assignment scope, to a user; nil when there is none.
func (p *past) giver(key string) (given *Entry) {
	for i := range p.entries {
		if _, after := holdersOf(&p.entries[i]); after == key {
			given = &p.entries[i]
		}
	}
	return given
}
