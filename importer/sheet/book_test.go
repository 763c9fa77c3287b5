package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	mainNS   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictNS = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictRe = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	header   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// book is a workbook written by hand, so that a test can write what no library would.
type book struct {
	rows     string // inside <sheetData>
	sheetXML string // the whole part instead
	strings  string // inside <sst>
	styles   string // inside <styleSheet>
	workbook string // before <sheets>
	sheets   string // inside <sheets>
	after    string // behind <sheets>
	rels     string // more relationships of the workbook
	main     string // content type of the workbook
	ns, rel  string
	extra    map[string]string
}

// bytes zips the workbook.
func (b book) bytes(t testing.TB) string {
	t.Helper()
	if b.ns == "" {
		b.ns, b.rel = mainNS, relNS
	}
	if b.sheets == "" {
		b.sheets = `<sheet name="Sheet1" sheetId="1" r:id="rId1"/>`
	}
	if b.main == "" {
		b.main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	}
	if b.sheetXML == "" {
		b.sheetXML = header + `<worksheet xmlns="` + b.ns + `"><sheetData>` + b.rows + `</sheetData></worksheet>`
	}
	const pkg = "http://schemas.openxmlformats.org/package/2006/"
	parts := [][2]string{
		{"[Content_Types].xml", header + `<Types xmlns="` + pkg + `content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + b.main + `"/></Types>`},
		{"_rels/.rels", header + `<Relationships xmlns="` + pkg + `relationships"><Relationship Id="rId1" Type="` + b.rel +
			`/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", header + `<workbook xmlns="` + b.ns + `" xmlns:r="` + b.rel + `">` + b.workbook + `<sheets>` + b.sheets + `</sheets>` + b.after + `</workbook>`},
		{"xl/_rels/workbook.xml.rels", header + `<Relationships xmlns="` + pkg + `relationships">` +
			`<Relationship Id="rId1" Type="` + b.rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId8" Type="` + b.rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="rId9" Type="` + b.rel + `/styles" Target="styles.xml"/>` + b.rels + `</Relationships>`},
		{"xl/sharedStrings.xml", header + `<sst xmlns="` + b.ns + `">` + b.strings + `</sst>`},
		{"xl/styles.xml", header + `<styleSheet xmlns="` + b.ns + `">` + b.styles + `</styleSheet>`},
		{"xl/worksheets/sheet1.xml", b.sheetXML},
	}
	return zipped(t, b.with(parts)...)
}

// with puts the extra parts in the place of those of the same name, or behind the others; one of no content leaves the
// part out.
func (b book) with(parts [][2]string) [][2]string {
	var out [][2]string
	for _, p := range parts {
		if content, has := b.extra[p[0]]; has {
			p[1] = content
		}
		if p[1] != "" {
			out = append(out, p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.extra)) {
		if !slices.ContainsFunc(parts, func(p [2]string) bool { return p[0] == name }) {
			out = append(out, [2]string{name, b.extra[name]})
		}
	}
	return out
}

func zipped(t testing.TB, parts ...[2]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// row is a row of inline texts from column A on; an empty one leaves its cell out.
func row(n int, texts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, n)
	for i, s := range texts {
		if s != "" {
			fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, n, s)
		}
	}
	return b.String() + "</row>"
}

// excelBook has excelize write rows; values may be of any type it knows.
func excelBook(t testing.TB, rows [][]any, change ...func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range change {
		c(f)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
