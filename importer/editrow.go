package importer

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// examine looks at rows from to as far as no decision and no other row has to do with it: whether the cells are whole,
// and whether the record is there. Rows that pass are open.
func (f *edits) examine(from, to int) {
	e := exam{p: f.Plan}
	for i := from; i < to; i++ {
		row := &f.Rows[i]
		e.turn(i)
		switch {
		case row.repeats():
			e.repeated(row)
		case blank(e.rec):
			e.info("R-81", wholeRow, "the row is blank", "nothing; it is left out")
			row.Status = StatusLeftOut
		default:
			f.check(&e, row)
		}
		if e.failed {
			row.Status = StatusError
		}
		if row.Status == "" {
			f.open[i] = true
			f.tie(int32(i))
		}
		row.Notes = slices.Clone(e.notes)
		row.own = int32(len(row.Notes))
	}
	f.doubted(&e.doubts)
}

// check looks at the cells and finds the record. What the values mean is looked at where they are planned.
func (f *edits) check(e *exam, row *Row) {
	e.cell(f.keyCell, f.key(row))
	e.ragged()
	for c := range f.columns {
		if c == f.keyCell {
			continue
		}
		value, kind := f.columns.cell(e.rec, c), f.columns.kind(e.rec, c)
		if e.damaged(c, value, kind) {
			continue
		}
		e.broken(c, value, kind)
		f.checkCell(e, c, value)
		if f.kind() == store.KindRequest && !printable(value) { // no plan of a record looks at what a request holds
			e.characters(c, value)
		}
	}
	f.checkRow(e, row)
	switch {
	case f.key(row) == "" && !e.failed:
		e.err(f.keyRule(), f.keyCell, f.header(f.keyCell)+" is empty: the row does not say which record it is about", "write it, or take the row out")
	case !e.failed:
		f.find(e, row)
	}
	if e.failed {
		f.unplanned(e)
	}
}

// unplanned looks at what the values of a row mean that will not be planned: every note that applies is shown.
func (f *edits) unplanned(e *exam) {
	for c := range f.columns {
		v, of := f.value(e.at, c), cmp.Or(f.columns[c].layout.Of, f.kind())
		if v.Clear || v.Exact || v.Text == "" || of == store.KindRequest {
			continue
		}
		_, found := edit.Check(of, v.Field, v.Text)
		for _, n := range found {
			told := func(o Note) bool { return o.Column == f.header(c) && o.Rule == n.Rule }
			if !slices.ContainsFunc(e.notes, told) {
				e.findings(c, []store.Finding{n})
			}
		}
	}
}

// keyRule is the rule of what names the record of a row.
func (f *edits) keyRule() string {
	if f.kind() == store.KindDevice {
		return "R-03"
	}
	return "R-01"
}

// find finds the row's record, for what is shown of it, and refuses one that is not there or is another site's than
// the one that was asked for.
func (f *edits) find(e *exam, row *Row) {
	if f.kind() != store.KindDevice {
		u := f.records.User(row.UserID)
		if u == nil && f.renamed(e, row) {
			return
		}
		if u == nil && f.Template.NewUser {
			f.comesElsewhere(e)
			return // they come on record
		}
		if u == nil {
			f.unknown(e, row, edit.ZeroOfUser(f.records, f.Site.Code))
			return
		}
		f.mine(e, u.Site)
		return
	}
	d := f.records.Device(row.Serial)
	if d == nil && f.Template.NewDevice {
		f.comesElsewhere(e)
		row.UserID = f.username(e.at)
		return // it comes on record
	}
	if d == nil {
		f.unknown(e, row, edit.ZeroOfSerial(f.records))
		return
	}
	if f.mine(e, d.Site); e.failed {
		return // of another site's record nothing else is told
	}
	row.AssetTag = d.AssetTag
	if f.isHeld(d) {
		row.UserID = d.Username
	} else {
		row.UserID = f.username(e.at)
	}
}

// renamed reports whether a row gives another User ID to somebody who is on record under it, with everything else that
// the row says: that is already so.
func (f *edits) renamed(e *exam, row *Row) bool {
	u, was := f.records.User(f.valueOf(e.at, template.FieldNewUserID)), row.UserID
	if u == nil || f.Request.Site != "" && f.foreign(u.Site) {
		return false
	}
	row.UserID = u.UserID
	p := f.plan(edit.On(f.records), e.at)
	row.UserID = was
	if p.Failed() || len(p.Changes) > 0 {
		return false
	}
	e.info("R-86", f.keyCell, fmt.Sprintf("%s is not on record, and %s says all of this: the User ID was changed before", was, u.UserID),
		"nothing, if it is the same person")
	row.Status = StatusSame
	return true
}

// unknown refuses a record that is not there, in the words of an edit of one record; and a number that only lost its
// zero.
func (f *edits) unknown(e *exam, row *Row, zero func(string) (said, site string)) {
	for _, n := range edit.Set(f.records, f.about(), f.key(row), nil).Findings {
		n.Rule = cmp.Or(n.Rule, "R-17")
		e.findings(f.keyCell, []store.Finding{n.Finding})
	}
	told := func(key string) (said, site string) {
		if said, site = zero(key); !f.foreign(site) {
			site = ""
		}
		return said, site
	}
	if said, whole := edit.Zero(f.records, f.header(f.keyCell), f.key(row), f.Site.Code, told); said != "" {
		e.withoutZero(f.keyCell, said, whole)
	}
	e.missed(row)
}

// comesElsewhere leaves out a row whose record would come on record at another site than the one the list is held against.
func (f *edits) comesElsewhere(e *exam) {
	site := f.valueOf(e.at, store.FieldSite)
	if _, known := f.records.SiteByCode(site); known {
		f.elsewhereIn(e, site)
	}
}

// elsewhereIn leaves out a row of another site than the one that a list is held against.
func (f *edits) elsewhereIn(e *exam, site string) bool {
	if f.Mode != template.ModeReconcile || !f.foreign(site) {
		return false
	}
	e.info("R-17", f.keyCell, "this record belongs to site "+f.siteName(site), "nothing; the list is held against the records of site "+f.siteName(f.Site.Code)+" alone")
	f.Rows[e.at].Status = StatusLeftOut
	return true
}

// mine refuses a record of another site than the one that was asked for.
func (f *edits) mine(e *exam, site string) {
	if f.elsewhereIn(e, site) {
		return
	}
	if f.Request.Site != "" && f.foreign(site) {
		e.err("R-17", f.keyCell, "this record belongs to site "+f.siteName(site), "leave it to that site")
	}
}

// tie notes the people whom a device's row touches: who has it, and who comes to have it.
func (f *edits) tie(row int32) {
	if f.kind() != store.KindDevice {
		return
	}
	r := &f.Rows[row]
	f.ties[row][0] = store.UserKey(r.UserID)
	if c := f.columns.of(store.FieldUsername); c != wholeRow {
		if id := f.value(row, c).Text; id != "" && !edit.SameID(id, r.Serial) && !edit.SameID(id, r.UserID) {
			f.ties[row][1] = store.UserKey(id)
		}
	}
}

// refuseTwice refuses every row whose record stands on another row, too.
func (f *edits) refuseTwice(twins map[int32][]int32) {
	for _, same := range twins {
		rows := f.taking(same)
		if len(rows) < 2 {
			continue
		}
		f.refuseSame(rows, f.keyCell)
		for _, j := range rows {
			f.open[j], f.ties[j] = false, [2]string{}
			f.Rows[j].own = int32(len(f.Rows[j].Notes))
		}
	}
}
