package table

// SetSource shows other rows. The cursor stays on its key and on its line of the screen; if the key is gone it
// goes to the nearest row that is still there. Marks of keys that are gone are dropped.
func (t *Table) SetSource(s Source) {
	before := t.neighbours()
	t.settle(before)
	t.source = s
	t.dropMarks()
	t.show()
	t.land(before)
}

// SetRows is SetSource with rows that are there already.
func (t *Table) SetRows(keys []string, cells [][]string) { t.SetSource(Rows{Keys: keys, Cells: cells}) }

// Filter shows only the rows that keep accepts; nil shows all. The cursor stays on its key, or goes to the
// nearest row still shown. keep may be called again when the source changes.
func (t *Table) Filter(keep func(i int) bool) {
	before := t.neighbours()
	t.settle(before)
	t.keep = keep
	t.show()
	t.land(before)
}

// Settle takes the row under the cursor as the one that was chosen, as if the cursor had been moved there by hand.
func (t *Table) Settle() { t.moved = true }

// settle keeps in mind where the cursor was put by hand, until rows come back after there were none.
func (t *Table) settle(b before) {
	if t.moved && b.len > 0 {
		t.chosen, t.moved = b, false
	}
}

// Filtered reports whether a filter is on.
func (t *Table) Filtered() bool { return t.keep != nil }

// GotoKey puts the cursor on a key and reports whether the key is shown.
func (t *Table) GotoKey(key string) bool {
	for p := range t.Len() {
		if t.source.Key(t.row(p)) == key {
			t.move(p)
			t.Settle()
			return true
		}
	}
	return false
}

// Marked lists the marked keys in the source's order, hidden ones too.
func (t *Table) Marked() []string {
	if len(t.marks) == 0 {
		return nil
	}
	keys := make([]string, 0, len(t.marks))
	for i := range t.source.Len() {
		if key := t.source.Key(i); t.marks[key] {
			keys = append(keys, key)
		}
	}
	return keys
}

// Mark marks a key or takes its mark away.
func (t *Table) Mark(key string, on bool) {
	if on {
		t.marks[key] = true
		return
	}
	delete(t.marks, key)
}

// Unmark takes all marks away.
func (t *Table) Unmark() { t.marks = map[string]bool{} }

func (t *Table) dropMarks() {
	if len(t.marks) == 0 {
		return
	}
	kept := make(map[string]bool, len(t.marks))
	for i := range t.source.Len() {
		if key := t.source.Key(i); t.marks[key] {
			kept[key] = true
		}
	}
	t.marks = kept
}

// show works out which rows pass the filter.
func (t *Table) show() {
	t.shown = nil
	if t.keep == nil {
		return
	}
	for i := range t.source.Len() {
		if t.keep(i) {
			t.shown = append(t.shown, i)
		}
	}
}

// before is where the cursor was, and how to find the rows around it.
type before struct {
	at, line int // place, and line on the screen
	keys     func(place int) string
	len      int
}

func (t *Table) neighbours() before {
	source, keep, shown := t.source, t.keep, t.shown
	old := Table{source: source, keep: keep, shown: shown}
	return before{
		at: t.cursor, line: t.cursor - t.top, len: old.Len(),
		keys: func(place int) string { return source.Key(old.row(place)) },
	}
}

// land puts the cursor where it was by key: on the same key, else on the nearest old neighbour that is shown
// now (the one below first), else at the same place. Where there were no rows it goes back to the row that was chosen
// last: a filter that is typed wrong must not lose it.
func (t *Table) land(b before) {
	if b.len == 0 {
		b = t.chosen
	}
	t.cursor = max(0, min(b.at, t.Len()-1))
	if b.len > 0 && t.Len() > 0 && t.source.Key(t.row(t.cursor)) != b.keys(b.at) {
		t.cursor = t.nearest(b)
	}
	t.top = max(0, t.cursor-b.line)
	t.reveal()
}

func (t *Table) nearest(b before) int {
	places := make(map[string]int, t.Len())
	for p := range t.Len() {
		places[t.source.Key(t.row(p))] = p
	}
	for step := 0; step < b.len; step++ {
		for _, place := range [2]int{b.at + step, b.at - step} {
			if place < 0 || place >= b.len {
				continue
			}
			if p, ok := places[b.keys(place)]; ok {
				return p
			}
		}
	}
	return t.cursor
}
