package importer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// workbook is a workbook of one sheet, with the rows as a spreadsheet program stores them.
func workbook(t *testing.T, rows ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Devices" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheetRows(rows) + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheetRows writes rows of cells apart by "|": =formula, 12.5 as number:12.5, date:serial, bool:1, error:#N/A, or text.
func sheetRows(rows []string) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, cell := range strings.Split(row, "|") {
			at := fmt.Sprintf(`r="%c%d"`, 'A'+j, i+1)
			kind, value, _ := strings.Cut(cell, ":")
			switch kind {
			case "number":
				fmt.Fprintf(&b, `<c %s><v>%s</v></c>`, at, value)
			case "date":
				fmt.Fprintf(&b, `<c %s s="1"><v>%s</v></c>`, at, value)
			case "bool":
				fmt.Fprintf(&b, `<c %s t="b"><v>%s</v></c>`, at, value)
			case "error":
				fmt.Fprintf(&b, `<c %s t="e"><v>%s</v></c>`, at, value)
			case "formula":
				fmt.Fprintf(&b, `<c %s><f>%s</f></c>`, at, value)
			default:
				fmt.Fprintf(&b, `<c %s t="inlineStr"><is><t>%s</t></is></c>`, at, cell)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

func TestWorkbook_R08_WhatASpreadsheetMadeOfIdentifiers(t *testing.T) {
	s := newSchool(t)
	header := "Asset Tag|Serial Number|User ID|Full Name|Phone Number|Room|Delete"
	for _, c := range []struct {
		row      string
		status   importer.Status
		severity store.Severity
		column   string
		says     string
	}{
		{"number:4000001|OAKNEW000001", add, warning, "Asset Tag", "number"},
		{"number:1.5|OAKNEW000001", failed, severe, "Asset Tag", "not a whole one"},
		{"x|number:1.8E+308", failed, severe, "Serial Number", "scientific"},
		{"x|number:123456789012", add, warning, "Serial Number", "number"},
		{"date:43221|OAKNEW000001", failed, severe, "Asset Tag", "date"},
		{"x|OAKNEW000001|number:1234", add, warning, "User ID", "number"},
		{"x|OAKNEW000001|ana|error:#N/A", failed, severe, "Full Name", "error"},
		{"x|OAKNEW000001|formula:A1", failed, severe, "User ID", "formula"},
		{"x|OAKNEW000001|ana|formula:A1", failed, severe, "Full Name", "formula"},
		{"x|OAKNEW000001|ana||date:43221", add, warning, "Phone Number", "date"},
		{"x|OAKNEW000001|ana|||date:43221", add, warning, "Room", "date"},
	} {
		p := s.request(importer.Request{Data: workbook(t, header, c.row), Mode: template.ModeInventory, Site: oak})
		statuses(t, p, c.status)
		n := note(t, p.Rows[0].Notes, "R-08", c.severity)
		if n.Column != c.column {
			t.Errorf("%s: note is %+v", c.row, n)
		}
		contains(t, n.Message, c.says)
	}
}

func TestWorkbook_R08_AFormulaWithoutValueIsNoEmptyCell(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	header := "Asset Tag|Serial Number|User ID|Delete"
	for mode, row := range map[template.Mode]string{
		template.ModeAssign: "|" + mini.Serial + "|formula:Z9",
		template.ModeRevoke: "|" + mini.Serial + "||formula:B2",
	} {
		p := s.request(importer.Request{Data: workbook(t, header, row), Mode: mode, Site: oak})
		statuses(t, p, failed)
		contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "formula")
	}
}

func TestWorkbook_ShortRowsAreOrdinary(t *testing.T) {
	s := newSchool(t)
	p := s.request(importer.Request{
		Name: "test.xlsx", Data: workbook(t, "Asset Tag|Serial Number|User ID|Room", "4000001|OAKNEW000001", "4000002|OAKNEW000002|ana|7"),
		Mode: template.ModeInventory, Site: oak,
	})
	statuses(t, p, add, add)
	if len(p.Rows[0].Notes)+len(p.Notes) != 0 {
		t.Errorf("notes: %s; %s", said(p.Rows[0].Notes), said(p.Notes))
	}
}
