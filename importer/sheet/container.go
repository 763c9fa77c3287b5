package sheet

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"sort"
	"strings"
)

// contentKinds name the main part of an Office package by its content type, without "application/"; those that can
// be read have no name.
var contentKinds = map[string]struct{ what, code string }{
	"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":    {},
	"vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": {},
	"vnd.ms-excel.sheet.macroenabled.main+xml":                          {},
	"vnd.ms-excel.template.macroenabled.main+xml":                       {},
	"vnd.ms-excel.addin.macroenabled.main+xml":                          {"an Excel add-in (.xlam)", "addin"},
	"vnd.ms-excel.sheet.binary.macroenabled.main":                       {"a binary Excel workbook (.xlsb)", "xlsb"},
}

// wrongPackage names a zip file that is no workbook, or is nil. name helps to tell Apple's formats apart.
func wrongPackage(a *archive, name string) error {
	if a.has("[Content_Types].xml") {
		return nil
	}
	if p := openDocument(a); p != nil {
		return p
	}
	if isApple(a) {
		return appleKind(a, name)
	}
	if a.under("xl/") != nil {
		return &Problem{
			Code: "damaged", Message: "the file is a workbook (.xlsx) without its list of contents",
			Remedy: fetchAgain,
		}
	}
	names := a.under("")
	if len(names) == 0 {
		return isReally("an empty zip archive", "archive")
	}
	more := ""
	if len(names) > 3 {
		names, more = names[:3], ", …"
	}
	return isReally("a zip archive that holds "+clipped(strings.Join(names, ", "))+more, "archive")
}

// under lists the archive's parts in a folder, sorted, in lower case.
func (a *archive) under(folder string) []string {
	var names []string
	for key := range a.parts {
		if strings.HasPrefix(key, folder) && !strings.HasSuffix(key, "/") {
			names = append(names, key)
		}
	}
	sort.Strings(names)
	return names
}

// openDocument names an OpenDocument file by its part "mimetype", or is nil.
func openDocument(a *archive) *Problem {
	if !a.has("mimetype") {
		return nil
	}
	r, err := a.open("mimetype")
	if err != nil {
		return nil
	}
	kind, err := io.ReadAll(io.LimitReader(r, 200))
	switch s := strings.TrimSpace(string(kind)); {
	case err != nil:
		return nil
	case strings.HasPrefix(s, "application/vnd.oasis.opendocument.spreadsheet"):
		return isReally("an OpenDocument spreadsheet (.ods)", "ods")
	case strings.HasPrefix(s, "application/vnd.oasis.opendocument."):
		return isReally("an OpenDocument document of "+clipped(path.Base(strings.ReplaceAll(s, ".", "/"))), "document")
	case strings.HasPrefix(s, "application/epub"):
		return isReally("a book (EPUB)", "document")
	}
	return nil
}

// appleKind names a document of Apple's office programs. They share one format, so the file's ending decides.
func appleKind(a *archive, name string) *Problem {
	switch e := ending(name); {
	case e == "pages":
		return isReally("an Apple Pages document", "document")
	case e == "key" || a.has("index/slide.iwa"):
		return isReally("an Apple Keynote presentation", "document")
	}
	return isReally("an Apple Numbers document (.numbers)", "numbers")
}

// mainPart finds the part in which the package starts, and checks that it is a workbook.
func mainPart(a *archive) (part string, err error) {
	rels, err := readRelations(a, "_rels/.rels", "")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" {
			part = r.target
			break
		}
	}
	if part == "" {
		return "", isReally("an Office package without a workbook", "document")
	}
	types, err := readContentTypes(a)
	if err != nil {
		return "", err
	}
	kind := types.of(part)
	content, known := contentKinds[strings.TrimPrefix(lower(kind), "application/")]
	switch {
	case known && content.what == "":
		return part, nil
	case known:
		return "", isReally(content.what, content.code)
	case strings.Contains(kind, "wordprocessingml") || strings.Contains(kind, "ms-word"):
		return "", isReally("a Word document (.docx)", "document")
	case strings.Contains(kind, "presentationml") || strings.Contains(kind, "ms-powerpoint"):
		return "", isReally("a PowerPoint presentation (.pptx)", "document")
	}
	return "", isReally("an Office package of the kind "+quoted(kind), "document")
}

// contentTypes says what each part is.
type contentTypes struct {
	parts   map[string]string // by partKey
	endings map[string]string
}

func (c *contentTypes) of(part string) string {
	if kind, named := c.parts[partKey(part)]; named {
		return kind
	}
	return c.endings[ending(part)]
}

func readContentTypes(a *archive) (*contentTypes, error) {
	const part = "[Content_Types].xml"
	types := &contentTypes{map[string]string{}, map[string]string{}}
	err := eachChild(a, part, "Types", func(x *xmlReader) error {
		switch {
		case len(types.parts)+len(types.endings) > maxList:
			return listLimit(part)
		case x.is("Override"):
			types.parts[partKey(x.attr("PartName"))] = x.attr("ContentType")
		case x.is("Default"):
			types.endings[lower(x.attr("Extension"))] = x.attr("ContentType")
		}
		return x.skip()
	})
	return types, err
}

// relation is a link from one part to another.
type relation struct {
	id, kind, target string // kind is the last word of the relationship's type
}

// readRelations reads a .rels part. Targets are relative to the folder of the part that links.
func readRelations(a *archive, part, folder string) ([]relation, error) {
	var rels []relation
	ids := map[string]bool{}
	err := eachChild(a, part, "Relationships", func(x *xmlReader) error {
		if !x.is("Relationship") || x.attr("TargetMode") == "External" {
			return x.skip()
		}
		if len(rels) == maxList {
			return listLimit(part)
		}
		r := relation{x.attr("Id"), path.Base(x.attr("Type")), a.target(x.attr("Target"), folder)}
		if ids[r.id] {
			x.malformed("two of its links have the name " + quoted(r.id))
		}
		ids[r.id] = true
		rels = append(rels, r)
		return x.skip()
	})
	return rels, err
}

// target is the name of the part that a link leads to. Names are percent-encoded in links, and in some programs' zip
// files, too.
func (a *archive) target(link, folder string) string {
	if !strings.HasPrefix(link, "/") {
		link = path.Join("/", folder, link)
	}
	link = strings.TrimPrefix(path.Clean(link), "/")
	if plain, err := url.PathUnescape(link); err == nil && !a.has(link) && a.has(plain) {
		return plain
	}
	return link
}

// eachChild reads a small part: it calls f at every element right below the root, which f has to pass.
func eachChild(a *archive, part, root string, f func(*xmlReader) error) error {
	r, err := a.open(part)
	if err != nil {
		return err
	}
	size := a.parts[partKey(part)].UncompressedSize64
	if size > maxFrame && root != "worksheet" && root != "sst" {
		return sizeLimit(0, fmt.Sprintf("the workbook's part %s is larger than %d MiB", clipped(part), maxFrame>>20))
	}
	if size > 4*window { // worth another core
		early := readAhead(r)
		defer early.close()
		r = early
	}
	x := newXML(part, r, size)
	if err := x.enter(root); err != nil {
		return err
	}
	for {
		switch x.next() {
		case tokenStart:
			if err := f(x); err != nil {
				return err
			}
			if x.err != nil {
				return x.err
			}
		case tokenEnd:
			return x.rest()
		case tokenFail, tokenDone:
			return x.err
		}
	}
}

// enter passes the start of the root element, which must have this name.
func (x *xmlReader) enter(root string) error {
	if x.next() != tokenStart {
		x.malformed("it has no elements")
		return x.err
	}
	switch {
	case x.is(root):
	case string(x.name) == root:
		x.malformed("its elements belong to something other than a workbook")
	default:
		x.malformed("it starts with the element " + clipped(string(x.name)) + " instead of " + root)
	}
	return x.err
}
