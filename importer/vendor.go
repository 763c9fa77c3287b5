package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// value is what a cell asks for; the zero value where it asks for nothing.
func (f *edits) value(row int32, c int) edit.Value {
	col, cell := f.columns[c].layout, f.columns.cell(&f.Table.Records[row], c)
	v := edit.Value{Field: col.Writes(), Text: cell}
	switch {
	case c == f.keyCell || col.Uncarried:
		return edit.Value{}
	case f.Template.Clears != "" && cell == f.Template.Clears:
		v.Text, v.Clear = "", true
	case cell == space:
		v.Exact = true
	case cell == "" && col.Default != "" && f.anew(row) && !f.hasOwn(row, col):
		v.Text = col.Default
	case cell == "":
	default:
		v.Text, _ = col.Ours(cell)
	}
	if amend := f.Template.Amend[col.Field]; amend != nil && !v.Exact {
		v.Text = amend(v.Text)
	}
	if v.Field == store.FieldSite && v.Text != "" {
		v.Text = f.siteNamed(v.Text)
	}
	return v
}

// anew reports whether a row gives its device to somebody who has not got it: then a blank cell is the vendor's default.
func (f *edits) anew(row int32) bool {
	if f.records == nil {
		return true
	}
	d := f.records.Device(f.Rows[row].Serial)
	return d == nil || !edit.SameID(d.Username, f.username(row))
}

// hasOwn reports whether the person whom a row names has the value of a column already: the vendor's default is for
// somebody of whom it is not known.
func (f *edits) hasOwn(row int32, col *template.Column) bool {
	c := f.columns.of(store.FieldUsername)
	if col.Of != store.KindUser || c == wholeRow || f.records == nil {
		return false
	}
	u := f.records.User(f.value(row, c).Text)
	return u != nil && u.Get(col.Writes()) != ""
}

// siteNamed is the code of the site with this name; the value itself where no site is called so.
func (f *edits) siteNamed(value string) string {
	if f.records == nil {
		return value
	}
	for _, s := range f.records.Sites() {
		if strings.EqualFold(s.Name, value) {
			return s.Code
		}
	}
	return value
}

// names reports whether a column's values have to be looked up among the records.
func (f *edits) names(c int) bool {
	return f.columns[c].identifier || f.columns[c].layout.Writes() == store.FieldManagedAppleAccount
}

// about is the kind of record that a row names.
func (f *edits) about() store.Kind {
	if f.kind() == store.KindDevice {
		return store.KindDevice
	}
	return store.KindUser
}

// plan plans what a row says, on top of what lies on the desk.
func (f *edits) plan(desk *edit.Desk, i int32) edit.Plan {
	p := desk.Enter(f.entry(i))
	if f.kind() == store.KindRequest {
		return f.withRequest(p, i)
	}
	return p
}

// entry is what a row says of the device and of the person.
func (f *edits) entry(i int32) *edit.Entry {
	row, t := &f.Rows[i], f.Template
	e := &edit.Entry{Site: f.Site.Code, NewDevice: t.NewDevice, NewUser: t.NewUser, Unassigned: t.Unassigned}
	if f.about() == store.KindDevice {
		e.Serial = row.Serial
	} else {
		e.UserID = row.UserID
	}
	for c := range f.columns {
		v := f.value(i, c)
		if !v.Clear && v.Text == "" || f.kind() == store.KindRequest {
			continue
		}
		if cmp.Or(f.columns[c].layout.Of, f.kind()) == store.KindDevice {
			e.Device = append(e.Device, v)
		} else {
			e.User = append(e.User, v)
		}
		if v.Field == store.FieldUsername && !v.Exact {
			e.UserID = v.Text
		}
	}
	if p := f.platformOf(i); e.NewDevice && p != "" {
		e.Device = append(e.Device, edit.Value{Field: store.FieldPlatform, Text: string(p)})
	}
	return e
}

// platformOf is what a device runs that comes on record with a list of such devices: what its asset tag tells, or
// what the list is of. Empty where it is on record, and where nothing tells.
func (f *edits) platformOf(i int32) store.Platform {
	list := f.Template.Platforms
	if len(list) == 0 || f.records == nil || f.records.Device(f.Rows[i].Serial) != nil {
		return ""
	}
	d := store.Device{AssetTag: f.valueOf(i, store.FieldAssetTag)}
	if told := d.Kind().Platform(); slices.Contains(list, told) {
		return told
	}
	return list[0]
}

// username is who is to have a row's device; empty where the row does not say.
func (f *edits) username(i int32) string { return f.valueOf(i, store.FieldUsername) }

// brings reports whether a row brings in a person or a device that was not on record before this file.
func (f *edits) brings(i int32, changes []store.Change) bool {
	comes := func(c store.Change) bool {
		return c.Create() && c.Record == store.KindDevice
	}
	if slices.ContainsFunc(changes, comes) {
		return true
	}
	id := f.entry(i).UserID
	if id == "" || !f.Template.NewUser || edit.SameID(id, f.Rows[i].Serial) || f.records.User(id) != nil {
		return false
	}
	d := f.records.Device(f.Rows[i].Serial)
	return d == nil || !edit.SameID(d.Username, id) || len(f.entry(i).User) > 0
}

// at is the column that a finding is about: the filled one that writes the field, and of a person who is named by
// Username that column.
func (f *edits) at(i int32, field store.Field) int {
	for c := range f.columns {
		if c != f.keyCell && f.columns[c].layout.Writes() == field && f.columns.cell(&f.Table.Records[i], c) != "" {
			return c
		}
	}
	c := f.columns.of(field)
	if c == wholeRow && field == store.FieldUserID {
		return f.columns.of(store.FieldUsername)
	}
	return c
}

// checkCell looks at what the layout says of a cell: the word that empties it, words that the vendor has, and
// whether it may be blank.
func (f *edits) checkCell(e *exam, c int, value string) {
	col, clears := f.columns[c].layout, f.Template.Clears
	if nearlyWord(value, clears) && !col.Uncarried {
		e.err("R-40", c, "the cell holds more than "+clears+", and only "+clears+", exactly so, empties the field",
			"write "+clears+" alone if the field is to be emptied, or what is meant")
		e.propose(edit.DamageWord, c, clears)
		return
	}
	if clears != "" && value != clears && strings.EqualFold(strings.TrimSuffix(value, "!"), strings.TrimSuffix(clears, "!")) {
		e.warn("R-40", c, quoted(value)+" is taken as it stands: only "+clears+", exactly so, empties the field",
			"write "+clears+" if the field is to be emptied")
	}
	if at := f.columns[c].at; f.Template.Spaces && at >= 0 && value == "" && len(e.rec.Cells[at]) > 1 {
		e.warn("R-40", c, "the cell holds several spaces and is taken for an empty one: only a single space is written as one",
			"empty the cell, or write what is meant")
	}
	e.mail(c, value)
	if _, known := col.Ours(value); !known {
		e.err(col.Rule, c, fmt.Sprintf("%s is %s, not %s", f.header(c), theirWords(col), quoted(value)), "write one of them")
	}
	if clears == "" && strings.EqualFold(value, template.Clear) {
		e.warn("R-40", c, quoted(value)+" is taken as it stands: in this layout no word empties a field", "empty the field on the record itself")
	}
	if col.Must && isEmpty(col.Field, value) {
		e.err(col.Rule, c, f.header(c)+" is empty, and must not be", "write it, or take the row out")
	}
}

// nearlyWord reports whether a cell shows the word that empties its field, and is not that word: between spaces, behind
// an apostrophe, or with characters that nobody sees.
func nearlyWord(cell, word string) bool {
	if word == "" || len(cell) <= len(word) {
		return false
	}
	return strings.TrimLeft(strings.Join(strings.Fields(edit.Plain(cell)), ""), "'") == word
}

// isEmpty reports whether a cell says nothing: of a list of names, nothing but the marks between them.
func isEmpty(f store.Field, cell string) bool {
	if f == store.FieldGroups {
		cell = store.JoinNames([]string{cell})
	}
	return cell == ""
}

func theirWords(c *template.Column) string {
	words := make([]string, len(c.Words))
	for i, w := range c.Words {
		words[i] = w.Theirs
	}
	return strings.Join(words, " or ")
}

// checkRow looks at the row by the rules of its layout.
func (f *edits) checkRow(e *exam, row *Row) {
	for _, check := range f.Template.Checks {
		for _, s := range check(&vendorRow{f, row, e.at}) {
			e.findings(max(0, f.columns.of(s.Field)), []store.Finding{s.Finding})
		}
	}
}

// vendorRow shows a row to the rules of its layout.
type vendorRow struct {
	f   *edits
	row *Row
	at  int32
}

func (r *vendorRow) Cell(field store.Field) string {
	if c := r.f.columns.of(field); c != wholeRow {
		return r.f.columns.cell(&r.f.Table.Records[r.at], c)
	}
	return ""
}

func (r *vendorRow) User() *store.User {
	id := r.row.UserID
	if r.f.about() == store.KindDevice {
		id = r.f.username(r.at)
	}
	u := r.f.records.User(id)
	if u != nil && r.f.foreign(u.Site) {
		return nil
	}
	return u
}

func (r *vendorRow) Device() *store.Device {
	d := r.f.records.Device(r.row.Serial)
	if d != nil && r.f.foreign(d.Site) {
		return nil
	}
	return d
}

func (r *vendorRow) AccountHolder(account string) string {
	other := r.f.records.UserByAccount(account)
	if account == "" || other == nil || edit.SameID(other.UserID, r.row.UserID) {
		return ""
	}
	if r.f.foreign(other.Site) {
		return "somebody at site " + r.f.siteName(other.Site)
	}
	return strings.TrimSpace(other.FullName + " (" + other.UserID + ")")
}
