package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func TestCSV_Delimiters(t *testing.T) {
	for name, d := range map[string]string{"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"} {
		t.Run(name, func(t *testing.T) {
			in := strings.ReplaceAll("Name^Room^Phone\nMendes^12^2018\n\"O^Neil\"^13^\n", "^", d)
			tab := read(t, in)
			if tab.Delimiter != name {
				t.Fatalf("delimiter %q", tab.Delimiter)
			}
			wantCells(t, tab, []string{"Name", "Room", "Phone"}, []string{"Mendes", "12", "2018"}, []string{"O" + d + "Neil", "13", ""})
			noProblems(t, tab)
		})
	}
}

func TestCSV_DelimiterThatCutsMostEvenlyWins(t *testing.T) {
	tab := read(t, lines("Name;User ID;Position", "Mendes, Ana;ana;student", "Ek, Bo;bo;student", "Cruz, Eva, Dr.;eva;teacher"))
	wantCells(t, tab, []string{"Name", "User ID", "Position"}, []string{"Mendes, Ana", "ana", "student"},
		[]string{"Ek, Bo", "bo", "student"}, []string{"Cruz, Eva, Dr.", "eva", "teacher"})
}

func TestCSV_OneColumnNeedsNoDelimiter(t *testing.T) {
	tab := read(t, lines("Serial Number", "C02XK1ABJG5J", "DMPXK2ABJG5K"))
	wantCells(t, tab, []string{"Serial Number"}, []string{"C02XK1ABJG5J"}, []string{"DMPXK2ABJG5K"})
}

func TestCSV_SepLineDecides(t *testing.T) {
	for _, first := range []string{"sep=;", "SEP=;", `"sep=;"`} {
		tab := read(t, lines(first, "Name, first;Room, new", "a,b;c,d"))
		wantCells(t, tab, []string{"Name, first", "Room, new"}, []string{"a,b", "c,d"})
		if tab.HeaderLine != 2 || tab.Records[0].Line != 3 || tab.Delimiter != "semicolon" {
			t.Fatalf("%q: header in line %d, record in %d, %s", first, tab.HeaderLine, tab.Records[0].Line, tab.Delimiter)
		}
	}
}

func TestCSV_LineEnds(t *testing.T) {
	for name, end := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r"} {
		tab := read(t, strings.Join([]string{"Name,Room", "a,1", "", "b,2", "", ""}, end))
		wantCells(t, tab, []string{"Name", "Room"}, []string{"a", "1"}, []string{"", ""}, []string{"b", "2"})
		if tab.LineEnd != name || tab.Records[2].Line != 4 {
			t.Errorf("%s: named %s, last record in line %d", name, tab.LineEnd, tab.Records[2].Line)
		}
	}
	tab := read(t, "Name,Room\r\na,1\nb,2\rc,3")
	wantCells(t, tab, []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"}, []string{"c", "3"})
	if tab.LineEnd != "mixed" || tab.Records[2].Line != 4 {
		t.Errorf("mixed: named %s, last record in line %d", tab.LineEnd, tab.Records[2].Line)
	}
}

func TestCSV_BreaksInsideCellsKeepPhysicalLines(t *testing.T) {
	tab := read(t, "Name,Note\r\na,\"one\ntwo\r\nthree\"\r\nb,x\r\n")
	wantCells(t, tab, []string{"Name", "Note"}, []string{"a", "one\ntwo\r\nthree"}, []string{"b", "x"})
	if tab.Records[0].Line != 2 || tab.Records[1].Line != 5 || tab.LineEnd != "CRLF" {
		t.Fatalf("lines %d and %d, %s", tab.Records[0].Line, tab.Records[1].Line, tab.LineEnd)
	}
	noProblems(t, tab)
}

func TestCSV_QuotesMeanWhatTheySay(t *testing.T) {
	tab := read(t, lines(`Name,"Note, long"`, `"Ana ""Annie"" Mendes",""`, `"",""""`, `x,"y"`))
	wantCells(t, tab, []string{"Name", "Note, long"}, []string{`Ana "Annie" Mendes`, ""}, []string{"", `"`}, []string{"x", "y"})
	noProblems(t, tab)
}

func TestCSV_UnclosedQuoteIsNamedAtItsOpeningLine(t *testing.T) {
	var b strings.Builder
	b.WriteString("Name,Room\na,\"two\nlines\"\nb,\"never closed\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "user%d,%d\n", i, i)
	}
	p := refused(t, b.String(), "unclosed_quote")
	if p.Line != 4 || p.Column != "B" {
		t.Fatalf("named at line %d, column %s", p.Line, p.Column)
	}
}

func TestCSV_QuoteClosedInsideItsCellIsNamed(t *testing.T) {
	p := refused(t, lines("Name,Room", "a,1", `"Ana "Annie" Mendes",2`), "quote_in_cell")
	if p.Line != 3 || p.Column != "A" {
		t.Fatalf("named at line %d, column %s: %v", p.Line, p.Column, p)
	}
	p = refused(t, lines("Name,Room", `"a,1`, `b,2`, `"c",3`), "quote_in_cell")
	if p.Line != 2 || !strings.Contains(p.Message, "closed in line 4") {
		t.Fatalf("the missing mark of line 2 is told as: %v", p)
	}
}

func TestCSV_StrayQuoteIsKeptAndNamed(t *testing.T) {
	tab := read(t, lines("Name,Screen", `a,11" wide`, "b,13"))
	wantCells(t, tab, []string{"Name", "Screen"}, []string{"a", `11" wide`}, []string{"b", "13"})
	if p := problem(t, tab, "stray_quote"); p.Line != 2 || p.Column != "Screen" {
		t.Fatalf("named at line %d, column %q", p.Line, p.Column)
	}
}

func TestCSV_RowsSwallowedByABalancedQuoteAreNamed(t *testing.T) {
	tab := read(t, lines("Name,Room,Phone", `"a,1,2`, "b,3,4", `c",5,6`, "d,7,8"))
	if p := problem(t, tab, "rows_in_cell"); p.Line != 2 || p.Column != "Name" {
		t.Fatalf("named at line %d, column %q", p.Line, p.Column)
	}
}

func TestCSV_ExcelTextFormulaGivesItsText(t *testing.T) {
	tab := read(t, lines("Asset Tag,Name", `="0012345",a`, `"=""0099""",b`))
	wantCells(t, tab, []string{"Asset Tag", "Name"}, []string{"0012345", "a"}, []string{"0099", "b"})
	if p := problem(t, tab, "excel_text"); p.Line != 2 {
		t.Fatalf("told at line %d", p.Line)
	}
}

func TestCSV_BackslashQuotes_R73(t *testing.T) {
	tab := read(t, lines(`person_id,first_name,room`, `1,"Ana \"Annie\", M.",2`))
	wantCells(t, tab, []string{"person_id", "first_name", "room"}, []string{"1", `Ana "Annie", M.`, "2"})
	problem(t, tab, "backslash_quotes")
	tab = read(t, lines(`Name,Folder`, `a,"C:\"`, `b,"D:\"`))
	wantCells(t, tab, []string{"Name", "Folder"}, []string{"a", `C:\`}, []string{"b", `D:\`})
	noProblems(t, tab)
}

func TestCSV_RaggedRowsAreMarkedAndNeverShifted(t *testing.T) {
	tab := read(t, lines("Name,Room,Phone", "a,1,2", "b,1", "c,1,2,3", "", "d,1,2,", "e,1,2"))
	wantCells(t, tab, []string{"Name", "Room", "Phone"}, []string{"a", "1", "2"}, []string{"b", "1", ""},
		[]string{"c", "1", "2", "3"}, []string{"", "", ""}, []string{"d", "1", "2"}, []string{"e", "1", "2"})
	want := []int{0, -1, 1, 0, 1, 0}
	for i, r := range tab.Records {
		if int(r.Ragged) != want[i] {
			t.Errorf("line %d: ragged %d, want %d", r.Line, r.Ragged, want[i])
		}
	}
	if p := problem(t, tab, "ragged"); p.Line != 3 {
		t.Errorf("first named at line %d", p.Line)
	}
}

func TestCSV_EmptyColumnsAtTheEndAreDropped(t *testing.T) {
	for _, in := range []string{
		lines("Name,Room,,", "a,1,,", "b,2,,", ",,,", ",,,"),
		lines("Name,Room", "a,1,", "b,2,"),
		lines("Name,Room,,", "a,1", "b,2"),
	} {
		tab := read(t, in)
		wantCells(t, tab, []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"})
		noProblems(t, tab)
	}
}

func TestCSV_AColumnWithoutNameIsKeptAndNamed_R83(t *testing.T) {
	tab := read(t, lines("Name,Room,", "a,1,x", "b,2,"))
	wantCells(t, tab, []string{"Name", "Room", ""}, []string{"a", "1", "x"}, []string{"b", "2", ""})
	if p := problem(t, tab, "unnamed_column"); p.Line != 2 || p.Column != "C" || tab.Records[0].Ragged != 0 {
		t.Fatalf("told as %+v", p)
	}
}

func TestCSV_ManyRaggedRowsAreCountedNotListed(t *testing.T) {
	tab := read(t, "Name,Room\n"+strings.Repeat("a\nb,1\n", 500))
	if n := len(tab.Problems); n != 101 {
		t.Fatalf("%d problems", n)
	}
	if last := tab.Problems[100]; last.Code != "ragged" || !strings.HasPrefix(last.Message, "400 more") {
		t.Fatalf("the last one says %q", last.Message)
	}
}

func TestCSV_ValuesAreNotTouched(t *testing.T) {
	tab := read(t, lines("Tag,Name,Note", "0012,\t x ,'=1", "1.8E+308,\u200bzero, \u202e"))
	wantCells(t, tab, []string{"Tag", "Name", "Note"}, []string{"0012", "\t x ", "'=1"}, []string{"1.8E+308", "\u200bzero", " \u202e"})
	if tab.Records[0].Kinds() != nil {
		t.Error("a CSV row has kinds")
	}
}

func TestCSV_Limits(t *testing.T) {
	head := "Name,Room\n"
	tests := map[string]struct{ in, code string }{
		"too many columns":       {head + strings.Repeat("a,", 256) + "a\n", "too_many_columns"},
		"million-column line":    {head + strings.Repeat(",", 1_000_000) + "\n", "too_many_columns"},
		"too many rows":          {head + strings.Repeat("a,b\n", 1_000_001), "too_many_rows"},
		"20 MiB cell":            {head + strings.Repeat("a", 20<<20) + ",1\n", "cell_too_long"},
		"20 MiB quoted cell":     {head + `"` + strings.Repeat("a", 20<<20) + "\",1\n", "cell_too_long"},
		"50 million cells":       {head + strings.Repeat("a"+strings.Repeat(",", 254)+"b\n", 200_000), "too_much"},
		"more than 64 MiB":       {head + strings.Repeat("a,b\n", 16<<20), "file_too_large"},
		"millions of empty rows": {head + strings.Repeat("\n", 8<<20), "header_only"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { refused(t, tt.in, tt.code) })
	}
	long := strings.Repeat("é", 32_767)
	tab := read(t, head+long+",1\n"+strings.Repeat("a,b\n", 1000)+strings.Repeat(",", 300)+"\n"+"z,9\n")
	if tab.Records[0].Cells[0] != long || len(tab.Records) != 1003 {
		t.Error("what is within the limits was not read")
	}
}

func TestCSV_AWideRowAmongTheFirstCostsOnlyItself(t *testing.T) {
	tab := read(t, "Name,Room\n"+strings.Repeat("x,", 200)+"\n"+strings.Repeat("a,b\n", 200_000))
	if len(tab.Records) != 200_001 || len(tab.Records[0].Cells) != 200 || cap(tab.Records[9].Cells) > 8 {
		t.Fatalf("%d records, room for %d", len(tab.Records), cap(tab.Records[9].Cells))
	}
}

func TestCSV_CellsShareTheText(t *testing.T) {
	data := []byte("Name,Room\n" + strings.Repeat("Ana Mendes,12\n", 50_000))
	allocs := testing.AllocsPerRun(3, func() {
		if _, err := sheet.Read("a.csv", data, sheet.Options{}); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 500 {
		t.Fatalf("%.0f allocations for 50,000 rows", allocs)
	}
}
