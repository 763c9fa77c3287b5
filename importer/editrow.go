package importer

import (
	"slices"

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
	}
	f.checkRow(e, row)
	if !e.failed {
		f.find(e, row)
	}
}

// find finds the row's record, for what is shown of it, and refuses one that is not there or is another site's than
// the one that was asked for.
func (f *edits) find(e *exam, row *Row) {
	if f.kind() != store.KindDevice {
		u := f.records.User(row.UserID)
		if u == nil && f.Template.NewUser {
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

// unknown refuses a record that is not there, in the words of an edit of one record; and a number that only lost its
// zero.
func (f *edits) unknown(e *exam, row *Row, zero func(string) (said, site string)) {
	for _, n := range edit.Set(f.records, f.about(), f.key(row), nil).Findings {
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

// mine refuses a record of another site than the one that was asked for.
func (f *edits) mine(e *exam, site string) {
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
