package plain

import (
	"bufio"
	"context"
	"errors"
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
			return a.keepChecklist(cmd.Context(), args[0], asJSON, func(*procedure.Walk) string { return "Noted" }, func(ctx context.Context, st *store.Store, w *procedure.Walk) (procedure.Walk, error) {
				return procedure.Note(ctx, st, a.operator, w, words)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) checklistHandOverCommand() *cobra.Command {
	var (
		asJSON   bool
		to       procedure.Colleague
		note     string
		handOver = func(ctx context.Context, st *store.Store, w *procedure.Walk) (procedure.Walk, error) {
			after, err := procedure.HandOver(ctx, st, a.operator, w, to, note)
			return after, strange(err)
		}
	)
	cmd := &cobra.Command{
		Use:   "hand-over N --to OPERATOR",
		Short: "Give a checklist to a colleague",
		Long: `Gives a checklist to a colleague, who finds it with homeroom checklist list --mine.
The letter case of a name does not count. A name that nobody has worked under yet is
refused with those that come near it; --new-colleague hands it over all the same.`,
		Example: `  homeroom checklist hand-over 7 --to kim --note "the iPad is still with them"
  homeroom checklist hand-over 7 --to robin --new-colleague`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 && !cmd.Flags().Changed("to") { // the name may follow the number
				to.Name = args[1]
				return exactly("the number of a checklist", "the OPERATOR who goes on with it")(cmd, args)
			}
			return exactly("the number of a checklist")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(to.Name) == "" {
				return wrongUse("nobody is named to go on with it", "name the colleague with --to")
			}
			told := func(w *procedure.Walk) string { return "Handed over to " + w.Checklist.Owner }
			return a.keepChecklist(cmd.Context(), args[0], asJSON, told, handOver)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&to.Name, "to", "", "the `OPERATOR` who goes on with it")
	flags.BoolVar(&to.New, "new-colleague", false, "also to somebody who has not worked here yet")
	flags.StringVar(&note, "note", "", "a note for the colleague, as `TEXT`")
	flags.BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// strange says of a name that nobody has worked under what to do about it.
func strange(err error) error {
	if s := new(procedure.StrangerError); errors.As(err, &s) {
		return &store.Error{
			Code: store.CodeNotFound, Message: "nobody called " + quoted(s.Name) + " has worked here yet",
			Remedy: "known and nearest to it: " + text.Visible(strings.Join(s.Near, ", ")) + "; --new-colleague hands it over all the same",
		}
	}
	return err
}

// keepChecklist does something to a checklist itself and tells what.
func (a *app) keepChecklist(ctx context.Context, number string, asJSON bool, told func(after *procedure.Walk) string,
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
			out.WriteString(text.Visible(told(&after)) + ": checklist " + after.Checklist.Number + ", " + text.Visible(after.Title) + "\n")
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
