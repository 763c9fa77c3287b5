package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"homeroom/store/text"
)

func TestVisible_ShowsWhatATerminalWouldActOn(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"escape sequence":     {"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		"nul, tab, breaks":    {"a\x00b\tc\r\nd", "a␀b␉c␍␊d"},
		"delete":              {"a\x7f", "a␡"},
		"C1 as rune":          {"a\u009b31m", "a‹U+009B›31m"},
		"C1 as lone byte":     {"a\x9b31m", "a‹0x9B›31m"},
		"bidi override":       {"abc\u202egpj", "abc‹U+202E›gpj"},
		"bidi isolate":        {"\u2066x\u2069", "‹U+2066›x‹U+2069›"},
		"zero width":          {"AB\u200bCD\u200d\ufeff", "AB‹U+200B›CD‹U+200D›‹U+FEFF›"},
		"soft hyphen":         {"co\u00adop", "co‹U+00AD›op"},
		"line separator":      {"a\u2028b\u2029", "a‹U+2028›b‹U+2029›"},
		"hangul filler":       {"a\u3164b", "a‹U+3164›b"},
		"variation selector":  {"a\ufe0f", "a‹U+FE0F›"},
		"tag character":       {"a\U000e0041", "a‹U+E0041›"},
		"private use":         {"\ue000", "‹U+E000›"},
		"cut UTF-8":           {"caf\xc3", "caf‹0xC3›"},
		"combining mark only": {"\u0301a", "‹U+0301›a"},
	}
	for name, tt := range tests {
		if got := text.Visible(tt.in); got != tt.want {
			t.Errorf("%s: Visible(%q) = %q, want %q", name, tt.in, got, tt.want)
		}
	}
}

func TestVisible_LeavesWordsAlone(t *testing.T) {
	words := []string{"", "Ana Mendes", "Zoë O’Neil", "e\u0301cole", "李小龍", "שרה", "a\u00a0b", "\ufffd", "№ 7 ½ €"}
	for _, s := range words {
		if got := text.Visible(s); got != s {
			t.Errorf("Visible(%q) = %q", s, got)
		}
		if n := testing.AllocsPerRun(10, func() { text.Visible(s) }); n != 0 {
			t.Errorf("Visible(%q) allocates %v times", s, n)
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"Ana", "\x1b]0;x\x07", "\u202e\u2066", "\xff\xfe", "a\u0301\u200d", "\U000e0001", "‹U+202E›"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := text.Visible(s)
		if !utf8.ValidString(out) {
			t.Fatalf("Visible(%q) = %q is not UTF-8", s, out)
		}
		for _, r := range out {
			if !unicode.IsGraphic(r) {
				t.Fatalf("Visible(%q) = %q lets %U through", s, out, r)
			}
		}
		if again := text.Visible(out); again != out {
			t.Fatalf("Visible of %q changes once more to %q", out, again)
		}
		if out == "" && s != "" {
			t.Fatalf("Visible(%q) shows nothing", s)
		}
	})
}

func BenchmarkVisible(b *testing.B) {
	s := strings.Repeat("Asset Tag 4001234 ", 4)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Visible(s)
	}
}
