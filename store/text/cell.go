package text

import (
	"strings"
	"unicode/utf8"
)

// guard is what a spreadsheet reads as "text follows".
const guard = "'"

// formula holds what makes a spreadsheet run a cell when it stands first, with the full-width forms that Excel
// takes for the same in some languages.
const formula = "=+-@＝＋－＠\t\r\n"

// blank holds what some spreadsheets skip before they look for a formula.
const blank = " \v\f\u00a0\u200b\u3000\ufeff"

// Cell returns s in a form that no spreadsheet runs as a formula: an apostrophe goes before a value that would
// start one, and before a value that starts with an apostrophe, so that Uncell gives back exactly s.
func Cell(s string) string {
	if guarded(s) {
		return guard + s
	}
	return s
}

// Uncell returns what Cell was given. Of a value that Cell never made it takes nothing away, unless its apostrophe
// stands before something that would run.
func Uncell(s string) string {
	if rest, found := strings.CutPrefix(s, guard); found && guarded(rest) {
		return rest
	}
	return s
}

// guarded reports whether Cell puts an apostrophe before s.
func guarded(s string) bool {
	if s == "" {
		return false
	}
	if c := s[0]; c < utf8.RuneSelf && (c >= 'A' || c >= '0' && c <= '9') {
		return false // nearly every value: starts with a letter or digit
	}
	if strings.HasPrefix(s, guard) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, blank))
	return first != utf8.RuneError && strings.ContainsRune(formula, first)
}
