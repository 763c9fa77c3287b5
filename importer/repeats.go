package importer

import (
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store/edit"
)

// refuseSame refuses rows that share an identifier, and tells in what else they differ. Of rows that differ in
// nothing that is read the later ones are proposed to be left out.
func (p *Plan) refuseSame(rows []int32, cell int) {
	said := fmt.Sprintf("the same %s stands on %s", p.header(cell), p.lines(rows))
	if differ := p.differences(rows); differ != "" {
		said += "; they differ in " + differ
	}
	p.refuse(rows, cell, said, "keep the row that is right, and take the others out")
	first := map[string]bool{}
	for _, i := range rows {
		key := p.readOf(i)
		if row := &p.Rows[i]; first[key] && !row.proposesToGo() {
			row.lastNote().Mend = &Mend{Damage: edit.DamageTwice}
		}
		first[key] = true
	}
}

func (r *Row) lastNote() *Note { return &r.Notes[len(r.Notes)-1] }

// proposesToGo reports whether a note proposes to leave the row out.
func (r *Row) proposesToGo() bool {
	for i := range r.Notes {
		if m := r.Notes[i].Mend; m != nil && m.Damage == edit.DamageTwice {
			return true
		}
	}
	return false
}

// reads reports whether a column means something in the plan's mode.
func (p *Plan) reads(c int) bool {
	if p.Mode == template.ModeRevoke && c != tagCell && c != serialCell && c != deleteCell {
		return false
	}
	return p.columns[c].at >= 0
}

// readOf is all that is read of a row.
func (p *Plan) readOf(i int32) string {
	var b strings.Builder
	for c := range p.columns {
		if p.reads(c) {
			b.WriteString(p.columns.cell(&p.Table.Records[i], c))
			b.WriteByte(0)
		}
	}
	return b.String()
}

// differsIn is how many columns a message names in which rows differ.
const differsIn = 3

// differences tell in which columns rows of one device differ, each with two of the values.
func (p *Plan) differences(rows []int32) string {
	var parts []string
	for c := range p.columns {
		if !p.reads(c) {
			continue
		}
		first := p.columns.cell(&p.Table.Records[rows[0]], c)
		for _, i := range rows[1:] {
			if other := p.columns.cell(&p.Table.Records[i], c); other != first {
				parts = append(parts, fmt.Sprintf("%s (%s and %s)", p.header(c), quoted(first), quoted(other)))
				break
			}
		}
	}
	if len(parts) > differsIn {
		parts = append(parts[:differsIn], "more")
	}
	return strings.Join(parts, ", ")
}
