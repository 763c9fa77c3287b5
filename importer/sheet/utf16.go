package sheet

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode16 reads UTF-16. Half a character is damage and refused.
func decode16(data []byte, d Decision) (string, Decision, error) {
	if len(data)%2 != 0 {
		return "", d, encodingProblem(0, "the text is "+d.Chosen+" but ends in the middle of a character: it was cut short")
	}
	low, high := 0, 1
	if d.Chosen == "UTF-16 BE" {
		low, high = 1, 0
	}
	unit := func(i int) rune { return rune(data[i+low]) | rune(data[i+high])<<8 }
	var b strings.Builder
	b.Grow(size8(len(data), unit))
	for i := 0; i < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i += 2; i < len(data) {
				second = unit(i)
			}
			r = utf16.DecodeRune(r, second)
			if r == utf8.RuneError {
				return "", d, encodingProblem(1+breaks(b.String()), "the text is "+d.Chosen+" but holds half a character: it is damaged")
			}
		}
		if r == 0 {
			return "", d, encodingProblem(1+breaks(b.String()), "the text is "+d.Chosen+" but holds zero characters: it is damaged")
		}
		b.WriteRune(r)
	}
	return b.String(), d, nil
}

// size8 is how many bytes the text takes in UTF-8, so that room is made once.
func size8(n int, unit func(int) rune) (size int) {
	for i := 0; i < n; i += 2 {
		switch r := unit(i); {
		case r < 0x80:
			size++
		case r < 0x800, utf16.IsSurrogate(r): // two halves make four bytes
			size += 2
		default:
			size += 3
		}
	}
	return size
}

// zeros16 recognises UTF-16 without a mark by where its zero bytes stand: many, and nearly all on the same side, for
// in a table at least the delimiters, digits and line ends have one. It returns the byte order, or "".
func zeros16(data []byte) string {
	var at [2]int
	sample := data[:min(len(data), 64<<10)]
	for i, c := range sample {
		if c == 0 {
			at[i%2]++
		}
	}
	enough := len(sample) / 6
	switch {
	case at[1] > enough && at[0] <= at[1]/16:
		return "UTF-16 LE"
	case at[0] > enough && at[1] <= at[0]/16:
		return "UTF-16 BE"
	}
	return ""
}
