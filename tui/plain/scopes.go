package plain

import (
	"bufio"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) scopesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scopes",
		Short: "School-bought assignments (Apps and Books) and the users in scope",
		Long: `An assignment scope is an app or a book that the school bought, with the users who
get it. Whoever leaves is taken out of every one before the user record goes (R-30).`,
		Example: `  homeroom scopes list
  homeroom scopes new "Maths 7" --site OAK --title "Geometry Pad"
  homeroom scopes add "Maths 7" avery.lane blake.moss
  homeroom scopes remove "Maths 7" avery.lane`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.scopesListCommand(), a.scopesShowCommand(), a.scopesNewCommand(), a.scopesAddCommand(), a.scopesRemoveCommand())
	return cmd
}

// scope is an assignment scope in the public JSON. Change it only by adding.
type scope struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Site  string   `json:"site"`
	Users []string `json:"users"` // User IDs
}

func (a *app) scopesListCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "The assignment scopes, by name",
		Example: "  homeroom scopes list --json",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.readScopes(cmd.Context(), func(all []scope) error { return a.tellScopes(all, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

func (a *app) scopesShowCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "show NAME",
		Short:   "An assignment scope and the users in it",
		Example: `  homeroom scopes show "Maths 7"`,
		Args:    exactly("the NAME of a scope"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.readScopes(cmd.Context(), func(all []scope) error { return a.tellScope(all, args[0], asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// readScopes reads the assignment scopes with their users, for tell.
func (a *app) readScopes(ctx context.Context, tell func([]scope) error) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	list, err := st.Scopes(ctx)
	if err != nil {
		return err
	}
	members, err := st.Members(ctx)
	if err != nil {
		return err
	}
	users := map[string][]string{}
	for _, m := range members {
		users[store.ScopeKey(m.Scope)] = append(users[store.ScopeKey(m.Scope)], m.UserID)
	}
	all := make([]scope, len(list))
	for i, s := range list {
		all[i] = scope{Name: s.Name, Title: s.Title, Site: s.Site, Users: append([]string{}, users[s.Key()]...)}
	}
	return tell(all)
}

func (a *app) tellScopes(all []scope, asJSON bool) error {
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, all)
		}
		var g grid
		g.add("Scope", "Title", "Site", "In scope")
		for _, s := range all {
			g.add(s.Name, s.Title, s.Site, counted(len(s.Users), "user", "users"))
		}
		if len(all) > 0 {
			g.write(w, "")
		}
		w.WriteString(counted(len(all), "assignment scope", "assignment scopes") + "\n")
		return nil
	})
}

// tellScope tells of the scope of this name, in any letter case. CodeNotFound if there is none.
func (a *app) tellScope(all []scope, name string, asJSON bool) error {
	for _, s := range all {
		if !strings.EqualFold(s.Name, strings.TrimSpace(name)) {
			continue
		}
		return output(a.Out, func(w *bufio.Writer) error {
			if asJSON {
				return writeJSON(w, s)
			}
			w.WriteString("assignment scope " + text.Visible(s.Name) + ", site " + text.Visible(s.Site) + ": " + text.Visible(s.Title) + "\n")
			for _, id := range s.Users {
				w.WriteString("  " + text.Visible(id) + "\n")
			}
			w.WriteString(counted(len(s.Users), "user", "users") + " in scope\n")
			return nil
		})
	}
	return noScope(name)
}

func noScope(name string) error {
	return &store.Error{
		Code: store.CodeNotFound, Message: "there is no assignment scope " + quoted(strings.TrimSpace(name)),
		Remedy: "homeroom scopes list shows those there are",
	}
}
