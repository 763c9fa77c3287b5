package template

import (
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"homeroom/store"
)

// writeParts writes a workbook with a sheet for each part, also for one without rows. A row stands in the part of
// its first filled column; a column without a field, such as the reason of a rejected row, is in every part.
func (t *Template) writeParts(w io.Writer, format string, rows [][]string) error {
	if format != "xlsx" {
		return &store.Error{
			Code: store.CodeInvalid, Message: "the template " + t.Name + " is a workbook of several sheets, which no CSV can hold",
			Remedy: "let the file's name end in .xlsx",
		}
	}
	book := excelize.NewFile()
	defer book.Close()
	for n, name := range t.Parts {
		err := book.SetSheetName(firstSheet, name)
		if n > 0 {
			_, err = book.NewSheet(name)
		}
		if err != nil {
			return err
		}
		header, of := t.partOf(n, rows)
		if err := writeSheet(book, name, header, of); err != nil {
			return err
		}
	}
	return book.Write(w)
}

// partOf are the header and the rows of one part.
func (t *Template) partOf(n int, rows [][]string) (header []string, of [][]string) {
	in := func(c int) bool { return t.Columns[c].Field == "" || t.Columns[c].Part == n }
	for c := range t.Columns {
		if in(c) {
			header = append(header, t.Columns[c].Header)
		}
	}
	for _, row := range rows {
		first := slices.IndexFunc(row, func(cell string) bool { return cell != "" })
		if first < 0 || t.Columns[first].Part != n {
			continue
		}
		var cells []string
		for c, cell := range row {
			if in(c) {
				cells = append(cells, cell)
			}
		}
		of = append(of, cells)
	}
	return header, of
}
