package store

import "fmt"

// checkLosers keeps what would take something from the user record of somebody who has got a device since that goes by it:
// the Position, or the invitation while that device has a Position; of a checklist's steps also the name and where
// they are reached.
func (b *back) checkLosers() {
	has := held(b.after)
	for i := range b.changes {
		c := &b.changes[i]
		if c.Record != KindUser || c.Delete {
			continue
		}
		e := b.entry(c.Undoes)
		for _, f := range c.Fields {
			if serial, by := b.gotSince(has[c.Key], e, f); by != nil {
				b.stay(e, fmt.Sprintf("user %s has device %s since", c.Key, serial)+b.by(", given", by))
			}
		}
	}
}

// gotSince finds the device that somebody has got last after an entry, and that goes by what a field of the user record would
// say no more; none is nil.
func (b *back) gotSince(has []ref, e *Entry, f FieldChange) (serial string, by *Entry) {
	for _, r := range has {
		d := b.after[r]
		if !b.goesBy(d.current, f) {
			continue
		}
		for i := range d.entries {
			o := &d.entries[i]
			gave := wrote(o, FieldUsername) || wrote(o, FieldPosition)
			if o.ID > e.ID && !b.asked[o.ID] && gave && (by == nil || o.ID > by.ID) {
				serial, by = r.key, o
			}
		}
	}
	return serial, by
}

func (b *back) goesBy(d map[Field]string, f FieldChange) bool {
	switch f.Field {
	case FieldPosition:
		return d[FieldPosition] != "" && d[FieldPosition] != f.New
	case FieldInvitation:
		return !b.steps && d[FieldPosition] != "" && Invitation(f.Old).live() && !Invitation(f.New).live()
	case FieldFullName, FieldEmail, FieldPhone:
		return b.steps && d[f.Field] != "" && d[f.Field] == f.Old
	}
	return false
}
