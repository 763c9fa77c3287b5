package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) exportsCommand() *cobra.Command {
	list := a.exportsListCommand("list")
	cmd := a.exportsListCommand("exports")
	cmd.Short = "The files that were written for vendors, to be taken again or thrown away"
	cmd.Long = `Every file that was written for a vendor is kept as it went out, with who and when. It holds
names of people: throw it away when nobody needs it any more. That it went out stays on
record, and the next export of that selection is a whole one.`
	cmd.Example = `  homeroom exports
  homeroom exports file 3 -o again.csv
  homeroom exports throw-away 3`
	cmd.Args = noSuchCommand
	list.Hidden = true
	cmd.AddCommand(list, a.exportsFileCommand(), a.exportsThrowCommand())
	return cmd
}

// rememberedJSON is a remembered export in the public JSON. Change it only by adding.
type rememberedJSON struct {
	Export   int64  `json:"export"`
	At       string `json:"at"`
	Operator string `json:"operator"`
	Template string `json:"template"`
	Site     string `json:"site"`
	Query    string `json:"query"`
	Format   string `json:"format"`
	Since    int64  `json:"since"` // the export since which it holds the changes, 0 where it holds all
	Rows     int    `json:"rows"`
	SHA256   string `json:"sha256"`
	Thrown   string `json:"thrown"` // when it was thrown away; empty while its file is kept
	Thrower  string `json:"thrower"`
}

func rememberedOf(e *store.Export) rememberedJSON {
	j := rememberedJSON{
		Export: e.ID, At: e.At.Format(time.RFC3339), Operator: e.Operator, Template: e.Template, Site: e.Site, Query: e.Query,
		Format: e.Format, Since: e.Since, Rows: e.Rows, SHA256: e.SHA256, Thrower: e.Thrower,
	}
	if e.Gone() {
		j.Thrown = e.Thrown.Format(time.RFC3339)
	}
	return j
}

// exportsListCommand lists: the command itself, and the word for it that the other lists have.
func (a *app) exportsListCommand(name string) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     name,
		Short:   "The exports, the newest first",
		Example: "  homeroom exports list --json",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
				list, err := st.Exports(ctx)
				if err != nil {
					return err
				}
				return a.tellExports(list, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

func (a *app) tellExports(list []store.Export, asJSON bool) error {
	if asJSON {
		all := make([]rememberedJSON, len(list))
		for i := range list {
			all[i] = rememberedOf(&list[i])
		}
		return writeJSON(a.Out, all)
	}
	var g grid
	for _, e := range list {
		what := counted(e.Rows, "row", "rows")
		if e.Since > 0 {
			what += fmt.Sprintf(" changed since export %d", e.Since)
		}
		if e.Gone() {
			what += "; thrown away by " + e.Thrower
		}
		g.add(strconv.FormatInt(e.ID, 10), e.At.Local().Format("2006-01-02 15:04"), e.Operator, e.Template, e.Site, what, e.Query)
	}
	return output(a.Out, func(w *bufio.Writer) error {
		g.write(w, "")
		fmt.Fprintln(w, counted(len(list), "export", "exports"))
		return nil
	})
}

func (a *app) exportsFileCommand() *cobra.Command {
	to := ""
	cmd := &cobra.Command{
		Use:     "file NUMBER",
		Short:   "Take the file of an export again, as it went out",
		Example: "  homeroom exports file 3 -o again.csv",
		Args:    exactly("the NUMBER of an export"),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, err := numbered(args[0], "an export")
			if err != nil {
				return err
			}
			if to == "" {
				return wrongUse("it is not said where to write", "name a new file: -o FILE")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error {
				e, err := st.ExportFile(ctx, number)
				if err != nil {
					return err
				}
				if !strings.EqualFold(filepath.Ext(to), "."+e.Format) {
					return wrongUse("export "+args[0]+" is a file of the sort "+e.Format, "let the name end in ."+e.Format)
				}
				if err := writeNew(to, func(w io.Writer) error { _, err := w.Write(e.Bytes); return err }); err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.Out, "%s of export %d written to %s\n", counted(e.Rows, "row", "rows"), e.ID, text.Visible(to))
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to this new `file`")
	return cmd
}

func (a *app) exportsThrowCommand() *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:   "throw-away NUMBER",
		Short: "Throw the file of an export away; that it went out stays on record",
		Example: `  homeroom exports throw-away 3
  homeroom exports throw-away 3 --yes`,
		Args: exactly("the NUMBER of an export"),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, err := numbered(args[0], "an export")
			if err != nil {
				return err
			}
			if !yes && !a.Asks {
				return wrongUse("this asks before it throws anything away, and nobody is there to answer", "add --yes to do it without a question")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, st *store.Store) error { return a.throwExport(ctx, st, number, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do it without asking")
	return cmd
}

// throwExport asks, and throws an export away.
func (a *app) throwExport(ctx context.Context, st *store.Store, number int64, yes bool) error {
	e, err := st.ExportFile(ctx, number)
	if err != nil {
		return err
	}
	if !yes {
		question := fmt.Sprintf("Export %d to %s by %s at %s, %s: its file is gone for good, and the next one of this selection is whole. Throw it away?",
			e.ID, e.Template, text.Visible(e.Operator), moment(e.At), counted(e.Rows, "row", "rows"))
		sure, err := a.person(ctx).yes(question)
		if err == nil && !sure {
			err = &rejected{"nothing was thrown away"}
		}
		if err != nil {
			return err
		}
	}
	if err := st.ThrowExport(ctx, number, a.operator); err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		fmt.Fprintf(w, "Thrown away: export %d to %s\n", e.ID, e.Template)
		return nil
	})
}

// withStore does something with the database, which must be there.
func (a *app) withStore(ctx context.Context, do func(context.Context, *store.Store) error) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return do(ctx, st)
}
