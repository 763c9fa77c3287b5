package sheet

import (
	"errors"
	"fmt"
)

// lastRow is the last row that a worksheet can have.
const lastRow = 1 << 20

// lastColumn is how many columns a worksheet can have: up to XFD.
const lastColumn = 1 << 14

// sheetReader reads the rows of one worksheet.
type sheetReader struct {
	grid  grid
	x     *xmlReader
	book  *workbook
	texts arena
	row   int
	col   int // index of the last cell that was read
	seen  bool
	cells []string
	kinds []CellKind
	mixed bool // the row holds something other than text
	bytes int  // of all cells
	cell  cell

	notes  problems
	merges []merge
	hidden []int            // rows with content that the sheet does not show
	veiled [maxColumns]bool // columns that it does not show
}

// readRows reads the rows of a worksheet, and what is to be known about them.
func (b *workbook) readRows(w *worksheet) (*sheetReader, error) {
	s := &sheetReader{book: b, col: -1, grid: grid{look: b.look}}
	s.grid.touched = func() float64 { return s.x.share(b.archive) }
	err := eachChild(b.archive, w.part, "worksheet", func(x *xmlReader) error {
		switch s.x = x; {
		case x.is("mergeCells"):
			return s.readMerges()
		case x.is("cols"):
			return s.readColumns()
		case !x.is("sheetData"):
			return x.skip()
		case s.seen:
			x.malformed("it holds two tables")
			return x.err
		}
		s.seen = true
		return s.children("row", s.readRow)
	})
	if err == nil && !s.seen {
		err = &Problem{Code: "malformed", Message: "the sheet " + quoted(w.Name) + " holds no table", Remedy: saveAgain}
	}
	var p *Problem
	if errors.As(err, &p) && p.Line == 0 {
		p.Line = s.row // the last row that was reached
	}
	return s, err
}

// children calls f at every element of this name in the one that has begun. Whatever else stands there could be
// rows or cells in a form that is not understood, so it is an error; only extLst is known to hold none.
func (s *sheetReader) children(name string, f func() error) error {
	for {
		switch s.x.next() {
		case tokenStart:
			var err error
			switch {
			case s.x.is(name):
				err = f()
			case s.x.is("extLst"):
				err = s.x.skip()
			default:
				err = s.wrong("the element " + clipped(string(s.x.name)) + " stands where a " + name + " is expected")
			}
			if err != nil {
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

// wrong refuses the sheet at the place that was reached.
func (s *sheetReader) wrong(message string) error {
	if s.x.err != nil {
		return s.x.err
	}
	p := &Problem{Line: s.row, Code: "malformed", Message: "the workbook is damaged here: " + message, Remedy: saveAgain}
	if s.col >= 0 {
		p.Column = Letters(s.col)
	}
	return p
}

// readRow reads one row. Rows stand in strictly ascending order; one without a number is the next.
func (s *sheetReader) readRow() error {
	number, before := s.row+1, s.row
	if raw := s.x.raw("r"); raw != nil {
		if number = digits(raw); number < 1 || number > lastRow {
			return s.wrong("a row has the number " + quoted(string(raw)))
		}
	}
	hidden := isTrue(string(s.x.raw("hidden"))) || isNothing(s.x.raw("ht"))
	if number > lastRow {
		return s.wrong(fmt.Sprintf("it goes on beyond row %d, the last that a sheet can have", lastRow))
	}
	s.row, s.col = number, -1
	if number <= before {
		return s.wrong(fmt.Sprintf("row %d comes after row %d", number, before))
	}
	s.cells, s.kinds, s.mixed = s.cells[:0], s.kinds[:0], false
	if err := s.children("c", s.readCell); err != nil {
		return err
	}
	if hidden && len(s.cells) > 0 {
		s.hidden = append(s.hidden, s.row)
	}
	return s.keepRow(before)
}

// keepRow hands the row over, and the blank ones between the row before and this one.
func (s *sheetReader) keepRow(before int) error {
	for line := before + 1; line < s.row; line++ {
		s.grid.skip(line)
	}
	kinds := s.kinds
	if !s.mixed {
		kinds = nil
	}
	return s.grid.add(s.row, s.cells, kinds)
}
