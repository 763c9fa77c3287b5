package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// The same review may be open in two windows of one operator. What is decided in the other one is taken over here
// before anything is saved: no row may be saved otherwise than it is shown.

// lookedMsg answers consult and save.
type lookedMsg struct {
	reply
	looked
}

// consult asks, without waiting for it, whether the review moved in another window.
func (r *review) consult() tea.Cmd {
	r.watch = r.next()
	return r.ready(r.watch)
}

// ready is the command that looks, to be answered with this id.
func (r *review) ready(id int) tea.Cmd {
	keep, made, to := r.keep, r.keep.made, reply{r.session, id}
	return func() tea.Msg { return lookedMsg{to, keep.look(made)} }
}

// written takes note of decisions that were kept, or not.
func (r *review) written(m keptMsg) tea.Cmd {
	r.unkept = m.err
	if m.behind || store.CodeOf(m.err) == store.CodeConflict {
		return r.consult()
	}
	return nil
}

// lookedAt goes on with what was seen: with the question to save if it waits for that.
func (r *review) lookedAt(m lookedMsg) (screen.Screen, tea.Cmd) {
	switch {
	case m.answers(r.session, r.asking):
		return r.question(m.looked)
	case !m.answers(r.session, r.watch) || r.busy() || m.err != nil:
		return r, nil
	case m.fate != nil:
		return r.end(m.fate), nil
	case m.made != r.keep.made:
		return r, r.consult()
	}
	lines := r.takeOver(m.looked)
	if len(lines) == 0 {
		return r, nil
	}
	if r.ask != nil { // it was asked about other decisions
		r.ask, r.yes = nil, nil
		r.table.GotoKey(lineKey(lines[0]))
	}
	r.notice = elsewhere(r.plan, lines)
	return r, nil
}

// takeOver puts the decisions of another window in force and lists the lines that changed by it.
func (r *review) takeOver(l looked) (lines []int) {
	if !l.moved {
		return nil
	}
	lines, fits := r.mendedElsewhere(l.review.Mends)
	if !fits {
		r.notice = "Rows were mended in another window. r compares again."
		return nil
	}
	var news []store.Decision
	for _, d := range l.decided {
		if own := r.byHand[d.Line]; own.Verdict == d.Verdict && own.Reason == d.Reason {
			continue
		}
		r.byHand[d.Line] = d
		if row := r.plan.Row(d.Line); row != nil && (row.Verdict != d.Verdict || row.Reason != d.Reason) {
			news = append(news, d)
		}
	}
	lines = append(lines, r.plan.Adopt(news, l.review.Shown)...)
	r.keep.saw(l.review.Version)
	r.changed()
	return lines
}

// elsewhere tells of decisions made in another window.
func elsewhere(p importer.Placer, lines []int) string {
	return many(len(lines), "row was", "rows were") + " decided on in another window (" + listed(p, lines) + ")."
}

// end leaves a review that is not open any more.
func (r *review) end(f *fate) screen.Screen { return &ended{r.session, r.job, r.plan.Name, *f} }

// farewell says on leaving what became of the review, as it is in the store.
func (r *review) farewell() tea.Cmd {
	if r.theirs() {
		return screen.Say("Nothing was changed: the review is as " + text.Visible(r.kept.Operator) + " left it.")
	}
	keep, made, kept := r.keep, r.keep.made, r.job.pick("The review is kept: continue it from the list of files.", "The edit is kept: continue it from Bulk.")
	return func() tea.Msg {
		l := keep.look(made)
		switch {
		case l.fate != nil:
			return screen.StatusMsg{Text: "Nothing was saved here. " + l.fate.say}
		case l.kept():
			return screen.StatusMsg{Text: "Nothing was saved. " + kept}
		case l.unkept != nil:
			what, remedy := explain(l.unkept)
			return screen.StatusMsg{Text: "Nothing was saved, nor kept of the last decisions. " + what + " " + remedy, Error: true}
		}
		what, remedy := explain(l.err)
		return screen.StatusMsg{Text: "Nothing was saved here. " + what + " " + remedy, Error: true}
	}
}
