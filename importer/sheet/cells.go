package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// cell is a worksheet's cell as its parts are read.
type cell struct {
	kind    cellType
	style   int
	value   []byte // of <v>, or the text of <is>
	formula []byte
	parts   [3]bool // which of <v>, <is> and <f> were there
}

const (
	partValue = iota
	partInline
	partFormula
)

// cellType is a cell's attribute t.
type cellType byte

const (
	typeNumber cellType = iota
	typeShared
	typeInline
	typeText
	typeBool
	typeError
	typeDate
	typeUnknown
)

func parseType(t []byte) cellType {
	switch string(t) {
	case "", "n":
		return typeNumber
	case "s":
		return typeShared
	case "inlineStr":
		return typeInline
	case "str":
		return typeText
	case "b":
		return typeBool
	case "e":
		return typeError
	case "d":
		return typeDate
	}
	return typeUnknown
}

// readCell reads one cell and puts it into its column. Cells stand in strictly ascending order; one without a
// place is the next.
func (s *sheetReader) readCell() error {
	if err := s.place(s.x.raw("r")); err != nil {
		return err
	}
	c := &s.cell
	c.kind, c.style = parseType(s.x.raw("t")), 0
	c.value, c.formula, c.parts = c.value[:0], c.formula[:0], [3]bool{}
	if raw := s.x.raw("s"); raw != nil {
		c.style = digits(raw)
	}
	if c.kind == typeUnknown || c.style < 0 {
		return s.wrong("the cell is of an unknown type or style")
	}
	if err := s.cellParts(); err != nil {
		return err
	}
	text, kind, err := s.evaluate()
	if err != nil || text == "" && kind == Text {
		return err
	}
	if c.parts[partFormula] && s.book.outdated && kind != FormulaUnvalued {
		s.tellOutdated(text)
	}
	return s.keepCell(text, kind)
}

// place moves to the cell's column.
func (s *sheetReader) place(ref []byte) error {
	before := s.col
	if s.col++; ref != nil {
		col, row := parseRef(ref)
		if col < 0 || row != s.row {
			return s.wrong("a cell in row " + strconv.Itoa(s.row) + " has the place " + quoted(string(ref)))
		}
		s.col = col
	}
	if s.col >= lastColumn {
		return s.wrong("the row goes on beyond column " + Letters(lastColumn-1) + ", the last that a sheet can have")
	}
	if s.col <= before {
		return s.wrong(fmt.Sprintf("the cell comes after the one in column %s", Letters(before)))
	}
	return nil
}

// parseRef reads a place such as AB12 into the column's index and the row's number; col is -1 when it is none.
func parseRef(ref []byte) (col, row int) {
	i := 0
	for ; i < len(ref) && i < 3 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		col = col*26 + int(ref[i]-'A') + 1
	}
	row = digits(ref[i:])
	if i == 0 || col > lastColumn || row < 1 || ref[i] == '0' {
		return -1, 0
	}
	return col - 1, row
}

// digits reads a number without a sign; -1 when it is none or longer than any index.
func digits(b []byte) int {
	if len(b) == 0 || len(b) > 9 {
		return -1
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// cellParts reads what stands inside the cell.
func (s *sheetReader) cellParts() error {
	for {
		switch s.x.next() {
		case tokenStart:
			if err := s.cellPart(); err != nil {
				return err
			}
		case tokenChars:
			if !s.x.onlySpace() {
				return s.x.err
			}
		case tokenEnd:
			return nil
		case tokenFail, tokenDone:
			return s.x.err
		}
	}
}

func (s *sheetReader) cellPart() (err error) {
	c := &s.cell
	var part int
	switch {
	case s.x.is("v"):
		part = partValue
	case s.x.is("is"):
		part = partInline
	case s.x.is("f"):
		part = partFormula
	case s.x.is("extLst"):
		return s.x.skip()
	default:
		return s.wrong("the element " + clipped(string(s.x.name)) + " stands inside a cell")
	}
	if c.parts[part] || part == partInline && c.parts[partValue] || part == partValue && c.parts[partInline] {
		return s.wrong("the cell has two values")
	}
	c.parts[part] = true
	switch part {
	case partValue:
		c.value, err = s.x.content(c.value)
	case partInline:
		c.value, err = richText(s.x, c.value)
	case partFormula:
		c.formula, err = s.x.content(c.formula)
	}
	return err
}

// evaluate is the cell's text and kind. An empty text of kind Text is an empty cell.
func (s *sheetReader) evaluate() (string, CellKind, error) {
	c := &s.cell
	if c.parts[partInline] && c.kind != typeInline && c.kind != typeText {
		return "", Text, s.wrong("the cell holds a text but says that it is something else")
	}
	if c.parts[partFormula] && s.unvalued() {
		return "=" + string(c.formula), FormulaUnvalued, nil
	}
	if !c.parts[partValue] && !c.parts[partInline] {
		return "", Text, nil
	}
	switch c.kind {
	case typeShared:
		return s.shared()
	case typeInline, typeText:
		if c.parts[partValue] {
			c.value = unescaped(c.value)
		}
		return s.texts.add(c.value), Text, nil
	case typeNumber:
		return s.number()
	}
	return s.literal()
}

// unvalued reports whether the file does not hold the formula's result. An empty text is one.
func (s *sheetReader) unvalued() bool {
	c := &s.cell
	if !c.parts[partValue] && !c.parts[partInline] {
		return true
	}
	return len(c.value) == 0 && c.kind != typeText && c.kind != typeInline
}

// shared looks a shared text up. A cell that refers to none is empty.
func (s *sheetReader) shared() (string, CellKind, error) {
	ref := bytes.TrimSpace(s.cell.value)
	if len(ref) == 0 {
		return "", Text, nil
	}
	index := digits(ref)
	if index < 0 || index >= len(s.book.texts) {
		return "", Text, s.wrong(fmt.Sprintf("the cell refers to text %s of %d", quoted(string(s.cell.value)), len(s.book.texts)))
	}
	return s.book.texts[index], Text, nil
}

// number keeps the digits as they are stored, unless the cell's style shows them as a date. Of a whole number only the
// digits are kept: some programs write 2018.0 for it.
func (s *sheetReader) number() (string, CellKind, error) {
	c := &s.cell
	if len(c.value) == 0 {
		return "", Text, nil
	}
	c.value = bytes.TrimSpace(c.value)
	if !isNumber(c.value) {
		return "", Text, s.wrong("the cell is a number but holds " + quoted(string(c.value)))
	}
	var shown style
	if c.style < len(s.book.styles) {
		shown = s.book.styles[c.style]
	}
	if shown.date {
		if date, is := dateText(string(c.value), s.book.date1904); is {
			return date, Date, nil
		}
	}
	c.value = whole(c.value)
	s.tellZeros(c.value, shown.zeros)
	return s.texts.add(c.value), Number, nil
}

// sureDigits is how many digits of a number a spreadsheet keeps.
const sureDigits = 15

// whole is a whole number without the decimals and the exponent that some programs write it with: 2018.0, 4.9E7. Other
// numbers stay as they are, and those with more digits than a spreadsheet keeps.
func whole(number []byte) []byte {
	scale := bytes.IndexAny(number, "eE")
	if scale >= 0 {
		return unscaled(number, number[:scale], digits(bytes.TrimPrefix(number[scale+1:], []byte("+"))))
	}
	units, decimals, _ := bytes.Cut(number, []byte("."))
	if n := len(units); n == 0 || units[n-1] < '0' || n > sureDigits || len(bytes.Trim(decimals, "0")) > 0 {
		return number
	}
	return units
}

// unscaled writes a number out whose mantissa begins with a digit that counts and whose exponent leaves no decimals.
func unscaled(number, mantissa []byte, exponent int) []byte {
	units, decimals, _ := bytes.Cut(mantissa, []byte("."))
	decimals = bytes.TrimRight(decimals, "0")
	first := bytes.TrimPrefix(units, []byte("-"))
	if exponent < len(decimals) || len(first) == 0 || first[0] < '1' || len(units)+exponent > sureDigits {
		return number
	}
	zeros := bytes.Repeat([]byte("0"), exponent-len(decimals))
	return slices.Concat(units, decimals, zeros)
}

// literal reads truth values, errors and dates that are written out.
func (s *sheetReader) literal() (string, CellKind, error) {
	value := string(bytes.TrimSpace(s.cell.value))
	switch s.cell.kind {
	case typeError:
		if value == "" {
			return "", Text, s.wrong("the cell is an error without its name")
		}
		return value, Err, nil
	case typeDate:
		if date, is := isoDate(value); is {
			return date, Date, nil
		}
		return "", Text, s.wrong("the cell is a date but holds " + quoted(value))
	}
	switch lower(value) {
	case "1", "true":
		return "TRUE", Bool, nil
	case "0", "false":
		return "FALSE", Bool, nil
	}
	return "", Text, s.wrong("the cell is TRUE or FALSE but holds " + quoted(value))
}

// keepCell puts a value into the row, with the empty cells before it.
func (s *sheetReader) keepCell(text string, kind CellKind) error {
	if s.col >= maxColumns {
		p := columnLimit(s.row)
		p.Column = Letters(s.col)
		return p
	}
	if tooLong(text) {
		return cellLimit(s.row, s.col)
	}
	if s.bytes += len(text); s.bytes > maxText {
		return sizeLimit(s.row, fmt.Sprintf("the cells hold more than %d MiB of text together", maxText>>20))
	}
	for len(s.cells) < s.col {
		s.cells, s.kinds = append(s.cells, ""), append(s.kinds, Text)
	}
	s.cells, s.kinds = append(s.cells, text), append(s.kinds, kind)
	s.mixed = s.mixed || kind != Text
	return nil
}
