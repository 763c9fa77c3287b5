package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) undoCommand() *cobra.Command {
	var (
		line int
		yes  bool
	)
	cmd := &cobra.Command{
		Use:   "undo SAVE|CHANGE",
		Short: "Take a save back: an import, one of its rows, an act, or one change",
		Long: `Shows what would be put back, asks, and does it. A record that somebody changed
since is left as it is and named, with who and when; the others are put back.
Exit code 1 says that something was left as it is. An undo can be undone, too.

The number of an import or of another save is told when it is saved; that of a
change (c345) stands in homeroom history. To do it again, undo the undo.`,
		Example: `  homeroom undo 12             take save 12 back, an import or an act
  homeroom undo 12 --line 7    only what line 7 of its file did
  homeroom undo c345           only change c345`,
		Args: exactly("the number of a SAVE or a CHANGE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			request, err := undoRequest(args[0], line)
			if err != nil {
				return err
			}
			return a.undo(cmd.Context(), request, yes)
		},
	}
	cmd.Flags().IntVar(&line, "line", 0, "only what this `line` of the imported file did")
	cmd.Flags().BoolVar(&yes, "yes", false, "put back without asking")
	return cmd
}

// undoRequest reads "12" as an import (or another save) and "c345" as a single change.
func undoRequest(arg string, line int) (store.UndoRequest, error) {
	number, change := strings.CutPrefix(strings.ToLower(arg), "c")
	id, err := strconv.ParseInt(number, 10, 64)
	switch {
	case err != nil || id <= 0:
		return store.UndoRequest{}, wrongUse(quoted(arg)+" is not the number of a save or a change",
			"write 12 for a save, c345 for a change; homeroom history shows them")
	case line < 0 || change && line != 0:
		return store.UndoRequest{}, wrongUse("--line goes with the number of an import", "see homeroom undo --help")
	case change:
		return store.UndoRequest{Entry: id}, nil
	}
	return store.UndoRequest{Act: id, Line: line}, nil
}

// undo shows what would be put back, asks, and puts it back.
func (a *app) undo(ctx context.Context, request store.UndoRequest, yes bool) error {
	if !yes && !a.Asks {
		return wrongUse("undo asks before it writes, and nobody is there to answer", "add --yes to put back without a question")
	}
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	undo, err := st.PlanUndo(ctx, a.operator, request)
	if err != nil {
		return err
	}
	if err := a.settleUndo(ctx, st, &undo, yes); err != nil {
		return err
	}
	receipt, err := st.Apply(ctx, undo.Act, undo.Changes)
	if err != nil {
		return err
	}
	err = output(a.Out, func(w *bufio.Writer) error {
		fmt.Fprintf(w, "Put back: %s. To take that back: homeroom undo %d\n", changesOf(len(undo.Changes)), receipt.Act)
		return nil
	})
	switch {
	case err != nil:
		return despite(fmt.Sprintf("put back as %d", receipt.Act), err)
	case len(undo.Refused) > 0:
		return &rejected{}
	}
	return nil
}

// settleUndo shows what would be put back and asks. It returns a *rejected error when there is nothing to put back,
// or the answer was No.
func (a *app) settleUndo(ctx context.Context, st *store.Store, undo *store.Undo, yes bool) error {
	const nothing = "nothing was put back"
	if len(undo.Changes) == 0 {
		done, err := takenBack(ctx, st, undo.Refused)
		switch {
		case err != nil:
			return err
		case done != "":
			return &rejected{nothing + ": all of it is " + done}
		}
	}
	err := output(a.Out, func(w *bufio.Writer) error { writeUndo(w, undo); return nil })
	switch {
	case err != nil:
		return before(nothing, err)
	case len(undo.Changes) == 0:
		return &rejected{nothing}
	case yes:
		return nil
	}
	sure, err := a.person(ctx).yes("Put this back?")
	if err == nil && !sure {
		err = &rejected{nothing}
	}
	return err
}

// takenBack tells who took everything back already, and when; it is empty if that is not so. Where it was done in
// parts, it names the last of them.
func takenBack(ctx context.Context, st *store.Store, refused []store.Refusal) (string, error) {
	var last store.Entry
	for _, r := range refused {
		if r.Entry.UndoneBy == 0 {
			return "", nil
		}
		if r.Entry.UndoneBy > last.UndoneBy {
			last = r.Entry
		}
	}
	if last.UndoneBy == 0 {
		return "", nil
	}
	entries, err := st.HistoryOf(ctx, last.Record, last.Key)
	if err != nil {
		return "", err
	}
	said := "taken back already"
	for _, e := range entries {
		if e.ID == last.UndoneBy {
			said += fmt.Sprintf(", by %s at %s (%s)", e.Operator, moment(e.At), e.Title)
		}
	}
	return said, nil
}

// writeUndo writes what an undo would put back, and what it leaves as it is and why.
func writeUndo(w io.StringWriter, u *store.Undo) {
	w.WriteString(text.Visible(u.Title) + "\n")
	for i := range u.Changes {
		writeChange(w, &u.Changes[i])
	}
	for _, r := range u.Refused {
		w.WriteString(fmt.Sprintf("  ! left as it is: %s %s: %s\n",
			recordWord(r.Entry.Record), text.Visible(r.Entry.Key), text.Visible(r.Reason)))
	}
	w.WriteString("\n")
}

func changesOf(n int) string { return counted(n, "change", "changes") }
