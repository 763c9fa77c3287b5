// Package text keeps the words of files and records from doing anything: Visible for what goes to a terminal,
// Cell for what goes to a spreadsheet.
package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns s with every character that a terminal would act on, or that nobody would see, replaced by a
// visible mark: control pictures such as ␛ ␀ ␊ for the ASCII controls, ‹U+202E› for the rest (C1 controls, bidi
// controls, zero-width and other format characters, line and paragraph separators, private and unassigned ones)
// and ‹0xFF› for bytes that are not UTF-8. A string without any of these comes back as it is, without a copy.
func Visible(s string) string {
	clean := cleanPrefix(s)
	if clean == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for clean < len(s) {
		b.WriteString(s[:clean])
		s = s[clean:]
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, "‹0x%02X›", s[0])
		} else {
			b.WriteString(mark(r))
		}
		s = s[size:]
		clean = cleanPrefix(s)
	}
	b.WriteString(s)
	return b.String()
}

// cleanPrefix returns how many bytes at the start of s may be shown as they are. A combining character at the very
// start is not among them: it would sit on whatever is drawn to the left.
func cleanPrefix(s string) int {
	i := 0
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' || c == 0x7F {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if (r == utf8.RuneError && size == 1) || hidden(r) || (i == 0 && unicode.Is(unicode.M, r)) {
			return i
		}
		i += size
	}
	return i
}

// hidden reports whether a character outside ASCII acts on a terminal or cannot be seen. IsGraphic leaves out
// controls, format characters, separators of lines and paragraphs, surrogates, private and unassigned characters;
// the two properties add what counts as a letter or mark yet draws nothing (Hangul fillers, variation selectors).
func hidden(r rune) bool {
	return !unicode.IsGraphic(r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Variation_Selector, r)
}

// mark is the visible stand-in of one character.
func mark(r rune) string {
	switch {
	case r < ' ':
		return string(rune(0x2400) + r) // the control pictures stand in the order of the controls
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("‹U+%04X›", r)
}
