package bulk

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// Mending in a review: what is proposed is taken by a key, and given back by the same key. Nothing is mended in
// silence, and the file's own value stays in sight.

// mendActions are the keys of mends. They are in the footer where they can be used.
func (r *review) mendActions() []action {
	none, nobody := cmp.Or(r.foreign(), r.unmendable()), ""
	if r.tally.proposed == 0 {
		nobody = "no mend is proposed for any row"
	}
	only := "proposed mends"
	if r.sift.proposed {
		only = "all rows"
	}
	return []action{
		{screen.Key{Press: []string{"m"}, Do: r.mendWord(), Help: "Take the mends that are proposed for the row; again: put back what the " + r.job.source() + " says.", Disabled: none, Quiet: none != ""}, r.mend},
		{screen.Key{Press: []string{"M"}, Do: "mend all such", Help: "Take every mend that is proposed for the same damage, after a question.", Disabled: cmp.Or(r.foreign(), r.nothingProposed()), Quiet: r.theirs() || r.nothingProposed() != ""}, r.mendAll},
		{screen.Key{Press: []string{"F"}, Do: only, Help: "Show only the rows for which a mend is proposed, or that are mended; again: all rows.", Disabled: nobody, Quiet: true}, r.filterMends},
	}
}

func (r *review) mendWord() string {
	if r.row() != nil && len(r.plan.Proposed(r.row().Line)) == 0 {
		return "put back"
	}
	return "mend"
}

// unmendable says why m does nothing on the row; empty when it does.
func (r *review) unmendable() string {
	switch row := r.row(); {
	case row == nil:
		return "there is no row here"
	case len(r.plan.Proposed(row.Line)) == 0 && len(r.plan.MendsOf(row.Line)) == 0:
		return "no mend is proposed for this row, and nothing in it is mended"
	}
	return ""
}

func (r *review) nothingProposed() string {
	if row := r.row(); row == nil || len(r.plan.Proposed(row.Line)) == 0 {
		return "no mend is proposed for this row"
	}
	return ""
}

// mend takes what is proposed for the row, or puts back what the file says. What holds for the whole file is asked about.
func (r *review) mend() (screen.Screen, tea.Cmd) {
	line := r.row().Line
	mends, do, word := r.plan.Proposed(line), r.takeMends, "mend"
	if len(mends) == 0 {
		mends, do, word = r.plan.MendsOf(line), r.dropMends, "put back"
	}
	if mends[0].Line != 0 {
		return do(mends)
	}
	text := "The columns " + mends[0].Column + " and " + mends[0].Value + " change places in all " + many(len(r.plan.Rows), "row", "rows") + ". The file stays as it is."
	r.ask = dialog.NewConfirm(r.env.Theme, "Whole columns", or(text, ""), "m", word)
	r.yes = func() (screen.Screen, tea.Cmd) { return do(mends) }
	return r, nil
}

// mendAll takes the mends of all rows that are proposed for what the row's first one is proposed for.
func (r *review) mendAll() (screen.Screen, tea.Cmd) {
	damage := r.damage(r.row())
	mends := r.plan.ProposedBy(damage)
	text := "Proposed for " + damage.Words() + ": " + many(len(mends), "mend", "mends") + " (" + listed(r.plan, linesOf(mends)) + ").\nTake all of them? m on a row puts its own back."
	r.ask = dialog.NewConfirm(r.env.Theme, "Mend all such", text, "M", "mend")
	r.yes = func() (screen.Screen, tea.Cmd) { return r.takeMends(mends) }
	return r, nil
}

// damage is what the first proposed mend of a row is for.
func (r *review) damage(row *importer.Row) edit.Damage {
	for _, notes := range [...][]importer.Note{row.Notes, r.plan.Notes} {
		for i := range notes {
			if m := notes[i].Mend; m != nil {
				return m.Damage
			}
		}
	}
	return ""
}

// linesOf are the lines of mends, each once.
func linesOf(mends []store.Mend) []int {
	var lines []int
	for _, m := range mends {
		if n := len(lines); n == 0 || lines[n-1] != m.Line {
			lines = append(lines, m.Line)
		}
	}
	return lines
}

func (r *review) takeMends(mends []store.Mend) (screen.Screen, tea.Cmd) {
	return r.mended(mends, false, many(len(mends), "mend", "mends")+" taken. The "+r.job.source()+" stays as it is.")
}

func (r *review) dropMends(mends []store.Mend) (screen.Screen, tea.Cmd) {
	return r.mended(mends, true, "Put back: "+many(len(mends), "value", "values")+" as in the "+r.job.source()+".")
}

// mended changes the plan and keeps that. Where the records were read without these values in view, the file is
// compared again, with them.
func (r *review) mended(mends []store.Mend, back bool, said string) (screen.Screen, tea.Cmd) {
	change, kept := r.plan.Mend, store.Kept{Mends: mends}
	if back {
		change, kept = r.plan.Unmend, store.Kept{Dropped: mends}
	}
	if !back && !r.plan.Knows(mends...) {
		r.done = said
		return r.compareMended(mends)
	}
	if err := change(mends...); err != nil {
		return r, screen.Fail(err)
	}
	r.show()
	r.changed()
	r.keep.push(r.asShown(kept))
	return r, whenKept(r.thenForget(r.keep.send()), screen.Say(said))
}

// filterMends shows only the rows that a mend is proposed for or that are mended, or all again.
func (r *review) filterMends() (screen.Screen, tea.Cmd) {
	r.sift.proposed = !r.sift.proposed
	r.sieve()
	return r, nil
}

// mendable reports whether a mend is proposed for the row, or taken.
func mendable(row *importer.Row) bool { return len(row.Mends) > 0 || proposes(row) }

// proposes reports whether a note of the row proposes a mend.
func proposes(row *importer.Row) bool {
	for i := range row.Notes {
		if row.Notes[i].Mend != nil {
			return true
		}
	}
	return false
}

// mendLines show what is proposed for a row, or was mended in it, old → new.
func (r *review) mendLines(row *importer.Row, width int) []string {
	th := r.env.Theme
	var lines []string
	line := func(column, old, value string) {
		switch {
		case column == "":
			lines = append(lines, screen.Wrap("the row is left out: it stands there twice", width)...)
		default:
			lines = append(lines, narrowField(th, th.Dim.Render(screen.Clip(or(column, ""), width/2)), store.FieldChange{Old: old, New: value}, width)...)
		}
	}
	if proposed := r.plan.Proposed(row.Line); len(proposed) > 0 {
		lines = append(lines, "", th.Accent.Render(screen.Clip(r.offer("Proposed", "m mends"), width)))
		for _, m := range proposed {
			if m.Line == 0 {
				lines = append(lines, screen.Wrap(or(m.Column+" and "+m.Value+" change places in all rows", ""), width)...)
				continue
			}
			line(m.Column, r.cell(row.Line, m.Column), m.Value)
		}
	}
	if len(row.Mends) > 0 {
		lines = append(lines, "", th.Accent.Render(screen.Clip(r.offer("Mended", "m puts back"), width)))
		for _, m := range row.Mends {
			line(m.Column, m.Old, m.New)
		}
	}
	return lines
}

// cell is what a row says in a column.
func (r *review) cell(line int, header string) string {
	for _, c := range r.plan.Cells(line) {
		if c.Header == header {
			return c.Value
		}
	}
	return ""
}

// compareReview compares the file of a review with the records as they are now, with its mends, and with others in view.
func compareReview(w work, r store.Review, data []byte, foresee []store.Mend) (*importer.Plan, error) {
	hand, err := template.ParseHand(r.Mapping)
	if err != nil {
		return nil, err
	}
	chosen, err := template.ParseOptions(nil, r.Options)
	if err != nil {
		return nil, err
	}
	return w.preview(importer.Request{
		Name: r.FileName, Data: data, Template: r.Template, Mode: template.Mode(r.Mode), Site: r.Site,
		Solution: store.Solution(r.Solution), Sheet: r.Sheet, Operator: w.to.env.Operator, Mends: r.Mends, Foresee: foresee,
		Encoding: r.Encoding, Delimiter: r.Delimiter, HeaderLine: r.HeaderLine, Mapping: hand, Options: chosen,
	})
}

// mendedElsewhere brings the plan's mends to those of another window and lists the rows that this changed. Values that
// the records were not read with in view wait for r.
func (r *review) mendedElsewhere(theirs []store.Mend) (lines []int, fits bool) {
	ours := r.plan.Mends()
	gone, came := without(ours, theirs), without(theirs, ours)
	if len(gone)+len(came) == 0 {
		return nil, true
	}
	if !r.plan.Knows(append(gone, came...)...) {
		return nil, false
	}
	if r.plan.Unmend(gone...) != nil || r.plan.Mend(came...) != nil {
		return nil, false
	}
	r.show()
	return linesOf(append(gone, came...)), true
}

// without are the mends that do not stand among others.
func without(mends, others []store.Mend) []store.Mend {
	there := make(map[store.Mend]bool, len(others))
	for _, m := range others {
		there[m] = true
	}
	var left []store.Mend
	for _, m := range mends {
		if !there[m] {
			left = append(left, m)
		}
	}
	return left
}

// mendParts tell in the foot how many rows are mended, and for how many a mend is proposed.
func mendParts(t tally) []string {
	var parts []string
	if t.mended > 0 {
		parts = append(parts, figures(t.mended)+" mended")
	}
	if t.proposed > 0 {
		parts = append(parts, strings.TrimSpace(many(t.proposed, "mend proposed", "mends proposed")))
	}
	return parts
}
