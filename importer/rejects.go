package importer

import (
	"io"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
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
			lines = append(lines, append(p.laidOut(r.Line), r.reason()))
		}
	}
	layout := *p.Template
	layout.Columns = append(slices.Clone(layout.Columns), template.Column{Header: template.ReasonHeader(p.Mode)})
	return len(lines), layout.Write(w, format, lines)
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

// reason is why a row was not accepted: what its notes say, errors first.
func (r *Row) reason() string {
	var errors, others []string
	for i := range r.Notes {
		n := &r.Notes[i]
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
