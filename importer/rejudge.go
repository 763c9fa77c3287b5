package importer

import (
	"maps"
	"slices"

	"homeroom/store"
)

// A mend touches a few rows, and the file may have a hundred thousand: only those are judged anew that the mended rows
// had, or come to have, to do with. The outcome is what judging all of them anew would give.

// rejudge runs every rule again. What was decided stays decided, and what a save held back because its record moved
// stays held back.
func (p *Plan) rejudge() {
	for i := range p.Rows {
		p.Rows[i] = p.row(p.Rows[i].Mends)
	}
	p.Notes, p.active, p.clashes, p.far, p.meant, p.taken = nil, nil, 0, nil, nil, false
	spread(len(p.Rows), p.work.identify)
	p.work.judge()
	p.noteFile()
	p.retell(slices.Collect(maps.Keys(p.turned)))
	p.replay() // what does not fit a row any more may fit it again later
	p.holdAgain(func(int) bool { return true })
}

// holdAgain holds back again, of these rows, those that a save held back.
func (p *Plan) holdAgain(these func(row int) bool) {
	moved := p.moved
	p.moved = nil
	for _, m := range moved {
		switch {
		case !these(m.row):
			p.moved = append(p.moved, m)
		case p.Rows[m.row].active():
			group := p.work.together(int32(m.row))
			p.recount(group, false)
			p.hold(m.row, m.by)
			row := &p.Rows[m.row]
			d := p.holds(row) // somebody may have put it off since
			row.decided(d)
			p.work.effects(group)
			p.recount(group, true)
		}
	}
}

// recount takes rows out of the reach while they are planned anew, and puts them in again.
func (p *Plan) recount(rows []int32, in bool) {
	if p.far != nil {
		p.far.count(p, rows, in)
	}
}

// fewMends is up to how many mends it pays to look for what they touch, and leastJudged how many rows may always be
// judged by themselves.
const (
	fewMends    = 64
	leastJudged = 64
)

// mendSome mends, and judges anew what that touches. It reports whether it did: columns that trade places, and mends that
// touch much of the file, ask for everything to be judged anew.
func (p *Plan) mendSome(mends []store.Mend, do func(store.Mend)) bool {
	if len(mends) > fewMends || slices.ContainsFunc(mends, func(m store.Mend) bool { return m.Line == 0 }) {
		return false
	}
	mended := map[int32]bool{}
	for _, m := range mends {
		i, _ := p.rowAt(m.Line)
		mended[int32(i)] = true
	}
	changed := slices.Sorted(maps.Keys(mended))
	touched := map[int32]bool{}
	if !p.circle(changed, touched) {
		return false
	}
	p.out(slices.Sorted(maps.Keys(touched)))
	for _, i := range changed {
		p.work.leave(i)
	}
	for _, m := range mends {
		do(m)
	}
	for _, i := range changed {
		p.work.identify(int(i), int(i)+1)
	}
	before := maps.Clone(touched)
	few := p.circle(changed, touched)
	rows := slices.Sorted(maps.Keys(touched))
	if few {
		p.out(slices.DeleteFunc(slices.Clone(rows), func(i int32) bool { return before[i] }))
	}
	if !few || !p.again(rows) {
		p.rejudge()
	}
	return true
}

// circle adds to touched the rows, whoever they are judged together with, and so on. It reports whether these are few.
func (p *Plan) circle(rows []int32, touched map[int32]bool) bool {
	for _, i := range rows {
		touched[i] = true
	}
	for queue := slices.Clone(rows); len(queue) > 0; queue = queue[1:] {
		for _, i := range p.work.kin(queue[0]) {
			if !touched[i] {
				touched[i] = true
				queue = append(queue, i)
			}
		}
		if len(touched) > max(leastJudged, len(p.Rows)/16) {
			return false
		}
	}
	return true
}

// out takes rows out of everything that is kept of all rows.
func (p *Plan) out(rows []int32) {
	p.recount(rows, false)
	for _, i := range rows {
		p.counts[p.Rows[i].Status]--
		if at, active := slices.BinarySearch(p.active, i); active {
			p.active = slices.Delete(p.active, at, at+1)
		}
		p.work.unlink(i)
	}
}

// again judges rows anew that have nothing to do with others. It reports false where the others have to be judged, too.
func (p *Plan) again(rows []int32) bool {
	for _, i := range rows {
		p.Rows[i] = p.row(p.Rows[i].Mends)
		p.work.identify(int(i), int(i)+1)
	}
	p.Notes = nil
	if !p.work.judgeSome(rows) {
		return false
	}
	p.noteFile()
	p.recount(rows, true)
	p.stir(rows)
	these := map[int]bool{}
	for _, i := range rows {
		p.counts[p.Rows[i].Status]++
		these[int(i)] = true
	}
	p.holdAgain(func(i int) bool { return these[i] })
	return true
}

// activate puts a row among those whose changes could be saved.
func (p *Plan) activate(i int32) {
	at, _ := slices.BinarySearch(p.active, i)
	p.active = slices.Insert(p.active, at, i)
}

// linked puts a row into a group of rows, in the order of the file.
func linked(rows []int32, i int32) []int32 {
	at, there := slices.BinarySearch(rows, i)
	if there {
		return rows
	}
	return slices.Insert(slices.Clone(rows), at, i)
}

func unlinked(rows []int32, i int32) []int32 {
	return slices.DeleteFunc(slices.Clone(rows), func(j int32) bool { return j == i })
}

// settled gives a row that was judged anew what holds for it.
func (p *Plan) settled(i int32) {
	row := &p.Rows[i]
	row.Verdict = row.first()
	d := p.holds(row)
	row.decided(d)
	p.retell([]int{row.Line})
}
