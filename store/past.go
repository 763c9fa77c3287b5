package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

type ref struct {
	record Kind
	key    string
}

// past is a record's history replayed: what it looked like after every entry.
type past struct {
	zone    *time.Location // of the times in reasons
	entries []Entry        // oldest first
	after   map[int64]map[Field]string
	current map[Field]string // nil while the record does not exist
	version int64            // what a change must be planned against
}

// pastsOf replays the history of the records with these keys.
func pastsOf(ctx context.Context, q querier, keys []string, zone *time.Location) (map[ref]*past, error) {
	all, err := entries(ctx, q, "WHERE h.record_key IN "+inSet, set(keys))
	if err != nil {
		return nil, err
	}
	pasts := map[ref]*past{}
	for _, e := range all {
		r := ref{e.Record, e.Key}
		if pasts[r] == nil {
			pasts[r] = &past{zone: zone, after: map[int64]map[Field]string{}}
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
}

// last is the newest state in which the record existed; nil when there is none.
func (p *past) last() map[Field]string {
	if p == nil {
		return nil
	}
	for _, e := range slices.Backward(p.entries) {
		if state := p.after[e.ID]; state != nil {
			return state
		}
	}
	return nil
}

// replay gives the state after the entry, or before it; nil is a record that does not exist.
func replay(state map[Field]string, e *Entry, back bool) map[Field]string {
	if e.Deleted && !back || e.Created && back {
		return nil
	}
	next := maps.Clone(state)
	if next == nil {
		next = map[Field]string{}
	}
	for _, f := range e.Fields {
		v := f.New
		if back {
			v = f.Old
		}
		if next[f.Field] = v; v == "" {
			delete(next, f.Field)
		}
	}
	return next
}

// takeBack steps back over the entry if the record still is what the entry left. Otherwise it says why not,
// with who and when: of those who wrote it since the newest whose change is not taken back with it.
func (p *past) takeBack(e *Entry, asked map[int64]bool) (reason string) {
	after := p.after[e.ID]
	if (after == nil) == (p.current == nil) && maps.Equal(after, p.current) {
		p.current = replay(p.current, e, true)
		return ""
	}
	for _, later := range p.entries {
		if later.ID == e.UndoneBy {
			return "already taken back by " + p.whoWhen(later)
		}
	}
	newest := p.entries[len(p.entries)-1]
	for _, later := range slices.Backward(p.entries) {
		if later.ID > e.ID && !asked[later.ID] { // what is taken back with it is not what stands in its way
			newest = later
			break
		}
	}
	return "changed since by " + p.whoWhen(newest)
}

func (p *past) whoWhen(e Entry) string {
	return fmt.Sprintf("%s at %s (%s)", e.Operator, moment(e.At.In(p.zone)), e.Title)
}
