package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// packed is a workbook whose sheet is made of head, a filler repeated, and tail. The filler is compressed once and
// its blocks repeated, so that a gigabyte costs nothing to write.
func packed(t *testing.T, head, filler string, times int, tail string) string {
	t.Helper()
	chunk := strings.Repeat(filler, max(1, (1<<20)/len(filler)))
	each := len(chunk) / len(filler)
	var raw bytes.Buffer
	sum, size := crc32.NewIEEE(), 0
	put := func(block []byte, plain string) {
		raw.Write(block)
		io.WriteString(sum, plain)
		size += len(plain)
	}
	put(deflated(t, head, false), head)
	block := deflated(t, chunk, false)
	for range times / each {
		put(block, chunk)
	}
	last := strings.Repeat(filler, times%each) + tail
	put(deflated(t, last, true), last)

	var out bytes.Buffer
	z := zip.NewWriter(&out)
	frame := book{}.bytes(t)
	src, err := zip.NewReader(strings.NewReader(frame), int64(len(frame)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range src.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			continue
		}
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(raw.Len()), UncompressedSize64: uint64(size),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(raw.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// deflated compresses s into blocks that can stand anywhere in a stream, the last one at its end.
func deflated(t *testing.T, s string, last bool) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	end := w.Flush
	if last {
		end = w.Close
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBomb_IsRefusedByNameWithoutFillingTheMemory(t *testing.T) {
	open, shut := `<worksheet xmlns="`+mainNS+`"><sheetData>`, `</sheetData></worksheet>`
	var far strings.Builder
	far.WriteString(row(1, "Name", "Room"))
	for i := range 20_000 {
		fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+2, i+2)
	}
	var shared strings.Builder
	for i := range 500_000 {
		fmt.Fprintf(&shared, `<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>`, i+1, i+1)
	}
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + open + row(1, "&b;") + shut
	tests := map[string]struct{ data, code string }{
		"a gigabyte of spaces":              {packed(t, open, " ", 1<<30, shut), "too_much"},
		"200 MiB of spaces":                 {packed(t, open, " ", 200<<20, shut), "too_much"},
		"deep nesting":                      {packed(t, open, "<row>", 1_000_000, shut), "malformed"},
		"deep nesting elsewhere":            {packed(t, `<worksheet xmlns="`+mainNS+`">`, "<x>", 1_000_000, ""), "too_deep"},
		"column XFD in 20,000 rows":         {book{rows: far.String()}.bytes(t), "too_many_columns"},
		"one long text 500,000 times":       {book{rows: shared.String(), strings: "<si><t>" + strings.Repeat("a", 32_767) + "</t></si>"}.bytes(t), "too_much"},
		"one text too long":                 {book{rows: row(1, "Name"), strings: "<si><t>" + strings.Repeat("a", 32_768) + "</t></si>"}.bytes(t), "cell_too_long"},
		"one inline text too long":          {book{rows: row(1, "Name", strings.Repeat("a", 32_768))}.bytes(t), "cell_too_long"},
		"entity bomb":                       {book{sheetXML: entities}.bytes(t), "doctype"},
		"five million empty texts":          {book{strings: strings.Repeat("<si/>", 5_000_001)}.bytes(t), "too_much"},
		"column IV in 200,000 rows":         {packed(t, open+row(1, "Name", "Room"), `<row>`+strings.Repeat("<c/>", 255)+`<c><v>1</v></c></row>`, 200_000, shut), "too_much"},
		"a million attributes":              {book{sheetXML: `<worksheet xmlns="` + mainNS + `" ` + manyAttributes() + `/>`}.bytes(t), "malformed"},
		"ten thousand parts":                {manyParts(t), "too_much"},
		"endless tag":                       {packed(t, open+`<row r="`, "1", 100<<20, `"/>`+shut), "too_much"},
		"a cell far away in each of 40,000": {spread(), "too_much"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			refused(t, tt.data, tt.code)
			runtime.ReadMemStats(&after)
			if used := after.HeapSys - before.HeapSys; after.HeapSys > before.HeapSys && used > 128<<20 {
				t.Errorf("%d MiB of memory", used>>20)
			}
		})
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

func manyParts(t *testing.T) string {
	parts := [][2]string{{"[Content_Types].xml", "<x/>"}}
	for i := range 10_000 {
		parts = append(parts, [2]string{fmt.Sprintf("xl/%d.xml", i), ""})
	}
	return zipped(t, parts...)
}

// spread is a CSV file with two filled cells a row, 250 columns apart.
func spread() string {
	return "Name,Room\n" + strings.Repeat("a"+strings.Repeat(",", 250)+"b\n", 40_000)
}

func TestLimits_AMillionRowsAreRead(t *testing.T) {
	open := `<worksheet xmlns="` + mainNS + `"><sheetData><row><c t="inlineStr"><is><t>Tag</t></is></c></row>`
	data := packed(t, open, `<row><c><v>7</v></c></row>`, 1_000_000, `</sheetData></worksheet>`)
	tab, err := sheet.Read("a.xlsx", []byte(data), sheet.Options{})
	if err != nil || len(tab.Records) != 1_000_000 || tab.Records[999_999].Line != 1_000_001 {
		t.Fatalf("%v", err)
	}
	data = packed(t, open, `<row><c><v>7</v></c></row>`, 1_000_001, `</sheetData></worksheet>`)
	refused(t, data, "too_many_rows")
}
