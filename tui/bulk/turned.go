package bulk

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// A review that is continued tells which rows come out otherwise than they were shown last, and who changed the records
// . What the rows are is kept with the review when they are shown: when it is opened, when it is compared again, and
// with every decision and mend the rows that it changed.

// turnedSign marks a row that comes out otherwise than it was shown.
const turnedSign = "≠"

// mostTurned is for how many rows it is asked who changed their records.
const mostTurned = 500

// restore brings what was kept with a review back into its plan, and then mends. It is for commands.
func (m *reviewMsg) restore(s *session, kept []store.Decision, mends []store.Mend) {
	m.dropped = m.plan.Restore(m.review, kept)
	if len(mends) > 0 {
		if m.err = m.plan.Mend(mends...); m.err != nil {
			return
		}
		m.shown.Mends = mends
	}
	m.byHand = make(map[int]store.Decision, len(kept))
	for _, d := range kept {
		m.byHand[d.Line] = d
	}
	if _, m.err = m.plan.SavedBefore(s.env.Context, s.env.Store); m.err != nil { // the question repeats it
		return
	}
	m.shown.Shown, m.shown.Afresh = m.plan.TakeShown()
	if m.draft, m.err = draftOf(s, m.review.ID); m.err == nil {
		m.movers, m.err = moversOf(s, m.plan, m.review.Latest)
	}
}

// turnedRows are the lines that come out otherwise than they were shown.
func turnedRows(p *importer.Plan) (lines []int) {
	for i := range p.Rows {
		if p.Rows[i].Turned != "" {
			lines = append(lines, p.Rows[i].Line)
		}
	}
	return lines
}

// alikeTurned reports whether of both plans the same rows come out otherwise, in the same way: it was told then.
func alikeTurned(before, now *importer.Plan) bool {
	lines := turnedRows(now)
	if !slices.Equal(lines, turnedRows(before)) {
		return false
	}
	return !slices.ContainsFunc(lines, func(line int) bool { return before.Row(line).Turned != now.Row(line).Turned })
}

// moversOf says who changed the records of the rows that turned; empty where none did, or where that cannot be told.
func moversOf(s *session, p *importer.Plan, since int64) (string, error) {
	lines := turnedRows(p)
	if len(lines) == 0 {
		return "", nil
	}
	var serials, userIDs []string
	for _, line := range lines[:min(len(lines), mostTurned)] {
		row := p.Row(line)
		does := row.Does()
		for i := range does {
			switch c := &does[i]; c.Record {
			case store.KindDevice:
				serials = append(serials, c.Key)
			case store.KindUser:
				userIDs = append(userIDs, c.Key)
			}
		}
		serials, userIDs = append(serials, row.Serial), append(userIDs, row.UserID)
	}
	entries, err := s.env.Store.Since(s.env.Context, since, serials, userIDs)
	if err == nil && len(entries) == 0 {
		entries, err = handedSince(s, since, userIDs)
	}
	if err != nil || len(entries) == 0 {
		return "", err
	}
	var names []string
	for i := range entries {
		name := text.Visible(entries[i].Operator)
		if entries[i].Operator == s.env.Operator {
			name = "you"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	last := s.moment(entries[len(entries)-1].At)
	return names[0] + andMore(names[1:]) + " changed their records, last at " + last, nil
}

// mostPeople is of how many people the whole story is read.
const mostPeople = 20

// handedSince are the entries about people, with the devices given to them and taken from them.
func handedSince(s *session, since int64, userIDs []string) (list []store.Entry, err error) {
	for _, id := range userIDs[:min(len(userIDs), mostPeople)] {
		entries, err := s.env.Store.HistoryOf(s.env.Context, store.KindUser, id)
		if err != nil && store.CodeOf(err) != store.CodeNotFound {
			return nil, err
		}
		for i := range entries {
			if entries[i].ID > since {
				list = append(list, entries[i])
			}
		}
	}
	slices.SortFunc(list, func(a, b store.Entry) int { return cmp.Compare(a.ID, b.ID) })
	return list, nil
}

// andMore goes on after the first of several names.
func andMore(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " and " + names[0]
	}
	return ", " + names[0] + " and " + many(len(names)-1, "more", "more")
}

// otherwise tells how many rows come out otherwise than they were shown; empty where none do.
func otherwise(m *reviewMsg) string {
	lines := turnedRows(m.plan)
	if len(lines) == 0 {
		return ""
	}
	said := many(len(lines), "row comes", "rows come") + " out otherwise than when shown last (" + listed(m.plan, lines) + ")"
	if m.movers != "" {
		said += ": " + m.movers
	}
	said += "."
	if n := len(m.dropped); n > 0 {
		said += " " + many(n, "accept is", "accepts are") + " not in force any more."
	}
	return said + " ] goes there."
}

// welcome says that decisions were found again, and what came out otherwise meanwhile.
func welcome(m *reviewMsg) tea.Cmd {
	var said []string
	if m.other != nil {
		said = append(said, "A new review: the one begun on this file before reads it "+otherReading(*m.other)+". It is kept.")
	}
	var found []string
	if n := len(m.byHand); n > 0 {
		found = append(found, many(n, "decision", "decisions"))
	}
	if n := len(m.review.Mends); n > 0 {
		found = append(found, many(n, "mend", "mends"))
	}
	if len(found) > 0 {
		said = append(said, "Found again: "+strings.Join(found, ", ")+".")
	}
	if words := otherwise(m); words != "" {
		said = append(said, words)
	} else if n := len(m.dropped); n > 0 {
		said = append(said, many(n, "accept does", "accepts do")+" not fit any more ("+listed(m.plan, m.dropped)+"): the records changed.")
	}
	if len(said) == 0 {
		return nil
	}
	return screen.Say(strings.Join(said, " "))
}

// showed keeps what the rows are, now that they are shown, where that is not what was kept.
func (r *review) showed(k store.Kept) tea.Cmd {
	if r.theirs() || len(k.Shown)+len(k.Mends) == 0 && !k.Afresh {
		return nil
	}
	r.keep.push(k)
	return r.keep.send()
}

// asShown adds to what is to be kept the rows that it changed, as they are shown from now on.
func (r *review) asShown(k store.Kept) store.Kept {
	k.Shown, k.Afresh = r.plan.TakeShown()
	return k
}
