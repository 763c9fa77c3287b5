package importer

import (
	"fmt"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/edit"
)

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

// plainPhone reports digits alone that are no day as a spreadsheet counts them.
func plainPhone(s string) bool { return len(s) != 5 && digits(s) }

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

// cells checks the given cells one by one, and whether the row has as many as the header.
func (e *exam) cells(which ...int) {
	for _, c := range which {
		e.cell(c, e.in[c])
	}
	e.ragged()
}

// cell checks one cell: shape, damage, and that it is text at all.
func (e *exam) cell(c int, value string) {
	col, kind := &e.p.columns[c], e.p.columns.kind(e.rec, c)
	if kind == sheet.Text && (value == "" || col.plain != nil && col.plain(value)) {
		return
	}
	from := len(e.notes)
	if value == "" && kind != sheet.FormulaUnvalued || e.damaged(c, value, kind) {
		return
	}
	e.shape(c, value, kind)
	if !printable(value) {
		e.characters(c, value)
	}
	if kind != sheet.Date {
		e.garbled(c, value)
	}
	e.mail(c, value)
	if len(e.notes) > from {
		e.cure(c, value, from)
	}
}

// characters names what cannot be stored, and what nobody sees; the parser of an identifier has named that itself.
func (e *exam) characters(c int, value string) {
	col := &e.p.columns[c]
	if f := store.Storable(value); f != nil {
		e.findings(c, []store.Finding{*f})
	}
	if f := store.Invisible(value); f != nil && (!col.identifier || col.parse == nil) {
		e.findings(c, []store.Finding{*f})
	}
	if f := edit.Looks(col.field, value); f != nil {
		e.findings(c, []store.Finding{*f})
	}
}

// shape puts a cell before the parser of its rule.
func (e *exam) shape(c int, value string, kind sheet.CellKind) {
	col := &e.p.columns[c]
	if col.parse == nil || col.plain(value) {
		return
	}
	_, found := col.parse(value)
	e.findings(c, found)
	if !store.Failed(found) {
		e.broken(c, value, kind)
	}
}

// broken refuses an identifier that the spreadsheet holds as a number which is not a whole one.
func (e *exam) broken(c int, value string, kind sheet.CellKind) {
	if e.p.columns[c].identifier && !digits(value) && kind == sheet.Number {
		e.err("R-08", c, "the "+e.p.header(c)+" is a number in the spreadsheet, and not a whole one",
			"format the column as text and write the value again")
	}
}

// damaged names what a spreadsheet made of a cell. It reports whether nothing is left to check.
func (e *exam) damaged(c int, value string, kind sheet.CellKind) bool {
	col := &e.p.columns[c]
	switch {
	case kind == sheet.FormulaUnvalued:
		e.err("R-08", c, "the cell holds a formula whose value was not saved with the file",
			"open the file in the spreadsheet, save it again, or write the value in place of the formula")
	case edit.Narrow(value):
		e.findings(c, []store.Finding{edit.TooNarrow()})
	case kind == sheet.Err || edit.ErrorValue(value):
		e.err("R-08", c, "the cell holds a spreadsheet's error, not a value", "write the value in place of the formula")
	case col.identifier && kind == sheet.Bool:
		e.err("R-08", c, "the "+e.p.header(c)+" is TRUE or FALSE in the spreadsheet, not text",
			"format the column as text and write the value again")
	case col.identifier && (kind == sheet.Date || edit.DateLike(value)):
		e.err("R-08", c, "a spreadsheet turned the "+e.p.header(c)+" into a date",
			"format the column as text and write the value again")
	case col.identifier && kind == sheet.Number && digits(value):
		e.warn("R-08", c, "the "+e.p.header(c)+" is a number in the spreadsheet: leading zeros would be lost",
			"compare it with the device, and format the column as text")
		return false
	case kind == sheet.Date && col.field != store.FieldPhone:
		e.warn("R-08", c, "a spreadsheet holds a date here", "if no date is meant, format the column as text and write the value again")
		return false
	default:
		return false
	}
	return true
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
func (e *exam) ragged() { e.raggedIn(len(e.p.Table.Header)) }

// raggedIn notes it of a row below a header of so many columns.
func (e *exam) raggedIn(width int) {
	if e.rec.Ragged == 0 {
		return
	}
	if e.rec.Ragged < 0 {
		e.warn("R-83", wholeRow, fmt.Sprintf("the row is %s shorter than the header: those count as blank", counted(int(-e.rec.Ragged), "cell", "cells")),
			"check that no separator is missing in it")
		return
	}
	for i, value := range e.rec.Cells[width:] {
		if strings.TrimSpace(value) != "" {
			e.err("R-83", wholeRow, fmt.Sprintf("the row has %s more than the header: its values may stand in the wrong columns",
				counted(int(e.rec.Ragged), "cell", "cells")), "put values that hold the separator in quotes")
			extra := &e.notes[len(e.notes)-1]
			extra.Column, extra.Value = "column "+sheet.Letters(width+i), value
			return
		}
	}
}
