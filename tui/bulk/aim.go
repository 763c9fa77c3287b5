package bulk

import (
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/tui/report"
	"homeroom/tui/trail"
)

// aim is what u is about: rows that are taken back, or rows that are brought back after they were.
type aim struct {
	request store.UndoRequest
	redo    bool
	part    string // what is taken back or brought back, in words
	took    string // of a redo: the save that took it back
	already int    // rows that were taken back before
	why     string // why there is nothing to do
}

// aim is what u is about now. It is worked out once after rows or marks changed, not at every drawing.
func (m *summary) aim() aim {
	switch {
	case m.result == nil && m.came != "": // its rows cannot be read any more: the whole can still be taken back
		return aim{request: store.UndoRequest{Act: m.act}, part: m.job.saved(m.act)}
	case m.result == nil:
		return aim{why: m.unread()}
	}
	if m.goal == nil {
		goal := m.takeAim()
		m.goal = &goal
	}
	return *m.goal
}

// takeAim looks at the marked rows, or without marks at all that were saved.
func (m *summary) takeAim() aim {
	rows, marked := m.chosen()
	var standing, gone []int
	var undone []int64 // the acts that took rows back
	for _, o := range rows {
		switch {
		case !o.saved:
		case o.back == nil:
			standing = append(standing, o.line)
		default:
			gone = append(gone, o.line)
			if !slices.Contains(undone, o.back.act) {
				undone = append(undone, o.back.act)
			}
		}
	}
	slices.Sort(standing)
	slices.Sort(gone)
	switch {
	case len(standing)+len(gone) == 0 && marked:
		return aim{why: "nothing of the marked rows was saved"}
	case len(standing)+len(gone) == 0:
		return aim{why: "no row was saved"}
	case len(gone) > 0 && len(standing) > 0 && marked:
		return aim{why: "some of the marked rows are taken back and some are not: mark rows of one sort"}
	case len(standing) > 0:
		return m.undoing(standing, len(gone), marked)
	case len(undone) > 1:
		return aim{why: "these rows were taken back by " + saves(undone) + ": mark the rows of one of them, and u brings those back"}
	}
	return m.redoing(undone[0], gone, marked)
}

// chosen are the marked rows, or all where none is marked.
func (m *summary) chosen() (rows []*outcome, marked bool) {
	if m.table.Marks() == 0 {
		return m.rows.list, false
	}
	for _, key := range m.table.Marked() {
		rows = append(rows, m.rows.byKey(key))
	}
	return rows, true
}

func (m *summary) undoing(lines []int, already int, marked bool) aim {
	a := aim{request: store.UndoRequest{Act: m.act}, part: m.job.saved(m.act), already: already}
	if marked && len(lines) < m.rows.saved {
		a.request.Lines, a.request.Words = lines, report.Lines
		a.part = someLines(m.result, lines) + " of " + a.part
	}
	return a
}

// redoing takes the undo act back, whole where all that it took back is meant.
func (m *summary) redoing(undo int64, lines []int, marked bool) aim {
	a := aim{redo: true, request: store.UndoRequest{Act: undo}, part: m.job.saved(m.act), took: trail.Save(store.ActUndo, undo)}
	if marked && len(lines) < m.rows.tookBack(undo) {
		a.request.Lines, a.request.Words = lines, report.Lines
	}
	if len(lines) < m.rows.saved {
		a.part = someLines(m.result, lines) + " of " + a.part
	}
	return a
}

func saves(acts []int64) string {
	slices.Sort(acts)
	words := make([]string, len(acts))
	for i, act := range acts {
		words[i] = trail.Save(store.ActUndo, act)
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func (a *aim) title() string {
	if a.redo {
		return "Redo"
	}
	return "Undo"
}

func (a *aim) verb() string {
	if a.redo {
		return "bring back"
	}
	return "put back"
}

// sentence says what happens.
func (a *aim) sentence(changes []store.Change) string {
	if a.redo {
		return "This brings " + a.part + " back, what " + a.took + " took back: " + trail.Brief(changes) + "."
	}
	said := trail.AsBefore("This puts %[1]s back as before %[2]s.", a.part, changes)
	if a.already > 0 {
		said += " " + many(a.already, "row is", "rows are") + " taken back already."
	}
	return said
}

// doing is said while it is done.
func (a *aim) doing() string {
	if a.redo {
		return "Bringing " + a.part + " back"
	}
	return "Taking " + a.part + " back"
}

// done is said when it was.
func (a *aim) done() string {
	if a.redo {
		return "Brought back"
	}
	return "Taken back"
}
