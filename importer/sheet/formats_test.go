package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// shownAs reads 46258 with a number format.
func shownAs(t *testing.T, format string) (string, sheet.CellKind) {
	t.Helper()
	styles := `<numFmts><numFmt numFmtId="170" formatCode="` + strings.NewReplacer(`"`, "&quot;", "<", "&lt;").Replace(format) + `"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`
	tab := read(t, book{styles: styles, rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" s="0"><v>46258.5</v></c></row>`}.bytes(t))
	return tab.Records[0].Cells[0], tab.Records[0].Kinds()[0]
}

func TestXLSX_FormatsOfDatesFromEveryProgram(t *testing.T) {
	for _, format := range []string{
		"yyyy-mm-dd", "DD/MM/YYYY", `d\.m\.yyyy`, "[$-409]d-mmm-yy;@", "[$-F800]dddd, mmmm dd, yyyy", "[$-407]d. mmmm yyyy;@", `yyyy"年"m"月"d"日"`,
		"[Red]dd.mm.yy", "mm:ss.0", "h:mm:ss.000", "[$-F400]h:mm:ss AM/PM", "m/d/yy h:mm;@", "[$-411]ge.m.d", `"am "dddd`, "[Color 10]yyyy", "ss,00",
	} {
		if text, kind := shownAs(t, format); kind != sheet.Date || text != "2026-08-24 12:00:00" {
			t.Errorf("%s: %q of kind %d", format, text, kind)
		}
	}
}

func TestXLSX_FormatsOfNumbersAreNeverDates(t *testing.T) {
	for _, format := range []string{
		"General", "general", "General d", `General" days"`, "0 d", "0 days", `0" days"`, `#\ ?/?`, "#,##0.00 [$kr-41D]", "[$€-407] #,##0", "0%", "0.00E+00",
		"[<=9999999]###-####;(###) ###-####", "[h]:mm", "[hh]:mm:ss", "[m]", "[mm]:ss", "[s]", "[ss].000", "[Blue]0", `_-* #,##0.00_-`, "*d0", `\d0`, "@", "", "0;yyyy", "#,##0_);[Red](#,##0)",
		"[DBNum1]0", `"yyyy"`, `"`, `\`, "[", "_", "*",
	} {
		if text, kind := shownAs(t, format); kind != sheet.Number || text != "46258.5" {
			t.Errorf("%s: %q of kind %d", format, text, kind)
		}
	}
}

func TestXLSX_TheFirstDaysOfBothEpochs(t *testing.T) {
	styles := `<cellXfs><xf numFmtId="14"/></cellXfs>`
	for _, tt := range []struct{ number, in1900, in1904 string }{
		{"0", "00:00:00", "1904-01-01"},
		{"0.5", "12:00:00", "12:00:00"},
		{"1", "1900-01-01", "1904-01-02"},
		{"60", "1900-02-29", "1904-03-01"},
		{"61", "1900-03-01", "1904-03-02"},
		{"44796", "2022-08-23", "2026-08-24"},
		{"2957003", "9995-12-30", "9999-12-31"},
		{"2957004", "9995-12-31", "2957004"},
		{"4.6258E4", "2026-08-24", "2030-08-25"},
	} {
		b := book{styles: styles, rows: row(1, "Name", "Room") + `<row r="2"><c r="A2" s="0"><v>` + tt.number + `</v></c></row>`}
		if got := read(t, b.bytes(t)).Records[0].Cells[0]; got != tt.in1900 {
			t.Errorf("%s of 1900 is %q, want %q", tt.number, got, tt.in1900)
		}
		b.workbook = `<workbookPr date1904="true"/>`
		if got := read(t, b.bytes(t)).Records[0].Cells[0]; got != tt.in1904 {
			t.Errorf("%s of 1904 is %q, want %q", tt.number, got, tt.in1904)
		}
	}
}
