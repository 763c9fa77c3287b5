package importer

import (
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// The cells of an input: the columns of the state programme's template, in its order.
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

// input is one row of a file of that template as read: trimmed, and with the serial number cleaned.
type input [cellCount]string

func (c columns) read(rec *sheet.Record) input {
	var in input
	for i := range in {
		in[i] = c.cell(rec, i)
	}
	in[serialCell] = store.CleanSerial(in[serialCell])
	return in
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
