package plain

import (
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// goOn tells what was decided before, and goes to the first row that is open, or with an answer through all again.
func (w *walker) goOn() error {
	if !w.found {
		return nil
	}
	decided, of := w.progress()
	w.out.WriteString(fmt.Sprintf("This review was begun at %s.\n", moment(w.review.Started)))
	w.out.WriteString(fmt.Sprintf("Decided already: %d of %s to decide.\n", decided, rowsOf(of)))
	if n := w.plan.Mended(); n > 0 {
		w.out.WriteString("Mended: " + counted(n, "mend", "mends") + ".\n")
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	first := w.firstOpen()
	if decided == 0 {
		return nil
	}
	return w.askWhere(first)
}

// askWhere asks whether to go on where it was left, or through everything again.
func (w *walker) askWhere(first int) error {
	question := "Nothing is open. Enter goes on to the question whether to save"
	if first < len(w.stops) {
		question = fmt.Sprintf("Enter goes on at row %d of %d, %s", first+1, len(w.stops), importer.InLine(w.plan, w.stops[first]))
	}
	for {
		answer, err := w.ask(question + ", r goes through the decided ones again, q stops:")
		if err != nil {
			return err
		}
		switch strings.ToLower(answer) {
		case "":
			w.skipTo(first)
			return nil
		case "r":
			w.again = true
			return nil
		case "q":
			return w.stop()
		}
		fmt.Fprintln(w.person.out, "Please answer with Enter, r or q.")
	}
}

// firstOpen is the place of the first row that is open: something can be decided about it and nothing is, or it is
// rejected and comes after everything that was decided. It is behind the last where there is none.
func (w *walker) firstOpen() int {
	last := 0
	for at := range w.stops {
		if w.isDecided(w.rowAt(at)) {
			last = at
		}
	}
	for at := range w.stops {
		switch r := w.rowAt(at); {
		case askable(r) && !w.isDecided(r), r.Turned != "", r.Rejected() && at > last:
			return at
		}
	}
	return len(w.stops)
}

// skipTo goes to a place. The rejected rows before it were read before.
func (w *walker) skipTo(at int) {
	for n := range w.stops[:at] {
		r := w.rowAt(n)
		w.answered[r.Line] = r.Status
	}
	w.at = at
}

// progress counts the rows that are decided, of those that can be.
func (k *keptReview) progress() (decided, of int) {
	for i := range k.plan.Rows {
		r := &k.plan.Rows[i]
		if !askable(r) {
			continue
		}
		of++
		if k.isDecided(r) {
			decided++
		}
	}
	return decided, of
}

// decidedSentence tells what was decided about a row, by whom, when and why.
func decidedSentence(d *store.Decision) string {
	s := fmt.Sprintf("Decided: %s, by %s at %s", verdictWords(d.Verdict), text.Visible(d.Operator), moment(d.At))
	if d.Reason != "" {
		s += ": " + text.Visible(d.Reason)
	}
	return s + "."
}

func verdictWords(v store.Verdict) string {
	switch v {
	case store.VerdictAccept:
		return "accepted"
	case store.VerdictLeaveOut:
		return "left out"
	}
	return "put off"
}
