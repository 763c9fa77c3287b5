package importer

import (
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
)

// finders are all by which the file's rows are found.
func (p *programme) finders() []*finder {
	list := []*finder{p.serials, p.tags}
	if p.people != nil {
		list = append(list, p.people)
	}
	return list
}

// kin are the rows that share an identifier or a person with a row, those whose User ID is its serial number, and
// those that seem to mean it.
func (p *programme) kin(i int32) []int32 {
	row := &p.Rows[i]
	rows := slices.Concat(p.meant[row.Serial], p.groups[p.person(i)])
	for _, f := range p.finders() {
		rows = append(rows, f.all(f.key(int(i)))...)
	}
	if p.people != nil {
		rows = append(rows, p.people.all(store.UserKey(row.Serial))...)
	}
	return rows
}

func (p *programme) leave(i int32) {
	for _, f := range p.finders() {
		f.leaves(i)
	}
}

// unlink takes a row out of its person's group and out of what is counted.
func (p *programme) unlink(i int32) {
	row := &p.Rows[i]
	if key := p.person(i); key != "" {
		p.groups[key] = unlinked(p.groups[key], i)
	}
	if row.clashes() {
		p.clashes--
	}
	if row.paired() {
		p.straying.pairs--
	}
	if row.stray {
		p.straying.strays--
	}
}

// judgeSome judges these rows as judge does all. Where whole columns are astray that is told of all rows at once.
func (p *programme) judgeSome(rows []int32) bool {
	var strays []int32
	for _, i := range rows {
		p.examine(int(i), int(i)+1)
	}
	p.doctor()
	for _, i := range rows {
		if p.strays(i) {
			strays = append(strays, i)
		}
	}
	if p.straying.told || p.straying.columns() || len(p.serials.was) > fewMends {
		return false
	}
	p.tellStrays(strays)
	p.twice(twins(p.serials, rows), serialCell)
	p.twice(twins(p.tags, rows), tagCell)
	if p.people != nil {
		p.persons(twins(p.people, rows))
	}
	p.link(rows)
	for _, i := range rows {
		if group := p.groups[p.person(i)]; len(group) > 0 && group[0] == i {
			p.effects(group)
		} else if p.Rows[i].active() && p.person(i) == "" {
			p.effects([]int32{i})
		}
	}
	return true
}

// twins are the rows that share a key with one of these.
func twins(f *finder, rows []int32) map[int32][]int32 {
	found := map[int32][]int32{}
	for _, i := range rows {
		if same := f.all(f.key(int(i))); len(same) > 1 {
			found[same[0]] = same
		}
	}
	return found
}

// link settles these rows and puts those of one person together.
func (p *programme) link(rows []int32) {
	for _, i := range rows {
		row := &p.Rows[i]
		row.own = int32(len(row.Notes))
		p.settled(i)
		if row.clashes() {
			p.clashes++
		}
		if !row.active() {
			continue
		}
		p.activate(i)
		if key := p.person(i); key != "" {
			p.groups[key] = linked(p.groups[key], i)
		}
	}
}

// person is the folded User ID that a row is about; empty for a row about a device alone.
func (p *Plan) person(i int32) string {
	row := &p.Rows[i]
	if p.Mode == template.ModeRevoke {
		if d := p.records.Device(row.Serial); d != nil {
			return store.UserKey(d.Username)
		}
		return ""
	}
	return p.personOf(int(i))
}
