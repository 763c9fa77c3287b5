package plain

import (
	"bufio"
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// walk goes through the plan row by row, the way `git add -p` does: it writes each row that is not the same to
// out and asks the person about those with something to decide, or with a mend that is proposed. Rows in error are
// shown, too. It returns what was read out of each row. A mend may give an earlier row something to decide: that is
// asked at the end.
func (p *person) walk(out *bufio.Writer, plan *importer.Plan) (told, error) {
	w := &walker{person: p, plan: plan, out: out, read: make(told, len(plan.Rows)), asked: make([]bool, len(plan.Rows))}
	for again := false; ; again = true {
		mended := plan.Mended()
		for i := range plan.Rows {
			r := &plan.Rows[i]
			if r.Status == importer.StatusSame || again && (w.asked[i] || !askable(r)) {
				continue
			}
			if err := w.visit(i); err != nil {
				return nil, err
			}
		}
		if plan.Mended() == mended {
			return w.read, nil
		}
	}
}

// walker is a walk under way.
type walker struct {
	*person
	plan  *importer.Plan
	rest  store.Verdict // the answer for all rows to come, once it was given
	out   *bufio.Writer
	shown int
	read  told
	asked []bool // rows with an answer of their own, or one for all the rest
}

// visit writes a row and asks about it; after a mend again.
func (w *walker) visit(i int) error {
	for {
		r := &w.plan.Rows[i]
		w.shown++
		w.read[i] = r.Changes
		writeRowPlain(w.out, r, w.shown, askable(r) && w.rest == "")
		w.asked[i] = w.asked[i] || askable(r)
		proposed := w.plan.Proposed(r.Line)
		if !askable(r) && (len(proposed) == 0 || w.rest != "") {
			return nil
		}
		if err := w.out.Flush(); err != nil {
			return err
		}
		mended, err := w.decide(r, proposed)
		if err != nil || !mended {
			return err
		}
	}
}

// decide settles one row: by the answer for all the rest, or by asking until the answer is understood.
func (w *walker) decide(r *importer.Row, proposed []store.Mend) (mended bool, err error) {
	switch {
	case w.rest == store.VerdictAccept && r.Status == importer.StatusHeldBack:
		return false, nil // a held-back row is included only by its own answer
	case w.rest != "":
		return false, w.plan.Decide(r.Line, w.rest)
	}
	question, answers := asking(r, len(proposed) > 0)
	for {
		answer, err := w.ask(question)
		if err != nil {
			return false, err
		}
		if len(proposed) > 0 && strings.EqualFold(answer, "m") {
			return true, w.plan.Mend(proposed...)
		}
		verdict, rest, known := verdictOf(answer)
		switch {
		case !known || !askable(r) && rest != "":
			fmt.Fprintln(w.person.out, "Please answer "+answers+".")
			continue
		case verdict == "":
			return false, &rejected{"stopped; nothing was saved"}
		case !askable(r):
			return false, nil
		}
		w.rest = rest
		return false, w.plan.Decide(r.Line, verdict)
	}
}

// asking is the question about a row, and the answers to it.
func asking(r *importer.Row, mendable bool) (question, answers string) {
	switch {
	case !askable(r):
		return "Take the proposed mend? m mend, n leave the row as it is, q stop:", "m, n or q"
	case mendable:
		return "Accept this row? y yes, n leave out, m take the proposed mend, a yes to all the rest, d leave out all the rest, q stop:", "y, n, m, a, d or q"
	}
	return "Accept this row? y yes, n leave out, a yes to all the rest, d leave out all the rest, q stop:", "y, n, a, d or q"
}

// verdictOf reads an answer: the verdict for this row ("" to stop), and the one for all the rest, if any.
func verdictOf(answer string) (verdict, rest store.Verdict, known bool) {
	switch strings.ToLower(answer) {
	case "y", "yes":
		return store.VerdictAccept, "", true
	case "n", "no":
		return store.VerdictLeaveOut, "", true
	case "a":
		return store.VerdictAccept, store.VerdictAccept, true
	case "d":
		return store.VerdictLeaveOut, store.VerdictLeaveOut, true
	case "q":
		return "", "", true
	}
	return "", "", false
}

// askable reports whether there is something to decide about the row.
func askable(r *importer.Row) bool {
	return r.Verdict != "" && (r.Status != importer.StatusHeldBack || r.Includable)
}
