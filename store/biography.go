package store

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Holding is a stretch of time in which one person held one device.
type Holding struct {
	Serial   string
	AssetTag string // as the device carried it last in that time
	UserID   string
	FullName string    // as the device said it last in that time
	From     time.Time // when it began
	To       time.Time // when it ended; zero while it lasts
	Began    *Entry    // by which it began
	Ended    *Entry    // by which it ended; nil while it lasts
}

// Biography is the story of a device or a person: who held what from when to when, and every entry behind it.
type Biography struct {
	Record   Kind
	Key      string // serial number, or User ID as it was typed
	Name     string // sort of device and asset tag, or full name
	Gone     bool   // it is not on record any more
	Holdings []Holding
	Entries  []Entry // oldest first
}

// Biography tells the story of a device (by serial number or asset tag) or a person (by User ID), also of one that
// is no longer on record. Holdings stand in the order in which they began. CodeNotFound when nothing was ever on
// record under that name.
func (s *Store) Biography(ctx context.Context, name string) (Biography, error) {
	t, err := s.story(ctx, name)
	if err != nil {
		return Biography{}, err
	}
	b := Biography{Entries: t.entries, Record: t.about.record, Key: t.about.key}
	keys := []string{b.Key}
	for i := range t.entries {
		if t.entries[i].Record == KindDevice {
			keys = append(keys, t.entries[i].Key)
		}
	}
	pasts, err := pastsOf(ctx, s.read, keys)
	if err != nil {
		return Biography{}, s.failedRead("the history", err)
	}
	b.tell(pasts, &t)
	return b, nil
}

// tell fills in the holdings and the name from the replayed histories.
func (b *Biography) tell(pasts map[ref]*past, t *story) {
	for r, p := range pasts {
		if r.record != KindDevice || b.Record == KindDevice && r.key != b.Key {
			continue
		}
		for _, h := range holdings(r.key, p, t.renames) {
			_, holder := holdersOf(h.Began)
			if b.Record == KindDevice || covers(t.names, holder, h.Began.Act) {
				b.Holdings = append(b.Holdings, h)
			}
		}
	}
	slices.SortFunc(b.Holdings, func(x, y Holding) int { return int(x.Began.ID - y.Began.ID) })
	p := pasts[ref{b.Record, b.Key}]
	b.Gone = p == nil || p.current == nil
	b.name(p.last())
}

// name says what the record was called last.
func (b *Biography) name(state map[Field]string) {
	if b.Record == KindDevice {
		d := Device{AssetTag: state[FieldAssetTag], Model: state[FieldModel]}
		b.Name = strings.TrimSpace(d.KindName() + " " + d.AssetTag)
		return
	}
	b.Name = state[FieldFullName]
	if id := state[FieldUserID]; id != "" {
		b.Key = id
	} else if len(b.Holdings) > 0 {
		b.Key = b.Holdings[len(b.Holdings)-1].UserID
	}
}

// holdings are the stretches of time in which somebody held the device. Another User ID of the same person ends none.
func holdings(serial string, p *past, renames []rename) []Holding {
	var list []Holding
	var now *Holding
	for i := range p.entries {
		e := &p.entries[i]
		d := p.after[e.ID]
		holder := d[FieldUsername]
		if UserKey(holder) == UserKey(serial) {
			holder = ""
		}
		if now != nil && UserKey(now.UserID) != UserKey(holder) && !renamed(renames, e.Act, UserKey(now.UserID), UserKey(holder)) {
			now.To, now.Ended = e.At, e
			list = append(list, *now)
			now = nil
		}
		if holder == "" {
			continue
		}
		if now == nil {
			now = &Holding{Serial: serial, From: e.At, Began: e}
		}
		now.UserID, now.AssetTag, now.FullName = holder, d[FieldAssetTag], d[FieldFullName]
	}
	if now != nil {
		list = append(list, *now)
	}
	return list
}

// On are the holdings that touch the time from (inclusive) to before to (exclusive).
func (b *Biography) On(from, to time.Time) []Holding {
	var list []Holding
	for _, h := range b.Holdings {
		if h.From.Before(to) && (h.To.IsZero() || h.To.After(from)) {
			list = append(list, h)
		}
	}
	return list
}
