package plain

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// writeRejects writes the rows that were not accepted to a new file: the same template with the reason in a last
// column, so that the mended file can be imported again. No path, or no such row, writes nothing.
func writeRejects(path string, plan *importer.Plan) error {
	if path == "" || rejectedRows(plan) == nil {
		return nil
	}
	layout := *plan.Template
	layout.Columns = append(slices.Clone(layout.Columns), template.Column{Header: "Reason"})
	var rows [][]string
	for i := range plan.Rows {
		if r := &plan.Rows[i]; refusedRow(r) {
			rows = append(rows, append(cellsOf(plan, r.Line), reason(r)))
		}
	}
	return writeNew(path, func(w io.Writer) error { return layout.Write(w, formatOf(path), rows) })
}

// cellsOf is the row as it was read, in the order of the template.
func cellsOf(plan *importer.Plan, line int) []string {
	cells := make([]string, len(plan.Template.Columns))
	for _, c := range plan.Cells(line) {
		i := slices.IndexFunc(plan.Template.Columns, func(t template.Column) bool { return t.Field == c.Field })
		if i >= 0 {
			cells[i] = c.Value
		}
	}
	return cells
}

// reason is why a row was not accepted: what its notes say, errors first to be read.
func reason(r *importer.Row) string {
	var errors, others []string
	for _, n := range r.Notes {
		said := n.Rule + ": " + n.Message
		if n.Remedy != "" {
			said += " (" + n.Remedy + ")"
		}
		if n.Severity == store.SeverityError {
			errors = append(errors, said)
		} else {
			others = append(others, said)
		}
	}
	return strings.Join(append(errors, others...), "; ")
}

// formatOf is the format that the ending of a file's name asks for.
func formatOf(path string) string {
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return "xlsx"
	}
	return "csv"
}

// checkNew refuses a file that is there already, before anything is done for it: it may be the one that
// somebody is filling in or mending.
func checkNew(path string) error {
	if _, err := os.Lstat(path); path == "" || err != nil {
		return nil
	}
	return wrongUse("the file "+quoted(path)+" is there already", "name a new file")
}

// writeNew makes a new file, for its owner only, since it may hold names of minors. It refuses one that is
// there, and leaves none behind when writing fails.
func writeNew(path string, write func(io.Writer) error) error {
	if err := checkNew(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = write(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(path)
	}
	return err
}
