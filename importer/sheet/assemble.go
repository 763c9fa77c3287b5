package sheet

import "fmt"

// assemble makes the table out of the rows that were read: header, records below it, ragged rows marked, rows of
// equal width. It refuses a file without rows, a header without rows below it, and a header line chosen by hand (0 for
// none) in which no row starts.
func (t *Table) assemble(g *grid, ps *problems, wanted int) error {
	if len(g.rows) == 0 {
		return &Problem{Code: "empty", Message: "the file holds no rows at all", Remedy: "choose the file with the rows in it"}
	}
	h, err := headerAt(g.rows, wanted)
	if err != nil {
		return err
	}
	at, head := h.at, &g.rows[h.at]
	t.decide(h.decision(head.Line))
	t.HeaderLine, t.Header = head.Line, head.Cells
	if at == len(g.rows)-1 {
		return &Problem{
			Line: head.Line, Code: "header_only",
			Message: "below the header there is no row",
			Remedy:  "fill in at least one row and save the file again",
		}
	}
	given, width := t.width(head, g.rows[at+1:])
	if err := g.pad(head, width); err != nil {
		return err
	}
	t.Header, t.Records = head.Cells, g.rows[at+1:]
	t.tellHeader(g.rows[:at], h.sure, ps)
	t.tellDoubles(ps)
	if h.sure {
		t.tellNumbered(ps)
	}
	t.tellUnnamed(ps)
	t.tellAgain(ps)
	if err := t.level(g, given, ps); err != nil {
		return err
	}
	t.Problems = ps.named(t.Header)
	return nil
}

// showHeader keeps the header of the rows that were read before a refusal.
func (t *Table) showHeader(rows []Record, wanted int) {
	if h, err := headerAt(rows, wanted); err == nil && h.at >= 0 {
		t.HeaderLine, t.Header = rows[h.at].Line, rows[h.at].Cells
	}
}

// width returns how many cells the header's row gives a row, and how many of them are in use: empty columns at the
// end are dropped. In a workbook every cell says where it stands, so none is too many: those beyond the header are
// columns without a name.
func (t *Table) width(head *Record, records []Record) (given, used int) {
	used = len(head.Cells)
	for i := range records {
		used = max(used, len(records[i].Cells))
	}
	if t.Kind == "xlsx" {
		return used, used
	}
	given = max(int(head.Ragged), len(head.Cells))
	return given, min(given, used)
}

// level marks ragged rows and gives every record at least as many cells as the header.
func (t *Table) level(g *grid, given int, ps *problems) error {
	width := len(t.Header)
	blank := make([]string, width)
	usual := t.emptyTail(given)
	for i := range t.Records {
		rec := &t.Records[i]
		count := int(rec.Ragged)
		rec.Ragged = 0
		if len(rec.Cells) == 0 {
			rec.Cells = blank
			continue
		}
		switch {
		case t.Kind != "csv": // in a workbook every cell says where it stands
		case count > given && count != usual:
			rec.Ragged = int32(count - given)
		case count < width:
			rec.Ragged = int32(count - width)
		}
		if rec.Ragged != 0 {
			ps.add(-1, raggedRow(rec, width, ps.full("ragged")))
		}
		if err := g.pad(rec, width); err != nil {
			return err
		}
	}
	return nil
}

// emptyTail returns the number of cells that all rows have, if it is more than the header has and the cells beyond
// the header are empty everywhere: a delimiter at the end of each line. Otherwise it is 0.
func (t *Table) emptyTail(given int) int {
	usual := 0
	for i := range t.Records {
		rec := &t.Records[i]
		if len(rec.Cells) == 0 {
			continue
		}
		if usual == 0 {
			usual = int(rec.Ragged)
		}
		if int(rec.Ragged) != usual || len(rec.Cells) > given {
			return 0
		}
	}
	return usual
}

// raggedRow tells a ragged row. Where it is only counted it needs no words: there may be a million.
func raggedRow(rec *Record, width int, counted bool) Problem {
	if counted {
		return Problem{Code: "ragged"}
	}
	how := fmt.Sprintf("the row has %d fewer than the header's %s", -rec.Ragged, plural(width, "cell"))
	if rec.Ragged > 0 {
		how = fmt.Sprintf("the row has %d more than the header's %s", rec.Ragged, plural(width, "cell"))
	}
	return Problem{
		Line: rec.Line, Code: "ragged", Message: how,
		Remedy: "look whether its values stand in the right columns: a delimiter is missing or one too many",
	}
}
