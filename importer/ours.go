package importer

import (
	"fmt"
	"io"

	"homeroom/importer/template"
	"homeroom/store"
)

// exporter writes records as our own file of the layout would have them.
func (b *bothWays) exporter() *exporter {
	x := &exporter{
		Outgoing: &Outgoing{Template: b.Template}, q: Selection{Site: b.Site.Code}, records: b.records,
		took: map[string]bool{}, sites: map[string]string{},
	}
	for _, s := range b.records.Sites() {
		x.sites[s.Code] = siteCalled(b.records.Sites(), s)
	}
	return x
}

// ours is a record as a row of such a file of ours, in the layout's order; nil where it would have none.
func (b *bothWays) ours(x *exporter, it *item, part int) []string {
	x.rows, x.Known, x.Left, x.Notes = nil, nil, nil, nil
	switch {
	case b.Template.Archive:
		x.rosterPerson(part, it.user)
	case b.Template.Parts != nil:
		x.hierarchyPerson(it.user)
	default:
		x.write(it)
	}
	if len(x.rows) == 0 {
		return nil
	}
	return x.rows[0]
}

// laid lays a row in the layout's order out as the file has its columns.
func (b *bothWays) laid(cells []string, part int) []string {
	row := make([]string, b.width(part))
	for c := range b.columns {
		if col := &b.columns[c]; col.at >= 0 && col.part == part {
			row[col.at] = cells[c]
		}
	}
	return row
}

// onRecord is the record that a row of the file is about, and in which part such a record stands; nil where there is none,
// or it is another site's.
func (b *bothWays) onRecord(r *aftermath, i int32) (it *item, part int) {
	row := &b.Rows[i]
	if b.Template.Lists() == store.KindDevice {
		if d := r.Device(row.Serial); d != nil && !b.foreign(d.Site) {
			return &item{key: d.Serial, device: d, user: r.User(d.Username)}, 0
		}
		return nil, 0
	}
	part = b.Table.Records[i].Part()
	if u := r.UserOf(row.UserID); u != nil && !b.foreign(u.Site) {
		return &item{key: u.Key(), user: u}, part
	}
	return nil, 0
}

// wantedOfRoster are the columns of Apple School Manager's roster of which an empty cell lacks something: the others are the
// school's own system's to fill.
var wantedOfRoster = [...]string{"grade_level", "email_address"}

// told reports whether an empty cell of theirs is worth telling where ours says something.
func (b *bothWays) told(col *column) bool {
	if col.at < 0 || col.layout.Uncarried || col.layout.Sets != "" || col.layout.Default != "" {
		return false
	}
	if !b.Template.Archive {
		return true
	}
	for _, header := range wantedOfRoster {
		if col.layout.Header == header {
			return true
		}
	}
	return false
}

// noteBlanks tells where a cell of theirs is empty and ours says something. It is never taken. A column that is
// empty on every row is told once.
func (b *bothWays) noteBlanks() {
	b.lacks = map[int]bool{}
	filled, missing := make([]bool, len(b.columns)), make([]int, len(b.columns))
	for c := range b.columns {
		filled[c] = b.told(&b.columns[c]) && b.filledIn(c) > 0
	}
	x, now := b.exporter(), &aftermath{Records: b.records}
	for i := range b.Rows {
		rec := &b.Table.Records[i]
		var blanks []int
		for c := range b.columns {
			if col := &b.columns[c]; b.told(col) && col.part == rec.Part() && b.columns.cell(rec, c) == "" {
				blanks = append(blanks, c)
			}
		}
		if blanks == nil || b.Rows[i].Status == StatusLeftOut {
			continue
		}
		it, part := b.onRecord(now, int32(i))
		if it == nil {
			continue
		}
		cells := b.ours(x, it, part)
		for _, c := range blanks {
			switch {
			case cells == nil || cells[c] == "":
			case filled[c]:
				b.noteBlank(int32(i), c, cells[c])
			default:
				missing[c]++
			}
		}
	}
	b.noteEmpty(missing)
}

func (b *bothWays) noteBlank(i int32, c int, ours string) {
	row := &b.Rows[i]
	b.lacks[row.Line] = true
	own := row.Notes[:row.own:row.own]
	rest := row.Notes[row.own:]
	row.Notes = append(append(own, Note{
		Rule: "R-84", Severity: store.SeverityInfo, Line: row.Line, Column: b.header(c),
		Message: "their cell is empty, ours says " + quoted(ours), Remedy: "nothing; an empty cell is not taken",
	}), rest...)
	row.own++
}

// noteEmpty tells of columns that are empty on every row.
func (b *bothWays) noteEmpty(missing []int) {
	for c, n := range missing {
		if n > 0 {
			b.noteWhole("R-84", store.SeverityInfo, b.header(c),
				fmt.Sprintf("column %s is empty on every row; ours says something on %s", b.header(c), counted(n, "of them", "of them")),
				"nothing; an empty cell is not taken")
		}
	}
}

// WriteOurs writes what we have for the vendor to take over, "csv" or "xlsx" (of a roster "zip"), in the exact header of the
// layout: our values of the rows that were left, or that have an empty cell where ours says something, and the records that
// the list has not, without those who have left. Of Apple School Manager's roster that is the people alone. After a save they
// are the values since: what was taken is theirs. It returns how many rows; CodeInvalid where the plan is no reconcile.
func (p *Plan) WriteOurs(w io.Writer, format string) (rows int, err error) {
	b, ok := p.work.(*bothWays)
	if !ok {
		return 0, &store.Error{
			Code: store.CodeInvalid, Message: "our values are written where a list was held against the records", Remedy: "use the mode " + string(template.ModeReconcile),
		}
	}
	var list [][]string
	x, since := b.exporter(), b.afterwards()
	for i := range b.Rows {
		if !b.owes(&b.Rows[i]) {
			continue
		}
		if cells := b.oursOf(x, since, int32(i)); cells != nil {
			list = append(list, cells)
		}
	}
	return len(list), b.Template.Write(w, format, list)
}

// oursOf is what ours say in the place of a row; nil where they say nothing.
func (b *bothWays) oursOf(x *exporter, r *aftermath, i int32) []string {
	if c := b.classOnRecord(r, i); c != nil {
		x.rows = nil
		x.hierarchyClass(c, peopleIn(r.RosterOf(c.Class)))
		return x.rows[0]
	}
	if it, part := b.onRecord(r, i); it != nil && (!b.Template.Archive || part <= template.ASMStaff) {
		return b.ours(x, it, part)
	}
	return nil
}

// classOnRecord is the class that a row of a hierarchy is about; nil where it is about none, or there is none.
func (b *bothWays) classOnRecord(r *aftermath, i int32) *store.Class {
	if b.Template.Parts == nil || b.Template.Archive || b.Table.Records[i].Part() != template.MosyleClasses {
		return nil
	}
	return r.Class(b.columns.cell(&b.Table.Records[i], b.columns.of(store.FieldClass)))
}

// owes reports whether the vendor is to be told what a row's record says: it was not brought to say what theirs does.
func (b *bothWays) owes(row *Row) bool {
	switch {
	case row.Status == StatusSame && row.OnlyHere: // they leave
		return false
	case row.Status == StatusSame || row.Status == StatusLeftOut && !row.OnlyHere:
		return b.lacks[row.Line]
	}
	return !row.accepted() || b.lacks[row.Line] && !row.OnlyHere
}
