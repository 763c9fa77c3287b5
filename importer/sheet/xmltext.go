package sheet

import (
	"bytes"
	"strconv"
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
	x.chars = append(x.chars[:0], raw[len("<![CDATA["):len(raw)-len("]]>")]...)
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
	if bytes.Contains(raw, []byte("]]>")) {
		return dst, "text holds ]]>"
	}
	for {
		amp := bytes.IndexByte(raw, '&')
		if amp < 0 {
			return append(dst, raw...), ""
		}
		dst = append(dst, raw[:amp]...)
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
	if !ascii && !utf8.Valid(b) {
		return "it holds bytes that are not UTF-8"
	}
	return ""
}

// unescaped decodes the _xHHHH_ by which workbooks write characters that XML cannot hold. Half characters and the
// zero character stay as they are written.
func unescaped(b []byte) []byte {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b
	}
	out := b[:at] // every escape is longer than its character, so writing never overtakes reading
	for rest := b[at:]; len(rest) > 0; {
		if r, is := escape(rest); is {
			out = utf8.AppendRune(out, r)
			rest = rest[len("_xHHHH_"):]
			continue
		}
		out = append(out, rest[0])
		rest = rest[1:]
	}
	return out
}

// escape reads the _xHHHH_ at the start of b.
func escape(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 32)
	return rune(n), err == nil && n > 0 && utf8.ValidRune(rune(n))
}
