package interleave_test

import (
	"maps"
	"slices"
	"strings"

	"homeroom/store"
)

// undoing is an undo that is asked for: what it would do, and what it would leave.
type undoing struct {
	act     *act
	lines   []int // empty is the whole act
	on      picture
	plan    []delta
	refused []int64 // entries
}

// back works out an undo: a row goes back whole or stays.
type back struct {
	m      *model
	wanted []*entry        // oldest first
	extra  map[*entry]bool // those of them that nobody asked for by their line: they go only where nothing keeps them
	stays  map[int]bool    // by line
	kept   map[*entry]bool // a person who stays while the rest of the row goes back
	gone   map[*entry]bool // what is back already, and keeps nothing else
	after  picture
	back   []*entry
}

// takeBack plans the undo of an act, or of some lines of it.
func (m *model) takeBack(a *act, lines []int) *undoing {
	b := &back{m: m, extra: map[*entry]bool{}, stays: map[int]bool{}, kept: map[*entry]bool{}}
	for _, e := range a.entries {
		if len(lines) == 0 || slices.Contains(lines, e.line) {
			b.wanted = append(b.wanted, e)
		}
	}
	for _, e := range m.peopleOf(a, lines, b.wanted) {
		b.wanted, b.extra[e] = append(b.wanted, e), true
	}
	slices.SortFunc(b.wanted, func(x, y *entry) int { return int(x.id - y.id) })
	for b.step() || b.anyStays() {
	}
	u := &undoing{act: a, lines: lines, on: m.clone()}
	for _, e := range b.wanted {
		if !b.extra[e] && (b.stays[e.line] || b.kept[e] || b.gone[e]) {
			u.refused = append(u.refused, e.id)
		}
	}
	b.invite()
	for _, e := range b.back {
		d := delta{e.at, e.line, m.recs[e.at], b.after.recs[e.at], e}
		if e.act == nil { // an invitation that follows
			d.undoes = nil
		}
		if !same(d.before, d.after) {
			u.plan = append(u.plan, d)
		}
	}
	return u
}

// peopleOf are, for some lines of a file, the user records that other lines of it brought in or took away for the people of
// these: somebody goes with their last device, and comes back with their first.
func (m *model) peopleOf(a *act, lines []int, wanted []*entry) (list []*entry) {
	for _, e := range a.entries {
		theirs := func(w *entry) bool {
			came := e.before == nil && userRef(w.after[username]) == e.at
			went := e.after == nil && userRef(w.before[username]) == e.at
			return w.at.kind == store.KindDevice && w.wrote(username) && (came || went)
		}
		if len(lines) > 0 && !slices.Contains(lines, e.line) && e.at.kind == store.KindUser && slices.ContainsFunc(wanted, theirs) {
			list = append(list, e)
		}
	}
	return list
}

// step puts back everything that does not have to stay, the newest first. A record that is not as its entry left it keeps
// the row, and of a record of which something stays nothing older goes back. It reports whether more rows stay than
// before: then it is to be done again.
func (b *back) step() bool {
	b.after, b.back, b.gone = b.m.clone(), nil, map[*entry]bool{}
	stuck, stays := map[ref]bool{}, maps.Clone(b.stays)
	for _, e := range slices.Backward(b.wanted) {
		moved := !same(b.after.recs[e.at], e.after)
		switch {
		case b.kept[e]:
		case stays[e.line] && !b.extra[e]:
			stuck[e.at] = true
		case (stuck[e.at] || moved || b.m.undone(e)) && b.extra[e]:
		case !stuck[e.at] && b.m.undone(e): // it is back already, whatever its record says
			b.gone[e] = true
		case stuck[e.at] || moved:
			stuck[e.at], b.stays[e.line] = true, true
		default:
			if b.after.recs[e.at] = e.before; e.before == nil {
				b.after.drop(e.at)
			}
			b.back = append(b.back, e)
		}
	}
	return len(b.stays) > len(stays)
}

// anyStays looks at what would come of it, and reports whether something more has to stay.
func (b *back) anyStays() bool {
	known := len(b.stays) + len(b.kept)
	for _, keeps := range [...]func(*entry) bool{b.unfit, b.robs, b.rivals} {
		for _, e := range b.back {
			if keeps(e) {
				b.stays[e.line] = true
			}
		}
		if len(b.stays)+len(b.kept) > known {
			return true
		}
	}
	for _, e := range b.back {
		points := len(b.after.heldBy(e.at.key)) > 0
		switch {
		case e.at.kind != store.KindUser:
		case b.after.recs[e.at] == nil && points: // a user record stays while a device points at it
			b.kept[e] = true
		case b.extra[e] && e.after == nil && !b.gets(e.at.key): // and nobody comes back for nothing
			b.kept[e] = true
		}
	}
	return len(b.stays)+len(b.kept) > known
}

// gets reports whether a device goes back to somebody.
func (b *back) gets(key string) bool {
	return slices.ContainsFunc(b.back, func(e *entry) bool {
		return e.at.kind == store.KindDevice && strings.EqualFold(b.after.recs[e.at][username], key)
	})
}

// unfit keeps a device from going back to somebody who is not on record, or is by now at another site or in another
// position than the device would say.
func (b *back) unfit(e *entry) bool {
	d, was := b.after.recs[e.at], b.m.recs[e.at]
	if e.at.kind != store.KindDevice || !held(d) || !slices.ContainsFunc(append(personal, username), func(f store.Field) bool { return d[f] != was[f] }) {
		return false
	}
	u := b.after.user(d[username])
	if u == nil {
		return true
	}
	then := b.m.before(userRef(d[username]), b.first(func(o *entry) bool { return o.at == e.at }))
	odd := func(f store.Field) bool { return u[f] != d[f] && u[f] != then[f] }
	return u[site] != "" && odd(site) || odd(position)
}

func (b *back) first(is func(*entry) bool) *entry {
	if i := slices.IndexFunc(b.wanted, is); i >= 0 {
		return b.wanted[i]
	}
	return b.wanted[0]
}

// robs keeps the user record of somebody who has got a device since that goes by the position, or the invitation, which
// would be taken from them.
func (b *back) robs(e *entry) bool {
	u, was := b.after.recs[e.at], b.m.recs[e.at]
	if e.at.kind != store.KindUser || u == nil {
		return false
	}
	for _, device := range b.after.heldBy(e.at.key) {
		d := b.after.device(device)
		loses := u[position] != was[position] && d[position] != u[position] || live(was) && !live(u)
		if d[position] != "" && loses && b.givenSince(device, e) {
			return true
		}
	}
	return false
}

func live(u rec) bool {
	return u[invitation] == string(store.InvitationInvited) || u[invitation] == string(store.InvitationAccepted)
}

func (b *back) givenSince(device string, e *entry) bool {
	return slices.ContainsFunc(b.m.entriesOf(deviceRef(device)), func(o *entry) bool {
		return o.id > e.id && !slices.Contains(b.wanted, o) && (o.wrote(username) || o.wrote(position))
	})
}

// rivals keeps a checklist over while another one about the same is open.
func (b *back) rivals(e *entry) bool {
	d := delta{at: e.at, before: b.m.recs[e.at], after: b.after.recs[e.at], undoes: e}
	return opens(d) && b.m.rival(d.after) != ""
}

// invite lets the invitations of those whom it is about follow: with their first position they are invited, as they are or
// were before, where that says so; with their last one gone they are not any more.
func (b *back) invite() {
	for key := range b.about() {
		at := userRef(key)
		u := b.after.recs[at]
		if u == nil {
			continue
		}
		was, is := placed(b.m.positions(key)) > 0, placed(b.after.positions(key)) > 0
		if was == is || live(u) == is {
			continue
		}
		then := b.m.before(at, b.first(func(e *entry) bool { return e.at == at || b.theirs(e, key) }))
		for _, choice := range []rec{b.m.recs[at], then, {invitation: string(store.InvitationRevoked)}} {
			if live(choice) == is {
				b.set(at, choice[invitation])
				break
			}
		}
	}
}

// set writes an invitation beside what goes back.
func (b *back) set(at ref, value string) {
	b.after.edit(at, rec{invitation: value})
	if !slices.ContainsFunc(b.back, func(e *entry) bool { return e.at == at }) {
		b.back = append(b.back, &entry{delta: delta{at: at}})
	}
}

// about are the people whom an undo is about: of a user record, and whoever had, gets or has one of the devices.
func (b *back) about() map[string]bool {
	list := map[string]bool{}
	for _, e := range b.wanted {
		switch {
		case e.at.kind == store.KindUser:
			list[e.at.key] = true
		case e.at.kind == store.KindDevice:
			list[strings.ToLower(b.m.recs[e.at][username])] = true
			if e.wrote(username) {
				list[strings.ToLower(e.before[username])], list[strings.ToLower(e.after[username])] = true, true
			}
		}
	}
	return list
}

func (b *back) theirs(e *entry, key string) bool {
	return e.at.kind == store.KindDevice && (strings.EqualFold(e.before[username], key) || strings.EqualFold(e.after[username], key))
}
