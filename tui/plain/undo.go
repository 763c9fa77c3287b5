package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
)

func (a *app) undoCommand() *cobra.Command {
	var (
		lines []int
		yes   bool
		all   bool
	)
	cmd := &cobra.Command{
		Use:   "undo SAVE|CHANGE",
		Short: "Take a save back: an import, some of its rows, an act, or one change",
		Long: `Shows what would be put back, asks, and does it. A record that somebody changed
since is left as it is and named, with who and when; the others are put back.
Exit code 1 says that something was left as it is. ctrl+c stops it until it is
final; then nothing was put back.

The number of an import or of another save is told when it is saved; that of a
change (c345) stands in homeroom history. To do it again: homeroom redo.`,
		Example: `  homeroom undo 12                    take save 12 back, an import or an act
  homeroom undo 12 --line 7           only what line 7 of its file did
  homeroom undo 12 --line 7 --line 9  only these two
  homeroom undo c345                  only change c345`,
		Args: exactly("the number of a SAVE or a CHANGE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			request, err := undoRequest(args[0], lines)
			if err != nil {
				return err
			}
			return a.undo(cmd.Context(), yes, all, func(context.Context, *store.Store) (store.UndoRequest, error) { return request, nil })
		},
	}
	cmd.Flags().IntSliceVar(&lines, "line", nil, "only what this `line` of the imported file did; several times for several lines")
	cmd.Flags().BoolVar(&all, "all", false, "show every change, however many there are")
	cmd.Flags().BoolVar(&yes, "yes", false, "put back without asking")
	return cmd
}

// undoRequest reads "12" as an import (or another save) and "c345" as a single change.
func undoRequest(arg string, lines []int) (store.UndoRequest, error) {
	number, change := strings.CutPrefix(strings.ToLower(arg), "c")
	id, err := strconv.ParseInt(number, 10, 64)
	switch {
	case err != nil || id <= 0:
		return store.UndoRequest{}, wrongUse(quoted(arg)+" is not the number of a save or a change",
			"write 12 for a save, c345 for a change; homeroom history shows them")
	case slices.ContainsFunc(lines, func(line int) bool { return line <= 0 }) || change && len(lines) > 0:
		return store.UndoRequest{}, wrongUse("--line goes with the number of an import, and lines count from 1", "see homeroom undo --help")
	case change:
		return store.UndoRequest{Entry: id}, nil
	}
	return store.UndoRequest{Act: id, Lines: lines, Words: report.Lines}, nil
}

func (a *app) redoCommand() *cobra.Command {
	yes, all := false, false
	cmd := &cobra.Command{
		Use:   "redo SAVE",
		Short: "Bring a save back that was taken back",
		Long: `Takes the undo of a save back: what it did is done again. It shows that first, asks,
and leaves as it is what somebody changed since, like homeroom undo. SAVE is the
number of what was taken back, or of the undo; where only some rows were taken
back, it is that of the undo.`,
		Example: `  homeroom redo 12
  homeroom redo 12 --yes`,
		Args: exactly("the number of a SAVE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil || id <= 0 {
				return wrongUse(quoted(args[0])+" is not the number of a save", "write 12; homeroom imports and homeroom history show them")
			}
			return a.undo(cmd.Context(), yes, all, func(ctx context.Context, st *store.Store) (store.UndoRequest, error) {
				return redoRequest(ctx, st, id)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "show every change, however many there are")
	cmd.Flags().BoolVar(&yes, "yes", false, "bring it back without asking")
	return cmd
}

// redoRequest asks for the undo to be undone that took a save back, or that the number is of.
func redoRequest(ctx context.Context, st *store.Store, id int64) (store.UndoRequest, error) {
	act, _, err := st.Act(ctx, id)
	switch {
	case err != nil:
		return store.UndoRequest{}, err
	case act.UndoneBy != 0:
		return store.UndoRequest{Act: act.UndoneBy}, nil
	case act.Kind == store.ActUndo:
		return store.UndoRequest{Act: id}, nil
	}
	return store.UndoRequest{}, wrongUse(fmt.Sprintf("save %d stands as a whole, so there is nothing to bring back", id),
		"where some of its rows were taken back, give the number of that undo")
}

// undo shows what would be put back, asks, and puts it back.
func (a *app) undo(ctx context.Context, yes, all bool, wanted func(context.Context, *store.Store) (store.UndoRequest, error)) error {
	if !yes && !a.Asks {
		return wrongUse("undo asks before it writes, and nobody is there to answer", "add --yes to put back without a question")
	}
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	request, err := wanted(ctx, st)
	if err != nil {
		return err
	}
	undo, err := st.PlanUndo(ctx, a.operator, request)
	if err != nil {
		return err
	}
	if err := a.settleUndo(ctx, st, &undo, yes, all); err != nil {
		return err
	}
	line := a.progressLine("Putting back", false)
	undo.Act.Progress = line.tell()
	receipt, err := st.Apply(ctx, undo.Act, undo.Changes)
	line.end()
	if err != nil {
		return stopped(err, "nothing was put back")
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
func (a *app) settleUndo(ctx context.Context, st *store.Store, undo *store.Undo, yes, all bool) error {
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
	err := output(a.Out, func(w *bufio.Writer) error { writeUndo(w, undo, all); return nil })
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

// mostShown is how many changes of an undo are shown before the rest is counted.
const mostShown = 200

// writeUndo writes what an undo would put back, and what it leaves as it is and why.
func writeUndo(w io.StringWriter, u *store.Undo, all bool) {
	w.WriteString(text.Visible(u.Title) + "\n")
	shown := len(u.Changes)
	if !all && shown > mostShown {
		shown = mostShown
	}
	for i := range u.Changes[:shown] {
		writeChange(w, &u.Changes[i])
	}
	if more := len(u.Changes) - shown; more > 0 {
		w.WriteString(fmt.Sprintf("  … and %d more, of %s in all; --all shows every one\n", more, changesOf(len(u.Changes))))
	}
	for _, r := range u.Refused {
		w.WriteString(fmt.Sprintf("  ! left as it is: %s %s: %s\n",
			recordWord(r.Entry.Record), text.Visible(r.Entry.Key), text.Visible(r.Reason)))
	}
	if len(u.Nothing) > 0 {
		w.WriteString("  " + text.Visible(report.Lines(u.Template, u.Nothing)) + " changed nothing\n")
	}
	w.WriteString("\n")
}

func changesOf(n int) string { return counted(n, "change", "changes") }
