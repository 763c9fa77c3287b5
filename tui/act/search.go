package act

import (
	"strings"
	"unicode/utf8"

	"homeroom/tui/browse"
)

// hasAll reports whether each of the words, which are lower case and have no spaces, is in one of the first values of a
// row, or in what stands beside it.
func hasAll(v browse.Values, first int, beside string, words []string) bool {
	for _, w := range words {
		if !contains(beside, w) && !hasWord(v, first, w) {
			return false
		}
	}
	return true
}

func hasWord(v browse.Values, first int, word string) bool {
	for i := range first {
		if contains(v.At(i), word) {
			return true
		}
	}
	return false
}

// contains reports whether a lower-case word is in a text in any letter case. It is asked for every record at each key:
// text that has only ASCII is not copied.
func contains(text, word string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.Contains(strings.ToLower(text), word)
		}
	}
	for i := 0; i+len(word) <= len(text); i++ {
		if begins(text[i:], word) {
			return true
		}
	}
	return false
}

func begins(text, word string) bool {
	for i := range len(word) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
