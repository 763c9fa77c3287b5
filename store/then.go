package store

import "context"

// Then tells of every record of a kind that was written after a history entry what its changed fields said at that
// entry, by key. A record that was not there has nil. Somebody who got another User ID is under the new one, with the old.
func (s *Store) Then(ctx context.Context, entry int64, kind Kind) (map[string]map[Field]string, error) {
	list, err := entries(ctx, s.read, "WHERE h.id > ? AND h.record = ?", entry, string(kind))
	if err != nil {
		return nil, s.failedRead("the history", err)
	}
	then, left, moved := map[string]map[Field]string{}, map[rowOf]*Entry{}, map[int64]bool{}
	for i := range list {
		if e := &list[i]; e.Deleted && kind == KindUser {
			left[rowOf{act: e.Act, line: e.Line}] = e
		}
	}
	for i := range list {
		e := &list[i]
		from := left[rowOf{act: e.Act, line: e.Line}]
		if e.Created && from != nil && from.Key != e.Key {
			moved[from.ID] = true
			old, seen := then[from.Key]
			if delete(then, from.Key); !seen {
				old = map[Field]string{}
			}
			then[e.Key] = old
			tellOld(old, from)
			tellOld(old, e)
			continue
		}
		old, seen := then[e.Key]
		switch {
		case moved[e.ID]:
			continue
		case !seen && e.Created:
			then[e.Key] = nil
			continue
		case !seen:
			old = map[Field]string{}
			then[e.Key] = old
		}
		tellOld(old, e)
	}
	return then, nil
}

// tellOld notes what an entry's fields said before, where nothing older told it. Of a record that was not there then
// nothing is noted, whatever came of it.
func tellOld(old map[Field]string, e *Entry) {
	if old == nil {
		return
	}
	for _, f := range e.Fields {
		if _, told := old[f.Field]; !told {
			old[f.Field] = f.Old
		}
	}
}
