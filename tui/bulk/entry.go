package bulk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// entry is one line of the picker: an open review, a file, a folder or an import. One of them is set.
type entry struct {
	key    string
	cells  [4]string // what, name, about, changed
	dim    bool      // pickable, but hardly what is looked for
	file   *file
	review *store.Review
	own    bool // the review is the operator's
	job    job  // of the review
	act    *store.ActSummary
}

// entries is what the picker's table shows: open reviews first, what the operator saved within a day, the folder's
// files, the latest imports last.
type entries struct {
	theme *theme.Theme
	list  []entry
	names *int  // cells that a name has
	bare  *bool // what is told about a name has no room
}

func (e entries) Len() int         { return len(e.list) }
func (e entries) Key(i int) string { return e.list[i].key }

// Cell is a line's text; a name that is too long keeps its ending.
func (e entries) Cell(i, col int) string {
	if col == 1 {
		return elide(e.list[i].name(*e.bare), *e.names)
	}
	return e.list[i].cells[col]
}

// name is what the line is called; of a colleague's review also whose it is, where nothing else tells.
func (e *entry) name(bare bool) string {
	if bare && e.review != nil && !e.own {
		return e.cells[1] + " by " + e.review.Operator
	}
	return e.cells[1]
}

// widths are how many cells the longest of a column takes.
type widths struct{ what, name, about int }

func (e entries) widths() widths {
	w := widths{what: 9, about: len("About")}
	for i := range e.list {
		c := &e.list[i].cells
		w.what, w.name, w.about = max(w.what, len(c[0])), max(w.name, screen.Width(c[1])), max(w.about, screen.Width(c[2]))
	}
	return w
}

// Paint dims what is not a file to import; the words of the first column say the same.
func (e entries) Paint(i, col int) lipgloss.Style {
	switch {
	case e.list[i].own && col < 3:
		return e.theme.Accent
	case e.list[i].dim || col > 1:
		return e.theme.Dim
	}
	return e.theme.Text
}

// entriesOf makes the picker's lines of what was listed, for the table that shows them.
func entriesOf(m inboxMsg, shown entries, operator string) entries {
	list := make([]entry, 0, len(m.reviews)+len(m.files)+len(m.imports))
	for i := range m.reviews {
		list = append(list, reviewEntry(&m.reviews[i], operator, m.now))
	}
	for i := range m.imports {
		if justSaved(&m.imports[i], operator, m.now) {
			list = append(list, savedEntry(&m.imports[i], m.now))
		}
	}
	for i := range m.files {
		list = append(list, fileEntry(&m.files[i], m.now))
	}
	for i := range m.imports {
		if !justSaved(&m.imports[i], operator, m.now) {
			list = append(list, importEntry(&m.imports[i], m.now))
		}
	}
	shown.list = list
	return shown
}

func fileEntry(f *file, now time.Time) entry {
	e := entry{key: "file " + f.rel, file: f, dim: !f.known && !f.folder}
	e.cells = [4]string{"file", f.name, bytes(f.size), when(f.changed, now)}
	switch {
	case f.folder:
		e.cells[0], e.cells[1], e.cells[2] = "folder", f.name+"/", ""
	case !f.known:
		e.cells[0] = "other"
	}
	return e
}

func importEntry(a *store.ActSummary, now time.Time) entry {
	name, about := a.Title, "by "+a.Operator
	if a.Import != nil {
		name, about = a.Import.FileName, many(a.Import.Rows, "row", "rows")+", by "+a.Operator
	}
	if by, how := a.TakenBack(); by != 0 {
		about = "undone" + how + ", " + about
	}
	id := strconv.FormatInt(a.ID, 10)
	return entry{
		key: "import " + id, act: a, dim: true,
		cells: [4]string{"import " + id, name, about, when(a.At, now)},
	}
}

// justSaved reports whether the operator saved the import within a day: whoever lost the line looks for what became of it.
func justSaved(a *store.ActSummary, operator string, now time.Time) bool {
	return a.Operator == operator && a.Import != nil && now.Sub(a.At) < 24*time.Hour
}

// savedEntry is the line of an import that the operator saved just now.
func savedEntry(a *store.ActSummary, now time.Time) entry {
	e := importEntry(a, now)
	e.cells[2] = "saved " + when(a.At, now)
	if by, how := a.TakenBack(); by != 0 {
		e.cells[2] = "undone" + how
	}
	e.cells[2] += ", " + many(a.Import.Rows, "row", "rows")
	return e
}

// matches reports whether the picker's filter lets the line through.
func (e *entry) matches(filter string) bool {
	return strings.Contains(strings.ToLower(strings.Join(e.cells[:2], " ")), strings.ToLower(filter))
}

// when writes a moment as short as it stays clear: the time today, the day and time before.
func when(t, now time.Time) string {
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// bytes writes a file's size.
func bytes(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000_000)
}
