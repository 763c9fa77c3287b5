package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// text decodes a run of text into x.chars. Outside the root only white space may stand.
func (x *xmlReader) text(raw []byte) bool {
	if len(x.ends) == 0 {
		if len(bytes.TrimLeft(raw, " \t\r\n")) > 0 {
			return x.malformed("text stands outside its elements")
		}
		x.begun = true
		return false
	}
	decoded, why := decodeText(raw, x.chars[:0])
	x.chars = decoded
	if bytes.Contains(raw, []byte("]]>")) {
		why = "text holds ]]>"
	}
	if why != "" {
		return x.malformed(why)
	}
	return true
}

// cdata takes a section of literal text.
func (x *xmlReader) cdata(raw []byte) bool {
	if len(raw) < len("<![CDATA[]]>") || !bytes.HasSuffix(raw, []byte("]]>")) || len(x.ends) == 0 {
		return x.malformed("a CDATA section is not closed or stands outside the elements")
	}
	x.chars = appendLines(x.chars[:0], raw[len("<![CDATA["):len(raw)-len("]]>")])
	if why := badText(x.chars); why != "" {
		return x.malformed(why)
	}
	return true
}

// decodeText appends raw to dst with its character references replaced. The second result says what is wrong with
// it, or is empty.
func decodeText(raw, dst []byte) (decoded []byte, why string) {
	if isPlain(raw) {
		return append(dst, raw...), ""
	}
	if why := badText(raw); why != "" {
		return dst, why
	}
	for {
		amp := bytes.IndexByte(raw, '&')
		if amp < 0 {
			return appendLines(dst, raw), ""
		}
		dst = appendLines(dst, raw[:amp])
		raw = raw[amp+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return dst, "an & begins no character reference"
		}
		r, known := reference(string(raw[:end]))
		if !known {
			return dst, "it refers to the unknown entity &" + clipped(string(raw[:end])) + ";"
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[end+1:]
	}
}

// appendLines appends raw to dst, every break of lines as a line feed: so the standard has it for CRLF and CR alike. A
// carriage return that is meant is written as a reference or as _x000D_.
func appendLines(dst, raw []byte) []byte {
	for {
		at := bytes.IndexByte(raw, '\r')
		if at < 0 {
			return append(dst, raw...)
		}
		dst = append(append(dst, raw[:at]...), '\n')
		raw = bytes.TrimPrefix(raw[at+1:], []byte("\n"))
	}
}

// reference is the character that &name; stands for.
func reference(name string) (r rune, known bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	base, digits := 10, ""
	switch {
	case len(name) > 2 && name[:2] == "#x":
		base, digits = 16, name[2:]
	case len(name) > 1 && name[0] == '#':
		digits = name[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !isChar(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// isChar reports whether XML allows the character.
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// isPlain reports whether text is ASCII without anything to decode or to check: nearly all of it is.
func isPlain(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c >= utf8.RuneSelf || c == '&' || c == ']' {
			return false
		}
	}
	return true
}

// badText says what makes bytes no text of a document, or is empty.
func badText(b []byte) string {
	ascii := true
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return "it holds control characters"
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	if ascii {
		return ""
	}
	if !utf8.Valid(b) {
		return "it holds bytes that are not UTF-8"
	}
	if bytes.Contains(b, []byte("\uFFFE")) || bytes.Contains(b, []byte("\uFFFF")) {
		return "it holds codes that are no characters"
	}
	return ""
}

// unescaped decodes the _xHHHH_ by which workbooks write characters that XML cannot hold; two of them may be the
// halves of one character. Lone halves and the zero character stay as they are written.
func unescaped(b []byte) []byte {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b
	}
	out := b[:at] // every escape is longer than its character, so writing never overtakes reading
	for rest := b[at:]; len(rest) > 0; {
		r, n := escape(rest)
		if n == 0 {
			out, rest = append(out, rest[0]), rest[1:]
			continue
		}
		out, rest = utf8.AppendRune(out, r), rest[n:]
	}
	return out
}

// escapeLength is that of _xHHHH_.
const escapeLength = len("_xHHHH_")

// escape reads the character that is escaped at the start of b, and how long it is written; 0 when there is none.
func escape(b []byte) (r rune, length int) {
	first := codeUnit(b)
	switch {
	case first <= 0:
		return 0, 0
	case !utf16.IsSurrogate(first):
		return first, escapeLength
	}
	if r = utf16.DecodeRune(first, codeUnit(b[escapeLength:])); r == utf8.RuneError {
		return 0, 0
	}
	return r, 2 * escapeLength
}

// codeUnit reads the _xHHHH_ at the start of b; -1 when there is none.
func codeUnit(b []byte) rune {
	if len(b) < escapeLength || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return -1
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 32)
	if err != nil {
		return -1
	}
	return rune(n)
}
