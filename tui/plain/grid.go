package plain

import (
	"bufio"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"homeroom/store/text"
)

// widest is how wide a column becomes at most. A longer cell is written whole and pushes only its own row, so
// that one odd value does not tear all others apart.
const widest = 32

// grid is a table of text in columns as wide as their content. Every cell is made visible text when it
// goes in.
type grid struct {
	rows   [][]string
	widths []int
}

// add appends a row.
func (g *grid) add(cells ...string) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = text.Visible(c)
		if i == len(g.widths) {
			g.widths = append(g.widths, 0)
		}
		g.widths[i] = max(g.widths[i], min(width(row[i]), widest))
	}
	g.rows = append(g.rows, row)
}

// write writes the rows with two blanks between the columns and indent before the first.
func (g *grid) write(w io.StringWriter, indent string) {
	for _, row := range g.rows {
		var line strings.Builder
		line.WriteString(indent)
		for i, cell := range row {
			line.WriteString(filled(cell, g.widths[i]) + "  ")
		}
		w.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// writeSentences writes rows of a name and a value as sentences.
func (g *grid) writeSentences(w io.StringWriter) {
	for _, row := range g.rows {
		w.WriteString(row[0] + ": " + row[1] + ".\n")
	}
}

// padded is s as visible text, filled with blanks up to the width.
func padded(s string, width int) string { return filled(text.Visible(s), width) }

func filled(visible string, cells int) string {
	return visible + strings.Repeat(" ", max(0, cells-width(visible)))
}

// width is the number of cells that visible text takes: most is plain letters, one cell each.
func width(visible string) int {
	for i := range len(visible) {
		if visible[i] >= 0x80 {
			return ansi.StringWidth(visible)
		}
	}
	return len(visible)
}

// output runs write on a buffer before w, so that a hundred thousand lines are quick, and returns the first
// error of either: *unwritten where w failed.
func output(w io.Writer, write func(*bufio.Writer) error) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	err := write(buffered)
	if failed := buffered.Flush(); failed != nil { // the buffer keeps the first failure of w
		return &unwritten{failed}
	}
	return err
}
