package plain

import (
	"bufio"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

// viewFlags are what can be done with views instead of listing them.
type viewFlags struct {
	save, forget string
	json         bool
}

func (a *app) viewsCommand() *cobra.Command {
	var f viewFlags
	cmd := &cobra.Command{
		Use:   "views devices|users [QUERY]",
		Short: "The views: queries that have a name, to be used again",
		Long: `Lists the views of devices or users: Homeroom's own, and those that somebody saved.
Everybody who uses the database finds them, here and in the console (key v in a
list). A view is a query; saving one under a name that is there replaces it.`,
		Example: `  homeroom views devices
  homeroom views devices --save "Room 204" room:204
  homeroom devices --view "Room 204"
  homeroom views devices --forget "Room 204"`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.views(cmd, args, &f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.save, "save", "", "save the QUERY under this `name`")
	flags.StringVar(&f.forget, "forget", "", "forget the saved view of this `name`")
	flags.BoolVar(&f.json, "json", false, "print one JSON array")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return apart(cmd, "save", "forget", "json") }
	return cmd
}

func (a *app) views(cmd *cobra.Command, args []string, f *viewFlags) error {
	kind, err := kindNamed(cmd, args)
	if err != nil {
		return err
	}
	words := strings.Join(args[1:], " ")
	saving := cmd.Flags().Changed("save")
	if words != "" && !saving {
		return wrongUse("a QUERY goes with --save", "to list what it finds: homeroom "+args[0]+" QUERY")
	}
	st, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer st.Close()
	switch {
	case saving:
		return a.saveView(cmd.Context(), st, store.View{Record: kind, Name: f.save, Query: words, Operator: a.operator})
	case cmd.Flags().Changed("forget"):
		return a.forgetView(cmd.Context(), st, kind, f.forget)
	}
	return a.listViews(cmd.Context(), st, kind, f.json)
}

// kindNamed reads the first argument of a command that works on devices or on users.
func kindNamed(cmd *cobra.Command, args []string) (store.Kind, error) {
	see := "see " + cmd.CommandPath() + " --help"
	if len(args) == 0 {
		return "", wrongUse(cmd.CommandPath()+" needs a kind of record, device or user", see)
	}
	switch strings.ToLower(args[0]) {
	case "device", "devices":
		return store.KindDevice, nil
	case "user", "users":
		return store.KindUser, nil
	}
	return "", wrongUse(quoted(args[0])+" is no kind of record", "write device or user; "+see)
}

func (a *app) saveView(ctx context.Context, st *store.Store, v store.View) error {
	if err := st.SaveView(ctx, v); err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString("Saved the view " + quoted(v.Name) + ": " + text.Visible(v.Query) + "\n")
		return nil
	})
}

func (a *app) forgetView(ctx context.Context, st *store.Store, kind store.Kind, name string) error {
	if err := st.DropView(ctx, kind, name); err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString("Forgot the view " + quoted(name) + "\n")
		return nil
	})
}

// view is a view in the public JSON. Change it only by adding.
type view struct {
	Name     string `json:"name"`
	Query    string `json:"query"`
	Preset   bool   `json:"preset"`   // one of Homeroom's own
	Operator string `json:"operator"` // who saved it last
}

// allViews are Homeroom's own views and those that were saved.
func allViews(ctx context.Context, st *store.Store, kind store.Kind) ([]view, error) {
	var list []view
	for _, p := range store.Presets(kind) {
		list = append(list, view{Name: p.Name, Query: p.Query, Preset: true})
	}
	saved, err := st.Views(ctx, kind)
	for _, v := range saved {
		list = append(list, view{Name: v.Name, Query: v.Query, Operator: v.Operator})
	}
	return list, err
}

func (a *app) listViews(ctx context.Context, st *store.Store, kind store.Kind, asJSON bool) error {
	list, err := allViews(ctx, st, kind)
	if err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, list)
		}
		var g grid
		g.add("View", "Query", "Saved by")
		for _, v := range list {
			by := v.Operator
			if v.Preset {
				by = "(Homeroom's own)"
			}
			g.add(v.Name, v.Query, by)
		}
		g.write(w, "")
		return nil
	})
}

// viewNamed is the query of the view of this name, in any letter case; the name as it is written goes first. It is
// an error that lists the views when there is none.
func viewNamed(ctx context.Context, st *store.Store, kind store.Kind, name string) (string, error) {
	list, err := allViews(ctx, st, kind)
	if err != nil {
		return "", err
	}
	names := make([]string, len(list))
	for i, v := range list {
		if v.Name == name {
			return v.Query, nil
		}
		names[i] = v.Name
	}
	for _, v := range list {
		if strings.EqualFold(v.Name, name) {
			return v.Query, nil
		}
	}
	return "", wrongUse("there is no view "+quoted(name)+" of "+string(kind)+"s", "the views are "+strings.Join(names, ", "))
}
