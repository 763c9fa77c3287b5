package plain

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/edit"
)

func (a *app) editCommand() *cobra.Command {
	var (
		f      actFlags
		clears []string
	)
	cmd := &cobra.Command{
		Use:   "edit device|user KEY FIELD=VALUE...",
		Short: "Change fields of one record",
		Long: `Sets fields of a device (by asset tag or serial number) or of a person (by User ID).
A field that is not named stays as it is; --clear empties one. The names of fields
are those of --json, or a word of them: asset_tag or tag.

` + actHelp,
		Example: `  homeroom edit device 3001234 room=204 building=Main
  homeroom edit device 3001234 --clear room
  homeroom edit user avery.lane "name=Avery Lane" grade=8`,
		RunE: func(cmd *cobra.Command, args []string) error {
			kind, err := kindNamed(cmd, args)
			switch {
			case err != nil:
				return err
			case len(args) < 2 || strings.Contains(args[1], "="):
				return wrongUse(cmd.CommandPath()+" needs the key of the "+string(kind), "see "+cmd.CommandPath()+" --help")
			}
			values, err := valuesOf(kind, false, args[2:], clears)
			switch {
			case err != nil:
				return err
			case len(values) == 0:
				return wrongUse("there is nothing to change", "name a FIELD=VALUE, or a field to --clear")
			}
			return a.act(cmd.Context(), &f, func(ctx context.Context, st *store.Store) (deed, error) {
				key, err := recordNamed(ctx, st, kind, args[1])
				return deed{
					edit.Wanted(kind, []string{key}, values), values,
					func(r *store.Records) edit.Plan { return edit.Set(r, kind, key, values) },
				}, err
			})
		},
	}
	cmd.Flags().StringArrayVar(&clears, "clear", nil, "empty this `field`; may be given several times")
	f.bind(cmd)
	return cmd
}

func (a *app) newCommand() *cobra.Command {
	var f actFlags
	cmd := &cobra.Command{
		Use:   "new device|user FIELD=VALUE...",
		Short: "Bring a device or a person on record",
		Long: `Makes a new device record or user record of the values given.

` + actHelp,
		Example: `  homeroom new device serial=C02XK0A1JG5H tag=3001234 site=OAK
  homeroom new user id=avery.lane "name=Avery Lane" position=student site=OAK`,
		RunE: func(cmd *cobra.Command, args []string) error {
			kind, err := kindNamed(cmd, args)
			if err != nil {
				return err
			}
			values, err := valuesOf(kind, true, args[1:], nil)
			if err != nil {
				return err
			}
			return a.act(cmd.Context(), &f, func(context.Context, *store.Store) (deed, error) {
				return deed{
					edit.Wanted(kind, nil, values), values,
					func(r *store.Records) edit.Plan { return edit.New(r, kind, values) },
				}, nil
			})
		},
	}
	f.bind(cmd)
	return cmd
}

// valuesOf reads FIELD=VALUE words and the fields to be emptied. A blank is not taken for emptying: that is said.
func valuesOf(kind store.Kind, creating bool, words, clears []string) ([]edit.Value, error) {
	var values []edit.Value
	add := func(name, text string, clear bool) error {
		field, err := fieldNamed(kind, edit.Fields(kind, creating), name)
		if err != nil {
			return err
		}
		for _, v := range values {
			if v.Field == field {
				return wrongUse(field.Label()+" is given twice", "name each field once")
			}
		}
		values = append(values, edit.Value{Field: field, Text: text, Clear: clear})
		return nil
	}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		switch {
		case !ok:
			return nil, wrongUse(quoted(w)+" is no FIELD=VALUE", "write it like room=204; put quotes around a value with spaces")
		case strings.TrimSpace(value) == "":
			return nil, wrongUse(quoted(w)+" names no value", "leave it out to keep the field, or empty it with --clear "+name)
		}
		if err := add(name, value, false); err != nil {
			return nil, err
		}
	}
	for _, name := range clears {
		if err := add(name, "", true); err != nil {
			return nil, err
		}
	}
	return values, nil
}
