package plain

import (
	"bufio"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/procedure"
)

// checklistListFlags say which checklists are listed.
type checklistListFlags struct{ all, mine, json bool }

func (a *app) checklistListCommand() *cobra.Command {
	var f checklistListFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "The open checklists, newest first",
		Example: `  homeroom checklist list
  homeroom checklist list --mine          those that are with you
  homeroom checklist list --all --json    also those that are done or abandoned`,
		Args: exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listChecklists(cmd.Context(), &f) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.all, "all", false, "also those that are done or abandoned")
	flags.BoolVar(&f.mine, "mine", false, "only those that are with you")
	flags.BoolVar(&f.json, "json", false, "print one JSON array")
	return cmd
}

func (a *app) listChecklists(ctx context.Context, f *checklistListFlags) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	list, err := procedure.List(ctx, st)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(s procedure.Summary) bool {
		return !f.all && s.Checklist.State != store.ChecklistOpen || f.mine && !strings.EqualFold(s.Checklist.Owner, a.operator)
	})
	return output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return writeJSON(w, summaries(list))
		}
		var g grid
		g.add("No.", "Procedure", "About", "Step", "With", "Begun")
		for i := range list {
			s := &list[i]
			g.add(s.Checklist.Number, s.Title, s.About, stepOf(s), owner(&s.Checklist), moment(s.Started.At))
		}
		if len(list) > 0 {
			g.write(w, "")
		}
		w.WriteString(counted(len(list), "checklist", "checklists") + "\n")
		return nil
	})
}

// stepOf is the step that a checklist has come to, or that it is over.
func stepOf(s *procedure.Summary) string {
	if s.Place == "" {
		return string(s.Checklist.State)
	}
	return s.Place + ", " + s.Step
}

// owner is whom a checklist is with, and who handed it over.
func owner(c *store.Checklist) string {
	if c.Sender == "" {
		return c.Owner
	}
	return c.Owner + ", handed over by " + c.Sender
}

// summary is a checklist of the list in the public JSON. Change it only by adding.
type summary struct {
	Number    string   `json:"number"`
	Procedure string   `json:"procedure"`
	Title     string   `json:"title"`
	About     string   `json:"about"`
	Site      string   `json:"site"`
	UserID    string   `json:"user_id"`
	Devices   []string `json:"devices"` // serial numbers
	State     string   `json:"state"`   // open, done, abandoned
	Owner     string   `json:"owner"`
	Sender    string   `json:"sender"` // who handed it over; empty where nobody did
	Step      string   `json:"step"`   // key of the step to be done next; empty when it is over
	StepTitle string   `json:"step_title"`
	Place     string   `json:"place"` // "3 of 8"
	Started   doneAt   `json:"started"`
	Touched   doneAt   `json:"touched"`
}

func summaries(list []procedure.Summary) []summary {
	out := make([]summary, len(list))
	for i := range list {
		s, c := &list[i], &list[i].Checklist
		out[i] = summary{
			Number: c.Number, Procedure: c.Procedure, Title: s.Title, About: s.About, Site: c.Site, UserID: c.UserID,
			Devices: append([]string{}, strings.Fields(c.Devices)...), State: string(c.State), Owner: c.Owner, Sender: c.Sender,
			Step: c.Step, StepTitle: s.Step, Place: s.Place,
			Started: doneBy(procedure.Done{Operator: s.Started.Operator, At: s.Started.At}), Touched: doneBy(s.Touched),
		}
	}
	return out
}
