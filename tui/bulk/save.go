package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// savedMsg answers write. With Moved rows in the outcome, or with an error, nothing was saved.
type savedMsg struct {
	reply
	outcome importer.Outcome
	latest  int64 // newest history entry afterwards, 0 when it could not be read
	err     error
}

// save says what will happen and asks: for a typed number where much or something hard to undo is done.
func (r *review) save() (screen.Screen, tea.Cmd) {
	text := r.plan.Sentence()
	if n := r.tally.undecided; n > 0 {
		text += "\n" + many(n, "of them is undecided and is left out.", "of them are undecided and are left out.")
	}
	r.ask = dialog.NewConfirm(r.env.Theme, "Save", text, "s", "save")
	if n, ask := r.plan.Confirm(); ask {
		r.ask = dialog.NewTypeNumber(r.env.Theme, "Save", text, n)
	}
	r.yes = r.write
	return r, nil
}

// write saves the accepted rows. The plan belongs to the command until its answer is there.
func (r *review) write() (screen.Screen, tea.Cmd) {
	r.saving = r.next()
	s, to, plan, keep := r.session, reply{r.session, r.saving}, r.plan, r.keep
	return r, func() tea.Msg {
		m := savedMsg{reply: to}
		if m.err = keep.flush(); m.err != nil {
			return m
		}
		m.outcome, m.err = plan.Save(s.env.Context, s.env.Store, s.env.Operator, keep.review)
		if latest, err := s.env.Store.Latest(s.env.Context); err == nil {
			m.latest = latest
		}
		return m
	}
}

// saved goes on to the summary, or says why nothing was saved.
func (r *review) saved(m savedMsg) (screen.Screen, tea.Cmd) {
	r.saving = 0
	switch {
	case m.err != nil:
		r.ask = dialog.NewMessage(r.env.Theme, notSavedTitle(m.err), notSaved(m.err))
		r.changed()
		return r, nil
	case len(m.outcome.Moved) > 0:
		return r.moved(m.outcome.Moved)
	}
	next := newSummary(r.session, r.plan, r.tally, m.outcome)
	return next, func() tea.Msg { return screen.ChangedMsg{Latest: m.latest} }
}

// moved shows the rows whose records changed between preview and save: held back now, the others still savable.
func (r *review) moved(rows []importer.Row) (screen.Screen, tea.Cmd) {
	lines := make([]int, len(rows))
	for i := range rows {
		lines[i] = rows[i].Line
		delete(r.byHand, rows[i].Line)
	}
	r.changed()
	r.table.GotoKey(lineKey(lines[0]))
	r.top = 0
	r.ask = dialog.NewMessage(r.env.Theme, "Records moved",
		"Nothing was saved: "+many(len(rows), "row's record", "rows' records")+" changed since the preview ("+listed(lines)+").\n"+
			"Held back now, with what the file says, what stood there then, and what stands there now. "+
			"Saving again saves the other rows.")
	return r, nil
}

// notSaved tells truthfully whether something was written.
func notSaved(err error) string {
	what, remedy := explain(err)
	text := what
	if remedy != "" {
		text += "\n" + remedy
	}
	if store.CodeOf(err) == store.CodeInDoubt {
		return text + "\nLook into History (6) before saving again: the import is there, whole, or it is not."
	}
	return text + "\nNothing was written. The review and its decisions are kept."
}

func notSavedTitle(err error) string {
	if store.CodeOf(err) == store.CodeInDoubt {
		return "It is not clear whether this was saved"
	}
	return "Not saved"
}

// working is shown while the plan is a command's.
func (r *review) working(width, height int) string {
	th := r.env.Theme
	if r.saving == 0 {
		return block([]string{"", th.Dim.Render("  Comparing with the records …")}, width, height)
	}
	lines := []string{"", "  " + th.Title.Render("Saving "+many(r.tally.accepted, "row", "rows")+" …"), ""}
	for _, l := range wrap("  ", "All of them are saved, or none. Whatever happens to the line now, nothing is half done.", width) {
		lines = append(lines, th.Dim.Render(l))
	}
	lines = append(lines, "")
	return block(append(lines, countLines(th, r.tally, width)...), width, height)
}
