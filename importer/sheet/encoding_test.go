package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

func to16(s string, big bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func toLegacy(t *testing.T, table *charmap.Charmap, s string) string {
	t.Helper()
	out, err := table.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// accents are names as they stand in the files of schools.
const accents = "Full Name,Room\nZoë O’Neil,1\nJosé Peña,2\nFrançois Müller,3\nÉva Größe – new,4\n"

func TestEncoding_SameCellsFromEveryEncoding(t *testing.T) {
	want := cells(read(t, accents))
	for name, in := range map[string]string{
		"UTF-8":          accents,
		"UTF-8 with BOM": "\xef\xbb\xbf" + accents,
		"UTF-16 LE":      "\xff\xfe" + to16(accents, false),
		"UTF-16 BE":      "\xfe\xff" + to16(accents, true),
		"Windows-1252":   toLegacy(t, charmap.Windows1252, accents),
		"Mac Roman":      toLegacy(t, charmap.Macintosh, accents),
	} {
		tab := read(t, in)
		if tab.Encoding != name {
			t.Errorf("%s was taken for %s", name, tab.Encoding)
		}
		wantCells(t, tab, want...)
	}
	for order, big := range map[string]bool{"UTF-16 LE": false, "UTF-16 BE": true} {
		if tab := read(t, to16(accents, big)); tab.Encoding != order {
			t.Errorf("%s without a mark was taken for %s", order, tab.Encoding)
		}
	}
}

func TestEncoding_OneAccentIsEvidenceEnough(t *testing.T) {
	for _, name := range []string{"Zoë", "José", "Peña", "François", "Müller", "André", "Élise", "O’Neil"} {
		for label, table := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "Mac Roman": charmap.Macintosh} {
			tab := read(t, toLegacy(t, table, "Name,Room\n"+name+",1\n"))
			if tab.Encoding != label || tab.Records[0].Cells[0] != name {
				t.Errorf("%s in %s was read as %q in %s", name, label, tab.Records[0].Cells[0], tab.Encoding)
			}
		}
	}
}

func TestEncoding_AGuessIsToldWithAnExample(t *testing.T) {
	tab := read(t, toLegacy(t, charmap.Windows1252, "Name,Room\nAna,1\nZoë Ek,2\n"))
	if p := problem(t, tab, "encoding_guessed"); !strings.Contains(p.Message, "Windows-1252") || !strings.Contains(p.Message, "“Zoë”") {
		t.Fatalf("told as %q", p.Message)
	}
}

func TestEncoding_DamageIsNamedWithItsLine(t *testing.T) {
	tests := map[string]struct {
		in, code string
		line     int
	}{
		"one bad byte among good UTF-8": {"Name,Room\nZoë,1\nJosé,2\nMüll\xffer,3\n", "encoding", 4},
		"bad byte after a UTF-8 mark":   {"\xef\xbb\xbfName,Room\nZo\xeb,1\n", "encoding", 2},
		"UTF-16 cut short":              {"\xff\xfe" + to16("Name,Room\na,1\n", false) + "x", "encoding", 0},
		"UTF-16 half a character":       {"\xff\xfe" + to16("Name,Room\na,", false) + "\x00\xd8" + to16("b\n", false), "encoding", 2},
		"UTF-16 zero character":         {"\xff\xfe" + to16("Name,Room\na,\x00\n", false), "encoding", 2},
		"UTF-32":                        {"\xff\xfe\x00\x00N\x00\x00\x00", "encoding", 0},
		"zero byte":                     {"Name,Room\na,1\nb,\x002\n", "nul", 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if p := refused(t, tt.in, tt.code); p.Line != tt.line {
				t.Errorf("named at line %d, want %d", p.Line, tt.line)
			}
		})
	}
}

func TestEncoding_LostCharactersAreNamed(t *testing.T) {
	tab := read(t, "Name,Room\nAna,1\nZo\ufffd,2\n")
	if p := problem(t, tab, "lost_character"); p.Line != 3 {
		t.Fatalf("named at line %d", p.Line)
	}
}
