package sheet_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"homeroom/importer/sheet"
)

// decided finds a decision.
func decided(t *testing.T, tab *sheet.Table, what string) sheet.Decision {
	t.Helper()
	for _, d := range tab.Decisions {
		if d.What == what {
			if d.Others == nil {
				t.Errorf("the others of %s are no list", what)
			}
			return d
		}
	}
	t.Fatalf("nothing was decided about the %s: %+v", what, tab.Decisions)
	return sheet.Decision{}
}

func wantDecision(t *testing.T, tab *sheet.Table, what, chosen, why string, others ...string) {
	t.Helper()
	d := decided(t, tab, what)
	if d.Chosen != chosen || !strings.Contains(d.Why, why) || !slices.Equal(d.Others, others) {
		t.Errorf("%s is decided as %q because %q, others %q; want %q because %q, others %q", what, d.Chosen, d.Why, d.Others, chosen, why, others)
	}
}

func TestDecision_EachIsToldWithItsReason(t *testing.T) {
	tab := read(t, "Oak Hill\r\n\r\nName;Room;Notes\r\nZoë;1;a, b\r\nBo;2;c\n")
	wantDecision(t, tab, "encoding", "UTF-8", "for example “Zoë”")
	wantDecision(t, tab, "delimiter", "semicolon", "3 of 4 rows have 3 cells with it; with comma they differ", "comma")
	wantDecision(t, tab, "line ends", "mixed", "1 row ends with LF, 4 rows end with CRLF")
	wantDecision(t, tab, "header line", "3", "which the row above it does not", "1", "4", "5")
	var order []string
	for _, d := range tab.Decisions {
		order = append(order, d.What)
	}
	if want := []string{"encoding", "delimiter", "line ends", "header line"}; !slices.Equal(order, want) {
		t.Errorf("told in the order %q", order)
	}
}

func TestDecision_EvidenceForEachEncoding(t *testing.T) {
	for name, c := range map[string]struct {
		in, why string
		others  []string
	}{
		"UTF-8":          {"Name,Room\nAna,1\n", "plain ASCII", []string{"Windows-1252", "Mac Roman"}},
		"UTF-8 with BOM": {"\xef\xbb\xbfName,Room\nAna,1\n", "the mark of UTF-8", nil},
		"UTF-16 LE":      {to16("Name,Room\nAna,1\n", false), "every zero byte stands where", nil},
		"UTF-16 BE":      {"\xfe\xff" + to16("Name,Room\nAna,1\n", true), "the mark of UTF-16 BE", nil},
		"Windows-1252":   {toLegacy(t, charmap.Windows1252, accents), "it gives “Zoë”, Mac Roman would give “ZoÎ”", []string{"Mac Roman"}},
		"Mac Roman":      {toLegacy(t, charmap.Macintosh, "Name,Room\nZoë,1\nJosé,2\n"), "it gives “Zoë”, Windows-1252 would give “Zo‘”", []string{"Windows-1252"}},
	} {
		wantDecision(t, read(t, c.in), "encoding", name, c.why, c.others...)
	}
}

func TestDecision_EvidenceForEachDelimiter(t *testing.T) {
	for in, c := range map[string]struct{ chosen, why string }{
		"Name;Price\nA;1,5\nB;2,5\n":                    {"semicolon", "every one of 3 rows has 2 cells with it; with comma they differ"},
		"Last, First;Room\nMendes, Ana;1\nEk, Bo;2\n":   {"semicolon", "with comma they have 2"},
		"Name;Address\nA;1 Oak St, X, ME\nB;2, Y, ME\n": {"semicolon", "with comma they differ"},
		"Name\nAna\nBo\n":                               {"comma", "every row is a single cell; the first rows hold no comma, semicolon, tab or pipe"},
		"sep=;\nName;Room\nA;1\n":                       {"semicolon", "the first line says “sep=;”; every one of 2 rows has 2 cells"},
		"Name, Room\nA, 1\n":                            {"comma", "every one of 2 rows has 2 cells with it"},
		"id;name;size\n1;\"a \\\"b; c\\\" d\";x\n":      {"semicolon", "every one of 2 rows has 3 cells with it"},
	} {
		tab := read(t, in)
		if d := decided(t, tab, "delimiter"); d.Chosen != c.chosen || !strings.Contains(d.Why, c.why) {
			t.Errorf("%q: %s, because %s", in, d.Chosen, d.Why)
		}
	}
}

func TestDecision_OfAWorkbookAreSheetAndHeaderLine(t *testing.T) {
	f := excelBook(t, [][]any{{"Oak Hill"}, {"Name", "Room", "Tag"}, {"Ana", "1", "2"}, {"Bo", "2", "3"}})
	tab := read(t, f)
	wantDecision(t, tab, "sheet", "Sheet1", "no other")
	wantDecision(t, tab, "header line", "2", "which the row above it does not", "1", "3", "4")
	byHand, err := sheet.Read("a.xlsx", []byte(f), sheet.Options{HeaderLine: 3, Sheet: "Sheet1"})
	if err != nil || byHand.HeaderLine != 3 || len(byHand.Records) != 1 {
		t.Fatalf("chosen by hand: %+v, %v", byHand, err)
	}
	wantDecision(t, byHand, "sheet", "Sheet1", "chosen by hand")
	for what, o := range map[string]sheet.Options{"encoding": {Encoding: "UTF-8"}, "delimiter": {Delimiter: "comma"}} {
		if p := refusedBy(t, f, o); p.Code != "not_text" || !strings.Contains(p.Message, what) {
			t.Errorf("a workbook with a chosen %s: %v", what, p)
		}
	}
}

// refusedBy reads a file that has to be refused because of a choice.
func refusedBy(t *testing.T, data string, o sheet.Options) *sheet.Problem {
	t.Helper()
	tab, err := sheet.Read("file", []byte(data), o)
	var p *sheet.Problem
	if !errors.As(err, &p) || p.Remedy == "" || len(tab.Records) > 0 {
		t.Fatalf("%+v: %v", o, err)
	}
	return p
}

func TestByHand_WhatTheBytesLeaveOpenCanBeChosen(t *testing.T) {
	legacy := toLegacy(t, charmap.Windows1252, accents)
	for _, c := range []struct {
		in                 string
		o                  sheet.Options
		what, chosen, cell string
	}{
		{legacy, sheet.Options{Encoding: "macintosh"}, "encoding", "Mac Roman", "ZoÎ OíNeil"},
		{legacy, sheet.Options{Encoding: "cp1252"}, "encoding", "Windows-1252", "Zoë O’Neil"},
		{"Name,Room\nAna,1\n", sheet.Options{Encoding: "windows 1252"}, "encoding", "Windows-1252", "Ana"},
		{"\xef\xbb\xbfName,Room\nAna,1\n", sheet.Options{Encoding: "utf8"}, "encoding", "UTF-8 with BOM", "Ana"},
		{"Name,Room\nZo\xc3\xab,1\nJos\xc3\xa9,1\nM\xffl,1\n", sheet.Options{Encoding: "Mac Roman"}, "encoding", "Mac Roman", "Zo√´"},
		{"Tag;Price,EUR\n1;1,5\n", sheet.Options{Delimiter: "semicolon"}, "delimiter", "semicolon", "1"},
		{"Tag;Price,EUR\n1;1,5\n", sheet.Options{Delimiter: ";"}, "delimiter", "semicolon", "1"},
		{"Tag~Price\n1~2\n", sheet.Options{Delimiter: "~"}, "delimiter", "~", "1"},
		{"Tag\tPrice\n1\t2\n", sheet.Options{Delimiter: `\t`}, "delimiter", "tab", "1"},
		{"sep=,\nTag;Price\n1;2\n", sheet.Options{Delimiter: "Semicolon"}, "delimiter", "semicolon", "1"},
		{"Name\nAna\n", sheet.Options{Delimiter: "tab"}, "delimiter", "tab", "Ana"},
		{"Oak,Hill\nName,Room\nAna,1\n", sheet.Options{HeaderLine: 2}, "header line", "2", "Ana"},
		{"Name,Room\nAna,1\n", sheet.Options{HeaderLine: 1}, "header line", "1", "Ana"},
	} {
		tab, err := sheet.Read("a.csv", []byte(c.in), c.o)
		if err != nil {
			t.Errorf("%q with %+v: %v", c.in, c.o, err)
			continue
		}
		if d := decided(t, tab, c.what); d.Chosen != c.chosen || !strings.HasPrefix(d.Why, "chosen by hand") || slices.Contains(d.Others, c.chosen) {
			t.Errorf("%q with %+v is decided as %+v", c.in, c.o, d)
		}
		if got := tab.Records[0].Cells[0]; got != c.cell {
			t.Errorf("%q with %+v gives %q", c.in, c.o, got)
		}
	}
}

// What is told as another choice must be one.
func TestDecision_OthersCanBeChosen(t *testing.T) {
	for _, in := range []string{
		"Name,Room\nAna,1\n", toLegacy(t, charmap.Macintosh, accents), "Name;Address\nA;1 Oak St, X\nB;2, Y\nC;3\n",
		"Oak Hill,,\n\nName,Room,Tag\nAna,1,2\nBo,1,2\n", "sep=|\nName|Room;a\tb\nAna|1;2\t3\n",
	} {
		for _, d := range read(t, in).Decisions {
			for _, other := range d.Others {
				o := map[string]sheet.Options{"encoding": {Encoding: other}, "delimiter": {Delimiter: other}}[d.What]
				if d.What == "header line" {
					o.HeaderLine = int(other[0] - '0')
				}
				tab, err := sheet.Read("a.csv", []byte(in), o)
				var p *sheet.Problem
				if errors.As(err, &p) && p.Code != "header_only" {
					t.Errorf("%q: %s %s is offered and refused: %v", in, d.What, other, err)
				}
				if err == nil && decided(t, tab, d.What).Chosen != other {
					t.Errorf("%q: %s %s was not chosen", in, d.What, other)
				}
			}
		}
	}
}

func TestByHand_WhatTheBytesDisproveIsRefusedInWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		o    sheet.Options
		says string
	}{
		{accents, sheet.Options{Encoding: "Windows-1252"}, "the text is not Windows-1252 but UTF-8: all characters beyond ASCII are right UTF-8"},
		{"\xff\xfe" + to16("Name,Room\na,1\n", false), sheet.Options{Encoding: "UTF-16 BE"}, "the text is not UTF-16 BE but UTF-16 LE"},
		{"Name,Room\nAna,1\n", sheet.Options{Encoding: "UTF-16 LE"}, "the text is not UTF-16 LE but UTF-8"},
		{"Name,Room\nZo\xeb,1\n", sheet.Options{Encoding: "UTF-8"}, "the byte 0xEB in line 2 is none"},
		{"Name,Room\nZo\xc3\xab,1\nM\x81l,1\n", sheet.Options{Encoding: "Windows-1252"}, "0x81 here is no character"},
		{"Name,Room\n", sheet.Options{Encoding: "EBCDIC"}, "there is no encoding “EBCDIC”"},
		{"Name;Room\nAna;1\n", sheet.Options{Delimiter: "comma"}, "the delimiter is not comma: every row is a single cell; with semicolon they have 2"},
		{"Name;Room\nAna;1\n", sheet.Options{Delimiter: "x"}, "there is no delimiter “x”"},
		{"Name;Room\nAna;1\n", sheet.Options{Delimiter: "\""}, "there is no delimiter"},
		{"Name,Room\nAna,1\n", sheet.Options{HeaderLine: 9}, "there is no row in line 9: the last one starts in line 2"},
		{"\n\nName,Room\nAna,1\n", sheet.Options{HeaderLine: 1}, "there is no row in line 1: the first one is in line 3"},
		{"Name,Room\n\nAna,1\n", sheet.Options{HeaderLine: 2}, "line 2 is blank"},
		{"Name,Room\n\"An\na\",1\nBo,2\n", sheet.Options{HeaderLine: 3}, "it belongs to the row that starts in line 2"},
		{"Name,Room\nAna,1\n", sheet.Options{HeaderLine: 2}, "below the header there is no row"},
		{"Name,Room\nAna,1\n", sheet.Options{HeaderLine: -4}, "there is no row in line -4"},
	} {
		if p := refusedBy(t, c.in, c.o); !strings.Contains(p.Message, c.says) {
			t.Errorf("%q with %+v: %v", c.in, c.o, p)
		}
	}
}

func TestDecision_WhatWasDecidedBeforeARefusalIsTold(t *testing.T) {
	tab, err := sheet.Read("a.csv", []byte("Name;Room\nb;2\n\"a;1\n"), sheet.Options{})
	if err == nil {
		t.Fatal("an open quotation mark was read")
	}
	wantDecision(t, tab, "encoding", "UTF-8", "ASCII", "Windows-1252", "Mac Roman")
}

// A decision must not depend on how many times it is asked for.
func TestDecision_IsTheSameEachTime(t *testing.T) {
	in := "Name;Room,a\tb|c\nAna;1,2\t3|4\nBo;1,2\t3|4\n"
	first := read(t, in).Decisions
	for range 20 {
		if again := read(t, in).Decisions; !reflect.DeepEqual(first, again) {
			t.Fatalf("once %+v, then %+v", first, again)
		}
	}
}
