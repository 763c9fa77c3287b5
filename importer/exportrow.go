package importer

import (
	"cmp"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// write adds the row of a record, unless the layout cannot hold it, or nothing of it changed.
func (x *exporter) write(it *item) {
	t := x.Template
	cells, changed := make([]string, len(t.Columns)), x.q.Since == nil
	for c := range t.Columns {
		col := &t.Columns[c]
		cell, is := x.cell(it, col)
		if is && cell == "" && t.Clears == "" {
			x.leave(it, col.Header+" was emptied, and this layout has no word for that")
			is = false
		}
		if c == t.KeyColumn() {
			cell, is = x.keyCell(it, col)
		} else if col.Must && cell == "" {
			if x.anyChange(it) {
				x.leave(it, "not written, because it has no "+col.Header)
			}
			return
		}
		cells[c], changed = cell, changed || is
	}
	if !changed {
		return
	}
	x.rows = append(x.rows, cells)
	row := exportRow{x, it, cells}
	for _, check := range t.Checks {
		for _, s := range check(&row) {
			x.note(&s, len(x.rows)+1, row.Cell(s.Field))
		}
	}
}

// keyCell is what the column holds by which the vendor finds the record: of somebody who got another User ID the former
// one, where the layout can tell the new one besides.
func (x *exporter) keyCell(it *item, col *template.Column) (cell string, is bool) {
	cell = it.get(cmp.Or(col.Of, x.Template.Edits), col.Field)
	was, is := x.was(it, x.Template.Edits, col.Field, cell)
	if !is || was == "" {
		return cell, is
	}
	if slices.ContainsFunc(x.Template.Columns, func(c template.Column) bool { return c.Sets == col.Field }) {
		return was, true
	}
	x.leave(it, col.Header+" was "+was+", and this layout cannot tell another one")
	return cell, is
}

// cell is what a column holds of a row's records. With Since a cell that did not change is empty, unless the vendor
// wants it filled; is reports whether it changed.
func (x *exporter) cell(it *item, col *template.Column) (cell string, is bool) {
	if col.Uncarried {
		return "", false
	}
	if col.Sets != "" { // it tells the value only where it was another one
		value := it.get(x.Template.Edits, col.Sets)
		if was, is := x.was(it, x.Template.Edits, col.Sets, value); is && was != "" {
			return value, true
		}
		return "", false
	}
	kind := cmp.Or(col.Of, x.Template.Edits)
	value := it.get(kind, col.Field)
	was, is := x.was(it, kind, col.Field, value)
	if x.q.Since != nil && !is && !col.Must {
		return "", false
	}
	switch {
	case value != "" && value == x.Template.Clears:
		return "", is // it would empty the field
	case col.Field == store.FieldSite:
		return x.siteCalled(value), is
	case value == "" && was != "":
		return x.Template.Clears, is
	}
	return col.Theirs(value), is
}

// was is what a field said at the export since which the changes are written, and whether that is something else.
func (x *exporter) was(it *item, kind store.Kind, f store.Field, value string) (was string, changed bool) {
	then, written := x.before(it, kind)
	if !written {
		return value, false
	}
	was, told := then[f]
	if then != nil && !told {
		return value, false
	}
	return was, was != value
}

// before is what a row's record said then, and whether it was written since; nil where it was not there.
func (x *exporter) before(it *item, kind store.Kind) (then map[store.Field]string, written bool) {
	key := it.key
	if kind == store.KindUser && it.user != nil {
		key = it.user.Key()
	}
	i := slices.IndexFunc(x.then, func(p past) bool { return p.kind == kind })
	if i < 0 {
		return nil, false
	}
	then, written = x.then[i].then[key]
	return then, written
}

// anyChange reports whether any column of a row changed; without Since every one did.
func (x *exporter) anyChange(it *item) bool {
	return x.q.Since == nil || slices.ContainsFunc(x.Template.Columns, func(c template.Column) bool {
		_, is := x.cell(it, &c)
		return is
	})
}

// siteCalled is a site by the name that the vendor knows it by: its own, where no other site is called so.
func (x *exporter) siteCalled(code string) string {
	name, several := code, 0
	for _, s := range x.records.Sites() {
		if s.Code == code && s.Name != "" {
			name = s.Name
		}
	}
	for _, s := range x.records.Sites() {
		if s.Name == name {
			several++
		}
	}
	if several > 1 {
		return code
	}
	return name
}

func (x *exporter) note(s *template.Said, line int, value string) {
	header := ""
	if c, ok := x.Template.Column(s.Field); ok {
		header = c.Header
	}
	x.Notes = append(x.Notes, Note{
		Rule: s.Rule, Severity: s.Severity, Line: line, Column: header, Value: value,
		Message: text.Visible(s.Message), Remedy: text.Visible(s.Remedy),
	})
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

// AccountHolder is nobody: on record an account is one person's.
func (r *exportRow) AccountHolder(string) string { return "" }
