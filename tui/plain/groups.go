package plain

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/edit"
)

func (a *app) groupsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "groups",
		Short: "The groups that people can be in",
		Long: `A group must be on record before a file can put anybody into it (R-51). Who is in it
stands in the user records: homeroom users group:NAME.`,
		Example: `  homeroom groups list
  homeroom groups new "Year 7"
  homeroom groups rename "Year 7" "Form 7"
  homeroom groups delete "Year 7"`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.groupsListCommand(),
		a.groupCommand(&cobra.Command{
			Use: "new NAME", Short: "Make a new group", Long: "Makes a group that nobody is in yet.",
			Example: `  homeroom groups new "Year 7"`, Args: exactly("the NAME of the new group"),
		}, func(r *store.Records, names []string, _ []store.User) edit.Plan { return edit.NewGroup(r, names[0]) }),
		a.groupCommand(&cobra.Command{
			Use: "rename NAME NEW-NAME", Short: "Give a group another name", Long: "Gives a group another name. Whoever is in it stays in it.",
			Example: `  homeroom groups rename "Year 7" "Form 7"`, Args: exactly("the NAME of a group", "its NEW-NAME"),
		}, func(r *store.Records, names []string, in []store.User) edit.Plan {
			return edit.RenameGroup(r, names[0], names[1], in)
		}),
		a.groupsDeleteCommand())
	return cmd
}

func (a *app) groupsDeleteCommand() *cobra.Command {
	off := false
	cmd := a.groupCommand(&cobra.Command{
		Use: "delete NAME", Short: "Delete a group",
		Long: `Deletes a group. One that people are in goes only with --take-off, which takes it off
them in the same save; undoing that gives it back to them.`,
		Example: `  homeroom groups delete "Year 7"
  homeroom groups delete "Year 7" --take-off`, Args: exactly("the NAME of a group"),
	}, func(r *store.Records, names []string, in []store.User) edit.Plan {
		p := edit.DropGroup(r, names[0], in)
		if !off && len(in) > 0 && !p.Failed() {
			p.Findings = append(p.Findings, inIt(in))
		}
		return p
	})
	cmd.Flags().BoolVar(&off, "take-off", false, "take it off the people who are in it, too")
	return cmd
}

// inIt refuses to delete a group without a word about those who are in it.
func inIt(in []store.User) edit.Finding {
	var names []string
	for i := range in[:min(len(in), 3)] {
		names = append(names, in[i].UserID)
	}
	said := fmt.Sprintf("%s in it: %s", counted(len(in), "user is", "users are"), strings.Join(names, ", "))
	if len(in) > len(names) {
		said += " and more"
	}
	return refused(store.FieldName, said, "add --take-off to take it off them; homeroom users group:NAME lists them")
}

// groupCommand completes a command that changes a group, whose plan is made of the names given and those who are in it.
func (a *app) groupCommand(cmd *cobra.Command, plan func(*store.Records, []string, []store.User) edit.Plan) *cobra.Command {
	var f actFlags
	cmd.Long += "\n\n" + actHelp
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.act(cmd.Context(), &f, func(ctx context.Context, st *store.Store) (deed, error) {
			in, err := st.InGroup(ctx, args[0])
			return deed{store.Wanted{}, nil, func(r *store.Records) edit.Plan { return plan(r, args, in) }}, err
		})
	}
	f.bind(cmd)
	return cmd
}

// group is a group in the public JSON. Change it only by adding.
type group struct {
	Name  string   `json:"name"`
	Users []string `json:"users"` // User IDs
}

func (a *app) groupsListCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "The groups, by name",
		Example: "  homeroom groups list --json",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
				all, err := groupsOf(ctx, st)
				if err != nil {
					return err
				}
				return a.tellGroups(all, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

// groupsOf are the groups with the people in them.
func groupsOf(ctx context.Context, st *store.Store) ([]group, error) {
	list, err := st.Groups(ctx)
	if err != nil {
		return nil, err
	}
	all, at := make([]group, len(list)), map[string]int{}
	for i, g := range list {
		all[i] = group{Name: g.Name, Users: []string{}}
		at[g.Key()] = i
	}
	err = st.Each(ctx, func(*store.Device) {}, func(u *store.User) {
		for _, name := range store.Names(u.Groups) {
			if i, known := at[store.ScopeKey(name)]; known {
				all[i].Users = append(all[i].Users, strings.Clone(u.UserID))
			}
		}
	})
	return all, err
}

func (a *app) tellGroups(all []group, asJSON bool) error {
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, all)
		}
		var g grid
		for _, one := range all {
			g.add(one.Name, counted(len(one.Users), "user", "users"))
		}
		g.write(w, "")
		w.WriteString(counted(len(all), "group", "groups") + "\n")
		return nil
	})
}
