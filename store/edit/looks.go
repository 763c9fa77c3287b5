package edit

import (
	"fmt"
	"strings"
	"unicode"

	"homeroom/store"
)

// The characters of Cyrillic and Greek that are drawn like a Latin letter, one under the other.
const (
	drawnAlike = "АВЕЅІЈКМНОРСТУХԚԜаеѕіјорсухԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορ"
	theirLatin = "ABESIJKMHOPCTYXQWaesijopcyxdhqw" + "ABEZHIKMNOPTYXvop"
)

// toLatin is not changed once it is made.
var toLatin = pairs(drawnAlike, theirLatin)

// pairs maps each character of one text to the one at its place in the other.
func pairs(from, to string) map[rune]rune {
	m, other := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		m[r] = other[i]
	}
	return m
}

// toASCII is a full-width character as the ordinary one, and every other kind of space as the ordinary one.
func toASCII(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r != ' ' && unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// Plain is a text with the characters that only look like others replaced by those, and without what nobody sees: two
// texts that are drawn the same become the same. It is for comparing, not for keeping.
func Plain(value string) string {
	return strings.Map(func(r rune) rune {
		if latin, ok := toLatin[r]; ok {
			return latin
		}
		return toASCII(r)
	}, seen(value))
}

// seen is a text without the characters that nobody sees, and with a space for line breaks and tabs. What joins or
// parts letters of other scripts and parts of a picture belongs to them.
func seen(value string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range value {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteRune(' ')
		case last < 0x530 && store.Invisible(string(r)) != nil:
			continue
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// named are the fields in which a character that looks like another is told of: identifiers, where no other is
// meant, and names, where whole words in another script are.
var named = map[store.Field]bool{store.FieldFullName: true, store.FieldEmail: true}

// Looks says what in a value is drawn like something else, or is nil: another kind of space, full width, letters of
// another script in an identifier, or letters of two scripts in one word of a name. A name in Greek or Cyrillic
// is a name.
func Looks(f store.Field, value string) *store.Finding {
	what, identifier := identifiers[f]
	if !identifier && !named[f] || ascii(value) {
		return nil
	}
	warn := func(message, remedy string) *store.Finding {
		return &store.Finding{Rule: "R-08", Severity: store.SeverityWarning, Message: message, Remedy: remedy}
	}
	for _, r := range value {
		if plain := toASCII(r); plain != r {
			return warn(fmt.Sprintf("%s (U+%04X) looks like %s", name(r), r, name(plain)), "type the value again with the ordinary character")
		}
		if latin, ok := toLatin[r]; ok && identifier {
			return warn(fmt.Sprintf("the %s holds %c (U+%04X), which looks like the letter %c", what, r, r, latin), "type the "+what+" again")
		}
	}
	if word, r, mixed := mixedWord(value); mixed && !identifier {
		return warn(fmt.Sprintf("letters of two scripts stand in one word: %c (U+%04X) in “%s”", r, r, word), "write the word in one script")
	}
	return nil
}

// name is a character in a sentence.
func name(r rune) string {
	switch {
	case r == ' ':
		return "a space"
	case unicode.Is(unicode.Zs, r):
		return "another kind of space"
	}
	return string(r)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// scripts are those whose letters are drawn like each other's.
var scripts = [...]*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek}

// mixedWord is the first word with letters of more than one script, and the first letter that is of another than most.
func mixedWord(value string) (word string, odd rune, mixed bool) {
	for _, word := range words(value) {
		if main, several := mainScript(word); several {
			for _, r := range word {
				if s := scriptOf(r); s >= 0 && s != main {
					return word, r, true
				}
			}
		}
	}
	return "", 0, false
}

func words(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// mainScript is the script of most letters of a word, and whether there are several.
func mainScript(word string) (main int, several bool) {
	var n [len(scripts)]int
	for _, r := range word {
		if s := scriptOf(r); s >= 0 {
			n[s]++
		}
	}
	for s := range n {
		several = several || n[s] > 0 && n[main] > 0 && s != main
		if n[s] > n[main] {
			several, main = several || n[main] > 0, s
		}
	}
	return main, several
}

func scriptOf(r rune) int {
	for s, table := range scripts {
		if unicode.Is(table, r) {
			return s
		}
	}
	return -1
}

// oneScript writes every mixed word in the script of most of its letters, as far as they are drawn alike.
func oneScript(value string) string {
	for _, word := range words(value) {
		if main, several := mainScript(word); several {
			value = strings.ReplaceAll(value, word, strings.Map(func(r rune) rune { return inScript(r, main) }, word))
		}
	}
	return value
}

// inScript is the letter of a script that is drawn like r; r itself where there is none.
func inScript(r rune, script int) rune {
	if scriptOf(r) < 0 || scriptOf(r) == script {
		return r
	}
	latin, ok := toLatin[r]
	if !ok {
		latin = r
	}
	if script == 0 {
		return latin
	}
	for other, l := range toLatin {
		if l == latin && scriptOf(other) == script {
			return other
		}
	}
	return r
}
