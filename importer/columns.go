package importer

import (
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// column is one cell of every row: where it stands in the file, and what a rule says of its shape.
type column struct {
	field      store.Field
	header     string // as it stands in the file; the layout's where the file has none
	at         int    // place in the file, looked up once; -1 for none
	identifier bool   // a spreadsheet damages it by reading a number or a date into it
	part       int    // of a file that holds several tables
	spaced     bool   // a single space is a value, and not blank
	clears     string // what empties the field, exactly so; empty where nothing does
	layout     *template.Column
	shape
}

// shape reads the cells that a rule describes.
type shape struct {
	parse func(string) (string, []store.Finding)
	plain func(string) bool // tells, for nearly every value, that parse has nothing to say, at a hundredth of the cost
}

// shapes are those of the fields that have one.
var shapes = map[store.Field]shape{
	store.FieldAssetTag: {store.ParseAssetTag, digits},
	store.FieldSerial:   {store.ParseSerial, plainSerial},
	store.FieldUserID:   {store.ParseUserID, plainUserID},
	store.FieldPhone:    {store.ParsePhone, plainPhone},
	store.FieldPosition: {store.ParsePosition, func(s string) bool { return s == "student" || s == "teacher" || s == "staff" }},
}

// columns are the cells of a row, in the layout's order.
type columns []column

func columnsOf(t *template.Template, m *template.Mapping) columns {
	list := make(columns, len(t.Columns))
	for i, c := range t.Columns {
		list[i] = column{
			field: c.Field, header: c.Header, at: -1, identifier: c.Identifier, part: c.Part, spaced: t.Spaces, clears: t.Clears, layout: &t.Columns[i], shape: shapes[c.Field],
		}
		if at, ok := m.Of(c.Field); ok {
			list[i].at, list[i].header = at, m.Header(c.Field)
		}
	}
	return list
}

// cell is a row's value in a column, without spaces around it; empty where the file has no such column. The word that
// empties a field keeps what stands around it: it empties the field as it is, and not otherwise.
func (c columns) cell(rec *sheet.Record, i int) string {
	at := c[i].at
	if at < 0 || at >= len(rec.Cells) || c[i].part != rec.Part() {
		return ""
	}
	if c[i].spaced && rec.Cells[at] == space {
		return space
	}
	clean := template.Clean(rec.Cells[at])
	if clean != "" && clean == c[i].clears {
		return rec.Cells[at]
	}
	return clean
}

// space is the one cell of spaces that some layouts tell from a blank one.
const space = " "

// kind is how the file holds a cell; text for one without a column.
func (c columns) kind(rec *sheet.Record, i int) sheet.CellKind {
	at := c[i].at
	if at < 0 || at >= len(rec.Kinds()) || c[i].part != rec.Part() {
		return sheet.Text
	}
	return rec.Kinds()[at]
}

// of is the place of a field among the columns; wholeRow for one that the layout has not.
func (c columns) of(f store.Field) int {
	for i := range c {
		if c[i].field == f {
			return i
		}
	}
	return wholeRow
}

// headed is the place of the column with this header, as the file has it; wholeRow for none.
func (c columns) headed(header string) int {
	return slices.IndexFunc(c, func(col column) bool { return col.at >= 0 && col.header == header })
}

// blank reports whether nothing stands in the row. A formula without a value is something.
func blank(rec *sheet.Record) bool {
	for i, value := range rec.Cells {
		if strings.TrimSpace(value) != "" || i < len(rec.Kinds()) && rec.Kinds()[i] == sheet.FormulaUnvalued {
			return false
		}
	}
	return true
}
