package sheet

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// peek is how much of a text file is looked at to tell what kind of text it is.
const peek = 4 << 10

// textStarts are kinds of text that are no tables, by how they start, folded.
var textStarts = [...]struct{ start, what, code string }{
	{"begin:vcard", "a file of contacts (vCard)", "contacts"},
	{"begin:vcalendar", "a calendar (ICS)", "calendar"},
	{"[internetshortcut]", "a shortcut of Windows (.url) to a web address, not the file itself", "shortcut"},
	{"[desktop entry]", "a shortcut of Linux (.desktop), not the file itself", "shortcut"},
	{"[{000214a0-0000-0000-c000-000000000046}]", "a shortcut of Windows (.url) to a web address, not the file itself", "shortcut"},
	{"version https://git-lfs.github.com/spec/", "a pointer of Git LFS to a file, not the file itself", "pointer"},
	{"-----begin ", "a key or certificate (PEM)", "key"},
	{"%pdf-", "a PDF document", "pdf"},
	{"{\\rtf", "a text document (RTF)", "document"},
}

// textKind names text that is no table: web pages, XML, mail, JSON and others.
func textKind(data []byte) *Problem {
	start := foldedStart(data)
	for _, k := range textStarts {
		if bytes.HasPrefix(start, []byte(k.start)) {
			return isReally(k.what, k.code)
		}
	}
	switch {
	case sylkStart.Match(start):
		return isReally("a table in the old form SYLK (.slk)", "sylk")
	case difStart.Match(start):
		return isReally("a table in the old form DIF (.dif)", "dif")
	case htmlStart.Match(start):
		return webPage(start)
	case xmlStart.Match(start):
		return xmlKind(start)
	case mailStart.Match(start):
		return mailKind(start)
	case jsonStart.Match(start):
		return jsonKind(data, start)
	}
	return nil
}

// How markup, mail, JSON and old tables start, folded.
var (
	htmlStart = regexp.MustCompile(`^<(!doctype html|(html|head|body|table|meta|style|script|title|div|p|span|font|center|link|form|tr|td|th|b|h[1-6]|br)[\s/>])`)
	xmlStart  = regexp.MustCompile(`^<([?!]|[a-z_][\w.:-]*[\s/>])`)
	mailStart = regexp.MustCompile(`^(from |(mime-version|return-path|received|delivered-to|from|to|subject|date|message-id|content-type|x-[\w-]+|dkim-signature|authentication-results|arc-[\w-]+):)`)
	jsonStart = regexp.MustCompile(`^(\{\s*("[^"\n]*"\s*:|\}\s*$)|\[\s*(\{|\[|"[^"\n]*"\s*[,\]]\s|\]\s*$))`)
	sylkStart = regexp.MustCompile(`^id;p[^\r\n]*[\r\n]([^\r\n]*[\r\n]+)*?[bc];[xy]\d+;[xyk]`)
	difStart  = regexp.MustCompile(`^table\s*[\r\n]+0,1[\r\n]+"`)
	password  = regexp.MustCompile(`type\s*=\s*["']?password`)
	tableTag  = regexp.MustCompile(`<(table|tr|td)[\s>]`)
	signIn    = regexp.MustCompile(`sign.?in|log.?in|log.?on|password`)
	mailField = regexp.MustCompile(`(?m)^(mime-version|received|from|to|subject|date|message-id|content-type|delivered-to):`)
)

// webPage tells a page that asks for a password from one with a table and from others.
func webPage(start []byte) *Problem {
	switch {
	case password.Match(start):
		return signInPage()
	case tableTag.Match(start):
		return isReally("a web page (HTML) with a table, as portals save it under the ending .xls", "html")
	case signIn.Match(start):
		return signInPage()
	}
	p := isReally("a web page (HTML) without a table, as portals send it in the place of a file when something went wrong", "html")
	p.Remedy = "download the file again, and look into it with a browser if it stays like this"
	return p
}

func signInPage() *Problem {
	return isReally("a web page (HTML) that asks to sign in, saved in the place of the file", "sign_in")
}

// xmlKinds are kinds of XML, by what stands near their start, folded.
var xmlKinds = [...]struct{ has, what, code string }{
	{"urn:schemas-microsoft-com:office:spreadsheet", "a workbook in the XML form of Excel 2003", "xml"},
	{"progid=\"excel.sheet\"", "a workbook in the XML form of Excel 2003", "xml"},
	{"progid=\"word.document\"", "a document in the XML form of Word 2003", "document"},
	{"opendocument:xmlns:office", "an OpenDocument file in one piece (.fods)", "xml"},
	{"<!doctype plist", "a property list of Apple (XML)", "plist"},
	{"<plist", "a property list of Apple (XML)", "plist"},
	{"<svg", "a picture (SVG)", "picture"},
	{"<html", "a web page (HTML)", "html"},
}

// xmlKind names XML, or is nil for text that only starts so.
func xmlKind(start []byte) *Problem {
	if bytes.Contains(start, []byte("<plist")) && bytes.Contains(start, []byte("<key>url</key>")) {
		return isReally("a shortcut of the Mac (.webloc) to a web address, not the file itself", "shortcut")
	}
	for _, k := range xmlKinds {
		if bytes.Contains(start, []byte(k.has)) {
			return isReally(k.what, k.code)
		}
	}
	if start[1] != '?' && start[1] != '!' && !bytes.Contains(start, []byte("</")) && !bytes.Contains(start, []byte("/>")) {
		return nil // a table whose first cell stands in angle brackets
	}
	return isReally("an XML file", "xml")
}

// mailKind names a mail message or a web page saved with its pictures, or is nil: a header of a table may hold "Date:".
func mailKind(start []byte) *Problem {
	if bytes.Contains(start, []byte("multipart/related")) {
		return isReally("a web page saved with its pictures (MHTML)", "html")
	}
	if bytes.Contains(start, []byte("pkcs7-mime")) {
		return isReally("an encrypted or signed message, such as a server token (S/MIME)", "key")
	}
	fields := mailField.FindAll(start, -1)
	if len(fields) < 3 && !bytes.HasPrefix(start, []byte("mime-version:")) {
		return nil
	}
	return isReally("a mail message (MIME)", "mail")
}

// jsonKind names JSON, or a shortcut to a Google document, which is JSON, or is nil for text that only starts so.
func jsonKind(data, start []byte) *Problem {
	if bytes.Contains(start, []byte("docs.google.com")) || bytes.Contains(start, []byte(`"doc_id"`)) {
		return isReally("a shortcut to a Google document, not the document itself", "google")
	}
	first, _, _ := strings.Cut(string(start), "\n")
	whole := json.Valid(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(bomUTF8))))
	if !whole && !json.Valid([]byte(strings.TrimSpace(first))) && start[0] != '{' && !bytes.Contains(start, []byte(`":`)) {
		return nil
	}
	return isReally("a JSON file", "json")
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
