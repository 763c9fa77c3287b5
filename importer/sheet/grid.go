package sheet

import (
	"fmt"
	"strings"
)

// Cells are set aside in blocks that all rows share, so that a row costs no memory of its own and nothing is copied
// while the table grows. Blocks begin small, for small tables, and double up to the largest.
const (
	smallBlock = 256
	largeBlock = 32 << 10
)

// early is how many rows decide for how many cells each row gets room.
const early = 20

// grid gathers rows as they are read. Until the header is known a Record's Ragged holds the row's number of cells.
type grid struct {
	rows    []Record
	blank   []int  // lines of the blank rows since the last row that was not
	room    int    // cells each row gets room for
	widest  [2]int // the two widest of the first rows
	cells   []string
	kinds   []CellKind
	stored  int
	filled  int
	touched func() float64                      // the share of the input that has been read, for guessing how many rows will come
	look    func(rows int, share float64) error // is told of the rows now and then; nil for nobody
}

// add takes a row over, copying the slices (not the text). kinds may be nil. Blank rows wait until another row
// follows, so that trailing ones are never counted. A row ends at its last cell with more than white space; the white
// space behind it is a value, too, if the header has a column there: until that is known it waits in the row's
// room, where widened finds it.
func (g *grid) add(line int, cells []string, kinds []CellKind) error {
	n, kept := ends(cells)
	if n == 0 {
		g.skip(line)
		return nil
	}
	if len(g.rows)+len(g.blank) > maxRows { // the header is no row of the data
		return g.tooMany(line, cells)
	}
	for _, l := range g.blank {
		g.push(Record{Line: l})
	}
	g.blank = g.blank[:0]
	g.measure(n)
	rec := Record{Line: line, Cells: g.take(kept), Ragged: int32(len(cells))}
	copy(rec.Cells, cells)
	for _, c := range rec.Cells {
		if c != "" {
			g.filled++
		}
	}
	rec.Cells = rec.Cells[:n]
	if kinds != nil {
		rec.PutKinds(g.takeKinds(kept)[:n])
		copy(rec.Kinds(), kinds) // white space is text, which is what the room holds
	}
	g.push(rec)
	if g.look != nil && len(g.rows)%lookEvery == 0 {
		if err := g.look(len(g.rows), g.touched()); err != nil {
			return err
		}
	}
	return g.check(line)
}

// lookEvery is after how many rows somebody is told of them.
const lookEvery = 1024

// emptied is a grid in the room of one whose rows are not needed any more.
func (g *grid) emptied() grid { return grid{rows: g.rows[:0], look: g.look} }

// ends returns up to where a row is filled, and up to where it holds anything, white space included.
func ends(cells []string) (n, kept int) {
	for kept = len(cells); kept > 0 && cells[kept-1] == ""; kept-- {
	}
	for n = kept; n > 0 && !filled(cells[n-1]); n-- {
	}
	return n, kept
}

// tooMany refuses the row after the last that may be: where most of the rows before it are blank, it is what a slip
// of the hand left at the end of the sheet.
func (g *grid) tooMany(line int, cells []string) error {
	if len(g.blank) <= len(g.rows) {
		return rowLimit(line)
	}
	count, last := 0, 0
	for col, c := range cells {
		if filled(c) {
			count, last = count+1, col
		}
	}
	p := &Problem{
		Line: line, Code: "too_many_rows", Message: fmt.Sprintf("row %d holds %d cells far below the table", line, count),
		Remedy: "delete this row, or move it up to the others",
	}
	if count == 1 {
		p.Column, p.Message = Letters(last), fmt.Sprintf("row %d holds a single cell far below the table", line)
		p.Remedy = "delete that cell, or move it up to the others"
	}
	return p
}

// skip notes a blank row. Above the first row that is not blank there is nothing to keep.
func (g *grid) skip(line int) {
	if len(g.rows) > 0 && len(g.blank) <= maxRows { // more is too much if a row follows, and nothing if not
		g.blank = append(g.blank, line)
	}
}

// measure notes the width of a row. The first rows decide how much room every row gets: that of the widest, unless
// it stands alone far beyond the others.
func (g *grid) measure(n int) {
	if len(g.rows) >= early {
		return
	}
	if n > g.widest[0] {
		g.widest[0], g.widest[1] = n, g.widest[0]
	} else {
		g.widest[1] = max(g.widest[1], n)
	}
	g.room = g.widest[0]
	if g.widest[0] > 2*g.widest[1]+4 {
		g.room = g.widest[1]
	}
}

// push appends a row.
func (g *grid) push(rec Record) {
	if len(g.rows) == cap(g.rows) {
		g.rows = reserve(g.rows, g.touched(), maxRows+2)
	}
	g.rows = append(g.rows, rec)
}

// reserve makes room in a full list for what is still to come, when done is the share of the input that was read:
// doubling would take twice the memory at the end and leave as much garbage on the way.
func reserve[T any](list []T, done float64, most int) []T {
	n := len(list)
	guess := 16 * n
	if done > 0 {
		guess = int(float64(n) / done * 1.02)
	}
	more := min(max(guess-n, n/4+256), 31*n+256, max(most-n, 1))
	return append(make([]T, 0, n+more), list...)
}

// take returns n cells with room for as many as most rows have.
func (g *grid) take(n int) []string {
	room := max(n, g.room)
	if len(g.cells) < room {
		g.cells = make([]string, min(max(g.stored, smallBlock), largeBlock))
	}
	cells := g.cells[:n:room]
	g.cells = g.cells[room:]
	g.stored += room
	return cells
}

func (g *grid) takeKinds(n int) []CellKind {
	room := max(n, g.room)
	if len(g.kinds) < room {
		g.kinds = make([]CellKind, min(max(g.stored, smallBlock), largeBlock))
	}
	kinds := g.kinds[:n:room]
	g.kinds = g.kinds[room:]
	return kinds
}

// check refuses a table that would not fit into memory.
func (g *grid) check(line int) error {
	if g.stored > maxCells || g.foreseen() {
		return sizeLimit(line, fmt.Sprintf("the table has more than %d million cells", maxCells/1_000_000))
	}
	if empty := g.stored - g.filled; empty > maxEmpty && empty > 4*g.filled {
		return sizeLimit(line, fmt.Sprintf("nearly all of the table's cells are empty, more than %d million", maxEmpty/1_000_000))
	}
	return nil
}

// foreseen reports, once there are many cells, whether they will be far too many when the rest of the input is like
// what was read of it: memory is not filled with what is refused in the end.
func (g *grid) foreseen() bool {
	const many = 1_000_000
	return g.stored > many && g.touched != nil && float64(g.stored) > 1.2*maxCells*g.touched()
}

// pad gives a row at least n cells, the new ones empty or the white space that waited behind it.
func (g *grid) pad(rec *Record, n int) error {
	if len(rec.Cells) >= n {
		return nil
	}
	rec.Cells = widened(rec.Cells, n, g.take)
	if rec.kinds != nil {
		rec.PutKinds(widened(rec.Kinds(), n, g.takeKinds))
	}
	return g.check(rec.Line)
}

// widened returns s with n elements, in its own room where that is enough, with what waits in that room.
func widened[T any](s []T, n int, take func(int) []T) []T {
	if cap(s) >= n {
		return s[:n]
	}
	wide := take(n)
	copy(wide, s[:cap(s)])
	return wide
}

// filled reports whether a cell holds more than white space.
func filled(cell string) bool {
	return cell != "" && (cell[0] > ' ' && cell[0] < 0x80 || strings.TrimSpace(cell) != "")
}
