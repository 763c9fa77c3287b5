package importer

import (
	"encoding/binary"
	"maps"
	"slices"

	"homeroom/store"
)

// shownRow is what a row was when it was shown: what it would do, to which records in which version.
type shownRow struct {
	status  Status // empty where that is not known
	verdict store.Verdict
	waits   bool // an accept of it is not in force: it turned, and nobody decided on it since
	changes []store.Change
}

// shownForm is the first byte of a row that is kept: another form is not read.
const shownForm = 2

// TakeShown are the rows that are to be kept as shown, with what was decided or mended on them (store.Keep): those that
// may stand otherwise since the last call. The first call, and the one after everything was judged anew, answers all that
// are not the same; then all is true. A row that waits goes on as it was shown before.
func (p *Plan) TakeShown() (rows []store.ShownRow, all bool) {
	all = !p.taken
	held := p.heldBySave()
	if all {
		rows = make([]store.ShownRow, 0, len(p.Rows)-p.counts[StatusSame])
		for i := range p.Rows {
			if kept := p.keeps(int32(i), held); kept != nil {
				rows = append(rows, store.ShownRow{Line: p.Rows[i].Line, Row: kept})
			}
		}
	} else {
		for _, i := range slices.Sorted(maps.Keys(p.stirred)) {
			rows = append(rows, store.ShownRow{Line: p.Rows[i].Line, Row: p.keeps(i, held)})
		}
	}
	p.taken, p.stirred = true, map[int32]bool{}
	return rows, all
}

// stir takes note of rows that may stand otherwise from now on.
func (p *Plan) stir(rows []int32) {
	if p.taken {
		for _, i := range rows {
			p.stirred[i] = true
		}
	}
}

// heldBySave are the rows that a save held back because their records moved.
func (p *Plan) heldBySave() map[int]bool {
	held := make(map[int]bool, len(p.moved))
	for _, m := range p.moved {
		held[m.row] = true
	}
	return held
}

// keeps is a row as it is kept; nil where it is as the records say.
func (p *Plan) keeps(i int32, held map[int]bool) []byte {
	row := &p.Rows[i]
	kept := p.shownOf(row)
	switch t, turned := p.turned[row.Line]; {
	case turned && p.lasts(i):
		kept = t.was
		kept.waits = true
	case held[int(i)]:
		kept.waits = p.wished(row.Line)
	}
	if kept.status == StatusSame && kept.verdict == "" && !kept.waits && len(kept.changes) == 0 {
		return nil
	}
	return kept.append(nil)
}

// lasts reports whether a row that turned has still to be told when the review is found again: not once somebody left it
// out or put it off, and not where there is nothing left of it that a decision could bring back.
func (p *Plan) lasts(i int32) bool {
	row := &p.Rows[i]
	together := p.work.together(i)
	gone := row.Status == StatusSame || row.Status == StatusLeftOut
	return p.wished(row.Line) && (!gone || len(together) > 1 && slices.Contains(together, i))
}

// wished reports whether a line was not left out or put off by hand: where it can be accepted it is, or was meant to be.
func (p *Plan) wished(line int) bool {
	v := p.decided[line].verdict
	return v == "" || v == store.VerdictAccept
}

// shownOf is what a row is. One that was accepted by hand and is in error is no more than that: it goes by the versions of
// the records that it is about, so that its accept does not come back in force on others.
func (p *Plan) shownOf(row *Row) shownRow {
	s := shownRow{status: row.Status, verdict: row.Verdict, changes: row.Does()}
	if !row.decidable() && p.decided[row.Line].verdict == store.VerdictAccept {
		s.changes = slices.Concat(s.changes, p.about(row))
	}
	return s
}

// about are the records that a row names, or named before it was mended, in their versions.
func (p *Plan) about(row *Row) (list []store.Change) {
	names := []string{row.Serial, row.AssetTag, row.UserID}
	for _, m := range row.Mends {
		names = append(names, m.Old)
	}
	for _, name := range names {
		if u := p.records.User(name); u != nil {
			list = append(list, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version})
		}
		for _, d := range [...]*store.Device{p.records.Device(store.CleanSerial(name)), p.records.DeviceByTag(name)} {
			if d != nil {
				list = append(list, store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version})
			}
		}
	}
	return list
}

// like reports whether a row would do the same now, to the same versions of the same records, and is not accepted
// now where it was not.
func (s *shownRow) like(now *shownRow) bool {
	return s.status == now.status && (s.verdict == store.VerdictAccept || now.verdict != store.VerdictAccept) &&
		slices.EqualFunc(s.changes, now.changes, func(a, b store.Change) bool {
			return a.Record == b.Record && a.Key == b.Key && a.Delete == b.Delete && a.Version == b.Version && slices.Equal(a.Fields, b.Fields)
		})
}

func (s *shownRow) append(b []byte) []byte {
	b = appendWord(append(b, shownForm), string(s.status))
	b = appendWord(b, string(s.verdict))
	b = append(b, flag(s.waits))
	b = binary.AppendUvarint(b, uint64(len(s.changes)))
	for i := range s.changes {
		c := &s.changes[i]
		b = appendWord(b, string(c.Record))
		b = appendWord(b, c.Key)
		b = binary.AppendUvarint(b, uint64(c.Version))
		b = binary.AppendUvarint(append(b, flag(c.Delete)), uint64(len(c.Fields)))
		for _, f := range c.Fields {
			b = appendWord(appendWord(appendWord(b, string(f.Field)), f.Old), f.New)
		}
	}
	return b
}

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

func appendWord(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// shownRows are rows as they were kept, by line. A line that is not among them was as the records said.
type shownRows map[int]shownRow

func readShown(kept []store.ShownRow) shownRows {
	rows := make(shownRows, len(kept))
	for _, k := range kept {
		if k.Row != nil {
			rows[k.Line] = readRow(k.Row)
		}
	}
	return rows
}

func (s shownRows) of(line int) shownRow {
	if row, ok := s[line]; ok {
		return row
	}
	return shownRow{status: StatusSame}
}

// readRow reads what append wrote. Of bytes that are something else it is only known that the row was shown somehow.
func readRow(b []byte) shownRow {
	if len(b) == 0 || b[0] != shownForm {
		return shownRow{waits: true}
	}
	r := shownReader{rest: b[1:]}
	row := r.row()
	if r.broken || len(r.rest) > 0 {
		return shownRow{waits: true}
	}
	return row
}

// shownReader reads piece by piece; broken once the bytes are not what they should be.
type shownReader struct {
	rest   []byte
	broken bool
}

func (r *shownReader) row() shownRow {
	s := shownRow{status: Status(r.word()), verdict: store.Verdict(r.word()), waits: r.number() == 1}
	for range r.count() {
		c := store.Change{Record: store.Kind(r.word()), Key: r.word(), Version: int64(r.number()), Delete: r.number() == 1}
		for range r.count() {
			c.Fields = append(c.Fields, store.FieldChange{Field: store.Field(r.word()), Old: r.word(), New: r.word()})
		}
		s.changes = append(s.changes, c)
	}
	return s
}

func (r *shownReader) number() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.rest, r.broken = nil, true
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// count is a number of things that follow, each of which takes a byte at least.
func (r *shownReader) count() uint64 {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.rest, r.broken = nil, true
		return 0
	}
	return n
}

func (r *shownReader) word() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}
