package importer

import (
	"maps"
	"slices"
	"sort"

	"homeroom/importer/template"
	"homeroom/store"
)

// bothWays is a family whose file is held against the records both ways (the mode reconcile): behind the rows of the file
// come the records that it does not name. The family itself sees the rows of the file alone, for nothing that a row of it
// does has to do with those.
type bothWays struct {
	family
	*Plan
	file  int          // rows of the file
	lacks map[int]bool // lines of the file with an empty cell where ours says something
	alone map[int]bool // lines of people who are only here, and are to be decided about one by one
}

// FileRows counts the rows of the file: all, but for the records that it does not name.
func (p *Plan) FileRows() int {
	return sort.Search(len(p.Rows), func(i int) bool { return p.Rows[i].Line >= OnlyHereLine })
}

// OnlyHere counts the records that the file does not name.
func (p *Plan) OnlyHere() int { return len(p.Rows) - p.FileRows() }

// here reports whether a row is none of the file.
func (b *bothWays) here(row int32) bool { return int(row) >= b.file }

func (b *bothWays) identify(from, to int) { b.family.identify(min(from, b.file), min(to, b.file)) }

// naming asks for everything: whoever is only here is named by nothing.
func (b *bothWays) naming() store.Wanted {
	w := b.family.naming()
	w.Numbered = true
	return w
}

// begin settles the site. What is only there can come on record, whatever the layout does when it is brought in.
func (b *bothWays) begin() error {
	own := *b.Template
	own.NewDevice, own.NewUser = own.Edits == store.KindDevice, true
	b.Template = &own
	if err := b.family.begin(); err != nil {
		return err
	}
	if b.Site.Code == "" {
		return invalidSite("a list is held against the records of one site, and it is not said which", siteAsked+"; "+b.siteCodes())
	}
	return nil
}

// judge judges the rows of the file, and then finds what it does not name.
func (b *bothWays) judge() {
	lines := map[int]int{} // of rows that a save held back
	for n, m := range b.moved {
		lines[n] = b.Table.Records[m.row].Line
	}
	b.Rows, b.Table.Records = b.Rows[:b.file], b.Table.Records[:b.file]
	b.family.judge()
	if b.watch.stopped() != nil {
		return
	}
	b.noteBlanks()
	b.putOnlyHere()
	var moved []movedRow
	for n, m := range b.moved {
		if i, there := b.rowAt(lines[n]); there {
			moved = append(moved, movedRow{i, m.by})
		}
	}
	b.moved = moved
	maps.DeleteFunc(b.turned, func(line int, _ turn) bool { // somebody whom a mended cell names is not only here
		_, there := b.rowAt(line)
		return !there
	})
}

// judgeSome judges nothing by itself: a cell that is mended may name a record that was only here.
func (b *bothWays) judgeSome([]int32) bool { return false }

func (b *bothWays) kin(row int32) []int32 {
	if b.here(row) {
		return []int32{row}
	}
	return b.family.kin(row)
}

func (b *bothWays) leave(row int32) {
	if !b.here(row) {
		b.family.leave(row)
	}
}

func (b *bothWays) unlink(row int32) {
	if !b.here(row) {
		b.family.unlink(row)
	}
}

func (b *bothWays) together(row int32) []int32 {
	if b.here(row) {
		return []int32{row}
	}
	return b.family.together(row)
}

// groupsOf is the family's: nothing hangs on a decision on a record that the file does not name.
func (b *bothWays) groupsOf(rows []int32) [][]int32 {
	var groups [][]int32
	ofFile := make([]int32, 0, len(rows))
	for _, i := range rows {
		if b.here(i) {
			groups = append(groups, []int32{i})
		} else {
			ofFile = append(ofFile, i)
		}
	}
	return append(b.family.groupsOf(ofFile), groups...)
}

func (b *bothWays) needs(rows []int32) []int32 { return b.family.needs(rows) }

func (b *bothWays) effects(rows []int32) {
	if rows = slices.DeleteFunc(slices.Clone(rows), b.here); len(rows) > 0 {
		b.family.effects(rows)
	}
}

func (b *bothWays) movedWith(at int, m *store.Moved) []int {
	if b.here(int32(at)) {
		return []int{at}
	}
	return b.family.movedWith(at, m)
}

// sentence says besides who is marked departing.
func (b *bothWays) sentence(changes []store.Change) string {
	return b.family.sentence(changes) + b.leavers(" ", ".")
}

func (b *bothWays) brief() string { return b.family.brief() + b.leavers(" ", ".") }

// leavers tells how many people are marked departing; nothing where nobody is.
func (b *bothWays) leavers(before, after string) string {
	n := b.Departs()
	if n == 0 {
		return ""
	}
	return before + counted(n, "person is marked departing", "people are marked departing") + after
}

// confirm asks for the number of those who are marked departing where they are a large part of the site's people.
func (b *bothWays) confirm(r *Reach) (n int, ask bool) {
	if large(r.Departs, r.SitePeople) {
		return r.Departs, true
	}
	return b.family.confirm(r)
}

// Left are the lines of the people whom the file does not name, who could be marked departing: whoever is not in
// this roster has left. Not among them is somebody whose very name stands on a row that is not known to be anybody's, and of
// a roster who is neither a student nor a teacher.
func (p *Plan) Left() (lines []int) {
	b, ok := p.work.(*bothWays)
	if !ok {
		return nil
	}
	for i := range b.Rows[b.file:] {
		if row := &b.Rows[b.file+i]; row.Includable && !b.alone[row.Line] {
			lines = append(lines, row.Line)
		}
	}
	return lines
}

// Departs counts the people whom the file does not name, and whom a save marks departing.
func (p *Plan) Departs() (n int) {
	for i := p.FileRows(); i < len(p.Rows); i++ {
		if row := &p.Rows[i]; row.accepted() && row.Includable {
			n++
		}
	}
	return n
}

// FullName is the name of the person that a row is about: as it is on record, or else as the file says it; empty where neither
// does.
func (p *Plan) FullName(line int) string {
	if row := p.Row(line); row != nil {
		if u := p.records.User(row.UserID); u != nil {
			return u.FullName
		}
	}
	for _, c := range p.Cells(line) {
		if c.Field == store.FieldFullName {
			return c.Value
		}
	}
	return ""
}

// rejectMode is the mode in which rows come back that were rejected: alone they are no list of everything.
func (p *Plan) rejectMode() template.Mode {
	if p.Mode == template.ModeReconcile {
		return p.Template.Modes[0]
	}
	return p.Mode
}
