package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// undecidable says why nothing can be decided on the row; empty when it can.
func undecidable(row *importer.Row, j job) string {
	switch {
	case row == nil:
		return "there is no row here"
	case row.Status == importer.StatusSame:
		return "there is nothing to decide on this row: the records say it already"
	case row.Status == importer.StatusError:
		return "a row with an error cannot be saved: e mends it by hand" + j.pick(", or mend it in the file and open the file again", "")
	case row.Verdict == "":
		return "there is nothing to decide on this row: its note says why"
	case row.Status == importer.StatusHeldBack && !row.Includable:
		return "this row cannot be included by hand: its note says why"
	}
	return ""
}

// rest lists the rows that "accept the rest of this kind" means: same status, can be accepted, not accepted yet,
// and not left out by hand before. Those that came out otherwise than they were shown wait for a look.
func rest(p *importer.Plan, status importer.Status) (lines, wait []int) {
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Status != status || row.Verdict == store.VerdictAccept || row.Verdict == store.VerdictLeaveOut && row.DecidedBy != "" {
			continue
		}
		switch {
		case undecidable(row, job{}) != "":
		case row.Turned != "":
			wait = append(wait, row.Line)
		default:
			lines = append(lines, row.Line)
		}
	}
	return lines, wait
}

// decide gives the row under the cursor a verdict and goes on to the next row; of marked rows it asks about all.
func (r *review) decide(v store.Verdict) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		if r.table.Marks() > 0 {
			return r.askMarked(v)
		}
		return r.decideRow(v, "")
	}
}

// decideRow decides on the row under the cursor.
func (r *review) decideRow(v store.Verdict, reason string) (screen.Screen, tea.Cmd) {
	line, more := r.row().Line, ""
	if reason == "" && r.row().Reason != "" {
		more = " Its reason goes: “" + text.Visible(r.row().Reason) + "”."
	}
	kept, refused := r.put([]int{line}, v, reason)
	if refused != nil {
		return r, screen.Fail(refused)
	}
	if r.table.Key() == lineKey(line) {
		r.table.Update(screen.Press("down"))
		r.top = 0
	}
	return r, whenKept(kept, screen.Say(lineTitle(r.plan, line)+": "+decided(v)+more))
}

// put decides on rows by their lines, and answers the command that keeps that and the first refusal: one row may refuse
// because of another.
func (r *review) put(lines []int, v store.Verdict, reason string) (kept tea.Cmd, refused error) {
	not := map[int]bool{}
	for i, no := range r.plan.DecideAll(lines, v) {
		not[no.Line] = true
		if i == 0 {
			refused = no.Err
		}
	}
	ds := make([]store.Decision, 0, len(lines))
	at := r.env.Now()
	for _, line := range lines {
		if not[line] {
			continue
		}
		if reason != "" {
			if err := r.plan.Explain(line, reason, r.env.Operator); err != nil {
				refused = err
			}
		}
		d := store.Decision{Line: line, Verdict: v, Reason: reason, Operator: r.env.Operator, At: at}
		r.byHand[line] = d
		ds = append(ds, d)
	}
	r.changed()
	if len(ds) == 0 {
		return nil, refused
	}
	r.keep.push(r.asShown(store.Kept{Decisions: ds}))
	return r.thenForget(r.keep.send()), refused
}

// decided says what became of a row.
func decided(v store.Verdict) string {
	switch v {
	case store.VerdictAccept:
		return "Save takes it."
	case store.VerdictLeaveOut:
		return "left out."
	}
	return "to be decided later."
}

// acceptRest accepts the rows of the cursor's kind that are not decided yet; it asks first where they are held back.
func (r *review) acceptRest() (screen.Screen, tea.Cmd) {
	status := r.row().Status
	lines, wait := rest(r.plan, status)
	_, word, _ := r.env.Theme.Status(string(status))
	switch {
	case len(lines)+len(wait) == 0:
		return r, screen.Say("Every row of this kind (" + word + ") is accepted or left out by hand already.")
	case len(lines) == 0:
		return r, screen.Say("No row was accepted: " + r.waiting(wait))
	case status != importer.StatusHeldBack:
		return r.acceptLines(lines, wait)
	}
	words := "Each of them was held back for a reason that its note tells.\nAccept " +
		many(len(lines), "held-back row", "held-back rows") + " (" + listed(r.plan, lines) + ") all the same?"
	if len(wait) > 0 {
		words += "\n" + screen.Sentence(r.waiting(wait))
	}
	r.ask = dialog.NewConfirm(r.env.Theme, "Accept the rest", words, "a", "accept")
	r.yes = func() (screen.Screen, tea.Cmd) { return r.acceptLines(lines, wait) }
	return r, nil
}

// waiting tells of rows that wait for somebody to look at them.
func (r *review) waiting(lines []int) string {
	return many(len(lines), "row comes", "rows come") + " out otherwise than shown (" + turnedSign + ", " + listed(r.plan, lines) + ") and " +
		pick(len(lines), "waits", "wait") + " for a look: ] goes there."
}

// pick is one of two words, for one and for more.
func pick(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// acceptLines accepts rows, and says which others wait.
func (r *review) acceptLines(lines, wait []int) (screen.Screen, tea.Cmd) {
	more := ""
	if len(wait) > 0 {
		more = " " + screen.Sentence(r.waiting(wait))
	}
	return r.decideAll(lines, store.VerdictAccept, "", more)
}

// decideAll decides on many rows and says how many it was, and then more.
func (r *review) decideAll(lines []int, v store.Verdict, reason, more string) (screen.Screen, tea.Cmd) {
	before := len(lines)
	kept, refused := r.put(lines, v, reason)
	done := 0
	for _, line := range lines {
		if row := r.plan.Row(line); row != nil && row.Verdict == v {
			done++
		}
	}
	said := many(done, "row", "rows") + " " + decidedAll(v)
	if refused != nil {
		said += " " + many(before-done, "row was", "rows were") + " refused: " + screen.Sentence(refused.Error())
	}
	return r, whenKept(kept, screen.Say(said+more))
}

// decidedAll says what became of rows.
func decidedAll(v store.Verdict) string {
	switch v {
	case store.VerdictAccept:
		return "accepted."
	case store.VerdictLeaveOut:
		return "left out."
	}
	return "to be decided later."
}
