package plain

import (
	"fmt"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// What the answers to the question about a row do.

// decide keeps a verdict on the row, and goes on. One that the rules refuse is told, and the row is asked about again.
func (w *walker) decide(v store.Verdict, reason string) error {
	line := w.row().Line
	refused, err := w.keep([]int{line}, v, reason)
	if err == nil && len(refused) > 0 {
		err = refused[0].Err
	}
	if err != nil {
		return w.refused(err)
	}
	w.answered[line] = w.row().Status
	w.at++
	return nil
}

// refused tells what a rule says against an answer; any other failure ends the walk.
func (w *walker) refused(err error) error {
	if store.CodeOf(err) != store.CodeInvalid {
		return err
	}
	fmt.Fprintln(w.person.out, said(err))
	w.forced = true
	return nil
}

// leaveOutBecause asks why, and leaves the row out.
func (w *walker) leaveOutBecause() error {
	reason, err := w.ask("Why is it left out? In a line; Enter gives no reason:")
	if err != nil {
		return err
	}
	return w.decide(store.VerdictLeaveOut, reason)
}

// pass goes on without doing anything about the row.
func (w *walker) pass() error {
	w.answered[w.row().Line] = w.row().Status
	w.at++
	return nil
}

// decideRest keeps a verdict on the row and on all to come that nobody decided yet; from there on they are only read. A
// held-back row is accepted by its own answer alone.
func (w *walker) decideRest(v store.Verdict) error {
	var list []int
	for at := w.at; at < len(w.stops); at++ {
		r := w.rowAt(at)
		held := at != w.at && v == store.VerdictAccept && r.Status == importer.StatusHeldBack
		if askable(r) && !held && (at == w.at || !w.settled(r)) {
			list = append(list, r.Line)
			w.fresh[r.Line] = true
		}
	}
	refused, err := w.keep(list, v, "")
	if err != nil {
		return err
	}
	for _, r := range refused {
		fmt.Fprintln(w.person.out, said(r.Err))
	}
	w.rest = true
	w.at++
	return nil
}

// before is the place of the row before that can be asked about; -1 where there is none.
func (w *walker) before() int {
	for at := w.at - 1; at >= 0; at-- {
		if asks(w.rowAt(at)) {
			return at
		}
	}
	return -1
}

func (w *walker) back() error {
	w.at, w.forced = w.before(), true
	return nil
}

func (w *walker) stop() error { return &rejected{"stopped; " + w.nothing} }

// said is an error as a sentence for the person at the question.
func said(err error) string { return sentence(err.Error()) }

func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
