package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"runtime/metrics"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// packed is a workbook whose sheet is made of head, a filler repeated, and tail.
func packed(t testing.TB, head, filler string, times int, tail string) string {
	t.Helper()
	return inPart(t, "xl/worksheets/sheet1.xml", head, filler, times, tail)
}

// inPart is a workbook with a part that is made of head, a filler repeated, and tail. The filler is compressed once and
// its blocks repeated, so that a gigabyte costs nothing to write.
func inPart(t testing.TB, part, head, filler string, times int, tail string) string {
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
		if f.Name == part {
			continue
		}
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: part, Method: zip.Deflate, CRC32: sum.Sum32(),
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
func deflated(t testing.TB, s string, last bool) []byte {
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

// bomb is a small file that would be a large table, and the code of its refusal.
type bomb struct{ data, code string }

const (
	sheetOpen = `<worksheet xmlns="` + mainNS + `"><sheetData>`
	sheetShut = `</sheetData></worksheet>`
)

// tableBombs are those in the rows and texts.
func tableBombs(t *testing.T) map[string]bomb {
	var far, shared strings.Builder
	far.WriteString(row(1, "Name", "Room"))
	for i := range 20_000 {
		fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+2, i+2)
	}
	for i := range 500_000 {
		fmt.Fprintf(&shared, `<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>`, i+1, i+1)
	}
	full := `<row>` + strings.Repeat("<c><v>1</v></c>", 256) + `</row>`
	return map[string]bomb{
		"column XFD in 20,000 rows":         {book{rows: far.String()}.bytes(t), "too_many_columns"},
		"one long text 500,000 times":       {book{rows: shared.String(), strings: "<si><t>" + strings.Repeat("a", 32_767) + "</t></si>"}.bytes(t), "too_much"},
		"one text too long":                 {book{rows: row(1, "Name"), strings: "<si><t>" + strings.Repeat("a", 32_768) + "</t></si>"}.bytes(t), "cell_too_long"},
		"one inline text too long":          {book{rows: row(1, "Name", strings.Repeat("a", 32_768))}.bytes(t), "cell_too_long"},
		"a text in endless pieces":          {packed(t, sheetOpen+`<row><c t="inlineStr"><is>`, "<r><t>abc</t></r>", 5_000_000, `</is></c></row>`+sheetShut), "cell_too_long"},
		"a value in endless pieces":         {packed(t, sheetOpen+`<row><c t="str"><v>`, "abc<!-- -->", 5_000_000, `</v></c></row>`+sheetShut), "cell_too_long"},
		"five million empty texts":          {book{strings: strings.Repeat("<si/>", 5_000_001)}.bytes(t), "too_much"},
		"8,000 long texts":                  {inPart(t, "xl/sharedStrings.xml", `<sst xmlns="`+mainNS+`">`, "<si><t>"+strings.Repeat("a", 32_000)+"</t></si>", 8_000, "</sst>"), "too_much"},
		"column IV in 200,000 rows":         {packed(t, sheetOpen+row(1, "Name", "Room"), `<row>`+strings.Repeat("<c/>", 255)+`<c><v>1</v></c></row>`, 200_000, sheetShut), "too_much"},
		"256 columns in 60,000 rows":        {packed(t, sheetOpen, full, 60_000, sheetShut), "too_much"},
		"forty million rows":                {packed(t, sheetOpen+row(1, "Name", "Room"), `<row/>`, 40_000_000, sheetShut), "malformed"},
		"forty million cells in a row":      {packed(t, sheetOpen+`<row>`, `<c/>`, 40_000_000, `</row>`+sheetShut), "malformed"},
		"a cell far away in each of 40,000": {spread(), "too_much"},
		"a million merged cells":            {packed(t, sheetOpen+good()+`</sheetData><mergeCells>`, `<mergeCell ref="A1:B2"/>`, 1_000_000, `</mergeCells></worksheet>`), "too_much"},
	}
}

// markupBombs are those in the markup and in the parts around the table.
func markupBombs(t *testing.T) map[string]bomb {
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + sheetOpen + row(1, "&b;") + sheetShut
	const rels, types = "http://schemas.openxmlformats.org/package/2006/relationships", "http://schemas.openxmlformats.org/package/2006/content-types"
	styles := `<styleSheet xmlns="` + mainNS + `">`
	return map[string]bomb{
		"a gigabyte of spaces":         {packed(t, sheetOpen, " ", 1<<30, sheetShut), "too_much"},
		"200 MiB of spaces":            {packed(t, sheetOpen, " ", 200<<20, sheetShut), "too_much"},
		"200 MiB of spaces in UTF-16":  {packed(t, inUTF16(sheetOpen, false), " \x00", 100<<20, ""), "too_much"},
		"deep nesting":                 {packed(t, sheetOpen, "<row>", 1_000_000, sheetShut), "malformed"},
		"deep nesting elsewhere":       {packed(t, `<worksheet xmlns="`+mainNS+`">`, "<x>", 1_000_000, ""), "too_deep"},
		"deep namespaces":              {packed(t, `<worksheet xmlns="`+mainNS+`">`, `<x xmlns:a="a" xmlns:b="b">`, 100_000, ""), "too_much"},
		"entity bomb":                  {book{sheetXML: entities}.bytes(t), "doctype"},
		"entity bomb among the styles": {book{rows: good(), extra: map[string]string{"xl/styles.xml": entities}}.bytes(t), "doctype"},
		"forty million instructions":   {packed(t, sheetOpen+good(), "<?a?>", 40_000_000, sheetShut), "too_much"},
		"a million attributes":         {book{sheetXML: `<worksheet xmlns="` + mainNS + `" ` + manyAttributes() + `/>`}.bytes(t), "malformed"},
		"endless tag":                  {packed(t, sheetOpen+`<row r="`, "1", 100<<20, `"/>`+sheetShut), "too_much"},
		"ten thousand parts":           {manyParts(t), "too_much"},
		"a million styles":             {inPart(t, "xl/styles.xml", styles+"<cellXfs>", `<xf numFmtId="1"/>`, 1_000_000, "</cellXfs></styleSheet>"), "too_much"},
		"50 MiB of styles":             {inPart(t, "xl/styles.xml", styles, `<x/>`, 13_000_000, "</styleSheet>"), "too_much"},
		"a million links":              {inPart(t, "xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+rels+`">`, `<Relationship/>`, 1_000_000, "</Relationships>"), "malformed"},
		"a million kinds":              {inPart(t, "[Content_Types].xml", `<Types xmlns="`+types+`">`, `<x/>`, 13_000_000, "</Types>"), "too_much"},
		"a zip that holds itself":      {zipped(t, [2]string{"r/r.zip", zipped(t, [2]string{"r/r.zip", "PK\x03\x04"})}), "archive"},
		"parts of a terabyte":          {terabyte(t), "too_much"},
	}
}

// TestBomb_IsRefusedByNameWithoutFillingTheMemory counts all that is allocated on the way, what was given back
// included: the memory in use is never more.
func TestBomb_IsRefusedByNameWithoutFillingTheMemory(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	for _, bombs := range []map[string]bomb{tableBombs(t), markupBombs(t)} {
		for name, b := range bombs {
			t.Run(name, func(t *testing.T) {
				before := allocated()
				refused(t, b.data, b.code)
				if used := allocated() - before; used > 128<<20 {
					t.Errorf("%d MiB of memory", used>>20)
				}
			})
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("temporary files: %v, %v", left, err)
	}
}

// allocated is how many bytes were ever allocated.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// TestBomb_OfNumberFormatsIsOverAtOnce has one endless number format that 60,000 styles share. It is a right workbook;
// what takes too long here never ends.
func TestBomb_OfNumberFormatsIsOverAtOnce(t *testing.T) {
	code := strings.Repeat("g", 900_000)
	styles := `<numFmts><numFmt numFmtId="164" formatCode="` + code + `"/></numFmts><cellXfs>` + strings.Repeat(`<xf numFmtId="164"/>`, 60_000) + `</cellXfs>`
	tab := read(t, book{styles: styles, rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" s="7"><v>46258</v></c></row>`}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room"}, []string{"46258", ""})
}

// terabyte is a workbook whose directory says that a part of a few bytes unpacks to a terabyte.
func terabyte(t testing.TB) string {
	t.Helper()
	return repacked(t, book{rows: good()}.bytes(t), func(t testing.TB, z *zip.Writer, name, content string) {
		t.Helper()
		raw := deflated(t, content, true)
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(content))}
		if name == "xl/worksheets/sheet1.xml" {
			h.UncompressedSize64 = 1 << 40
		}
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(raw); err != nil {
			t.Fatal(err)
		}
	})
}

func manyAttributes() string {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

func manyParts(t testing.TB) string {
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
