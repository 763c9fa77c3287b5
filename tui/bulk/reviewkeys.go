package bulk

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// actions are the keys of the review. A decision that the row does not allow says why.
func (r *review) actions() []action {
	settled := undecidable(r.row(), r.job)
	if r.table.Marks() > 0 {
		settled = ""
	}
	if settled != "" && r.nothingProposed() == "" && r.row().Status == importer.StatusError {
		settled = "a row with an error cannot be saved: m takes the mend that is proposed, e mends by hand"
	}
	take, leave := "accept", "leave out"
	if r.plan.BothWays() {
		take, leave = "take theirs", "keep ours"
	}
	deciding := r.boxed(r.withheld([]action{
		{screen.Key{Press: []string{"y"}, Do: take, Help: "Accept the row: Save takes it.", Disabled: settled}, r.decide(store.VerdictAccept)},
		{screen.Key{Press: []string{"n"}, Do: leave, Help: "Leave the row out: Save does not take it.", Disabled: settled}, r.decide(store.VerdictLeaveOut)},
		{screen.Key{Press: []string{"l"}, Do: "later", Help: "Decide later: the row is counted as undecided.", Disabled: settled}, r.decide(store.VerdictLater)},
		{screen.Key{Press: []string{"N", "shift+n"}, Show: "N", Do: "leave out, why", Help: "Leave the row out, or the marked rows, with a reason that is kept.", Disabled: settled, Quiet: true}, r.leaveOutWhy},
		{screen.Key{Press: []string{"e"}, Do: "mend", Help: "Mend a cell of the row by hand; the " + r.job.source() + " itself stays as it is.", Disabled: r.noCells()}, r.mendByHand},
		{screen.Key{Press: []string{"a"}, Do: "rest", Help: "Accept the rest of this kind: the rows of the same status, without those left out by hand.", Disabled: cmp.Or(noRow(r), undecidable(r.row(), r.job))}, r.acceptRest},
		{screen.Key{Press: []string{"s", "ctrl+s"}, Show: "s", Do: "save", Help: "Save the accepted rows, after a question (also ctrl+s and :w).", Disabled: r.unsavable()}, r.save},
	}))
	deciding = append(deciding, r.boxed(r.withheld(r.leftAction()))...)
	return slices.Concat(deciding, []action{
		{screen.Key{Press: []string{"]"}, Show: "] [", Do: "problem", Help: "Go to the next row that needs a look, or the one before: an error, held back, a warning (!), a last device taken."}, r.problem(1)},
		{screen.Key{Press: []string{"["}}, r.problem(-1)},
		{screen.Key{Press: []string{"f"}, Do: r.filterWord(), Help: "Show only the rows of this status, or of this side of a list; again: all rows.", Disabled: noRow(r)}, r.filter},
		{screen.Key{Press: []string{"/"}, Do: "search", Help: siftHelp}, r.startSearch},
		{screen.Key{Press: []string{"*"}, Do: "mark all", Help: "Mark every row that is shown, or take their marks away; y n l N then ask about all marked rows.", Disabled: noRow(r), Quiet: true}, r.markAll},
		{screen.Key{Press: []string{"enter", "tab", "shift+tab"}, Show: "⏎", Do: r.paneWord(), Help: "Go to the pane of the row, to scroll it; again: back to the rows.", Disabled: noRow(r)}, r.pane},
		{screen.Key{Press: []string{"r"}, Do: "compare again", Help: "Compare the " + r.job.source() + " with the records as they are now; decisions stay.", Quiet: !r.stale}, r.compare},
		{screen.Key{Press: leaveKeys(r.session), Show: "esc", Do: "back", Help: "Leave the pane, then the filter, then the marks, then the review. The review can be continued."}, r.back},
	}, r.mendActions())
}

// Keys are the keys that work: of the open question, of the search, or of the review and its list.
func (r *review) Keys() []screen.Key {
	switch {
	case r.run != nil:
		return r.run.Keys()
	case r.comparing.Long():
		return r.comparing.Keys()
	case r.busy() || r.asking != 0:
		return nil
	case r.ask != nil:
		return r.ask.Keys()
	case r.typing:
		return typingKeys()
	case r.cells != nil:
		return r.cellKeys()
	}
	return append(keysOf(r.actions()), table.Keys()...)
}

func noRow(r *review) string {
	if r.row() == nil {
		return "there is no row here"
	}
	return ""
}

// noCells says why no cell of the row can be mended.
func (r *review) noCells() string {
	if row := r.row(); row != nil && row.OnlyHere {
		return "this record is only here: the file has no row of it to mend"
	}
	return noRow(r)
}

func (r *review) paneWord() string {
	if r.detail {
		return "rows"
	}
	return "row"
}

func (r *review) unsavable() string {
	if r.tally.accepted == 0 {
		return "no row is accepted, so there is nothing to save"
	}
	return ""
}

// problem goes to the next row, or the one before, that needs a look.
func (r *review) problem(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		i, ok := r.table.Index()
		for i += by; ok && i >= 0 && i < len(r.plan.Rows); i += by {
			if row := &r.plan.Rows[i]; r.needsLook(row) && r.keeps(i) {
				r.table.GotoKey(lineKey(row.Line))
				r.top = 0
				return r, nil
			}
		}
		if by > 0 {
			return r, screen.Say("No problem below this row.")
		}
		return r, screen.Say("No problem above this row.")
	}
}

func (r *review) pane() (screen.Screen, tea.Cmd) {
	r.detail, r.top = !r.detail, 0
	return r, nil
}

// scroll moves the pane of the row.
func (r *review) scroll(key string) {
	page := max(1, r.room-1)
	steps := map[string]int{
		"j": 1, "down": 1, "k": -1, "up": -1, "pgdown": page, "ctrl+d": page / 2, "pgup": -page, "ctrl+u": -page / 2,
		"g": -r.long, "home": -r.long, "G": r.long, "end": r.long,
	}
	r.top = max(0, min(r.top+steps[key], r.long-r.room))
}

// back leaves the pane, then the filter, then the review, which can be continued.
func (r *review) back() (screen.Screen, tea.Cmd) {
	switch {
	case r.detail:
		r.detail, r.top = false, 0
		return r, nil
	case r.sift.on():
		r.sift = sift{}
		r.search.SetValue("")
		r.sieve()
		return r, nil
	case r.table.Marks() > 0:
		r.unmark()
		return r, nil
	}
	if r.from == nil {
		return leave(r, r.session, r.farewell())
	}
	return r.from, tea.Batch(r.from.again(), r.farewell())
}
