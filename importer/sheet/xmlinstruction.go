package sheet

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/tdewolff/parse/v2/xml"
)

// instruction passes over the processing instruction that begins at at. The lexer takes it for a tag with attributes,
// which it need not be, so it is only told where to go on. A declaration may stand at the start alone.
func (x *xmlReader) instruction(at int) {
	from := min(at+len("<?"), x.n)
	size := bytes.Index(x.buf[from:x.n], []byte("?>"))
	switch {
	case size < 0 && x.eof:
		x.malformed("a processing instruction is not closed")
		return
	case size < 0:
		x.refill(at)
		return
	}
	if x.instructions++; x.instructions > maxInstructions {
		x.fail("too_much", fmt.Sprintf("it holds more than %d processing instructions", maxInstructions))
		return
	}
	body := x.buf[from : from+size]
	target, rest, _ := bytes.Cut(bytes.Map(spaceOnly, body), []byte(" "))
	switch why := badText(body); {
	case why != "":
		x.malformed(why)
	case !isName(target):
		x.malformed("a processing instruction has no proper name")
	case string(target) != "xml":
	case x.begun:
		x.malformed("its declaration does not stand at the start")
	default:
		x.declaration(rest)
	}
	x.in.Move(from + size + len("?>") - x.in.Offset())
	x.in.Skip()
	x.lex = xml.NewLexer(x.in)
	x.begun = true
}

// spaceOnly makes every white space a space.
func spaceOnly(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// declaration checks what a part says of itself: XML 1.0, in the encoding that it is written in.
func (x *xmlReader) declaration(body []byte) {
	encodings := []string{"", "utf-8", "utf8", "us-ascii"}
	if x.wide {
		encodings = []string{"", "utf-16", "utf-16le", "utf-16be"}
	}
	switch {
	case !slices.Contains([]string{"", "1.0"}, declared(body, "version")):
		x.malformed("it is of another version than XML 1.0")
	case !slices.Contains(encodings, lower(declared(body, "encoding"))):
		x.fail("encoding", "it is not written in the encoding it names, or in neither UTF-8 nor UTF-16")
	}
}

// declared is what a declaration gives under this name, empty when it gives nothing.
func declared(body []byte, name string) string {
	_, after, found := bytes.Cut(body, []byte(name))
	after, is := bytes.CutPrefix(bytes.TrimLeft(after, " "), []byte("="))
	after = bytes.TrimLeft(after, " ")
	if !found || !is || len(after) == 0 {
		return ""
	}
	value, _, closed := bytes.Cut(after[1:], after[:1])
	if !closed || after[0] != '"' && after[0] != '\'' {
		return "?" // it gives something that is no value
	}
	return string(value)
}
