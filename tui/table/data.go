package table

// SetSource shows other rows in their own order. The cursor stays on its key and on its line of the screen; if the
// key is gone it goes to the nearest row that is still there. Marks of keys that are gone are dropped.
func (t *Table) SetSource(s Source) { t.Show(s, nil, t.keep) }

// SetRows is SetSource with rows that are there already.
func (t *Table) SetRows(keys []string, cells [][]string) { t.SetSource(Rows{Keys: keys, Cells: cells}) }

// Show is SetSource, Order and Filter at once.
func (t *Table) Show(s Source, order []int32, keep func(i int) bool) {
	before := t.neighbours()
	before.row = nil
	t.settle(before)
	old := t.source
	t.rows = rows{source: s, order: order, keep: keep}
	t.carry(old)
	t.turned(before)
}

// Filter shows only the rows that keep accepts; nil shows all. The cursor stays on its key, or goes to the
// nearest row still shown. keep may be called again when the source changes.
func (t *Table) Filter(keep func(i int) bool) {
	before := t.neighbours()
	t.settle(before)
	t.keep = keep
	t.turned(before)
}

// Order shows the source's rows in another order: order[0] is the row that comes first. nil is the source's own. The
// cursor stays on its key.
func (t *Table) Order(order []int32) {
	before := t.neighbours()
	t.order = order
	t.turned(before)
}

// turned works out what is shown now and puts the cursor back.
func (t *Table) turned(b before) {
	t.show()
	t.countHidden()
	t.land(b)
}

// Settle takes the row under the cursor as the one that was chosen, as if the cursor had been moved there by hand.
func (t *Table) Settle() { t.moved = true }

// Filtered reports whether a filter is on.
func (t *Table) Filtered() bool { return t.keep != nil }

// GotoKey puts the cursor on a key and reports whether the key is shown.
func (t *Table) GotoKey(key string) bool {
	p := t.place(key)
	if p < 0 {
		return false
	}
	t.move(p)
	t.Settle()
	return true
}

// Here is where the cursor is: on which record, and on which line of the screen.
type Here struct {
	key  string
	line int
}

// Here tells where the cursor is, to Return there.
func (t *Table) Here() Here { return Here{t.Key(), t.cursor - t.top} }

// Return puts the cursor back on its record and its line of the screen. It stays where it is when that record is not
// shown.
func (t *Table) Return(h Here) {
	if p := t.place(h.key); p >= 0 {
		t.cursor, t.top = p, p-h.line
		t.reveal()
		t.Settle()
	}
}

// show works out which rows pass the filter. They are asked in the source's order, which is the order in memory.
func (r *rows) show() {
	r.shown = nil
	if r.keep == nil {
		return
	}
	n := r.source.Len()
	if r.order == nil {
		for i := range n {
			if r.keep(i) {
				r.shown = append(r.shown, int32(i))
			}
		}
		return
	}
	passes, count := make([]bool, n), 0
	for i := range n {
		if passes[i] = r.keep(i); passes[i] {
			count++
		}
	}
	r.shown = make([]int32, 0, count)
	for _, i := range r.order {
		if passes[i] {
			r.shown = append(r.shown, i)
		}
	}
}

// place is where the row of a key is shown, -1 when it is not.
func (r *rows) place(key string) int {
	for p := range r.Len() {
		if r.source.Key(r.row(p)) == key {
			return p
		}
	}
	return -1
}
