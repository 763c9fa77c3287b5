package plain

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"homeroom/importer/template"
	"homeroom/store/text"
)

// templateFlags are what is asked of the templates.
type templateFlags struct {
	to             string
	describe, docs bool
}

func (a *app) templateCommand() *cobra.Command {
	var f templateFlags
	cmd := &cobra.Command{
		Use:   "template [NAME]",
		Short: "Write a blank template, describe one, or list the templates",
		Example: `  homeroom template                        all of them, a line each
  homeroom template mut-users --describe   its columns, what a blank means, its rules
  homeroom template mlti -o fall.xlsx      a blank workbook
  homeroom template mlti > fall.csv        the same as CSV
  homeroom template --docs                 a page about all of them, in Markdown`,
		Args: cobra.MatchAll(func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return exactly("a NAME")(cmd, args)
		}),
		PreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := apart(cmd, "describe", "docs", "output"); err != nil {
				return err
			}
			return apart(cmd, "docs", "output")
		},
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case f.docs && len(args) > 0:
				return wrongUse("--docs is about all templates", "leave the name out, or say --describe")
			case f.docs:
				return output(a.Out, func(w *bufio.Writer) error { _, err := w.WriteString(template.Docs()); return err })
			case len(args) == 0 && (f.describe || f.to != ""):
				return wrongUse("it is not said which template", "name one; homeroom template lists them")
			case len(args) == 0:
				return a.listTemplates()
			case f.describe:
				return a.describeTemplate(args[0])
			}
			return a.writeTemplate(args[0], f.to)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.to, "output", "o", "", "write to this new `file`, CSV or XLSX by its ending; otherwise CSV to standard output")
	flags.BoolVar(&f.describe, "describe", false, "tell its columns, what a blank cell means, its modes and rules")
	flags.BoolVar(&f.docs, "docs", false, "print a page about all templates, in Markdown")
	return cmd
}

// listTemplates writes a line for each, which an ordinary terminal has room for.
func (a *app) listTemplates() error {
	return output(a.Out, func(w *bufio.Writer) error {
		for _, t := range template.All() {
			fmt.Fprintln(w, text.Visible(t.Line()))
		}
		fmt.Fprintln(w, "\nAll are read and written, as CSV and XLSX where nothing else is said.\nhomeroom template NAME --describe tells more of one.")
		return nil
	})
}

// describeTemplate tells what a template is, in lines of eighty columns.
func (a *app) describeTemplate(name string) error {
	t, err := template.ByName(name)
	if err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		fmt.Fprintln(w, t.Name)
		for _, f := range t.Facts() {
			wrapped(w, "  ", f.Name+": "+f.Says)
		}
		table := ""
		for i, c := range t.ColumnFacts() {
			if c.Table != table || i == 0 {
				table = c.Table
				fmt.Fprintln(w, strings.TrimSpace("\nColumns "+of(table))+":")
			}
			says := c.Says
			if c.Field != "" {
				says = append([]string{c.Field}, says...)
			}
			wrapped(w, "  ", c.Header+": "+strings.Join(says, "; "))
		}
		return nil
	})
}

func of(table string) string {
	if table == "" {
		return ""
	}
	return "of " + table
}

// pageWidth is how wide the lines of a description are.
const pageWidth = 80

// wrapped writes a paragraph, its further lines further in.
func wrapped(w io.Writer, indent, paragraph string) {
	lines := strings.Split(ansi.Wordwrap(text.Visible(paragraph), pageWidth-2*len(indent), " "), "\n")
	for i, line := range lines {
		if i > 0 {
			line = indent + line
		}
		fmt.Fprintln(w, indent+strings.TrimRight(line, " "))
	}
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
