package plain

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
)

// importFlags are what import understands beside the flags of preview.
type importFlags struct {
	planFlags
	yes     bool
	rejects string
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Preview a file, then save the accepted rows",
		Long: `Shows what the file would do, asks, and saves all accepted rows or none. Rows in
error are never saved; held-back rows only with --include-held or by your answer
under --plain. Saving a Revoke, or much of a site at once, asks for a number to
be typed. Everything saved can be taken back with homeroom undo.

Exit code 1 says that some rows were not saved: they are listed, and --rejects
writes them to a file with the reason, to be mended and imported again.`,
		Example: `  homeroom import oak.csv --site OAK --solution primary
  homeroom import assign.xlsx --mode assign --site OAK
  homeroom import assign.xlsx --yes --rejects mend.xlsx
  homeroom import assign.xlsx --plain`,
		Args: exactly("a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFile(cmd.Context(), args[0], &f) },
	}
	f.bind(cmd)
	cmd.Flags().BoolVar(&f.yes, "yes", false, "save without asking")
	cmd.Flags().StringVar(&f.rejects, "rejects", "", "write rows in error or held back to this new `file` (.csv or .xlsx)")
	return cmd
}

// importFile previews, asks, saves and tells. Nothing is written before the answer, not even a new database.
func (a *app) importFile(ctx context.Context, path string, f *importFlags) error {
	if !f.yes && !f.plain && !a.Asks {
		return wrongUse("import asks before it saves, and nobody is there to answer", "add --yes to save without a question")
	}
	if err := checkNew(f.rejects); err != nil {
		return err
	}
	plan, done, err := a.plan(ctx, path, &f.planFlags)
	if err != nil {
		return err
	}
	defer done()
	if err := a.settle(ctx, plan, f); err != nil {
		return err
	}
	saved, err := a.save(ctx, plan)
	if err != nil {
		return err
	}
	if err := a.tellSaved(plan, f, saved); err != nil {
		return err
	}
	if err := writeRejects(f.rejects, plan); err != nil {
		return err
	}
	return rejectedRows(plan)
}

// settle shows the plan and asks what has to be asked. It returns a *rejected error when the answer was No.
func (a *app) settle(ctx context.Context, plan *importer.Plan, f *importFlags) error {
	p := a.person(ctx)
	err := output(a.Out, func(w *bufio.Writer) error {
		switch {
		case f.json:
			return nil // the object is written once, when it is known what was saved
		case !f.plain || f.yes:
			return a.showPlan(w, plan, &f.planFlags)
		}
		return walkPlan(w, p, plan, &f.planFlags)
	})
	if err != nil || f.yes || plan.Accepted() == 0 {
		return err
	}
	sure, err := p.confirm(plan)
	if err == nil && !sure {
		err = &rejected{"nothing was saved"}
	}
	return err
}

// walkPlan writes the plan and asks about its rows as it goes.
func walkPlan(w *bufio.Writer, p *person, plan *importer.Plan, f *planFlags) error {
	writeUnderstood(w, plan, f)
	if err := p.walk(w, plan); err != nil {
		return err
	}
	w.WriteString("\n" + countsLine(plan) + "\n")
	return w.Flush()
}

// confirm asks whether to save: with Yes or No, or, for what is hard to undo, by a number.
func (p *person) confirm(plan *importer.Plan) (bool, error) {
	if n, typed := plan.Confirm(); typed {
		return p.number(plan.Sentence(), n)
	}
	return p.yes(plan.Sentence() + " Save?")
}

// save saves the accepted rows. Where records moved since the preview, their rows are held back and the others
// are saved. Moved lists all that were held back on the way.
func (a *app) save(ctx context.Context, plan *importer.Plan) (saved importer.Outcome, err error) {
	if plan.Accepted() == 0 {
		return saved, nil
	}
	st, err := store.Open(ctx, a.database, store.Options{})
	if err != nil {
		return saved, err
	}
	defer st.Close()
	var moved []importer.Row
	for plan.Accepted() > 0 {
		saved, err = plan.Save(ctx, st, a.operator, 0)
		if err != nil {
			return saved, err
		}
		if len(saved.Moved) == 0 {
			break
		}
		moved = append(moved, saved.Moved...)
	}
	saved.Moved = moved
	return saved, nil
}

// tellSaved tells what was saved and how to take it back.
func (a *app) tellSaved(plan *importer.Plan, f *importFlags, saved importer.Outcome) error {
	return output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return plan.WriteJSON(w, &saved)
		}
		if len(saved.Moved) > 0 {
			fmt.Fprintf(w, "\nRecords moved since the preview; held back (R-85): %s\n", rowsOf(len(saved.Moved)))
			for i := range saved.Moved {
				writeRow(w, &saved.Moved[i])
			}
		}
		fmt.Fprintln(w, "\n"+savedSentence(plan, saved))
		return nil
	})
}

func savedSentence(plan *importer.Plan, saved importer.Outcome) string {
	counts := plan.Counts()
	switch {
	case saved.Act != 0:
		return fmt.Sprintf("Saved: %s, as import %d. To take it back: homeroom undo %[2]d", rowsOf(saved.Saved), saved.Act)
	case counts[importer.StatusSame] == len(plan.Rows):
		return "Nothing to save: all rows are the same as the records."
	case counts[importer.StatusError]+counts[importer.StatusHeldBack] > 0:
		return "Nothing was saved: no row could be accepted."
	}
	return "Nothing to save: no row changes a record."
}
