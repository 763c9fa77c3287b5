package importer

import (
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
)

// examine looks at the cells of the rows from to, as far as no other row has to do with it.
func (f *hierarchy) examine(from, to int) {
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
			f.check(&e, int32(i))
		}
		if e.failed {
			row.Status = StatusError
		}
		f.open[i] = row.Status == ""
		row.Notes = nil
		if len(e.notes) > 0 {
			row.Notes = slices.Clone(e.notes)
		}
		row.own = int32(len(row.Notes))
	}
}

// check looks at the cells of a row, at its number of them, and at what names its record.
func (f *hierarchy) check(e *exam, i int32) {
	part := f.part(i)
	for _, c := range f.cells[part] {
		e.cell(c, f.columns.cell(e.rec, c))
	}
	e.raggedIn(len(f.Table.Parts[part].Header))
	rule := &f.parts[part]
	if c := f.column(rule.key); !rule.free && f.columns.cell(e.rec, c) == "" {
		e.err("R-70", c, f.header(c)+" is empty: the row names no record", "write it, or take the row out")
		return
	}
	if rule.userID != nil && f.Rows[i].UserID == "" && !e.failed {
		c, what := f.idColumn(part)
		e.err("R-72", c, "there is no User ID: "+what+" is empty", "write it, or choose another option "+template.OptionUserID)
	}
}

// refuseTwice refuses rows of the same record, and people of the same User ID or account.
func (f *hierarchy) refuseTwice() {
	for part := range f.parts {
		f.refuseTwins(f.keys[part], f.column(f.parts[part].key))
	}
	f.refuseTwins(f.people, wholeRow)
	for _, field := range f.unique {
		f.refuseTwins(newNames(0, int32(len(f.Rows)), func(i int32) string { return f.said(i, field) }), f.column(field))
	}
}

// refuseTwins refuses the rows of a file that share a name; c is its column, or wholeRow for the User ID that a row comes to.
func (f *hierarchy) refuseTwins(by *names, c int) {
	for same := range by.twins {
		rows := f.taking(same)
		if len(rows) < 2 || !slices.ContainsFunc(rows, func(i int32) bool { return f.open[i] }) && c == wholeRow {
			continue
		}
		what := "User ID " + f.Rows[rows[0]].UserID
		if c != wholeRow {
			what = f.header(c)
		}
		f.refuseRows(rows, "R-16", c, "the same "+what+" stands on "+f.lines(rows), "keep the row that is right, and take the others out")
	}
}

// refuseRows refuses rows because of each other.
func (f *hierarchy) refuseRows(rows []int32, rule string, c int, message, remedy string) {
	for _, i := range rows {
		at := c
		if at == wholeRow {
			at, _ = f.idColumn(f.part(i))
		}
		e := exam{p: f.Plan}
		e.turn(int(i))
		e.err(rule, at, message, remedy)
		row := &f.Rows[i]
		row.Notes = append(row.Notes, e.notes...)
		row.Status, row.Includable, f.open[i], row.own = StatusError, false, false, int32(len(row.Notes))
	}
}

// leaveOut leaves a row out before anything of it is planned.
func (f *hierarchy) leaveOut(i int32, rule, message, remedy string) {
	e := exam{p: f.Plan}
	e.turn(int(i))
	e.info(rule, wholeRow, message, remedy)
	row := &f.Rows[i]
	row.Notes, row.Status, f.open[i] = append(row.Notes, e.notes...), StatusLeftOut, false
	row.own = int32(len(row.Notes))
}

// idColumn is the column that gives a row's person their User ID, and what it is in a sentence.
func (f *hierarchy) idColumn(part int) (c int, what string) {
	fields := f.idFields(f, part)
	c = f.column(fields[0])
	for n, field := range fields {
		if n > 0 {
			what += ", "
		}
		what += f.header(f.column(field))
	}
	return c, what
}

// saved reports whether what a row brings will be there: what is accepted, or is so already.
func (f *hierarchy) saved(i int32) bool {
	return f.open[i] && f.Rows[i].Status != StatusError && f.Rows[i].Status != StatusHeldBack && f.wish(i) == store.VerdictAccept
}
