package sheet_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// read reads a file that has to be readable.
func read(t *testing.T, data string) *sheet.Table {
	t.Helper()
	tab, err := sheet.Read("file", []byte(data), sheet.Options{})
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	return tab
}

// refused reads a file that has to be refused, with this code.
func refused(t *testing.T, data, code string) *sheet.Problem {
	t.Helper()
	tab, err := sheet.Read("file", []byte(data), sheet.Options{})
	if err == nil {
		t.Fatalf("read as %d records instead of refused as %s", len(tab.Records), code)
	}
	if tab == nil || len(tab.Records) > 0 {
		t.Fatalf("what is told of a refused file is %+v", tab)
	}
	var p *sheet.Problem
	if !errors.As(err, &p) {
		t.Fatalf("the error is a %T, not a *Problem: %v", err, err)
	}
	if p.Code != code {
		t.Fatalf("refused as %s (%v), want %s", p.Code, p, code)
	}
	if p.Message == "" || p.Remedy == "" {
		t.Fatalf("no message or no remedy: %+v", p)
	}
	return p
}

// cells are the texts of the header and all records.
func cells(tab *sheet.Table) [][]string {
	out := [][]string{tab.Header}
	for _, r := range tab.Records {
		out = append(out, r.Cells)
	}
	return out
}

func wantCells(t *testing.T, tab *sheet.Table, want ...[]string) {
	t.Helper()
	if got := cells(tab); !reflect.DeepEqual(got, want) {
		t.Fatalf("cells:\n%q\nwant:\n%q", got, want)
	}
}

// problem finds the problem with this code.
func problem(t *testing.T, tab *sheet.Table, code string) sheet.Problem {
	t.Helper()
	for _, p := range tab.Problems {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("no problem %q among %+v", code, tab.Problems)
	return sheet.Problem{}
}

func noProblems(t *testing.T, tab *sheet.Table) {
	t.Helper()
	if len(tab.Problems) > 0 {
		t.Fatalf("problems: %+v", tab.Problems)
	}
}

func lines(s ...string) string { return strings.Join(s, "\n") + "\n" }

func TestRead_NamesAnEmptyFileAndAHeaderAlone(t *testing.T) {
	for _, data := range []string{"", " \r\n\t\n", "\xef\xbb\xbf", "sep=;\r\n", ",,,\n,,,\n"} {
		refused(t, data, "empty")
	}
	p := refused(t, "Asset Tag,Serial Number\n\n,\n", "header_only")
	if p.Line != 1 || p.Error() != "line 1: below the header there is no row (fill in at least one row and save the file again)" {
		t.Errorf("the sentence is %q", p)
	}
}

func TestRead_RefusesASheetNameForText(t *testing.T) {
	_, err := sheet.Read("a.csv", []byte("A,B\n1,2\n"), sheet.Options{Sheet: "Staff"})
	var p *sheet.Problem
	if !errors.As(err, &p) || p.Code != "no_sheets" || !strings.Contains(p.Message, "“Staff”") {
		t.Fatalf("got %v", err)
	}
}

func TestProblem_ShowsHostileNamesAsMarks(t *testing.T) {
	tab := read(t, lines("A\x1b[31m,B,A\x1b[31m", "1,2,3"))
	p := problem(t, tab, "double_column")
	if strings.ContainsRune(p.Message+p.Column, '\x1b') || !strings.Contains(p.Message, "␛[31m") {
		t.Fatalf("the escape character got into %q", p.Message)
	}
}
