package store

import (
	"context"
	"maps"
	"slices"
	"time"
)

// back works out an undo.
type back struct {
	wanted   []Entry        // oldest first
	optional map[int64]bool // those of them that go only if nothing keeps them; nobody asked for them by number
	steps    bool           // they are steps of a checklist: compared field by field, and refused in a line a step
	part     bool           // it is one change of a file's row: what else the row did stays
	zone     *time.Location
	asked    map[int64]bool // the entries wanted
	place    map[int64]int  // of the wanted, by number
	oldest   map[ref]int64  // of the wanted, by record
	pasts    map[ref]*past
	renames  []rename          // of people who are not on record any more under their User ID
	open     map[int64]string  // acts that are steps of an open checklist → its number
	people   map[string]bool   // the folded User IDs whom the wanted are about
	devices  []Device          // all that point at one of them, or at a site that may go
	members  []Member          // all that are in a scope of their user who may go
	rosters  []Roster          // and all that are in a class
	requests []Request         // and all that were asked to enrol
	taken    map[unique]string // values that would come back → the record that carries them now
	rivals   map[string]string // checklists that would be open again → an open one about the same
	rows     map[int64]rowOf   // of the wanted
	stays    map[rowOf]Refusal // what a row stays for
	kept     map[int64]string  // what an entry stays for, without the rest of its row
	stuck    map[ref]string    // why nothing older of a record goes back, either
	after    map[ref]*past     // the records as they would be
	changes  []Change
	refused  []Refusal
}

// read gets everything that the rows touch or come to rest on.
func (b *back) read(ctx context.Context, s *Store) (err error) {
	var keys, users, sites, serials []string
	for i := range b.wanted {
		e := &b.wanted[i]
		b.note(i, e)
		keys = append(keys, e.Key)
		for _, f := range e.Fields {
			if pointsAtUser(e.Record, f.Field) {
				keys = append(keys, UserKey(f.Old))
			}
			if f.Field == places[e.Record].field && f.Field != "" {
				keys = append(keys, plainLower(f.Old))
			}
		}
		switch e.Record {
		case KindUser:
			users = append(users, e.Key)
		case KindSite:
			sites = append(sites, e.Key)
		case KindDevice:
			serials = append(serials, e.Key)
		}
	}
	if err := b.readPeople(ctx, s.read, serials); err != nil {
		return err
	}
	if b.members, err = memberKind.where(ctx, s.read, "WHERE lower(user_id) IN "+inSet, set(users)); err != nil {
		return err
	}
	if b.rosters, err = rosterKind.where(ctx, s.read, "WHERE lower(user_id) IN "+inSet, set(users)); err != nil {
		return err
	}
	if b.requests, err = requestKind.where(ctx, s.read, "WHERE lower(user_id) IN "+inSet, set(users)); err != nil {
		return err
	}
	people := slices.Collect(maps.Keys(b.people))
	b.devices, err = deviceKind.where(ctx, s.read, "WHERE lower(username) IN "+inSet+" OR site IN "+inSet, set(people), set(sites))
	if err != nil {
		return err
	}
	if err = b.readPasts(ctx, s.read, slices.Concat(keys, people, b.resting())); err != nil {
		return err
	}
	if err = b.readRivals(ctx, s.read); err != nil {
		return err
	}
	return b.readTaken(ctx, s.read)
}

// note remembers where a wanted entry stands.
func (b *back) note(i int, e *Entry) {
	b.asked[e.ID], b.place[e.ID] = true, i
	if r := (ref{e.Record, e.Key}); b.oldest[r] == 0 {
		b.oldest[r] = e.ID
	}
}

// readPeople finds whom the wanted are about: a user record, and whoever had or has one of the devices.
func (b *back) readPeople(ctx context.Context, q querier, serials []string) error {
	held, err := deviceKind.where(ctx, q, "WHERE serial IN "+inSet, set(serials))
	if err != nil {
		return err
	}
	holder := make(map[string]string, len(held))
	for i := range held {
		holder[held[i].Serial] = held[i].Username
	}
	b.people = map[string]bool{}
	for i := range b.wanted {
		e := &b.wanted[i]
		before, after := holdersOf(e)
		about := map[Kind][]string{KindUser: {e.Key}, KindDevice: {before, after, UserKey(holder[e.Key])}}
		for _, key := range about[e.Record] {
			if key != "" {
				b.people[key] = true
			}
		}
	}
	return nil
}

// resting are the keys of what points at a user who may go.
func (b *back) resting() (keys []string) {
	for i := range b.members {
		keys = append(keys, b.members[i].Key())
	}
	for i := range b.rosters {
		keys = append(keys, b.rosters[i].Key())
	}
	for i := range b.requests {
		keys = append(keys, b.requests[i].Key())
	}
	for i := range b.devices {
		d := &b.devices[i]
		if d.Held() || b.people[UserKey(d.Username)] {
			keys = append(keys, d.Serial)
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

// settle plans until nothing is found any more that has to stay: what stays may keep something else. Then everybody's
// invitation follows, unless the rest of the row was to stay.
func (b *back) settle() {
	b.unite()
	for {
		stay := len(b.stays) + len(b.kept)
		b.plan()
		if len(b.stays)+len(b.kept) == stay {
			break
		}
	}
	if !b.part {
		b.invite()
	}
}

// plan steps back over everything that does not have to stay, newest entry first, and then looks at what would come of
// it, until something is found that has to stay after all. Where one entry of a record stays, the older ones of that
// record stay, too: nobody and nothing is put back by half.
func (b *back) plan() {
	known := len(b.stays)
	b.stepBack(maps.Clone(b.stays))
	for _, check := range [...]func(){b.checkPlaces, b.checkHolders, b.checkNeeded, b.checkLosers, b.checkUnique, b.checkRivals} {
		if len(b.stays) > known {
			return
		}
		check()
	}
	b.checkRest()
}

func (b *back) stepBack(known map[rowOf]Refusal) {
	b.changes, b.refused, b.stuck, b.after = nil, nil, map[ref]string{}, make(map[ref]*past, len(b.pasts))
	for r, p := range b.pasts {
		copied := *p
		b.after[r] = &copied
	}
	for _, e := range slices.Backward(b.wanted) {
		r := ref{e.Record, e.Key}
		if reason, kept := b.kept[e.ID]; kept {
			if !b.optional[e.ID] {
				b.refuse(&e, reason)
			}
			continue
		}
		if stay, ok := known[b.rows[e.ID]]; ok {
			b.stuck[r] = stay.Reason
			if !b.steps || b.teller(&stay, &e) {
				b.refuse(&e, stay.Reason)
			}
			continue
		}
		reason, ok := b.stuck[r]
		if !ok || b.follows(&e) {
			reason = b.reverse(&e)
		}
		switch {
		case reason == "" || b.optional[e.ID] || b.follows(&e):
		case e.UndoneBy != 0 && !ok: // it is back already, and keeps neither the rest of its row nor what is older
			b.refuse(&e, reason)
		default:
			b.stuck[r] = reason
			b.stay(&e, reason)
		}
	}
}

// reverse puts back what an entry changed, or tells why that cannot be.
func (b *back) reverse(e *Entry) string {
	p := b.after[ref{e.Record, e.Key}]
	was := p.current
	if reason := b.takeBack(p, e); reason != "" {
		return reason
	}
	c := Change{Record: e.Record, Key: e.Key, Version: p.version, Delete: e.Created, Line: e.Line, Undoes: e.ID}
	for _, f := range Fields(e.Record) {
		if was[f] != p.current[f] {
			c.Fields = append(c.Fields, FieldChange{f, was[f], p.current[f]})
		}
	}
	if len(c.Fields) > 0 {
		b.changes = append(b.changes, c)
	}
	return ""
}

// stay keeps the row of an entry. A row is told with the first of its records that keeps it: what a step is about, before
// what follows from it.
func (b *back) stay(e *Entry, reason string) {
	if _, told := b.stays[b.rows[e.ID]]; !told {
		b.stays[b.rows[e.ID]] = Refusal{*e, reason}
	}
}

// entry is a wanted entry.
func (b *back) entry(id int64) *Entry { return &b.wanted[b.place[id]] }
