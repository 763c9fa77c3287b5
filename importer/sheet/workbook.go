package sheet

import (
	"path"
	"strings"
)

// workbook is what the sheets of a workbook share.
type workbook struct {
	*archive
	sheets   []worksheet
	charts   []string // names of the chart, dialog and macro sheets
	date1904 bool
	texts    []string // shared texts
	dates    []bool   // by style: it shows its numbers as dates
}

// worksheet is a sheet of rows and columns.
type worksheet struct {
	SheetInfo
	part string
}

// read reads what must be known before a sheet is read.
func (b *workbook) read() error {
	main, err := mainPart(b.archive)
	if err != nil {
		return err
	}
	folder := path.Dir(main)
	rels, err := readRelations(b.archive, path.Join(folder, "_rels", path.Base(main)+".rels"), folder)
	if err != nil {
		return err
	}
	if err := b.readSheets(main, rels); err != nil {
		return err
	}
	return b.readShared(rels)
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
		case x.is("sheets"):
			return b.sheetList(x, rels)
		}
		return x.skip()
	})
}

func (b *workbook) sheetList(x *xmlReader, rels []relation) error {
	for {
		switch x.next() {
		case tokenStart:
			if x.is("sheet") && !b.addSheet(x, rels) {
				return x.err
			}
			if err := x.skip(); err != nil {
				return err
			}
		case tokenEnd:
			return nil
		case tokenFail, tokenDone:
			return x.err
		}
	}
}

// addSheet takes one sheet of the list.
func (b *workbook) addSheet(x *xmlReader, rels []relation) bool {
	id, name, state := x.relation(), x.attr("name"), x.attr("state")
	for _, r := range rels {
		if r.id != id {
			continue
		}
		if r.kind != "worksheet" {
			b.charts = append(b.charts, name)
			return true
		}
		hidden := state != "" && state != "visible"
		b.sheets = append(b.sheets, worksheet{SheetInfo{name, hidden}, r.target})
		return true
	}
	return x.malformed("it lists the sheet " + quoted(name) + " but does not say where it is")
}

// choose picks the sheet to read: the one asked for, else the first visible one.
func (b *workbook) choose(asked string) (*worksheet, error) {
	for _, same := range []func(name string) bool{
		func(name string) bool { return name == asked },
		func(name string) bool { return foldName(name) == foldName(asked) },
	} {
		for i := range b.sheets {
			if asked == "" && !b.sheets[i].Hidden || asked != "" && same(b.sheets[i].Name) {
				return &b.sheets[i], nil
			}
		}
	}
	p := &Problem{Code: "no_sheet", Message: "the workbook has no sheet " + quoted(asked), Remedy: b.offer()}
	if asked == "" {
		p.Message = "the workbook has no visible sheet with rows and columns"
	}
	for _, name := range b.charts {
		if asked != "" && foldName(name) == foldName(asked) {
			p.Message = "the sheet " + quoted(name) + " is a chart, dialog or macro and has no rows"
		}
	}
	return nil, p
}

// offer lists the sheets that can be read, as a remedy.
func (b *workbook) offer() string {
	if len(b.sheets) == 0 {
		return "choose a workbook that holds a table"
	}
	var names []string
	for _, s := range b.sheets {
		name := quoted(s.Name)
		if s.Hidden {
			name += " (hidden)"
		}
		names = append(names, name)
	}
	if len(names) > 20 {
		names = append(names[:20], "…")
	}
	return "choose one of its sheets: " + strings.Join(names, ", ")
}

// others lists the other visible sheets, quoted.
func (b *workbook) others(chosen *worksheet) []string {
	var names []string
	for i := range b.sheets {
		if s := &b.sheets[i]; s != chosen && !s.Hidden {
			names = append(names, quoted(s.Name))
		}
	}
	return names
}

func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }
