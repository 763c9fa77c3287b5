package sheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// partLines is more lines than a file within the limits can have: those of the next part are counted from there, so that
// one number says in which part a row stands and where: 100000012 is line 12 of the second. All of a file that holds one
// table is part 0.
const partLines = 100_000_000

// Part is one table of a file that holds several: a sheet of a workbook, or a file of an archive.
type Part struct {
	Name       string
	Header     []string
	HeaderLine int
}

// PartLine is a row's place in its part: 0-based, with the line as that part counts it.
func PartLine(line int) (part, within int) { return line / partLines, line % partLines }

// Part is the place of the part in which the row stands.
func (r *Record) Part() int { return r.Line / partLines }

// LineOf is the number under which a row of a part is known.
func LineOf(part, within int) int { return part*partLines + within }

// Names of the files of an archive, in lower case and in order; nil for what is no archive of files.
func Names(data []byte) []string {
	if !isZip(data) {
		return nil
	}
	a, err := openArchive(data)
	if err != nil || a.has("[Content_Types].xml") {
		return nil
	}
	return a.under("")
}

// ReadParts reads several tables of one file as one: the sheets of a workbook, or the files of a flat archive, with these
// names in any letter case. Every one must be there, even without a row; rows carry their part, and lines that
// LineOf counts. The error is a *Problem that names the part; the table beside it holds no records.
func ReadParts(name string, data []byte, parts []string, o Options) (*Table, error) {
	t := &Table{Kind: "xlsx", Parts: make([]Part, len(parts))}
	read := sheetReading(name, data, o)
	if files := Names(data); files != nil {
		t.Kind = "zip"
		var err error
		if read, err = fileReading(data, files, o); err != nil {
			return t, err
		}
	}
	for i, part := range parts {
		tab, err := read(part)
		if err == nil || lacksRows(err) {
			t.join(i, part, tab)
			continue
		}
		t.Records, t.Problems = nil, nil
		return t, ofPart(err, part, parts)
	}
	if len(t.Records) == 0 {
		return t, &Problem{Code: "header_only", Message: "no part of the file has a row", Remedy: "choose the file with the rows in it"}
	}
	return t, nil
}

// sheetReading reads the sheets of a workbook.
func sheetReading(name string, data []byte, o Options) func(string) (*Table, error) {
	return func(part string) (*Table, error) {
		o := o
		o.Sheet = part
		return Read(name, data, o)
	}
}

// fileReading reads the files of an archive.
func fileReading(data []byte, files []string, o Options) (func(string) (*Table, error), error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	return func(part string) (*Table, error) {
		if !slices.Contains(files, strings.ToLower(part)) {
			return nil, &Problem{Code: "no_sheet", Message: "the archive has no file " + quoted(part), Remedy: "put it in, even if it is empty but for its header"}
		}
		r, err := a.open(part)
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return nil, partDamaged(part, err)
		}
		t := &Table{}
		err = t.readCSV(content, o)
		return t, err
	}, nil
}

// lacksRows reports whether a part was refused for nothing but having no row below its header, or nothing at all.
func lacksRows(err error) bool {
	var p *Problem
	return errors.As(err, &p) && (p.Code == "header_only" || p.Code == "empty")
}

// join puts a part's rows behind those of the parts before it.
func (t *Table) join(i int, name string, tab *Table) {
	t.Parts[i] = Part{Name: name, Header: tab.Header, HeaderLine: tab.HeaderLine}
	t.Sheets, t.Encoding, t.Delimiter = tab.Sheets, tab.Encoding, tab.Delimiter
	for r := range tab.Records {
		rec := tab.Records[r]
		rec.Line = LineOf(i, rec.Line)
		t.Records = append(t.Records, rec)
	}
	for _, p := range tab.Problems {
		if p.Code == "other_sheets" {
			continue
		}
		if p.Line > 0 {
			p.Line = LineOf(i, p.Line)
		}
		p.Message = name + ": " + p.Message
		t.Problems = append(t.Problems, p)
	}
}

// ofPart says in which part something is wrong; of one that is missing, which there have to be.
func ofPart(err error, part string, parts []string) error {
	var p *Problem
	if !errors.As(err, &p) {
		return err
	}
	told := *p
	if p.Code == "no_sheet" {
		told.Remedy = fmt.Sprintf("it has to be there, even empty but for its header: %s", strings.Join(parts, ", "))
		return &told
	}
	told.Message = part + ": " + p.Message
	return &told
}

// AsPart makes a table that was read the one part with rows of a file that holds several; headers are those of all.
func (t *Table) AsPart(n int, names []string, headers [][]string) {
	t.Parts = make([]Part, len(names))
	for i, name := range names {
		t.Parts[i] = Part{Name: name, Header: headers[i], HeaderLine: t.HeaderLine}
	}
	t.Parts[n].Header = t.Header
	for i := range t.Records {
		t.Records[i].Line = LineOf(n, t.Records[i].Line)
	}
	for i := range t.Problems {
		if p := &t.Problems[i]; p.Line > 0 {
			p.Line = LineOf(n, p.Line)
		}
	}
}
