package bulk

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// savedMsg answers write. With Moved rows in the outcome, or with an error, nothing was saved.
type savedMsg struct {
	reply
	outcome importer.Outcome
	latest  int64  // newest history entry afterwards, 0 when it could not be read
	looked  looked // at the review, where nothing was saved
	err     error
}

// save asks first whether the review moved in another window: the question has to be about what is saved.
func (r *review) save() (screen.Screen, tea.Cmd) {
	r.asking = r.next()
	return r, r.ready(r.asking)
}

// question says what will happen and asks: for a typed number where much or something hard to undo is done.
func (r *review) question(l looked) (screen.Screen, tea.Cmd) {
	r.asking = 0
	switch {
	case l.err != nil:
		return r, screen.Fail(l.err)
	case l.fate != nil:
		return r.end(l.fate), nil
	case l.unkept != nil:
		r.unkept = l.unkept
		return r, screen.Fail(l.unkept)
	}
	var said tea.Cmd
	full := []string{r.plan.Sentence()}
	if lines := r.takeOver(l); len(lines) > 0 {
		full = []string{elsewhere(r.plan, lines), r.plan.Sentence()}
		said = screen.Say(elsewhere(r.plan, lines))
		r.table.GotoKey(lineKey(lines[0]))
	}
	if reason := r.unsavable(); reason != "" {
		return r, screen.Say(screen.Sentence(reason))
	}
	if r.plan.Before != "" {
		full = append(full, r.plan.Before)
	}
	if n := r.tally.undecided; n > 0 {
		full = append(full, many(n, "row is undecided and is left out.", "rows are undecided and are left out."))
	}
	r.ask, r.yes = r.sure(full), r.write
	return r, said
}

// sure is the question in words; of what takes devices back those for a small screen are brief, and tell the worst.
func (r *review) sure(full []string) dialog.Dialog {
	th, title, number := r.env.Theme, "Save", "devices"
	switch {
	case r.plan.Mode == template.ModeRevoke:
		title = "Revoke"
	case r.plan.TakenBack() > 0:
		title, number = "Take back", "devices that are taken back"
	case r.plan.Departs() > 0:
		number = r.numberOf()
	}
	ask := func(text string) dialog.Dialog { return dialog.NewConfirm(th, title, text, "s", "save") }
	if n, typed := r.plan.Confirm(); typed {
		full = append(full, "To do it, type the number of "+number+".")
		ask = func(text string) dialog.Dialog { return dialog.NewTypeNumber(th, title, text, n) }
	}
	text := strings.Join(full, "\n")
	if r.plan.Mode != template.ModeRevoke && r.plan.TakenBack() == 0 {
		return ask(text) // which is read on where it has no room
	}
	return &wordings{full: ask(text), brief: ask(r.plan.Brief())}
}

// numberOf says what is counted where a list was held against the records: people who are marked departing, where it is them.
func (r *review) numberOf() string {
	if n, _ := r.plan.Confirm(); n == r.plan.Departs() {
		return "people who are marked departing"
	}
	return "devices"
}

// write saves the accepted rows. The plan belongs to the command until its answer is there; until the commit Esc
// cancels.
func (r *review) write() (screen.Screen, tea.Cmd) {
	r.saving = r.next()
	run, ctx := progress.New(r.env.Context, r.env.Theme, "Saving "+many(r.tally.accepted, "row", "rows"))
	r.run = run
	s, to, plan, keep, made := r.session, reply{r.session, r.saving}, r.plan, r.keep, r.keep.made
	save := func() tea.Msg {
		defer run.End()
		m := savedMsg{reply: to}
		if plan.ReviewVersion, m.err = keep.seen(); m.err == nil {
			m.outcome, m.err = plan.Save(ctx, s.env.Store, s.env.Operator, keep.review, run.Report)
		}
		if m.err != nil || len(m.outcome.Moved) > 0 {
			m.looked = keep.look(made)
			return m
		}
		if latest, err := s.env.Store.Latest(s.env.Context); err == nil {
			m.latest = latest
		}
		return m
	}
	return r, tea.Batch(save, run.Next())
}

// pressSaving gives a key to a save under way: Esc cancels it as long as that can be done.
func (r *review) pressSaving(key string) tea.Cmd {
	if r.run == nil {
		return nil
	}
	for _, k := range r.run.Keys() {
		switch {
		case !k.Is(key):
		case k.Disabled != "":
			return screen.Say(screen.Sentence(k.Disabled))
		default:
			r.cancelled = true
			r.run.Cancel()
		}
	}
	return nil
}

// saved goes on to the summary, or says why nothing was saved: what was done in another window first, as the rest
// follows from it.
func (r *review) saved(m savedMsg) (screen.Screen, tea.Cmd) {
	late := r.cancelled
	r.saving, r.run, r.cancelled = 0, nil, false
	if m.err == nil && len(m.outcome.Moved) == 0 {
		next := newSummary(r.session, m.outcome.Act)
		if r.plan.BothWays() {
			next.compared = r.plan
		}
		cmds := []tea.Cmd{next.Init(), func() tea.Msg { return screen.ChangedMsg{Latest: m.latest} }}
		if late {
			cmds = append(cmds, screen.Say("It was saved before it could be cancelled. u takes it back."))
		}
		return next, tea.Batch(cmds...)
	}
	if m.looked.fate != nil {
		return r.end(m.looked.fate), nil
	}
	lines := r.takeOver(m.looked)
	r.changed()
	th := r.env.Theme
	switch {
	case store.CodeOf(m.err) == store.CodeCancelled:
		return r, screen.Say("Cancelled: nothing was saved." + keptWords(m.looked.kept()))
	case m.err == nil:
		r.moved(m.outcome.Moved, lines)
	case len(lines) > 0:
		r.table.GotoKey(lineKey(lines[0]))
		r.ask = dialog.NewMessage(th, "Not saved", "Nothing was saved: "+elsewhere(r.plan, lines)+"\nLook at them and save again.")
	default:
		r.ask = dialog.NewMessage(th, notSavedTitle(m.err), notSaved(r.job, m.err, m.looked.kept()))
	}
	return r, nil
}

// moved shows the rows whose records changed between preview and save: held back now, the others still savable.
func (r *review) moved(rows []importer.Row, decided []int) {
	lines := make([]int, len(rows))
	for i := range rows {
		lines[i] = rows[i].Line
	}
	slices.Sort(lines)
	r.table.GotoKey(lineKey(lines[0]))
	r.top = 0
	said := "Nothing was saved: " + many(len(rows), "row's record", "rows' records") + " changed since the preview (" + listed(r.plan, lines) + ").\n" +
		"Held back now, with what the " + r.job.source() + " says, what stood there then, and what stands there now. " +
		"Saving again saves the other rows."
	if len(decided) > 0 {
		said += "\n" + elsewhere(r.plan, decided)
	}
	r.ask = dialog.NewMessage(r.env.Theme, "Records moved", said)
}

// notSaved tells truthfully whether something was written, and whether the review is kept.
func notSaved(j job, err error, kept bool) string {
	what, remedy := explain(err)
	text := what
	if remedy != "" {
		text += "\n" + remedy
	}
	if store.CodeOf(err) == store.CodeInDoubt {
		return text + "\nLook into History (6) before saving again: the " + j.save() + " is there, whole, or it is not."
	}
	return text + "\nNothing was written." + keptWords(kept)
}

// keptWords say that the review is as it was, where that is so.
func keptWords(kept bool) string {
	if kept {
		return " The review and its decisions are kept."
	}
	return ""
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
	switch {
	case r.comparing.Long():
		return block(r.comparing.Lines(width, height), width, height)
	case r.saving == 0:
		return block([]string{"", th.Dim.Render("  Comparing with the records …")}, width, height)
	}
	lines := append(r.run.Lines(width, height), "")
	return block(append(lines, countLines(th, r.tally, width)...), width, height)
}
