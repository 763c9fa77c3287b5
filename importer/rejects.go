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
	return !r.OnlyHere && (r.Status == StatusError || r.Status == StatusHeldBack && !r.accepted())
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
// that the mended file can be imported again. It returns how many; none writes the header alone. Of a file of
// several tables come the rows besides that those name.
func (p *Plan) WriteRejects(w io.Writer, format string) (rows int, err error) {
	return p.writeMend(w, format, func(i int) (string, bool) {
		r := &p.Rows[i]
		if !r.Rejected() {
			return "", false
		}
		return reason(r.told()), true
	})
}

// WriteRejects writes the rows of a saved import that are to be mended, as Plan.WriteRejects does.
func (r *Result) WriteRejects(w io.Writer, format string) (rows int, err error) {
	return r.plan.writeMend(w, format, func(i int) (string, bool) { return r.Rows[i].Reason, r.Rows[i].Rejected() })
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

// besideReason is the reason of a row that stands in a file of rows to mend because one of them names it.
const besideReason = "nothing to mend: another row names this one"

// writeMend writes rows that are to be mended, with why, and counts them: in the columns of the layout, or, where somebody
// said by hand what the columns are, in those of the file, by which it is known again.
func (p *Plan) writeMend(w io.Writer, format string, why func(i int) (reason string, is bool)) (n int, err error) {
	var rows []int32
	for i := range p.Rows {
		if _, is := why(i); is {
			rows = append(rows, int32(i))
		}
	}
	n = len(rows)
	rows = append(rows, p.work.needs(rows)...)
	slices.Sort(rows)
	lines := make([][]string, len(rows))
	for k, i := range rows {
		said, is := why(int(i))
		if !is {
			said = besideReason
		}
		lines[k] = append(p.toMend(p.Rows[i].Line), said)
	}
	if len(p.Request.Mapping) == 0 {
		return n, p.write(w, format, lines, template.ReasonHeader(p.rejectMode()))
	}
	header := slices.DeleteFunc(slices.Clone(p.Table.Header), p.Template.IsReason)
	return n, template.WriteTable(w, format, "", append(header, template.ReasonHeader(p.rejectMode())), lines)
}

// needs is nothing where no row names another.
func (p *Plan) needs([]int32) []int32 { return nil }

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
	if len(p.Request.Mapping) > 0 {
		return p.asInFile(rec, cells)
	}
	return cells
}

// asInFile puts the cells of the layout into the columns of the file, beside those that are not read.
func (p *Plan) asInFile(rec *sheet.Record, cells []string) []string {
	row := make([]string, len(p.Table.Header))
	copy(row, rec.Cells)
	for c := range p.columns {
		if at := p.columns[c].at; at >= 0 && at < len(row) {
			row[at] = cells[c]
		}
	}
	kept := make([]string, 0, len(row)+1)
	for at, cell := range row {
		if !p.Template.IsReason(p.Table.Header[at]) {
			kept = append(kept, cell)
		}
	}
	return kept
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
