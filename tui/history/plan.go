package history

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/trail"
)

// undoRows are the rows of an undo: what is refused and why, then what is put back.
type undoRows store.Undo

// Len is the number of rows.
func (r undoRows) Len() int { return len(r.Refused) + len(r.Changes) }

// Key is the number of the entry that would be taken back, or the record of what only follows from that.
func (r undoRows) Key(i int) string {
	if i < len(r.Refused) {
		return strconv.FormatInt(r.Refused[i].Entry.ID, 10)
	}
	c := &r.Changes[i-len(r.Refused)]
	if c.Undoes == 0 {
		return string(c.Record) + " " + c.Key
	}
	return strconv.FormatInt(c.Undoes, 10)
}

// Cell is one value: the sign of a refusal, the record, and now → put back or why it is refused.
func (r undoRows) Cell(i, col int) string {
	sign, record, what := "", "", ""
	if i < len(r.Refused) {
		e := &r.Refused[i].Entry
		sign, record = "!", report.Called(e.Record, e.Key, e.Fields)
		what = "stays: " + strings.TrimPrefix(r.Refused[i].Reason, record+" was ")
	} else {
		c := &r.Changes[i-len(r.Refused)]
		record, what = report.Called(c.Record, c.Key, c.Fields), brief(c.Record, c.Create(), c.Delete, c.Fields)
	}
	return [...]string{sign, record, what}[col]
}

// head says what the undo would do, or did, altogether, a sentence a line. On a short screen the question alone says
// that nothing has happened yet.
func (u *undo) head(height int) []string {
	did := trail.AsBefore("To put back as before %[2]s: %[1]s.", u.part, u.plan.Changes)
	switch {
	case u.failed != "":
		return nil
	case !u.known:
		return []string{"Working out what would be put back …"}
	case u.before != "":
		return []string{fmt.Sprintf("%s is taken back already, by %s as save %d; u takes that undo back.", sentence(u.part), text.Visible(u.before), u.saved)}
	case len(u.plan.Changes) == 0:
		did = "Nothing can be put back as before " + u.part + "."
	case u.saved != 0:
		did = trail.AsBefore("Put back as before %[2]s: %[1]s.", u.part, u.plan.Changes)
		return append([]string{did}, append(u.stays(), fmt.Sprintf("This is save %d; u takes the undo back.", u.saved))...)
	}
	if u.took != "" {
		did = "It took " + u.took + " back; this brings it back. " + did
	}
	lines := append([]string{did}, u.stays()...)
	if height < tall || len(u.plan.Changes) == 0 {
		return lines
	}
	return append(lines, "Nothing has happened yet.")
}

// question says what will happen.
func (u *undo) question() string {
	lines := append([]string{trail.AsBefore("This puts %[1]s back as before %[2]s.", u.part, u.plan.Changes)}, u.stays()...)
	return strings.Join(append(lines, "It becomes a save of its own, which can be taken back in its turn."), "\n")
}

// stays counts what is refused.
func (u *undo) stays() []string {
	if len(u.plan.Refused) == 0 {
		return nil
	}
	return []string{"Left as now (!): " + trail.Refused(u.plan.Refused) + "."}
}

// sentence begins a sentence with the name of a save.
func sentence(name string) string { return string(name[0]-'a'+'A') + name[1:] }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
