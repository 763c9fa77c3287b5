package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) importShowCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "show N",
		Short: "A saved import: what became of every row, and what was taken back since",
		Example: `  homeroom imports show 12
  homeroom imports show 12 --json`,
		Args: exactly("the number of an import"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := numbered(args[0], "an import")
			if err != nil {
				return err
			}
			return a.showImport(cmd.Context(), n, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) showImport(ctx context.Context, n int64, asJSON bool) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	r, err := importer.ReadResult(ctx, st, n)
	if err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, wholeImportOf(r))
		}
		writeResult(w, r)
		return nil
	})
}

// writeResult writes a saved import: what it was, and what became of every row.
func writeResult(w io.StringWriter, r *importer.Result) {
	im := r.Act.Import
	w.WriteString(fmt.Sprintf("Import %d: %s\n", r.Act.ID, text.Visible(im.FileName)))
	var facts grid
	facts.add("Saved", moment(r.Act.At)+", by "+r.Act.Operator)
	facts.add("What", im.Template+", "+jobWords(im.Template, im.Mode, im.Site))
	if im.Sheet != "" {
		facts.add("Sheet", im.Sheet)
	}
	facts.add("SHA-256", im.SHA256)
	if said := undoneWords(&r.Act); said != "" {
		facts.add("Since", said)
	}
	facts.write(w, "  ")
	w.WriteString("\n")
	for i := range r.Rows {
		writeResultRow(w, r, &r.Rows[i])
	}
	w.WriteString(fmt.Sprintf("\n%s: %d saved, %d rejected\n", rowsOf(len(r.Rows)), r.Saved(), r.Rejects()))
}

// writeResultRow writes what became of a row.
func writeResultRow(w io.StringWriter, of *importer.Result, r *importer.ResultRow) {
	sign, word := statusWord(r.Status)
	fate := "not saved"
	if r.Saved {
		fate = "saved"
	}
	w.WriteString(fmt.Sprintf("%s %-10s %s  %s\n", sign, word, filled(whereAndWho(of, r.Line, r.Serial, r.AssetTag, r.UserID), 49), fate))
	for i := range r.Mends {
		w.WriteString("    " + mendedLine(&r.Mends[i]) + "\n")
	}
	if r.Reason != "" && r.Status != importer.StatusSame {
		w.WriteString("    " + text.Visible(r.Reason) + "\n")
	}
	if r.UndoneBy != "" {
		w.WriteString("    " + takenBackWords(r) + "\n")
	}
}

// takenBackWords say by whom and when a row was taken back.
func takenBackWords(r *importer.ResultRow) string {
	how := "taken back"
	if r.Partly {
		how = "taken back in part"
	}
	return fmt.Sprintf("%s by %s at %s, with save %d", how, text.Visible(r.UndoneBy), moment(r.UndoneAt), r.UndoneAct)
}

// importReport is a saved import in the public JSON. Change it only by adding.
type importReport struct {
	Import   int64          `json:"import"`
	At       string         `json:"at"`
	Operator string         `json:"operator"`
	File     string         `json:"file"`
	SHA256   string         `json:"sha256"`
	Template string         `json:"template"`
	Mode     string         `json:"mode"`
	Site     string         `json:"site"`
	Sheet    string         `json:"sheet"`
	Rows     int            `json:"rows"`
	Counts   map[string]int `json:"counts"`
	UndoneBy int64          `json:"undone_by"`        // the save that took it back, 0 for none
	PartlyBy int64          `json:"partly_undone_by"` // the save that took it back, where some rows were brought back since; 0 for none
}

func importReportOf(s *store.ActSummary) importReport {
	im := s.Import
	return importReport{
		Import: s.ID, At: stamp(s.At), Operator: s.Operator, File: im.FileName, SHA256: im.SHA256, Template: im.Template,
		Mode: im.Mode, Site: im.Site, Sheet: im.Sheet, Rows: im.Rows, Counts: im.Counts, UndoneBy: s.UndoneBy, PartlyBy: s.PartlyBy,
	}
}

// wholeImport is all of a saved import in the public JSON. Change it only by adding.
type wholeImport struct {
	importReport
	Saved int           `json:"saved"`
	Items []reportedRow `json:"items"`
}

type reportedRow struct {
	Line     int             `json:"line"`
	Status   importer.Status `json:"status"`
	Serial   string          `json:"serial"`
	AssetTag string          `json:"asset_tag"`
	UserID   string          `json:"user_id"`
	Saved    bool            `json:"saved"`
	Reason   string          `json:"reason"`
	Mends    []reportedFix   `json:"mends"`
	Notes    []importer.Note `json:"notes"`
	Undone   *reportedUndo   `json:"undone"` // null where the row stands
}

type reportedFix struct {
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

type reportedUndo struct {
	By     string `json:"by"`
	At     string `json:"at"`
	Save   int64  `json:"save"`
	Partly bool   `json:"partly"`
}

func wholeImportOf(r *importer.Result) wholeImport {
	whole := wholeImport{importReport: importReportOf(&r.Act), Saved: r.Saved(), Items: make([]reportedRow, len(r.Rows))}
	for i := range r.Rows {
		row := &r.Rows[i]
		item := reportedRow{
			Line: row.Line, Status: row.Status, Serial: row.Serial, AssetTag: row.AssetTag, UserID: row.UserID, Saved: row.Saved,
			Reason: row.Reason, Mends: []reportedFix{}, Notes: append([]importer.Note{}, row.Notes...),
		}
		for _, m := range row.Mends {
			item.Mends = append(item.Mends, reportedFix{m.Column, m.Old, m.New})
		}
		if row.UndoneBy != "" {
			item.Undone = &reportedUndo{row.UndoneBy, stamp(row.UndoneAt), row.UndoneAct, row.Partly}
		}
		whole.Items[i] = item
	}
	return whole
}
