package table

// Marked lists the marked keys in the order in which they are shown, those that the filter hides too.
func (t *Table) Marked() []string {
	if len(t.marks) == 0 {
		return nil
	}
	all := rows{source: t.source, order: t.order}
	keys := make([]string, 0, len(t.marks))
	for p := range all.Len() {
		if key := t.source.Key(all.row(p)); t.marks[key] {
			keys = append(keys, key)
		}
	}
	return keys
}

// Marks is the number of marked rows.
func (t *Table) Marks() int { return len(t.marks) }

// Mark marks a key or takes its mark away.
func (t *Table) Mark(key string, on bool) {
	t.set(key, on)
	t.countHidden()
}

// MarkShown marks every row that is shown, or takes their marks away where all of them have one.
func (t *Table) MarkShown() {
	on := false
	for p := range t.Len() {
		on = on || !t.marks[t.source.Key(t.row(p))]
	}
	for p := range t.Len() {
		t.set(t.source.Key(t.row(p)), on)
	}
}

// Unmark takes all marks away.
func (t *Table) Unmark() { t.marks, t.hidden = map[string]bool{}, 0 }

func (t *Table) set(key string, on bool) {
	if on {
		t.marks[key] = true
		return
	}
	delete(t.marks, key)
}

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

// countHidden counts the marks of rows that the filter hides.
func (t *Table) countHidden() {
	t.hidden = 0
	if len(t.marks) == 0 || t.keep == nil {
		return
	}
	t.hidden = len(t.marks)
	for p := range t.Len() {
		if t.marks[t.source.Key(t.row(p))] {
			t.hidden--
		}
	}
}
