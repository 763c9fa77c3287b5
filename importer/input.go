package importer

import (
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// The cells of an input, in the layout's order.
const (
	tagCell = iota
	serialCell
	modelCell
	userCell
	nameCell
	emailCell
	phoneCell
	positionCell
	roomCell
	deleteCell
	cellCount
)

// cellFields names the field of each cell.
var cellFields = [cellCount]store.Field{
	store.FieldAssetTag, store.FieldSerial, store.FieldModel, store.FieldUserID, store.FieldFullName,
	store.FieldEmail, store.FieldPhone, store.FieldPosition, store.FieldRoom, template.FieldDelete,
}

// identifierCells are those that a spreadsheet damages by reading a number or a date into them.
var identifierCells = [cellCount]bool{tagCell: true, serialCell: true, userCell: true, deleteCell: true}

// input is one row of the file as read: trimmed, and with the serial number cleaned.
type input [cellCount]string

// columns are the places of the cells in the file, looked up once; -1 for a cell without a column.
type columns [cellCount]int

func columnsOf(m *template.Mapping) columns {
	var c columns
	for i, field := range cellFields {
		c[i] = -1
		if at, ok := m.Of(field); ok {
			c[i] = at
		}
	}
	return c
}

func (c *columns) read(rec *sheet.Record) input {
	var in input
	for i := range c {
		in[i] = c.cell(rec, i)
	}
	in[serialCell] = store.CleanSerial(in[serialCell])
	return in
}

func (c *columns) cell(rec *sheet.Record, i int) string {
	at := c[i]
	if at < 0 || at >= len(rec.Cells) {
		return ""
	}
	return template.Clean(rec.Cells[at])
}

// kind is how the file holds a cell; text for one without a column.
func (c *columns) kind(rec *sheet.Record, i int) sheet.CellKind {
	at := c[i]
	if at < 0 || at >= len(rec.Kinds) {
		return sheet.Text
	}
	return rec.Kinds[at]
}

// position is the row's position as R-06 spells it.
func (in *input) position() string {
	position, _ := store.ParsePosition(in[positionCell])
	return position
}

// ownSerial reports whether the User ID is the row's own serial number: a placeholder.
func (in *input) ownSerial() bool {
	return in[userCell] != "" && strings.EqualFold(in[userCell], in[serialCell])
}

// blank reports whether nothing stands in the row. A formula without a value is something.
func blank(rec *sheet.Record) bool {
	for i, value := range rec.Cells {
		if strings.TrimSpace(value) != "" || i < len(rec.Kinds) && rec.Kinds[i] == sheet.FormulaUnvalued {
			return false
		}
	}
	return true
}
