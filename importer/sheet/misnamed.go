package sheet

import (
	"errors"
	"strings"
)

// workbookEndings promise a workbook.
var workbookEndings = []string{"xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "numbers"}

// otherEndings promise something else than a workbook of the kind that is read.
var otherEndings = []string{"csv", "tsv", "tab", "txt", "xls", "xlsb", "ods", "numbers"}

// readMisnamed reads text whose name promises a workbook: as a table with a word about it, where it is one.
func (t *Table) readMisnamed(data []byte, ending string, o Options) error {
	const csvEnding = "if it is meant as a table, give it the ending .csv; otherwise choose the workbook itself"
	err := t.readCSV(data, o)
	if t.Encoding == "" {
		return err // nobody knows what it is
	}
	p := &Problem{Code: "text", Message: "this is text, not a workbook", Remedy: csvEnding}
	var why *Problem
	switch {
	case errors.As(err, &why):
		p.Line, p.Column = why.Line, why.Column
		p.Message += ", and cannot be read as a table: " + why.Message
	case len(t.Header) > 1 || t.isList(): // else a single column may be the lines of a letter
		t.Problems = append(t.Problems, Problem{
			Code: "other_ending", Message: "the file's name ends in ." + clipped(ending) + ", but this is text: it was read as CSV",
			Remedy: "give it the ending .csv",
		})
		return nil
	}
	t.Kind = p.Code
	return p
}

// isList reports whether a single column holds one word a row, as a list of serial numbers does.
func (t *Table) isList() bool {
	for i := range t.Records {
		if strings.ContainsAny(strings.TrimSpace(t.Records[i].Cells[0]), " \t") {
			return false
		}
	}
	return true
}
