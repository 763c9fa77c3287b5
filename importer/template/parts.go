package template

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// Of the parts of a file the columns are told apart by their part's name before the header: two parts may have a
// column of the same name.
const partMark = ": "

// part takes columns for one part of a file. None of them may be missing.
func part(n int, columns ...Column) []Column {
	for i := range columns {
		columns[i].Part, columns[i].Required = n, true
	}
	return columns
}

// ofPart is the layout of one part, as if it were a file of its own.
func (t *Template) ofPart(n int) *Template {
	own := *t
	own.Parts, own.Columns = nil, slices.DeleteFunc(slices.Clone(t.Columns), func(c Column) bool { return c.Part != n })
	return &own
}

// mapParts finds the columns of every part of a file in that part's own header. A file that was not read as these parts is
// refused.
func (t *Template) mapParts(tab *sheet.Table) (*Mapping, error) {
	if !slices.EqualFunc(tab.Parts, t.Parts, func(p sheet.Part, name string) bool { return p.Name == name }) {
		return nil, t.oneTable()
	}
	m := &Mapping{columns: map[store.Field]int{}, headers: map[store.Field]string{}}
	for n := range tab.Parts {
		p := &tab.Parts[n]
		own, err := t.ofPart(n).Map(&sheet.Table{Header: p.Header, HeaderLine: p.HeaderLine})
		if err != nil {
			if problem, ok := err.(*sheet.Problem); ok {
				told := *problem
				told.Message = p.Name + partMark + told.Message
				return nil, &told
			}
			return nil, err
		}
		for f, at := range own.columns {
			m.columns[f], m.headers[f] = at, p.Name+partMark+own.headers[f]
		}
		m.Rejected = cmp.Or(m.Rejected, own.Rejected)
		for _, header := range own.Unknown {
			m.Unknown = append(m.Unknown, p.Name+partMark+header)
		}
	}
	return m, nil
}

// oneTable refuses a file of one table.
func (t *Template) oneTable() *sheet.Problem {
	p := &sheet.Problem{
		Code: "one_table", Message: "the file is one table, and " + t.Name + " is a workbook of the sheets " + strings.Join(t.Parts, ", "),
		Remedy: "choose the workbook, or name another --template",
	}
	if t.Archive {
		p.Message = "the file is one table, and " + t.Name + " is a zip archive of " + strings.Join(t.Parts, ", ")
		p.Remedy = "choose the archive, or name another --template"
	}
	return p
}

// OfParts is the layout of a file that holds several tables: the sheets of a workbook or the files of an archive, by
// their names. Nil where none has them; of a file with some of them the layout that they belong to, so that what is
// missing can be named.
func OfParts(names []string) *Template {
	for _, t := range known() {
		there := 0
		for _, p := range t.Parts {
			if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, p) }) {
				there++
			}
		}
		if there > 1 && 2*there >= len(t.Parts) {
			return t
		}
	}
	return nil
}

// OnePart is the layout of which a file holds one part alone, as a workbook's sheet written as CSV: its header is wholly
// that part's. Nil where it is no such file, or the parts of a layout are files anyhow.
func OnePart(tab *sheet.Table) (t *Template, n int) {
	for _, t := range known() {
		for n := range t.Parts {
			own := t.ofPart(n)
			if m, err := own.Map(tab); err == nil && !t.Archive && len(m.Unknown) == 0 {
				return t, n
			}
		}
	}
	return nil, 0
}

// Headers are the header lines of the parts.
func (t *Template) Headers() [][]string {
	list := make([][]string, len(t.Parts))
	for n := range t.Parts {
		list[n], _ = t.partOf(n, nil)
	}
	return list
}
