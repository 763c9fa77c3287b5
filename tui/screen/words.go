package screen

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"homeroom/store"
)

// Words are an error in sentences: what went wrong, then what to do next.
func Words(err error) string {
	var e *store.Error
	if !errors.As(err, &e) {
		return Sentence(err.Error())
	}
	what := e.Message
	if e.Err != nil {
		what += ": " + e.Err.Error()
	}
	return strings.TrimSpace(Sentence(what) + " " + Sentence(e.Remedy))
}

// Sentence gives words a capital at the beginning and a full stop at the end. A first word that holds more than
// lower-case letters may be somebody's User ID, or what Apple calls a device, and stays as it is. A name alone cannot be
// told from a word: no message begins with the name of an operator.
func Sentence(words string) string {
	if words == "" {
		return ""
	}
	first, _, _ := strings.Cut(words, " ")
	if strings.IndexFunc(first, func(r rune) bool { return !unicode.IsLower(r) && r != ',' && r != ':' }) < 0 {
		r, n := utf8.DecodeRuneInString(words)
		words = string(unicode.ToUpper(r)) + words[n:]
	}
	if strings.ContainsRune(".!?…", lastRune(words)) {
		return words
	}
	return words + "."
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
