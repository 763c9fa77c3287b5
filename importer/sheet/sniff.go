package sheet

import (
	"bytes"
	"encoding/json"
)

// signature is how a kind of file that is no table starts.
type signature struct {
	at    int
	magic string
	what  string // "a PDF document"
	code  string
}

// signatures are looked for in this order.
var signatures = [...]signature{
	{0, "%PDF-", "a PDF document", "pdf"},
	{0, "\x89PNG\r\n\x1a\n", "a picture (PNG)", "picture"},
	{0, "\xff\xd8\xff", "a picture (JPEG)", "picture"},
	{0, "GIF87a", "a picture (GIF)", "picture"},
	{0, "GIF89a", "a picture (GIF)", "picture"},
	{0, "II*\x00", "a picture (TIFF)", "picture"},
	{0, "MM\x00*", "a picture (TIFF)", "picture"},
	{8, "WEBP", "a picture (WebP)", "picture"},
	{4, "ftyphei", "a picture (HEIC)", "picture"},
	{4, "ftypmif1", "a picture (HEIC)", "picture"},
	{4, "ftyp", "a film or sound", "film"},
	{0, "{\\rtf", "a text document (RTF)", "document"},
	{0, "\x1f\x8b", "a compressed file (gzip)", "archive"},
	{0, "7z\xbc\xaf\x27\x1c", "an archive (7z)", "archive"},
	{0, "Rar!\x1a\x07", "an archive (RAR)", "archive"},
	{4, "1AY&SY", "a compressed file (bzip2)", "archive"},
	{0, "\xfd7zXZ\x00", "a compressed file (xz)", "archive"},
	{257, "ustar", "an archive (tar)", "archive"},
	{0, "bplist", "a property list", "document"},
	{0, "SQLite format 3\x00", "a database (SQLite)", "database"},
	{0, "\x7fELF", "a program", "program"},
	{0, "MZ\x90\x00", "a program", "program"},
	{0, "\xcf\xfa\xed\xfe", "a program", "program"},
	{0, "\xca\xfe\xba\xbe", "a program", "program"},
	{0, "\x00\x05\x16\x07", "the hidden companion that a Mac writes beside a file (its name starts with ._)", "companion"},
}

// wrongKind names a file that is no table of text, or is nil.
func wrongKind(data []byte) *Problem {
	if len(bytes.TrimSpace(data)) == 0 {
		return &Problem{Code: "empty", Message: "the file is empty", Remedy: "choose the file with the rows in it"}
	}
	if bytes.HasPrefix(data, []byte(oleMagic)) {
		return oleKind(data)
	}
	for _, s := range signatures {
		if len(data) >= s.at+len(s.magic) && string(data[s.at:s.at+len(s.magic)]) == s.magic {
			return isReally(s.what, s.code)
		}
	}
	return markupKind(data)
}

// isReally is the refusal of a file that is something else.
func isReally(what, code string) *Problem {
	p := &Problem{Code: code, Message: "this is " + what + ", not a CSV or .xlsx table", Remedy: saveAsTable}
	switch code {
	case "archive":
		p.Remedy = "unpack it and choose the CSV or .xlsx file inside"
	case "pdf", "picture", "document":
		p.Remedy = "ask for the table it was made from; if you have that, " + saveAsTable
	case "film", "database", "program", "companion":
		p.Remedy = "choose the CSV or .xlsx file"
	}
	return p
}

// peek is how much of a text file is looked at to tell what kind of markup it is.
const peek = 4 << 10

// markupKind names text that is markup and no table: web pages, XML, mail, JSON.
func markupKind(data []byte) *Problem {
	start := foldedStart(data)
	has := func(what ...string) bool {
		for _, w := range what {
			if bytes.HasPrefix(start, []byte(w)) {
				return true
			}
		}
		return false
	}
	switch {
	case has("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div"):
		return isReally("a web page (HTML), as portals save it under the ending .xls", "html")
	case has("<?xml") && bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return isReally("a workbook in the XML form of Excel 2003", "xml")
	case has("<?xml") && bytes.Contains(start, []byte("<html")):
		return isReally("a web page (HTML)", "html")
	case has("<?xml"):
		return isReally("an XML file", "xml")
	case has("mime-version:"):
		return isReally("a saved web page or mail (MIME)", "html")
	case has("{", "[") && json.Valid(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(bomUTF8)))):
		return isReally("a JSON file", "json")
	}
	return nil
}

// foldedStart is the start of a text in lower-case ASCII, without its BOM, white space, leading comments and the
// zeros of UTF-16.
func foldedStart(data []byte) []byte {
	start := data[:min(len(data), peek)]
	for _, bom := range []string{bomUTF8, bomUTF16LE, bomUTF16BE} {
		start = bytes.TrimPrefix(start, []byte(bom))
	}
	start = bytes.ToLower(bytes.ReplaceAll(start, []byte{0}, nil))
	for {
		start = bytes.TrimLeft(start, " \t\r\n")
		rest, found := bytes.CutPrefix(start, []byte("<!--"))
		_, after, closed := bytes.Cut(rest, []byte("-->"))
		if !found || !closed {
			return start
		}
		start = after
	}
}
