package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

const (
	bomUTF8    = "\xef\xbb\xbf"
	bomUTF16LE = "\xff\xfe"
	bomUTF16BE = "\xfe\xff"
	bomUTF32LE = "\xff\xfe\x00\x00"
	bomUTF32BE = "\x00\x00\xfe\xff"
)

// decode turns the bytes of a text file into a string and says in what encoding they were, as far as the bytes
// themselves prove it: by their mark, by being UTF-8, by the zeros of UTF-16, or by the accents of the old
// one-byte encodings. Bytes that prove nothing are refused.
func decode(data []byte) (text, encoding string, err error) {
	switch {
	case hasPrefix(data, bomUTF32LE), hasPrefix(data, bomUTF32BE):
		return "", "", encodingProblem(0, "the text is UTF-32, which is not read")
	case hasPrefix(data, bomUTF16LE):
		return decode16(data[2:], "UTF-16 LE")
	case hasPrefix(data, bomUTF16BE):
		return decode16(data[2:], "UTF-16 BE")
	}
	rest, marked := bytes.CutPrefix(data, []byte(bomUTF8))
	if nul := bytes.IndexByte(rest, 0); nul >= 0 {
		if order := zeros16(rest); order != "" && !marked {
			return decode16(rest, order)
		}
		return "", "", &Problem{
			Line: lineAt(rest, nul), Code: "nul",
			Message: "the file holds zero bytes, so it is no table of text or it is damaged",
			Remedy:  saveAsTable,
		}
	}
	if !utf8.Valid(rest) {
		return decodeLegacy(rest, marked)
	}
	if marked {
		return shared(rest), "UTF-8 with BOM", nil
	}
	return shared(rest), "UTF-8", nil
}

// shared makes a string of the bytes without a copy of them: a file of 64 MiB is held once. Read says that the
// bytes must stay as they are.
func shared(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func hasPrefix(data []byte, prefix string) bool { return bytes.HasPrefix(data, []byte(prefix)) }

func encodingProblem(line int, message string) *Problem {
	return &Problem{
		Line: line, Code: "encoding", Message: message,
		Remedy: "open it in the program it comes from and save it as CSV in UTF-8",
	}
}

// decode16 reads UTF-16. Half a character is damage and refused.
func decode16(data []byte, order string) (text, encoding string, err error) {
	if len(data)%2 != 0 {
		return "", "", encodingProblem(0, "the text is "+order+" but ends in the middle of a character: it was cut short")
	}
	low, high := 0, 1
	if order == "UTF-16 BE" {
		low, high = 1, 0
	}
	unit := func(i int) rune { return rune(data[i+low]) | rune(data[i+high])<<8 }
	var b strings.Builder
	b.Grow(len(data)/2 + len(data)/16)
	for i := 0; i < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i += 2; i < len(data) {
				second = unit(i)
			}
			r = utf16.DecodeRune(r, second)
			if r == utf8.RuneError {
				return "", "", encodingProblem(1+strings.Count(b.String(), "\n"), "the text is "+order+" but holds half a character: it is damaged")
			}
		}
		if r == 0 {
			return "", "", encodingProblem(1+strings.Count(b.String(), "\n"), "the text is "+order+" but holds zero characters: it is damaged")
		}
		b.WriteRune(r)
	}
	return b.String(), order, nil
}

// zeros16 recognises UTF-16 without a mark by where its zero bytes stand: nearly every second byte, always on the
// same side. It returns the byte order, or "".
func zeros16(data []byte) string {
	var at [2]int
	sample := data[:min(len(data), 64<<10)]
	for i, c := range sample {
		if c == 0 {
			at[i%2]++
		}
	}
	enough := len(sample) / 4
	switch {
	case len(data)%2 == 0 && at[0] == 0 && at[1] > enough:
		return "UTF-16 LE"
	case len(data)%2 == 0 && at[1] == 0 && at[0] > enough:
		return "UTF-16 BE"
	}
	return ""
}

// decodeLegacy reads text that is not UTF-8. Where more of its accents are right UTF-8 than wrong, or its mark says
// UTF-8, it is damaged and refused at the first wrong byte; else it is one of the old encodings.
func decodeLegacy(data []byte, marked bool) (text, encoding string, err error) {
	right, wrong, first := 0, 0, -1
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
	if marked || right >= wrong {
		return "", "", encodingProblem(lineAt(data, first), fmt.Sprintf(
			"the text is UTF-8, but the byte 0x%02X here is not: the file is damaged or was put together from several encodings", data[first]))
	}
	table, encoding := legacyTable(data)
	var b strings.Builder
	b.Grow(len(data) + 2*wrong)
	for i, c := range data {
		r := table.DecodeByte(c)
		if noCharacter(r) {
			return "", "", encodingProblem(lineAt(data, i), fmt.Sprintf("the byte 0x%02X here is no character of UTF-8, Windows-1252 or Mac Roman", c))
		}
		b.WriteRune(r)
	}
	return b.String(), encoding, nil
}

// lineAt is the physical line of a byte.
func lineAt(data []byte, at int) int { return 1 + breaks(string(data[:at])) }

// breaks counts the line breaks in a text: LF, CRLF and CR.
func breaks(s string) int {
	n := strings.Count(s, "\n")
	if strings.IndexByte(s, '\r') < 0 {
		return n
	}
	return n + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}
