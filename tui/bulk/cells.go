package bulk

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// cells is the pane of a row while its cells are mended by hand. The file stays as it is: what is typed takes a cell's
// place in this review, the rules have run on it before the next key, and what the file says stays in sight.
type cells struct {
	line   int // of the row
	at     int // the cell under the cursor
	field  *form.Field
	typing bool
	before string // what stood in the field when typing began
	top    int    // first line of the list in sight
	page   int    // cells that a page key goes over
}

// mendByHand opens the cells of the row under the cursor.
func (r *review) mendByHand() (screen.Screen, tea.Cmd) {
	r.openCells(r.row().Line, "")
	return r, nil
}

// openCells opens the cells of a row at a column; where none is named, at the one that the first note is about.
func (r *review) openCells(line int, column string) {
	r.cells = &cells{line: line, field: form.New(r.env.Theme, ""), page: 1}
	if row := r.plan.Row(line); column == "" && row != nil {
		column = r.firstColumn(row)
	}
	r.cells.at = max(0, slices.IndexFunc(r.plan.Cells(line), func(c importer.Cell) bool { return c.Header == column }))
	r.detail, r.top = false, 0
	r.sieve()
}

// firstColumn is the first column that a note of the row is about.
func (r *review) firstColumn(row *importer.Row) string {
	cells := r.plan.Cells(row.Line)
	for i := range row.Notes {
		if column := row.Notes[i].Column; slices.ContainsFunc(cells, func(c importer.Cell) bool { return c.Header == column }) {
			return column
		}
	}
	return ""
}

func (r *review) closeCells() (screen.Screen, tea.Cmd) {
	r.cells = nil
	r.sieve()
	return r, nil
}

// cell is the cell under the cursor of the pane; ok is false when the row has none.
func (r *review) cellNow() (c importer.Cell, ok bool) {
	list := r.plan.Cells(r.cells.line)
	if len(list) == 0 {
		return c, false
	}
	return list[max(0, min(r.cells.at, len(list)-1))], true
}

// inFile is what the file says in a cell.
func (r *review) inFile(c importer.Cell) (value string, mended bool) {
	if row := r.plan.Row(r.cells.line); row != nil {
		for i := range row.Mends {
			if row.Mends[i].Column == c.Header {
				return row.Mends[i].Old, true
			}
		}
	}
	return c.Value, false
}

// cellActions are the keys of the cells.
func (r *review) cellActions() []action {
	putBack, word := r.cellMends()
	none := ""
	if len(putBack) == 0 {
		none = "no mend is proposed for this cell, and it is not mended"
	}
	move := func(by int) func() (screen.Screen, tea.Cmd) {
		return func() (screen.Screen, tea.Cmd) {
			r.moveCell(by)
			return r, nil
		}
	}
	all := len(r.plan.Cells(r.cells.line))
	return []action{
		{screen.Key{Press: []string{"enter", "e"}, Show: "⏎", Do: "type", Help: "Type what the cell should say; the " + r.job.source() + " itself stays as it is."}, r.typeCell},
		{screen.Key{Press: []string{"m"}, Do: word, Help: "Take the mend that is proposed for the cell, or put back what the " + r.job.source() + " says.", Disabled: none, Quiet: none != ""}, r.toggleCell},
		{screen.Key{Press: []string{"]"}, Show: "] [", Do: "problem", Help: "Go to the cells of the next row that needs a look, or of the one before."}, r.cellsOf(1)},
		{screen.Key{Press: []string{"["}}, r.cellsOf(-1)},
		{screen.Key{Press: []string{"down", "j", "tab"}, Show: "j k", Do: "cell", Help: "Go to the next cell, or the one before."}, move(1)},
		{screen.Key{Press: []string{"up", "k", "shift+tab"}}, move(-1)},
		{screen.Key{Press: []string{"pgdown", "ctrl+d"}, Show: "PgDn PgUp g G", Do: "far", Help: "Go over many cells, or to the first or the last one.", Quiet: true}, move(r.cells.page)},
		{screen.Key{Press: []string{"pgup", "ctrl+u"}}, move(-r.cells.page)},
		{screen.Key{Press: []string{"g", "home"}}, move(-all)},
		{screen.Key{Press: []string{"G", "end"}}, move(all)},
		{screen.Key{Press: []string{"esc", "q"}, Show: "esc", Do: "rows", Help: "Go back to the rows. What was mended stays mended."}, r.closeCells},
	}
}

func (r *review) moveCell(by int) {
	r.cells.at = max(0, min(r.cells.at+by, len(r.plan.Cells(r.cells.line))-1))
}

// cellsOf goes to the cells of the next row that needs a look, or of the one before.
func (r *review) cellsOf(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		r.table.GotoKey(lineKey(r.cells.line))
		next, cmd := r.problem(by)()
		if row := r.row(); row != nil && row.Line != r.cells.line {
			r.openCells(row.Line, "")
		}
		return next, cmd
	}
}

// cellMends are what m does to the cell: take what is proposed for it, or put back what the file says.
func (r *review) cellMends() (mends []store.Mend, word string) {
	c, ok := r.cellNow()
	if !ok {
		return nil, "put back"
	}
	for _, m := range r.plan.Proposed(r.cells.line) {
		if m.Line != 0 && m.Column == c.Header {
			return []store.Mend{m}, "mend"
		}
	}
	if _, mended := r.inFile(c); mended {
		return []store.Mend{{Line: r.cells.line, Column: c.Header, Value: c.Value}}, "put back"
	}
	return nil, "put back"
}

func (r *review) toggleCell() (screen.Screen, tea.Cmd) {
	mends, word := r.cellMends()
	if word == "mend" {
		return r.takeMends(mends)
	}
	return r.dropMends(mends)
}

// typeCell begins to type into the cell.
func (r *review) typeCell() (screen.Screen, tea.Cmd) {
	c, ok := r.cellNow()
	if !ok {
		return r.refuse("this row has no cell that is read")
	}
	r.cells.typing = true
	r.cells.field.SetValue(c.Value)
	if r.cells.before = r.cells.field.Value(); utf8.RuneCountInString(r.cells.before) < utf8.RuneCountInString(c.Value) {
		r.cells.field.SetValue("")
		r.cells.before = ""
		return r, screen.Say("What the cell says is too long for this line: type it anew.")
	}
	return r, nil
}

// cellTyped gives a key or a paste to the cell that is typed into, and keeps what is typed.
func (r *review) cellTyped(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch pressed(msg) {
	case "enter":
		return r.takeCell()
	case "esc":
		r.cells.typing = false
		return r, r.scribe.keep(nil)
	case "ctrl+z":
		c, _ := r.cellNow()
		value, _ := r.inFile(c)
		r.cells.field.SetValue(value)
	default:
		if !r.cells.field.Update(msg) {
			return r, nil
		}
	}
	c, _ := r.cellNow()
	return r, r.scribe.keep(&unfinished{column: c.Header, lines: []int{r.cells.line}, text: r.cells.field.Value()})
}

// takeCell puts what was typed in the cell's place. What the file says is no mend.
func (r *review) takeCell() (screen.Screen, tea.Cmd) {
	r.cells.typing = false
	c, _ := r.cellNow()
	typed := r.cells.field.Value()
	if typed != " " { // which some layouts read as a value
		typed = strings.TrimSpace(typed)
	}
	if f := store.Storable(typed); f != nil {
		r.cells.typing = true
		return r, screen.Say(screen.Sentence(f.Message) + " " + screen.Sentence(f.Remedy))
	}
	file, mended := r.inFile(c)
	m := store.Mend{Line: r.cells.line, Column: c.Header, Value: typed}
	switch {
	case typed == c.Value, r.cells.field.Value() == r.cells.before:
		return r, r.scribe.keep(nil)
	case mended && typed == file:
		return r.mended([]store.Mend{m}, true, r.mendWords(c, typed, true))
	}
	return r.mended([]store.Mend{m}, false, r.mendWords(c, typed, false))
}

// mendWords say what became of the cell.
func (r *review) mendWords(c importer.Cell, value string, back bool) string {
	where := lineTitle(r.plan, r.cells.line) + ", " + or(inTable(r.plan, r.cells.line, c.Header), "") + ": "
	switch {
	case back:
		return where + "as in the " + r.job.source() + " again."
	case value == "":
		return where + "empty now. The " + r.job.source() + " stays as it is."
	}
	return where + "mended. The " + r.job.source() + " stays as it is."
}

// cellKeys are the keys of the cells, or those of the one that is typed into.
func (r *review) cellKeys() []screen.Key {
	if !r.cells.typing {
		return keysOf(r.cellActions())
	}
	return []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "take it", Help: "Put what is typed in the place of what the " + r.job.source() + " says, and run the rules."},
		{Press: []string{"ctrl+z"}, Do: "as in the " + r.job.source(), Help: "Type what the " + r.job.source() + " says."},
		{Press: []string{"esc"}, Do: "leave", Help: "Leave the cell as it was."},
	}
}

// pressCell gives a key to the cells.
func (r *review) pressCell(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	if r.cells.typing {
		return r.cellTyped(msg)
	}
	next, cmd, _ := press(r, r.cellActions(), msg.String())
	return next, cmd
}
