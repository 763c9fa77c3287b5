package importer

import (
	"homeroom/store"
)

// kin are the rows of the same record, and those that touch a person whom the row touches, or would if it could be
// planned.
func (f *edits) kin(i int32) []int32 {
	rows := append([]int32(nil), f.keys.all(f.keys.key(int(i)))...)
	for _, s := range f.shared {
		rows = append(rows, s.rows.all(s.rows.key(int(i)))...)
	}
	if f.kind() != store.KindDevice {
		return rows
	}
	var people []string
	if d := f.records.Device(f.Rows[i].Serial); d != nil {
		people = append(people, d.Username)
	}
	if c := f.columns.of(store.FieldUsername); c != wholeRow {
		people = append(people, f.value(i, c).Text)
	}
	for _, id := range people {
		rows = append(rows, f.groups[store.UserKey(id)]...)
	}
	return rows
}

func (f *edits) leave(i int32) {
	f.keys.leaves(i)
	for _, s := range f.shared {
		s.rows.leaves(i)
	}
}

func (f *edits) unlink(i int32) {
	for _, key := range f.ties[i] {
		if key != "" {
			f.groups[key] = unlinked(f.groups[key], i)
		}
	}
	delete(f.bundles, i)
	f.open[i], f.ties[i] = false, [2]string{}
}

// judgeSome judges these rows as judge does all.
func (f *edits) judgeSome(rows []int32) bool {
	if len(f.keys.was) > fewMends {
		return false
	}
	for _, i := range rows {
		f.examine(int(i), int(i)+1)
	}
	f.doctor()
	f.refuseTwice(twins(f.keys, rows))
	for _, s := range f.shared {
		f.refuseShared(s, twins(s.rows, rows))
	}
	f.link(rows)
	for _, i := range rows {
		switch bundle := f.bundles[i]; {
		case bundle == nil && f.open[i]:
			f.alone(int(i), int(i)+1)
		case bundle != nil && bundle[0] == i:
			f.effects(bundle)
		}
	}
	for _, i := range rows {
		f.settled(i)
	}
	f.clashes = f.elsewhere()
	return true
}

// link puts these rows together that touch the same person.
func (f *edits) link(rows []int32) {
	for _, i := range rows {
		if f.open[i] {
			f.activate(i)
		}
		for _, key := range f.ties[i] {
			if key != "" {
				f.groups[key] = linked(f.groups[key], i)
			}
		}
	}
	seen := make([]bool, len(f.Rows))
	for _, i := range rows {
		if !seen[i] && f.open[i] {
			f.bundled(i, seen)
		}
	}
}
