package sheet

import (
	"errors"
	"slices"
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
	b := &workbook{archive: a, look: o.Look}
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
	t.decide(sheetDecision(t.Sheets, t.Sheet, o.Sheet))
	s, err := b.readRows(chosen)
	if err != nil {
		return err
	}
	if err := a.rest(); err != nil {
		return err
	}
	return t.fill(b, chosen, s, o.HeaderLine)
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
func (t *Table) fill(b *workbook, chosen *worksheet, s *sheetReader, headerLine int) error {
	if len(s.grid.rows) == 0 {
		p := &Problem{
			Code: "empty", Message: "the sheet " + quoted(chosen.Name) + " is empty",
			Remedy: "choose the file with the rows in it",
		}
		if others := b.readable(chosen); len(others) > 0 {
			p.Remedy = "choose another of its sheets: " + listOf(others)
		}
		return p
	}
	ps := &s.notes
	if others := b.others(chosen); len(others) > 0 {
		ps.add(-1, Problem{
			Code:    "other_sheets",
			Message: "only the sheet " + quoted(chosen.Name) + " is read; the workbook also has " + listOf(others),
			Remedy:  "name the sheet if it is another one",
		})
	}
	tellCells(&s.grid, ps)
	h, err := headerAt(s.grid.rows, headerLine)
	if err != nil {
		return err
	}
	header := s.grid.rows[h.at].Line
	s.tellMerges(header, ps)
	s.tellHidden(header, ps)
	s.tellVeiled(header, ps)
	err = t.assemble(&s.grid, ps, headerLine)
	if p := new(Problem); errors.As(err, &p) && p.Code == "header_only" {
		p.Remedy += t.OtherSheets()
	}
	return err
}

// OtherSheets says at the end of a remedy which sheets could be meant instead; it is empty where there is none.
func (t *Table) OtherSheets() string {
	var names []string
	for _, s := range t.Sheets {
		if s.Name != t.Sheet {
			names = append(names, quoted(s.Name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ", or choose another of its sheets: " + listOf(names)
}
