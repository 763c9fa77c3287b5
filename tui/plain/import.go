package plain

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store/text"
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
under --plain. Mends that are proposed for a spreadsheet's damage are taken only
with --mend, or one by one under --plain. Saving a Revoke, or much of a site at
once, asks for a number to be typed. Everything saved can be taken back with
homeroom undo.

Preview the file with the same flags first: --encoding, --delimiter and
--header-line change which rows there are, and what they say.

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
	rejects, err := beginRejects(f.rejects)
	if err != nil {
		return err
	}
	defer rejects.drop()
	plan, done, err := a.plan(ctx, path, &f.planFlags)
	if err != nil {
		return err
	}
	defer done()
	if f.yes && plan.ModeDoubt != "" {
		return wrongUse(plan.ModeDoubt, fmt.Sprintf("say --mode %s if that is meant", plan.Mode))
	}
	p := a.person(ctx)
	if err := a.settle(p, plan, f); err != nil {
		return err
	}
	saved, err := a.save(ctx, plan, p.again(plan, f.yes))
	if err != nil {
		return err
	}
	if err := a.tellSaved(plan, f, rejects, saved); err != nil {
		return err
	}
	return rejectedRows(plan)
}

// settle shows the plan and asks what has to be asked. It returns a *rejected error when the answer was No.
func (a *app) settle(p *person, plan *importer.Plan, f *importFlags) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		switch {
		case f.json:
			return nil // the object is written once, when it is known what was saved
		case !f.plain || f.yes:
			return a.showPlan(w, plan, &f.planFlags)
		}
		return walkPlan(w, p, plan)
	})
	if err != nil || f.yes || plan.Accepted() == 0 {
		return before("nothing was saved", err)
	}
	return p.sure(plan)
}

// walkPlan writes the plan and asks about its rows as it goes; then it reads again what the answers have changed.
func walkPlan(w *bufio.Writer, p *person, plan *importer.Plan) error {
	writeUnderstood(w, plan)
	read, err := p.walk(w, plan)
	if err != nil {
		return err
	}
	w.WriteString("\n")
	for _, s := range read.news(plan) {
		w.WriteString(s + "\n")
	}
	w.WriteString(countsLine(plan) + "\n")
	return w.Flush()
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
		err = &rejected{"nothing was saved"}
	}
	return err
}
