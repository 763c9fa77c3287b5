package sheet_test

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// agrees holds what was read against a slow reader of another make: what we accept is well-formed to it, too, and every
// row has as many cells with a text as it finds.
func agrees(t *testing.T, tab *sheet.Table, worksheet, texts string) {
	t.Helper()
	shared := slowTexts(t, texts)
	lines, last := slowRows(t, worksheet, shared)
	got := map[int]int{tab.HeaderLine: count(tab.Header)}
	for _, r := range tab.Records {
		if got[r.Line] = count(r.Cells); r.Line > last {
			t.Fatalf("a row in line %d behind the last in %d", r.Line, last)
		}
	}
	for line, n := range lines {
		if line >= tab.HeaderLine && got[line] != n {
			t.Fatalf("line %d has %d cells with a text, not %d: %q", line, got[line], n, cells(tab))
		}
	}
}

func count(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// walk calls f at the start of every element of workbooks, with the names of those it stands in, and leave with its text.
func walk(t *testing.T, part string, enter func(path []string, attr map[string]string), leave func(path []string, text string)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	var path []string
	var texts []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil && (strings.Contains(err.Error(), "invalid XML name") || strings.Contains(err.Error(), "CharsetReader")) {
			t.Skip("the standard library knows only the letters of an older edition, and one spelling of UTF-8")
		}
		if err != nil {
			t.Fatalf("what was read is not well-formed: %v\n%q", err, part)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			if e.Name.Space != mainNS && e.Name.Space != strictNS {
				name = "?"
			}
			path, texts = append(path, name), append(texts, "")
			attr := map[string]string{}
			for _, a := range e.Attr {
				if a.Name.Space == "" {
					attr[a.Name.Local] = a.Value
				}
			}
			enter(path, attr)
		case xml.CharData:
			if len(texts) > 0 {
				texts[len(texts)-1] += string(e)
			}
		case xml.EndElement:
			leave(path, texts[len(texts)-1])
			path, texts = path[:len(path)-1], texts[:len(texts)-1]
		}
	}
}

// slowTexts are the shared texts.
func slowTexts(t *testing.T, part string) []string {
	var all []string
	walk(t, part, func(path []string, _ map[string]string) {
		if strings.Join(path, "/") == "sst/si" {
			all = append(all, "")
		}
	}, func(path []string, text string) {
		if at := strings.Join(path, "/"); at == "sst/si/t" || strings.HasPrefix(at, "sst/si/r") && strings.Trim(at[len("sst/si"):], "/r") == "t" {
			all[len(all)-1] += text
		}
	})
	return all
}

// slowRows counts the cells with a text in every row, and finds the last row.
func slowRows(t *testing.T, part string, shared []string) (filled map[int]int, last int) {
	filled = map[int]int{}
	line, kind, text, formula := 0, "", "", false
	walk(t, part, func(path []string, attr map[string]string) {
		switch strings.Join(path, "/") {
		case "worksheet/sheetData/row":
			line++
			if n, err := strconv.Atoi(attr["r"]); err == nil {
				line = n
			}
			last = line
		case "worksheet/sheetData/row/c":
			kind, text, formula = attr["t"], "", false
		case "worksheet/sheetData/row/c/f":
			formula = true
		}
	}, func(path []string, s string) {
		const cell = "worksheet/sheetData/row/c"
		switch at := strings.Join(path, "/"); {
		case at == cell+"/v" && kind == "s" && strings.TrimSpace(s) != "":
			i, err := strconv.Atoi(strings.TrimSpace(s))
			if err != nil || i >= len(shared) {
				t.Fatalf("the text %q of %d was read", s, len(shared))
			}
			text = shared[i]
		case at == cell+"/v", strings.HasPrefix(at, cell+"/is") && strings.Trim(at[len(cell+"/is"):], "/r") == "t":
			text += s
		case at == cell && (strings.TrimSpace(unescape(text)) != "" || formula && text == "" && kind != "str" && kind != "inlineStr"):
			filled[line]++
		}
	})
	return filled, last
}

// unescape takes out what may be white space in the form _xHHHH_; only whether something is left matters.
func unescape(s string) string {
	for at := strings.Index(s, "_x"); at >= 0 && at+7 <= len(s); at = strings.Index(s, "_x") {
		n, err := strconv.ParseUint(s[at+2:at+6], 16, 32)
		if err != nil || s[at+6] != '_' {
			return s
		}
		s = s[:at] + string(rune(n)) + s[at+7:]
	}
	return s
}

// FuzzParts edits the markup inside a sound workbook of some program: its checksums are right, so that everything else
// is put to the test, in any of its parts.
func FuzzParts(f *testing.F) {
	books := fuzzBooks(f)
	for i := range books {
		f.Add(uint8(i), uint8(0), uint16(0), uint16(0), []byte(nil))
		f.Add(uint8(i), uint8(6), uint16(300), uint16(20), []byte(`<c r="B2" t="s"><v>1</v></c>`))
	}
	f.Add(uint8(0), uint8(5), uint16(180), uint16(0), []byte(`<numFmt numFmtId="170" formatCode="["/>`))
	f.Fuzz(func(t *testing.T, which, part uint8, at, length uint16, put []byte) {
		parts := slices.Clone(books[int(which)%len(books)])
		p := &parts[int(part)%len(parts)]
		from := int(at) % (len(p[1]) + 1)
		to := min(from+int(length), len(p[1]))
		p[1] = p[1][:from] + string(put) + p[1][to:]
		tab, err := sheet.Read("a.xlsx", []byte(storedZip(t, parts)), sheet.Options{})
		sound(t, tab, err)
		if err == nil && strings.HasPrefix(p[1], "<") && !strings.Contains(p[1], "<?xml-") {
			wellFormed(t, *p)
		}
	})
}

// wellFormed reads a part that was accepted with the standard library. Parts that nobody needs are accepted as they are.
func wellFormed(t *testing.T, part [2]string) {
	t.Helper()
	needed := []string{"[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}
	if slices.Contains(needed, strings.ToLower(part[0])) {
		nothing := func([]string, map[string]string) {}
		walk(t, part[1], nothing, func([]string, string) {})
	}
}

// fuzzBooks are the parts of a workbook of every program.
func fuzzBooks(f *testing.F) [][][2]string {
	var books [][][2]string
	all := writers(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name != "backslashes" {
			books = append(books, partsOf(f, all[name].data))
		}
	}
	return books
}

func storedZip(t *testing.T, parts [][2]string) string {
	t.Helper()
	var out strings.Builder
	z := zip.NewWriter(&out)
	for _, p := range parts {
		plainStored(t, z, p[0], p[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// FuzzZip damages the bytes of workbooks of every program.
func FuzzZip(f *testing.F) {
	all := writers(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f.Add([]byte(all[name].data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tab, err := sheet.Read("a.xlsx", data, sheet.Options{})
		sound(t, tab, err)
	})
}
