package importer

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// turn is a row that came out otherwise than it was shown. Until somebody decides on it no accept of it is in force.
type turn struct {
	was  shownRow
	then string // how it stood, in words
	told string // how it stood and stands
}

// Restore brings back into the plan what was kept with its review: the decisions with their reasons, and what the rows
// were when they were shown last. Mends come in with the request (Request.Mends). A row that comes out otherwise now
// tells so (Row.Turned, and a note R-85 with then and now), and an accept of it, by hand or to begin with, is not in
// force any more: whenever the row can be accepted it waits until somebody decides on it. What was left out stays left
// out. Where it is not known what was shown, the rows turn whose records were written since the review was begun.
// Restore answers the lines whose accept is not in force any more, in order.
func (p *Plan) Restore(r store.Review, ds []store.Decision) (dropped []int) {
	for line := range p.turned {
		i, _ := p.rowAt(line)
		p.looked(int32(i))
	}
	p.decided, p.turned = make(map[int]decision, len(ds)), map[int]turn{}
	for _, d := range ds {
		p.decide(d.Line, decision{verdict: d.Verdict, reason: d.Reason, by: d.Operator})
	}
	was := readShown(r.Shown)
	p.settleHere(was)
	for line, w := range was {
		if _, there := p.rowAt(line); there && w.waits {
			p.turned[line] = turn{was: w}
		}
	}
	p.replay()
	for p.compareShown(&r, was) { // a row that waits changes others of its person
		p.replay()
	}
	p.word(slices.Sorted(maps.Keys(p.turned)))
	p.taken, p.stirred = r.Known, p.unlike(r.Shown)
	return p.dropped(was)
}

// compareShown marks the rows that stand otherwise than they were shown; false where none does that was not marked yet.
func (p *Plan) compareShown(r *store.Review, was shownRows) (more bool) {
	for i := range p.Rows {
		row := &p.Rows[i]
		if _, marked := p.turned[row.Line]; marked {
			continue
		}
		now, then := p.shownOf(row), was.of(row.Line)
		switch {
		case r.Known && then.like(&now):
		case !r.Known && !p.writtenSince(row, r.Latest):
		default:
			if !r.Known {
				then = shownRow{}
			}
			p.turned[row.Line] = turn{was: then}
			more = true
		}
	}
	return more
}

// writtenSince reports whether a record that a row is about, changes or leans on was written after a history entry.
func (p *Plan) writtenSince(row *Row, entry int64) bool {
	if d := p.records.Device(row.Serial); d != nil && (d.Version > entry || p.personSince(d.Username, entry)) {
		return true
	}
	return p.personSince(row.UserID, entry) || slices.ContainsFunc(row.Does(), func(c store.Change) bool {
		return c.Version > entry || slices.ContainsFunc(c.Bases, func(b store.Basis) bool { return p.personSince(b.UserID, entry) })
	})
}

// personSince reports whether a user record, or a device that the person has, was written after a history entry.
func (p *Plan) personSince(userID string, entry int64) bool {
	if u := p.records.User(userID); u != nil && u.Version > entry {
		return true
	}
	return userID != "" && slices.ContainsFunc(p.records.HeldBy(userID), func(d *store.Device) bool { return d.Version > entry })
}

// unlike are the rows that are to be kept otherwise than they are.
func (p *Plan) unlike(shown []store.ShownRow) map[int32]bool {
	rows, held := map[int32]bool{}, p.heldBySave()
	kept := make(map[int][]byte, len(shown))
	for _, s := range shown {
		kept[s.Line] = s.Row
	}
	for i := range p.Rows {
		if !bytes.Equal(kept[p.Rows[i].Line], p.keeps(int32(i), held)) {
			rows[int32(i)] = true
		}
	}
	return rows
}

// dropped are the lines that were accepted, and are not because they turned.
func (p *Plan) dropped(was shownRows) (lines []int) {
	for i := range p.Rows {
		row := &p.Rows[i]
		t, turned := p.turned[row.Line]
		if !turned || row.accepted() || !p.wished(row.Line) {
			continue
		}
		if t.was.verdict == store.VerdictAccept || p.decided[row.Line].verdict == store.VerdictAccept || row.Verdict == store.VerdictLater {
			lines = append(lines, row.Line)
		}
	}
	return lines
}

// Adopt puts in force what was decided in another window, where that window showed the row as it stands here; else the
// row waits here until somebody looks at it. It answers the lines that changed. shown is what the windows keep as shown.
func (p *Plan) Adopt(ds []store.Decision, shown []store.ShownRow) (lines []int) {
	was := readShown(shown)
	var rows []int32
	for _, d := range ds {
		if p.Decide(d.Line, d.Verdict) == nil && p.Explain(d.Line, d.Reason, d.Operator) == nil {
			lines = append(lines, d.Line)
		}
	}
	for _, line := range lines {
		i, _ := p.rowAt(line)
		now, then := p.shownOf(&p.Rows[i]), was.of(line)
		if p.Rows[i].accepted() && (then.waits || !then.like(&now)) {
			p.turned[line] = turn{was: then}
			rows = append(rows, int32(i))
		}
	}
	p.bring(rows)
	p.word(lines)
	return lines
}

// word puts into words how rows that turned stood, and marks them.
func (p *Plan) word(lines []int) {
	for _, line := range lines {
		t, turned := p.turned[line]
		if !turned {
			continue
		}
		now := p.shownOf(p.Row(line))
		t.then, t.told = t.was.words(&now), now.told(&t.was)
		if line >= OnlyHereLine && t.was.status == StatusSame && now.status != StatusSame {
			t.then, t.told = "not here alone", cameHere
		}
		p.turned[line] = t
	}
	p.retell(lines)
}

// retell marks those of the lines that turned, in rows that were judged anew.
func (p *Plan) retell(lines []int) {
	for _, line := range lines {
		t, turned := p.turned[line]
		row := p.Row(line)
		if !turned || row.Turned != "" {
			continue
		}
		row.hand(func(h *Hand) { h.Turned = t.then })
		note := Note{Rule: "R-85", Severity: store.SeverityWarning, Line: line, Message: t.told, Remedy: "look at the row and decide on it again", turned: true}
		row.Notes = slices.Insert(slices.Clone(row.Notes), int(row.own), note)
		row.own++
	}
}

// looked takes the mark from a row: somebody decides on it as it stands now.
func (p *Plan) looked(i int32) {
	row := &p.Rows[i]
	delete(p.turned, row.Line)
	if row.Turned == "" {
		return
	}
	row.hand(func(h *Hand) { h.Turned = "" })
	row.Notes = slices.DeleteFunc(slices.Clone(row.Notes), func(n Note) bool { return n.turned })
	row.own--
}

// told says how a row stood and how it stands.
func (s *shownRow) told(was *shownRow) string {
	then, now := was.words(s), s.words(was)
	said := fmt.Sprintf("the records moved since this row was shown: then %s; now %s", then, now)
	switch {
	case was.status == "":
		said = "a record of this row was written since the review was begun, and how the row was shown then is not known; it is " + now
	case then == now:
		said = "the record was written since this row was shown, in fields that the row does not name; it is still " + now
	}
	return text.Visible(said)
}

// wordsOf is how many fields a sentence about a row names before it counts the rest.
const wordsOf = 4

// writing is what a row writes into a field.
type writing struct {
	record store.Kind
	key    string
	store.FieldChange
}

func (s *shownRow) writings() (list []writing) {
	for i := range s.changes {
		c := &s.changes[i]
		for _, f := range c.Fields {
			if f.Old != f.New {
				list = append(list, writing{c.Record, c.Key, f})
			}
		}
	}
	return list
}

// words say in a part of a sentence what a row would do that another would not.
func (s *shownRow) words(other *shownRow) string {
	if s.status == "" {
		return "not known"
	}
	theirs := other.writings()
	var parts []string
	for _, d := range s.writings() {
		if !slices.Contains(theirs, d) {
			parts = append(parts, fmt.Sprintf("%s “%s” → “%s”", d.Field.Label(), d.Old, d.New))
		}
	}
	if more := len(parts) - wordsOf; more > 0 {
		parts = append(parts[:wordsOf], fmt.Sprintf("%d more", more))
	}
	said := strings.ReplaceAll(string(s.status), "_", " ")
	if len(parts) > 0 {
		said += " (" + strings.Join(parts, ", ") + ")"
	}
	return text.Visible(said)
}
