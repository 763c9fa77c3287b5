package importer

import (
	"fmt"
	"maps"
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
func (p *Plan) headed(header string) int {
	return slices.IndexFunc(p.columns, func(c column) bool { return c.at >= 0 && c.header == header })
}

// put mends. A value as the file has it is no mend.
func (p *Plan) put(m store.Mend) {
	if m.Line == 0 {
		p.trade(m)
		return
	}
	i, _ := p.rowAt(m.Line)
	row, rec := &p.Rows[i], &p.Table.Records[i]
	p.restore(m)
	if m.Column == "" {
		row.Mends = append(row.Mends, Mended{})
		return
	}
	c := p.headed(m.Column)
	at := p.columns[c].at
	done := Mended{Column: m.Column, Old: p.columns.cell(rec, c), New: m.Value, raw: rec.Cells[at], kind: p.columns.kind(rec, c)}
	if done.New != done.Old {
		row.Mends = append(row.Mends, done)
		write(rec, at, m.Value, sheet.Text)
	}
}

// write changes a cell. The cells of a table may be one piece of memory: the row gets its own.
func write(rec *sheet.Record, at int, value string, kind sheet.CellKind) {
	rec.Cells = slices.Clone(rec.Cells)
	rec.Cells[at] = value
	if at < len(rec.Kinds) {
		rec.Kinds = slices.Clone(rec.Kinds)
		rec.Kinds[at] = kind
	}
}

// restore gives a cell back what the file says.
func (p *Plan) restore(m store.Mend) {
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
	row.Mends = slices.Delete(slices.Clone(row.Mends), at, at+1)
}

// trade makes two columns trade places, or lets them go back.
func (p *Plan) trade(m store.Mend) {
	if at := slices.IndexFunc(p.trades, func(t store.Mend) bool { return t.Column == m.Column }); at >= 0 {
		m = p.trades[at]
		p.trades = slices.Delete(slices.Clone(p.trades), at, at+1)
	} else {
		p.trades = append(slices.Clone(p.trades), m)
	}
	p.Mapping.Swap(p.columns[p.headed(m.Column)].field, p.columns[p.headed(m.Value)].field)
	p.columns = columnsOf(p.Template, p.Mapping)
}

// rejudge runs every rule again. What was decided stays decided, and what a save held back because its record moved
// stays held back.
func (p *Plan) rejudge() {
	for i := range p.Rows {
		p.Rows[i] = Row{Mends: p.Rows[i].Mends}
	}
	p.Notes, p.active, p.clashes, p.far = nil, nil, 0, nil
	spread(len(p.Rows), p.work.identify)
	p.work.judge()
	p.noteFile()
	for _, line := range slices.Sorted(maps.Keys(p.decided)) {
		_ = p.Decide(line, p.decided[line]) // one that does not fit the row any more may fit it again later
	}
	moved := p.moved
	p.moved = nil
	for _, m := range moved {
		if p.Rows[m.row].active() {
			p.hold(m.row, m.by)
			p.work.effects(p.work.together(int32(m.row)))
		}
	}
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
