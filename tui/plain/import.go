package plain

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// importFlags are what import understands beside the flags of preview.
type importFlags struct {
	planFlags
	yes              bool
	rejects, summary string
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Preview a file, then save the accepted rows",
		Long: `Shows what the file would do, asks, and saves all accepted rows or none. Rows in
error are never saved; held-back rows only with --include-held or by your answer
under --plain. Mends that are proposed for a spreadsheet's damage are taken only
with --mend, or one by one under --plain. Saving a Revoke, or much of a site at
once, asks for a number to be typed. Everything saved can be taken back with
homeroom undo. ctrl+c stops a save until it is final; then nothing was saved.

--plain asks row by row. Every answer is kept at once: stop with q, or lose the
line, and the same command goes on at the first row that is open. The console shows
the same review, and goes on with it as well. ? at a question tells the answers.

Preview the file with the same flags first: --encoding, --delimiter and
--header-line change which rows there are, and what they say.

Exit code 1 says that some rows were not saved: they are listed, and --rejects
writes them to a file with the reason, to be mended and imported again. --summary
writes every row with what became of it.

A list that is held against the records (--mode reconcile) takes what is only there and
what differs. Nobody leaves by that: --include-left marks departing whoever is not in
the file, and asks for their number, or takes it from --left. --ours writes what the
vendor does not have as we have it: differences that were left, and what is only here.`,
		Example: `  homeroom import oak.csv --site OAK --solution primary
  homeroom import assign.xlsx --mode assign --site OAK
  homeroom import assign.xlsx --yes --rejects mend.xlsx --summary all.xlsx
  homeroom import assign.xlsx --plain
  homeroom import roster.xlsx --mode reconcile --site OAK --include-left --ours ours.xlsx`,
		Args: exactly("a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFile(cmd.Context(), args[0], &f) },
	}
	f.bind(cmd)
	f.mapped.bindKeep(cmd)
	f.left.bindSave(cmd)
	cmd.Flags().BoolVar(&f.yes, "yes", false, "save without asking")
	cmd.Flags().StringVar(&f.rejects, "rejects", "", "write rows in error or held back to this new `file` (.csv or .xlsx)")
	cmd.Flags().StringVar(&f.summary, "summary", "", "write every row, with what became of it, to this new `file` (.csv or .xlsx)")
	return cmd
}

// importFile previews, asks, saves and tells. No record is written before the answer; without --plain nothing is, not
// even a new database.
func (a *app) importFile(ctx context.Context, path string, f *importFlags) error {
	if !f.yes && !f.plain && !a.Asks {
		return wrongUse("import asks before it saves, and nobody is there to answer", "add --yes to save without a question")
	}
	files, err := beginResults(f.rejects, f.summary)
	if err != nil {
		return err
	}
	defer files.drop()
	plan, done, err := a.planAsked(ctx, path, f)
	if err != nil {
		return err
	}
	defer done()
	if err := a.mappingFree(ctx, plan, f); err != nil {
		return err
	}
	if f.yes && plan.ModeDoubt != "" {
		return wrongUse(plan.ModeDoubt, fmt.Sprintf("say --mode %s if that is meant", plan.Mode))
	}
	if err := files.fit(plan); err != nil {
		return err
	}
	if err := f.left.fit(plan, !f.yes); err != nil {
		return err
	}
	if err := files.beginOurs(plan, f.left.ours); err != nil {
		return err
	}
	if f.plain && !f.yes && reviewable(plan) {
		return a.importKept(ctx, plan, f, &files)
	}
	f.apply(plan)
	return a.importAtOnce(ctx, plan, f, &files)
}

// importAtOnce shows the plan as a whole, asks, saves and tells.
func (a *app) importAtOnce(ctx context.Context, plan *importer.Plan, f *importFlags, files *resultFiles) error {
	p := a.person(ctx)
	if err := f.left.agreed(p, plan); err != nil {
		return err
	}
	if err := a.settle(p, plan, f); err != nil {
		return err
	}
	if plan.Accepted() == 0 { // not even a new database
		return a.finish(ctx, nil, plan, f, files, importer.Outcome{})
	}
	st, err := store.Open(ctx, a.database, store.Options{Now: a.Now})
	if err != nil {
		return err
	}
	defer st.Close()
	saved, err := a.save(ctx, st, plan, f, p.again(plan, f.yes))
	if err != nil {
		return err
	}
	return a.finish(ctx, st, plan, f, files, saved)
}

// finish writes the files and tells what was saved. It returns a *rejected error where rows are in error or held back.
func (a *app) finish(ctx context.Context, st *store.Store, plan *importer.Plan, f *importFlags, files *resultFiles, saved importer.Outcome) error {
	if err := a.keepMapping(ctx, plan, f); err != nil {
		return err
	}
	written, failed := files.write(context.WithoutCancel(ctx), st, plan, saved.Act)
	if err := a.tellSaved(plan, f, written, failed, saved); err != nil {
		return err
	}
	return rejectedRows(plan)
}

// settle shows the plan and asks whether to save. It returns a *rejected error when the answer was No.
func (a *app) settle(p *person, plan *importer.Plan, f *importFlags) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return nil // the object is written once, when it is known what was saved
		}
		return a.showPlan(w, plan, &f.planFlags)
	})
	if err != nil || f.yes || plan.Accepted() == 0 {
		return before("nothing was saved", err)
	}
	return p.sure(plan)
}

// sure asks whether to save: with Yes or No, or, for what is hard to undo, by a number. It returns a
// *rejected error unless the person is sure.
func (p *person) sure(plan *importer.Plan) error {
	if plan.ModeDoubt != "" {
		fmt.Fprintln(p.out, text.Visible(plan.ModeDoubt))
	}
	sure, err := false, error(nil)
	if n, typed := plan.Confirm(); typed {
		sure, err = p.number(plan.Sentence(), n)
	} else {
		sure, err = p.yes(plan.Sentence() + " Save?")
	}
	if err == nil && !sure {
		err = &rejected{p.nothing}
	}
	return err
}
