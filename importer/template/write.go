package template

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"homeroom/store"
	"homeroom/store/text"
)

// textFormat is the spreadsheet's number format "@": what is typed stays as typed.
const textFormat = 49

// header is the layout's header line.
func (t *Template) header() []string {
	line := make([]string, len(t.Columns))
	for i := range t.Columns {
		line[i] = t.Columns[i].Header
	}
	return line
}

// Write writes the header and the rows, their cells in the layout's order, as WriteTable does.
func (t *Template) Write(w io.Writer, format string, rows [][]string) error {
	return t.WritePaced(w, format, rows, nil)
}

// WritePaced is Write that tells every so often how many more rows are written; the first error of tell ends it.
func (t *Template) WritePaced(w io.Writer, format string, rows [][]string, tell func(rows int) error) error {
	if t.Parts != nil {
		return t.writeParts(w, format, rows, tell)
	}
	return writeTable(w, format, "", t.header(), rows, tell)
}

// tellEvery is after how many rows it is told how far the writing is.
const tellEvery = 1024

// pace tells how far the writing is after each of the rows; nil tell is nobody.
func pace(row int, tell func(rows int) error) error {
	if tell == nil || row == 0 || row%tellEvery != 0 {
		return nil
	}
	return tell(tellEvery)
}

// WriteTable writes a header and rows as "csv" or "xlsx", there into a sheet of this name (Sheet1 if it is empty).
// Cells are made safe for spreadsheets, and reading the file back gives the same values. Another format is CodeInvalid.
func WriteTable(w io.Writer, format, sheet string, header []string, rows [][]string) error {
	return writeTable(w, format, sheet, header, rows, nil)
}

func writeTable(w io.Writer, format, sheet string, header []string, rows [][]string, tell func(rows int) error) error {
	switch format {
	case "csv":
		return writeCSV(w, header, rows, tell)
	case "xlsx":
		return writeXLSX(w, sheet, header, rows, tell)
	}
	return &store.Error{
		Code:    store.CodeInvalid,
		Message: "a table is not written as “" + text.Visible(format) + "”",
		Remedy:  "let the file's name end in .csv or .xlsx",
	}
}

func writeCSV(w io.Writer, header []string, rows [][]string, tell func(rows int) error) error {
	out := csv.NewWriter(w)
	line := make([]string, 0, len(header))
	for i := range len(rows) + 1 {
		line = line[:0]
		for _, cell := range rowOf(header, rows, i) {
			line = append(line, text.Cell(cell))
		}
		_ = out.Write(line) // the writer keeps its error for Flush
		if err := pace(i, tell); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// rowOf is the row of a table at a line that counts from 0: the header is the first.
func rowOf(header []string, rows [][]string, line int) []string {
	if line == 0 {
		return header
	}
	return rows[line-1]
}

// firstSheet is what a new workbook calls its only sheet.
const firstSheet = "Sheet1"

func writeXLSX(w io.Writer, sheet string, header []string, rows [][]string, tell func(rows int) error) error {
	book := excelize.NewFile()
	defer book.Close()
	if sheet == "" {
		sheet = firstSheet
	}
	if err := book.SetSheetName(firstSheet, sheet); err != nil {
		return err
	}
	if err := writeSheet(book, sheet, header, rows, tell); err != nil {
		return err
	}
	return book.Write(w)
}

// writeSheet writes a header and rows into a sheet of a workbook, as text.
func writeSheet(book *excelize.File, sheet string, header []string, rows [][]string, tell func(rows int) error) error {
	corner, err := excelize.CoordinatesToCellName(len(header), len(rows)+1)
	if err != nil {
		return err
	}
	// The stream writer would write the dimension A1, which makes other programs see one row.
	if err := book.SetSheetDimension(sheet, "A1:"+corner); err != nil {
		return err
	}
	style, err := book.NewStyle(&excelize.Style{NumFmt: textFormat})
	if err != nil {
		return err
	}
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetColStyle(1, len(header), style); err != nil {
		return err
	}
	return writeRows(out, style, header, rows, tell)
}

func writeRows(out *excelize.StreamWriter, style int, header []string, rows [][]string, tell func(rows int) error) error {
	for i := range len(rows) + 1 {
		row := rowOf(header, rows, i)
		cells := make([]any, len(row))
		for j, value := range row {
			cells[j] = excelize.Cell{StyleID: style, Value: text.Cell(value)}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
		if err := pace(i, tell); err != nil {
			return err
		}
	}
	return out.Flush()
}
