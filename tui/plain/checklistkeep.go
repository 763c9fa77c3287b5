package plain

import (
	"bufio"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

func (a *app) checklistNoteCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "note N TEXT...",
		Short:   "Note something at the step to do now, without doing it",
		Example: `  homeroom checklist note 7 the iPad comes on Monday`,
		Args:    atLeast("the number of a checklist", "the TEXT of the note"),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args[1:], " ")
			return a.keepChecklist(cmd.Context(), args[0], asJSON, "Noted", func(ctx context.Context, st *store.Store, w *procedure.Walk) (procedure.Walk, error) {
				return procedure.Note(ctx, st, a.operator, w, words)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) checklistHandOverCommand() *cobra.Command {
	var (
		asJSON bool
		note   string
	)
	cmd := &cobra.Command{
		Use:     "hand-over N OPERATOR",
		Short:   "Give a checklist to a colleague",
		Example: `  homeroom checklist hand-over 7 kim --note "the iPad is still with them"`,
		Args:    exactly("the number of a checklist", "the OPERATOR who goes on with it"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.keepChecklist(cmd.Context(), args[0], asJSON, "Handed over to "+args[1], func(ctx context.Context, st *store.Store, w *procedure.Walk) (procedure.Walk, error) {
				return procedure.HandOver(ctx, st, a.operator, w, args[1], note)
			})
		},
	}
	cmd.Flags().StringVar(&note, "note", "", "a note for the colleague, as `TEXT`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// keepChecklist does something to a checklist itself and tells what.
func (a *app) keepChecklist(ctx context.Context, number string, asJSON bool, told string,
	keep func(context.Context, *store.Store, *procedure.Walk) (procedure.Walk, error),
) error {
	return a.onChecklist(ctx, number, func(st *store.Store, w *procedure.Walk) error {
		after, err := keep(ctx, st, w)
		if err != nil {
			return refusal(err)
		}
		err = output(a.Out, func(out *bufio.Writer) error {
			if asJSON {
				return writeJSON(out, reportOf(&after))
			}
			out.WriteString(text.Visible(told) + ": checklist " + after.Checklist.Number + ", " + text.Visible(after.Title) + "\n")
			return nil
		})
		if err != nil {
			return despite("it was saved", err)
		}
		return nil
	})
}

// atLeast refuses fewer arguments than names, naming what is missing.
func atLeast(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		return exactly(names...)(cmd, args[:min(len(args), len(names))])
	}
}
