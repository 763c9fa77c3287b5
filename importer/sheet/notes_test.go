package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestXLSX_ZerosThatOnlyTheSheetShowsAreTold_R08(t *testing.T) {
	styles := `<numFmts><numFmt numFmtId="164" formatCode="0000000"/><numFmt numFmtId="165" formatCode="000\-000"/><numFmt numFmtId="166" formatCode="00.00"/>` +
		`<numFmt numFmtId="167" formatCode="#,##00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>`
	tab := read(t, book{styles: styles, rows: row(1, "Asset Tag", "Code", "Price", "Count") +
		`<row r="2"><c r="A2" s="1"><v>12345</v></c><c r="B2" s="2"><v>12345</v></c><c r="C2" s="3"><v>5</v></c><c r="D2" s="4"><v>5</v></c></row>` +
		`<row r="3"><c r="A3" s="1"><v>4001234</v></c><c r="B3" s="2"><v>123456</v></c><c r="C3" s="3"><v>5</v></c><c r="D3" s="4"><v>5</v></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"12345", "12345", "5", "5"}, []string{"4001234", "123456", "5", "5"})
	if len(tab.Problems) != 2 {
		t.Fatalf("problems %+v", tab.Problems)
	}
	if p := tab.Problems[0]; p.Code != "shown_zeros" || p.Line != 2 || p.Column != "Asset Tag" || !strings.Contains(p.Message, "“0012345”") || !strings.Contains(p.Message, "“12345”") {
		t.Errorf("told as %+v", p)
	}
}

func TestXLSX_ZerosAreToldAsTheSheetShowsThem_R08(t *testing.T) {
	for format, want := range map[string]string{
		"0000": "0012", `"S"0000`: "S0012", `\T0000`: "T0012", `000\-000`: "000-012", `00"."00`: "00.12", "[$LK-409]0000": "LK0012", "[Red]0000": "0012",
		`_(0000_)`: " 0012 ", `*-0000" id"`: "0012 id", "0000;-0000": "0012", "0000-": "0012-",
	} {
		styles := `<numFmts><numFmt numFmtId="170" formatCode="` + strings.ReplaceAll(format, `"`, "&quot;") + `"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`
		tab := read(t, book{styles: styles, rows: row(1, "Name", "Tag") + `<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2" s="0"><v>12</v></c></row>`}.bytes(t))
		if p := problem(t, tab, "shown_zeros"); !strings.Contains(p.Message, "shows “"+want+"”") {
			t.Errorf("%s is told as %s", format, p.Message)
		}
	}
	long := `"` + strings.Repeat("long ", 60) + `"0000` // no program shows a format of more than 255 characters
	tab := read(t, book{
		styles: `<numFmts><numFmt numFmtId="170" formatCode="` + strings.ReplaceAll(long, `"`, "&quot;") + `"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`,
		rows:   row(1, "Name", "Tag") + `<row r="2"><c r="A2" s="0"><v>12</v></c></row>`,
	}.bytes(t))
	noProblems(t, tab)
}

func TestXLSX_MergedCellsStayInTheirPlacesAndAreTold(t *testing.T) {
	xml := `<worksheet xmlns="` + mainNS + `"><sheetData>` + row(1, "Devices of the school") + row(3, "Name", "Room", "Phone") +
		row(4, "Ana", "12", "2018") + row(5, "Bo", "", "2019") + row(6, "Eva", "", "2020") +
		`</sheetData><mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="B4:B6"/><mergeCell ref="A9:C9"/><mergeCell ref="nonsense"/></mergeCells></worksheet>`
	tab := read(t, book{sheetXML: xml}.bytes(t))
	wantCells(t, tab, []string{"Name", "Room", "Phone"}, []string{"Ana", "12", "2018"}, []string{"Bo", "", "2019"}, []string{"Eva", "", "2020"})
	if p := problem(t, tab, "merged"); p.Line != 4 || p.Column != "Room" || !strings.Contains(p.Message, "B4:B6") {
		t.Errorf("told as %+v", p)
	}
	count := 0
	for _, p := range tab.Problems {
		if p.Code == "merged" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("titles and what lies below the table are told, too: %+v", tab.Problems)
	}
}

func TestXLSX_HiddenRowsAreReadAndTold(t *testing.T) {
	hide := func(s string) string { return strings.Replace(s, "<row ", `<row hidden="1" `, 1) }
	tab := read(t, book{rows: row(1, "Name", "Room") + row(2, "a", "1") + hide(row(3, "b", "2")) + hide(row(4)) + hide(row(5, "c", "3")) +
		strings.Replace(row(6, "d", "4"), "<row ", `<row hidden="false" `, 1)}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"a", "1"}, []string{"b", "2"}, []string{"", ""}, []string{"c", "3"}, []string{"d", "4"})
	if p := problem(t, tab, "hidden_rows"); p.Line != 3 || !strings.HasPrefix(p.Message, "2 rows are hidden") || !strings.HasSuffix(p.Message, ": 3, 5") {
		t.Errorf("told as %+v", p)
	}
}

func TestXLSX_RowsWithoutHeightAreHidden(t *testing.T) {
	flat := func(height, row string) string {
		return strings.Replace(row, "<row ", `<row ht="`+height+`" customHeight="1" `, 1)
	}
	tab := read(t, book{rows: row(1, "Name", "Room") + flat("0", row(2, "a", "1")) + flat("0.0", row(3, "b", "2")) + flat("15", row(4, "c", "3")) + flat("0.75", row(5, "d", "4"))}.bytes(t))
	if p := problem(t, tab, "hidden_rows"); p.Line != 2 || !strings.HasSuffix(p.Message, ": 2, 3") || len(tab.Problems) != 1 {
		t.Errorf("told as %+v", tab.Problems)
	}
}

// hiddenColumns is a book of four columns with what stands in its list of columns.
func hiddenColumns(t *testing.T, cols string) *sheet.Table {
	t.Helper()
	return read(t, book{sheetXML: `<worksheet xmlns="` + mainNS + `"><cols>` + cols + `</cols><sheetData>` + row(1, "Serial Number", "Delete", "Room", "Note") +
		row(2, "LKPAVRXH3MXY", "LKPAVRXH3MXY", "1") + row(3, "LKPAVRXH3MXZ", "", "2", "  ") + `</sheetData></worksheet>`}.bytes(t))
}

func TestXLSX_R20_AHiddenColumnWithValuesIsReadAndTold(t *testing.T) {
	for name, cols := range map[string]string{
		"hidden":       `<col min="1" max="1" width="9"/><col min="2" max="2" hidden="1"/>`,
		"no width":     `<col min="2" max="2" width="0" customWidth="1"/>`,
		"true in word": `<col min="2" max="2" width="9.14" hidden="true"/>`,
		"twice":        `<col min="2" max="2" hidden="1"/><col min="2" max="2" hidden="1"/>`,
	} {
		t.Run(name, func(t *testing.T) {
			tab := hiddenColumns(t, cols)
			wantCells(t, tab, tab.Header, []string{"LKPAVRXH3MXY", "LKPAVRXH3MXY", "1", ""}, []string{"LKPAVRXH3MXZ", "", "2", "  "})
			p := problem(t, tab, "hidden_column")
			if p.Column != "Delete" || p.Line != 2 || !strings.Contains(p.Message, "column B is hidden") || len(tab.Problems) != 1 {
				t.Errorf("told as %+v", tab.Problems)
			}
		})
	}
}

func TestXLSX_HiddenColumnsWithoutValuesAndOtherColumnsAreNotTold(t *testing.T) {
	for _, cols := range []string{
		`<col min="4" max="16384" hidden="1"/>`, `<col min="1" max="3" width="20" hidden="0"/>`, `<col min="2" max="1" hidden="1"/>`, `<col min="x" max="3" hidden="1"/>`,
		`<col min="0" max="0" hidden="1"/>`, `<col hidden="1"/>`, "",
	} {
		noProblems(t, hiddenColumns(t, cols))
	}
	if tab := hiddenColumns(t, `<col min="1" max="16384" hidden="1"/>`); len(tab.Problems) != 3 {
		t.Errorf("three hidden columns with values are told as %+v", tab.Problems)
	}
}

// TestXLSX_ResultsThatTheirWriterNeverWorkedOutAreTold: programs that cannot calculate write 0 as every result and
// ask the next one to do it.
func TestXLSX_ResultsThatTheirWriterNeverWorkedOutAreTold(t *testing.T) {
	rows := row(1, "Name", "Room") + `<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2"><f>A9+1</f><v>0</v></c></row>`
	tab := read(t, book{rows: rows, after: `<calcPr calcId="124519" fullCalcOnLoad="1"/>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"a", "0"})
	if p := problem(t, tab, "formula_outdated"); p.Line != 2 || p.Column != "Room" || !strings.Contains(p.Message, "“0”") {
		t.Errorf("told as %+v", p)
	}
	noProblems(t, read(t, book{rows: rows, after: `<calcPr calcId="191029"/>`}.bytes(t)))
}

func TestXLSX_FormulasOfEveryKind(t *testing.T) {
	tab := read(t, book{rows: row(1, "Text", "Shared", "Array", "Bool", "Error", "Empty") +
		`<row r="2"><c r="A2" t="str"><f>T(1)</f><v>x_x0041_</v></c><c r="B2"><f t="shared" ref="B2:B3" si="0">1+1</f><v>2</v></c>` +
		`<c r="C2" cm="1"><f t="array" ref="C2:C3" aca="1">ROW(A1:A2)</f><v>1</v></c><c r="D2" t="b"><f>TRUE()</f><v>TRUE</v></c>` +
		`<c r="E2" t="e"><f>NA()</f><v>#N/A</v></c><c r="F2" t="str"><f>""</f><v/></c></row>` +
		`<row r="3"><c r="A3" t="str"><f>T(1)</f></c><c r="B3"><f t="shared" si="0"/><v>3</v></c><c r="C3"><v>2</v></c><c r="D3" t="b"><f>FALSE()</f><v/></c><c r="E3"><f/></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"xA", "2", "1", "TRUE", "#N/A", ""}, []string{"=T(1)", "3", "2", "=FALSE()", "=", ""})
	kinds := tab.Records[1].Kinds()
	if kinds[0] != sheet.FormulaUnvalued || kinds[1] != sheet.Number || kinds[3] != sheet.FormulaUnvalued || kinds[4] != sheet.FormulaUnvalued {
		t.Errorf("kinds %v", kinds)
	}
}
