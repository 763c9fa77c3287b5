package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// token is what the reader of markup stands on.
type token byte

const (
	tokenNone  token = iota // nothing yet
	tokenFail               // see xmlReader.err
	tokenStart              // an element begins: name, main, attrs
	tokenEnd                // the element ends
	tokenChars              // text inside an element, decoded
	tokenDone               // the document is over and was well-formed
)

// attribute is one attribute, its value as written.
type attribute struct {
	name  []byte
	value []byte // still with its character references
}

// xmlReader reads a part of a workbook piece by piece. The lexer below it is quick and lenient; what makes a
// document well-formed is checked here: tags balanced, one root, names and attributes right, no DTD, only the
// five entities and character references, UTF-8, namespaces declared. Nothing is kept of what was passed.
type xmlReader struct {
	part  string // name of the part, for messages
	src   io.Reader
	wide  bool // the part is written in UTF-16
	err   error
	buf   []byte // window of the part, refilled when a piece runs over its end
	n     int
	eof   bool
	begun bool // something other than the start of the document was met
	in    *parse.Input
	lex   *xml.Lexer

	name  []byte // local name of the element that begins
	main  bool   // it belongs to the namespace of workbooks, packages or relationships that is read here
	attrs []attribute
	chars []byte

	prefixed bool // one of the attributes has a prefix
	declares bool // one of the attributes declares a namespace

	open   []byte // names of the open elements, one behind the other
	ends   []int  // where each of them ends in open
	scopes []scope
	plain  namespace // of names without a prefix
	void   bool      // the element that began has no content: its end comes next
	rooted bool

	instructions int   // processing instructions that were passed
	read         int64 // bytes of the part that were passed
}

// window is how much of a part is held at a time.
const window = 128 << 10

func newXML(part string, src io.Reader, size uint64) *xmlReader {
	x := &xmlReader{part: part, buf: make([]byte, min(window, size+64)+1)}
	x.src, x.wide = inUTF8(src)
	x.refill(0)
	x.skipMark()
	return x
}

// skipMark steps over a UTF-8 mark at the start.
func (x *xmlReader) skipMark() {
	if bytes.HasPrefix(x.buf[:x.n], []byte(bomUTF8)) {
		x.refill(len(bomUTF8))
	}
}

// refill moves what begins at keep to the front of the window and reads on behind it. A piece that fills the whole
// window gets a larger one, up to a limit.
func (x *xmlReader) refill(keep int) bool {
	if x.err != nil {
		return false
	}
	x.read += int64(keep)
	if keep == 0 && x.n == len(x.buf)-1 {
		if len(x.buf) > maxToken {
			return x.fail("too_much", fmt.Sprintf("a single piece of it is longer than %d KiB", maxToken>>10))
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	x.n = copy(x.buf, x.buf[keep:x.n])
	from := x.n
	if !x.eof {
		n, err := fill(x.src, x.buf[x.n:len(x.buf)-1]) // one byte stays for the lexer's end mark
		x.n += n
		if x.eof = errors.Is(err, io.EOF); err != nil && !x.eof {
			x.err = partDamaged(x.part, err)
			return false
		}
	}
	if bytes.IndexByte(x.buf[from:x.n], 0) >= 0 {
		return x.malformed("it holds zero bytes")
	}
	x.in = parse.NewInputBytes(x.buf[:x.n])
	x.lex = xml.NewLexer(x.in)
	return true
}

// fail keeps the first error.
func (x *xmlReader) fail(code, message string) bool {
	if x.err == nil {
		x.err = &Problem{Code: code, Message: "the workbook's part " + clipped(x.part) + " is not read: " + message, Remedy: saveAgain}
	}
	return false
}

func (x *xmlReader) malformed(message string) bool { return x.fail("malformed", message) }

// next moves to the next token. Comments and processing instructions are passed over.
func (x *xmlReader) next() token {
	if x.void {
		x.void = false
		x.pop()
		return tokenEnd
	}
	for x.err == nil {
		at := x.in.Offset()
		if got := x.quick(at); got != tokenNone {
			return got
		}
		kind, raw := x.lex.Next()
		if x.in.Offset() == x.n && !x.eof {
			x.refill(at)
			continue
		}
		if got, is := x.take(kind, raw, at); is {
			return got
		}
	}
	return tokenFail
}

// take turns a piece from the lexer into a token, if it is one.
func (x *xmlReader) take(kind xml.TokenType, raw []byte, at int) (token, bool) {
	switch kind {
	case xml.TextToken:
		return tokenChars, x.text(raw)
	case xml.CDATAToken:
		return tokenChars, x.cdata(raw)
	case xml.StartTagToken:
		return tokenStart, x.startTag(at)
	case xml.EndTagToken:
		return tokenEnd, x.endTag(raw)
	case xml.CommentToken:
		x.comment(raw)
	case xml.StartTagPIToken:
		x.instruction(at)
		return tokenFail, false
	case xml.DOCTYPEToken:
		x.fail("doctype", "it holds a DTD, which no workbook has")
	default:
		return tokenDone, x.done()
	}
	x.begun = true
	return tokenFail, false
}

// done checks that the document ended where a document may end.
func (x *xmlReader) done() bool {
	switch {
	case len(x.ends) > 0:
		return x.malformed("it ends inside the element " + clipped(string(x.top())))
	case !x.rooted:
		return x.malformed("it is empty")
	}
	return x.err == nil
}

// startTag reads an element's name and attributes.
func (x *xmlReader) startTag(at int) bool {
	name := x.lex.Text()
	x.clear()
	for {
		kind, raw := x.lex.Next()
		if kind == xml.AttributeToken && x.in.Offset() < x.n {
			if !x.attribute(raw) {
				return false
			}
			continue
		}
		if x.in.Offset() == x.n && !x.eof {
			x.refill(at)
			return false
		}
		if kind != xml.StartTagCloseToken && kind != xml.StartTagCloseVoidToken {
			return x.malformed("a tag is cut short or wrongly closed")
		}
		x.begun = true
		return x.push(name, kind == xml.StartTagCloseVoidToken)
	}
}

// clear forgets the attributes of the tag before.
func (x *xmlReader) clear() { x.attrs, x.prefixed, x.declares = x.attrs[:0], false, false }

// attribute checks one attribute and keeps it.
func (x *xmlReader) attribute(raw []byte) bool {
	name, value := x.lex.Text(), x.lex.AttrVal()
	switch {
	case !isName(name):
		return x.malformed("an attribute has no proper name")
	case raw[0] > ' ':
		return x.malformed("two attributes stand without a space between them")
	case len(value) < 2 || value[0] != '"' && value[0] != '\'' || value[len(value)-1] != value[0]:
		return x.malformed("the attribute " + clipped(string(name)) + " has no quoted value")
	case bytes.IndexByte(value, '<') >= 0:
		return x.malformed("the attribute " + clipped(string(name)) + " holds a <")
	case !isPlain(value) && !x.sound(value):
		return false
	}
	return x.keep(name, value[1:len(value)-1])
}

// keep takes an attribute whose name and value were found to be right.
func (x *xmlReader) keep(name, value []byte) bool {
	for i := range x.attrs {
		if bytes.Equal(x.attrs[i].name, name) {
			return x.malformed("the attribute " + clipped(string(name)) + " stands twice in one tag")
		}
	}
	if len(x.attrs) == maxAttributes {
		return x.malformed("a tag has too many attributes")
	}
	x.prefixed = x.prefixed || bytes.IndexByte(name, ':') >= 0
	x.declares = x.declares || bytes.HasPrefix(name, []byte("xmlns"))
	x.attrs = append(x.attrs, attribute{name, value})
	return true
}

// sound reports whether an attribute's value could be decoded.
func (x *xmlReader) sound(value []byte) bool {
	_, why := decodeText(value, nil)
	return why == "" || x.malformed(why)
}

// push opens an element; void says that it has no content.
func (x *xmlReader) push(name []byte, void bool) bool {
	switch {
	case !isName(name):
		return x.malformed("a tag has no proper name")
	case len(x.ends) == 0 && x.rooted:
		return x.malformed("something follows after its end")
	case len(x.ends) == maxDepth:
		return x.fail("too_deep", fmt.Sprintf("more than %d elements stand inside each other", maxDepth))
	}
	x.rooted, x.void = true, void
	x.open = append(x.open, name...)
	x.ends = append(x.ends, len(x.open))
	if x.declares && !x.declare() {
		return false
	}
	return x.resolve(name)
}

// pop closes the innermost element.
func (x *xmlReader) pop() {
	depth := len(x.ends)
	x.open = x.open[:depthStart(x.ends)]
	x.ends = x.ends[:depth-1]
	if n := len(x.scopes); n > 0 && x.scopes[n-1].depth == depth {
		x.undeclare(depth)
	}
}

func depthStart(ends []int) int {
	if len(ends) < 2 {
		return 0
	}
	return ends[len(ends)-2]
}

// top is the full name of the innermost element.
func (x *xmlReader) top() []byte { return x.open[depthStart(x.ends):] }

func (x *xmlReader) endTag(raw []byte) bool {
	name := x.lex.Text()
	if raw[len(raw)-1] != '>' || len(x.ends) == 0 || !bytes.Equal(name, x.top()) {
		return x.malformed("the closing tag " + clipped(string(name)) + " closes nothing that is open")
	}
	x.pop()
	return true
}

func (x *xmlReader) comment(raw []byte) {
	if len(raw) < 7 || !bytes.HasSuffix(raw, []byte("-->")) || bytes.Contains(raw[4:len(raw)-2], []byte("--")) {
		x.malformed("a comment is not closed")
		return
	}
	if why := badText(raw); why != "" {
		x.malformed(why)
	}
}

// isName reports whether b can be the name of an element or attribute: a word, or two with a colon between them.
func isName(b []byte) bool {
	ascii, prefixed, begins := true, false, true
	for _, c := range b {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
		case c >= utf8.RuneSelf:
			ascii = false
		case c == ':' && !begins && !prefixed:
			prefixed, begins = true, true
			continue
		case !begins && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		default:
			return false
		}
		begins = false
	}
	return !begins && (ascii || utf8.Valid(b))
}
