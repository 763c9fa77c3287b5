package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// rowlessBook has a chart, a dialog, a macro sheet, a hidden sheet and one with rows.
func rowlessBook(t *testing.T, sheets string) string {
	t.Helper()
	link := func(id, kind string) string {
		return `<Relationship Id="` + id + `" Type="` + relNS + `/` + kind + `" Target="other.xml"/>`
	}
	return book{
		rows: good(), sheets: sheets,
		rels:  link("rId2", "chartsheet") + link("rId3", "dialogsheet") + link("rId4", "xlMacrosheet") + link("rId5", "worksheet"),
		extra: map[string]string{"xl/other.xml": "<x/>"},
	}.bytes(t)
}

const rowlessSheets = `<sheet name="Trend" sheetId="2" r:id="rId2"/><sheet name="Ask" sheetId="3" r:id="rId3"/><sheet name="Auto" sheetId="4" r:id="rId4"/>` +
	`<sheet name="Lists" sheetId="5" state="veryHidden" r:id="rId5"/>`

func TestXLSX_SheetsWithoutRowsAreNamedForWhatTheyAre(t *testing.T) {
	tab := read(t, rowlessBook(t, rowlessSheets+`<sheet name="Sheet1" sheetId="1" r:id="rId1"/>`))
	if p := problem(t, tab, "other_sheets"); !strings.HasSuffix(p.Message, "“Lists” (hidden), “Trend” (a chart), “Ask” (a dialog), “Auto” (a macro sheet)") {
		t.Errorf("told as %q", p.Message)
	}
	p := refused(t, rowlessBook(t, rowlessSheets), "no_sheet")
	if !strings.HasSuffix(p.Message, "no visible sheet with rows and columns, but “Trend” (a chart), “Ask” (a dialog), “Auto” (a macro sheet)") || p.Remedy != "choose one of its sheets: “Lists” (hidden)" {
		t.Errorf("told as %v", p)
	}
	for asked, what := range map[string]string{"trend": "a chart", "Ask": "a dialog", "Auto": "a macro sheet"} {
		_, err := sheet.Read("a.xlsx", []byte(rowlessBook(t, rowlessSheets)), sheet.Options{Sheet: asked})
		if !errors.As(err, &p) || p.Code != "no_sheet" || !strings.Contains(p.Message, what+" and has no rows") {
			t.Errorf("%s: %v", asked, err)
		}
	}
}

func TestXLSX_TheSummaryOfAnExportIsReadWhenAskedForOrAlone(t *testing.T) {
	tab, err := sheet.Read("a.xlsx", []byte(numbersLike().bytes(t)), sheet.Options{Sheet: "Export Summary"})
	if err != nil || tab.Records[0].Cells[2] != "Sheet1" {
		t.Fatalf("%v", err)
	}
	wantCells(t, read(t, book{rows: good(), sheets: `<sheet name="Export Summary" sheetId="1" r:id="rId1"/>`}.bytes(t)),
		[]string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"})
}

func TestXLSX_NamesThatStandForTwoThingsAreRefused(t *testing.T) {
	twice := book{rows: good(), sheets: oneSheet + `<sheet name="SHEET1" sheetId="2" r:id="rId1"/>`}
	if p := refused(t, twice.bytes(t), "malformed"); !strings.Contains(p.Message, "two sheets of the name “SHEET1”") {
		t.Errorf("told as %v", p)
	}
	links := book{rows: good(), rels: `<Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="worksheets/sheet2.xml"/>`}
	if p := refused(t, links.bytes(t), "malformed"); !strings.Contains(p.Message, "“rId1”") {
		t.Errorf("told as %v", p)
	}
}
