package store

// lives tells apart who has been on record under one key, one after the other. A life goes from the creation of the
// record until it is deleted for good: a deletion that was taken back ends nothing.
type lives struct {
	of    map[int64]int // by entry
	names []string      // by life: the full name that the record has, or had when it went
	life  int           // that of the record as it is
}

// none is no life.
const none = -1

// live notes an entry, with the state that it left behind.
func (l *lives) live(e *Entry, after map[Field]string) {
	back, known := l.of[e.Undoes]
	switch {
	case e.Created && known: // its deletion is taken back
		l.life = back
	case e.Created || len(l.names) == 0:
		l.life = len(l.names)
		l.names = append(l.names, "")
	}
	l.of[e.ID] = l.life
	if after != nil {
		l.names[l.life] = after[FieldFullName]
	}
}

// same reports whether the record as it is, or would be, is about the person of a life: it is that life, or its full name
// as it is now is the one that the other had when it went. Somebody without a name is another.
func (p *past) same(life int) bool {
	return life == p.life || life != none && SameName(p.names[life], p.current[FieldFullName])
}

// end is the entry that took away the record of a life; of no life it is the last that took one away.
func (p *past) end(life int) (end *Entry) {
	for i := range p.entries {
		if e := &p.entries[i]; e.Deleted && (life == none || p.of[e.ID] == life) {
			end = e
		}
	}
	return end
}

// about reports whether an entry, to be taken back, has to do with the record as it is: one that brought it in only with
// this very one, and one that wrote in a user record only with the same person.
func (p *past) about(e *Entry) bool {
	if e.Created {
		return p.of[e.ID] == p.life
	}
	return e.Record != KindUser || p.same(p.of[e.ID])
}
