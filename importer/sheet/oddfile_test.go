package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestHeader_R03_SerialsWithoutAHeaderAreNotTakenForOneInSilence(t *testing.T) {
	for _, in := range []string{
		"LKPVMPC8QJNT\nLKPAVRXHKMXZ\nLKPQWRXHKM4Z\n",
		"LKPVMPC8QJNT\nLKPAVRXHKMXZ\n",
		"LKPVMPC8QJNT,Ana Moss\nLKPAVRXHKMXZ,Bo Ek\nLKPAVRX2KMXZ,Eva Cruz\n",
		"LKPVMPCXQJNT\nLKPAVRXHKM4Z\nLKPQWRXHKM4Z\n",
	} {
		if p := problem(t, read(t, in), "no_header"); p.Line != 1 {
			t.Errorf("%q: told at line %d", in, p.Line)
		}
	}
	for _, in := range []string{
		"SERIALNUMBER\nLKPAVRXHKM4Z\nLKPQWRXHKM4Z\n",
		"SERIAL,STUDENTS\nLKPAVRXHKM4Z,MARTINEZ\nLKPQWRXHKM4Z,GONZALEZ\n",
		"STUDENTS\nMARTINEZ\nGONZALEZ\n",
		"Serial Number\nLKPAVRXHKMXZ\n",
	} {
		noProblems(t, read(t, in))
	}
}

func TestHeader_ATitleAboveSerialsOfFewDigitsIsPassedOver(t *testing.T) {
	for in, line := range map[string]int{
		"Leavers 2026\n\nSerial Number\nLKPAVRXH3MXY\nLKPAVRXHKMXZ\n": 3,
		"Leavers 2026\n\nSerial Number\nLKPAVRXH3MXY\n":               3,
		"Leavers 2026\nSerial Number\nLKPAVRXH3MXY\nLKPAVRXHKMX7\n":   2,
		"Leavers 2026\nSerial Number\nLKPAVRXH3MXY\n":                 2,
	} {
		tab := read(t, in)
		if tab.HeaderLine != line || tab.Header[0] != "Serial Number" {
			t.Errorf("%q: header in line %d, %q", in, tab.HeaderLine, tab.Header)
		}
		problem(t, tab, "title")
	}
}

func TestRead_AWorkbookBehindStrayBytesIsNamed(t *testing.T) {
	whole := book{rows: good()}.bytes(t)
	for stray, says := range map[string]string{"\xef\xbb\xbf": "3 stray bytes", "\n": "1 stray byte ", "\r\n\r\n": "4 stray bytes", "Content-Type: x\r\n\r\n": "19 stray bytes"} {
		p := refused(t, stray+whole, "stray_bytes")
		if !strings.Contains(p.Message, "a workbook (.xlsx) with "+says) || !strings.Contains(p.Remedy, "download the file again") {
			t.Errorf("%q: told as %v", stray, p)
		}
	}
}

func TestRead_OldTablesAreNamed(t *testing.T) {
	for in, code := range map[string]string{
		"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"Name\"\r\nC;X2;K\"Room\"\r\nE\r\n": "sylk",
		"ID;PCALCOOO32\nB;Y2;X2\nC;Y1;X1;K\"Name\"\nE\n":                            "sylk",
		"ID;P\nC;Y1;X1;K\"Name\"\nE\n":                                              "sylk",
		"TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n":                   "dif",
		"TABLE\n0,1\n\"\"\nTUPLES\n0,2\n\"\"\n":                                     "dif",
	} {
		refused(t, in, code)
	}
	for _, in := range []string{"ID;Phone\nC;2018\nB;2019\n", "ID;Position;Name\nP;student;Ana\nC;staff;Bo\n", "Table\n0,1\n1,2\n"} {
		if _, err := sheet.Read("a.csv", []byte(in), sheet.Options{}); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestCSV_ADecimalCommaIsNoDelimiter(t *testing.T) {
	tab := read(t, "Serial;Price, USD\nC02XK1ABJG5J;299,00\nC02XK1ABJG5K;299,00\n")
	wantCells(t, tab, []string{"Serial", "Price, USD"}, []string{"C02XK1ABJG5J", "299,00"}, []string{"C02XK1ABJG5K", "299,00"})
	p := problem(t, tab, "delimiter_doubt")
	if !strings.Contains(p.Message, "semicolon and comma both cut every row into 2 cells") || !strings.Contains(p.Remedy, "comma") {
		t.Errorf("told as %+v", p)
	}
	byHand, err := sheet.Read("a.csv", []byte("Serial;Price, USD\nX;299,00\nY;299,00\n"), sheet.Options{Delimiter: "comma"})
	if err != nil || byHand.Header[0] != "Serial;Price" || len(byHand.Problems) > 0 {
		t.Errorf("%v, %+v", err, byHand)
	}
	noProblems(t, read(t, "Name,Groups\nAna,a;b\nBo,c;d\n"))
	noProblems(t, read(t, "Name;Room\nMoss, Ana;1\nEk, Bo;2\n"))
}

func TestCSV_ALineEndWithTwoCarriageReturnsIsOne(t *testing.T) {
	tab := read(t, "Name,Room\r\r\nAna,1\r\r\nBo,\"x\r\r\ny\"\r\r\nEva,3\r\r\n")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"Ana", "1"}, []string{"Bo", "x\r\r\ny"}, []string{"Eva", "3"})
	if tab.LineEnd != "CRLF" || tab.Records[0].Line != 2 || tab.Records[2].Line != 5 {
		t.Errorf("%s, lines %d and %d", tab.LineEnd, tab.Records[0].Line, tab.Records[2].Line)
	}
	noProblems(t, tab)
}
