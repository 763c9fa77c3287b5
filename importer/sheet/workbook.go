package sheet

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// workbook is what the sheets of a workbook share.
type workbook struct {
	*archive
	sheets   []worksheet
	rowless  []rowlessSheet
	date1904 bool
	outdated bool     // it asks for its formulas to be worked out anew, so their stored results prove nothing
	texts    []string // shared texts
	styles   []style
	look     func(rows int, share float64) error // Options.Look
}

// worksheet is a sheet of rows and columns.
type worksheet struct {
	SheetInfo
	part string
}

// read reads what must be known before a sheet is read.
func (b *workbook) read() error {
	main, rels, err := b.main()
	if err != nil {
		return err
	}
	if err := b.readSheets(main, rels); err != nil {
		return err
	}
	return b.readShared(rels)
}

// main is the part that lists the sheets, and what it refers to.
func (b *workbook) main() (part string, rels []relation, err error) {
	part, err = mainPart(b.archive)
	if err != nil {
		return "", nil, err
	}
	folder := path.Dir(part)
	rels, err = readRelations(b.archive, path.Join(folder, "_rels", path.Base(part)+".rels"), folder)
	return part, rels, err
}

// readShared reads the shared texts and the styles. A second part of either kind would shift what cells refer to.
func (b *workbook) readShared(rels []relation) error {
	readers := map[string]func(part string) error{"sharedStrings": b.readTexts, "styles": b.readStyles}
	seen := map[string]bool{}
	for _, r := range rels {
		read := readers[r.kind]
		if read == nil {
			continue
		}
		if seen[r.kind] {
			return &Problem{Code: "malformed", Message: "the workbook has two parts for its " + r.kind, Remedy: saveAgain}
		}
		seen[r.kind] = true
		if err := read(r.target); err != nil {
			return err
		}
	}
	return nil
}

// readSheets reads the list of sheets.
func (b *workbook) readSheets(part string, rels []relation) error {
	return eachChild(b.archive, part, "workbook", func(x *xmlReader) error {
		switch {
		case x.is("workbookPr"):
			b.date1904 = isTrue(x.attr("date1904"))
		case x.is("calcPr"):
			b.outdated = isTrue(x.attr("fullCalcOnLoad"))
		case x.is("sheets"):
			return eachInside(x, "sheet", func() error { return b.addSheet(x, rels) })
		}
		return x.skip()
	})
}

// addSheet takes one sheet of the list.
func (b *workbook) addSheet(x *xmlReader, rels []relation) error {
	id, name, state := x.relation(), x.attr("name"), x.attr("state")
	at := slices.IndexFunc(rels, func(r relation) bool { return r.id == id })
	if at < 0 {
		x.malformed("it lists the sheet " + quoted(name) + " but does not say where it is")
		return x.err
	}
	if len(b.sheets)+len(b.rowless) == maxParts {
		return sizeLimit(0, fmt.Sprintf("the workbook has more than %d sheets", maxParts))
	}
	r := rels[at]
	if r.kind != "worksheet" {
		what, known := rowless[r.kind]
		if !known {
			what = "not a sheet of rows"
		}
		b.rowless = append(b.rowless, rowlessSheet{name, what})
		return nil
	}
	if slices.ContainsFunc(b.sheets, func(w worksheet) bool { return strings.EqualFold(w.Name, name) }) {
		x.malformed("it lists two sheets of the name " + quoted(name))
		return x.err
	}
	hidden := state != "" && state != "visible"
	b.sheets = append(b.sheets, worksheet{SheetInfo{name, hidden}, r.target})
	return nil
}

func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }
