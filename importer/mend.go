package importer

import (
	"fmt"
	"slices"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/edit"
)

// Mend puts other values in the place of what the file says, and runs the rules again: on those rows and on whatever
// they touch. The file itself stays as it came. A mend without a column leaves its row out; one of line 0 makes two
// columns trade places. CodeInvalid, and nothing mended, where the file has no such cell, or where the plan was saved.
func (p *Plan) Mend(mends ...store.Mend) error { return p.remedy(mends, p.put) }

// Unmend lets the file say again what it says, in these cells.
func (p *Plan) Unmend(mends ...store.Mend) error { return p.remedy(mends, p.restore) }

func (p *Plan) remedy(mends []store.Mend, do func(store.Mend)) error {
	if p.saved != 0 {
		return undecidable("this was saved already, as "+p.saveName(p.saved), "preview the "+p.source()+" again to see what is left of it")
	}
	for _, m := range mends {
		if err := p.mendable(m); err != nil {
			return err
		}
	}
	if p.mendSome(mends, do) {
		return nil
	}
	for _, m := range mends {
		do(m)
	}
	p.rejudge()
	return nil
}

// force mends before anything was judged, and answers what cannot be mended.
func (p *Plan) force(mends []store.Mend) (unfit []store.Mend) {
	for _, m := range mends {
		if p.mendable(m) != nil {
			unfit = append(unfit, m)
			continue
		}
		p.put(m)
	}
	return unfit
}

// mendable refuses a mend of what the file has not.
func (p *Plan) mendable(m store.Mend) error {
	if _, ok := p.rowAt(m.Line); !ok && m.Line != 0 {
		return undecidable(fmt.Sprintf("the %s has no row on line %d", p.source(), m.Line), "name a line of the "+p.source())
	}
	if m.Line >= OnlyHereLine {
		return undecidable("this is no row of the "+p.source()+" but a record that it does not name: its cells are not mended", "change the record itself, or decide about the row")
	}
	if f := store.Storable(m.Value); f != nil {
		return undecidable("that cannot stand in a cell: "+f.Message, f.Remedy)
	}
	columns := []string{m.Column}
	if m.Line == 0 {
		columns = append(columns, m.Value)
	} else if m.Column == "" {
		return nil
	}
	for _, header := range columns {
		if p.headed(header) == wholeRow {
			return undecidable("the "+p.source()+" has no column "+quoted(header)+" that is read", "name one of its columns as its header has it")
		}
	}
	return nil
}

// headed is the column with this header, as the file has it.
func (p *Plan) headed(header string) int { return p.columns.headed(header) }

// put mends. A value as the file has it is no mend.
func (p *Plan) put(m store.Mend) {
	p.byKey = nil
	if m.Line == 0 {
		p.trade(m)
		return
	}
	i, _ := p.rowAt(m.Line)
	row, rec := &p.Rows[i], &p.Table.Records[i]
	p.restore(m)
	if m.Column == "" {
		row.hand(func(h *Hand) { h.Mends = append(slices.Clip(h.Mends), Mended{}) })
		return
	}
	c := p.headed(m.Column)
	at := p.columns[c].at
	done := Mended{Column: m.Column, Old: p.columns.cell(rec, c), New: m.Value, raw: rec.Cells[at], kind: p.columns.kind(rec, c)}
	if done.New != done.Old {
		row.hand(func(h *Hand) { h.Mends = append(slices.Clip(h.Mends), done) })
		write(rec, at, m.Value, sheet.Text)
	}
}

// write changes a cell. The cells of a table may be one piece of memory: the row gets its own.
func write(rec *sheet.Record, at int, value string, kind sheet.CellKind) {
	rec.Cells = slices.Clone(rec.Cells)
	rec.Cells[at] = value
	if at < len(rec.Kinds()) {
		kinds := slices.Clone(rec.Kinds())
		kinds[at] = kind
		rec.PutKinds(kinds)
	}
}

// restore gives a cell back what the file says.
func (p *Plan) restore(m store.Mend) {
	p.byKey = nil
	if m.Line == 0 {
		if slices.ContainsFunc(p.trades, func(t store.Mend) bool { return t.Column == m.Column }) {
			p.trade(m)
		}
		return
	}
	i, _ := p.rowAt(m.Line)
	row := &p.Rows[i]
	p.moved = slices.DeleteFunc(p.moved, func(r movedRow) bool { return r.row == i })
	at := slices.IndexFunc(row.Mends, func(d Mended) bool { return d.Column == m.Column })
	if at < 0 {
		return
	}
	if d := row.Mends[at]; d.Column != "" {
		write(&p.Table.Records[i], p.columns[p.headed(d.Column)].at, d.raw, d.kind)
	}
	row.hand(func(h *Hand) { h.Mends = slices.Delete(slices.Clone(h.Mends), at, at+1) })
}

// original is a row of the file as it came.
func (p *Plan) original(i int) *sheet.Record {
	rec := &p.Table.Records[i]
	if len(p.Rows[i].Mends) == 0 {
		return rec
	}
	came := *rec
	came.Cells = slices.Clone(rec.Cells)
	for _, d := range p.Rows[i].Mends {
		if d.Column != "" {
			came.Cells[p.columns[p.headed(d.Column)].at] = d.raw
		}
	}
	return &came
}

// trade makes two columns trade places, or lets them go back: those that traded since go back first, and trade again.
func (p *Plan) trade(m store.Mend) {
	at := slices.IndexFunc(p.trades, func(t store.Mend) bool { return t.Column == m.Column })
	if at < 0 {
		p.trades = append(slices.Clone(p.trades), m)
		p.swap(m)
		return
	}
	for _, t := range slices.Backward(p.trades[at:]) {
		p.swap(t)
	}
	p.trades = slices.Delete(slices.Clone(p.trades), at, at+1)
	for _, t := range p.trades[at:] {
		p.swap(t)
	}
}

func (p *Plan) swap(m store.Mend) {
	p.Mapping.Swap(p.columns[p.headed(m.Column)].field, p.columns[p.headed(m.Value)].field)
	p.columns = columnsOf(p.Template, p.Mapping)
}

// movedRow is a row that a save held back, and what moved.
type movedRow struct {
	row int
	by  *store.Moved
}

// Mends are all that is mended, as it is kept with a review.
func (p *Plan) Mends() []store.Mend {
	list := slices.Clone(p.trades)
	for i := range p.Rows {
		list = append(list, p.Rows[i].mends()...)
	}
	return list
}

func (r *Row) mends() []store.Mend {
	list := make([]store.Mend, len(r.Mends))
	for i, m := range r.Mends {
		list[i] = store.Mend{Line: r.Line, Column: m.Column, Value: m.New}
	}
	return list
}

// MendsOf are the mends that a row owes its looks to: its own, and columns of the file that trade places.
func (p *Plan) MendsOf(line int) []store.Mend {
	if row := p.Row(line); row != nil && len(row.Mends) > 0 {
		return row.mends()
	}
	return slices.Clone(p.trades)
}

// Proposed are the mends that the notes of a row propose; of a row in error without any, those for the whole file.
func (p *Plan) Proposed(line int) []store.Mend {
	row := p.Row(line)
	if row == nil {
		return nil
	}
	list := p.proposals(row, "")
	if len(list) == 0 && row.Status == StatusError {
		return p.proposedFor("")
	}
	return list
}

// ProposedBy are all mends that are proposed for one sort of damage; for every sort where it is empty.
func (p *Plan) ProposedBy(damage edit.Damage) []store.Mend {
	list := p.proposedFor(damage)
	for i := range p.Rows {
		list = append(list, p.proposals(&p.Rows[i], damage)...)
	}
	return list
}

// proposedFor are the mends proposed for the whole file.
func (p *Plan) proposedFor(damage edit.Damage) (list []store.Mend) {
	for i := range p.Notes {
		if m := p.Notes[i].Mend; m != nil && (damage == "" || m.Damage == damage) {
			list = append(list, store.Mend{Column: m.Column, Value: m.Swap})
		}
	}
	return list
}

func (p *Plan) proposals(row *Row, damage edit.Damage) (list []store.Mend) {
	for i := range row.Notes {
		m := row.Notes[i].Mend
		switch {
		case m == nil || damage != "" && m.Damage != damage:
		case m.Swap != "":
			i, _ := p.rowAt(row.Line)
			rec := &p.Table.Records[i]
			list = append(list,
				store.Mend{Line: row.Line, Column: m.Column, Value: p.columns.cell(rec, p.headed(m.Swap))},
				store.Mend{Line: row.Line, Column: m.Swap, Value: p.columns.cell(rec, p.headed(m.Column))})
		default:
			list = append(list, store.Mend{Line: row.Line, Column: m.Column, Value: m.Value})
		}
	}
	return list
}
