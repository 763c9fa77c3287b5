package sheet

import (
	"bytes"
	"unicode/utf16"
)

// oleMagic starts the container of the old Office formats and of encrypted workbooks.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// oleKinds are told apart by the name of a stream in the container's directory.
var oleKinds = [...]struct{ stream, what, code string }{
	{"EncryptedPackage", "a workbook with a password", "password"},
	{"Workbook", "an old Excel workbook (.xls)", "xls"},
	{"Book", "an old Excel workbook (.xls)", "xls"},
	{"WordDocument", "an old Word document (.doc)", "document"},
	{"PowerPoint Document", "an old PowerPoint presentation (.ppt)", "document"},
	{"__properties_version1.0", "a mail message (.msg)", "mail"},
}

// oleKind names what an OLE container holds. A document may have others inside it: the stream that the directory names
// first is its own.
func oleKind(data []byte) *Problem {
	first := len(data)
	p := isReally("a document of an old Office program", "xls")
	for _, k := range oleKinds {
		at := streamAt(data, k.stream)
		if at < 0 || at >= first {
			continue
		}
		first = at
		p = isReally(k.what, k.code)
		if k.code == "password" {
			p.Message = "this workbook is protected by a password and cannot be read"
			p.Remedy = "open it in Excel, take the password away (File > Info > Protect Workbook) and save it as .xlsx"
		}
	}
	return p
}

// streamAt is the place of the container's directory entry of this name, or -1. Entries have 128 bytes and start with
// the name in UTF-16, so looking at every 128th byte finds them wherever the directory lies.
func streamAt(data []byte, name string) int {
	var want []byte
	for _, u := range utf16.Encode([]rune(name + "\x00")) {
		want = append(want, byte(u), byte(u>>8))
	}
	for at := 512; at+128 <= len(data); at += 128 {
		if bytes.HasPrefix(data[at:], want) {
			return at
		}
	}
	return -1
}
