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
stands in the user records: homeroom users groups:NAME.`,
		Example: `  homeroom groups list
  homeroom groups new "Year 7"
  homeroom groups delete "Year 7"`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.groupsListCommand(),
		a.groupCommand(&cobra.Command{
			Use: "new NAME", Short: "Make a new group", Long: "Makes a group that nobody is in yet.",
			Example: `  homeroom groups new "Year 7"`, Args: exactly("the NAME of the new group"),
		}, edit.NewGroup),
		a.groupCommand(&cobra.Command{
			Use: "delete NAME", Short: "Delete a group", Long: "Deletes a group that nobody is in.",
			Example: `  homeroom groups delete "Year 7"`, Args: exactly("the NAME of a group"),
		}, edit.DropGroup))
	return cmd
}

// groupCommand completes a command that makes or deletes a group.
func (a *app) groupCommand(cmd *cobra.Command, plan func(*store.Records, string) edit.Plan) *cobra.Command {
	var f actFlags
	cmd.Long += "\n\n" + actHelp
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.act(cmd.Context(), &f, func(ctx context.Context, st *store.Store) (deed, error) {
			all, err := groupsOf(ctx, st)
			return deed{store.Wanted{}, nil, func(r *store.Records) edit.Plan { return kept(plan(r, args[0]), all) }}, err
		})
	}
	f.bind(cmd)
	return cmd
}

// kept refuses to delete a group that people are in.
func kept(p edit.Plan, all []group) edit.Plan {
	for _, c := range p.Changes {
		for _, g := range all {
			if c.Delete && store.ScopeKey(g.Name) == c.Key && len(g.Users) > 0 {
				said := fmt.Sprintf("%s in it: %s", counted(len(g.Users), "user is", "users are"), strings.Join(g.Users[:min(len(g.Users), 3)], ", "))
				p.Findings = append(p.Findings, refused(store.FieldName, said, "take them out of it first: homeroom users groups:NAME finds them"))
			}
		}
	}
	return p
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
