package plain

import (
	"bufio"
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// walk goes through the plan row by row, the way `git add -p` does: it writes each row that is not the same to
// out and asks the person about those with something to decide. Rows in error are shown, too. It returns what was
// read out of each row.
func (p *person) walk(out *bufio.Writer, plan *importer.Plan) (told, error) {
	w := &walker{person: p, plan: plan}
	read := make(told, len(plan.Rows))
	shown := 0
	for i := range plan.Rows {
		r := &plan.Rows[i]
		if r.Status == importer.StatusSame {
			continue
		}
		shown++
		read[i] = r.Changes
		writeRowPlain(out, r, shown, askable(r) && w.rest == "")
		if !askable(r) {
			continue
		}
		if err := out.Flush(); err != nil {
			return nil, err
		}
		if err := w.decide(r); err != nil {
			return nil, err
		}
	}
	return read, nil
}

// walker is a walk under way.
type walker struct {
	*person
	plan *importer.Plan
	rest store.Verdict // the answer for all rows to come, once it was given
}

// decide settles one row: by the answer for all the rest, or by asking until the answer is understood.
func (w *walker) decide(r *importer.Row) error {
	switch {
	case w.rest == store.VerdictAccept && r.Status == importer.StatusHeldBack:
		return nil // a held-back row is included only by its own answer
	case w.rest != "":
		return w.plan.Decide(r.Line, w.rest)
	}
	for {
		answer, err := w.ask("Accept this row? y yes, n leave out, a yes to all the rest, d leave out all the rest, q stop:")
		if err != nil {
			return err
		}
		verdict, rest, known := verdictOf(answer)
		if !known {
			fmt.Fprintln(w.out, "Please answer y, n, a, d or q.")
			continue
		}
		if verdict == "" {
			return &rejected{"stopped; nothing was saved"}
		}
		w.rest = rest
		return w.plan.Decide(r.Line, verdict)
	}
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
