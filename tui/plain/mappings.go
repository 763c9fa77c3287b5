package plain

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// mapping is a kept mapping in the public JSON. Change it only by adding.
type mapping struct {
	Name     string          `json:"name"`
	Template string          `json:"template"`
	Operator string          `json:"operator"`
	At       string          `json:"at"`
	Columns  []mappedColumns `json:"columns"`
}

type mappedColumns struct {
	Header string `json:"header"`
	Field  string `json:"field"` // empty: not read
}

func (a *app) mappingsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mappings",
		Short: "Which column is which field, as kept for files of no known template",
		Long: `A file that no template fits is read as one by saying which of its columns is which
field: homeroom import FILE --template NAME --map "HEADER=FIELD". --keep-mapping NAME
keeps that under a name. A file with the same headers is then read so by itself, and
the rows that are to be mended come back by it, too.`,
		Example: `  homeroom import list.csv --template mut-users --map "Login=Current Username" --keep-mapping "Pupil list"
  homeroom mappings list
  homeroom mappings show "Pupil list"
  homeroom mappings rename "Pupil list" "Pupils"
  homeroom mappings delete Pupils`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.mappingsListCommand(), a.mappingsShowCommand(),
		a.mappingCommand(&cobra.Command{
			Use: "rename NAME TO", Short: "Give a mapping another name", Example: `  homeroom mappings rename "Pupil list" Pupils`,
			Args: exactly("the NAME of a mapping", "its new name"),
		}, func(ctx context.Context, st *store.Store, args []string) (string, error) {
			return "Renamed: mapping “" + args[1] + "”.", st.RenameMapping(ctx, args[0], args[1])
		}),
		a.mappingCommand(&cobra.Command{
			Use: "delete NAME", Short: "Delete a mapping; what was imported by it stays", Example: `  homeroom mappings delete Pupils`,
			Args: exactly("the NAME of a mapping"),
		}, func(ctx context.Context, st *store.Store, args []string) (string, error) {
			return "Deleted: mapping “" + args[0] + "”.", st.DeleteMapping(ctx, args[0])
		}))
	return cmd
}

// mappingCommand completes a command that changes a mapping and says so.
func (a *app) mappingCommand(cmd *cobra.Command, do func(context.Context, *store.Store, []string) (string, error)) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
			said, err := do(ctx, st, args)
			if err == nil {
				_, err = fmt.Fprintln(a.Out, text.Visible(said))
			}
			return err
		})
	}
	return cmd
}

func (a *app) mappingsListCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: "list", Short: "The mappings, by name", Example: "  homeroom mappings list --json", Args: exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
				list, err := st.Mappings(ctx)
				if err != nil {
					return err
				}
				return a.tellMappings(list, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

func (a *app) tellMappings(list []store.Mapping, asJSON bool) error {
	all, lines := make([]mapping, len(list)), grid{}
	for i := range list {
		one, err := mappingOf(&list[i])
		if err != nil {
			return err
		}
		all[i] = one
		lines.add(one.Name, one.Template, counted(len(one.Columns), "column", "columns"), "kept by "+one.Operator)
	}
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, all)
		}
		lines.write(w, "")
		w.WriteString(counted(len(all), "mapping", "mappings") + "\n")
		return nil
	})
}

func mappingOf(m *store.Mapping) (mapping, error) {
	h, err := template.ParseHand(m.Pairs)
	one := mapping{Name: m.Name, Template: m.Template, Operator: m.Operator, At: stamp(m.At), Columns: make([]mappedColumns, len(h))}
	for i, p := range h {
		one.Columns[i] = mappedColumns{p.Column, string(p.Field)}
	}
	return one, err
}

func (a *app) mappingsShowCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Which column a mapping takes for which field", Example: `  homeroom mappings show "Pupil list"`,
		Args: exactly("the NAME of a mapping"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
				m, err := st.Mapping(ctx, args[0])
				if err != nil {
					return err
				}
				one, err := mappingOf(&m)
				if err != nil {
					return err
				}
				return output(a.Out, func(w *bufio.Writer) error {
					if asJSON {
						return writeJSON(w, one)
					}
					return showMapping(w, &m)
				})
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func showMapping(w *bufio.Writer, m *store.Mapping) error {
	t, err := template.ByName(m.Template)
	if err != nil {
		return err
	}
	h, err := template.ParseHand(m.Pairs)
	if err != nil {
		return err
	}
	var facts grid
	facts.add("Mapping", m.Name)
	facts.add("Template", t.Title)
	facts.add("Kept by", m.Operator)
	for i, line := range pairLines(t, h) {
		facts.add([]string{"Columns", ""}[min(i, 1)], line)
	}
	facts.write(w, "")
	return nil
}
