package history

import (
	"fmt"
	"strconv"

	"homeroom/store"
)

// undoRows are the rows of an undo: what is refused and why, then what is put back.
type undoRows store.Undo

// Len is the number of rows.
func (r undoRows) Len() int { return len(r.Refused) + len(r.Changes) }

// Key is the number of the entry that would be taken back.
func (r undoRows) Key(i int) string {
	if i < len(r.Refused) {
		return strconv.FormatInt(r.Refused[i].Entry.ID, 10)
	}
	return strconv.FormatInt(r.Changes[i-len(r.Refused)].Undoes, 10)
}

// Cell is one value: record, and now → put back or why it is refused.
func (r undoRows) Cell(i, col int) string {
	if i < len(r.Refused) {
		refusal := &r.Refused[i]
		if col == 0 {
			return fmt.Sprintf("! %s %s", refusal.Entry.Record, refusal.Entry.Key)
		}
		return "stays: " + refusal.Reason
	}
	c := &r.Changes[i-len(r.Refused)]
	if col == 0 {
		return fmt.Sprintf("%s %s", c.Record, c.Key)
	}
	return brief(c.Create(), c.Delete, c.Fields)
}

// head says what the undo would do altogether.
func (u *undo) head() string {
	switch {
	case u.saving:
		return "Putting the records back …"
	case !u.known:
		return "Working out what would be put back …"
	}
	s := count(len(u.plan.Changes), "change would be taken back", "changes would be taken back")
	if n := len(u.plan.Refused); n > 0 {
		s += ", " + count(n, "would stay as it is (!)", "would stay as they are (!)")
	}
	return s + ". Nothing has happened yet."
}
