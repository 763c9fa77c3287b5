package sheet

import (
	"bytes"
	"fmt"
)

// namespace is what the names of elements and attributes belong to.
type namespace byte

const (
	nsOther         namespace = iota // declared, and of no concern here
	nsNone                           // a name without prefix where no default is declared
	nsUndeclared                     // a prefix that nobody declared
	nsMain                           // spreadsheet markup
	nsRelationship                   // the r: of r:id
	nsRelationships                  // the package's .rels parts
	nsContentTypes                   // [Content_Types].xml
	nsXML                            // xml:space
)

// namespaceOf tells a namespace by its name. Each has one for transitional and one for strict workbooks.
func namespaceOf(uri string) namespace {
	switch uri {
	case "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main":
		return nsMain
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return nsRelationship
	case "http://schemas.openxmlformats.org/package/2006/relationships":
		return nsRelationships
	case "http://schemas.openxmlformats.org/package/2006/content-types":
		return nsContentTypes
	}
	return nsOther
}

// scope is one declaration of a prefix, in force down to where its element ends.
type scope struct {
	prefix string
	space  namespace
	depth  int
}

// declare takes the xmlns attributes of the element that begins.
func (x *xmlReader) declare() bool {
	for i := range x.attrs {
		a := &x.attrs[i]
		prefix, is := bytes.CutPrefix(a.name, []byte("xmlns"))
		if !is || len(prefix) > 0 && prefix[0] != ':' {
			continue
		}
		uri, why := decodeText(a.value, nil)
		if why != "" {
			return x.malformed(why)
		}
		s := scope{string(bytes.TrimPrefix(prefix, []byte(":"))), namespaceOf(string(uri)), len(x.ends)}
		if s.prefix == "" && len(uri) == 0 {
			s.space = nsNone
		}
		if len(x.scopes) == maxNames {
			return x.fail("too_much", fmt.Sprintf("more than %d namespaces are in force at a time", maxNames))
		}
		x.scopes = append(x.scopes, s)
	}
	x.plain = x.spaceOf(nil)
	return true
}

// undeclare ends the declarations of the element that ends.
func (x *xmlReader) undeclare(depth int) {
	n := len(x.scopes)
	for n > 0 && x.scopes[n-1].depth == depth {
		n--
	}
	x.scopes = x.scopes[:n]
	x.plain = x.spaceOf(nil)
}

// spaceOf is the namespace that a prefix stands for here; no prefix is the default namespace.
func (x *xmlReader) spaceOf(prefix []byte) namespace {
	for i := len(x.scopes) - 1; i >= 0; i-- {
		if x.scopes[i].prefix == string(prefix) {
			return x.scopes[i].space
		}
	}
	switch string(prefix) {
	case "":
		return nsNone
	case "xml":
		return nsXML
	}
	return nsUndeclared
}

// resolve finds the namespace of the element that begins and checks the prefixes of its attributes.
func (x *xmlReader) resolve(name []byte) bool {
	space := x.plain
	x.name = name
	if colon := bytes.IndexByte(name, ':'); colon >= 0 {
		space = x.spaceOf(name[:colon])
		x.name = name[colon+1:]
	}
	x.main = space == nsMain || space == nsRelationships || space == nsContentTypes
	if space == nsUndeclared {
		return x.malformed("the prefix of " + clipped(string(name)) + " is not declared")
	}
	if !x.prefixed {
		return true
	}
	for i := range x.attrs {
		prefix, _, has := bytes.Cut(x.attrs[i].name, []byte(":"))
		if has && string(prefix) != "xmlns" && x.spaceOf(prefix) == nsUndeclared {
			return x.malformed("the prefix of " + clipped(string(x.attrs[i].name)) + " is not declared")
		}
	}
	return true
}

// is reports whether the element that begins has this name in the namespace that is read.
func (x *xmlReader) is(name string) bool { return x.main && string(x.name) == name }

// raw is the value of an attribute without prefix as it is written, nil when it is missing.
func (x *xmlReader) raw(name string) []byte {
	for i := range x.attrs {
		if string(x.attrs[i].name) == name {
			return x.attrs[i].value
		}
	}
	return nil
}

// attr is the value of an attribute without prefix, empty when it is missing.
func (x *xmlReader) attr(name string) string { return x.decoded(x.raw(name)) }

// relation is the value of the attribute r:id, whatever its prefix.
func (x *xmlReader) relation() string {
	for i := range x.attrs {
		prefix, local, has := bytes.Cut(x.attrs[i].name, []byte(":"))
		if has && string(local) == "id" && x.spaceOf(prefix) == nsRelationship {
			return x.decoded(x.attrs[i].value)
		}
	}
	return ""
}

func (x *xmlReader) decoded(raw []byte) string {
	value, why := decodeText(raw, nil)
	if why != "" {
		x.malformed(why)
	}
	return string(value)
}

// skip passes over the rest of the element that has begun.
func (x *xmlReader) skip() error {
	for depth := 1; depth > 0; {
		switch x.next() {
		case tokenStart:
			depth++
		case tokenEnd:
			depth--
		case tokenFail, tokenDone:
			return x.err
		}
	}
	return nil
}

// content appends the text of the element that has begun to dst and passes its end. Elements inside are an error.
func (x *xmlReader) content(dst []byte) ([]byte, error) {
	for {
		switch x.next() {
		case tokenChars:
			if dst = append(dst, x.chars...); len(dst) > maxToken {
				x.fail("cell_too_long", fmt.Sprintf("a single text of it is longer than %d KiB", maxToken>>10))
				return dst, x.err
			}
		case tokenEnd:
			return dst, nil
		case tokenStart:
			x.malformed("the element " + clipped(string(x.name)) + " stands where only text may stand")
			return dst, x.err
		default:
			return dst, x.err
		}
	}
}

// rest reads on to the end of the part, so that all of it was seen to be well-formed and whole.
func (x *xmlReader) rest() error {
	for {
		switch x.next() {
		case tokenDone:
			return nil
		case tokenFail:
			return x.err
		}
	}
}
