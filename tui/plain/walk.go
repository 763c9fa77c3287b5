package plain

import (
	"bufio"
	"fmt"
	"slices"

	"homeroom/importer"
	"homeroom/store"
)

// walker goes through a kept review row by row, the way `git add -p` does: it reads each row that is not the same, and
// asks about those with something to decide or to mend. Every answer is kept in the store at once.
type walker struct {
	*person
	*keptReview
	out   *bufio.Writer
	stops []int // the lines of the rows to be read, in the order of the file; those that a mend brings up come after
	at    int
	told  told // what was read out of each row

	again    bool                    // decided rows are asked about once more
	forced   bool                    // the row was asked for: it is read whatever was decided
	rest     bool                    // all the rest was answered: it is only read
	fresh    map[int]bool            // lines that the answer for the rest decided, to be read
	answered map[int]importer.Status // by line: what the row was when it was answered here
}

// walk reads and asks. It returns a *rejected error when the person stops.
func (k *keptReview) walk(out *bufio.Writer, p *person) (*walker, error) {
	w := &walker{
		person: p, keptReview: k, out: out, told: tell(k.plan), fresh: map[int]bool{}, answered: map[int]importer.Status{},
	}
	w.line()
	if err := w.goOn(); err != nil {
		return nil, err
	}
	fmt.Fprintln(p.out, "At each question ? tells what the answers mean.")
	return w, w.run()
}

// run goes through the rows, and then to those that have come to ask something, until there is none.
func (w *walker) run() error {
	for {
		for w.at < len(w.stops) {
			if err := w.visit(); err != nil {
				return err
			}
		}
		if !w.more() {
			return nil
		}
	}
}

// line puts the rows that are not the same in line, and those that came up since behind them.
func (w *walker) line() {
	inLine := make(map[int]bool, len(w.stops))
	for _, line := range w.stops {
		inLine[line] = true
	}
	for i := range w.plan.Rows {
		if r := &w.plan.Rows[i]; r.Status != importer.StatusSame && !inLine[r.Line] {
			w.stops = append(w.stops, r.Line)
		}
	}
}

// more goes to a row that has come to ask something since it was passed; false when there is none. After an answer for
// all the rest only one that turned since does.
func (w *walker) more() bool {
	w.line()
	for at := range w.stops {
		if r := w.rowAt(at); turned(r) || !w.rest && asks(r) && !w.settled(r) {
			w.at, w.forced = at, true
			return true
		}
	}
	return false
}

// turned reports whether a row that can be decided came out otherwise than it was shown, and nobody decided on it since.
func turned(r *importer.Row) bool { return askable(r) && r.Turned != "" }

func (w *walker) row() *importer.Row { return w.rowAt(w.at) }

// rowAt is one of the rows to be read. A record that the file did not name may be named by now, or be gone: there is nothing
// of it to be read any more.
func (w *walker) rowAt(at int) *importer.Row {
	if r := w.plan.Row(w.stops[at]); r != nil {
		return r
	}
	return &importer.Row{Line: w.stops[at], Status: importer.StatusSame, Hand: &importer.Hand{}, Planned: &importer.Planned{}}
}

// settled reports whether nothing is left to ask about a row: it was answered here and is still what it was, or it was
// decided before.
func (w *walker) settled(r *importer.Row) bool {
	if was, ok := w.answered[r.Line]; ok && !turned(r) {
		return was == r.Status
	}
	return w.isDecided(r)
}

// visit reads a row and asks about it, or passes it by.
func (w *walker) visit() error {
	r := w.row()
	read := w.forced || w.again || w.fresh[r.Line] || !w.settled(r)
	w.forced = false
	if !read || w.plan.Row(r.Line) == nil {
		w.at++
		return nil
	}
	ask := turned(r) || asks(r) && !w.rest
	w.told[r.Line] = r.Does()
	writeRowPlain(w.out, w.plan, r, fmt.Sprintf("%d of %d", w.at+1, len(w.stops)), ask)
	w.writeDecided(r)
	if !ask {
		w.at++
		return nil
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	return w.put()
}

// writeDecided tells what was decided about a row before, by whom, when and why. An answer for all the rest was just given.
func (w *walker) writeDecided(r *importer.Row) {
	d, ok := w.decided[r.Line]
	if !ok || !askable(r) || w.fresh[r.Line] {
		return
	}
	w.out.WriteString("   " + decidedSentence(&d) + "\n")
	if d.Verdict == store.VerdictAccept && r.Turned != "" {
		w.out.WriteString("   That is not in force any more: the row is not what it was then.\n")
	}
}

// put asks about the row until the answer is understood, and does it.
func (w *walker) put() error {
	list := w.fitting()
	question := fmt.Sprintf("Row %d of %d, %s. %s %s:", w.at+1, len(w.stops), importer.InLine(w.plan, w.row().Line), asking(w.row()), keysOf(list))
	for {
		said, err := w.ask(question)
		if err != nil {
			return err
		}
		a, ok := understood(list, said)
		switch {
		case !ok:
			fmt.Fprintln(w.person.out, "Please answer "+keysOf(list)+".")
		case a.do == nil:
			w.explainAnswers(list)
		default:
			if again, err := w.overtaken(); again || err != nil {
				return err
			}
			if err := a.do(w); err != nil {
				return err
			}
			return w.meanwhile()
		}
	}
}

// asking is the question about a row.
func asking(r *importer.Row) string {
	switch {
	case !askable(r):
		return "It is not saved as it is. What is to be done?"
	case r.Status == importer.StatusHeldBack:
		return "It is held back. Accept it all the same?"
	}
	return "Accept it?"
}

func (w *walker) explainAnswers(list []answer) {
	for _, a := range list {
		fmt.Fprintf(w.person.out, "%s: %s.\n", a.key, a.means)
	}
}

// meanwhile takes in what was decided or mended on the screen since, and tells it.
func (w *walker) meanwhile() error {
	if !w.behind {
		return nil
	}
	lines, err := w.takeIn()
	if err != nil {
		return err
	}
	w.tellElsewhere(lines)
	return nil
}

// overtaken reports whether another window decided on the row, or mended it, while the question about it stood: the answer
// was given without knowing that. It is told, and the row is asked about again.
func (w *walker) overtaken() (bool, error) {
	if w.review.ID == 0 {
		return false, nil
	}
	open, err := w.st.Reviews(w.keptReview.ctx, w.by)
	at := slices.IndexFunc(open, func(r store.Review) bool { return r.ID == w.review.ID })
	if err != nil || at < 0 || open[at].Version == w.known { // of a review that is over the answer itself tells
		return false, err
	}
	lines, err := w.takeIn()
	if err != nil {
		return false, err
	}
	w.tellElsewhere(lines)
	if !slices.Contains(lines, w.row().Line) {
		return false, nil
	}
	fmt.Fprintln(w.person.out, "Your answer was to the row as it stood before: nothing was done by it, and the row is asked about again.")
	w.forced = true
	return true, nil
}

// tellElsewhere tells which rows were decided or mended in another window.
func (w *walker) tellElsewhere(lines []int) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w.person.out, "Decided or mended in another window meanwhile: %s, %s.\n", rowsOf(len(lines)), linesWords(w.plan, lines))
	for _, line := range lines {
		if r := w.plan.Row(line); r != nil && w.isDecided(r) {
			w.answered[line] = r.Status
		}
	}
}
