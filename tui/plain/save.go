package plain

import (
	"bufio"
	"context"
	"fmt"
	"slices"

	"homeroom/importer"
	"homeroom/store"
)

// save saves the accepted rows. Where records moved since the preview, their rows are held back and the others
// are saved, after again has heard what those do otherwise than was shown. Moved lists all rows that were
// held back on the way.
func (a *app) save(ctx context.Context, st *store.Store, plan *importer.Plan, f *importFlags, again func(held int, news []string) error) (saved importer.Outcome, err error) {
	var moved []importer.Row
	for plan.Accepted() > 0 {
		shown := tell(plan)
		saved, err = a.saveOnce(ctx, st, plan, 0, f)
		if err != nil {
			return saved, err
		}
		if len(saved.Moved) == 0 {
			break
		}
		moved = append(moved, saved.Moved...)
		if news := shown.news(plan); len(news) > 0 {
			if err := again(len(moved), news); err != nil {
				return saved, err
			}
		}
	}
	saved.Moved = moved
	return saved, nil
}

// saveOnce saves, showing on a terminal how far it is.
func (a *app) saveOnce(ctx context.Context, st *store.Store, plan *importer.Plan, review int64, f *importFlags) (importer.Outcome, error) {
	line := a.progressLine("Saving", f.plain || f.json)
	defer line.end()
	return plan.Save(ctx, st, a.operator, review, line.tell())
}

// again tells what other rows do now that some are held back, and asks once more, unless nobody is to be asked.
func (p *person) again(plan *importer.Plan, yes bool) func(held int, news []string) error {
	return func(held int, news []string) error {
		fmt.Fprintf(p.out, "Records moved since the preview; held back (R-85): %s\n", rowsOf(held))
		for _, s := range news {
			fmt.Fprintln(p.out, s)
		}
		if yes {
			return nil
		}
		return p.sure(plan)
	}
}

// tellSaved tells what was saved, how to take it back, and which files were written. If that fails, or a file could not be
// written, the error says that the rows were saved.
func (a *app) tellSaved(plan *importer.Plan, f *importFlags, written []string, failed error, saved importer.Outcome) error {
	if f.json {
		for _, s := range written {
			fmt.Fprintln(a.Err, s)
		}
	}
	err := output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return plan.WriteJSON(w, &saved)
		}
		writeSaved(w, plan, f, saved)
		for _, s := range written {
			fmt.Fprintln(w, s)
		}
		return nil
	})
	if failed != nil {
		err = failed
	}
	if err != nil && saved.Act != 0 {
		return despite("saved as "+savedAs(plan, saved), err)
	}
	return err
}

func writeSaved(w *bufio.Writer, plan *importer.Plan, f *importFlags, saved importer.Outcome) {
	if len(saved.Moved) > 0 {
		fmt.Fprintf(w, "\nRecords moved since the preview; held back (R-85): %s\n", rowsOf(len(saved.Moved)))
	}
	for i := range saved.Moved {
		if f.plain {
			writeRowPlain(w, plan, &saved.Moved[i], fmt.Sprint(i+1), false)
		} else {
			writeRow(w, plan, &saved.Moved[i])
		}
	}
	fmt.Fprintln(w, "\n"+savedSentence(plan, saved))
	if next := nextWords(plan); saved.Act != 0 && next != "" {
		fmt.Fprintln(w, next)
	}
	if saved.Act != 0 {
		writeFailed(w, plan)
	}
}

// savedAs is what the save is called: an edit of many records is no import.
func savedAs(plan *importer.Plan, saved importer.Outcome) string {
	word := "import"
	if plan.ActKind() == store.ActEdit {
		word = "save"
	}
	return fmt.Sprintf("%s %d", word, saved.Act)
}

func savedSentence(plan *importer.Plan, saved importer.Outcome) string {
	counts := plan.Counts()
	switch {
	case saved.Act != 0:
		return fmt.Sprintf("Saved: %s, as %s. To take it back: homeroom undo %d", rowsOf(saved.Saved), savedAs(plan, saved), saved.Act)
	case counts[importer.StatusSame] == len(plan.Rows):
		return "Nothing to save: all rows are the same as the records."
	case slices.ContainsFunc(plan.Rows, func(r importer.Row) bool { return askable(&r) }):
		return "Nothing was saved: no row is accepted."
	case counts[importer.StatusError]+counts[importer.StatusHeldBack] > 0:
		return "Nothing was saved: no row could be accepted."
	}
	return "Nothing to save: no row changes a record."
}
