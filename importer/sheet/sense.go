package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// spot is a character that ASCII does not have, with the two on either side.
type spot struct{ far, before, r, after, next rune }

// sense is how well the bytes beyond ASCII read in an encoding: letters that names have, in the case of their word, and
// marks where marks stand speak for it; a mark inside a word or a capital after a small letter against it. Quotation
// marks that match in a line speak for it as clearly as two letters.
func sense(data []byte, table *charmap.Charmap) int {
	score, open := 0, false
	for i, c := range data {
		if c == '\n' || c == '\r' {
			open = false
		}
		if c < 0x80 {
			continue
		}
		at := func(by int) rune { return neighbour(data, i+by, table) }
		p := spot{at(-2), at(-1), table.DecodeByte(c), at(1), at(2)}
		fit := p.fits()
		score += fit
		switch {
		case strings.ContainsRune(opening, p.r):
			open = fit > 0
		case open && fit > 0 && strings.ContainsRune(closing, p.r):
			score, open = score+4, false
		}
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

// Characters by what they are to a text of names.
const (
	usual   = "áàâäãåæçéèêëíïîñóôöøúûüßÁÄÅÆÇÉÈÊÍÑÓÔÖØÚÜ" // letters that many names have
	second  = "šžœŠŽŒÂÎËÏ"                               // that some have
	vowels  = "aeiouyáéíóúAEIOUY"
	opening = "“‘„«‹"
	closing = "”’»›"
	dashes  = "–—"
	degrees = "°º" // behind a number
	signs   = "™®©"
	coins   = "€£¥¢"
	starts  = "¿¡"
)

// Scores of a character in its place.
const (
	plain      = 3
	likely     = 2
	possible   = 1
	unsaid     = 0
	odd        = -1
	unlikely   = -2
	impossible = -3
	none       = -10 // no character at all
)

// marksFit is how the characters that are no letters score.
var marksFit = [...]struct {
	chars string
	fits  func(spot) int
}{
	{"’", spot.apostrophe},
	{dashes, spot.dash},
	{opening, spot.opens},
	{closing, spot.closes},
	{degrees, func(p spot) int { return choice(unicode.IsDigit(p.before), likely, unlikely) }},
	{"½¼¾²³", func(p spot) int { return choice(unicode.IsDigit(p.before), possible, unlikely) }},
	{"ª", func(p spot) int {
		return choice(unicode.IsDigit(p.before) || unicode.IsUpper(p.before), likely, unlikely)
	}},
	{signs, spot.sign},
	{starts, spot.starts},
	{"…", spot.trails},
	{"\u00a0", func(spot) int { return possible }},
	{coins, func(p spot) int {
		return choice(unicode.IsDigit(p.before) || unicode.IsDigit(p.after), possible, unlikely)
	}},
	{"•", func(p spot) int { return choice(p.inWord(), impossible, likely) }},
}

func choice(is bool, yes, no int) int {
	if is {
		return yes
	}
	return no
}

// fits scores the character between its neighbours.
func (p spot) fits() int {
	if noCharacter(p.r) {
		return none
	}
	for _, m := range marksFit {
		if strings.ContainsRune(m.chars, p.r) {
			return m.fits(p)
		}
	}
	switch {
	case !unicode.IsLetter(p.r) || p.r >= 0x180 || p.r == 'ƒ' || p.r == 'ı':
		return choice(p.inWord(), impossible, odd)
	case unicode.IsDigit(p.before) || unicode.IsDigit(p.after):
		return impossible
	case !p.inWord():
		return p.alone()
	case unicode.IsUpper(p.r):
		return p.capital()
	}
	return p.small()
}

// inWord reports whether a letter stands beside it.
func (p spot) inWord() bool { return unicode.IsLetter(p.before) || unicode.IsLetter(p.after) }

// last reports whether only an s or t of its word follows, as in Ana’s and can’t.
func (p spot) last() bool {
	return strings.ContainsRune("stST", p.after) && !unicode.IsLetter(p.next)
}

// begins and ends report whether it is the first or the last of its word.
func (p spot) begins() bool { return !unicode.IsLetter(p.before) }
func (p spot) ends() bool   { return !unicode.IsLetter(p.after) }

// weight is how many names have the letter.
func (p spot) weight() int {
	switch {
	case strings.ContainsRune(usual, p.r):
		return plain
	case strings.ContainsRune(second, p.r):
		return likely
	}
	return possible
}

// alone scores a letter that is a word of its own: à, or the first letter of a name.
func (p spot) alone() int {
	switch {
	case p.r == 'à', unicode.IsUpper(p.r) && p.after == '.':
		return likely
	case unicode.IsUpper(p.r):
		return unsaid
	}
	return unlikely
}

// capital scores a capital letter: at the start of a word, or among capitals.
func (p spot) capital() int {
	switch {
	case unicode.IsLower(p.before):
		return impossible
	case unicode.IsUpper(p.before) && unicode.IsLower(p.after), p.begins() && unicode.IsUpper(p.after) && unicode.IsLower(p.next):
		return unlikely
	case p.r == 'Ž' && unicode.IsLower(p.after) && !isVowel(p.after):
		return possible
	case p.r == 'È' && p.begins():
		return likely
	}
	return p.weight()
}

// small scores a small letter by its case and by the sounds beside it.
func (p spot) small() int {
	vowelBefore, vowelAfter := isVowel(p.before), isVowel(p.after)
	between := vowelBefore && (vowelAfter || p.ends())
	switch {
	case unicode.IsUpper(p.after), unicode.IsUpper(p.before) && unicode.IsUpper(p.far):
		return impossible
	case strings.ContainsRune("ñç", p.r) && !p.ends() && !vowelAfter:
		return impossible
	case p.r == 'í' && (p.before == 'i' || p.after == 'i'):
		return impossible
	case p.r == 'œ', p.r == 'ú' && p.after == 'u':
		return choice(p.after == 'u' && p.r == 'œ', plain, impossible)
	case strings.ContainsRune("öûëä", p.r) && vowelBefore && vowelAfter, strings.ContainsRune("öû", p.r) && vowelBefore:
		return odd
	case strings.ContainsRune("šž", p.r):
		return choice(between || p.begins() && vowelAfter, likely, unsaid)
	case p.r == 'ì':
		return choice(p.begins(), impossible, possible)
	case p.begins():
		return p.smallFirst(vowelAfter)
	case p.ends():
		return p.smallLast()
	case p.r == 'í' && (vowelBefore || p.last()):
		return possible
	}
	return p.weight()
}

// smallFirst scores a small letter that begins a word: few do, and names none.
func (p spot) smallFirst(vowelAfter bool) int {
	switch {
	case p.r == 'é':
		return choice(vowelAfter, odd, likely)
	case strings.ContainsRune("áíúóâêç", p.r):
		return likely
	}
	return unsaid
}

// smallLast scores a small letter that ends a word.
func (p spot) smallLast() int {
	switch {
	case strings.ContainsRune("éóëèáàã", p.r):
		return plain
	case strings.ContainsRune("ñîï", p.r):
		return odd
	case strings.ContainsRune("ôç", p.r):
		return unsaid
	}
	return possible
}

func isVowel(r rune) bool { return strings.ContainsRune(vowels, r) }

// apostrophe scores a curly one: before a capital, an s or t that ends the word, behind O or D, at the end of a word on
// s, or before a year. Between two small letters it says little.
func (p spot) apostrophe() int {
	prefix := strings.ContainsRune("ODLNdl", p.before) && !unicode.IsLetter(p.far) && !p.ends()
	switch {
	case unicode.IsLetter(p.before) && p.last():
		return likely
	case unicode.IsLower(p.before) && unicode.IsUpper(p.after), prefix && (p.before == 'O' || unicode.IsUpper(p.after)):
		return plain
	case !unicode.IsLetter(p.before):
		return choice(unicode.IsDigit(p.after) || unicode.IsDigit(p.before), likely, odd)
	case p.ends():
		return choice(strings.ContainsRune("sS", p.before), likely, possible)
	case unicode.IsUpper(p.before) && unicode.IsUpper(p.after), isVowel(p.before) && isVowel(p.after):
		return unsaid
	case isVowel(p.before):
		return unsaid
	}
	return odd
}

// dash scores a dash: between blanks, beside a digit or before a capital.
func (p spot) dash() int {
	word := unicode.IsLetter(p.before) && unicode.IsLetter(p.after)
	switch {
	case !p.inWord(), unicode.IsDigit(p.before), unicode.IsDigit(p.after), unicode.IsLower(p.before) && unicode.IsUpper(p.after):
		return likely
	case word && unicode.IsLower(p.before):
		return odd
	}
	return unsaid
}

// opens and closes score quotation marks: on the outside of words.
func (p spot) opens() int {
	switch {
	case unicode.IsLetter(p.before):
		return impossible
	case unicode.IsLetter(p.after) || unicode.IsDigit(p.after):
		return possible
	}
	return unsaid
}

func (p spot) closes() int {
	switch {
	case unicode.IsLetter(p.after):
		return impossible
	case unicode.IsSpace(p.before):
		return odd
	}
	return possible
}

// sign scores what stands behind the name of a product.
func (p spot) sign() int {
	switch {
	case unicode.IsLetter(p.after):
		return impossible
	case unicode.IsLower(p.before):
		return likely
	}
	return unsaid
}

// starts scores the marks that begin a Spanish question or call.
func (p spot) starts() int {
	switch {
	case unicode.IsLetter(p.before) || !unicode.IsLetter(p.after):
		return impossible
	case unicode.IsUpper(p.after):
		return possible
	}
	return odd
}

// trails scores the dots behind what goes on.
func (p spot) trails() int {
	if unicode.IsLetter(p.after) || p.after == '.' {
		return unlikely
	}
	return possible
}
