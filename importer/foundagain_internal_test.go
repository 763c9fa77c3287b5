package importer

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"homeroom/store"
)

// lists are records that others change.
type lists struct {
	sites   []store.Site
	devices []store.Device
	users   []store.User
	written int64
}

func (l *lists) records() *store.Records {
	return store.NewRecords(slices.Clone(l.sites), slices.Clone(l.devices), slices.Clone(l.users), "OAK")
}

// lists are records some of which the rows of a mix meet.
func (m mix) lists() *lists {
	l := &lists{sites: []store.Site{{Code: "OAK", Solution: store.Solution(m.one("primary", "alternate")), Version: 1}, {Code: "ELM", Solution: "primary", Version: 2}}, written: 100}
	for i := range known {
		d := store.Device{Serial: serialOf(i), AssetTag: tagOf(i), Site: "OAK", Version: int64(i + 3), Room: m.one("1", "2", "")}
		if i == known-1 {
			d.Site = "ELM"
		}
		d.Platform = d.Kind().Platform()
		switch m.IntN(4) {
		case 0:
			d.Username = d.Serial
		case 1, 2:
			d.Username, d.Position = m.one("ana", "bo", "cy", "elm.el"), "student"
		}
		l.devices = append(l.devices, d)
	}
	for i, id := range []string{"ana", "Bo", "p1", "p2", "elm.el"} {
		site := "OAK"
		if id == "elm.el" {
			site = "ELM"
		}
		if m.IntN(4) > 0 {
			l.users = append(l.users, store.User{UserID: id, FullName: "Ana Mendes", Site: site, Departing: m.IntN(3) == 0, Version: int64(i + 20)})
		}
	}
	return l
}

// move changes some of the records.
func (m mix) move(l *lists) {
	for range 1 + m.IntN(3) {
		l.written++
		switch n := m.IntN(5); {
		case n < 3 || len(l.users) == 0:
			d := &l.devices[m.IntN(known)]
			d.Version = l.written
			switch m.IntN(3) {
			case 0:
				d.Room = m.one("8", "9")
			case 1:
				d.Username, d.Position = m.one("ana", "bo", "cy", "p1", "p2"), "student"
			case 2:
				d.Username, d.Position = d.Serial, ""
			}
		case n == 3:
			u := &l.users[m.IntN(len(l.users))]
			u.Version, u.Invitation, u.Phone = l.written, store.Invitation(m.one("invited", "revoked")), "77"
		default:
			i := m.IntN(len(l.users))
			l.users = slices.Delete(l.users, i, i+1)
		}
	}
}

// desk is a review: what is kept of it, and its plan while it is open.
type desk struct {
	mix
	t         *testing.T
	records   *lists
	name      string
	table     [][]string
	open      func(mends []store.Mend) *Plan
	plan      *Plan
	mends     []store.Mend
	decisions map[int]store.Decision
	shown     map[int][]byte
}

// keep keeps what changed as store.Keep does.
func (d *desk) keep(ds ...store.Decision) {
	rows, all := d.plan.TakeShown()
	if all {
		clear(d.shown)
	}
	for _, r := range rows {
		if delete(d.shown, r.Line); r.Row != nil {
			d.shown[r.Line] = r.Row
		}
	}
	for _, k := range ds {
		d.decisions[k.Line] = k
	}
	d.mends = d.plan.Mends()
}

// does decides or mends, and keeps that.
func (d *desk) does() {
	switch n := d.IntN(8); {
	case n == 0:
		_ = d.plan.Unmend(d.mend(d.table))
	case n == 1:
		_ = d.plan.Mend(d.mend(d.table))
	case n == 2:
		line := 2 + d.IntN(len(d.table)-1)
		if d.plan.Explain(line, "so", "lead") == nil && !d.plan.waits(line) {
			d.keep(store.Decision{Line: line, Verdict: d.plan.decided[line].verdict, Reason: "so"})
			return
		}
	default:
		d.decides()
		return
	}
	d.keep()
}

func (d *desk) decides() {
	var lines []int
	var ds []store.Decision
	for range 1 + d.IntN(3) {
		lines = append(lines, 2+d.IntN(len(d.table)-1))
	}
	v := store.Verdict(d.one("accept", "accept", "leave_out", "later"))
	refused := d.plan.DecideAll(lines, v)
	for _, line := range lines {
		if !slices.ContainsFunc(refused, func(r Refused) bool { return r.Line == line }) {
			ds = append(ds, store.Decision{Line: line, Verdict: v})
		}
	}
	d.keep(ds...)
}

// find opens the review again.
func (d *desk) find() (dropped []int) {
	d.plan = d.open(d.mends)
	r := store.Review{Known: true}
	for line, row := range d.shown {
		r.Shown = append(r.Shown, store.ShownRow{Line: line, Row: row})
	}
	return d.plan.Restore(r, slices.Collect(maps.Values(d.decisions)))
}

// unmarked is all that a review shows, but who decided and that rows turned: some of that is told once.
func (d *desk) unmarked() string {
	p, rows := d.plan, d.plan.Rows
	p.Rows = slices.Clone(rows)
	defer func() { p.Rows = rows }()
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Turned != "" {
			row.own--
		}
		row.Notes = row.unturned()
		row.hand(func(h *Hand) { h.Turned, h.Reason, h.DecidedBy = "", "", "" })
	}
	return drawnWhole(p)
}

// unseen are rows that are accepted and not as they were shown.
func (d *desk) unseen() (told []string) {
	for i := range d.plan.Rows {
		row := &d.plan.Rows[i]
		was := shownRow{status: StatusSame}
		if kept, ok := d.shown[row.Line]; ok {
			was = readRow(kept)
		}
		now := d.plan.shownOf(row)
		if row.accepted() && (was.waits || !was.like(&now)) {
			told = append(told, fmt.Sprintf("line %d was %+v, is accepted as %+v", row.Line, was, now))
		}
		if v := d.decisions[row.Line].Verdict; v == store.VerdictLeaveOut && row.decidable() && row.Verdict != v {
			told = append(told, fmt.Sprintf("line %d was left out, and is %s", row.Line, row.Verdict))
		}
	}
	return told
}

// Left and found again at any moment: where nothing moved everything is as it was left; whatever others changed, no row
// is accepted that is not as it was shown, and what was left out stays so.
func TestRestore_R85_FoundAgainNoRowIsAcceptedUnseen(t *testing.T) {
	seed, rounds := uint64(time.Now().UnixNano()), 600
	if os.Getenv("HOMEROOM_FULL") != "" {
		rounds = 40_000
	}
	if testing.Short() {
		rounds = 150
	}
	t.Logf("seed %d", seed)
	for round := range rounds {
		m := mix{rand.New(rand.NewPCG(seed, uint64(round)))}
		layout := layouts[round%len(layouts)]
		d := &desk{
			mix: m, t: t, records: m.lists(), name: fmt.Sprintf("seed %d, round %d (%s %s)", seed, round, layout.name, layout.mode),
			table: m.table(layout.header, layout.mode), decisions: map[int]store.Decision{}, shown: map[int][]byte{},
		}
		d.open = func(mends []store.Mend) *Plan {
			return planOf(t, d.table, layout.name, layout.mode, d.records.records(), mends...)
		}
		d.plan = d.open(nil)
		d.keep()
		for range 10 {
			d.step()
		}
	}
}

// step does something, or leaves the review and finds it again.
func (d *desk) step() {
	d.t.Helper()
	if d.IntN(2) == 0 {
		d.does()
		return
	}
	left, waiting := d.unmarked(), slices.Collect(maps.Keys(d.plan.turned))
	if d.IntN(3) > 0 {
		d.move(d.records)
		dropped := d.find()
		if told := d.unseen(); len(told) > 0 {
			d.t.Fatalf("%s, dropped are %v:\n%v\n%q", d.name, dropped, told, d.table)
		}
	} else {
		dropped := d.find()
		dropped = slices.DeleteFunc(dropped, func(line int) bool { return slices.Contains(waiting, line) })
		if now := d.unmarked(); now != left || len(dropped) > 0 {
			d.t.Fatalf("%s: nothing moved, and dropped are %v; it is\n%s\n%q", d.name, dropped, differing(now, left), d.table)
		}
	}
	for i := range d.plan.Rows {
		if row := &d.plan.Rows[i]; row.accepted() && d.plan.waits(row.Line) {
			d.t.Fatalf("%s: line %d waits, and is accepted", d.name, row.Line)
		}
	}
	d.keep()
}
