package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestCSV_EndsOfFiles(t *testing.T) {
	for _, end := range []string{"", "\n", "\r\n", "\n\n\n", "\n,\n ,\n"} {
		wantCells(t, read(t, "Name,Room\na,1\nb,"+end), []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", ""})
		wantCells(t, read(t, "Name,Room\na,1\nb,\"2\""+end), []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"})
	}
}

func TestCSV_SepLineOfAnotherCharacter(t *testing.T) {
	tab := read(t, "sep=~\nName~Room\na,b~1\n")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"a,b", "1"})
	if tab.Delimiter != "~" {
		t.Fatalf("delimiter %q", tab.Delimiter)
	}
	tab = read(t, "sep=x,Room\na,1\n")
	wantCells(t, tab, []string{"sep=x", "Room"}, []string{"a", "1"})
}

func TestXLSX_DatesAtTheEdges(t *testing.T) {
	styles := `<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>`
	for number, want := range map[string]struct {
		text string
		kind sheet.CellKind
	}{
		"59":               {"1900-02-28", sheet.Date},
		"60":               {"1900-02-29", sheet.Date},
		"61":               {"1900-03-01", sheet.Date},
		"2958465":          {"9999-12-31", sheet.Date},
		"2958466":          {"2958466", sheet.Number},
		"-1":               {"-1", sheet.Number},
		"1.8E+308":         {"1.8E+308", sheet.Number},
		"46258.9999999999": {"2026-08-25", sheet.Date},
		"46258.25":         {"2026-08-24 06:00:00", sheet.Date},
		"0.999988426":      {"23:59:59", sheet.Date},
	} {
		tab := read(t, book{styles: styles, rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" s="1"><v>` + number + `</v></c></row>`}.bytes(t))
		if r := tab.Records[0]; r.Cells[0] != want.text || r.Kinds()[0] != want.kind {
			t.Errorf("%s is read as %q of kind %d", number, r.Cells[0], r.Kinds()[0])
		}
	}
	for written, want := range map[string]string{
		"2026-08-24": "2026-08-24", "2026-08-24T06:00:00": "2026-08-24 06:00:00", "2026-08-24T06:00:00.5Z": "2026-08-24 06:00:00", "06:30:00": "06:30:00",
	} {
		tab := read(t, book{rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" t="d"><v>` + written + `</v></c></row>`}.bytes(t))
		if r := tab.Records[0]; r.Cells[0] != want || r.Kinds()[0] != sheet.Date {
			t.Errorf("%s is read as %q", written, r.Cells[0])
		}
	}
}

func TestXLSX_NumberFormats(t *testing.T) {
	for format, date := range map[string]bool{
		"yyyy-mm-dd": true, "h:mm AM/PM": true, "[$-F800]dddd": true, `0" m"`: false, `0\d`: false, "General": false, "[Red]0.00": false,
		"[hh]:mm": false, "[ss].00": false, `#,##0_);(#,##0)`: false, "0;yyyy": false, `"`: false, "0.00E+00": false, "*d0": false, "mmm-yy": true,
	} {
		styles := `<numFmts><numFmt numFmtId="170" formatCode="` + strings.ReplaceAll(format, `"`, "&quot;") + `"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`
		tab := read(t, book{styles: styles, rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" s="0"><v>46258</v></c></row>`}.bytes(t))
		if got := tab.Records[0].Kinds()[0] == sheet.Date; got != date {
			t.Errorf("%s: taken for a date is %v", format, got)
		}
	}
}

func TestXLSX_MarkAndCommentsAndForeignElementsAreNothing(t *testing.T) {
	xml := "\xef\xbb\xbf" + header + "<!-- a --><?b c?>\n" + `<worksheet xmlns="` + mainNS + `" xmlns:x="urn:x"><x:before><row r="9"/></x:before><sheetData >` +
		row(1, "Name", "Room") + "\n <!-- <row/> -->\n " + row(2, "a", "1") + `<extLst><ext/></extLst></sheetData ><mergeCells/></worksheet>` + "\n"
	wantCells(t, read(t, book{sheetXML: xml}.bytes(t)), []string{"Name", "Room"}, []string{"a", "1"})
	redeclared := `<worksheet xmlns="` + mainNS + `"><sheetData>` + row(1, "Name", "Room") + `<row xmlns="urn:x" r="2"/></sheetData></worksheet>`
	refused(t, book{sheetXML: redeclared}.bytes(t), "malformed")
}

func TestXLSX_TwoPartsOfSharedTextsAreRefused(t *testing.T) {
	refused(t, book{
		rows: good(), rels: `<Relationship Id="rId7" Type="` + relNS + `/sharedStrings" Target="sharedStrings.xml"/>`,
	}.bytes(t), "malformed")
}

func TestXLSX_MalformedMarkupIsNamedWithTheRowReached(t *testing.T) {
	p := refused(t, book{rows: good() + `<row r="4"><c r="A4"></row>`}.bytes(t), "malformed")
	if p.Line != 4 || !strings.Contains(p.Message, "xl/worksheets/sheet1.xml") {
		t.Fatalf("line %d: %s", p.Line, p.Message)
	}
}

// TestArchive_LiesOfTheDirectoryAreFound rewrites the directory of a good workbook.
func TestArchive_LiesOfTheDirectoryAreFound(t *testing.T) {
	data := book{rows: good()}.bytes(t)
	for what, change := range map[string]func(h *zip.FileHeader){
		"no checksum":      func(h *zip.FileHeader) { h.CRC32 = 0 },
		"wrong checksum":   func(h *zip.FileHeader) { h.CRC32 ^= 1 },
		"shorter":          func(h *zip.FileHeader) { h.UncompressedSize64 -= 10 },
		"longer":           func(h *zip.FileHeader) { h.UncompressedSize64 += 10 },
		"encrypted":        func(h *zip.FileHeader) { h.Flags |= 1 },
		"stored":           func(h *zip.FileHeader) { h.Method = zip.Store },
		"other compressor": func(h *zip.FileHeader) { h.Method = 12 },
	} {
		t.Run(what, func(t *testing.T) {
			src, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			z := zip.NewWriter(&out)
			for _, f := range src.File {
				head := f.FileHeader
				head.Flags &^= 0x8 // sizes and checksum stand in the header
				if f.Name == "xl/worksheets/sheet1.xml" {
					change(&head)
				}
				raw, err := f.OpenRaw()
				if err != nil {
					t.Fatal(err)
				}
				w, err := z.CreateRaw(&head)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(w, raw); err != nil {
					t.Fatal(err)
				}
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			code := "damaged"
			if what == "encrypted" {
				code = "password"
			}
			refused(t, out.String(), code)
		})
	}
}
