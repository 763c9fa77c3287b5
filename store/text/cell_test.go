package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"homeroom/store/text"
)

func TestCell_GuardsWhatASpreadsheetWouldRun(t *testing.T) {
	for _, s := range []string{
		"=1+1", "+1 207 555 0100", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "\ufeff=1", "＝1+1", "'=1",
	} {
		got := text.Cell(s)
		if !strings.HasPrefix(got, "'") {
			t.Errorf("Cell(%q) = %q has no apostrophe before it", s, got)
		}
		if back := text.Uncell(got); back != s {
			t.Errorf("Uncell(Cell(%q)) = %q", s, back)
		}
	}
}

func TestCell_LeavesOrdinaryValuesAlone(t *testing.T) {
	for _, s := range []string{"", "4001234", "0012", "C02XK1ABJG5J", "Ana Mendes", "ana@oak.example", "CLEAR!", " ", "a=b", "Zoë", "(207) 555"} {
		if got := text.Cell(s); got != s {
			t.Errorf("Cell(%q) = %q", s, got)
		}
	}
}

func TestUncell_KeepsTheApostropheOfSpreadsheetDamage_R08(t *testing.T) {
	if got := text.Uncell("'0012345"); got != "'0012345" {
		t.Errorf("Uncell(%q) = %q: the damage that R-08 names would be swallowed", "'0012345", got)
	}
}

func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1", "'", "''", "'=", " \t=", "-", "@", "＋1", "\xff=", "\ufeff'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		safe := text.Cell(s)
		if back := text.Uncell(safe); back != s {
			t.Fatalf("Uncell(Cell(%q)) = %q", s, back)
		}
		first, _ := utf8.DecodeRuneInString(safe)
		if strings.ContainsRune("=+-@\t\r\n", first) {
			t.Fatalf("Cell(%q) = %q would run", s, safe)
		}
	})
}
