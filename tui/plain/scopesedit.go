package plain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/edit"
)

func (a *app) scopesNewCommand() *cobra.Command {
	var (
		f           actFlags
		site, title string
	)
	cmd := &cobra.Command{
		Use:     "new NAME --site CODE --title TITLE",
		Short:   "Make a new assignment scope",
		Long:    "Makes an assignment scope without users.\n\n" + actHelp,
		Example: `  homeroom scopes new "Maths 7" --site OAK --title "Geometry Pad"`,
		Args:    exactly("the NAME of the new scope"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s := store.Scope{Name: strings.TrimSpace(args[0]), Title: strings.TrimSpace(title)}
			if s.Name == "" || s.Title == "" || site == "" {
				return wrongUse("a scope needs a NAME, --site CODE and --title TITLE", "see "+cmd.CommandPath()+" --help")
			}
			code, err := store.ParseSiteCode(site)
			if err != nil {
				return err
			}
			s.Site = code
			return a.act(cmd.Context(), &f, func(context.Context, *store.Store) (deed, error) {
				return deed{store.Wanted{Site: code}, nil, func(r *store.Records) edit.Plan { return newScope(r, s) }}, nil
			})
		},
	}
	cmd.Flags().StringVar(&site, "site", "", "the `CODE` of the site that bought it")
	cmd.Flags().StringVar(&title, "title", "", "the app or book, as `TITLE`")
	f.bind(cmd)
	return cmd
}

// newScope plans a new assignment scope.
func newScope(r *store.Records, s store.Scope) edit.Plan {
	p := edit.Plan{Title: "assignment scope " + s.Name + " made"}
	if _, there := r.Scope(s.Name); there {
		p.Findings = append(p.Findings, refused(store.FieldName, "there is an assignment scope of this name already", "choose another name"))
	}
	if strings.Contains(s.Name, "/") {
		p.Findings = append(p.Findings, refused(store.FieldName, "the name of a scope has no “/”", "write it without"))
	}
	for _, f := range store.ScopeFields(s) {
		for _, found := range []*store.Finding{store.Storable(f.New), store.Invisible(f.New)} {
			if found != nil {
				p.Findings = append(p.Findings, edit.Finding{Field: f.Field, Finding: *found})
			}
		}
	}
	if _, known := r.SiteByCode(s.Site); !known {
		p.Findings = append(p.Findings, refused(store.FieldSite, "site "+s.Site+" is not on record", "name a site that is"))
	}
	if !p.Failed() {
		p.Changes = []store.Change{{Record: store.KindScope, Key: s.Key(), Fields: store.ScopeFields(s)}}
	}
	return p
}

func refused(field store.Field, message, remedy string) edit.Finding {
	return edit.Finding{Field: field, Finding: store.Finding{Severity: store.SeverityError, Message: message, Remedy: remedy}}
}

func (a *app) scopesAddCommand() *cobra.Command {
	return a.membersCommand(&cobra.Command{
		Use:     "add NAME USER-ID...",
		Short:   "Put users into an assignment scope",
		Long:    "Puts users who are on record into the scope; who is in it already stays.",
		Example: `  homeroom scopes add "Maths 7" avery.lane blake.moss`,
	}, func(r *store.Records, s *store.Scope, ids []string) edit.Plan {
		p := edit.Plan{Title: fmt.Sprintf("%s put into assignment scope %s", strings.Join(ids, ", "), s.Name)}
		for _, id := range ids {
			u := r.User(id)
			if u == nil {
				p.Findings = append(p.Findings, refused(store.FieldUserID, "nobody on record has the User ID "+id, "make the user record first"))
				continue
			}
			if u.Site != s.Site {
				p.Findings = append(p.Findings, edit.Finding{Field: store.FieldUserID, Finding: store.Finding{
					Severity: store.SeverityWarning, Message: fmt.Sprintf("%s is at site %s, the scope at %s", u.UserID, u.Site, s.Site),
					Remedy: "make sure that the site may hand the licence on",
				}})
			}
			if memberOf(r, s, id) == nil {
				m := store.Member{Scope: s.Name, UserID: u.UserID}
				p.Changes = append(p.Changes, store.Change{Record: store.KindMember, Key: m.Key(), Fields: store.MemberFields(m)})
			}
		}
		return p
	})
}

func (a *app) scopesRemoveCommand() *cobra.Command {
	return a.membersCommand(&cobra.Command{
		Use:     "remove NAME USER-ID...",
		Short:   "Take users out of an assignment scope",
		Long:    "Takes users out of the scope; who is not in it stays out.",
		Example: `  homeroom scopes remove "Maths 7" avery.lane`,
	}, func(r *store.Records, s *store.Scope, ids []string) edit.Plan {
		p := edit.Plan{Title: fmt.Sprintf("%s taken out of assignment scope %s", strings.Join(ids, ", "), s.Name)}
		for _, id := range ids {
			if m := memberOf(r, s, id); m != nil {
				p.Changes = append(p.Changes, edit.MemberGone(m))
			}
		}
		return p
	})
}

// memberOf is a user's place in a scope; nil where there is none.
func memberOf(r *store.Records, s *store.Scope, userID string) *store.Member {
	list := r.ScopesOf(userID)
	i := slices.IndexFunc(list, func(m store.Member) bool { return strings.EqualFold(m.Scope, s.Name) })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// membersCommand completes a command that changes who is in a scope.
func (a *app) membersCommand(cmd *cobra.Command, plan func(*store.Records, *store.Scope, []string) edit.Plan) *cobra.Command {
	var f actFlags
	cmd.Long += "\n\n" + actHelp
	cmd.Args = atLeast("the NAME of a scope", "a USER-ID")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var ids []string
		for _, id := range args[1:] {
			if id = strings.TrimSpace(id); !slices.ContainsFunc(ids, func(o string) bool { return edit.SameID(o, id) }) {
				ids = append(ids, id)
			}
		}
		return a.act(cmd.Context(), &f, func(ctx context.Context, st *store.Store) (deed, error) {
			s, err := scopeNamed(ctx, st, args[0])
			return deed{store.Wanted{UserIDs: ids}, nil, func(r *store.Records) edit.Plan { return plan(r, &s, ids) }}, err
		})
	}
	f.bind(cmd)
	return cmd
}

// scopeNamed finds a scope by its name in any letter case. CodeNotFound if there is none.
func scopeNamed(ctx context.Context, st *store.Store, name string) (store.Scope, error) {
	list, err := st.Scopes(ctx)
	if err != nil {
		return store.Scope{}, err
	}
	i := slices.IndexFunc(list, func(s store.Scope) bool { return strings.EqualFold(s.Name, strings.TrimSpace(name)) })
	if i < 0 {
		return store.Scope{}, noScope(name)
	}
	return list[i], nil
}
