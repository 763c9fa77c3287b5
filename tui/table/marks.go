package table

// marks are the rows of a source that are marked. By their numbers, as a list may have 100,000 of them and a key of the
// filter must not look each of them up by its text.
type marks struct {
	on    []bool // as long as the source, or nil while there are none
	count int
}

func (m *marks) has(row int) bool { return m.on != nil && m.on[row] }

// set marks a row of a source of so many rows, or takes its mark away.
func (m *marks) set(row, rows int, on bool) {
	if m.on == nil {
		m.on = make([]bool, rows)
	}
	if m.on[row] == on {
		return
	}
	m.on[row] = on
	if on {
		m.count++
	} else {
		m.count--
	}
}

// Marked lists the marked keys in the order in which the rows stand now, with those that the filter hides at their place
// in it.
func (t *Table) Marked() []string {
	if t.marks.count == 0 {
		return nil
	}
	all := rows{source: t.source, order: t.order}
	keys := make([]string, 0, t.marks.count)
	for p := range all.Len() {
		if i := all.row(p); t.marks.has(i) {
			keys = append(keys, t.source.Key(i))
		}
	}
	return keys
}

// Marks is the number of marked rows.
func (t *Table) Marks() int { return t.marks.count }

// HasMark reports whether a row of the source is marked.
func (t *Table) HasMark(row int) bool { return t.marks.has(row) }

// Mark marks the row of a key or takes its mark away, also where the filter hides it.
func (t *Table) Mark(key string, on bool) {
	all := rows{source: t.source}
	if i := all.place(key); i >= 0 {
		t.set(i, on)
		t.countHidden()
	}
}

// MarkShown marks every row that is shown, or takes their marks away where all of them have one.
func (t *Table) MarkShown() {
	on := false
	for p := range t.Len() {
		on = on || !t.marks.has(t.row(p))
	}
	for p := range t.Len() {
		t.set(t.row(p), on)
	}
}

// Unmark takes all marks away.
func (t *Table) Unmark() { t.marks, t.hidden = marks{}, 0 }

func (t *Table) set(row int, on bool) { t.marks.set(row, t.source.Len(), on) }

// carry takes the marks over to the rows of the same keys in another source.
func (t *Table) carry(from Source) {
	old := t.marks
	t.marks = marks{}
	if old.count == 0 {
		return
	}
	keys := make(map[string]bool, old.count)
	for i, on := range old.on {
		if on {
			keys[from.Key(i)] = true
		}
	}
	for i := range t.source.Len() {
		if keys[t.source.Key(i)] {
			t.set(i, true)
		}
	}
}

// countHidden counts the marks of rows that the filter hides.
func (t *Table) countHidden() {
	t.hidden = 0
	if t.marks.count == 0 || t.keep == nil {
		return
	}
	t.hidden = t.marks.count
	for _, i := range t.shown {
		if t.marks.on[i] {
			t.hidden--
		}
	}
}
