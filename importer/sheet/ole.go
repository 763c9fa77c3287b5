package sheet

import (
	"bytes"
	"unicode/utf16"
)

// oleMagic starts the container of the old Office formats and of encrypted workbooks.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// oleKinds are told apart by the name of a stream in the container's directory.
var oleKinds = [...]struct{ stream, what string }{
	{"EncryptedPackage", ""},
	{"Workbook", "an old Excel workbook (.xls)"},
	{"Book", "an old Excel workbook (.xls)"},
	{"WordDocument", "an old Word document (.doc)"},
	{"PowerPoint Document", "an old PowerPoint presentation (.ppt)"},
	{"__properties_version1.0", "a mail message (.msg)"},
}

// oleKind names what an OLE container holds.
func oleKind(data []byte) *Problem {
	for _, k := range oleKinds {
		if !hasStream(data, k.stream) {
			continue
		}
		if k.what == "" {
			return &Problem{
				Code: "password", Message: "this workbook is protected by a password and cannot be read",
				Remedy: "open it in Excel, take the password away (File > Info > Protect Workbook) and save it as .xlsx",
			}
		}
		if k.stream == "Workbook" || k.stream == "Book" {
			return isReally(k.what, "xls")
		}
		return isReally(k.what, "document")
	}
	return isReally("a document of an old Office program", "xls")
}

// hasStream reports whether the container's directory has an entry of this name. Entries have 128 bytes and start
// with the name in UTF-16, so looking at every 128th byte finds them wherever the directory lies.
func hasStream(data []byte, name string) bool {
	var want []byte
	for _, u := range utf16.Encode([]rune(name + "\x00")) {
		want = append(want, byte(u), byte(u>>8))
	}
	for at := 512; at+128 <= len(data); at += 128 {
		if bytes.HasPrefix(data[at:], want) {
			return true
		}
	}
	return false
}
