package sheet

import (
	"bytes"
	"unicode/utf8"
)

// quick takes what needs no lexer, and is nearly all of a workbook: text up to the next tag, the closing tag of the
// innermost element, and opening tags of the plainest form. They must end before the window does. Anything else, wrong
// or merely unusual, is left to the lexer.
func (x *xmlReader) quick(at int) token {
	rest := x.buf[at:x.n]
	switch {
	case len(x.ends) == 0 || len(rest) < 2:
		return tokenNone
	case rest[0] != '<':
		return x.quickText(rest)
	case rest[1] == '/':
		return x.quickEnd(rest)
	}
	return x.quickStart(rest)
}

// pass steps over n bytes that the lexer does not see.
func (x *xmlReader) pass(n int) {
	x.in.Move(n)
	x.in.Skip()
}

func (x *xmlReader) quickText(rest []byte) token {
	end := bytes.IndexByte(rest, '<')
	if end < 0 {
		return tokenNone
	}
	x.pass(end)
	if !x.text(rest[:end]) {
		return tokenFail
	}
	return tokenChars
}

func (x *xmlReader) quickEnd(rest []byte) token {
	name := x.top()
	size := len("</") + len(name) + len(">")
	if len(rest) <= size || rest[size-1] != '>' || !bytes.Equal(rest[2:size-1], name) {
		return tokenNone
	}
	x.pass(size)
	x.pop()
	return tokenEnd
}

func (x *xmlReader) quickStart(rest []byte) token {
	end := bytes.IndexByte(rest, '>')
	if end < 2 || end+1 == len(rest) || !isPlainTag(rest[1:end]) {
		return tokenNone
	}
	tag := rest[1:end]
	void := tag[len(tag)-1] == '/'
	if void {
		tag = tag[:len(tag)-1]
	}
	name, list := tag, []byte(nil)
	if space := bytes.IndexByte(tag, ' '); space >= 0 {
		name, list = tag[:space], tag[space+1:]
	}
	x.clear()
	for len(list) > 0 {
		attr, value, more, plain := cutAttribute(list)
		if !plain {
			return tokenNone
		}
		if !x.keep(attr, value) {
			return tokenFail
		}
		list = more
	}
	x.pass(end + 1)
	if !x.push(name, void) {
		return tokenFail
	}
	return tokenStart
}

// cutAttribute cuts name="value" off the front of a tag's list of attributes, with the one space behind it.
func cutAttribute(list []byte) (name, value, rest []byte, plain bool) {
	equals := bytes.IndexByte(list, '=')
	if equals < 0 || equals+1 == len(list) || list[equals+1] != '"' || !isName(list[:equals]) {
		return nil, nil, nil, false
	}
	name, rest = list[:equals], list[equals+2:]
	end := bytes.IndexByte(rest, '"')
	if end < 0 || end+1 < len(rest) && rest[end+1] != ' ' {
		return nil, nil, nil, false
	}
	return name, rest[:end], rest[min(end+2, len(rest)):], true
}

// isPlainTag reports whether nothing in a tag has to be decoded or looked at twice.
func isPlainTag(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c >= utf8.RuneSelf || c == '&' || c == '<' || c == '\'' {
			return false
		}
	}
	return isName(b[:1])
}
