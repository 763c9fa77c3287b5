package importer

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// write adds the row of a record, unless the layout cannot hold it, or nothing of it changed.
func (x *exporter) write(it *item) {
	fresh := x.whole(it)
	t := x.Template
	cells, changed := make([]string, len(t.Columns)), fresh
	for c := range t.Columns {
		col := &t.Columns[c]
		cell, is := x.cell(it, col)
		if is && cell == "" && col.Default == "" && t.Clears == "" && !fresh {
			x.leave(it, col.Header+" was emptied, and this layout has no word for that")
			is = false
		}
		if c == t.KeyColumn() {
			cell, is = x.keyCell(it, col)
		} else if col.Must && cell == "" {
			x.lacks(it, col)
			return
		}
		cells[c], changed = cell, changed || is
	}
	x.has(it)
	if changed {
		x.put(it, cells)
	}
}

// whole reports whether a record is written with all that it says: the vendor has not got it yet.
func (x *exporter) whole(it *item) bool { return x.q.Since == nil || it.fresh }

// has notes that the vendor has a record by this file, or has it already.
func (x *exporter) has(it *item) {
	key := it.key
	x.Known = append(x.Known, key)
	if it.request != nil {
		key = store.UserKey(it.request.UserID)
	}
	x.took[key] = true
}

// put adds a row, and says what the rules of the layout say about it and what of it they cannot tell.
func (x *exporter) put(it *item, cells []string) {
	for c := range cells {
		if why := x.loses(&x.Template.Columns[c], cells[c]); why != "" {
			x.leave(it, x.Template.Columns[c].Header+" "+why)
		}
	}
	x.rows = append(x.rows, cells)
	if len(x.Template.Checks) == 0 {
		return
	}
	row := exportRow{x, it, cells}
	for _, check := range x.Template.Checks {
		for _, s := range check(&row) {
			x.note(&s, len(x.rows)+1, row.Cell(s.Field))
		}
	}
}

// loses says why a cell would not be read back as what it says; empty where it would. The word that empties a field says
// that alone: of a value that reads so cell tells.
func (x *exporter) loses(col *template.Column, cell string) string {
	if cell == "" || cell == x.Template.Clears {
		return ""
	}
	if why := x.Template.Loses(cell); why != "" {
		return why
	}
	if edit.Narrow(cell) || edit.ErrorValue(cell) {
		return "says " + quoted(cell) + ", which is read as a spreadsheet's error"
	}
	field := col.Field
	if field == store.FieldUsername {
		field = store.FieldUserID
	}
	shape := shapes[field]
	if shape.parse == nil || shape.plain(cell) {
		return ""
	}
	_, found := shape.parse(cell)
	for _, f := range found {
		if f.Severity == store.SeverityError {
			return "says " + quoted(cell) + ", which would be refused: " + f.Message
		}
	}
	return ""
}

// lacks notes that a row is not written for want of a value that the vendor must have. A device that nobody has any more
// is taken back by another layout.
func (x *exporter) lacks(it *item, col *template.Column) {
	switch free := it.device != nil && !it.device.Held() && x.Template.TakenBackBy != ""; {
	case free && !it.had:
		x.leave(it, "not written, because nobody has it")
	case free:
		x.leave(it, "nobody has it any more: "+x.Template.TakenBackBy+" takes it back there")
	case x.whole(it) || x.anyChange(it):
		x.leave(it, "not written, because it has no "+col.Header)
	default:
		x.has(it)
		return
	}
	x.took[it.key] = true // it was told
}

// keyCell is what the column holds by which the vendor finds the record: of somebody who got another User ID the former
// one, where the layout can tell the new one besides.
func (x *exporter) keyCell(it *item, col *template.Column) (cell string, is bool) {
	cell = it.get(cmp.Or(col.Of, x.Template.Edits), col.Field)
	was, is := x.was(it, x.Template.Edits, col.Field, cell)
	if !is || was == "" || x.whole(it) {
		return cell, is
	}
	if x.tellsIDs() {
		return was, true
	}
	x.leave(it, col.Header+" was "+was+", and this layout cannot tell another one") // letter case alone
	return cell, false
}

// tellsIDs reports whether the layout has a column in which somebody gets another User ID.
func (x *exporter) tellsIDs() bool {
	return slices.ContainsFunc(x.Template.Columns, func(c template.Column) bool { return c.Sets == store.FieldUserID })
}

// cell is what a column holds of a row's records. Of what the vendor has a cell that did not change is empty, unless the
// vendor wants it filled or takes an empty one for something else; is reports whether it changed.
func (x *exporter) cell(it *item, col *template.Column) (cell string, is bool) {
	if col.Uncarried {
		return "", false
	}
	if col.Sets != "" { // it tells the value only where it was another one
		value := it.get(x.Template.Edits, col.Sets)
		if was, is := x.was(it, x.Template.Edits, col.Sets, value); is && was != "" && !x.whole(it) {
			return value, true
		}
		return "", false
	}
	kind := cmp.Or(col.Of, x.Template.Edits)
	value := it.get(kind, col.Field)
	was, is := x.was(it, kind, col.Field, value)
	if !x.whole(it) && !is && !col.Must && col.Default == "" {
		return "", false
	}
	cell = col.Theirs(value)
	switch {
	case value != "" && value == x.Template.Clears:
		x.leave(it, col.Header+" says "+value+", which would empty the field there")
		return "", false
	case col.Field == store.FieldSite:
		return x.siteIn(value), is
	case cell == "" && was != "" && !x.whole(it):
		return x.Template.Clears, is
	}
	return cell, is
}

// anyChange reports whether any column of a row changed.
func (x *exporter) anyChange(it *item) bool {
	return slices.ContainsFunc(x.Template.Columns, func(c template.Column) bool {
		if c.Sets != "" || c.Uncarried {
			return false
		}
		kind := cmp.Or(c.Of, x.Template.Edits)
		_, is := x.was(it, kind, c.Field, it.get(kind, c.Field))
		return is
	})
}

// siteIn is a site as the file calls it.
func (x *exporter) siteIn(code string) string { return cmp.Or(x.sites[code], code) }

// siteCalled is a site by the name that the vendor knows it by: its own, where no other site is called so.
func siteCalled(sites []store.Site, site store.Site) string {
	for _, s := range sites {
		if s.Code != site.Code && strings.EqualFold(s.Name, site.Name) {
			return site.Code
		}
	}
	return cmp.Or(strings.TrimSpace(site.Name), site.Code)
}

// exportRow shows a row that goes out to the rules of its layout.
type exportRow struct {
	x     *exporter
	it    *item
	cells []string
}

func (r *exportRow) Cell(f store.Field) string {
	i := slices.IndexFunc(r.x.Template.Columns, func(c template.Column) bool { return c.Field == f })
	if i < 0 {
		return ""
	}
	return r.cells[i]
}

func (r *exportRow) User() *store.User { return r.it.user }

// Device is the device that is written.
func (r *exportRow) Device() *store.Device { return r.it.device }

// AccountHolder is nobody: on record an account is one person's.
func (r *exportRow) AccountHolder(string) string { return "" }
