package bulk

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// review is the third step: every row with its status, and a decision on each that needs one.
type review struct {
	*session
	job    job
	from   step // the step to go back to, nil when the visit began with this review
	plan   *importer.Plan
	kept   store.Review
	keep   *recorder
	byHand map[int]store.Decision // what was decided by hand, by line
	tally  tally
	table  *table.Table
	wants  measures // of the rows
	fit    fit      // what the columns of the rows have room for

	sides map[importer.Side]int // rows on each side; nil where the file is only brought in

	sift   sift
	search *form.Field
	typing bool

	cells  *cells  // of the row that is mended by hand; nil while none is
	scribe *scribe // keeps what is being typed

	detail    bool // the keys go to the pane of the row
	top       int  // first line of the pane in sight
	room      int  // height of the pane at the last View
	long      int  // lines of the pane at the last View
	ask       dialog.Dialog
	yes       func() (screen.Screen, tea.Cmd)
	reason    *reason           // that is typed into ask; nil for other questions
	saving    int               // the save that is waited for, 0 when none is
	run       *progress.Run     // of that save
	cancelled bool              // it was asked to stop
	again     int               // the comparison that is waited for, 0 when none is
	comparing *progress.Run     // of that comparison
	done      string            // what is said once it is there
	ahead     []tea.KeyPressMsg // keys pressed meanwhile
	asking    int               // the look at the review that the question to save waits for, 0 when none is
	watch     int               // the look at the review that nothing waits for
	newest    int64             // history entry that was told of last
	quiet     int               // the comparison that nobody asked for, 0 when none is under way
	basis     int               // what was recorded when it was begun,
	looked    int64             // and the newest history entry then
	calm      int64             // up to this history entry nothing changed for these rows
	stale     bool              // it came to something else than the rows on the screen
	unkept    error
	notice    string // what happened in another window, until the next key
}

// newReview begins the step with a plan and the decisions that were kept for it.
func newReview(s *session, from step, m reviewMsg) (screen.Screen, tea.Cmd) {
	r := &review{
		session: s, job: jobOf(m.plan.Template.Name), from: from, plan: m.plan, kept: m.review, byHand: m.byHand, tally: tallyOf(m.plan),
		keep: &recorder{session: s, review: m.review.ID, owner: m.review.Operator, known: m.review.Version}, search: form.New(s.env.Theme, "/"),
		scribe: newScribe(s, m.review.ID, m.draft),
	}
	r.table = table.New(s.env.Theme, nil)
	r.show()
	r.firstProblem()
	r.standAgain(m.stood)
	return r, tea.Batch(r.showed(m.shown), welcome(&m), r.goOn(unfinishedOf(m.draft)))
}

// show puts the plan's rows into the table.
func (r *review) show() {
	r.wants, r.sides = measure(r.plan), r.plan.CountSides()
	r.table.SetSource(rows{theme: r.env.Theme, plan: r.plan, fit: &r.fit, look: func(row *importer.Row) bool {
		return !stopped(row) && r.needsLook(row)
	}})
}

// needsLook reports whether ] and [ stop at the row: a problem, or somebody's last device going. That it goes is
// what taking a device back is for.
func (r *review) needsLook(row *importer.Row) bool {
	return row.Turned != "" || problem(row) || r.tally.last[row.Line] && row.Status != importer.StatusRevoke
}

// firstProblem puts the cursor where somebody is needed first.
func (r *review) firstProblem() {
	for i := range r.plan.Rows {
		if s := r.plan.Rows[i].Status; s == importer.StatusHeldBack || s == importer.StatusError {
			r.table.GotoKey(lineKey(r.plan.Rows[i].Line))
			return
		}
	}
}

// Init has nothing to ask.
func (r *review) Init() tea.Cmd { return nil }

// Title names the file, what is done with it and where; or the edit, whose name says that.
func (r *review) Title() string {
	title := r.job.heading() + r.plan.Name
	if r.job.edit {
		return title
	}
	if r.plan.Mode != "" {
		title += " · " + string(r.plan.Mode)
	}
	if r.plan.Site.Code != "" {
		title += " · " + r.plan.Site.Code
	}
	return title
}

// Typing reports whether a text or an answer is being typed. While a save is under way, or the question before it
// is being worked out, no key means anything.
func (r *review) Typing() bool {
	return r.typing || r.ask != nil || r.asking != 0 || r.busy() || r.cells != nil && r.cells.typing
}

// busy reports whether the plan is a command's: neither drawn nor changed until the answer is there.
func (r *review) busy() bool { return r.saving != 0 || r.again != 0 }

// Undecided counts the rows put off.
func (r *review) Undecided() int { return r.tally.undecided }

// Working is the save under way.
func (r *review) Working() string { return r.run.Title() }

// Update decides, moves and searches.
func (r *review) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case keptMsg:
		if msg.to == r.keep {
			return r, r.written(msg)
		}
	case lookedMsg:
		return r.lookedAt(msg)
	case newsMsg:
		return r, r.news(msg)
	case progress.Msg:
		return r, tea.Batch(r.run.Took(msg), r.comparing.Took(msg))
	case untypedMsg:
		r.untyped(msg)
	case savedMsg:
		if msg.answers(r.session, r.saving) {
			return r.saved(msg)
		}
	case reviewMsg:
		if msg.answers(r.session, r.again) {
			return r.compared(msg)
		}
		return r, r.rechecked(msg)
	case screen.ReviewsMsg:
		return r, r.consult()
	case screen.ChangedMsg:
		r.newest = max(r.newest, msg.Latest)
		return r, tea.Batch(r.consult(), r.recheck())
	case tea.KeyPressMsg:
		return r.press(msg)
	case tea.PasteMsg:
		return r.paste(msg)
	}
	return r, nil
}

func (r *review) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch {
	case r.comparing.Long() && r.comparing.Keys()[0].Is(msg.String()):
		r.comparing.Cancel()
		return r, nil
	case r.again != 0:
		r.ahead = append(r.ahead, msg)
		return r, nil
	case r.busy() || r.asking != 0:
		return r, r.pressSaving(msg.String())
	}
	r.notice = ""
	switch {
	case r.ask != nil:
		return r.answer(msg)
	case r.typing:
		r.typed(msg)
		return r, nil
	case r.cells != nil:
		return r.pressCell(msg)
	}
	if next, cmd, ok := press(r, r.actions(), msg.String()); ok {
		return next, cmd
	}
	if r.detail {
		r.scroll(msg.String())
		return r, nil
	}
	if before := r.table.Key(); r.table.Update(msg) && r.table.Key() != before {
		r.top = 0
	}
	if msg.String() == "space" {
		r.resift()
	}
	return r, nil
}

func (r *review) paste(msg tea.PasteMsg) (screen.Screen, tea.Cmd) {
	switch {
	case r.busy() || r.asking != 0:
	case r.ask != nil:
		return r.answer(msg)
	case r.typing && r.search.Update(msg):
		r.look(r.search.Value())
	case r.cells != nil && r.cells.typing:
		return r.cellTyped(msg)
	}
	return r, nil
}

// answer gives a key to the open question.
func (r *review) answer(msg tea.Msg) (screen.Screen, tea.Cmd) {
	before := ""
	if r.reason != nil {
		before = r.reason.line.Value()
	}
	answer, yes := r.ask.Update(msg), r.yes
	if answer == dialog.Open {
		return r, r.reasonTyped(before)
	}
	reason := r.reason
	r.ask, r.yes, r.reason = nil, nil, nil
	if answer == dialog.Yes {
		return yes()
	}
	if reason != nil {
		return r, r.thenForget(nil)
	}
	return r, nil
}

// row is the row under the cursor, nil when none is shown.
func (r *review) row() *importer.Row {
	if i, ok := r.table.Index(); ok {
		return &r.plan.Rows[i]
	}
	return nil
}

// compare plans the file again with the records as they are now; decisions and cursor stay.
func (r *review) compare() (screen.Screen, tea.Cmd) { return r.compareMended(nil) }

// compareMended does that with more mends: those that the records were not read for before.
func (r *review) compareMended(mends []store.Mend) (screen.Screen, tea.Cmd) {
	w := r.work("Comparing with the records")
	r.again, r.comparing = w.id, w.run
	return r, r.compareAs(w, mends...)
}

// compareAs is the command that compares: everything decided here is written before.
func (r *review) compareAs(w work, mends ...store.Mend) tea.Cmd {
	keep, ask := r.keep, resume(w, r.kept.ID, mends...)
	return w.do(func() tea.Msg {
		if _, err := keep.seen(); err != nil && store.CodeOf(err) != store.CodeConflict {
			return reviewMsg{reply: w.reply, err: err}
		}
		return ask() // it tells what became of a review that is not open any more
	})
}

// compared takes the rows as they came out, and then the keys that were pressed meanwhile.
func (r *review) compared(m reviewMsg) (screen.Screen, tea.Cmd) {
	next, cmd := r.taken(m)
	ahead := r.ahead
	r.ahead = nil
	if store.CodeOf(m.err) == store.CodeCancelled {
		return next, cmd // they were meant for the rows that did not come
	}
	cmds := []tea.Cmd{cmd}
	for _, key := range ahead {
		next, cmd = next.Update(key)
		cmds = append(cmds, cmd)
	}
	return next, tea.Batch(cmds...)
}

func (r *review) taken(m reviewMsg) (screen.Screen, tea.Cmd) {
	done := cmp.Or(r.done, "Compared again with the records.")
	r.again, r.comparing, r.done = 0, nil, ""
	switch {
	case store.CodeOf(m.err) == store.CodeCancelled:
		return r, screen.Say("Cancelled: the rows are as they were. r compares again.")
	case m.err != nil:
		return r, screen.Fail(m.err)
	case m.fate != nil:
		return r.end(m.fate), nil
	}
	if lost := lostTo(r.session, m.review, r.keep.owner); lost != nil {
		return r.end(lost), nil
	}
	told := alikeTurned(r.plan, m.plan)
	r.plan, r.kept, r.byHand, r.stale = m.plan, m.review, m.byHand, false
	r.keep.saw(m.review.Version)
	r.show()
	r.changed()
	said := screen.Say(done)
	if words := otherwise(&m); words != "" && !told {
		said = screen.Say(done + " " + words)
	}
	return r, tea.Batch(r.showed(m.shown), said, r.thenForget(nil))
}

// changed works the figures out anew after the plan did.
func (r *review) changed() {
	r.tally = tallyOf(r.plan)
	r.sieve()
}
