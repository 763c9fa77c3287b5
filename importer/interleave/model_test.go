package interleave_test

import (
	"slices"
	"strings"

	"homeroom/store"
)

// model is what everything that was done must have led to: the records, the history, and what each operator has open.
type model struct {
	world
	picture
	acts  []*act
	desks []desk
}

// act is one save, as the history has it.
type act struct {
	id      int64
	kind    store.ActKind
	undoes  *act
	entries []*entry // oldest first
}

// entry is a line of the history. What takes another entry back undoes that one.
type entry struct {
	delta
	id   int64
	act  *act
	step string // the stage of a checklist that it ticks
}

// desk is what an operator has open: at most one of each.
type desk struct {
	form   *form
	review *review
	taking *undoing
	walk   *walk
}

// form is an edit that is planned and not saved yet.
type form struct {
	title string
	on    picture
	plan  []delta
}

// stale reports whether a form meets other records than it was planned on.
func (f *form) stale(now picture) bool {
	return slices.ContainsFunc(f.plan, func(d delta) bool { return d.moved(f.on, now) })
}

// commit writes changes into the picture and the history, with the numbers that the history gave them.
func (m *model) commit(a *act, list []delta, number func(delta) int64) {
	for _, d := range list {
		a.entries = append(a.entries, &entry{delta: d, id: number(d), act: a})
	}
	slices.SortFunc(a.entries, func(x, y *entry) int { return int(x.id - y.id) })
	for _, e := range a.entries {
		if m.recs[e.at], m.versions[e.at] = e.after, e.id; e.after == nil {
			m.drop(e.at)
			delete(m.versions, e.at)
		}
	}
	m.acts = append(m.acts, a)
}

// breaks reports whether changes leave the records in a state that no save may leave behind: a device with somebody who is
// not on record, two open checklists about the same.
func (m *model) breaks(list []delta) bool {
	next := m.clone()
	for _, d := range list {
		if next.recs[d.at] = d.after; d.after == nil {
			next.drop(d.at)
		}
	}
	for at, r := range next.recs {
		if at.kind == store.KindDevice && held(r) && next.user(r[username]) == nil {
			return true
		}
	}
	return slices.ContainsFunc(list, func(d delta) bool { return opens(d) && next.rival(d.after) != "" })
}

// entriesOf are what was done to a record, oldest first.
func (m *model) entriesOf(at ref) (list []*entry) {
	for _, a := range m.acts {
		for _, e := range a.entries {
			if e.at == at {
				list = append(list, e)
			}
		}
	}
	return list
}

// before is a record as an entry of any record found it.
func (m *model) before(at ref, e *entry) (found rec) {
	for _, o := range m.entriesOf(at) {
		if o.id < e.id {
			found = o.after
		}
	}
	return found
}

// undone reports whether an entry was taken back, by something that was not taken back itself.
func (m *model) undone(e *entry) bool {
	for _, a := range m.acts {
		for _, o := range a.entries {
			if o.undoes == e && !m.undone(o) {
				return true
			}
		}
	}
	return false
}

// actUndone reports whether an act was taken back as a whole, in the same sense.
func (m *model) actUndone(a *act) bool {
	return slices.ContainsFunc(m.acts, func(o *act) bool { return o.undoes == a && !m.actUndone(o) })
}

// opens reports whether a change opens a checklist that was over, or was there before.
func opens(d delta) bool {
	return d.at.kind == store.KindChecklist && d.undoes != nil && d.after[store.FieldState] == open && d.before[store.FieldState] != open
}

const open = string(store.ChecklistOpen)

// rival is another open checklist about the same person, or about one of the same devices.
func (p picture) rival(c rec) string {
	for at, o := range p.recs {
		if at.kind != store.KindChecklist || at.key == c[store.FieldNumber] || o[store.FieldState] != open {
			continue
		}
		if o[userID] == c[userID] || shared(o, c) {
			return at.key
		}
	}
	return ""
}

func shared(a, b rec) bool {
	theirs := strings.Fields(b[store.FieldDevices])
	return slices.ContainsFunc(strings.Fields(a[store.FieldDevices]), func(d string) bool { return slices.Contains(theirs, d) })
}
