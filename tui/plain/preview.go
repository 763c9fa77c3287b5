package plain

import (
	"bufio"
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// planFlags are what preview and import both understand.
type planFlags struct {
	template, mode, site, solution      string
	reading                             sheet.Options
	mapped                              mapFlags
	left                                leftFlags
	json, plain, all, includeHeld, mend bool
}

func (f *planFlags) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.template, "template", "", "the file's layout by `name`; guessed from the header otherwise")
	flags.StringVar(&f.mode, "mode", "", "the `mode`: inventory, assign or revoke; update or reconcile; sync, add or reconcile; proposed from the content otherwise")
	flags.StringVar(&f.site, "site", "", "the `code` of the site the file is about")
	flags.StringVar(&f.solution, "solution", "", "the `solution`, primary or alternate: begins a new site with its first inventory")
	bindReading(cmd, &f.reading)
	f.mapped.bind(cmd)
	f.mapped.bindOptions(cmd)
	f.left.bind(cmd)
	flags.BoolVar(&f.includeHeld, "include-held", false, "accept held-back rows that may be included")
	flags.BoolVar(&f.mend, "mend", false, "take every mend that is proposed for a spreadsheet's damage, and list them first")
	flags.BoolVar(&f.all, "all", false, "show rows that are the same, too")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	flags.BoolVar(&f.plain, "plain", false, "one sentence after the other, row by row, for a screen reader")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := apart(cmd, "json", "plain", "all"); err != nil {
			return err
		}
		if err := f.mapped.check(); err != nil {
			return err
		}
		return checkReading(cmd, &f.reading)
	}
}

func (a *app) previewCommand() *cobra.Command {
	var f planFlags
	cmd := &cobra.Command{
		Use:   "preview FILE",
		Short: "What a file would do, row by row; nothing is written",
		Long: `Compares every row of a CSV or XLSX file with the records and shows what saving
it would change, old → new, and what is wrong with it. Nothing is written.

Each row is one of: add, change, revoke, same, left out, held back, error. Rows
that are the same are only counted. Exit code 1 says that rows are in error or
held back.

Where a spreadsheet damaged a value (a lost zero, a date, an apostrophe) the mend
is proposed in words, and taken only with --mend.

Encoding, delimiter and header line are found by the content: homeroom inspect tells
why. Where that is wrong, --encoding, --delimiter and --header-line say otherwise.

--mode reconcile holds a vendor's list against the records both ways: what is only
there, what differs, and what is only here. Whoever is only here may have left.

A file of no known template is read as one by saying which column is which field,
with --map; homeroom mappings tells how that is kept for next time.`,
		Example: `  homeroom preview oak.csv --site OAK --solution primary
  homeroom preview assign.xlsx --mode assign --site OAK
  homeroom preview export.txt --encoding "Mac Roman" --header-line 3
  homeroom preview list.csv --template mut-users --map "Login=Current Username" --map "Pupil=Full Name"
  homeroom preview jamf-users.csv --mode reconcile --site OAK
  homeroom preview leavers.csv --json`,
		Args: exactly("a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.preview(cmd.Context(), args[0], &f) },
	}
	f.bind(cmd)
	return cmd
}

// preview prints the plan of the file at path. It returns a *rejected error when rows are in error or held back.
func (a *app) preview(ctx context.Context, path string, f *planFlags) error {
	plan, done, err := a.plan(ctx, path, f)
	if err != nil {
		return err
	}
	defer done()
	if err := f.left.fit(plan, true); err != nil {
		return err
	}
	f.apply(plan)
	err = output(a.Out, func(w *bufio.Writer) error { return a.showPlan(w, plan, f) })
	if err != nil {
		return err
	}
	return rejectedRows(plan)
}

// plan reads the file and compares it with the records; where there is no database yet, with empty ones. It
// writes nothing. The caller calls done.
func (a *app) plan(ctx context.Context, path string, f *planFlags) (plan *importer.Plan, done func(), err error) {
	type file struct {
		data []byte
		err  error
	}
	read := make(chan file, 1)
	go func() { // while the database is being opened
		data, err := sheet.ReadFile(path)
		read <- file{data, err}
	}()
	st, done, err := a.openForPreview(ctx)
	input := <-read
	if input.err != nil {
		err = input.err
	}
	if err != nil {
		if done != nil {
			done()
		}
		return nil, nil, err
	}
	q := importer.Request{
		Name: filepath.Base(path), Data: input.data, Template: f.template, Mode: template.Mode(f.mode),
		Site: f.site, Solution: store.Solution(f.solution), Operator: a.operator, Sheet: f.reading.Sheet,
		Encoding: f.reading.Encoding, Delimiter: f.reading.Delimiter, HeaderLine: f.reading.HeaderLine,
	}
	if err = f.mapped.apply(ctx, st, &q); err == nil {
		a.makeRoom(input.data)
		line := a.progressLine("Comparing", f.plain || f.json)
		q.Progress = line.compared()
		plan, err = importer.Preview(ctx, st, q)
		line.end()
	}
	if err == nil {
		_, err = plan.SavedBefore(ctx, st)
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return plan, done, nil
}

// makeRoom gives the program's room up for a file of several tables: those are long, and every row hangs on others.
func (a *app) makeRoom(data []byte) {
	if a.Room != nil && importer.HoldsSeveral(data) {
		a.Room()
	}
}

// apply does to a plan what the flags ask for.
func (f *planFlags) apply(plan *importer.Plan) {
	if f.mend {
		mendAll(plan)
	}
	if f.includeHeld {
		includeHeld(plan)
	}
	f.left.includeLeft(plan)
}

// includeHeld accepts every held-back row that may be included by hand. One that the plan refuses, as
// the second of two that exclude each other, stays held back and is reported with the rest.
func includeHeld(plan *importer.Plan) {
	for i := range plan.Rows {
		if plan.Rows[i].Includable && !plan.Rows[i].OnlyHere {
			_ = plan.Decide(plan.Rows[i].Line, store.VerdictAccept)
		}
	}
}

// rejectedRows returns the error of exit code 1 when the plan has rows in error, or held back and not included.
func rejectedRows(plan *importer.Plan) error {
	if plan.Rejects() > 0 {
		return &rejected{}
	}
	return nil
}
