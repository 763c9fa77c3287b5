package plain

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// takeProposed takes the mends that the row's notes propose.
func (w *walker) takeProposed() error {
	mends := w.plan.Proposed(w.row().Line)
	return w.mend(mends, func() error { return w.plan.Mend(mends...) })
}

// takeBack lets the row say again what the file says.
func (w *walker) takeBack() error {
	mends := w.plan.MendsOf(w.row().Line)
	return w.mend(mends, func() error { return w.plan.Unmend(mends...) })
}

// mend changes mends, keeps that, and reads the row anew as it is now; where two columns trade places, every row.
func (w *walker) mend(mends []store.Mend, change func() error) error {
	if err := w.remend(change); err != nil {
		return w.refused(err)
	}
	w.forced = true
	w.line()
	if len(mends) > 0 && mends[0].Line == 0 {
		fmt.Fprintf(w.person.out, "In all rows %s and %s change places; they are read anew.\n", text.Visible(mends[0].Column), text.Visible(mends[0].Value))
		w.at = 0
		clear(w.answered)
	}
	return nil
}

// emptied is typed for a cell that is to be empty; nothing typed leaves it as it is.
const emptied = `""`

// mendCell asks for a column and its value, and puts that in the place of what the file says.
func (w *walker) mendCell() error {
	line := w.row().Line
	cells := w.plan.Cells(line)
	fmt.Fprintln(w.person.out, "The cells of this row:")
	for i, c := range cells {
		fmt.Fprintf(w.person.out, "%d. %s: %s.\n", i+1, text.Visible(c.Header), text.Visible(orEmpty(c.Value)))
	}
	cell, err := w.askColumn(cells)
	if cell == nil || err != nil {
		w.forced = true
		return err
	}
	fmt.Fprintln(w.person.out, fileSays(w.row(), cell))
	value, err := w.ask(fmt.Sprintf("What is it to say? Enter leaves it as it is, %s empties it:", emptied))
	switch {
	case err != nil:
		return err
	case value == "":
		w.forced = true
		return nil
	case value == emptied:
		value = ""
	}
	m := store.Mend{Line: line, Column: cell.Header, Value: value}
	return w.mend([]store.Mend{m}, func() error { return w.plan.Mend(m) })
}

// askColumn asks for a column by number or name until there is such a one; nil for none.
func (w *walker) askColumn(cells []importer.Cell) (*importer.Cell, error) {
	for {
		answer, err := w.ask("Which one? Its number or name; Enter goes back:")
		if err != nil || answer == "" {
			return nil, err
		}
		n, failed := strconv.Atoi(answer)
		for i := range cells {
			if failed == nil && n == i+1 || strings.EqualFold(cells[i].Header, answer) {
				return &cells[i], nil
			}
		}
		fmt.Fprintf(w.person.out, "There is no column %s. Give a number from 1 to %d, or a name.\n", quoted(answer), len(cells))
	}
}

// fileSays tells what the file says in a cell, and what a mend says in its place.
func fileSays(r *importer.Row, c *importer.Cell) string {
	for i := range r.Mends {
		if m := &r.Mends[i]; m.Column == c.Header {
			return fmt.Sprintf("%s: the file says %s, and a mend says %s.", text.Visible(c.Header), saying(m.Old), saying(m.New))
		}
	}
	return fmt.Sprintf("%s: the file says %s.", text.Visible(c.Header), saying(c.Value))
}

// saying is a value in a sentence; an empty one is a word.
func saying(value string) string {
	if value == "" {
		return "nothing"
	}
	return "“" + text.Visible(value) + "”"
}
