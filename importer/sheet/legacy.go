package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// legacyTable decides between the two old encodings in which Office on Windows and on the Mac wrote text, by which
// of the two makes more sense of the bytes beyond ASCII. Windows-1252 when they say nothing.
func legacyTable(data []byte) (*charmap.Charmap, string) {
	if sense(data, charmap.Macintosh) > sense(data, charmap.Windows1252) {
		return charmap.Macintosh, "Mac Roman"
	}
	return charmap.Windows1252, "Windows-1252"
}

// sense is how well the bytes beyond ASCII read in an encoding: an accented letter of the right case among letters,
// a curly apostrophe between letters and quotation marks at a word's edge speak for it, a symbol inside a word or a
// capital after a small letter against it.
func sense(data []byte, table *charmap.Charmap) int {
	score := 0
	for i, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		before, after := neighbour(data, i-1, table), neighbour(data, i+1, table)
		score += fits(table.DecodeByte(c), before, after)
	}
	return score
}

// neighbour is the character at a place, or a space beyond the ends.
func neighbour(data []byte, at int, table *charmap.Charmap) rune {
	if at < 0 || at >= len(data) {
		return ' '
	}
	return table.DecodeByte(data[at])
}

// fits scores one character between its neighbours.
func fits(r, before, after rune) int {
	inWord := unicode.IsLetter(before) || unicode.IsLetter(after)
	switch {
	case noCharacter(r):
		return -10
	case unicode.IsUpper(r) && (unicode.IsLower(before) || unicode.IsLetter(before) && unicode.IsLower(after)):
		return -2
	case unicode.IsLetter(r) && r < 0x180 && inWord:
		return 2
	case r == '’' && unicode.IsLetter(before):
		return 3
	case unicode.IsPunct(r) && !inWord, unicode.IsSpace(r), r == '–', r == '—':
		return 1
	case unicode.IsPunct(r) && unicode.IsLetter(before) != unicode.IsLetter(after):
		return 1
	case inWord:
		return -2
	}
	return 0
}

// noCharacter reports whether a byte stands for nothing in its encoding.
func noCharacter(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xA0 }

// example is the first word with an accent, by which a person can tell whether the encoding was guessed right.
func example(s string) string {
	at := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return ""
	}
	edge := func(r rune) bool { return !unicode.IsLetter(r) && r != '’' && r < utf8.RuneSelf }
	from := strings.LastIndexFunc(s[:at], edge) + 1
	to := len(s)
	if end := strings.IndexFunc(s[at:], edge); end >= 0 {
		to = at + end
	}
	return s[from:to]
}
