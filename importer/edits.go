package importer

import (
	"fmt"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// edits is the family in which every row is a record and what its fields become: what a form does to one record, many
// times over (store/edit); or what a vendor's row says of a device and a person at once. What an empty cell means is the
// template's to say.
type edits struct {
	*Plan
	keyCell int               // the column that says which record a row is about
	open    []bool            // rows that can be planned: what is wrong with the others no decision makes good
	ties    [][2]string       // of an open row: folded User IDs of those who have the device, or come to have it
	keys    *finder           // the rows by their record
	shared  []sharedColumn    // the columns whose values one record, or one person, has alone
	bundles map[int32][]int32 // rows that hang together, by each of them; a row that is alone has none
}

// kind is what the rows are records of.
func (f *edits) kind() store.Kind { return f.Template.Edits }

func (f *edits) identify(from, to int) {
	for i := from; i < to; i++ {
		rec, row := &f.Table.Records[i], &f.Rows[i]
		row.Line = rec.Line
		if key := f.columns.cell(rec, f.keyCell); f.kind() == store.KindDevice {
			row.Serial = store.CleanSerial(key)
		} else {
			row.UserID = key
		}
	}
}

// key is the record that a row is about.
func (f *edits) key(row *Row) string {
	if f.kind() == store.KindDevice {
		return row.Serial
	}
	return row.UserID
}

// naming lists the records of the rows and whatever their values name, once each.
func (f *edits) naming() store.Wanted {
	keys, values := make([]string, 0, len(f.Rows)), []edit.Value(nil)
	seen := map[edit.Value]bool{}
	for i := range f.Rows {
		if key := f.key(&f.Rows[i]); key != "" {
			keys = edit.Padded(append(keys, key), key)
		}
		for c := range f.columns {
			v := f.value(int32(i), c)
			if f.names(c) && v.Text != "" && !seen[v] {
				seen[v] = true
				values = append(values, v)
				if better, _ := edit.Cure(v.Field, v.Text); better != "" {
					values = append(values, edit.Value{Field: v.Field, Text: better})
				}
			}
		}
	}
	w := edit.Wanted(f.kind(), keys, values)
	w.Site = f.Request.Site
	for i := range f.Rows {
		f.suspect(&w, int32(i))
	}
	return w
}

// values are what a row's cells ask for; a blank one asks for nothing.
func (f *edits) values(row int32) []edit.Value {
	var list []edit.Value
	for c := range f.columns {
		if v := f.value(row, c); v.Clear || v.Text != "" {
			list = append(list, v)
		}
	}
	return list
}

// begin finds the site: the one asked for, or the one that all of the records belong to. Records of several sites can
// be edited at once; then the plan has none.
func (f *edits) begin() error {
	if f.Solution != "" {
		return invalidSite("an edit of records begins no site", "leave the solution out")
	}
	code := f.Request.Site
	if code == "" {
		code = f.impliedSite(f.siteOf)
	}
	site, found := f.records.SiteByCode(code)
	if !found && code != "" {
		return &store.Error{Code: store.CodeNotFound, Message: fmt.Sprintf("site %s is not on record", code), Remedy: f.siteCodes()}
	}
	f.use(site)
	if len(f.Template.Modes) > 0 && f.Mode == "" {
		f.Mode, f.ModeProposed = template.ModeUpdate, false
	}
	return nil
}

// siteOf is where a row's record belongs; empty where that is not known.
func (f *edits) siteOf(row *Row) string {
	if f.kind() == store.KindDevice {
		return f.siteOfDevice(row)
	}
	if u := f.records.User(row.UserID); u != nil {
		return u.Site
	}
	return ""
}

// judge looks at every row, at records that stand on several rows, and then plans the rows: each by itself, and those
// that touch the same person one on top of the other.
func (f *edits) judge() {
	f.open, f.ties = make([]bool, len(f.Rows)), make([][2]string, len(f.Rows))
	f.watch.inTurn(func() { f.spread(f.examine) }, f.doctor, f.twins, f.bundle, func() { f.spread(f.alone) }, f.joined, f.settle,
		func() { f.clashes = f.elsewhere() })
}

// twins refuses records that stand on several rows, and values that several rows may not have.
func (f *edits) twins() {
	f.keys = newFinder(len(f.Rows), func(row int) string { return f.once(int32(row)) })
	f.refuseTwice(f.keys.index.Twins())
	f.share()
	for _, s := range f.shared {
		f.refuseShared(s, s.rows.index.Twins())
	}
}

// alone plans the rows from to that hang together with no others.
func (f *edits) alone(from, to int) {
	var g glance
	for i := int32(from); i < int32(to); i++ {
		switch {
		case !f.open[i] || f.bundles[i] != nil:
		case f.already(i, &g):
			f.take(i, edit.Plan{})
		default:
			f.take(i, f.plan(edit.On(f.records), i))
		}
	}
}

// joined plans those that do.
func (f *edits) joined() {
	for i := range f.Rows {
		if rows := f.bundles[int32(i)]; rows != nil && rows[0] == int32(i) && f.watch.stopped() == nil {
			f.effects(rows)
		}
		if f.open[i] {
			f.active = append(f.active, int32(i))
		}
	}
}

// elsewhere counts the rows that are refused because the person is another site's.
func (f *edits) elsewhere() (n int) {
	for i := range f.Rows {
		if f.clashing(int32(i)) {
			n++
		}
	}
	return n
}

// clashing reports whether a row is one of them. One that names somebody who is not on record clashes with nothing.
func (f *edits) clashing(i int32) bool {
	id := f.username(i)
	return f.open[i] && id != "" && f.records.User(id) != nil && f.Rows[i].cites("R-02", store.SeverityError)
}

// bundle puts rows together that touch the same person, also through each other. Which do is known from the records
// and the file: no decision changes it.
func (f *edits) bundle() {
	byPerson := map[string][]int32{}
	for i := range f.Rows {
		for _, key := range f.ties[i] {
			if key != "" {
				byPerson[key] = append(byPerson[key], int32(i))
			}
		}
	}
	f.groups, f.bundles = byPerson, map[int32][]int32{}
	seen := make([]bool, len(f.Rows))
	for i := range f.Rows {
		if !seen[i] && f.open[i] {
			f.bundled(int32(i), seen)
		}
	}
}

// bundled puts a row together with those that can be come to from it, if there are any.
func (f *edits) bundled(i int32, seen []bool) {
	rows := f.reach(i, seen)
	if len(rows) < 2 {
		return
	}
	slices.Sort(rows)
	for _, j := range rows {
		f.bundles[j] = rows
	}
}

// reach are the rows that can be come to from one of them.
func (f *edits) reach(from int32, seen []bool) []int32 {
	rows := []int32{from}
	seen[from] = true
	for n := 0; n < len(rows); n++ {
		for _, key := range f.ties[rows[n]] {
			for _, j := range f.groups[key] {
				if !seen[j] {
					seen[j] = true
					rows = append(rows, j)
				}
			}
		}
	}
	return rows
}

func (f *edits) together(row int32) []int32 {
	if rows := f.bundles[row]; rows != nil {
		return rows
	}
	return []int32{row}
}

// lean has nothing to do: every row's plan names its people itself.
func (f *edits) lean([]store.Change) {}

// movedWith are the accepted rows that touch a person whose record moved, and otherwise the row itself.
func (f *edits) movedWith(at int, m *store.Moved) []int {
	rows := []int{at}
	if m.Change.Record != store.KindUser {
		return rows
	}
	for _, j := range f.groups[m.Change.Key] {
		if int(j) != at && f.Rows[j].accepted() {
			rows = append(rows, int(j))
		}
	}
	return rows
}
