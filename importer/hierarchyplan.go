package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
)

// planRow gives a row its status and notes. A row that fails, or does nothing, has nothing to decide; its verdict
// comes back with what it does.
func (f *hierarchy) planRow(e *exam, i int32) {
	row := &f.Rows[i]
	e.turn(int(i))
	rule := &f.parts[f.part(i)]
	before := row.Status
	switch {
	case f.Mode == template.ModeAddOnly && rule.known != nil && rule.known(f, i):
		e.info("R-72", wholeRow, "it is on record already, and only what is new is added", "use the mode sync if it is to be changed")
		row.Status = StatusLeftOut
	default:
		row.Status = f.comesTo(e, rule, i)
	}
	own := row.Notes[:row.own:row.own]
	row.Notes = own
	for n := range e.notes {
		if !slices.ContainsFunc(own, e.notes[n].repeats) { // the cell was looked at before the record is
			row.Notes = append(row.Notes, e.notes[n])
		}
	}
	d := decision{}
	if row.Status == StatusAdd || row.Status == StatusChange {
		row.Verdict = f.wish(i)
		d = f.holds(row)
	}
	row.decided(d)
	if f.counts != nil {
		f.counts[before]--
		f.counts[row.Status]++
	}
}

// repeats reports whether two notes of a row say the same.
func (n *Note) repeats(of Note) bool {
	return n.Rule == of.Rule && n.Severity == of.Severity && n.Message == of.Message
}

// comesTo is the status of a row that is planned.
func (f *hierarchy) comesTo(e *exam, rule *partRule, i int32) Status {
	if rule.quick != nil {
		if status := rule.quick(f, e, i); status != "" {
			return status
		}
		e.turn(int(i))
	}
	changes := rule.plan(f, e, i)
	switch {
	case e.failed:
		return StatusError
	case len(changes) == 0:
		return StatusSame
	case somebodyComes(changes):
		return StatusAdd
	}
	return StatusChange
}

// does works out what a row would do.
func (f *hierarchy) does(row *Row) []store.Change {
	i, there := f.rowAt(row.Line)
	if !there || row.Status != StatusAdd && row.Status != StatusChange {
		return row.Changes
	}
	e, _ := f.looks.Get().(*exam)
	defer f.looks.Put(e)
	e.turn(i)
	changes := f.parts[f.part(int32(i))].plan(f, e, int32(i))
	for c := range changes {
		changes[c].Line = row.Line
	}
	return changes
}

// somebodyComes reports whether changes bring a person in, and not only under another User ID.
func somebodyComes(changes []store.Change) bool {
	of := func(c *store.Change) bool { return c.Record == store.KindUser }
	return slices.ContainsFunc(changes, func(c store.Change) bool { return of(&c) && c.Create() }) &&
		!slices.ContainsFunc(changes, func(c store.Change) bool { return of(&c) && c.Delete })
}

// reference is what a row names by a cell.
type reference struct {
	field store.Field
	what  string // in a sentence
	name  string
	part  int    // where it has to stand
	there bool   // it is on record, and need not stand in the file
	in    bool   // it has to stand in the file, on record or not
	away  string // the other site whose it is
}

// resolves refuses a name that is neither on record nor brought by a row that will be saved.
func (f *hierarchy) resolves(e *exam, r reference) {
	if r.away != "" {
		e.errOf("R-17", f.column(r.field), r.name, r.what+" "+quoted(r.name)+" belongs to site "+f.siteName(r.away), "leave the row to that site, or correct the location")
		return
	}
	if r.name == "" || r.there && !r.in {
		return
	}
	at, c := f.keys[r.part].first(r.name), f.column(r.field)
	switch {
	case at < 0 && r.in:
		e.errOf("R-73", c, r.name, fmt.Sprintf("%s %s stands on no line of %s", r.what, quoted(r.name), f.Table.Parts[r.part].Name), "add it there, or correct the name")
	case at < 0:
		e.errOf("R-73", c, r.name, fmt.Sprintf("%s %s is neither in this file nor on record", r.what, quoted(r.name)), "add it to its sheet, or correct the name")
	case !r.there && !f.saved(at):
		e.errOf("R-73", c, r.name, fmt.Sprintf("%s %s is not saved: see %s", r.what, quoted(r.name), InLine(f.Plan, f.Rows[at].Line)), "accept that row, or mend it")
	}
}

// errOf refuses a part of a cell.
func (e *exam) errOf(rule string, c int, value, message, remedy string) {
	e.err(rule, c, message, remedy)
	e.notes[len(e.notes)-1].Value = value
}

// isRecorded reports whether a location is on record, and not only in the file.
func (f *hierarchy) isRecorded(code string) bool { return f.recorded[lowerOf(code)] }

// rosterChanges are what becomes of who is in a class.
func rosterChanges(was []store.Roster, is map[string]store.Roster) []store.Change {
	var changes []store.Change
	for _, old := range was {
		want, stays := is[store.UserKey(old.UserID)]
		delete(is, store.UserKey(old.UserID))
		c := store.Change{Record: store.KindRoster, Key: old.Key(), Version: old.Version}
		switch {
		case !stays:
			c.Delete = true
			for _, f := range store.RosterFields(old) {
				c.Fields = append(c.Fields, store.FieldChange{Field: f.Field, Old: f.New})
			}
		case want.Role != old.Role:
			c.Fields = []store.FieldChange{{Field: store.FieldRole, Old: string(old.Role), New: string(want.Role)}}
		default:
			continue
		}
		changes = append(changes, c)
	}
	for _, key := range slices.Sorted(maps.Keys(is)) {
		r := is[key]
		changes = append(changes, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	}
	return changes
}

// placeOf is somebody's place in a class as it is on record; nil for none. The places of a class are in order.
func (f *hierarchy) placeOf(class, userID string) *store.Roster {
	list, key := f.records.RosterOf(class), store.UserKey(userID)
	at, there := slices.BinarySearchFunc(list, key, func(r store.Roster, key string) int { return cmp.Compare(store.UserKey(r.UserID), key) })
	if !there {
		return nil
	}
	return &list[at]
}

// together are the rows that hang on a row's decision: those that name what it brings, also through each other.
func (f *hierarchy) together(row int32) []int32 { return f.hanging([]int32{row}) }

// groupsOf is one group: what hangs together row by row would be most of the file, again and again.
func (f *hierarchy) groupsOf(rows []int32) [][]int32 {
	if len(rows) == 0 {
		return nil
	}
	return [][]int32{f.hanging(rows)}
}

// hanging are the rows with those that hang on them, each once.
func (f *hierarchy) hanging(from []int32) []int32 {
	rows, seen := slices.Clone(from), make(map[int32]bool, len(from))
	for _, i := range from {
		seen[i] = true
	}
	for n := 0; n < len(rows); n++ {
		for _, j := range f.leans.on(rows[n]) {
			if !seen[j] {
				seen[j] = true
				rows = append(rows, j)
			}
		}
	}
	return rows
}

// effects plans rows anew, each after those that it names: locations, people, classes.
func (f *hierarchy) effects(rows []int32) {
	rows = slices.Clone(rows)
	rank := make([]int, len(f.parts))
	for n, part := range f.order {
		rank[part] = n
	}
	slices.SortFunc(rows, func(a, b int32) int { return cmp.Or(rank[f.part(a)]-rank[f.part(b)], int(a-b)) })
	e := &exam{p: f.Plan}
	for _, i := range rows {
		if f.open[i] && f.Rows[i].Status != StatusHeldBack {
			f.planRow(e, i)
		}
	}
}

// kin is the row itself: a mend of one has all rows judged anew, for any may name it.
func (f *hierarchy) kin(row int32) []int32 { return []int32{row} }

func (f *hierarchy) leave(int32)  {}
func (f *hierarchy) unlink(int32) {}

func (f *hierarchy) judgeSome([]int32) bool { return false }

// movedWith is the row itself: what hangs on it is planned anew, and goes on where the record is there.
func (f *hierarchy) movedWith(at int, _ *store.Moved) []int { return []int{at} }

// lean has nothing to do for the save: every person's plan names them itself.
func (f *hierarchy) lean([]store.Change) {}

func (f *hierarchy) sentence(changes []store.Change) string {
	return fmt.Sprintf("%s at site %s will be saved: %s.", counted(f.Accepted(), "row", "rows"), f.Site.Code, done(changes))
}

func (f *hierarchy) brief() string {
	return fmt.Sprintf("%s at site %s will be saved.", counted(f.Accepted(), "row", "rows"), f.Site.Code)
}

// confirm asks where much of the site's people are touched by devices that change.
func (f *hierarchy) confirm(r *Reach) (n int, ask bool) {
	return r.Devices, large(r.Devices, r.SiteDevices)
}
