package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestRead_R40_ABlankAtTheEndOfARowIsAValue(t *testing.T) {
	want := [][]string{{"Serial Number", "Room", "Note"}, {"a", "b", " "}, {"c", " ", "\t"}, {"d", "", " "}, {"e", "", ""}}
	for name, data := range map[string]string{
		"CSV":  "Serial Number,Room,Note\na,b, \nc, ,\t\nd,, \ne,,\n",
		"XLSX": book{rows: row(1, "Serial Number", "Room", "Note") + row(2, "a", "b", " ") + row(3, "c", " ", "\t") + row(4, "d", "", " ") + row(5, "e")}.bytes(t),
	} {
		t.Run(name, func(t *testing.T) {
			tab := read(t, data)
			wantCells(t, tab, want...)
			noProblems(t, tab)
		})
	}
}

func TestXLSX_R40_ABlankBesideANumberIsAValue(t *testing.T) {
	tab := read(t, book{rows: row(1, "Tag", "Room", "Note") + `<row r="2"><c r="A2"><v>7</v></c><c r="C2" t="inlineStr"><is><t> </t></is></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"7", "", " "})
	if k := tab.Records[0].Kinds(); len(k) != 3 || k[0] != sheet.Number || k[2] != sheet.Text {
		t.Errorf("kinds %v", k)
	}
}

func TestRead_BlanksBeyondTheHeaderMakeNoColumnsAndBlankRowsStayBlank(t *testing.T) {
	tests := map[string]string{
		"behind every row":    "Name,Room\na,1, \nb,2, \n",
		"behind the header":   "Name,Room, \na,1, \nb,2,\n",
		"rows of blanks":      "Name,Room\na,1\nb,2\n , \n \n",
		"far right in a book": book{rows: row(1, "Name", "Room") + row(2, "a", "1", "", "", "", " ") + row(3, "b", "2")}.bytes(t),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			tab := read(t, data)
			wantCells(t, tab, []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"})
			noProblems(t, tab)
		})
	}
}

func TestRead_ABlankIsKeptInARowThatIsNarrowerThanTheTable(t *testing.T) {
	wide := strings.Repeat(",x", 40)
	tab := read(t, "a,b\n"+strings.Repeat("x, \n", 30)+"y,z"+"\n")
	if c := tab.Records[29].Cells; len(c) != 2 || c[1] != " " {
		t.Fatalf("cells %q", c)
	}
	tab = read(t, "Name,Room"+wide+"\na,\" \"\nb,1"+wide+"\n")
	if c := tab.Records[0].Cells; len(c) != 42 || c[1] != " " || c[2] != "" || tab.Records[0].Ragged != -40 {
		t.Fatalf("cells %q, ragged %d", c, tab.Records[0].Ragged)
	}
}

func TestLimits_ACellFarBelowTheTableIsTheOneToDelete(t *testing.T) {
	table := row(1, "Serial Number", "Room") + row(2, "a", "1")
	stray := book{rows: table + `<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>x</t></is></c></row>`}
	for name, tt := range map[string]struct {
		data, says, column string
	}{
		"one cell": {stray.bytes(t), "row 1048576 holds a single cell far below the table", "B"},
		"two cells": {
			book{rows: table + `<row r="1048576"><c r="A1048576"><v>1</v></c><c r="C1048576"><v>2</v></c></row>`}.bytes(t),
			"row 1048576 holds 2 cells far below the table", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := refused(t, tt.data, "too_many_rows")
			if p.Line != 1048576 || p.Column != tt.column || !strings.Contains(p.Message, tt.says) || !strings.Contains(p.Remedy, "delete") {
				t.Errorf("told as %+v", p)
			}
		})
	}
}
