package sheet

import "strings"

// readXLSX reads a sheet of a workbook. Every part of the workbook is inflated to its end, so that a single wrong
// bit anywhere in the data is a refusal and never a missing row.
func readXLSX(name string, data []byte, o Options) (*Table, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	if err := wrongPackage(a, name); err != nil {
		return nil, err
	}
	b, err := readWorkbook(a)
	if err != nil {
		return nil, err
	}
	chosen, err := b.choose(o.Sheet)
	if err != nil {
		return nil, err
	}
	g, err := b.readRows(chosen)
	if err != nil {
		return nil, err
	}
	if err := a.rest(); err != nil {
		return nil, err
	}
	return b.table(chosen, g)
}

// table makes the table out of the chosen sheet's rows.
func (b *workbook) table(chosen *worksheet, g *grid) (*Table, error) {
	t := &Table{Kind: "xlsx", Sheet: chosen.Name}
	for i := range b.sheets {
		t.Sheets = append(t.Sheets, b.sheets[i].SheetInfo)
	}
	others := b.others(chosen)
	if len(g.rows) == 0 {
		p := &Problem{
			Code: "empty", Message: "the sheet " + quoted(chosen.Name) + " is empty",
			Remedy: "choose the file with the rows in it",
		}
		if len(others) > 0 {
			p.Remedy = "choose another of its sheets: " + strings.Join(others, ", ")
		}
		return nil, p
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
	if err := t.assemble(g, &ps); err != nil {
		return nil, err
	}
	return t, nil
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
