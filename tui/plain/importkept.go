package plain

import (
	"bufio"
	"context"
	"fmt"

	"homeroom/importer"
	"homeroom/store"
)

// reviewable reports whether a plan has rows to ask about: without any there is nothing to keep.
func reviewable(plan *importer.Plan) bool {
	for i := range plan.Rows {
		if asks(&plan.Rows[i]) {
			return true
		}
	}
	return false
}

// importKept opens or goes on with the operator's kept review of the file, asks about its rows, and saves what was
// accepted. Every answer is in the store before the next question; the console shows the same review.
func (a *app) importKept(ctx context.Context, plan *importer.Plan, f *importFlags, files *resultFiles) error {
	k, err := a.findKept(ctx, plan)
	defer k.close()
	if err != nil {
		return err
	}
	if err := k.flagged(&f.planFlags); err != nil {
		return err
	}
	p := a.person(ctx).keeping()
	if err := k.includeLeft(p, &f.left); err != nil {
		return err
	}
	var saved importer.Outcome
	err = output(a.Out, func(w *bufio.Writer) error {
		writeUnderstood(w, k.plan, true)
		if err := k.writeOthers(w); err != nil {
			return err
		}
		walked, err := k.walk(w, p)
		if err == nil {
			saved, err = a.saveKept(ctx, walked, f)
		}
		return err
	})
	if err != nil {
		return before(p.nothing, stopped(err, p.nothing))
	}
	if saved.Act == 0 && k.review.ID != 0 {
		fmt.Fprintln(a.Err, "What was decided is kept: "+p.remedy+".")
	}
	return a.finish(ctx, k.st, k.plan, f, files, saved)
}

// flagged takes over what the flags ask for, as far as nobody decided otherwise before.
func (k *keptReview) flagged(f *planFlags) error {
	if f.mend {
		if err := k.remend(func() error { mendAll(k.plan); return nil }); err != nil {
			return err
		}
	}
	if !f.includeHeld {
		return nil
	}
	var held []int
	for i := range k.plan.Rows {
		r := &k.plan.Rows[i]
		if _, decided := k.decided[r.Line]; r.Includable && !r.OnlyHere && !decided {
			held = append(held, r.Line)
		}
	}
	_, err := k.keep(held, store.VerdictAccept, "") // one that is refused stays held back, and is asked about
	return err
}

// saveKept asks whether to save and saves, over again while records move or another window decides meanwhile. Nothing is
// saved that was not read as it is.
func (a *app) saveKept(ctx context.Context, w *walker, f *importFlags) (saved importer.Outcome, err error) {
	var moved []importer.Row
	for asked := false; ; {
		anew, err := w.lookAgain()
		if err != nil {
			return saved, err
		}
		if anew {
			asked, moved = false, nil
		}
		if err := w.settle(asked); err != nil || w.plan.Accepted() == 0 {
			return importer.Outcome{Moved: moved}, err
		}
		w.plan.ReviewVersion = w.known
		saved, err = a.saveOnce(ctx, w.st, w.plan, w.review.ID, f)
		switch {
		case store.CodeOf(err) == store.CodeConflict:
			w.behind = true // lookAgain tells what was decided meanwhile, or what became of the review
		case err != nil:
			return saved, err
		case len(saved.Moved) == 0:
			saved.Moved = moved
			return saved, nil
		default:
			moved = append(moved, saved.Moved...)
			asked = !w.movedOn(len(moved))
		}
	}
}

// settle reads the figures and asks whether to save, unless that was asked. It returns a *rejected error when the answer
// was No.
func (w *walker) settle(asked bool) error {
	if asked {
		return nil
	}
	w.writeFigures()
	if err := w.out.Flush(); err != nil || w.plan.Accepted() == 0 {
		return err
	}
	if err := w.sure(w.plan); err != nil {
		return err
	}
	return w.begin()
}

// lookAgain takes in what another window decided, reads again what that changed, and asks about rows that turned. It
// answers whether there was anything.
func (w *walker) lookAgain() (anew bool, err error) {
	if err := w.look(); err != nil || !w.behind {
		return false, err
	}
	lines, err := w.takeIn()
	if err != nil {
		return true, err
	}
	w.tellElsewhere(lines)
	for _, line := range lines {
		if r := w.plan.Row(line); r != nil {
			w.readAgain(r)
		}
	}
	return true, w.run()
}

// readAgain reads a row out as it is now.
func (w *walker) readAgain(r *importer.Row) {
	w.told[r.Line] = r.Does()
	writeRowPlain(w.out, w.plan, r, "Again", askable(r))
	w.writeDecided(r)
}

// writeFigures reads what became otherwise since it was read, how many rows there are of each status, and how many were
// put off.
func (w *walker) writeFigures() {
	w.out.WriteString("\n")
	for _, s := range w.told.news(w.plan) {
		w.out.WriteString(s + "\n")
	}
	w.told = tell(w.plan)
	w.out.WriteString(countsLine(w.plan) + "\n")
	var later []int
	for i := range w.plan.Rows {
		if r := &w.plan.Rows[i]; r.Verdict == store.VerdictLater {
			later = append(later, r.Line)
		}
	}
	if len(later) > 0 {
		w.out.WriteString(fmt.Sprintf("Put off, and left out by a save now: %s, %s.\n", rowsOf(len(later)), linesWords(w.plan, later)))
	}
}

// movedOn tells of rows that are held back since their records moved, and reports whether the others do something
// that was not read: then it has to be asked again.
func (w *walker) movedOn(held int) bool {
	news := w.told.news(w.plan)
	if len(news) > 0 {
		fmt.Fprintf(w.person.out, "Records moved since the preview; held back (R-85): %s\n", rowsOf(held))
	}
	return len(news) > 0
}

// look sees whether another window moved the review.
func (k *keptReview) look() error {
	if k.behind || k.review.ID == 0 {
		return nil
	}
	r, _, _, err := k.st.Review(k.ctx, k.review.ID)
	if err != nil {
		return err
	}
	k.behind = r.Version != k.known
	return k.ended(&r)
}
