package sheet

import (
	"errors"
	"slices"
	"strings"
)

// readXLSX reads a sheet of a workbook. Every part of the workbook is inflated to its end, so that a single wrong
// bit anywhere in the data is a refusal and never a missing row.
func (t *Table) readXLSX(name string, data []byte, o Options) error {
	t.Kind = "xlsx"
	a, err := openArchive(data)
	if err == nil {
		err = wrongPackage(a, name)
	}
	if err != nil {
		return t.other(err)
	}
	b := &workbook{archive: a}
	err = b.read()
	for i := range b.sheets {
		t.Sheets = append(t.Sheets, b.sheets[i].SheetInfo)
	}
	if err != nil {
		return t.other(err)
	}
	chosen, err := b.choose(o.Sheet)
	if err != nil {
		return err
	}
	t.Sheet = chosen.Name
	g, err := b.readRows(chosen)
	if err != nil {
		return err
	}
	if err := a.rest(); err != nil {
		return err
	}
	return t.fill(b, chosen, g)
}

// otherPackages are the codes of what is a zip file, too, but no workbook.
var otherPackages = []string{"addin", "archive", "document", "numbers", "ods", "password", "xlsb"}

// other keeps the kind of what turned out to be no workbook.
func (t *Table) other(err error) error {
	var p *Problem
	if errors.As(err, &p) && slices.Contains(otherPackages, p.Code) {
		t.Kind = p.Code
	}
	return err
}

// fill makes the table out of the chosen sheet's rows.
func (t *Table) fill(b *workbook, chosen *worksheet, g *grid) error {
	others := b.others(chosen)
	if len(g.rows) == 0 {
		p := &Problem{
			Code: "empty", Message: "the sheet " + quoted(chosen.Name) + " is empty",
			Remedy: "choose the file with the rows in it",
		}
		if len(others) > 0 {
			p.Remedy = "choose another of its sheets: " + strings.Join(others, ", ")
		}
		return p
	}
	var ps problems
	if len(others) > 0 {
		ps.add(-1, Problem{
			Code:    "other_sheets",
			Message: "only the sheet " + quoted(chosen.Name) + " is read; the workbook also has " + strings.Join(others, ", "),
			Remedy:  "name the sheet if it is another one",
		})
	}
	tellCells(g, &ps)
	return t.assemble(g, &ps)
}

// tellCells names the cells whose value is an error or unknown.
func tellCells(g *grid, ps *problems) {
	for i := range g.rows {
		for col, kind := range g.rows[i].Kinds {
			p := Problem{Line: g.rows[i].Line}
			switch kind {
			case Err:
				p.Code = "error_value"
				p.Message = "the cell holds the error " + quoted(g.rows[i].Cells[col])
				p.Remedy = "mend the formula, or write the value itself"
			case FormulaUnvalued:
				p.Code = "formula_unvalued"
				p.Message = "the cell is a formula whose result is not in the file: " + quoted(g.rows[i].Cells[col])
				p.Remedy = "open the file in Excel, Numbers or Google Sheets and save it again"
			default:
				continue
			}
			ps.add(col, p)
		}
	}
}
