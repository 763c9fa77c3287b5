package plain

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// leftFlags are what a reconcile understands besides: that whoever is not in the file has left, and where our values are
// written for the vendor.
type leftFlags struct {
	include bool
	n       int
	ours    string
}

func (f *leftFlags) bind(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.include, "include-left", false, "in the mode reconcile: whoever is not in the file has left, and is marked departing")
}

func (f *leftFlags) bindSave(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.n, "left", 0, "with --include-left: the `number` of people it marks departing; asked for otherwise")
	cmd.Flags().StringVar(&f.ours, "ours", "", "in the mode reconcile: write our values of what was left to this new `file`, for the vendor")
}

// fit refuses the flags where they do not go with the plan, or name another number than there are people; asked says that
// somebody is there to be asked for the number.
func (f *leftFlags) fit(plan *importer.Plan, asked bool) error {
	reconciles := plan.Mode == template.ModeReconcile
	n := len(plan.Left())
	switch {
	case (f.include || f.ours != "") && !reconciles:
		return wrongUse("--include-left and --ours are for a list that is held against the records", "add --mode reconcile")
	case f.n != 0 && !f.include:
		return wrongUse("--left goes with --include-left", "add it, or leave --left out")
	case !f.include || n == 0 || f.n == n || f.n == 0 && asked:
		return nil
	case f.n == 0:
		return wrongUse(fmt.Sprintf("--include-left marks %s departing, and nobody is asked", counted(n, "person", "people")),
			fmt.Sprintf("look at homeroom preview first, and add --left %d if that is meant", n))
	}
	return wrongUse(fmt.Sprintf("--include-left marks %s departing, and --left says %d", counted(n, "person", "people"), f.n),
		fmt.Sprintf("look at homeroom preview first, and say --left %d if that is meant", n))
}

// agreed asks for the number of people who are marked departing, unless it was said. It returns a *rejected error where
// another one is typed.
func (f *leftFlags) agreed(p *person, plan *importer.Plan) error {
	n := len(plan.Left())
	if !f.include || n == 0 || f.n == n {
		return nil
	}
	answer, err := p.ask(fmt.Sprintf("%s on record at site %s and not in %s: they are marked departing. Type the number %d if they have left, anything else stops:",
		counted(n, "person is", "people are"), plan.Site.Code, quoted(plan.Name), n))
	if err == nil && answer != strconv.Itoa(n) {
		err = &rejected{p.nothing}
	}
	return err
}

// includeLeft accepts everybody whom the file does not name, if that is asked for.
func (f *leftFlags) includeLeft(plan *importer.Plan) {
	if f.include {
		_ = plan.DecideAll(plan.Left(), store.VerdictAccept) // one that is refused is told with the rest
	}
}

// includeLeft keeps in the review that everybody has left whom the file does not name, but for those about whom somebody
// decided otherwise.
func (k *keptReview) includeLeft(p *person, f *leftFlags) error {
	if !f.include {
		return nil
	}
	if err := f.agreed(p, k.plan); err != nil {
		return err
	}
	var open []int
	for _, line := range k.plan.Left() {
		if _, decided := k.decided[line]; !decided {
			open = append(open, line)
		}
	}
	_, err := k.keep(open, store.VerdictAccept, "")
	return err
}

// begin begins the file of our values, if one is asked for.
func (f *resultFiles) beginOurs(plan *importer.Plan, path string) (err error) {
	if path == "" {
		return nil
	}
	format, err := formatFor(plan.Template, path)
	if err != nil {
		return err
	}
	file, err := begin(path)
	if err == nil {
		f.ours = &resultFile{file, format}
	}
	return err
}

// nextWords lead on from a save that marked people departing; empty where it marked nobody.
func nextWords(plan *importer.Plan) string {
	n := plan.Departs()
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s marked departing. Next, End of year: homeroom checklist start end-of-year --site %s",
		counted(n, "person is", "people are"), plan.Site.Code)
}
