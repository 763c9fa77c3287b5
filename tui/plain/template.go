package plain

import (
	"bufio"
	"io"

	"github.com/spf13/cobra"

	"homeroom/importer/template"
)

func (a *app) templateCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "template [NAME]",
		Short: "Write a blank template, or list the templates",
		Example: `  homeroom template                       the names of the templates
  homeroom template mlti -o fall.xlsx     a blank workbook
  homeroom template mlti > fall.csv       the same as CSV`,
		Args: cobra.MatchAll(func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return exactly("a NAME")(cmd, args)
		}),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listTemplates()
			}
			return a.writeTemplate(args[0], to)
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to this new `file`, CSV or XLSX by its ending; otherwise CSV to standard output")
	return cmd
}

func (a *app) listTemplates() error {
	var list grid
	for _, t := range template.All() {
		list.add(t.Name, t.Title, t.Note)
	}
	return output(a.Out, func(w *bufio.Writer) error {
		list.write(w, "")
		return nil
	})
}

// writeTemplate writes the header of the named template to the new file, or as CSV to standard output.
func (a *app) writeTemplate(name, to string) error {
	t, err := template.ByName(name)
	if err != nil {
		return err
	}
	if to == "" {
		return t.Write(a.Out, "csv", nil)
	}
	format, err := formatFor(t, to)
	if err != nil {
		return err
	}
	return writeNew(to, func(w io.Writer) error { return t.Write(w, format, nil) })
}
