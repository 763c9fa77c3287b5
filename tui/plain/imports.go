package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) importsCommand() *cobra.Command {
	cmd, list := a.importsListCommand("imports"), a.importsListCommand("list")
	cmd.Short = "The saved imports: what became of every row, and the files behind them"
	cmd.Long = `Every import keeps its file and what became of every row. Without a command it lists
them, newest first. A file that is there is never written over.`
	cmd.Example = `  homeroom imports
  homeroom imports show 12
  homeroom imports summary 12 -o all.xlsx       every row with what became of it
  homeroom imports rejects 12 -o mend.csv       the rows to mend and import again
  homeroom imports file 12 -o as-it-came.csv`
	cmd.Args = noSuchCommand
	list.Hidden = true
	cmd.AddCommand(list, a.importShowCommand(), a.importFileCommand(), a.importRejectsCommand(), a.importSummaryCommand())
	return cmd
}

// importsListCommand lists: the command itself, and the word for it that the other lists have.
func (a *app) importsListCommand(name string) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     name,
		Short:   "All saved imports, newest first",
		Example: "  homeroom imports list --json",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.listImports(cmd.Context(), asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

func (a *app) listImports(ctx context.Context, asJSON bool) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	list, err := st.Acts(ctx, math.MaxInt32)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(s store.ActSummary) bool { return s.Kind != store.ActImport || s.Import == nil })
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			reports := make([]importReport, len(list))
			for i := range list {
				reports[i] = importReportOf(&list[i])
			}
			return writeJSON(w, reports)
		}
		writeImports(w, list)
		return nil
	})
}

func writeImports(w io.StringWriter, list []store.ActSummary) {
	var g grid
	g.add("No.", "Saved", "By", "File", "What", "Rows", "")
	for i := range list {
		s := &list[i]
		g.add(strconv.FormatInt(s.ID, 10), moment(s.At), s.Operator, s.Import.FileName,
			jobWords(s.Import.Template, s.Import.Mode, s.Import.Site), strconv.Itoa(s.Import.Rows), undoneWords(s))
	}
	if len(list) > 0 {
		g.write(w, "")
	}
	w.WriteString(counted(len(list), "import", "imports") + "\n")
}

// undoneWords say that a save was taken back; empty where it stands.
func undoneWords(s *store.ActSummary) string {
	by, how := s.TakenBack()
	if by == 0 {
		return ""
	}
	return fmt.Sprintf("taken back%s with save %d", how, by)
}

// numbered is the number of an import or a review that an argument means.
func numbered(arg, what string) (int64, error) {
	n, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || n <= 0 {
		return 0, wrongUse(quoted(arg)+" is not the number of "+what, "homeroom "+strings.Fields(what)[1]+"s lists them")
	}
	return n, nil
}

// writer makes a command that writes something of an import, or of a review, to a new file.
func (a *app) writer(cmd *cobra.Command, what string, write func(ctx context.Context, st *store.Store, n int64, path string) error) *cobra.Command {
	path := ""
	cmd.Args = exactly("the number of " + what)
	cmd.Flags().StringVarP(&path, "output", "o", "", "the new `file` to write")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		n, err := numbered(args[0], what)
		if err != nil {
			return err
		}
		if path == "" {
			return wrongUse(cmd.CommandPath()+" needs -o and the name of a new file", "see "+cmd.CommandPath()+" --help")
		}
		st, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		return write(cmd.Context(), st, n, path)
	}
	return cmd
}

func (a *app) importFileCommand() *cobra.Command {
	return a.writer(&cobra.Command{
		Use:     "file N -o FILE",
		Short:   "The file behind an import, byte for byte as it came",
		Example: "  homeroom imports file 12 -o as-it-came.csv",
	}, "an import", func(ctx context.Context, st *store.Store, n int64, path string) error {
		data, err := st.ImportFile(ctx, n)
		if err != nil {
			return err
		}
		return a.writeBytes(data, path)
	})
}

// writeBytes writes a file as it came to a new one.
func (a *app) writeBytes(data []byte, path string) error {
	err := writeNew(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	return a.wrote("Written to " + text.Visible(path) + ": " + counted(len(data), "byte", "bytes"))
}

func (a *app) wrote(said string) error {
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString(said + "\n")
		return nil
	})
}

func (a *app) importRejectsCommand() *cobra.Command {
	return a.writer(&cobra.Command{
		Use:   "rejects N -o FILE",
		Short: "The rows of an import that were in error or held back, to be mended and imported again",
		Long: `Writes them in the layout of the template, with the reason in a last column, as CSV or
XLSX by the file's ending. Mend it and import it: only those rows are touched.`,
		Example: "  homeroom imports rejects 12 -o mend.xlsx",
	}, "an import", func(ctx context.Context, st *store.Store, n int64, path string) error {
		return a.writeResult(ctx, st, n, path, func(r *importer.Result, w io.Writer, format string) (int, error) {
			if r.Rejects() == 0 {
				return 0, &rejected{fmt.Sprintf("no row of import %d was rejected; nothing was written", n)}
			}
			return r.WriteRejects(w, format)
		})
	})
}

func (a *app) importSummaryCommand() *cobra.Command {
	return a.writer(&cobra.Command{
		Use:   "summary N -o FILE",
		Short: "Every row of an import, with what became of it",
		Long: `Writes the rows in the layout of the template, with status, whether they were saved,
and why, in the last columns, as CSV or XLSX by the file's ending. What was taken
back since says so, with who and when.`,
		Example: "  homeroom imports summary 12 -o all.xlsx",
	}, "an import", func(ctx context.Context, st *store.Store, n int64, path string) error {
		return a.writeResult(ctx, st, n, path, (*importer.Result).Write)
	})
}

// writeResult writes rows of an import to a new file.
func (a *app) writeResult(ctx context.Context, st *store.Store, n int64, path string, write func(*importer.Result, io.Writer, string) (int, error)) error {
	file, err := beginResult(path)
	if err != nil {
		return err
	}
	defer file.drop()
	r, err := importer.ReadResult(ctx, st, n)
	if err != nil {
		return err
	}
	said, err := file.put("the rows", func(w io.Writer, format string) (int, error) { return write(r, w, format) })
	if err != nil {
		return err
	}
	return a.wrote(said)
}
