package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// written is one and the same table as different programs write it.
type written struct {
	data   string
	sheets []sheet.SheetInfo
}

// theTable is what every one of them holds, blank row and all.
func theTable() [][]string {
	return [][]string{
		{"Asset Tag", "Serial Number", "Full Name", "Phone Number"},
		{"4001234", "C02XK1ABJG5J", "Ana Mendes", "2018"},
		{"4001235", "DMPXK2ABJG5K", "Zoë O’Neil & Co", ""},
		{"", "", "", ""},
		{"0012345", "F9FXK3ABJG5L", " two\nlines ", "2026-08-24"},
	}
}

const (
	theTexts = `<si><t>Asset Tag</t></si><si><t>Serial Number</t></si><si><t>Full Name</t></si><si><t>Phone Number</t></si>` +
		`<si><t>C02XK1ABJG5J</t></si><si><t>Ana Mendes</t></si><si><t>DMPXK2ABJG5K</t></si><si><t>Zoë O’Neil &amp; Co</t></si>` +
		`<si><t>0012345</t></si><si><t>F9FXK3ABJG5L</t></si><si><t xml:space="preserve"> two` + "\n" + `lines </t></si>`
	oneSheet = `<sheet name="Sheet1" sheetId="1" r:id="rId1"/>`
	dateXfs  = `<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`
	utf8Head = `<?xml version="1.0" encoding="UTF-8"?>`
)

// theRows are the rows with shared texts and a date, as most programs write them. MORE stands where programs put
// attributes of their own.
const theRows = `<row r="1"MORE><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>` +
	`<row r="2"MORE><c r="A2"><v>4001234</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" t="s"><v>5</v></c><c r="D2"><v>2018</v></c></row>` +
	`<row r="3"MORE><c r="A3"><v>4001235</v></c><c r="B3" t="s"><v>6</v></c><c r="C3" t="s"><v>7</v></c></row>` +
	`<row r="5"MORE><c r="A5" t="s"><v>8</v></c><c r="B5" t="s"><v>9</v></c><c r="C5" t="s"><v>10</v></c><c r="D5" s="1"><v>46258</v></c></row>`

func rowsWith(attributes string) string { return strings.ReplaceAll(theRows, "MORE", attributes) }

// writers are books by hand with the peculiarities of the programs that schools meet.
func writers(t testing.TB) map[string]written {
	one := []sheet.SheetInfo{{Name: "Sheet1"}}
	return map[string]written{
		"Excel":         {excelLike().bytes(t), one},
		"Excel, strict": {strictLike().bytes(t), one},
		"Excel for Mac, 1904": {book{
			strings: theTexts, styles: dateXfs, workbook: `<workbookPr date1904="1"/>`, rows: strings.Replace(rowsWith(""), "46258", "44796", 1),
		}.bytes(t), one},
		"Google Sheets":    {googleLike().bytes(t), one},
		"LibreOffice":      {libreLike().bytes(t), one},
		"Numbers":          {numbersLike().bytes(t), []sheet.SheetInfo{{Name: "Export Summary"}, {Name: "Sheet1"}}},
		"openpyxl":         {openpyxlLike().bytes(t), one},
		"SheetJS":          {sheetJSLike().bytes(t), one},
		"a prefix":         {prefixed().bytes(t), one},
		"UTF-16 LE":        {wide(t, false), one},
		"UTF-16 BE":        {wide(t, true), one},
		"rich text":        {richLike().bytes(t), one},
		"no places":        {book{strings: theTexts, styles: dateXfs, rows: placeless()}.bytes(t), one},
		"formulas":         {formulaLike().bytes(t), one},
		"stored":           {repacked(t, excelLike().bytes(t), plainStored), one},
		"without trailers": {repacked(t, googleLike().bytes(t), withoutTrailers), one},
		"zip64":            {zip64(t, libreLike().bytes(t)), one},
		"hidden sheets":    {hiddenLike().bytes(t), []sheet.SheetInfo{{Name: "Lists", Hidden: true}, {Name: "Sheet1"}, {Name: "Deep", Hidden: true}}},
		"macros":           {macroLike().bytes(t), one},
		"backslashes":      {backslashed(t), one},
	}
}

func TestXLSX_TheSameTableFromEveryProgram(t *testing.T) {
	for name, w := range writers(t) {
		t.Run(name, func(t *testing.T) {
			tab := read(t, w.data)
			wantCells(t, tab, theTable()...)
			for i, s := range w.sheets {
				if i >= len(tab.Sheets) || tab.Sheets[i] != s {
					t.Fatalf("sheets %+v, want %+v", tab.Sheets, w.sheets)
				}
			}
			if tab.Sheet != "Sheet1" {
				t.Errorf("read the sheet %q", tab.Sheet)
			}
			last := tab.Records[len(tab.Records)-1]
			if last.Line-tab.HeaderLine != 4 || last.Kinds()[3] != sheet.Date || tab.Records[0].Kinds()[0] != sheet.Number {
				t.Errorf("the last row in line %d below %d is of kinds %v", last.Line, tab.HeaderLine, last.Kinds())
			}
		})
	}
}

func excelLike() book {
	return book{
		strings: theTexts, styles: `<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yy;@"/></numFmts>` +
			`<fonts count="1"/><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`,
		workbook: `<fileVersion appName="xl"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">` +
			`<mc:Choice Requires="x15"><x15ac:absPath url="C:\Lists\" xmlns:x15ac="urn:x15ac"/></mc:Choice></mc:AlternateContent>`,
		after: `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Sheet1!$A$1:$D$5</definedName></definedNames><calcPr calcId="191029"/>`,
		sheetXML: header + `<worksheet xmlns="` + mainNS + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
			`mc:Ignorable="x14ac xr" xmlns:x14ac="urn:x14ac" xmlns:xr="urn:xr" xr:uid="{0}"><dimension ref="A1:D5"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>` +
			`<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="4" width="20" customWidth="1"/></cols><sheetData>` +
			rowsWith(` spans="1:4" x14ac:dyDescent="0.25"`) + `</sheetData><autoFilter ref="A1:D5" xr:uid="{1}"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`,
		extra: map[string]string{"docProps/app.xml": header + `<Properties/>`, "xl/theme/theme1.xml": header + `<theme/>`},
	}
}

func strictLike() book {
	rows := strings.Replace(rowsWith(""), `<c r="D5" s="1"><v>46258</v></c>`, `<c r="D5" s="1" t="d"><v>2026-08-24T00:00:00.000</v></c>`, 1)
	return book{strings: theTexts, styles: dateXfs, rows: rows, ns: strictNS, rel: strictRe, workbook: `<workbookPr dateCompatibility="0"/>`}
}

// googleLike has styled blank rows to the end of the sheet, and a link to a drawing that says nothing.
func googleLike() book {
	return book{
		strings: theTexts, styles: dateXfs,
		sheetXML: utf8Head + `<worksheet xmlns="` + mainNS + `" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:r="` + relNS + `">` +
			`<sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetData>` + rowsWith(` ht="15.75" customHeight="1"`) +
			`<row r="6"><c r="A6" s="0"/></row><row r="1000"><c r="Z1000" s="0"/></row></sheetData><drawing r:id="rId1"/></worksheet>`,
		extra: map[string]string{"xl/drawings/drawing1.xml": utf8Head + `<wsDr/>`},
	}
}

func libreLike() book {
	return book{
		strings: theTexts, styles: `<numFmts count="2"><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>` +
			`<cellXfs count="2"><xf numFmtId="164" fontId="0"><alignment horizontal="general"/></xf><xf numFmtId="165"/></cellXfs>`,
		rows: strings.ReplaceAll(rowsWith(` customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"`), `<v>4001234</v>`, `<v>4001234</v>`) +
			`<row r="1048576" customFormat="false" ht="12.8" hidden="false"/>`,
		after:  `<calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>`,
		sheets: `<sheet name="Sheet1" sheetId="1" state="visible" r:id="rId1"/>`,
	}
}

// numbersLike puts a list of its tables before them, and each table's name above its header.
func numbersLike() book {
	rows := rowsWith("")
	for _, n := range []string{"5", "3", "2", "1"} {
		next := string(rune(n[0] + 1))
		rows = strings.NewReplacer(`<row r="`+n+`"`, `<row r="`+next+`"`, `r="A`+n, `r="A`+next, `r="B`+n, `r="B`+next, `r="C`+n, `r="C`+next, `r="D`+n, `r="D`+next).Replace(rows)
	}
	return book{
		strings: theTexts, styles: dateXfs,
		sheets: `<sheet name="Export Summary" sheetId="1" r:id="rId2"/><sheet name="Sheet1" sheetId="2" r:id="rId1"/>`,
		rels:   `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="worksheets/summary.xml"/>`,
		sheetXML: utf8Head + `<worksheet xmlns="` + mainNS + `"><sheetData><row r="1" ht="27.65" customHeight="1"><c r="A1" t="inlineStr"><is><t>Table 1</t></is></c><c r="B1"/><c r="C1"/><c r="D1"/></row>` +
			rows + `</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells></worksheet>`,
		extra: map[string]string{"xl/worksheets/summary.xml": utf8Head + `<worksheet xmlns="` + mainNS + `"><sheetData>` +
			row(3, "Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name") + row(4, "Sheet 1", "Table 1", "Sheet1") + `</sheetData></worksheet>`},
	}
}

// openpyxlLike has paths from the root, a type at every cell and cells that hold an empty value.
func openpyxlLike() book {
	rows := strings.NewReplacer(`r="A2">`, `r="A2" t="n">`, `r="A3">`, `r="A3" t="n">`, `r="D2">`, `r="D2" t="n">`).Replace(rowsWith(""))
	rows = strings.Replace(rows, `</c></row><row r="5"`, `</c><c r="D3" t="n"><v /></c></row><row r="5"`, 1)
	return book{
		strings: theTexts, styles: dateXfs, sheetXML: `<worksheet xmlns="` + mainNS + `"><sheetPr><outlinePr summaryBelow="1" summaryRight="1"/><pageSetUpPr/></sheetPr>` +
			`<dimension ref="A1"/><sheetData>` + rows + `</sheetData></worksheet>`,
		sheets: `<sheet xmlns="` + mainNS + `" name="Sheet1" sheetId="1" state="visible" r:id="rId3"/>`,
		rels:   `<Relationship Type="` + relNS + `/worksheet" Target="/xl/worksheets/sheet1.xml" Id="rId3"/>`,
		after:  `<calcPr calcId="124519" fullCalcOnLoad="1"/>`,
	}
}

// sheetJSLike writes texts into the cells as if they were results, and dates out.
func sheetJSLike() book {
	line := func(n string, texts ...string) string {
		out := `<row r="` + n + `">`
		for i, s := range texts {
			if s != "" {
				out += `<c r="` + string(rune('A'+i)) + n + `" t="str"><v>` + s + `</v></c>`
			}
		}
		return out + `</row>`
	}
	rows := line("1", "Asset Tag", "Serial Number", "Full Name", "Phone Number") +
		`<row r="2"><c r="A2"><v>4001234</v></c><c r="B2" t="str"><v>C02XK1ABJG5J</v></c><c r="C2" t="str"><v>Ana Mendes</v></c><c r="D2"><v>2018</v></c></row>` +
		line("3", "4001235", "DMPXK2ABJG5K", "Zoë O’Neil &amp; Co") +
		`<row r="5"><c r="A5" t="str"><v>0012345</v></c><c r="B5" t="str"><v>F9FXK3ABJG5L</v></c><c r="C5" t="str"><v xml:space="preserve"> two` + "\n" + `lines </v></c><c r="D5" t="d"><v>2026-08-24T00:00:00.000Z</v></c></row>`
	return book{rows: rows}
}

func prefixed() book {
	xml := strings.NewReplacer("</", "</x:", "<", "<x:").Replace(rowsWith(""))
	return book{
		strings: theTexts, styles: dateXfs,
		sheetXML: utf8Head + `<x:worksheet xmlns:x="` + mainNS + `"><x:sheetData>` + xml + `</x:sheetData></x:worksheet>`,
	}
}

func richLike() book {
	texts := strings.NewReplacer(`<t>Asset Tag</t>`, `<r><rPr><b/></rPr><t xml:space="preserve">Asset </t></r><r><t>Tag</t></r>`,
		`<t>Ana Mendes</t>`, `<t>Ana Mendes</t><rPh sb="0" eb="2"><t>アナ</t></rPh><phoneticPr fontId="1"/>`,
		`Zoë`, `Zo_x00EB_`, `two`+"\n", `two_x000A_`).Replace(theTexts)
	return book{strings: texts, styles: dateXfs, rows: rowsWith("")}
}

// placeless has no places at rows and cells, so that blank ones are written out.
func placeless() string {
	rows := rowsWith("")
	for _, n := range []string{"1", "2", "3", "5"} {
		rows = strings.Replace(rows, `<row r="`+n+`"`, `<row`, 1)
		for _, c := range []string{"A", "B", "C", "D"} {
			rows = strings.Replace(rows, ` r="`+c+n+`"`, ``, 1)
		}
	}
	parts := strings.SplitAfter(rows, "</row>")
	return parts[0] + parts[1] + parts[2] + "<row/>" + parts[3]
}

func formulaLike() book {
	rows := strings.NewReplacer(`<c r="A2">`, `<c r="A2"><f t="shared" ref="A2:A3" si="0">B2+1</f>`, `<c r="A3">`, `<c r="A3"><f t="shared" si="0"/>`,
		`<c r="C2" t="s"><v>5</v>`, `<c r="C2" t="str" cm="1"><f t="array" ref="C2">"Ana "&amp;"Mendes"</f><v>Ana Mendes</v>`,
		`<c r="D5" s="1">`, `<c r="D5" s="1"><f ca="1">TODAY()</f>`).Replace(rowsWith(""))
	return book{strings: theTexts, styles: dateXfs, rows: rows}
}

func hiddenLike() book {
	list := utf8Head + `<worksheet xmlns="` + mainNS + `"><sheetData>` + row(1, "Position") + row(2, "student") + `</sheetData></worksheet>`
	return book{
		strings: theTexts, styles: dateXfs, rows: rowsWith(""),
		sheets: `<sheet name="Lists" sheetId="7" state="hidden" r:id="rId2"/>` + oneSheet + `<sheet name="Deep" sheetId="3" state="veryHidden" r:id="rId3"/>`,
		rels: `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="./worksheets/../worksheets/two.xml"/>` +
			`<Relationship Id="rId3" Type="` + relNS + `/worksheet" Target="worksheets/my%20list.xml"/>`,
		extra: map[string]string{"xl/worksheets/two.xml": list, "xl/worksheets/my list.xml": list},
	}
}

func macroLike() book {
	return book{
		strings: theTexts, styles: dateXfs, rows: rowsWith(""), main: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
		rels:  `<Relationship Id="rId5" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`,
		extra: map[string]string{"xl/vbaProject.bin": "\xd0\xcf\x11\xe0 macros"},
	}
}
