package plain

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// exportFlags are what an export is asked for beside the template and the query.
type exportFlags struct {
	to, site string
	changes  bool
}

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export TEMPLATE [QUERY]",
		Short: "Write a vendor's file from the records, or what changed since the last one",
		Long: `Writes the records as the file of a vendor, in that vendor's header and order, and remembers
it: homeroom exports lists them. With --changes only what changed since the last export of
the same template, site and query.

` + queryHelp,
		Example: `  homeroom export mut-computers -o macs.csv
  homeroom export mut-mobile-devices room:204 -o room.xlsx --site OAK
  homeroom export mut-users -o news.csv --changes`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrongUse(cmd.CommandPath()+" needs a TEMPLATE", "homeroom template lists them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.to == "" {
				return wrongUse("it is not said where to write", "name a new file: -o FILE, CSV or XLSX by its ending")
			}
			st, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			return a.export(cmd.Context(), st, args[0], strings.Join(args[1:], " "), &f)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.to, "output", "o", "", "write to this new `file`, CSV or XLSX by its ending")
	flags.StringVar(&f.site, "site", "", "the records of the site with this `code` only")
	flags.BoolVar(&f.changes, "changes", false, "only what changed since the last such export")
	return cmd
}

// export writes the file, and then remembers it: a file that was not written was not exported.
func (a *app) export(ctx context.Context, st *store.Store, name, query string, f *exportFlags) error {
	q, kept, err := a.selection(ctx, st, name, query, f)
	if err != nil {
		return err
	}
	out, err := importer.Export(ctx, st, q)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := out.Write(&b, kept.Format); err != nil {
		return err
	}
	if out.Len() == 0 {
		return a.toldOfExport(out, "nothing is written: there is no row")
	}
	if err := writeNew(f.to, func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err }); err != nil {
		return err
	}
	kept.Latest, kept.Rows, kept.Bytes = out.Latest, out.Len(), b.Bytes()
	if kept, err = st.KeepExport(ctx, kept); err != nil {
		return despite(counted(out.Len(), "row is", "rows are")+" written", err)
	}
	return a.toldOfExport(out, fmt.Sprintf("%s written to %s: export %d", counted(out.Len(), "row is", "rows are"), text.Visible(f.to), kept.ID))
}

// selection reads what is asked for: the records that the query finds, and since when.
func (a *app) selection(ctx context.Context, st *store.Store, name, query string, f *exportFlags) (q importer.Selection, kept store.Export, err error) {
	t, err := template.ByName(name)
	if err != nil {
		return q, kept, err
	}
	q = importer.Selection{Template: t.Name}
	kept = store.Export{Operator: a.operator, Template: t.Name, Query: query}
	if kept.Format, err = formatFor(t, f.to); err != nil {
		return q, kept, err
	}
	if f.site != "" {
		if q.Site, err = store.ParseSiteCode(f.site); err != nil {
			return q, kept, err
		}
		kept.Site = q.Site
	}
	if strings.TrimSpace(query) != "" {
		if q.Keys, err = a.found(ctx, st, t, query); err != nil {
			return q, kept, err
		}
	}
	if f.changes {
		last, err := st.LastExport(ctx, t.Name, kept.Site, query)
		if err != nil {
			return q, kept, err
		}
		q.Since, kept.Since = &last, last.ID
	}
	return q, kept, nil
}

// found are the keys of the records that a query finds; never nil.
func (a *app) found(ctx context.Context, st *store.Store, t *template.Template, query string) ([]string, error) {
	find, fold := a.devices, func(key string) string { return key }
	if t.Edits == store.KindUser || t.Edits == store.KindRequest {
		find, fold = a.users, store.UserKey
	}
	list, err := find(ctx, st, query, &listFlags{})
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(list.order))
	for _, i := range list.order {
		keys = append(keys, fold(list.key(i)))
	}
	return keys, nil
}

// toldOfExport says what was written, what the vendor will take otherwise than it is meant, and what could not be
// written.
func (a *app) toldOfExport(out *importer.Outgoing, done string) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		fmt.Fprintln(w, done)
		for _, n := range out.Notes {
			fmt.Fprintf(w, "line %d, %s “%s”: %s: %s (%s)\n", n.Line, n.Column, text.Visible(n.Value), n.Rule, n.Message, n.Remedy)
		}
		for _, left := range out.Left {
			fmt.Fprintln(w, text.Visible(left))
		}
		return nil
	})
	if err == nil && len(out.Left) > 0 {
		return &rejected{"not everything could be written"}
	}
	return err
}

// formatFor is the format that the ending of a file's name asks for, of a file of this layout.
func formatFor(t *template.Template, path string) (string, error) {
	if t.Archive && strings.EqualFold(filepath.Ext(path), ".zip") {
		return "zip", nil
	}
	return formatOf(path)
}
