package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

// abandonFlags say what becomes of the records.
type abandonFlags struct{ back, leave, yes, json bool }

func (a *app) checklistAbandonCommand() *cobra.Command {
	var f abandonFlags
	cmd := &cobra.Command{
		Use:   "abandon N",
		Short: "Give a checklist up, and put back what its steps changed",
		Long: `Shows what would put the records back, newest first, and what cannot be put back
because somebody changed it since (R-33), asks, and gives the checklist up. With
--put-back the records go back in the same act; with --leave they stay as they are.
Exit code 1 says that something was left as it is.`,
		Example: `  homeroom checklist abandon 7
  homeroom checklist abandon 7 --put-back --yes
  homeroom checklist abandon 7 --leave`,
		Args: exactly("the number of a checklist"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.needAnswer(f.yes); err != nil {
				return err
			}
			return a.onChecklist(cmd.Context(), args[0], func(st *store.Store, w *procedure.Walk) error {
				return a.abandon(cmd.Context(), st, w, &f)
			})
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.back, "put-back", false, "put back what its steps changed")
	flags.BoolVar(&f.leave, "leave", false, "leave the records as they are")
	flags.BoolVar(&f.yes, "yes", false, "do it without asking")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return apart(cmd, "put-back", "leave") }
	return cmd
}

// abandoned is a checklist that was given up, in the public JSON. Change it only by adding.
type abandoned struct {
	checklistReport
	PutBack []changedField  `json:"put_back"`
	Left    []reportedStays `json:"left"` // what stays as it is, and why
	Saved   bool            `json:"saved"`
}

type reportedStays struct {
	Record store.Kind `json:"record"`
	Key    string     `json:"key"`
	Reason string     `json:"reason"`
}

// abandon shows what would be put back, asks, and gives the checklist up.
func (a *app) abandon(ctx context.Context, st *store.Store, w *procedure.Walk, f *abandonFlags) error {
	if !w.Open() {
		return over(w)
	}
	undo, err := procedure.PlanAbandon(ctx, st, a.operator, w)
	if err != nil {
		return err
	}
	back, err := a.settleAbandon(ctx, w, &undo, f)
	if err != nil {
		return err
	}
	plan := &undo
	if !back {
		plan = nil
	}
	after, err := procedure.Abandon(ctx, st, a.operator, w, plan)
	if err != nil {
		return refusal(err)
	}
	if err := a.tellAbandon(&after, plan, f); err != nil {
		return despite("checklist "+w.Checklist.Number+" was abandoned", err)
	}
	if back && len(undo.Refused) > 0 {
		return &rejected{}
	}
	return nil
}

// settleAbandon shows what would become of the records and asks. It answers whether they are put back.
func (a *app) settleAbandon(ctx context.Context, w *procedure.Walk, undo *store.Undo, f *abandonFlags) (back bool, err error) {
	nothing := len(undo.Changes) == 0
	if f.yes && !f.back && !f.leave && !nothing {
		return false, wrongUse("its steps changed records", "say --put-back or --leave")
	}
	out := a.Out
	if f.json {
		out = a.Err
	}
	err = output(out, func(to *bufio.Writer) error {
		if !f.json || !f.yes {
			writeAbandon(to, w, undo)
		}
		return nil
	})
	switch {
	case err != nil:
		return false, before("nothing was done", err)
	case f.yes:
		return f.back, nil
	case nothing || f.back || f.leave:
		return f.back, a.sureToAbandon(ctx, f)
	}
	return a.askAbandon(ctx)
}

// sureToAbandon asks where it was said what becomes of the records.
func (a *app) sureToAbandon(ctx context.Context, f *abandonFlags) error {
	question := "Abandon it, and leave the records as they are?"
	if f.back {
		question = "Abandon it, and put this back?"
	}
	sure, err := a.person(ctx).yes(question)
	if err == nil && !sure {
		err = &rejected{"nothing was done"}
	}
	return err
}

// askAbandon asks what becomes of the records.
func (a *app) askAbandon(ctx context.Context) (back bool, err error) {
	answer, err := a.person(ctx).ask("Abandon it? b put this back, l leave the records as they are, anything else stops:")
	switch {
	case err != nil:
		return false, err
	case answer == "b", answer == "l":
		return answer == "b", nil
	}
	return false, &rejected{"nothing was done"}
}

// writeAbandon writes what would be put back, and what cannot be and why.
func writeAbandon(w io.StringWriter, walk *procedure.Walk, undo *store.Undo) {
	w.WriteString("Abandon checklist " + walk.Checklist.Number + ": " + text.Visible(walk.Title) + "\n")
	if len(undo.Changes)+len(undo.Refused) == 0 {
		w.WriteString("No step of it changed a record.\n")
		return
	}
	writeUndo(w, undo, true)
}

func (a *app) tellAbandon(w *procedure.Walk, undo *store.Undo, f *abandonFlags) error {
	return output(a.Out, func(out *bufio.Writer) error {
		if f.json {
			return writeJSON(out, abandonedReport(w, undo))
		}
		fmt.Fprintf(out, "Abandoned: checklist %s", w.Checklist.Number)
		if undo != nil {
			out.WriteString("; put back: " + changesOf(len(undo.Changes)))
		}
		out.WriteString("\n")
		return nil
	})
}

func abandonedReport(w *procedure.Walk, undo *store.Undo) abandoned {
	r := abandoned{checklistReport: reportOf(w), PutBack: []changedField{}, Left: []reportedStays{}, Saved: true}
	if undo == nil {
		return r
	}
	for i := range undo.Changes {
		r.PutBack = append(r.PutBack, changedFields(&undo.Changes[i])...)
	}
	for _, left := range undo.Refused {
		r.Left = append(r.Left, reportedStays{left.Entry.Record, left.Entry.Key, left.Reason})
	}
	return r
}
