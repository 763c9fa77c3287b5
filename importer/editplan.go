package importer

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// effects plans rows that touch the same people one on top of the other: every accepted one sees what those before it
// do. A row that is not accepted shows what it would do in its place.
func (f *edits) effects(rows []int32) {
	if len(rows) < 2 {
		return // what a row that is alone does hangs on nothing but the records
	}
	desk := edit.On(f.records)
	for _, i := range rows {
		if f.Rows[i].Status == StatusHeldBack { // its record moved
			continue
		}
		if f.wish(i) == store.VerdictAccept {
			f.take(i, f.plan(desk, i))
		} else {
			f.take(i, f.plan(edit.On(f.around(desk.Picture(), i)), i))
		}
	}
}

// around is the part of a picture that a device's row touches, to plan the row without leaving it there.
func (f *edits) around(p edit.Picture, row int32) *store.Records {
	devices, users := map[string]*store.Device{}, map[string]*store.User{}
	if d := p.Device(f.Rows[row].Serial); d != nil {
		devices[d.Serial] = d
	}
	for _, id := range f.ties[row] {
		for _, key := range edit.Padded([]string{id}, id) {
			if u := p.User(key); key != "" && u != nil {
				users[u.Key()] = u
			}
		}
		for _, d := range p.HeldBy(id) {
			devices[d.Serial] = d
		}
	}
	r := store.NewRecords(p.Sites(), inOrder(devices), inOrder(users), f.Site.Code)
	r.PutGroups(p.Groups(), p.Locations())
	return r
}

// inOrder are the records by their keys, so that what is said of them is the same every time.
func inOrder[T any](records map[string]*T) []T {
	keys := make([]string, 0, len(records))
	for key := range records {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	list := make([]T, len(keys))
	for i, key := range keys {
		list[i] = *records[key]
	}
	return list
}

// take gives a row what was planned for it: status, notes and changes. A row that fails, or does nothing any more
// has nothing to decide; its verdict comes back with what it does.
func (f *edits) take(i int32, plan edit.Plan) {
	row, clashed := &f.Rows[i], f.clashing(i)
	row.Notes = row.Notes[:row.own:row.own]
	for _, n := range plan.Findings {
		note := f.noteOf(i, &n)
		if !slices.ContainsFunc(row.Notes, func(o Note) bool { return o.Column == note.Column && o.Message == note.Message }) {
			row.Notes = append(row.Notes, note)
		}
	}
	row.Changes = plan.Changes
	for c := range row.Changes {
		row.Changes[c].Line = row.Line
	}
	before, verdict := row.Status, f.wish(i)
	switch {
	case plan.Failed():
		row.Status, verdict = StatusError, ""
	case len(plan.Changes) == 0:
		row.Status, verdict = StatusSame, ""
	case slices.ContainsFunc(plan.Changes, f.takesBack):
		row.Status = StatusRevoke
	case f.brings(i, plan.Changes):
		row.Status = StatusAdd
	default:
		row.Status = StatusChange
	}
	row.Verdict = verdict
	if before != "" { // it was counted
		f.counts[before]--
		f.counts[row.Status]++
		f.clashes += int(flag(f.clashing(i))) - int(flag(clashed))
	}
}

// siteAsked begins what is to be done where a file does not say its site; screens, which have no flags, choose one.
const siteAsked = "give --site CODE"

// askSite says of somebody whom a vendor's file brings in without a site what a command can do about it: a blank cell has no
// default here.
func (f *edits) askSite(note *Note, n *edit.Finding) {
	if rest, chooses := strings.CutPrefix(n.Remedy, "choose one; "); chooses && n.Field == store.FieldSite && !f.Template.Own {
		note.Rule, note.Remedy = cmp.Or(note.Rule, "R-84"), siteAsked+"; "+rest
	}
}

// noteOf puts a finding into the words of a row: with the header and the value of its column.
func (f *edits) noteOf(i int32, n *edit.Finding) Note {
	note := Note{
		Rule: n.Rule, Severity: n.Severity, Line: f.Rows[i].Line, Column: n.Field.Label(), Message: n.Message, Remedy: n.Remedy,
	}
	f.askSite(&note, n)
	if c := f.at(i, n.Field); c != wholeRow {
		note.Column, note.Value = f.header(c), f.columns.cell(&f.Table.Records[i], c)
		if n.Rule != "R-08" {
			return note
		}
		if better, damage := f.cured(n.Field, note.Value, f.recordOf(i)...); better != "" {
			note.Mend = &Mend{Damage: damage, Column: note.Column, Value: better}
		}
	}
	return note
}

// recordOf is the record that a row is about, if it is there.
func (f *edits) recordOf(i int32) []edit.Fielded {
	key := f.key(&f.Rows[i])
	if f.kind() == store.KindDevice {
		if d := f.records.Device(key); d != nil {
			return []edit.Fielded{d}
		}
	} else if u := f.records.User(key); u != nil {
		return []edit.Fielded{u}
	}
	return nil
}

// takesBack reports whether a change takes a device from somebody who has it, for nobody else.
func (f *edits) takesBack(c store.Change) bool {
	if c.Record != store.KindDevice {
		return false
	}
	for _, change := range c.Fields {
		if change.Field == store.FieldUsername {
			after := store.Device{Serial: c.Key, Username: change.New}
			return f.isHeld(f.records.Device(c.Key)) && !f.isHeld(&after)
		}
	}
	return false
}
