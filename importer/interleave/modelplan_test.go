package interleave_test

import (
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// wants is the device as a row wants it. A blank cell changes nothing; of a former holder nothing stays.
func (v *review) wants(r *row) rec {
	id, d := r.cells[colUser], v.device(r)
	p := picture{map[ref]rec{deviceRef(r.cells[colSerial]): d}, nil}
	at := deviceRef(r.cells[colSerial])
	said := rec{serial: r.cells[colSerial], site: home}
	if v.mode == template.ModeInventory {
		give(said, rec{tag: r.cells[colTag]})
		if said[tag] != "" && said[tag] != d[tag] {
			give(said, rec{platform: platformOf(said[tag])})
		}
	}
	comes := id != "" && !strings.EqualFold(id, d[username])
	if comes && held(d) {
		p.clear(at.key)
	}
	if comes && (held(d) || v.mode == template.ModeAssign) {
		u := v.on.user(id)
		give(said, rec{fullName: u[fullName], phone: u[phone], position: u[position]})
	}
	if comes {
		said[username] = id
	}
	give(said, rec{fullName: r.cells[colName], phone: r.cells[colPhone], position: r.cells[colPosition], room: r.cells[colRoom]})
	p.edit(at, said)
	return p.recs[at]
}

// give writes what is not empty.
func give(to, fields rec) {
	for f, v := range fields {
		if v != "" {
			to[f] = v
		}
	}
}

// plan works out what every row would do if it were saved, given the decisions on the others.
func (v *review) plan() {
	for _, r := range v.rows {
		r.changes = nil
		if !r.active() {
			continue
		}
		if v.mode == template.ModeRevoke {
			v.revoke(r)
		} else {
			v.arrive(r)
		}
		for i := range r.changes {
			r.changes[i].line = r.line
		}
	}
}

// beside are the rows of a person that would be saved together with one of them, which is among them, in the file's order.
func (v *review) beside(r *row, person string) (list []*row) {
	for _, o := range v.rows {
		if o == r || o.active() && o.accepted() && v.about(o) == person {
			list = append(list, o)
		}
	}
	return list
}

// about is the person whom a row is about: whoever it names, or, where it takes a device away, whoever has that.
func (v *review) about(r *row) string {
	if v.mode == template.ModeRevoke {
		return strings.ToLower(v.device(r)[username])
	}
	return v.person(r)
}

// arrive brings a person or a device. The first of a person's rows also writes the user record.
func (v *review) arrive(r *row) {
	if person := v.about(r); person != "" {
		if rows := v.beside(r, person); rows[0] == r {
			v.receive(r, rows)
		}
	}
	at := deviceRef(r.cells[colSerial])
	r.change(delta{at: at, before: v.on.recs[at], after: v.wants(r)})
}

func (r *row) change(d delta) {
	if !same(d.before, d.after) {
		r.changes = append(r.changes, d)
	}
}

// receive writes the user record of a person who comes: a new one from all their rows; one that is there is only invited,
// and gets a site, by an assignment.
func (v *review) receive(r *row, rows []*row) {
	at := userRef(r.cells[colUser])
	u, known := rec{userID: r.cells[colUser], site: home}, v.on.recs[at]
	if known != nil && v.mode != template.ModeAssign {
		return
	}
	placed := false
	for _, o := range slices.Backward(rows) {
		give(u, rec{fullName: o.cells[colName], phone: o.cells[colPhone], position: o.cells[colPosition]})
		placed = placed || v.wants(o)[position] != ""
	}
	if known != nil {
		u = rec{}
		give(u, known)
		give(u, rec{site: home})
		if known[site] != "" {
			u[site] = known[site]
		}
	}
	now := store.Invitation(u[invitation])
	if v.mode == template.ModeAssign && placed && (now == store.InvitationNone || now == store.InvitationRevoked) {
		u[invitation] = string(store.InvitationInvited)
	}
	r.change(delta{at: at, before: known, after: u})
}

// revoke takes a device back. With the last one the user record goes; while one stays, the first row takes the
// person off the site.
func (v *review) revoke(r *row) {
	at := deviceRef(r.cells[colSerial])
	id := v.on.recs[at][username]
	p := v.on.clone()
	p.clear(at.key)
	r.change(delta{at: at, before: v.on.recs[at], after: p.recs[at]})
	rows, user := v.beside(r, v.about(r)), userRef(id)
	switch all := len(rows) == len(v.on.heldBy(id)); {
	case all && rows[len(rows)-1] == r:
		r.change(delta{at: user, before: v.on.recs[user]})
	case !all && rows[0] == r:
		p.edit(user, rec{site: "", invitation: string(store.InvitationRevoked)})
		r.change(delta{at: user, before: v.on.recs[user], after: p.recs[user]})
	}
}

// accepted are the rows that a save would write.
func (v *review) accepted() (list []*row) {
	for _, r := range v.rows {
		if r.accepted() {
			list = append(list, r)
		}
	}
	return list
}

// save finds the rows that cannot be saved because their records, or the people they lean on, moved; where a user record
// did, these are all the rows of that person. They are held back. With none, everything accepted is saved.
func (v *review) save(now picture) (moved []int) {
	hit := map[*row]bool{}
	for _, r := range v.accepted() {
		for _, d := range r.changes {
			if !d.moved(v.on, now) {
				continue
			}
			hit[r] = true
			if d.at.kind == store.KindUser {
				for _, o := range v.beside(r, v.about(r)) {
					hit[o] = true
				}
			}
		}
	}
	for _, r := range v.rows {
		if hit[r] {
			r.hold()
			moved = append(moved, r.line)
		}
	}
	v.plan()
	return moved
}

// changes are all that would be saved.
func (v *review) changes() (list []delta) {
	for _, r := range v.accepted() {
		list = append(list, r.changes...)
	}
	return list
}

// counts are the rows by status.
func (v *review) counts() map[importer.Status]int {
	counts := map[importer.Status]int{}
	for _, s := range importer.Statuses {
		counts[s] = 0
	}
	for _, r := range v.rows {
		counts[r.status]++
	}
	return counts
}
