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

// Write writes the header and the rows, their cells in the layout's order, as "csv" or "xlsx". Cells are made
// safe for spreadsheets, and reading the file back gives the same values. Another format is CodeInvalid.
func (t *Template) Write(w io.Writer, format string, rows [][]string) error {
	switch format {
	case "csv":
		return t.writeCSV(w, rows)
	case "xlsx":
		return t.writeXLSX(w, rows)
	}
	return &store.Error{
		Code:    store.CodeInvalid,
		Message: "a template is not written as “" + text.Visible(format) + "”",
		Remedy:  "let the file's name end in .csv or .xlsx",
	}
}

func (t *Template) writeCSV(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	_ = out.Write(t.header()) // the writer keeps its error for Flush
	line := make([]string, 0, len(t.Columns))
	for _, row := range rows {
		line = line[:0]
		for _, cell := range row {
			line = append(line, text.Cell(cell))
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

func (t *Template) writeXLSX(w io.Writer, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	const name = "Sheet1"
	corner, err := excelize.CoordinatesToCellName(len(t.Columns), len(rows)+1)
	if err != nil {
		return err
	}
	// The stream writer would write the dimension A1, which makes other programs see one row.
	if err := book.SetSheetDimension(name, "A1:"+corner); err != nil {
		return err
	}
	style, err := book.NewStyle(&excelize.Style{NumFmt: textFormat})
	if err != nil {
		return err
	}
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetColStyle(1, len(t.Columns), style); err != nil {
		return err
	}
	if err := writeRows(out, style, t.header(), rows); err != nil {
		return err
	}
	return book.Write(w)
}

func writeRows(out *excelize.StreamWriter, style int, header []string, rows [][]string) error {
	for i := range len(rows) + 1 {
		row, safe := header, false
		if i > 0 {
			row, safe = rows[i-1], true
		}
		cells := make([]any, len(row))
		for j, value := range row {
			if safe {
				value = text.Cell(value)
			}
			cells[j] = excelize.Cell{StyleID: style, Value: value}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}
