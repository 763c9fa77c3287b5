// Package sheet turns the bytes of a file into rows of text, strictly: a file is read right or refused by name.
// It never gives fewer, shifted or doubled rows in silence, changes no value, and decides nothing about what the
// values mean.
package sheet

import (
	"path/filepath"
	"slices"
)

// CellKind says what a cell was in its file.
type CellKind byte

// The kinds of cells. Everything in a CSV file is Text.
const (
	Text            CellKind = iota
	Number                   // the digits exactly as the workbook stores them; 2018 where it stores 2018.0 or 2.018E3
	Date                     // 2006-01-02, 2006-01-02 15:04:05, or 15:04:05 for a bare time
	Bool                     // TRUE or FALSE
	Err                      // an error value such as #N/A
	FormulaUnvalued          // a formula whose result the file does not hold; the cell shows the formula
)

// Record is one row below the header.
type Record struct {
	Line   int         // physical line of its first character (CSV) or row number (XLSX)
	Cells  []string    // at least as many as the header has; more when the row holds more
	kinds  *[]CellKind // beside Cells; nil when all are text
	Ragged int32       // cells more (+) or fewer (-) than the header

	put int32 // of a record that stands on no line of the file: its part, counted from 1
}

// Kinds are what the cells were, beside Cells; nil when all are text.
func (r *Record) Kinds() []CellKind {
	if r.kinds == nil {
		return nil
	}
	return *r.kinds
}

// PutKinds says what the cells were.
func (r *Record) PutKinds(kinds []CellKind) { r.kinds = &kinds }

// SheetInfo is one worksheet of a workbook.
type SheetInfo struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden"`
}

// Table is what was read, with what was decided on the way.
type Table struct {
	Kind       string // "csv" or "xlsx"; of a refused file its real kind in a word, empty when that was not looked at
	Encoding   string // "UTF-8", "UTF-8 with BOM", "UTF-16 LE", "Windows-1252", …; empty for XLSX
	Delimiter  string // "comma", "semicolon", "tab", "pipe" or the character of a sep= line; empty for XLSX
	LineEnd    string // "LF", "CRLF", "CR" or "mixed"; empty for XLSX
	Decisions  []Decision
	Sheets     []SheetInfo
	Sheet      string
	HeaderLine int
	Header     []string
	Records    []Record
	Parts      []Part    // of a file that holds several tables, each with its header; nil for one
	Problems   []Problem // what a person should know though the file could be read
}

// Options are the operator's choices. What is empty is decided by the content; a choice that the content disproves is
// refused.
type Options struct {
	Sheet      string // the worksheet to read; empty for the first visible one that is no summary of an export
	Encoding   string // one of Encodings
	Delimiter  string // one of Delimiters, or the character itself
	HeaderLine int    // the physical line (CSV) or row number (XLSX) in which the header starts
	// Look is told now and then how many rows were read, and what share of the file or sheet; nil is nobody. Its error
	// stops the reading and is that of Read.
	Look func(rows int, share float64) error
}

// Read reads a file by its content; the name only helps to word a refusal. The error is always a *Problem (but for that of Look) that says
// what the file really is or what is wrong with it, where, and what to do; the table beside it then has no records, but
// what was understood so far: the real kind, and where they are known encoding, delimiter, sheets and header.
// The cells of the table are parts of data where they can be: data must not be changed afterwards.
// Rows that are blank between others stay as Records of empty cells; trailing blank rows and columns are dropped.
func Read(name string, data []byte, o Options) (*Table, error) {
	t := &Table{}
	err := t.read(name, data, o)
	if err != nil {
		t.Records, t.Problems = nil, nil
	}
	return t, err
}

func (t *Table) read(name string, data []byte, o Options) error {
	if len(data) > maxFile {
		return tooLarge(len(data))
	}
	if isZip(data) {
		if err := t.readXLSX(name, data, o); err != nil {
			return asArchive(name, err)
		}
		return t.fits(name, o)
	}
	if p := wrongKind(name, data); p != nil {
		t.Kind = p.Code
		return p
	}
	if o.Sheet != "" {
		t.Kind = "csv"
		return &Problem{
			Code:    "no_sheets",
			Message: "this is a text file, so it has no sheet " + quoted(o.Sheet),
			Remedy:  "leave the sheet's name out, or choose the workbook itself",
		}
	}
	if e := ending(name); slices.Contains(workbookEndings, e) {
		return t.readMisnamed(data, e, o)
	}
	return t.readCSV(data, o)
}

// fits checks a workbook that was read against its name and against choices that only a text file leaves.
func (t *Table) fits(name string, o Options) error {
	for what, chosen := range map[string]string{"encoding": o.Encoding, "delimiter": o.Delimiter} {
		if chosen != "" {
			return &Problem{
				Code:    "not_text",
				Message: "this is a workbook, in which there is no " + what + " to choose",
				Remedy:  "leave the " + what + " out; only text files (CSV) have one",
			}
		}
	}
	if e := ending(name); slices.Contains(otherEndings, e) {
		t.Problems = append(t.Problems, Problem{
			Code: "other_ending", Message: "the file's name ends in ." + e + ", but this is an .xlsx workbook: it was read as one",
			Remedy: "give it the ending .xlsx",
		})
	}
	return nil
}

// ending is the file's ending in lower case, without its dot.
func ending(name string) string {
	ext := filepath.Ext(name)
	if ext == "" {
		return ""
	}
	return lower(ext[1:])
}
