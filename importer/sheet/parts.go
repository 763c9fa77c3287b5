package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"path"
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
func (r *Record) Part() int {
	if r.put > 0 {
		return int(r.put) - 1
	}
	return r.Line / partLines
}

// PutIn says in which part a record stands that is on no line of the file.
func (r *Record) PutIn(part int) { r.put = int32(part) + 1 }

// LineOf is the number under which a row of a part is known.
func LineOf(part, within int) int { return part*partLines + within }

// Names of the tables that a file may hold: the sheets of a workbook, or the files of an archive without the folders in
// which they lie; nil for what is neither.
func Names(data []byte) (names []string) {
	if !isZip(data) {
		return nil
	}
	a, err := openArchive(data)
	if err != nil {
		return nil
	}
	if !a.has("[Content_Types].xml") {
		for _, f := range a.files() {
			names = append(names, path.Base(f))
		}
		return names
	}
	b := &workbook{archive: a}
	main, rels, err := b.main()
	if err == nil {
		err = b.readSheets(main, rels)
	}
	if err != nil {
		return nil
	}
	for i := range b.sheets {
		names = append(names, b.sheets[i].Name)
	}
	return names
}

// files are those of an archive, by their names in lower case, without what a Mac puts in of its own.
func (a *archive) files() []string {
	return slices.DeleteFunc(a.under(""), func(name string) bool {
		return strings.HasPrefix(name, "__macosx/") || strings.HasPrefix(path.Base(name), ".")
	})
}

// reading reads one part after the other out of a file that holds several.
type reading struct {
	kind   string
	names  []string                // of all tables that are there
	weight func(part string) int64 // how much of the file a part is, for who looks on
	read   func(part string, o Options) (*Table, error)
	rest   func() error // checks what was not read
}

// ReadParts reads several tables of one file as one: the sheets of a workbook, or the files of a flat archive, with these
// names in any letter case. Every one must be there, even without a row; rows carry their part, and lines that
// LineOf counts. The error is a *Problem that names the part; the table beside it holds no records.
func ReadParts(name string, data []byte, parts []string, o Options) (*Table, error) {
	t := &Table{Kind: "xlsx", Parts: make([]Part, len(parts))}
	r, err := t.partsOf(name, data, o)
	if err != nil {
		return t, asArchive(name, err)
	}
	t.Kind = r.kind
	tables, err := r.all(t, parts, o)
	if err == nil && r.rest != nil {
		err = r.rest()
	}
	if err != nil {
		t.Records, t.Problems = nil, nil
		return t, asArchive(name, err)
	}
	rows := 0
	for _, tab := range tables {
		rows += len(tab.Records)
	}
	if rows == 0 {
		return t, &Problem{Code: "header_only", Message: "no part of the file has a row", Remedy: "choose the file with the rows in it"}
	}
	t.Records = make([]Record, 0, rows)
	for i, tab := range tables {
		t.join(i, parts[i], tab)
		tables[i] = nil
	}
	r.tellOthers(t, parts)
	return t, nil
}

// all reads the parts.
func (r *reading) all(t *Table, parts []string, o Options) ([]*Table, error) {
	tables := make([]*Table, len(parts))
	var whole, done int64
	for _, part := range parts {
		whole += r.weight(part)
	}
	rows := 0
	for i, part := range parts {
		own, weight := o, r.weight(part)
		if o.Look != nil {
			own.Look = func(n int, share float64) error {
				return o.Look(rows+n, (float64(done)+share*float64(weight))/float64(max(whole, 1)))
			}
		}
		tab, err := r.read(part, own)
		if err != nil && !lacksRows(err) {
			return nil, ofPart(err, part, parts)
		}
		tables[i] = tab
		rows, done = rows+len(tab.Records), done+weight
	}
	return tables, nil
}

// tellOthers names the tables that are there besides, which nobody reads.
func (r *reading) tellOthers(t *Table, parts []string) {
	others := slices.DeleteFunc(slices.Clone(r.names), func(name string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return foldName(part) == foldName(name) })
	})
	if len(others) == 0 {
		return
	}
	for i, name := range others {
		others[i] = quoted(name)
	}
	t.Problems = append(t.Problems, Problem{
		Code: "other_parts", Message: "the file also holds " + listOf(others) + ", which no part of this layout is and nobody reads",
		Remedy: "nothing, if it is meant for somebody else",
	})
}

// partsOf opens a file that holds several tables.
func (t *Table) partsOf(name string, data []byte, o Options) (*reading, error) {
	if len(data) > maxFile {
		return nil, tooLarge(len(data))
	}
	if !isZip(data) {
		return nil, t.read(name, data, o)
	}
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	if a.has("[Content_Types].xml") || a.files() == nil {
		return t.sheetReading(a, name, o)
	}
	return fileReading(a), nil
}

// sheetReading reads the sheets of a workbook.
func (t *Table) sheetReading(a *archive, name string, o Options) (*reading, error) {
	if err := wrongPackage(a, name); err != nil {
		return nil, err
	}
	if err := t.fits(name, o); err != nil {
		return nil, err
	}
	b := &workbook{archive: a}
	if err := b.read(); err != nil {
		return nil, err
	}
	r := &reading{kind: "xlsx", rest: a.rest, weight: func(part string) int64 {
		if w, err := b.choose(part); err == nil && a.has(w.part) {
			return int64(a.parts[partKey(w.part)].UncompressedSize64)
		}
		return 0
	}}
	for i := range b.sheets {
		r.names = append(r.names, b.sheets[i].Name)
		t.Sheets = append(t.Sheets, b.sheets[i].SheetInfo)
	}
	r.read = func(part string, o Options) (*Table, error) {
		own := &Table{Kind: "xlsx", Sheets: t.Sheets}
		chosen, err := b.choose(part)
		if err != nil {
			return own, err
		}
		b.look = o.Look
		s, err := b.readRows(chosen)
		if err != nil {
			return own, err
		}
		own.Sheet = chosen.Name
		return own, own.fill(b, chosen, s, o.HeaderLine)
	}
	return r, nil
}

// fileReading reads the files of an archive.
func fileReading(a *archive) *reading {
	r := &reading{kind: "zip", names: a.files()}
	r.weight = func(part string) int64 {
		if !a.has(part) {
			return 0
		}
		return int64(a.parts[partKey(part)].UncompressedSize64)
	}
	r.read = func(part string, o Options) (*Table, error) {
		content, err := a.text(part)
		if err != nil {
			return &Table{}, err
		}
		t := &Table{}
		err = t.readCSV(content, o)
		return t, err
	}
	return r
}

// text is the content of a file that has to be there, and not in a folder.
func (a *archive) text(part string) ([]byte, error) {
	f := a.parts[partKey(part)]
	if f == nil {
		for _, name := range a.files() {
			if path.Base(name) == lower(part) {
				return nil, &Problem{
					Code: "in_folder", Message: "the archive has " + quoted(part) + " in the folder " + quoted(path.Dir(name)) + ", and has to be flat",
					Remedy: "zip the files themselves, not the folder that they are in",
				}
			}
		}
		return nil, &Problem{Code: "no_sheet", Message: "the archive has no file " + quoted(part), Remedy: "put it in, even if it is empty but for its header"}
	}
	if f.UncompressedSize64 > maxFile {
		return nil, tooLarge(int(f.UncompressedSize64))
	}
	r, err := a.open(part)
	if err != nil {
		return nil, err
	}
	const most = 1032 // times as large a deflated text can be at the most
	room := min(f.UncompressedSize64, f.CompressedSize64*most) + 1
	content := bytes.NewBuffer(make([]byte, 0, room+bytes.MinRead))
	if _, err := content.ReadFrom(r); err != nil {
		return nil, partDamaged(f.Name, err)
	}
	return content.Bytes(), nil
}

// asArchive tells of an archive of files what is told of a workbook.
func asArchive(name string, err error) error {
	var p *Problem
	if !errors.As(err, &p) || ending(name) != "zip" {
		return err
	}
	told := *p
	told.Message = strings.NewReplacer(
		"the workbook's part", "the archive's file", "the workbook holds the part", "the archive holds the file",
		"starts like a workbook (.xlsx) but its", "starts like a zip archive but its", "the workbook", "the archive",
		"that no workbook is", "that is not read here",
	).Replace(p.Message)
	told.Remedy = strings.NewReplacer("the workbook", "the archive", "the spreadsheet program", "the program that made it").Replace(p.Remedy)
	return &told
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
