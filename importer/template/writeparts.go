package template

import (
	"archive/zip"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"homeroom/store"
	"homeroom/store/text"
)

// writeParts writes a workbook with a sheet for each part, also for one without rows. A row stands in the part of
// its first filled column; a column without a field, such as the reason of a rejected row, is in every part.
func (t *Template) writeParts(w io.Writer, format string, rows [][]string) error {
	switch {
	case t.Archive && format == "zip":
		return t.writeArchive(w, rows)
	case format != "xlsx":
		return &store.Error{
			Code: store.CodeInvalid, Message: "the template " + t.Name + " holds several tables, which no CSV can",
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

// writeArchive writes a flat zip archive with a file for each part: UTF-8, apart by commas, a quotation mark inside a
// value behind a backslash.
func (t *Template) writeArchive(w io.Writer, rows [][]string) error {
	z := zip.NewWriter(w)
	for n, name := range t.Parts {
		out, err := z.Create(name)
		if err != nil {
			return err
		}
		header, of := t.partOf(n, rows)
		if err := writeBackslashed(out, append([][]string{header}, of...)); err != nil {
			return err
		}
	}
	return z.Close()
}

func writeBackslashed(w io.Writer, rows [][]string) error {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if cell = text.Cell(cell); strings.ContainsAny(cell, ",;\"\n\r\\") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `\"`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
