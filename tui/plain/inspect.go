package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// inspection is the public JSON of inspect. Change it only by adding.
type inspection struct {
	Kind       string            `json:"kind"`
	Encoding   string            `json:"encoding"`
	Delimiter  string            `json:"delimiter"`
	Sheets     []sheet.SheetInfo `json:"sheets"`
	Sheet      string            `json:"sheet"`
	HeaderLine int               `json:"header_line"`
	Header     []string          `json:"header"`
	Rows       int               `json:"rows"`
	Template   string            `json:"template"`
	Score      float64           `json:"score"`
	Problems   []sheet.Problem   `json:"problems"`
	Decisions  []sheet.Decision  `json:"decisions"`
	Records    []inspectedRow    `json:"records,omitempty"`
	Guesses    []guess           `json:"guesses"`

	file string
	near template.Candidate // the template that the file nearly is of
}

// guess is what a template, or a mapping that was kept for these headers, is weighed at for the file.
type guess struct {
	Template string  `json:"template"`
	Title    string  `json:"title"`
	Score    float64 `json:"score"` // 0: the file cannot be of it
	Reason   string  `json:"reason"`
	Mapping  string  `json:"mapping,omitempty"`
	Tied     bool    `json:"tied,omitempty"` // it is to be said which of these is meant

	words string
}

type inspectedRow struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}

func (a *app) inspectCommand() *cobra.Command {
	var (
		choices      sheet.Options
		rows, asJSON bool
		mapped       mapFlags
	)
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "What was understood of a file, before any record is asked",
		Long: `Tells what a CSV or XLSX file really is: its kind, encoding and delimiter, its
sheets (hidden ones are marked), where the header stands, which template it looks
like, and what is wrong with it. What the file does not say itself is decided by
its content: each decision is told with its reason and with what may be chosen
instead by hand. Nothing is written and no record is read.`,
		Example: `  homeroom inspect assign.xlsx
  homeroom inspect assign.xlsx --sheet "Fall 2026" --rows
  homeroom inspect assign.csv --json
  homeroom inspect list.csv --map "Login=Current Username"
  homeroom inspect export.txt --encoding "Mac Roman" --delimiter semicolon --header-line 3`,
		Args: exactly("a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkReading(cmd, &choices); err != nil {
				return err
			}
			hand, err := template.TypedHand(mapped.pairs)
			if err != nil {
				return err
			}
			line := a.progressLine("Inspecting", asJSON)
			choices.Look = lookOn(cmd.Context(), line)
			found, refused := inspect(args[0], choices, rows, func(t *sheet.Table) ([]template.Candidate, error) { return a.scores(cmd.Context(), t, hand) })
			line.end()
			if errors.Is(refused, context.Canceled) {
				return stopped(refused, "nothing was written")
			}
			return output(a.Out, func(w *bufio.Writer) error {
				if asJSON {
					return errors.Join(writeJSON(w, found), refused)
				}
				if refused == nil {
					found.write(w)
				}
				return refused
			})
		},
	}
	bindReading(cmd, &choices)
	mapped.bindPairs(cmd)
	cmd.Flags().BoolVar(&rows, "rows", false, "print the rows as read")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// lookOn shows how far a large file is read, and stops the reading with the error of ctx.
func lookOn(ctx context.Context, line *progressLine) func(rows int, share float64) error {
	const large, step = 2000, 5
	tell, last := line.compared(), 0
	return func(rows int, share float64) error {
		if percent := int(share * 100); tell != nil && rows >= large && percent >= last+step {
			last = percent
			tell(importer.Progress{Stage: importer.StageRead, Done: percent, Total: 100})
		}
		return ctx.Err()
	}
}

// inspect reads the file. When it is refused, the inspection holds the problem and the error says why.
func inspect(path string, choices sheet.Options, rows bool, weigh func(*sheet.Table) ([]template.Candidate, error)) (*inspection, error) {
	found := &inspection{
		file: filepath.Base(path), Sheets: []sheet.SheetInfo{}, Header: []string{}, Problems: []sheet.Problem{},
		Decisions: []sheet.Decision{}, Guesses: []guess{},
	}
	data, err := sheet.ReadFile(path)
	if err != nil {
		return found, found.refuse(err)
	}
	table, err := sheet.Read(filepath.Base(path), data, choices)
	found.understand(table)
	if err != nil {
		return found, found.refuse(err)
	}
	found.Rows = len(table.Records)
	all, err := weigh(table)
	if err != nil {
		return found, err
	}
	found.guess(all)
	found.near = template.Nearest(table)
	if rows {
		for _, r := range table.Records {
			found.Records = append(found.Records, inspectedRow{r.Line, r.Cells})
		}
	}
	return found, nil
}

// scores gives every template its score for a table, and knows the mappings that were kept, where there is a database.
func (a *app) scores(ctx context.Context, t *sheet.Table, hand template.Hand) ([]template.Candidate, error) {
	there, err := a.databaseExists()
	if err != nil || !there {
		return template.Weigh(t, hand, nil), nil // a file is inspected wherever the database may be
	}
	st, err := store.Open(ctx, a.database, store.Options{Now: a.Now})
	if err != nil {
		return template.Weigh(t, hand, nil), nil
	}
	defer st.Close()
	return importer.Guesses(ctx, st, t, hand)
}

// guess keeps what the templates were weighed at.
func (i *inspection) guess(all []template.Candidate) {
	tied := len(template.Tied(template.Possible(all)))
	for n := range all {
		c := &all[n]
		g := guess{
			Template: c.Template.Name, Title: c.Template.Title, Score: math.Round(100*c.Score) / 100, Reason: c.Reason,
			Tied: n < tied, words: c.Words(),
		}
		if c.Kept != nil {
			g.Mapping = c.Kept.Name
		}
		i.Guesses = append(i.Guesses, g)
	}
	if len(all) > 0 && all[0].Score > 0 {
		i.Template, i.Score = i.Guesses[0].Template, i.Guesses[0].Score
	}
}

// understand keeps what the file turned out to be; of a refused one that is only a part, or nothing.
func (i *inspection) understand(table *sheet.Table) {
	if table == nil {
		return
	}
	i.Kind, i.Encoding, i.Delimiter = table.Kind, table.Encoding, table.Delimiter
	i.Sheets = append(i.Sheets, table.Sheets...)
	i.Sheet, i.HeaderLine = table.Sheet, table.HeaderLine
	i.Header = append(i.Header, table.Header...)
	i.Problems = append(i.Problems, table.Problems...)
	i.Decisions = append(i.Decisions, table.Decisions...)
}

// refuse keeps the problem for the JSON and hands it back as the error.
func (i *inspection) refuse(err error) error {
	if p := new(sheet.Problem); errors.As(err, &p) {
		i.Problems = append(i.Problems, *p)
	}
	return err
}

// write writes the inspection for a person.
func (i *inspection) write(w io.StringWriter) {
	var facts grid
	facts.add("File", i.file)
	facts.add("Kind", i.Kind)
	if i.Kind == "csv" {
		facts.add("Encoding", i.Encoding)
		facts.add("Delimiter", i.Delimiter)
	}
	for n, s := range i.Sheets {
		facts.add([]string{"Sheets", ""}[min(n, 1)], sheetLine(s, i.Sheet))
	}
	facts.add("Header", fmt.Sprintf("line %d: %s", i.HeaderLine, strings.Join(i.Header, " · ")))
	facts.add("Rows", fmt.Sprint(i.Rows))
	facts.add("Template", i.templateLine())
	for n := range i.Guesses {
		if g := &i.Guesses[n]; n > 0 && g.Score > 0 {
			facts.add(map[bool]string{true: "or", false: "rather not"}[g.Tied], g.Template+", "+g.words)
		}
	}
	facts.write(w, "")
	i.writeDecisions(w)
	if len(i.Problems) > 0 {
		w.WriteString("\nProblems\n")
	}
	for n := range i.Problems {
		w.WriteString("  " + i.Problems[n].Error() + "\n")
	}
	i.writeRecords(w)
}

// writeDecisions writes what was decided, why, and what may be chosen instead.
func (i *inspection) writeDecisions(w io.StringWriter) {
	if len(i.Decisions) == 0 {
		return
	}
	w.WriteString("\nDecisions\n")
	for _, d := range i.Decisions {
		line := d.What + " " + d.Chosen + ": " + d.Why
		if len(d.Others) > 0 {
			line += " (instead: " + strings.Join(d.Others, ", ") + ")"
		}
		w.WriteString("  " + text.Visible(line) + "\n")
	}
}

func (i *inspection) writeRecords(w io.StringWriter) {
	if len(i.Records) == 0 {
		return
	}
	var rows grid
	rows.add(append([]string{"Line"}, i.Header...)...)
	for _, r := range i.Records {
		rows.add(append([]string{fmt.Sprint(r.Line)}, r.Cells...)...)
	}
	w.WriteString("\n")
	rows.write(w, "")
}

func (i *inspection) templateLine() string {
	switch near := i.near.Template; {
	case i.Template == "" && near != nil && i.near.Score > 0:
		return "none; nearest is " + near.Name + ", score " + i.near.Words()
	case i.Template == "" && near != nil:
		return "none; nearest is " + near.Name
	case i.Template == "":
		return "none that this program knows"
	}
	return i.Template + ", score " + i.Guesses[0].words
}

func sheetLine(s sheet.SheetInfo, chosen string) string {
	line := s.Name
	if s.Hidden {
		line += " (hidden)"
	}
	if s.Name == chosen {
		line += " (this one is read)"
	}
	return line
}
