package table

// before is what was shown around the cursor, to find its record again in what is shown now.
type before struct {
	at, line    int // the cursor's place, and its line on the screen
	first, last int // the places that are known: from first to before last
	key         func(place int) string
	row         func(place int) int // nil where the rows may be another source's
}

func (t *Table) neighbours() before {
	old := t.rows
	return before{
		at: t.cursor, line: t.cursor - t.top, last: old.Len(),
		key: func(place int) string { return old.source.Key(old.row(place)) },
		row: old.row,
	}
}

// reach is how many rows on either side of the chosen one are kept in mind: all of them would keep all of their
// records in memory.
const reach = 500

// settle keeps in mind where the cursor was put by hand, until rows come back after there were none.
func (t *Table) settle(b before) {
	if !t.moved || b.last == 0 {
		return
	}
	first, last := max(0, b.at-reach), min(b.last, b.at+reach+1)
	keys := make([]string, 0, last-first)
	for p := first; p < last; p++ {
		keys = append(keys, b.key(p))
	}
	t.chosen = before{at: b.at, line: b.line, first: first, last: last, key: func(p int) string { return keys[p-first] }}
	t.moved = false
}

// land puts the cursor where it was by key: on the same key, else on the nearest old neighbour that is shown
// now (the one below first), else at the same place. Where there were no rows it goes back to the row that was chosen
// last: a filter that is typed wrong must not lose it.
func (t *Table) land(b before) {
	if b.last == 0 {
		b = t.chosen
	}
	t.cursor = max(0, min(b.at, t.Len()-1))
	if b.last > 0 && t.Len() > 0 && t.source.Key(t.row(t.cursor)) != b.key(b.at) {
		t.cursor = t.near(b)
	}
	t.top = max(0, t.cursor-b.line)
	t.reveal()
}

// near is the place of the cursor's record, or of the nearest old neighbour.
func (t *Table) near(b before) int {
	if p := t.place(b.key(b.at)); p >= 0 {
		return p
	}
	find := t.finder(b)
	for step := 1; step < b.last-b.first; step++ {
		for _, place := range [2]int{b.at + step, b.at - step} {
			if place < b.first || place >= b.last {
				continue
			}
			if p := find(place); p >= 0 {
				return p
			}
		}
	}
	return t.cursor
}

// finder tells where an old place's row is shown now, -1 when it is not: by its number within one source, which is
// quicker, else by its key.
func (t *Table) finder(b before) func(place int) int {
	if b.row != nil {
		places := make([]int32, t.source.Len()) // one more than the place, 0 for none
		for p := range t.Len() {
			places[t.row(p)] = int32(p) + 1
		}
		return func(place int) int { return int(places[b.row(place)]) - 1 }
	}
	places := make(map[string]int32, t.Len())
	for p := range t.Len() {
		places[t.source.Key(t.row(p))] = int32(p) + 1
	}
	return func(place int) int { return int(places[b.key(place)]) - 1 }
}
