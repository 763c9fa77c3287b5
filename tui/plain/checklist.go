package plain

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

func (a *app) checklistCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "checklist",
		Short: "Removal, adding, replacement, the turn of the year: one step at a time",
		Long: `Walks a procedure in its order, the same checklists that the console walks. Every
step shows what the records say now and will say, asks, and is saved as one act with
who and when. It can be left at any step and gone on with by anybody.

` + proceduresHelp(),
		Example: `  homeroom checklist start removal --user avery.lane
  homeroom checklist do 7                 shows the next step, asks, does it
  homeroom checklist hand-over 7 --to kim --note "the iPad is still with them"
  homeroom checklist list --mine
  homeroom checklist write 7 -o avery.txt`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.checklistListCommand(), a.checklistStartCommand(), a.checklistShowCommand(), a.checklistDoCommand(),
		a.checklistNoteCommand(), a.checklistHandOverCommand(), a.checklistAbandonCommand(), a.checklistWriteCommand())
	return cmd
}

// proceduresHelp lists the procedures there are.
func proceduresHelp() string {
	var b strings.Builder
	b.WriteString("The procedures:")
	for _, p := range procedure.All() {
		fmt.Fprintf(&b, "\n  %-14s %s", p.Name, p.Intro)
	}
	return b.String()
}

// onChecklist opens the database and finds the checklist of a number again, for work on it.
func (a *app) onChecklist(ctx context.Context, number string, work func(*store.Store, *procedure.Walk) error) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	w, err := procedure.Load(ctx, st, strings.TrimSpace(number))
	if err != nil {
		return err
	}
	return work(st, &w)
}

// needAnswer refuses a command that asks where nobody is there to answer.
func (a *app) needAnswer(yes bool) error {
	if yes || a.Asks {
		return nil
	}
	return wrongUse("this asks before it writes, and nobody is there to answer", "add --yes to go on without a question")
}

// refusal is what a procedure has against something that was asked of it: exit code 1. Other errors stay as they are.
func refusal(err error) error {
	if code := store.CodeOf(err); code == store.CodeInvalid || code == store.CodeConflict {
		return &rejected{text.Visible(err.Error())}
	}
	return err
}

// over says that nothing is left to be done at a checklist, and since when; nil while there is.
func over(w *procedure.Walk) error {
	if w.Open() && w.Now() != nil {
		return nil
	}
	return &rejected{fmt.Sprintf("checklist %s is %s, by %s at %s", w.Checklist.Number, w.Checklist.State, w.Touched.Operator, moment(w.Touched.At))}
}
