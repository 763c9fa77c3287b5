package store

import "fmt"

// checkRest keeps what others have come to rest on since: a user whom another device names, a site with other
// devices.
func (b *back) checkRest() {
	goes := map[ref]int64{}
	for _, c := range b.changes {
		if c.Delete {
			goes[ref{c.Record, c.Key}] = c.Undoes
		}
	}
	for i := range b.devices {
		d := b.devices[i]
		if p := b.after[ref{KindDevice, d.Serial}]; p != nil {
			d.Username, d.Site = p.current[FieldUsername], p.current[FieldSite]
		}
		if !d.Placeholder() {
			b.rest(goes, ref{KindUser, UserKey(d.Username)}, ref{KindDevice, d.Serial}, "device "+d.Serial)
		}
		b.rest(goes, ref{KindSite, d.Site}, ref{}, "device "+d.Serial)
	}
	for i := range b.members {
		m := &b.members[i]
		by := ref{KindMember, m.Key()}
		if _, gone := goes[by]; !gone {
			b.rest(goes, ref{KindUser, UserKey(m.UserID)}, by, "assignment scope "+m.Scope)
		}
	}
	for i := range b.rosters {
		r := &b.rosters[i]
		by := ref{KindRoster, r.Key()}
		if _, gone := goes[by]; !gone {
			b.rest(goes, ref{KindUser, UserKey(r.UserID)}, by, "class "+r.Class)
		}
	}
	for i := range b.requests {
		q := &b.requests[i]
		by := ref{KindRequest, q.Key()}
		if _, gone := goes[by]; !gone {
			b.rest(goes, ref{KindUser, UserKey(q.UserID)}, by, "an enrolment request")
		}
	}
}

// rest keeps the entry that brought something in because something still points there: what says its name, and by its
// history tells who gave it to the user.
func (b *back) rest(goes map[ref]int64, r, by ref, what string) {
	id, going := goes[r]
	if _, told := b.kept[id]; !going || told {
		return
	}
	reason := fmt.Sprintf("%s still points at this %s", what, r.record)
	if p := b.pasts[by]; p != nil {
		reason += b.by(", given", p.giver(r.key))
	}
	b.kept[id] = reason
}
