package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// verdictWords are a decision as a question has it: its key, what it does, and its title.
type verdictWords struct{ key, verb, title string }

func wordsOf(v store.Verdict) verdictWords {
	switch v {
	case store.VerdictAccept:
		return verdictWords{"y", "accept", "Accept the marked rows"}
	case store.VerdictLeaveOut:
		return verdictWords{"n", "leave out", "Leave out the marked rows"}
	}
	return verdictWords{"l", "decide later", "Decide later"}
}

// marked are the lines of the marked rows that can be decided on, in their order, and what keeps the others from it.
func (r *review) marked() (lines []int, cannot string) {
	var why [len(excuses)]int
	all := 0
	for _, key := range r.table.Marked() {
		row := r.plan.Row(lineOf(key))
		if row == nil {
			continue
		}
		if undecidable(row, r.job) == "" {
			lines = append(lines, row.Line)
			continue
		}
		all++
		why[excuseOf(row)]++
	}
	if all == 0 {
		return lines, ""
	}
	var parts []string
	for i, n := range why {
		if n > 0 {
			parts = append(parts, many(n, excuses[i][0], excuses[i][1]))
		}
	}
	return lines, many(all, "marked row cannot", "marked rows cannot") + " be decided on: " + strings.Join(parts, ", ") + "."
}

// excuses are why marked rows cannot be decided on, of one and of many.
var excuses = [...][2]string{
	{"is in error", "are in error"},
	{"is the same as the records", "are the same as the records"},
	{"is left out by a rule", "are left out by a rule"},
	{"is held back for good", "are held back for good"},
}

// excuseOf is the place of a row's reason among excuses.
func excuseOf(row *importer.Row) int {
	switch row.Status {
	case importer.StatusError:
		return 0
	case importer.StatusSame:
		return 1
	case importer.StatusHeldBack:
		return 3
	}
	return 2
}

// askMarked asks whether to decide on all marked rows: with their number, and by status where they differ.
func (r *review) askMarked(v store.Verdict) (screen.Screen, tea.Cmd) {
	lines, cannot := r.marked()
	if len(lines) == 0 {
		return r, screen.Say(cannot)
	}
	words := wordsOf(v)
	text := screen.Sentence(words.verb+" "+r.numbered(lines)) + "\n" + r.unreasoned(lines) + cannot
	r.ask = dialog.NewConfirm(r.env.Theme, words.title, strings.TrimSpace(text), words.key, words.verb)
	r.yes = func() (screen.Screen, tea.Cmd) {
		r.unmark()
		return r.decideAll(lines, v, "", "")
	}
	return r, nil
}

// unreasoned tells that what was typed of why rows are left out goes with the next decision; empty where nothing was.
func (r *review) unreasoned(lines []int) string {
	var why []int
	for _, line := range lines {
		if r.plan.Row(line).Reason != "" {
			why = append(why, line)
		}
	}
	if len(why) == 0 {
		return ""
	}
	return "The " + pick(len(why), "reason of 1 row goes", "reasons of "+many(len(why), "", "rows")+" go") + " with it (" + listed(r.plan, why) + ").\n"
}

// numbered counts rows, and by status where they differ: "12 rows (+ add 8, ? held back 4)".
func (r *review) numbered(lines []int) string {
	count := map[importer.Status]int{}
	for _, line := range lines {
		count[r.plan.Row(line).Status]++
	}
	said := many(len(lines), "marked row", "marked rows")
	if len(count) == 1 {
		return said + " (" + listed(r.plan, lines) + ")"
	}
	var parts []string
	for _, s := range importer.Statuses {
		if count[s] > 0 {
			sign, word, _ := r.env.Theme.Status(string(s))
			parts = append(parts, sign+" "+word+" "+figures(count[s]))
		}
	}
	return said + " (" + strings.Join(parts, ", ") + ")"
}

// markAll marks every row that is shown, or takes their marks away.
func (r *review) markAll() (screen.Screen, tea.Cmd) {
	r.table.MarkShown()
	r.resift()
	return r, nil
}

// unmark takes all marks away.
func (r *review) unmark() {
	r.table.Unmark()
	r.resift()
}

// resift applies the filter again where it asks for marks.
func (r *review) resift() {
	if r.sift.marked != "" {
		r.sieve()
	}
}

// aimed are the lines that a reason is typed for: the marked rows, or else the row under the cursor.
func (r *review) aimed() (lines []int, cannot string) {
	if r.table.Marks() > 0 {
		return r.marked()
	}
	return []int{r.row().Line}, ""
}
