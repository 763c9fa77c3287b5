package sheet_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestXLSX_SharedInlineAndRichText(t *testing.T) {
	tab := read(t, book{
		strings: `<si><t>Name</t></si><si><r><rPr><b/></rPr><t>Ro</t></r><r><t>om</t></r></si>` +
			`<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t xml:space="preserve"> a </t></si><si/>`,
		rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` +
			`<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>` +
			`<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c></row>` +
			`<row r="4"><c r="A4" t="str"><f>B1&amp;"x"</f><v>&lt;x&#65;&#x42;&gt;</v></c><c r="B4" t="inlineStr"><is><t><![CDATA[<&]]>;</t></is></c></row>`,
	}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room"}, []string{"東京", "12"}, []string{" a ", ""}, []string{"<xAB>", "<&;"})
	if tab.Kind != "xlsx" || tab.Sheet != "Sheet1" || tab.Records[0].Kinds() != nil {
		t.Fatalf("%s, sheet %s, kinds %v", tab.Kind, tab.Sheet, tab.Records[0].Kinds())
	}
	noProblems(t, tab)
}

func TestXLSX_Escapes(t *testing.T) {
	tab := read(t, book{rows: row(1, "Name", "Room") + row(2, "a_x000D__x000a_b", "_x005F_x0041_") +
		row(3, "_x1F600_ _xD83D_ _x0000_", "_x00zz_ _x004") + row(4, "_x001B_[31m", "x_x0041_")}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room"}, []string{"a\r\nb", "_x0041_"},
		[]string{"_x1F600_ _xD83D_ _x0000_", "_x00zz_ _x004"}, []string{"\x1b[31m", "xA"})
}

func TestXLSX_NumbersKeepEveryDigit_R08(t *testing.T) {
	for v, want := range map[string]string{
		"4001234": "4001234", "2018": "2018", "123456789012345678": "123456789012345678", "0.10000000000000001": "0.10000000000000001",
		"1.8E+308": "1.8E+308", "-5": "-5", "0012": "0012", "12.50": "12.50", "4.5E-3": "4.5E-3", "1.00000000000000000001": "1.00000000000000000001",
		"1.234567E5": "1.234567E5", "1.23456789012345E16": "1.23456789012345E16", "123456789012345678.0": "123456789012345678.0", "-1.5E1": "-15", "-.0": "-.0", "1E16": "1E16", "-0.0": "-0", ".0": ".0", "0.0E9": "0.0E9",
		// what programs in Java write of a whole number, which in a cell for numbers it is for certain
		"4938608.0": "4938608", "4938608.00": "4938608", "-5.0": "-5", "0.0": "0", "0012.0": "0012", "4.9386081E7": "49386081", "1.0E7": "10000000", "1e5": "100000",
		"1.23456789012E11": "123456789012", "2.018E+3": "2018",
	} {
		tab := read(t, book{rows: row(1, "Name", "Tag") + `<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><v>` + v + `</v></c></row>`}.bytes(t))
		if r := tab.Records[0]; r.Cells[1] != want || r.Kinds()[1] != sheet.Number || r.Kinds()[0] != sheet.Text {
			t.Errorf("%s was read as %q, kinds %v; want %q", v, r.Cells[1], r.Kinds(), want)
		}
		noProblems(t, tab)
	}
}

func TestXLSX_ATextThatLooksLikeAWholeNumberWithDecimalsStaysAsItIs_R08(t *testing.T) {
	tab := read(t, book{rows: row(1, "Name", "Tag") + row(2, "x", "4938608.0")}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"x", "4938608.0"})
}

func TestXLSX_AnEmptySharedTextIsAnEmptyCell(t *testing.T) {
	tab := read(t, book{strings: `<si><t>one</t></si>`, rows: row(1, "Name", "Room", "Note") +
		`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v></v></c><c r="C2" t="s"><v/></c></row>` +
		`<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"/><c r="C3" t="s"><f>A1</f><v></v></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"one", "", ""}, []string{"one", "", "=A1"})
}

func TestXLSX_BooleansErrorsAndFormulas(t *testing.T) {
	tab := read(t, book{rows: row(1, "Yes", "No", "Bad", "Cached", "Open", "Gone") +
		`<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>` +
		`<c r="D2"><f>1+1</f><v>2</v></c><c r="E2"><f>SUM(A1)</f></c><c r="F2" t="e"><v>#N/A</v></c></row>` +
		`<row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3" t="str"><f>T(1)</f><v>x</v></c><c r="C3"><f t="shared" si="0"/><v/></c></row>`}.bytes(t))
	wantCells(t, tab, []string{"Yes", "No", "Bad", "Cached", "Open", "Gone"},
		[]string{"TRUE", "FALSE", "#DIV/0!", "2", "=SUM(A1)", "#N/A"}, []string{"", "x", "=", "", "", ""})
	kinds := []sheet.CellKind{sheet.Bool, sheet.Bool, sheet.Err, sheet.Number, sheet.FormulaUnvalued, sheet.Err}
	if got := tab.Records[0].Kinds(); !reflect.DeepEqual(got, kinds) {
		t.Errorf("kinds %v", got)
	}
	if p := problem(t, tab, "error_value"); p.Line != 2 || p.Column != "Bad" {
		t.Errorf("the error is named at line %d, column %s", p.Line, p.Column)
	}
	if p := problem(t, tab, "formula_unvalued"); p.Line != 2 || p.Column != "Open" {
		t.Errorf("the formula is named at line %d, column %s", p.Line, p.Column)
	}
}

func TestXLSX_DatesByStyleInBothEpochs(t *testing.T) {
	styles := `<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yyyy;@"/><numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/>` +
		`<numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="[Red]General"/></numFmts>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="49"/></cellXfs>`
	rows := row(1, "a", "b", "c", "d", "e", "f", "g", "h") + `<row r="2"><c r="A2" s="1"><v>46258</v></c><c r="B2" s="2"><v>46258.520833333336</v></c>` +
		`<c r="C2" s="3"><v>1</v></c><c r="D2" s="4"><v>46258</v></c><c r="E2" s="5"><v>1.5</v></c><c r="F2" s="6"><v>7</v></c>` +
		`<c r="G2" s="2"><v>0.75</v></c><c r="H2" t="d"><v>2026-08-24T00:00:00</v></c></row>`
	tab := read(t, book{styles: styles, rows: rows}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"2026-08-24", "2026-08-24 12:30:00", "1900-01-01", "46258", "1.5", "7", "18:00:00", "2026-08-24"})
	kinds := []sheet.CellKind{sheet.Date, sheet.Date, sheet.Date, sheet.Number, sheet.Number, sheet.Number, sheet.Date, sheet.Date}
	if got := tab.Records[0].Kinds(); !reflect.DeepEqual(got, kinds) {
		t.Errorf("kinds %v", got)
	}
	tab = read(t, book{styles: styles, rows: rows, workbook: `<workbookPr date1904="1"/>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"2030-08-25", "2030-08-25 12:30:00", "1904-01-02", "46258", "1.5", "7", "18:00:00", "2026-08-24"})
}

func TestXLSX_StrictNamespaceAndAnyPrefix(t *testing.T) {
	want := read(t, book{rows: row(1, "Name", "Room") + row(2, "a", "1")}.bytes(t))
	strict := book{rows: row(1, "Name", "Room") + row(2, "a", "1"), ns: strictNS, rel: strictRe}
	prefixed := book{sheetXML: `<q:worksheet xmlns:q="` + mainNS + `"><q:sheetData>` +
		strings.NewReplacer("</", "</q:", "<", "<q:").Replace(row(1, "Name", "Room")+row(2, "a", "1")) +
		`</q:sheetData></q:worksheet>`}
	for name, b := range map[string]book{"strict": strict, "prefixed": prefixed} {
		t.Run(name, func(t *testing.T) { wantCells(t, read(t, b.bytes(t)), cells(want)...) })
	}
	foreign := book{sheetXML: `<worksheet xmlns="urn:other"><sheetData>` + row(1, "Name", "Room") + row(2, "a", "1") + `</sheetData></worksheet>`}
	refused(t, foreign.bytes(t), "malformed")
}

func TestXLSX_RowsAndCellsWithoutPlacesFollowEachOther(t *testing.T) {
	tab := read(t, book{rows: `<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Room</t></is></c></row>` +
		`<row><c><v>1</v></c><c r="B2"><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c><c><v>4</v></c></row>`}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room", ""}, []string{"1", "2", ""}, []string{"", "", ""}, []string{"", "", ""}, []string{"", "3", "4"})
	if r := tab.Records[3]; r.Line != 5 || r.Ragged != 0 {
		t.Fatalf("line %d, ragged %d", r.Line, r.Ragged)
	}
	if p := problem(t, tab, "unnamed_column"); p.Line != 5 || p.Column != "C" {
		t.Fatalf("told as %+v", p)
	}
}

func TestXLSX_BlankRowsAndStyledEmptyCells(t *testing.T) {
	tab := read(t, book{rows: `<row r="1" ht="20"/>` + row(3, "Name", "Room", "Phone") + row(4, "a") + `<row r="6"><c r="A6" s="0"/><c r="XFD6" s="0"/></row>` +
		row(7, "b", "", "2018") + `<row r="9"/><row r="1048576"><c r="A1048576" s="0"/></row>`}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room", "Phone"}, []string{"a", "", ""}, []string{"", "", ""}, []string{"", "", ""}, []string{"b", "", "2018"})
	for i, line := range []int{4, 5, 6, 7} {
		if tab.Records[i].Line != line || tab.Records[i].Ragged != 0 {
			t.Errorf("record %d: line %d, ragged %d", i, tab.Records[i].Line, tab.Records[i].Ragged)
		}
	}
	noProblems(t, tab)
}

func TestXLSX_Sheets(t *testing.T) {
	sheetXML := func(name string) string {
		return `<worksheet xmlns="` + mainNS + `"><sheetData>` + row(1, "Name", "Room") + row(2, name, "1") + `</sheetData></worksheet>`
	}
	data := book{
		sheetXML: sheetXML("hidden"),
		sheets: `<sheet name="Old" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="Chart" sheetId="4" r:id="rId4"/>` +
			`<sheet name="Devices &amp; more" sheetId="2" r:id="rId2"/><sheet name="Staff" sheetId="3" state="visible" r:id="rId3"/>`,
		rels: `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="worksheets/two.xml"/><Relationship Id="rId3" Type="` + relNS +
			`/worksheet" Target="worksheets/three.xml"/><Relationship Id="rId4" Type="` + relNS + `/chartsheet" Target="chartsheets/sheet1.xml"/>`,
		extra: map[string]string{"xl/worksheets/two.xml": sheetXML("devices"), "xl/worksheets/three.xml": sheetXML("staff"), "xl/chartsheets/sheet1.xml": "<x/>"},
	}.bytes(t)
	for asked, want := range map[string]string{"": "devices", "Staff": "staff", "staff ": "staff", "Old": "hidden"} {
		tab, err := sheet.Read("a.xlsx", []byte(data), sheet.Options{Sheet: asked})
		if err != nil || tab.Records[0].Cells[0] != want {
			t.Fatalf("sheet %q: %v", asked, err)
		}
		if want := []sheet.SheetInfo{{Name: "Old", Hidden: true}, {Name: "Devices & more"}, {Name: "Staff"}}; !reflect.DeepEqual(tab.Sheets, want) {
			t.Fatalf("sheets %+v", tab.Sheets)
		}
		problem(t, tab, "other_sheets")
	}
	for asked, want := range map[string]string{"Nobody": "no sheet “Nobody”", "Chart": "is a chart"} {
		_, err := sheet.Read("a.xlsx", []byte(data), sheet.Options{Sheet: asked})
		var p *sheet.Problem
		if !errors.As(err, &p) || p.Code != "no_sheet" || !strings.Contains(p.Message, want) || !strings.Contains(p.Remedy, "“Old” (hidden), “Devices & more”, “Staff”") {
			t.Fatalf("sheet %q: %v", asked, err)
		}
	}
}

func TestXLSX_EmptySheetNamesTheOthers(t *testing.T) {
	p := refused(t, book{
		sheets: `<sheet name="Cover" sheetId="1" r:id="rId1"/><sheet name="Data" sheetId="2" r:id="rId2"/>`,
		rels:   `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/>`,
	}.bytes(t), "empty")
	if !strings.Contains(p.Message, "“Cover”") || !strings.Contains(p.Remedy, "“Data”") {
		t.Fatalf("told as %v", p)
	}
	refused(t, book{rows: row(1, "Name", "Room")}.bytes(t), "header_only")
}
