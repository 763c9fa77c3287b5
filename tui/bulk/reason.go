package bulk

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// reason is why rows are left out, while that is typed.
type reason struct {
	lines []int
	line  *dialog.Line
}

// leaveOutWhy asks why the marked rows, or the row under the cursor, are left out.
func (r *review) leaveOutWhy() (screen.Screen, tea.Cmd) {
	lines, cannot := r.aimed()
	if len(lines) == 0 {
		return r.refuse(cannot)
	}
	r.askReason(lines, cannot)
	if len(lines) == 1 {
		r.reason.line.SetValue(r.plan.Row(lines[0]).Reason)
	}
	return r, nil
}

func (r *review) askReason(lines []int, cannot string) {
	what := lineTitle(r.plan, lines[0])
	if r.table.Marks() > 0 {
		what = r.numbered(lines)
	}
	words := what + " will be left out. The reason is kept with your name and the time: it stands beside the row, in the summary and in the files that are written of it.\n" + cannot
	line := dialog.NewLine(r.env.Theme, "Leave out, and why", strings.TrimSpace(words), "Reason: ", "leave out")
	line.Check(func(typed string) error {
		if f := store.Storable(typed); f != nil {
			return errors.New(f.Message)
		}
		return nil
	})
	r.reason = &reason{lines, line}
	r.ask, r.yes = line, func() (screen.Screen, tea.Cmd) {
		marked := r.table.Marks() > 0
		r.unmark()
		if marked {
			return r.decideAll(lines, store.VerdictLeaveOut, line.Value(), "")
		}
		r.table.GotoKey(lineKey(lines[0]))
		return r.decideRow(store.VerdictLeaveOut, line.Value())
	}
}

// reasonTyped keeps what is typed of a reason.
func (r *review) reasonTyped(before string) tea.Cmd {
	if r.reason == nil || r.reason.line.Value() == before {
		return nil
	}
	return r.scribe.keep(&unfinished{lines: r.reason.lines, text: r.reason.line.Value()})
}

// standingOf says in a sentence what Save will do with the row as it is decided now, and who decided that, when and why.
func (r *review) standingOf(row *importer.Row) (said string, told bool) {
	hand := r.hand(row)
	if said = sideStanding(row); r.plan.BothWays() && said != "" && row.Reason == "" {
		return said, false
	}
	switch {
	case row.Status == importer.StatusError && r.theirs():
		return cannotBeSaved, false
	case hand == "" || row.Verdict == "" || undecidable(row, r.job) != "":
		return standing(row, r.job), false
	case row.Verdict == store.VerdictLeaveOut && row.Reason != "":
		return "Left out by " + hand + ": " + text.Visible(row.Reason), true
	case row.Verdict == store.VerdictLeaveOut:
		return "Left out by " + hand + ": Save does not take it.", false
	case row.Verdict == store.VerdictAccept && row.DecidedBy != r.env.Operator:
		return "Accepted by " + hand + ": Save takes it.", false
	}
	return standing(row, r.job), false
}

// hand is who decided on a row, and when; empty where nobody did by hand.
func (r *review) hand(row *importer.Row) string {
	if row.DecidedBy == "" {
		return ""
	}
	who := text.Visible(row.DecidedBy)
	if row.DecidedBy == r.env.Operator {
		who = "you"
	}
	if at := r.byHand[row.Line].At; !at.IsZero() {
		who += ", " + when(at, r.env.Now())
	}
	return who
}
