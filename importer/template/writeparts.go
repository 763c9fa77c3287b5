package template

import (
	"archive/zip"
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"homeroom/store"
	"homeroom/store/text"
)

// writeParts writes a workbook with a sheet for each part, also for one without rows. A row stands in the part of
// its first filled column; a column without a field, such as the reason of a rejected row, is in every part.
func (t *Template) writeParts(w io.Writer, format string, rows [][]string, tell func(rows int) error) error {
	switch {
	case t.Archive && format == "zip":
		return t.writeArchive(w, rows, tell)
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
		if err := writeSheet(book, name, header, of, tell); err != nil {
			return err
		}
	}
	return book.Write(w)
}

// partOf are the header and the rows of one part. A column that a file may lack is there only where a row fills it.
func (t *Template) partOf(n int, rows [][]string) (header []string, of [][]string) {
	var mine [][]string
	for _, row := range rows {
		if first := slices.IndexFunc(row, func(cell string) bool { return cell != "" }); first >= 0 && t.Columns[first].Part == n {
			mine = append(mine, row)
		}
	}
	var in []int
	for c := range t.Columns {
		column := &t.Columns[c]
		fills := func(row []string) bool { return row[c] != "" }
		if column.Field == "" || column.Part == n && (column.Required || slices.ContainsFunc(mine, fills)) {
			in = append(in, c)
			header = append(header, column.Header)
		}
	}
	for _, row := range mine {
		cells := make([]string, len(in))
		for k, c := range in {
			cells[k] = row[c]
		}
		of = append(of, cells)
	}
	return header, of
}

// writeArchive writes a flat zip archive with a file for each part: UTF-8, apart by commas, a quotation mark inside a
// value behind a backslash.
func (t *Template) writeArchive(w io.Writer, rows [][]string, tell func(rows int) error) error {
	z := zip.NewWriter(w)
	for n, name := range t.Parts {
		out, err := z.Create(name)
		if err != nil {
			return err
		}
		header, of := t.partOf(n, rows)
		if err := writeBackslashed(out, append([][]string{header}, of...), tell); err != nil {
			return err
		}
	}
	return z.Close()
}

func writeBackslashed(w io.Writer, rows [][]string, tell func(rows int) error) error {
	b := bufio.NewWriter(w)
	for n, row := range rows {
		if err := pace(n, tell); err != nil {
			return err
		}
		for i, cell := range row {
			if i > 0 {
				_ = b.WriteByte(',') // it keeps its error for Flush
			}
			if cell = text.Cell(cell); strings.ContainsAny(cell, ",;\"\n\r\\") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `\"`) + `"`
			}
			_, _ = b.WriteString(cell)
		}
		_ = b.WriteByte('\n')
	}
	return b.Flush()
}
