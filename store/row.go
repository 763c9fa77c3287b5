package store

import "fmt"

// rowOf is what goes back together: a line of an act, or all of an act that has no lines, such as a swap. Only the
// records that were set up at once have nothing to do with each other: there it is an entry. Of the steps of a checklist it
// is the newest entry of what unite finds to belong together.
type rowOf struct {
	act   int64
	line  int
	entry int64
}

func rowOfEntry(e *Entry) rowOf {
	if e.Line == 0 && e.Kind == ActSetup {
		return rowOf{e.Act, 0, e.ID}
	}
	return rowOf{e.Act, e.Line, 0}
}

// unite finds the row of every entry. The steps of a checklist on one device go back together or stay together, and so does
// what one step did; an invitation follows whoever it is about.
func (b *back) unite() {
	b.rows = make(map[int64]rowOf, len(b.wanted))
	first := map[string]int64{}
	for i := range b.wanted {
		e := &b.wanted[i]
		if !b.steps {
			b.rows[e.ID] = rowOfEntry(e)
			continue
		}
		b.rows[e.ID] = rowOf{entry: e.ID}
		if b.follows(e) {
			continue
		}
		with := []string{fmt.Sprint("act ", e.Act)}
		if e.Record == KindDevice {
			with = append(with, "device "+e.Key)
		}
		for _, name := range with {
			if other, ok := first[name]; ok {
				b.join(b.rows[other], b.rows[e.ID])
			}
			first[name] = e.ID
		}
	}
}

func (b *back) join(from, to rowOf) {
	for id, row := range b.rows {
		if row == from {
			b.rows[id] = to
		}
	}
}

// follows reports whether an entry of a step did nothing but let the invitation follow what a person has: on the way back
// it follows, too, and keeps nothing.
func (b *back) follows(e *Entry) bool {
	return b.steps && e.Record == KindUser && !e.Created && !e.Deleted && len(e.Fields) == 1 && e.Fields[0].Field == FieldInvitation
}

// teller reports whether an entry is the one with which its step is told to stay: that of the record which keeps the
// row, or the newest of the step.
func (b *back) teller(stay *Refusal, e *Entry) bool {
	var teller *Entry
	for i := range b.wanted {
		o := &b.wanted[i]
		if o.Act != e.Act || b.rows[o.ID] != b.rows[e.ID] {
			continue
		}
		if teller == nil || teller.Record != stay.Entry.Record || teller.Key != stay.Entry.Key {
			teller = o
		}
	}
	return teller.ID == e.ID
}
