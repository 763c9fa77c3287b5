package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// UndoRequest says what to take back: an act (an import), one line of it, or one entry of the history.
type UndoRequest struct {
	Act   int64
	Line  int   // with Act: only what this line of the file did
	Entry int64 // instead of Act
}

// Undo is what taking back would do, as data: shown first, then given to Apply.
type Undo struct {
	Request UndoRequest
	Title   string
	Changes []Change
	Refused []Refusal
	Act     Act
}

// Refusal is an entry that cannot be taken back, with who and when.
type Refusal struct {
	Entry  Entry
	Reason string
}

// PlanUndo works out what would put the records back, newest change first. What somebody changed since is
// refused with who and when; the rest can still be taken back. CodeNotFound if there is nothing of that
// number. Undoing an undo brings the change back.
func (s *Store) PlanUndo(ctx context.Context, operator string, r UndoRequest) (Undo, error) {
	u, err := s.planUndo(ctx, operator, r)
	return u, s.failedRead("the history", err)
}

func (s *Store) planUndo(ctx context.Context, operator string, r UndoRequest) (Undo, error) {
	wanted, title, err := s.wantedBack(ctx, r)
	if err != nil {
		return Undo{}, err
	}
	pasts, err := s.pasts(ctx, wanted)
	if err != nil {
		return Undo{}, err
	}
	u := Undo{Request: r, Title: title, Act: Act{Operator: operator, Kind: ActUndo, Title: title, Undoes: r.Act}}
	for _, e := range slices.Backward(wanted) {
		p := pasts[ref{e.Record, e.Key}]
		if reason := p.takeBack(&e); reason != "" {
			u.Refused = append(u.Refused, Refusal{e, reason})
			continue
		}
		u.Changes = append(u.Changes, inverse(&e, p.version))
	}
	return u, s.refuseHeld(ctx, &u, wanted)
}

// wantedBack reads the entries that the request names, oldest first.
func (s *Store) wantedBack(ctx context.Context, r UndoRequest) ([]Entry, string, error) {
	if r.Entry != 0 {
		found, err := entries(ctx, s.read, "WHERE h.id = ?", r.Entry)
		if err == nil && len(found) == 0 {
			err = &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no change c%d", r.Entry), Remedy: "look it up in the history"}
		}
		return found, fmt.Sprintf("undo of change c%d", r.Entry), err
	}
	act, found, err := s.Act(ctx, r.Act)
	if err != nil {
		return nil, "", err
	}
	title := fmt.Sprintf("undo of %d (%s)", act.ID, act.Title)
	if r.Line == 0 {
		return found, title, nil
	}
	found = slices.DeleteFunc(found, func(e Entry) bool { return e.Line != r.Line })
	if len(found) == 0 {
		return nil, "", &Error{
			Code: CodeNotFound, Message: fmt.Sprintf("line %d of %d changed nothing", r.Line, r.Act),
			Remedy: "look at the import in the history",
		}
	}
	return found, fmt.Sprintf("undo of line %d of %d (%s)", r.Line, act.ID, act.Title), nil
}

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
}

// pasts replays the history of every record concerned.
func (s *Store) pasts(ctx context.Context, wanted []Entry) (map[ref]*past, error) {
	keys := make([]string, 0, len(wanted))
	for i := range wanted {
		keys = append(keys, wanted[i].Key)
	}
	all, err := entries(ctx, s.read, "WHERE h.record_key IN "+inSet, set(keys))
	if err != nil {
		return nil, err
	}
	pasts := map[ref]*past{}
	for _, e := range all {
		r := ref{e.Record, e.Key}
		if pasts[r] == nil {
			pasts[r] = &past{after: map[int64]map[Field]string{}}
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
// with who and when.
func (p *past) takeBack(e *Entry) (reason string) {
	after := p.after[e.ID]
	if (after == nil) == (p.current == nil) && maps.Equal(after, p.current) {
		p.current = replay(p.current, e, true)
		return ""
	}
	newest := p.entries[len(p.entries)-1]
	for _, later := range p.entries {
		if later.Undoes == e.ID {
			return "already taken back by " + whoWhen(later)
		}
	}
	return "changed since by " + whoWhen(newest)
}

func whoWhen(e Entry) string {
	return fmt.Sprintf("%s at %s (%s)", e.Operator, e.At.UTC().Format("2006-01-02 15:04:05Z"), e.Title)
}

// inverse puts back what the entry changed.
func inverse(e *Entry, version int64) Change {
	c := Change{Record: e.Record, Key: e.Key, Version: version, Delete: e.Created, Line: e.Line, Undoes: e.ID}
	for _, f := range e.Fields {
		c.Fields = append(c.Fields, FieldChange{f.Field, f.New, f.Old})
	}
	return c
}

// refuseHeld keeps what others have come to rest on since: a user whom another device names, a site
// with other devices.
func (s *Store) refuseHeld(ctx context.Context, u *Undo, wanted []Entry) error {
	var users, sites []string
	for _, c := range u.Changes {
		switch {
		case c.Delete && c.Record == KindUser:
			users = append(users, c.Key)
		case c.Delete && c.Record == KindSite:
			sites = append(sites, c.Key)
		}
	}
	if users == nil && sites == nil {
		return nil
	}
	devices, err := deviceKind.where(ctx, s.read, "WHERE lower(username) IN "+inSet+" OR site IN "+inSet, set(users), set(sites))
	if err != nil {
		return err
	}
	after := map[string]*Device{}
	for i := range devices {
		after[devices[i].Serial] = &devices[i]
	}
	for _, c := range u.Changes {
		if d := after[c.Key]; c.Record == KindDevice && d != nil {
			if c.Delete {
				delete(after, c.Key)
			}
			for _, f := range c.Fields {
				d.Set(f.Field, f.New)
			}
		}
	}
	for _, d := range after {
		u.keep(KindUser, UserKey(d.Username), d, wanted)
		u.keep(KindSite, d.Site, d, wanted)
	}
	return nil
}

// keep turns a planned deletion into a refusal because the device still points there.
func (u *Undo) keep(k Kind, key string, d *Device, wanted []Entry) {
	if k == KindUser && d.Placeholder() {
		return
	}
	i := slices.IndexFunc(u.Changes, func(c Change) bool { return c.Delete && c.Record == k && c.Key == key })
	if i < 0 {
		return
	}
	id := u.Changes[i].Undoes
	e := slices.IndexFunc(wanted, func(e Entry) bool { return e.ID == id })
	u.Refused = append(u.Refused, Refusal{wanted[e], fmt.Sprintf("device %s still points at this %s", d.Serial, k)})
	u.Changes = slices.Delete(u.Changes, i, i+1)
}
