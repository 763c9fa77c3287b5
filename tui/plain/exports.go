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
	cmd := &cobra.Command{
		Use:   "exports",
		Short: "The files that were written for vendors, to be taken again",
		Example: `  homeroom exports list
  homeroom exports file 3 -o again.csv`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.exportsListCommand(), a.exportsFileCommand())
	return cmd
}

// exported is a remembered export in the public JSON. Change it only by adding.
type exported struct {
	Export   int64  `json:"export"`
	At       string `json:"at"`
	Operator string `json:"operator"`
	Template string `json:"template"`
	Site     string `json:"site"`
	Query    string `json:"query"`
	Format   string `json:"format"`
	Since    int64  `json:"since"` // the export since which it holds the changes, 0 where it holds all
	Rows     int    `json:"rows"`
}

func (a *app) exportsListCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "list",
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
		all := make([]exported, len(list))
		for i, e := range list {
			all[i] = exported{e.ID, e.At.Format(time.RFC3339), e.Operator, e.Template, e.Site, e.Query, e.Format, e.Since, e.Rows}
		}
		return writeJSON(a.Out, all)
	}
	var g grid
	for _, e := range list {
		what := counted(e.Rows, "row", "rows")
		if e.Since > 0 {
			what += fmt.Sprintf(" changed since export %d", e.Since)
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
			number, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return wrongUse(quoted(args[0])+" is not the number of an export", "homeroom exports list tells them")
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

// withStore does something with the database, which must be there.
func (a *app) withStore(ctx context.Context, do func(context.Context, *store.Store) error) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return do(ctx, st)
}
