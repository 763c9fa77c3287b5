package importer_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// form is one way in which a program writes a table as text.
type form struct {
	name, above, delimiter, end string
	cell                        func(cell, delimiter string) string
	row                         func(row string) string
	encode                      func(t *testing.T, s string) string
	below                       string
}

// forms are the ways of spreadsheets, portals and old programs. Every one of them writes the same table.
var forms = []form{
	{name: "UTF-8, comma, LF", delimiter: ",", end: "\n"},
	{name: "UTF-8 with BOM, comma, CRLF", delimiter: ",", end: "\r\n", above: "\ufeff"},
	{name: "UTF-16 LE, tab, CRLF, as Excel writes Unicode text", delimiter: "\t", end: "\r\n", above: "\ufeff", encode: utf16LE},
	{name: "UTF-16 BE, comma, CR", delimiter: ",", end: "\r", above: "\ufeff", encode: utf16BE},
	{name: "UTF-16 LE without a mark, semicolon, LF", delimiter: ";", end: "\n", encode: utf16LE},
	{name: "UTF-16 BE without a mark, pipe, CRLF", delimiter: "|", end: "\r\n", encode: utf16BE},
	{name: "Windows-1252, semicolon, CRLF", delimiter: ";", end: "\r\n", encode: windows},
	{name: "Mac Roman, comma, CR", delimiter: ",", end: "\r", encode: mac},
	{name: "pipe, every cell quoted", delimiter: "|", end: "\n", cell: quotedCell},
	{name: "sep=;", delimiter: ";", end: "\r\n", above: "sep=;\r\n"},
	{name: "sep=~ in Windows-1252", delimiter: "~", end: "\r\n", above: "sep=~\r\n", encode: windows},
	{name: "Excel's formulas of text", delimiter: ",", end: "\r\n", cell: formulaCell},
	{name: "blanks around quoted cells", delimiter: ",", end: "\n", cell: spacedCell},
	{name: "backslashes before quotes (R-73)", delimiter: ";", end: "\n", cell: backslashCell},
	{name: "every row quoted as a whole", delimiter: ",", end: "\n", row: func(row string) string { return quotedCell(row, "") }},
	{name: "below titles, and a mark at the end", delimiter: ",", end: "\r\n", above: "Oak Hill School\r\nDevices,,,Printed:,2026-08-24\r\n\r\n", below: "\x1a"},
}

func plainCell(cell, delimiter string) string {
	if strings.ContainsAny(cell, delimiter+"\"\r\n") {
		return quotedCell(cell, delimiter)
	}
	return cell
}

func quotedCell(cell, _ string) string { return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"` }

func formulaCell(cell, delimiter string) string {
	if cell == "" || strings.ContainsAny(cell, delimiter+`"`) {
		return plainCell(cell, delimiter)
	}
	return `="` + cell + `"`
}

func spacedCell(cell, delimiter string) string { return " " + quotedCell(cell, delimiter) + " " }

func backslashCell(cell, _ string) string { return `"` + strings.ReplaceAll(cell, `"`, `\"`) + `"` }

func utf16LE(_ *testing.T, s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

func utf16BE(_ *testing.T, s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	return b.String()
}

func windows(t *testing.T, s string) string { return charmapped(t, charmap.Windows1252, s) }

func mac(t *testing.T, s string) string { return charmapped(t, charmap.Macintosh, s) }

func charmapped(t *testing.T, table *charmap.Charmap, s string) string {
	t.Helper()
	out, err := table.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// write writes the table in this form.
func (f *form) write(t *testing.T, rows [][]string) []byte {
	t.Helper()
	cell, row, encode := f.cell, f.row, f.encode
	if cell == nil {
		cell = plainCell
	}
	if row == nil {
		row = func(s string) string { return s }
	}
	if encode == nil {
		encode = func(_ *testing.T, s string) string { return s }
	}
	var b strings.Builder
	b.WriteString(f.above)
	for _, cells := range rows {
		out := make([]string, len(cells))
		for i, c := range cells {
			out[i] = cell(c, f.delimiter)
		}
		b.WriteString(row(strings.Join(out, f.delimiter)) + f.end)
	}
	return []byte(encode(t, b.String()+f.below))
}

// seen is what a preview says of every row, with lines counted from the header on: other lines stand above it.
func seen(t *testing.T, p *importer.Plan) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := p.WriteJSON(&b, nil); err != nil {
		t.Fatal(err)
	}
	var whole map[string]any
	if err := json.Unmarshal(b.Bytes(), &whole); err != nil {
		t.Fatal(err)
	}
	for _, own := range []string{"file", "sha256", "notes"} { // the notes on the whole file say how its form was understood
		delete(whole, own)
	}
	fromHeader(whole, float64(p.Table.HeaderLine))
	return whole
}

func fromHeader(v any, header float64) {
	switch v := v.(type) {
	case []any:
		for _, each := range v {
			fromHeader(each, header)
		}
	case map[string]any:
		for key, each := range v {
			if line, is := each.(float64); is && key == "line" {
				v[key] = line - header
				continue
			}
			fromHeader(each, header)
		}
	}
}

func TestForms_TheSameTableInEveryFormGivesTheSamePreview(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMINI00001", AssetTag: "0040001", Model: "iPad mini", Room: "B1"})
	s.device(store.Device{Serial: "OAKMINI00002", AssetTag: "0040002", Model: "iPad mini"})
	s.device(store.Device{Serial: "OAKMINI00003", AssetTag: "0040003", Model: "iPad mini"})
	s.person(store.User{UserID: "held", FullName: "Bo Ek", Position: "student", Site: oak}, "OAKMINI00003")
	table := [][]string{
		{"Asset Tag", "Serial Number", "User ID", "Full Name", "Email Address", "Phone Number", "Position", "Room"},
		{"0040001", "OAKMINI00001", "zoe", "Zoë “Zo” O’Neil", "zoe@oak.example", "2031", "student", "B1, east; left | 2"},
		{"0040002", "OAKMINI00002", "jose.p", "José \"Pepe\" Peña", "jose@oak.example", "2031", "teacher", "Größe – 3"},
		{"", "", "", "", "", "", "", ""},
		{"0040009", "OAKMINI00009", "new.one", "François Müller", "", "", "staff", ""},
		{"0040003", "OAKMINI00003", "held", "Bo Ek", "", "", "student", "Gym"},
		{"0040004", "OAKMINI00004", "wrong id", "Éva Cruz", "", "", "student", ""},
		{"0040005", "OAKMINI00005", "eva", "Eva Cruz", "", "", "principal", ""},
	}
	var first map[string]any
	compare := func(name, file string, data []byte) {
		p := s.request(importer.Request{Name: file, Data: data, Mode: template.ModeAssign, Site: oak})
		got := seen(t, p)
		if first == nil {
			first = got
			return
		}
		if !reflect.DeepEqual(got, first) {
			t.Errorf("%s:\n%v\nwant\n%v", name, got, first)
		}
	}
	for _, f := range forms {
		compare(f.name, "list.csv", f.write(t, table))
	}
	book := workbookOf(t, table)
	compare("a workbook", "list.xlsx", book)
	compare("a workbook under the name of a CSV file", "list.csv", book)
	compare("a text file under the name of a workbook", "list.xlsx", forms[0].write(t, table))
	if counts, _ := first["counts"].(map[string]any); counts["add"] != 2.0 || counts["error"] != 3.0 || counts["left_out"] != 1.0 || counts["same"] != 1.0 {
		t.Errorf("the table is not telling: %v", counts)
	}
}

// workbookOf writes the table as a workbook of texts.
func workbookOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, cells := range rows {
		for col, cell := range cells {
			at, err := excelize.CoordinatesToCellName(col+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
