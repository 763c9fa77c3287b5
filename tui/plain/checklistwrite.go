package plain

import (
	"bufio"
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/report"
)

// checklistFile is where a checklist is written to.
type checklistFile struct {
	to             string
	template, json bool
}

func (a *app) checklistWriteCommand() *cobra.Command {
	var f checklistFile
	cmd := &cobra.Command{
		Use:   "write N -o FILE",
		Short: "Write a checklist out as a page for the file",
		Long: `Writes the page: what the checklist is about, and every step with who, when and note.
With --template it writes, instead, the file that the step to do now asks for: the
template with the devices of the site, of the leavers or of the person. Nothing is
done by that; homeroom checklist do N --file FILE writes it and does the step.`,
		Example: `  homeroom checklist write 7 -o avery.txt
  homeroom checklist write 7 -o avery.csv
  homeroom checklist write 9 --template -o leavers.xlsx`,
		Args: exactly("the number of a checklist"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.to == "" {
				return wrongUse("there is no file to write to", "name a new one with -o FILE")
			}
			return a.onChecklist(cmd.Context(), args[0], func(st *store.Store, w *procedure.Walk) error {
				return a.writeChecklist(cmd.Context(), st, w, &f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.to, "output", "o", "", "write to this new `file` (.txt, .csv or .xlsx; a template .csv or .xlsx)")
	flags.BoolVar(&f.template, "template", false, "the file that the step to do now asks for")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

// written is a file that was written, in the public JSON. Change it only by adding.
type written struct {
	Number string `json:"number"`
	File   string `json:"file"`
	Rows   int    `json:"rows"`
}

func (a *app) writeChecklist(ctx context.Context, st *store.Store, w *procedure.Walk, f *checklistFile) error {
	write := a.writeChecklistPage
	if f.template {
		write = a.writeStepFile
	}
	rows, err := write(ctx, st, w, f.to)
	if err != nil {
		return err
	}
	return output(a.Out, func(out *bufio.Writer) error {
		if f.json {
			return writeJSON(out, written{w.Checklist.Number, f.to, rows})
		}
		out.WriteString("Written to " + text.Visible(f.to) + ": " + rowsOf(rows) + "\n")
		return nil
	})
}

// writeChecklistPage writes the page.
func (a *app) writeChecklistPage(_ context.Context, _ *store.Store, w *procedure.Walk, path string) (int, error) {
	format, err := pageFormat(path)
	if err != nil {
		return 0, err
	}
	page := report.Checklist(procedure.Page(*w, time.UTC))
	page.Sign(a.operator, a.Now().UTC())
	return len(page.Rows), writeNew(path, func(to io.Writer) error { return report.Write(to, format, page) })
}

// writeStepFile writes the file that the step to do now asks for.
func (a *app) writeStepFile(ctx context.Context, st *store.Store, w *procedure.Walk, path string) (int, error) {
	s := w.Now()
	if s == nil || s.Link == nil || s.Link.Kind != procedure.TargetFile {
		return 0, noFile(w)
	}
	format, err := formatOf(path)
	if err != nil {
		return 0, err
	}
	sheet, err := sheetOf(ctx, st, s.Link)
	if err != nil {
		return 0, err
	}
	return sheet.Len(), writeNew(path, func(to io.Writer) error { return sheet.Write(to, format) })
}

// noFile says that a step asks for no file.
func noFile(w *procedure.Walk) error {
	return &rejected{"the step to do now asks for no file; homeroom checklist show " + w.Checklist.Number + " tells what it asks for"}
}

// sheetOf is the template with the rows of a step.
func sheetOf(ctx context.Context, st *store.Store, l *procedure.Target) (*importer.Sheet, error) {
	return importer.Fill(ctx, st, importer.Wanted{
		Template: l.Template, Mode: template.Mode(l.Mode), Site: l.Site, UserID: l.UserID, Devices: l.Devices, Delete: l.Delete,
	})
}
