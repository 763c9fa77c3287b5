package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"homeroom/importer/sheet"
)

// sound checks what holds for every table and every refusal, whatever was read.
func sound(t *testing.T, tab *sheet.Table, err error) {
	t.Helper()
	if err != nil {
		var p *sheet.Problem
		if !errors.As(err, &p) || p.Code == "" || p.Message == "" || !utf8.ValidString(p.Message) {
			t.Fatalf("a refusal without a name: %#v", err)
		}
		return
	}
	if len(tab.Records) == 0 || tab.HeaderLine < 1 {
		t.Fatalf("%d records below line %d", len(tab.Records), tab.HeaderLine)
	}
	line := tab.HeaderLine
	for _, r := range tab.Records {
		if r.Line <= line {
			t.Fatalf("line %d comes after line %d", r.Line, line)
		}
		line = r.Line
		if len(r.Cells) < len(tab.Header) || r.Kinds() != nil && len(r.Kinds()) != len(r.Cells) {
			t.Fatalf("line %d: %d cells and %d kinds below %d headings", r.Line, len(r.Cells), len(r.Kinds()), len(tab.Header))
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"Name,Room\na,1\n", "sep=;\r\nName;Room\r\n\"a\r\nb\";1\r\n", "\xef\xbb\xbfName\tRoom\na\t\n", "Name|Room\ra|1\r",
		"Name,Room\n\"a\"\"b\",=\"001\"\n", "Name,Room\n\"a \\\"b\\\"\",1\n", "Title\n\nName,Room\na,1,2\nb\n", "Name,Room\nZo\xeb,1\n",
		"\xff\xfeN\x00,\x00R\x00\n\x00a\x00,\x001\x00", "Name,Room\n\"open,1\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tab, err := sheet.Read("a.csv", data, sheet.Options{})
		sound(t, tab, err)
	})
}

// FuzzXLSX puts any text in the place of the sheet and of the shared texts of a workbook that is right otherwise, so
// that the checksums do not keep the reader from seeing it.
func FuzzXLSX(f *testing.F) {
	open, shut := `<worksheet xmlns="`+mainNS+`"><sheetData>`, `</sheetData></worksheet>`
	sst := `<sst xmlns="` + mainNS + `"><si><t>Name</t></si><si><r><t>Ro</t></r><r><t>om_x0041_</t></r></si></sst>`
	for _, s := range []string{
		open + good() + shut,
		open + `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="7"><c r="B7" s="1"><f>A1</f><v>46258.5</v></c></row>` + shut,
		`<a:worksheet xmlns:a="` + mainNS + `"><a:sheetData><a:row/></a:sheetData></a:worksheet>`,
		open + `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c></row><!-- x --><?y z?>` + row(2, "&#65;<![CDATA[b]]>") + shut,
	} {
		f.Add([]byte(s), []byte(sst))
	}
	f.Fuzz(func(t *testing.T, worksheet, texts []byte) {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		frame := book{styles: `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`}.bytes(t)
		src, err := zip.NewReader(bytes.NewReader([]byte(frame)), int64(len(frame)))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range src.File {
			content := map[string][]byte{"xl/worksheets/sheet1.xml": worksheet, "xl/sharedStrings.xml": texts}[p.Name]
			if content == nil {
				if err := z.Copy(p); err != nil {
					t.Fatal(err)
				}
				continue
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		tab, err := sheet.Read("a.xlsx", out.Bytes(), sheet.Options{})
		if sound(t, tab, err); err == nil && bytes.HasPrefix(worksheet, []byte("<")) && bytes.HasPrefix(texts, []byte("<")) {
			agrees(t, tab, string(worksheet), string(texts))
		}
	})
}

func FuzzSniff(f *testing.F) {
	for _, s := range []string{
		"", "%PDF-", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ole("EncryptedPackage"), "<!-- --><html>", "PK\x03\x04", "PK\x05\x06",
		zipped(f, [2]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}),
		book{rows: good(), extra: map[string]string{"xl/x.xml": "<x/>"}}.bytes(f), "{\"a\": 1}", "sep=,", "\x00\x00\xfe\xff",
	} {
		f.Add("a.xlsx", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		tab, err := sheet.Read(name, data, sheet.Options{})
		sound(t, tab, err)
	})
}
