package sheet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decodeLegacy reads text that is not UTF-8. Where more of its accents are right UTF-8 than wrong it is damaged and
// refused at the first wrong byte; else it is one of the two old encodings in which Office on Windows and on the Mac
// wrote text, by which of the two makes more sense of the bytes beyond ASCII.
func decodeLegacy(data []byte, d Decision) (string, Decision, error) {
	if p := noText(data); p != nil {
		return "", d, p
	}
	right, wrong, first := accents(data)
	if right >= wrong {
		return "", d, brokenUTF8(data, first)
	}
	word := wordAround(data, beyondASCII(data))
	windows, mac := sense(data, charmap.Windows1252), sense(data, charmap.Macintosh)
	other, how := macName, "makes more sense of its bytes beyond ASCII"
	if d.Chosen = windowsName; mac > windows {
		d.Chosen, other = macName, windowsName
	}
	if mac == windows {
		how = "is as likely as " + macName + " and more common"
	}
	if near := max(mac, windows) - min(mac, windows); 20*near <= 20+wrong && canRead(data, charmapOf(other)) {
		d.doubt = fmt.Sprintf("%s reads nearly as well, and gives %s", other, quoted(inTable(word, charmapOf(other))))
	}
	if canRead(data, charmapOf(other)) {
		d.Others = []string{other}
	}
	d.Why = fmt.Sprintf("it is not UTF-8 (the byte 0x%02X in line %d is none), and %s %s: it gives %s, %s would give %s", data[first],
		lineAt(data, first), d.Chosen, how, quoted(inTable(word, charmapOf(d.Chosen))), other, quoted(inTable(word, charmapOf(other))))
	text, err := decodeTable(data, d.Chosen)
	return text, d, err
}

// noText refuses bytes that are neither UTF-8 nor the text of people: every twenty-fifth or more is a control character.
func noText(data []byte) *Problem {
	start := data[:min(len(data), peek)]
	controls := 0
	for _, c := range start {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			controls++
		}
	}
	if controls < 4 || 25*controls < len(start) {
		return nil
	}
	return &Problem{
		Code: "binary", Message: fmt.Sprintf("the file is no text: of its first %d bytes %d are control characters", len(start), controls),
		Remedy: chooseTable,
	}
}

// accents counts the characters beyond ASCII that are right UTF-8 and the bytes that are not, and says where the
// first of those is.
func accents(data []byte) (right, wrong, first int) {
	first = -1
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			if wrong++; first < 0 {
				first = i
			}
		} else {
			right++
		}
		i += size
	}
	return right, wrong, first
}

// charmapOf is the table of an old encoding, or nil for another.
func charmapOf(name string) *charmap.Charmap {
	switch name {
	case windowsName:
		return charmap.Windows1252
	case macName:
		return charmap.Macintosh
	}
	return nil
}

// decodeTable reads text of which every byte is a character.
func decodeTable(data []byte, name string) (string, error) {
	table := charmapOf(name)
	size := 0
	for _, c := range data {
		size += utf8.RuneLen(table.DecodeByte(c))
	}
	var b strings.Builder
	b.Grow(size)
	for i, c := range data {
		r := table.DecodeByte(c)
		if noCharacter(r) {
			return "", encodingProblem(lineAt(data, i), fmt.Sprintf("the byte 0x%02X here is no character of UTF-8, nor of %s", c, name))
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// canRead reports whether every byte is a character.
func canRead(data []byte, table *charmap.Charmap) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf && noCharacter(table.DecodeByte(c)) {
			return false
		}
	}
	return true
}

func inTable(word []byte, table *charmap.Charmap) string {
	var b strings.Builder
	for _, c := range word {
		b.WriteRune(table.DecodeByte(c))
	}
	return b.String()
}

// wordAround is the word that holds the byte at a place, as far as a message shows it: what lies between ASCII that is
// no letter.
func wordAround(data []byte, at int) []byte {
	edge := func(c byte) bool { return c < utf8.RuneSelf && !unicode.IsLetter(rune(c)) && c != '\'' }
	least, most := max(0, at-clip), min(len(data), at+clip)
	from, to := at, at
	for from > least && !edge(data[from-1]) {
		from--
	}
	for to < most && !edge(data[to]) {
		to++
	}
	return data[from:to]
}

// noCharacter reports whether a byte stands for nothing in its encoding.
func noCharacter(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xA0 }
