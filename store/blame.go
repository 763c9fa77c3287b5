package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// takeBack steps back over an entry, or tells why it cannot: with who and when, and what is taken back first. What
// is back already is not taken back again, also where its record has come to read as the entry left it.
func (b *back) takeBack(p *past, e *Entry) string {
	what := fmt.Sprintf("%s %s was ", e.Record, e.Key)
	for i := range p.entries {
		if later := &p.entries[i]; later.ID == e.UndoneBy {
			return what + "already taken back by " + b.whoWhen(later)
		}
	}
	var steps map[int64]bool
	if b.steps {
		steps = b.asked
	}
	f, moved := p.takeBack(e, steps)
	if !moved {
		return ""
	}
	if b.steps {
		return b.fate(p, e, f)
	}
	return what + "changed since" + b.by("", p.mover(e, "", b.asked))
}

// fate is what became of a step's record since, and by whom.
func (b *back) fate(p *past, e *Entry, f Field) string {
	switch {
	case f != "":
		return f.Label() + " changed" + b.by("", p.mover(e, f, b.asked))
	case p.current != nil && !e.Created && !e.Deleted:
		return "user " + e.Key + " is another person now" + b.by(", put on record", p.maker())
	case p.current != nil:
		return "record made anew" + b.by("", p.maker())
	}
	end := p.end(p.of[e.ID])
	if name := renamedTo(end, b.renames); name != e.Key && e.Record == KindUser {
		return "User ID changed to " + name + b.by("", end)
	}
	return "record deleted" + b.by("", end)
}

// by tells who did something in the way, when, and what to take back first. Of what is asked for itself there is nothing
// to tell: it has a line of its own. What is asked for may have written over it since: then it cannot be taken back first.
func (b *back) by(did string, e *Entry) string {
	if e == nil || b.asked[e.ID] {
		return ""
	}
	did += " by " + b.whoWhen(e)
	p := b.pasts[ref{e.Record, e.Key}]
	number, step := b.open[e.Act]
	switch {
	case slices.ContainsFunc(p.entries, func(o Entry) bool { return b.asked[o.ID] && o.ID > e.ID }):
		return did
	case step:
		return did + ": abandon checklist " + number + " first"
	}
	return did + ": undo " + actName(e.Kind, e.Act) + " first"
}

// whoWhen names who wrote an entry, and when. Where steps are refused, a line each, the minute is enough, and the number
// that follows has to do for the title.
func (b *back) whoWhen(e *Entry) string {
	at := e.At.In(b.zone)
	if b.steps {
		return e.Operator + " at " + minute(at)
	}
	return e.Operator + " at " + moment(at) + " (" + e.Title + ")"
}

// minute writes a time as moment does, without the seconds.
func minute(at time.Time) string {
	if at.Location() == time.UTC {
		return at.Format("2006-01-02 15:04Z")
	}
	return at.Format("2006-01-02 15:04")
}

// refuse lists an entry that stays; that of a checklist with its step.
func (b *back) refuse(e *Entry, reason string) {
	if b.steps {
		reason = stepOf(e.Title) + ": " + reason
	}
	b.refused = append(b.refused, Refusal{*e, reason})
}

// stepOf is the step in the title of an act: "Removal of ada, step 3: clear the Position" is step 3.
func stepOf(title string) string {
	if _, step, ok := strings.Cut(title, ", step "); ok {
		number, _, _ := strings.Cut(step, ":")
		return "step " + number
	}
	return title
}

func actName(kind ActKind, id int64) string {
	if kind == ActImport {
		return fmt.Sprintf("import %d", id)
	}
	return fmt.Sprintf("save %d", id)
}

// openChecklists finds those of the acts that are steps of a checklist which can still be abandoned, with its number.
func openChecklists(ctx context.Context, q querier, acts []int64) (map[int64]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT h.act, c.number FROM history h JOIN checklists c ON c.number = h.record_key
		WHERE h.record = 'checklist' AND c.state = 'open' AND h.act IN `+inSet, set(acts))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	open := map[int64]string{}
	for rows.Next() {
		var act int64
		var number string
		if err := rows.Scan(&act, &number); err != nil {
			return nil, err
		}
		open[act] = number
	}
	return open, rows.Err()
}
