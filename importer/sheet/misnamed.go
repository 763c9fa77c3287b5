package sheet

import "errors"

// workbookEndings promise a workbook.
var workbookEndings = []string{"xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "numbers"}

// readMisnamed reads text whose name promises a workbook: as a table with a word about it, where it is one.
func (t *Table) readMisnamed(data []byte, ending string) error {
	const csvEnding = "if it is meant as a table, give it the ending .csv; otherwise choose the workbook itself"
	err := t.readCSV(data)
	if t.Encoding == "" {
		return err // nobody knows what it is
	}
	p := &Problem{Code: "text", Message: "this is text, not a workbook", Remedy: csvEnding}
	var why *Problem
	switch {
	case errors.As(err, &why):
		p.Line, p.Column = why.Line, why.Column
		p.Message += ", and cannot be read as a table: " + why.Message
	case len(t.Header) > 1: // a single column may be the lines of a letter
		t.Problems = append(t.Problems, Problem{
			Code: "other_ending", Message: "the file's name ends in ." + clipped(ending) + ", but this is text: it was read as CSV",
			Remedy: "give it the ending .csv",
		})
		return nil
	}
	t.Kind = p.Code
	return p
}
