package sheet_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

// ole is the skeleton of an OLE container whose directory has one stream of this name.
func ole(stream string) string {
	data := make([]byte, 512+512)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for i, u := range utf16.Encode([]rune("Root Entry")) {
		binary.LittleEndian.PutUint16(data[512+2*i:], u)
	}
	for i, u := range utf16.Encode([]rune(stream)) {
		binary.LittleEndian.PutUint16(data[512+128+2*i:], u)
	}
	return string(data)
}

func pictures(t *testing.T) map[string]string {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
	var p, j, g bytes.Buffer
	if err := errors.Join(png.Encode(&p, img), jpeg.Encode(&j, img, nil), gif.Encode(&g, img, nil)); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"PNG": p.String(), "JPEG": j.String(), "GIF": g.String()}
}

func TestKind_IsToldByContentWithARemedy(t *testing.T) {
	whole := excelBook(t, [][]any{{"Name", "Room"}, {"a", "1"}})
	tests := map[string]struct{ name, data, code, says string }{
		"PDF":           {"list.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj", "pdf", "a PDF document"},
		"xls":           {"list.xlsx", ole("Workbook"), "xls", "an old Excel workbook (.xls)"},
		"Excel 5":       {"list.xls", ole("Book"), "xls", "an old Excel workbook (.xls)"},
		"password":      {"list.xlsx", ole("EncryptedPackage"), "password", "protected by a password"},
		"Word 97":       {"list.xls", ole("WordDocument"), "document", "Word"},
		"other OLE":     {"list.xls", ole("Contents"), "xls", "old Office"},
		"HTML":          {"export.xls", "\ufeff<!-- portal -->\n<TABLE><tr><td>Name</td></tr></TABLE>", "html", "a web page (HTML)"},
		"HTML document": {"export.xls", "<!DOCTYPE html><html><body></body></html>", "html", "a web page (HTML)"},
		"HTML UTF-16":   {"export.xls", "\xff\xfe" + to16("<html><table>", false), "html", "a web page (HTML)"},
		"XML 2003": {
			"list.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "xml",
			"Excel 2003",
		},
		"other XML": {"list.csv", `<?xml version="1.0"?><devices/>`, "xml", "an XML file"},
		"MIME":      {"list.xls", "MIME-Version: 1.0\nX: y", "html", "MIME"},
		"JSON":      {"list.csv", ` [{"name": "a"}]`, "json", "a JSON file"},
		"RTF":       {"list.csv", `{\rtf1 Name}`, "document", "RTF"},
		"gzip":      {"list.csv.gz", "\x1f\x8b\x08\x00", "archive", "gzip"},
		"plain zip": {"roster.zip", zipped(t, [2]string{"students.csv", "a,b"}, [2]string{"staff.csv", "a,b"}), "archive", "holds staff.csv, students.csv"},
		"empty zip": {"roster.zip", zipped(t), "archive", "an empty zip"},
		"ods": {"list.xlsx", zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
			[2]string{"content.xml", "<x/>"}), "ods", "(.ods)"},
		"odt":     {"list.xlsx", zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.text"}), "ods", "OpenDocument document of text"},
		"Numbers": {"list.csv", zipped(t, [2]string{"Index/CalculationEngine.iwa", "x"}, [2]string{"Index/Document.iwa", "x"}), "numbers", "Apple Numbers"},
		"Pages":   {"list.pages", zipped(t, [2]string{"Index/Document.iwa", "x"}), "numbers", "Apple Pages"},
		"xlsb":    {"list.xlsx", book{main: "application/vnd.ms-excel.sheet.binary.macroEnabled.main"}.bytes(t), "xlsb", "(.xlsb)"},
		"Word":    {"list.xlsx", book{main: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"}.bytes(t), "document", "(.docx)"},
		"cut xlsx": {
			"list.xlsx", whole[:len(whole)/2], "damaged", "cut off",
		},
	}
	for kind, data := range pictures(t) {
		tests[kind] = struct{ name, data, code, says string }{"list.csv", data, "picture", "a picture (" + kind + ")"}
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Read(tt.name, []byte(tt.data), sheet.Options{})
			var p *sheet.Problem
			if !errors.As(err, &p) || p.Code != tt.code || !strings.Contains(p.Message, tt.says) || p.Remedy == "" {
				t.Fatalf("got %v, want %s with %q", err, tt.code, tt.says)
			}
			if strings.ContainsAny(p.Message, "\n\x1b") || strings.Count(p.Message, ". ") > 0 {
				t.Fatalf("not one clear sentence: %q", p.Message)
			}
		})
	}
}

func TestKind_AWorkbookUnderAnyNameIsRead(t *testing.T) {
	rows := [][]any{{"Name", "Room"}, {"Ana", "12"}}
	macro := book{rows: row(1, "Name", "Room") + row(2, "Ana", "12"), main: "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}
	for name, data := range map[string]string{"list.csv": excelBook(t, rows), "list": excelBook(t, rows), "list.xlsm": macro.bytes(t)} {
		tab, err := sheet.Read(name, []byte(data), sheet.Options{})
		if err != nil || tab.Kind != "xlsx" {
			t.Fatalf("%s: %v", name, err)
		}
		wantCells(t, tab, []string{"Name", "Room"}, []string{"Ana", "12"})
	}
	tab, err := sheet.Read("list.xlsx", []byte("Name,Room\nAna,12\n"), sheet.Options{})
	if err != nil || tab.Kind != "csv" {
		t.Fatalf("a CSV named .xlsx: %v", err)
	}
}

func TestKind_APasswordOfExcelizeIsRecognised(t *testing.T) {
	f := excelize.NewFile()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "oak"}); err != nil {
		t.Fatal(err)
	}
	refused(t, out.String(), "password")
}
