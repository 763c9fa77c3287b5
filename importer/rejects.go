package importer

import (
	"io"
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// Rejected reports whether the row is one to mend: in error, or held back and not included.
func (r *Row) Rejected() bool {
	return r.Status == StatusError || r.Status == StatusHeldBack && !r.accepted()
}

// Rejects counts the rows to mend.
func (p *Plan) Rejects() (n int) {
	for i := range p.Rows {
		if p.Rows[i].Rejected() {
			n++
		}
	}
	return n
}

// WriteRejects writes the rows to mend, "csv" or "xlsx": the same template with the reason in a last column, so
// that the mended file can be imported again. It returns how many; none writes the header alone.
func (p *Plan) WriteRejects(w io.Writer, format string) (rows int, err error) {
	var lines [][]string
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Rejected() {
			lines = append(lines, append(p.toMend(r.Line), reason(r.told())))
		}
	}
	return len(lines), p.write(w, format, lines, template.ReasonHeader(p.Mode))
}

// WriteRejects writes the rows of a saved import that are to be mended, as Plan.WriteRejects does.
func (r *Result) WriteRejects(w io.Writer, format string) (rows int, err error) {
	var lines [][]string
	for i := range r.Rows {
		if row := &r.Rows[i]; row.Rejected() {
			lines = append(lines, append(r.plan.toMend(row.Line), row.Reason))
		}
	}
	return len(lines), r.plan.write(w, format, lines, template.ReasonHeader(r.plan.Mode))
}

// Write writes every row of a saved import, "csv" or "xlsx": as it was saved, in the columns of the layout, with what
// became of it. It returns how many.
func (r *Result) Write(w io.Writer, format string) (rows int, err error) {
	lines := make([][]string, len(r.Rows))
	for i := range r.Rows {
		row := &r.Rows[i]
		lines[i] = append(r.plan.laidOut(row.Line), strings.ReplaceAll(string(row.Status), "_", " "), r.fate(row), row.Reason)
	}
	return len(lines), r.plan.write(w, format, lines, "Status", "Saved", "Reason")
}

// write writes lines in the columns of the layout, and more.
func (p *Plan) write(w io.Writer, format string, lines [][]string, more ...string) error {
	layout := *p.Template
	layout.Columns = slices.Clone(layout.Columns)
	for _, header := range more {
		layout.Columns = append(layout.Columns, template.Column{Header: header})
	}
	return layout.Write(w, format, lines)
}

// laidOut is a row as it was read, in the order of the template.
func (p *Plan) laidOut(line int) []string {
	cells := make([]string, len(p.Template.Columns), len(p.Template.Columns)+1)
	for _, c := range p.Cells(line) {
		i := slices.IndexFunc(p.Template.Columns, func(t template.Column) bool { return t.Field == c.Field })
		if i >= 0 {
			cells[i] = c.Value
		}
	}
	return cells
}

// toMend is a row of the rejects: laid out, and with a spreadsheet's error in place of what is wrong only by the kind of
// its cell. As text it would come back in as if it had been written so.
func (p *Plan) toMend(line int) []string {
	cells := p.laidOut(line)
	at, _ := p.rowAt(line)
	rec := &p.Table.Records[at]
	for c := range p.columns {
		if wrong := p.columns[c].wrongByKind(p.columns.kind(rec, c), p.columns.cell(rec, c)); wrong != "" {
			cells[c] = wrong
		}
	}
	return cells
}

// wrongByKind is the error that stands for a cell which is wrong by its kind alone; empty for any other cell.
func (c *column) wrongByKind(kind sheet.CellKind, value string) string {
	switch {
	case kind == sheet.FormulaUnvalued:
		return "#N/A"
	case edit.ErrorValue(value):
		return ""
	case kind == sheet.Err, c.identifier && (kind == sheet.Bool || kind == sheet.Date && !edit.DateLike(value)):
		return "#VALUE!"
	case c.identifier && kind == sheet.Number && !digits(value):
		return "#NUM!"
	}
	return ""
}

// reason is what notes say of a row, errors first.
func reason(notes []Note) string {
	var errors, others []string
	for i := range notes {
		n := &notes[i]
		said := n.Message
		if n.Rule != "" {
			said = n.Rule + ": " + said
		}
		if n.Remedy != "" {
			said += " (" + n.Remedy + ")"
		}
		if n.Mend != nil {
			said += ", proposed: " + n.Mend.Words()
		}
		if n.Severity == store.SeverityError {
			errors = append(errors, said)
		} else {
			others = append(others, said)
		}
	}
	return strings.Join(append(errors, others...), "; ")
}
