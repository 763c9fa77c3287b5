package report

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"homeroom/store/text"
)

// head is what stands above the first table: what the page is about, and its facts.
func head(r Report) [][]string {
	lines := [][]string{{r.Title}}
	for _, f := range r.Facts {
		lines = append(lines, []string{f[0], f[1]})
	}
	return append(lines, nil)
}

// table is a part: its header and its rows.
func (p *Part) table() [][]string { return append([][]string{p.Header}, p.Rows...) }

// cell is a value that no terminal acts on and no spreadsheet runs.
func cell(value string) string { return text.Cell(text.Visible(value)) }

// writeCSV writes the head and the parts one below the other, with an empty line between them.
func writeCSV(w io.Writer, r Report) error {
	lines := head(r)
	for i, p := range r.parts() {
		if i > 0 {
			lines = append(lines, nil)
		}
		lines = append(append(lines, []string{p.Title}), p.table()...)
	}
	out := csv.NewWriter(w)
	for _, line := range lines {
		cells := make([]string, len(line))
		for i, value := range line {
			cells[i] = cell(value)
		}
		_ = out.Write(cells) // the writer keeps its error for Flush
	}
	out.Flush()
	return out.Error()
}

// writeXLSX writes each part on a sheet of its own, the first with the head above it.
func writeXLSX(w io.Writer, r Report) error {
	book := excelize.NewFile()
	defer book.Close()
	style, err := book.NewStyle(&excelize.Style{NumFmt: textFormat})
	if err != nil {
		return err
	}
	for i, p := range r.parts() {
		lines := p.table()
		if i == 0 {
			lines = append(head(r), lines...)
			err = book.SetSheetName("Sheet1", p.Title)
		} else {
			_, err = book.NewSheet(p.Title)
		}
		if err == nil {
			err = writeSheet(book, p.Title, style, lines, len(p.Header))
		}
		if err != nil {
			return err
		}
	}
	return book.Write(w)
}

// textFormat is the spreadsheet's number format "@": what is written stays as written.
const textFormat = 49

// writeSheet writes lines into a sheet. Its dimension is said, as without it other programs see one row.
func writeSheet(book *excelize.File, name string, style int, lines [][]string, columns int) error {
	corner, err := excelize.CoordinatesToCellName(columns, len(lines))
	if err != nil {
		return err
	}
	if err := book.SetSheetDimension(name, "A1:"+corner); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for n, line := range lines {
		cells := make([]any, len(line))
		for i, value := range line {
			cells[i] = excelize.Cell{StyleID: style, Value: cell(value)}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}
