package importer

import (
	"fmt"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// parsers read the cells whose shape a rule describes.
var parsers = [cellCount]func(string) (string, []store.Finding){
	tagCell:      store.ParseAssetTag,
	serialCell:   store.ParseSerial,
	userCell:     store.ParseUserID,
	phoneCell:    store.ParsePhone,
	positionCell: store.ParsePosition,
}

// plain tells, for nearly every value, that its parser has nothing to say, at a hundredth of the cost.
var plain = [cellCount]func(string) bool{
	tagCell:      digits,
	serialCell:   plainSerial,
	userCell:     plainUserID,
	phoneCell:    digits,
	positionCell: func(s string) bool { return s == "student" || s == "teacher" || s == "staff" },
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// plainSerial reports a cleaned serial number of the usual length that is no number in scientific notation.
func plainSerial(s string) bool {
	if len(s) < 10 || len(s) > 12 || s[1] == 'E' {
		return false
	}
	for i := range len(s) {
		if !isDigit(s[i]) && !isLetter(s[i]) {
			return false
		}
	}
	return true
}

// plainUserID reports digits alone, or what R-01 allows after a letter: no number, however a spreadsheet writes it.
func plainUserID(s string) bool {
	if digits(s) {
		return true
	}
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || !isDigit(c) && c != '.' && c != '@' && c != '_') {
			return false
		}
	}
	return true
}

// cells checks the given cells one by one: shape, damage, and that they are text at all.
func (e *exam) cells(which ...int) {
	for _, c := range which {
		value, kind := e.in[c], e.p.columns.kind(e.rec, c)
		if kind == sheet.Text && (value == "" || plain[c] != nil && plain[c](value)) {
			continue
		}
		if value == "" && kind != sheet.FormulaUnvalued || e.damaged(c, value, kind) {
			continue
		}
		e.shape(c, value, kind)
		if !printable(value) {
			e.characters(c, value)
		}
	}
	e.ragged()
}

// characters names what cannot be stored, and what nobody sees; the parser of an identifier has named that itself.
func (e *exam) characters(c int, value string) {
	if f := store.Storable(value); f != nil {
		e.findings(c, []store.Finding{*f})
	}
	if f := store.Invisible(value); f != nil && (!identifierCells[c] || parsers[c] == nil) {
		e.findings(c, []store.Finding{*f})
	}
}

// shape puts a cell before the parser of its rule.
func (e *exam) shape(c int, value string, kind sheet.CellKind) {
	if parsers[c] == nil || plain[c](value) {
		return
	}
	_, found := parsers[c](value)
	e.findings(c, found)
	if identifierCells[c] && !store.Failed(found) && !digits(value) && kind == sheet.Number {
		e.err("R-08", c, "the "+e.p.header(c)+" is a number in the spreadsheet, and not a whole one",
			"format the column as text and write the value again")
	}
}

// damaged names what a spreadsheet made of a cell. It reports whether nothing is left to check.
func (e *exam) damaged(c int, value string, kind sheet.CellKind) bool {
	switch {
	case kind == sheet.FormulaUnvalued:
		e.err("R-08", c, "the cell holds a formula whose value was not saved with the file",
			"open the file in the spreadsheet, save it again, or write the value in place of the formula")
	case kind == sheet.Err || errorValue(value):
		e.err("R-08", c, "the cell holds a spreadsheet's error, not a value", "write the value in place of the formula")
	case identifierCells[c] && kind == sheet.Bool:
		e.err("R-08", c, "the "+e.p.header(c)+" is TRUE or FALSE in the spreadsheet, not text",
			"format the column as text and write the value again")
	case identifierCells[c] && (kind == sheet.Date || dateLike(value)):
		e.err("R-08", c, "a spreadsheet turned the "+e.p.header(c)+" into a date",
			"format the column as text and write the value again")
	case identifierCells[c] && kind == sheet.Number && digits(value):
		e.warn("R-08", c, "the "+e.p.header(c)+" is a number in the spreadsheet: leading zeros would be lost",
			"compare it with the device, and format the column as text")
		return false
	case kind == sheet.Date && c != phoneCell:
		e.warn("R-08", c, "a spreadsheet holds a date here", "if no date is meant, format the column as text and write the value again")
		return false
	default:
		return false
	}
	return true
}

// errorValue reports what spreadsheets write where a formula failed, also once it became the text of a CSV.
func errorValue(s string) bool {
	if !strings.HasPrefix(s, "#") {
		return false
	}
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// dateLike reports digits in three groups, the middle one short, as a CSV has the date of a spreadsheet:
// 2018-05-01, 5/1/18.
func dateLike(s string) bool {
	if len(s) < 6 || len(s) > 19 || s[0] < '0' || s[0] > '9' {
		return false
	}
	day, _, _ := strings.Cut(strings.ReplaceAll(s, "T", " "), " ")
	for _, mark := range []string{"-", "/"} {
		parts := strings.Split(day, mark)
		if len(parts) == 3 && parts[0] != "" && parts[1] != "" && parts[2] != "" &&
			digits(parts[0]) && digits(parts[1]) && digits(parts[2]) && len(parts[1]) <= 2 {
			return true
		}
	}
	return false
}

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// ragged notes a row that has more filled cells than the header has columns, or fewer cells.
func (e *exam) ragged() {
	if e.rec.Ragged == 0 {
		return
	}
	if e.rec.Ragged < 0 {
		e.warn("R-83", wholeRow, fmt.Sprintf("the row is %s shorter than the header: those count as blank", counted(-e.rec.Ragged, "cell", "cells")),
			"check that no separator is missing in it")
		return
	}
	width := len(e.p.Table.Header)
	for i, value := range e.rec.Cells[width:] {
		if strings.TrimSpace(value) != "" {
			e.err("R-83", wholeRow, fmt.Sprintf("the row has %s more than the header: its values may stand in the wrong columns",
				counted(e.rec.Ragged, "cell", "cells")), "put values that hold the separator in quotes")
			extra := &e.notes[len(e.notes)-1]
			extra.Column, extra.Value = "column "+sheet.Letters(width+i), value
			return
		}
	}
}
