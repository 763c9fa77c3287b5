package plain

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// exportFlags are what an export is asked for beside the template and the query.
type exportFlags struct {
	to, site, keys string
	changes, json  bool
}

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export TEMPLATE [QUERY]",
		Short: "Write a vendor's file from the records, or what changed since the last one",
		Long: `Writes the records as the file of a vendor, in that vendor's header and order, and remembers
it: homeroom exports lists them. homeroom template lists the templates.

With --changes it is only what changed since the last export of the same template, site and
query; what was not in that one yet is written whole, and the layout's word stands where a
field was emptied. What the vendor has and the records have no more is told: no layout can
say that. Hierarchies, rosters and the state's template are always whole.

Exit code 1 says that something could not be told by the file; it is listed.

` + queryHelp,
		Example: `  homeroom export mut-computers -o macs.csv
  homeroom export mut-mobile-devices room:204 -o room.xlsx --site OAK
  homeroom export mut-users -o news.csv --changes
  homeroom export jamf-preload --keys serials.txt -o preload.csv
  homeroom export asm-roster -o roster.zip`,
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
	flags.StringVarP(&f.to, "output", "o", "", "write to this new `file`, CSV or XLSX by its ending (a roster: ZIP)")
	flags.StringVar(&f.site, "site", "", "the records of the site with this `code` only")
	flags.StringVar(&f.keys, "keys", "", "the records named in this `file`, a serial number or User ID a line; - reads them as they come")
	flags.BoolVar(&f.changes, "changes", false, "only what changed since the last such export")
	flags.BoolVar(&f.json, "json", false, "print one JSON object about what was written")
	return cmd
}

// export writes the file, and then remembers it: a file that was not written was not exported.
func (a *app) export(ctx context.Context, st *store.Store, name, query string, f *exportFlags) error {
	q, kept, err := a.selection(ctx, st, name, query, f)
	if err != nil {
		return err
	}
	file, err := begin(f.to) // before the work: that it cannot be written is to be known in time
	if err != nil {
		return err
	}
	defer file.drop()
	line := a.progressLine("Exporting", f.json)
	q.Progress = line.compared()
	out, data, err := exported(ctx, st, q, kept.Format)
	line.end()
	if err != nil {
		return err
	}
	told := exportAnswer{out: out, kept: kept}
	if out.Len() > 0 {
		told.file = f.to
		if err := file.fill(func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return err
		}
		kept.Latest, kept.Rows, kept.Bytes, kept.Known = out.Latest, out.Len(), data, out.Known
		if told.kept, err = st.KeepExport(context.WithoutCancel(ctx), kept); err != nil {
			return despite(counted(out.Len(), "row is", "rows are")+" written", err)
		}
	}
	return a.toldOfExport(&told, f.json)
}

// exported makes the file.
func exported(ctx context.Context, st *store.Store, q importer.Selection, format string) (*importer.Outgoing, []byte, error) {
	out, err := importer.Export(ctx, st, q)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	err = out.Write(&b, format)
	return out, b.Bytes(), err
}

// selection reads what is asked for: the records that the query finds, or that are named, and since when.
func (a *app) selection(ctx context.Context, st *store.Store, name, query string, f *exportFlags) (q importer.Selection, kept store.Export, err error) {
	t, err := template.ByName(name)
	if err != nil {
		return q, kept, err
	}
	q = importer.Selection{Template: t.Name}
	kept = store.Export{Operator: a.operator, Template: t.Name, Query: strings.TrimSpace(query)}
	if kept.Format, err = formatFor(t, f.to); err != nil {
		return q, kept, err
	}
	if f.site != "" {
		if q.Site, err = store.ParseSiteCode(f.site); err != nil {
			return q, kept, err
		}
		kept.Site = q.Site
	}
	switch {
	case f.keys != "" && kept.Query != "":
		return q, kept, wrongUse("--keys and a query do not go together", "leave one of them out")
	case f.keys != "":
		if q.Keys, err = a.keysIn(f.keys); err != nil {
			return q, kept, err
		}
		q.Named, kept.Query = true, importer.NamedQuery(q.Keys)
	case kept.Query != "":
		if q.Keys, err = importer.Chosen(ctx, st, t.Lists(), kept.Query, a.Now().Local()); err != nil {
			return q, kept, err
		}
	}
	if !f.changes {
		return q, kept, nil
	}
	if err := t.MayChange(); err != nil {
		return q, kept, err
	}
	last, err := st.LastExport(ctx, t.Name, kept.Site, kept.Query)
	if err == nil {
		q.Since, kept.Since = &last, last.ID
	}
	return q, kept, err
}

// keysIn reads the keys of records, one a line, from a file or from standard input.
func (a *app) keysIn(path string) ([]string, error) {
	var data []byte
	var err error
	if path == "-" {
		data, err = io.ReadAll(io.LimitReader(a.In, mostKeys))
	} else {
		data, err = sheet.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	var keys []string
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		if key := strings.TrimSpace(line); key != "" {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, wrongUse("no record is named in "+quoted(path), "write a serial number or User ID on each line")
	}
	return keys, nil
}

// mostKeys is how many bytes of keys are read.
const mostKeys = 1 << 26
