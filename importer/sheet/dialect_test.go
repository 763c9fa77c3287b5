package sheet_test

import (
	"strings"
	"testing"
)

func TestDialect_EndMarkOfOldProgramsIsNoData(t *testing.T) {
	for _, end := range []string{"\n\x1a", "\n\x1a\x1a", "\x1a\r\n", "\r\n\x1a\r\n"} {
		tab := read(t, "Name,Room\nAna,1"+end)
		wantCells(t, tab, []string{"Name", "Room"}, []string{"Ana", "1"})
		problem(t, tab, "end_mark")
	}
	wantCells(t, read(t, "Name,Room\nA\x1ana,1\n"), []string{"Name", "Room"}, []string{"A\x1ana", "1"})
	refused(t, "\x1a", "empty")
}

func TestDialect_AMarkInTheMiddleIsToldAndNoData(t *testing.T) {
	tab := read(t, "\ufeffName,Room\nAna,1\n\ufeff\"Mendes, Bo\",2\n")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"Ana", "1"}, []string{"Mendes, Bo", "2"})
	if p := problem(t, tab, "mark_inside"); p.Line != 3 {
		t.Errorf("told at line %d", p.Line)
	}
	wantCells(t, read(t, "Name,Room\nA\ufeffna,1\n"), []string{"Name", "Room"}, []string{"A\ufeffna", "1"})
}

func TestDialect_BlanksAroundQuotesAreNoPartOfTheCell(t *testing.T) {
	tab := read(t, lines(`Name, "Note", "Room"`, `Ana, "a, b" ,"1"  `, `"Bo"  , "two`+"\n"+`lines",2`))
	wantCells(t, tab, []string{"Name", "Note", "Room"}, []string{"Ana", "a, b", "1"}, []string{"Bo", "two\nlines", "2"})
	if p := problem(t, tab, "spaced_quotes"); p.Line != 1 {
		t.Errorf("told at line %d", p.Line)
	}
	stray := read(t, lines("Name,Note", `Ana, "a" b`, `Bo, 12"`, `Eva, "never`, "Kim,x"))
	wantCells(t, stray, []string{"Name", "Note"}, []string{"Ana", ` "a" b`}, []string{"Bo", ` 12"`}, []string{"Eva", ` "never`}, []string{"Kim", "x"})
	swallow := read(t, lines("Name,Note", `Ana, "a`, `Bo,b"`, "Eva,c"))
	wantCells(t, swallow, []string{"Name", "Note"}, []string{"Ana", ` "a`}, []string{"Bo", `b"`}, []string{"Eva", "c"})
	refused(t, lines("Name,Note", `Ana,"a" b`), "quote_in_cell")
}

func TestDialect_BackslashAtTheEndOfACell_R73(t *testing.T) {
	for _, size := range []string{`"13\""`, `""`, `13`} {
		tab := read(t, lines("id,name,size", `1,"15\"",x`, "2,"+size+",y"))
		want := strings.ReplaceAll(strings.Trim(size, `"`), `\`, `"`)
		wantCells(t, tab, []string{"id", "name", "size"}, []string{"1", `15"`, "x"}, []string{"2", want, "y"})
		problem(t, tab, "backslash_quotes")
	}
	tab := read(t, lines("id,name", `1,"C:\"`, `2,"a ""b"" c"`))
	wantCells(t, tab, []string{"id", "name"}, []string{"1", `C:\`}, []string{"2", `a "b" c`})
	noProblems(t, tab)
}

func TestDialect_WholeRowsBetweenQuotes(t *testing.T) {
	tab := read(t, "\"Name,Room,Note\"\n\n\"Ana,1,\"\"a, b\"\"\"\n\"Bo,2,c\"\n")
	wantCells(t, tab, []string{"Name", "Room", "Note"}, []string{"", "", ""}, []string{"Ana", "1", "a, b"}, []string{"Bo", "2", "c"})
	problem(t, tab, "rows_quoted")
	if tab.Records[1].Line != 3 || tab.Delimiter != "comma" {
		t.Errorf("line %d, %s", tab.Records[1].Line, tab.Delimiter)
	}
	list := read(t, "\"Last, First\"\n\"Mendes, Ana\"\n\"Ek, Bo\"\n")
	wantCells(t, list, []string{"Last, First"}, []string{"Mendes, Ana"}, []string{"Ek, Bo"})
}

func TestDialect_RowsInACellOfANarrowTableAreNamed(t *testing.T) {
	for in, line := range map[string]int{
		"Name,Room\na,\"1\nb,2\nc,3\"\nd,4\n":                    2,
		"Serial\nC02XK1ABJG5L\n\"C02XK1ABJG5J\nC02XK1ABJG5K\"\n": 3,
	} {
		if p := problem(t, read(t, in), "rows_in_cell"); p.Line != line {
			t.Errorf("%q: told at line %d", in, p.Line)
		}
	}
	noProblems(t, read(t, "Name,Note\na,\"hello, you\nand you, too, and\nall\"\nd,4\n"))
}

func TestDialect_AThinLastRowWithoutLineEndMayBeCut(t *testing.T) {
	tab := read(t, "Tag,Serial,Room\n1,a,2\n2,b,3\n3,")
	wantCells(t, tab, []string{"Tag", "Serial", "Room"}, []string{"1", "a", "2"}, []string{"2", "b", "3"}, []string{"3", "", ""})
	if p := problem(t, tab, "cut_short"); p.Line != 4 {
		t.Errorf("told at line %d", p.Line)
	}
	for _, whole := range []string{"Tag,Serial\n1,a\n2,b\n3,c", "Tag,Serial\n1,a\n2\n3", "Tag,Serial\n1,a\n2,b\n3\n"} {
		for _, p := range read(t, whole).Problems {
			if p.Code == "cut_short" {
				t.Errorf("%q is taken for cut", whole)
			}
		}
	}
}

func TestDialect_ASepLineThatDoesNotFitIsDoubted(t *testing.T) {
	tab := read(t, "sep=;\nName,Room\nAna,1\n")
	wantCells(t, tab, []string{"Name,Room"}, []string{"Ana,1"})
	if p := problem(t, tab, "sep_doubt"); !strings.Contains(p.Message, "with comma they have 2") {
		t.Errorf("told as %q", p.Message)
	}
}

func TestDialect_ZeroBytesAreToldByWhereTheyStand(t *testing.T) {
	for in, says := range map[string]string{
		strings.Repeat("\x00", 5000):         "nothing but zero bytes: what stood in it is lost",
		"Name,Room\nAna,1\n\x00\x00\x00\x00": "from here to its end",
		"Name,Room\nA\x00na,1\n":             "no table of text or it is damaged",
		"\xef\xbb\xbfName,Room\nA\x00na,1\n": "no table of text or it is damaged",
	} {
		if p := refused(t, in, "nul"); !strings.Contains(p.Message, says) {
			t.Errorf("%.30q: %v", in, p)
		}
	}
}

func TestDialect_UTF16WithFarLettersAndWithoutAMark(t *testing.T) {
	in := "Name,Room\nĀda Ēriks,1\nŽ ,2\n李小龙,3\n"
	for order, big := range map[string]bool{"UTF-16 LE": false, "UTF-16 BE": true} {
		tab := read(t, to16(in, big))
		if tab.Encoding != order || tab.Records[2].Cells[0] != "李小龙" || tab.Records[0].Cells[0] != "Āda Ēriks" {
			t.Errorf("%s: %s, %q", order, tab.Encoding, cells(tab))
		}
	}
	if p := refused(t, to16("Name,Room\nAna,1\n", false)+"x", "encoding"); !strings.Contains(p.Message, "cut short") {
		t.Errorf("told as %v", p)
	}
}

func TestDialect_ARowBrokenInTwoByAnotherLineEndIsNamed(t *testing.T) {
	tab := read(t, "Name,Room\r\nBo,1\r\nAna\nMendes,2\r\nEva,3\r\n")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"Bo", "1"}, []string{"Ana", ""}, []string{"Mendes", "2"}, []string{"Eva", "3"})
	if p := problem(t, tab, "mixed_line_ends"); p.Line != 3 {
		t.Errorf("told at line %d", p.Line)
	}
	noProblems(t, read(t, "Name,Room\r\nBo,1\nAna,2\r\n"))
}

func TestDialect_BytesThatAreNoTextAreNoTable(t *testing.T) {
	noise := make([]byte, 3000)
	x := uint32(7)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x>>24)%255 + 1
	}
	refused(t, string(noise), "binary")
	tab := read(t, "Name,Room\n\x1b[31mZo\xeb,a long enough text, as names and rooms are\n")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"\x1b[31mZoë", "a long enough text", " as names and rooms are"})
}

func TestDialect_ADelimiterInsideAFormulaOfTextIsText(t *testing.T) {
	tab := read(t, lines("Tag,Name,Room", `="0012",="Mendes, Ana",1`, `="0013","Ek, Bo",="2"`, `=A1,="x"y,="open`))
	wantCells(t, tab, []string{"Tag", "Name", "Room"}, []string{"0012", "Mendes, Ana", "1"}, []string{"0013", "Ek, Bo", "2"}, []string{"=A1", `="x"y`, `="open`})
	problem(t, tab, "excel_text")
}

func TestDialect_BackslashedAndDoubledMarksInOneCell_R73(t *testing.T) {
	tab := read(t, lines("id,name", `1,"\"\" x ""y"""`, `2,"a \"b\" c"`))
	wantCells(t, tab, []string{"id", "name"}, []string{"1", `"" x "y"`}, []string{"2", `a "b" c`})
}
