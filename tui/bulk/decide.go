package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
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
		return "a row with an error cannot be saved: " + j.pick("mend it in the file and open the file again", "mend what its note says, then compare again with r")
	case row.Verdict == "":
		return "there is nothing to decide on this row: its note says why"
	case row.Status == importer.StatusHeldBack && !row.Includable:
		return "this row cannot be included by hand: its note says why"
	}
	return ""
}

// rest lists the rows that "accept the rest of this kind" means: same status, can be accepted, not accepted yet,
// and not left out by hand before.
func rest(p *importer.Plan, status importer.Status, byHand map[int]store.Verdict) []int {
	var lines []int
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Status != status || row.Verdict == store.VerdictAccept || byHand[row.Line] == store.VerdictLeaveOut {
			continue
		}
		if undecidable(row, job{}) == "" {
			lines = append(lines, row.Line)
		}
	}
	return lines
}

// apply gives decisions that were kept back to a plan. It returns all of them, and the number of those that no
// longer fit the row they were made on.
func apply(p *importer.Plan, kept []store.Decision) (byHand map[int]store.Verdict, dropped int) {
	byHand = make(map[int]store.Verdict, len(kept))
	for _, d := range kept {
		byHand[d.Line] = d.Verdict
		if err := p.Decide(d.Line, d.Verdict); err != nil {
			dropped++
		}
	}
	return byHand, dropped
}

// decide gives the row under the cursor a verdict and goes on to the next row.
func (r *review) decide(v store.Verdict) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		line := r.row().Line
		if err := r.plan.Decide(line, v); err != nil {
			return r, screen.Fail(err)
		}
		r.byHand[line] = v
		r.changed()
		if r.table.Key() == lineKey(line) {
			r.table.Update(screen.Press("down"))
			r.top = 0
		}
		return r, tea.Batch(r.keep.record(store.Decision{Line: line, Verdict: v}), screen.Say("Line "+lineKey(line)+": "+decided(v)))
	}
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
	lines := rest(r.plan, status, r.byHand)
	_, word, _ := r.env.Theme.Status(string(status))
	switch {
	case len(lines) == 0:
		return r, screen.Say("Every row of this kind (" + word + ") is accepted or left out by hand already.")
	case status != importer.StatusHeldBack:
		return r.accept(lines)
	}
	text := "Each of them was held back for a reason that its note tells.\nAccept " +
		many(len(lines), "held-back row", "held-back rows") + " (" + listed(lines) + ") all the same?"
	r.ask = dialog.NewConfirm(r.env.Theme, "Accept the rest", text, "a", "accept")
	r.yes = func() (screen.Screen, tea.Cmd) { return r.accept(lines) }
	return r, nil
}

// accept accepts rows by their lines. One may refuse because of another that was accepted just before it.
func (r *review) accept(lines []int) (screen.Screen, tea.Cmd) {
	kept := make([]store.Decision, 0, len(lines))
	var refused error
	for _, line := range lines {
		if err := r.plan.Decide(line, store.VerdictAccept); err != nil {
			refused = err
			continue
		}
		r.byHand[line] = store.VerdictAccept
		kept = append(kept, store.Decision{Line: line, Verdict: store.VerdictAccept})
	}
	r.changed()
	said := many(len(kept), "row", "rows") + " accepted."
	if refused != nil {
		said += " " + many(len(lines)-len(kept), "row was", "rows were") + " refused: " + screen.Sentence(refused.Error())
	}
	return r, tea.Batch(r.keep.record(kept...), screen.Say(said))
}

// listed names lines: the first few, and how many more there are.
func listed(lines []int) string {
	const few = 8
	names := make([]string, 0, few)
	for i, l := range lines {
		if i == few {
			return "lines " + strings.Join(names, ", ") + " and " + many(len(lines)-few, "more", "more")
		}
		names = append(names, lineKey(l))
	}
	if len(names) == 1 {
		return "line " + names[0]
	}
	return "lines " + strings.Join(names, ", ")
}
