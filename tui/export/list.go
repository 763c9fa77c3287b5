package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/trail"
)

// list is the screen of the files that went out.
type list struct {
	env     screen.Env
	table   *table.Table
	exports map[string]store.Export // by their numbers
	asked   int                     // number of the newest reading; answers to older ones are ignored
	ask     dialog.Dialog           // whether to throw one away
	about   int64
}

// New is the list of the exports, the newest first.
func New(env screen.Env) screen.Screen {
	l := &list{env: env, table: table.New(env.Theme, columns(nil))}
	l.table.SetEmpty("Reading the exports …")
	return l
}

// columns are as wide as their values need, so that what went out is the last to be cut.
func columns(cells [][]string) []table.Column {
	need := func(col, least, most int) int {
		for _, row := range cells {
			least = max(least, screen.Width(text.Visible(row[col])))
		}
		return min(least, most)
	}
	return []table.Column{
		{Title: "#", Min: need(0, 1, 9), Right: true},
		{Title: "When", Min: 16, Priority: 1},
		{Title: "Who", Min: need(2, 3, 16), Priority: 3, Extra: true},
		{Title: "Layout", Min: 12, Good: need(3, 6, 21), Max: need(3, 6, 40), Weight: 2},
		{Title: "What", Min: 14, Good: need(4, 14, 20), Max: need(4, 14, 40), Weight: 2},
		{Title: "Of", Min: need(5, 2, 10), Good: need(5, 2, 17), Max: need(5, 2, 60), Weight: 3, Priority: 2},
	}
}

// exportsMsg answers load.
type exportsMsg struct {
	list    *list
	asked   int
	exports []store.Export
	zone    *time.Location
	err     error
}

func (l *list) Init() tea.Cmd { return l.load() }

func (l *list) load() tea.Cmd {
	l.asked++
	asked, st, ctx, now := l.asked, l.env.Store, l.env.Context, l.env.Now
	return func() tea.Msg {
		exports, err := st.Exports(ctx)
		return exportsMsg{l, asked, exports, now().Location(), err}
	}
}

// doneMsg tells what became of an export that was taken again or thrown away.
type doneMsg struct {
	list *list
	said string
	err  error
}

func (l *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case exportsMsg:
		return l, l.loaded(msg)
	case doneMsg:
		return l, l.done(msg)
	case screen.ChangedMsg:
		return l, l.load()
	case tea.KeyPressMsg:
		return l, l.press(msg)
	}
	return l, nil
}

func (l *list) loaded(m exportsMsg) tea.Cmd {
	if m.list != l || m.asked != l.asked {
		return nil
	}
	if m.err != nil {
		l.table.SetEmpty(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	l.table.SetEmpty("Nothing went out yet: w in Devices or Users writes a vendor's file.")
	l.exports = make(map[string]store.Export, len(m.exports))
	rows := table.Rows{}
	for _, e := range m.exports {
		key := strconv.FormatInt(e.ID, 10)
		l.exports[key] = e
		rows.Keys = append(rows.Keys, key)
		rows.Cells = append(rows.Cells, []string{key, trail.Moment(e.At, m.zone), e.Operator, e.Template, what(&e), of(&e)})
	}
	l.table.SetColumns(columns(rows.Cells))
	l.table.SetSource(rows)
	return nil
}

// of is what was chosen to go out: by a query, by marks, or all of it.
func of(e *store.Export) string {
	words := e.Query
	if n, ok := importer.NamedIn(e.Query); ok {
		words = counted(n, "marked "+one(e.Template), "marked "+one(e.Template)+"s")
	}
	return strings.TrimSpace(e.Site + " " + words)
}

// one is what a row of a layout is about; a layout that there is no more tells of records.
func one(layout string) string {
	if t, err := template.ByName(layout); err == nil {
		return string(t.Lists())
	}
	return "record"
}

// what is what an export held.
func what(e *store.Export) string {
	said := counted(e.Rows, "row", "rows")
	if e.Gone() {
		return said + ", thrown away"
	}
	said += ", " + strings.ToUpper(e.Format)
	if e.Since > 0 {
		said += fmt.Sprintf(", since %d", e.Since)
	}
	return said
}

func (l *list) done(m doneMsg) tea.Cmd {
	if m.list != l {
		return nil
	}
	if m.err != nil {
		return tea.Batch(screen.Fail(m.err), l.load())
	}
	return tea.Batch(screen.Say(m.said), l.load())
}

func (l *list) press(msg tea.KeyPressMsg) tea.Cmd {
	if l.ask != nil {
		return l.answer(msg)
	}
	switch msg.String() {
	case "w", "enter":
		if l.none() == "" {
			return l.again(l.exports[l.table.Key()])
		}
	case "x":
		if l.none() == "" {
			l.throw(l.exports[l.table.Key()], msg.String())
		}
	case "r":
		return l.load()
	case "space": // nothing is done with marked ones
	default:
		l.table.Update(msg)
	}
	return nil
}

// again writes the file once more, as it went out.
func (l *list) again(e store.Export) tea.Cmd {
	env := l.env
	return func() tea.Msg {
		whole, err := env.Store.ExportFile(env.Context, e.ID)
		if err != nil {
			return doneMsg{list: l, err: err}
		}
		name := fmt.Sprintf("%s-%s.%s", e.Template, e.At.In(env.Now().Location()).Format("2006-01-02"), e.Format)
		as, there, err := report.Anew(env.Inbox, name, func(w io.Writer) error { _, err := w.Write(whole.Bytes); return err })
		said := fmt.Sprintf("Export %d is in %s as %s, as it went out.", e.ID, text.Visible(env.Inbox), text.Visible(as))
		if there {
			said = fmt.Sprintf("Export %d lies in %s already: %s.", e.ID, text.Visible(env.Inbox), text.Visible(as))
		}
		return doneMsg{l, said, err}
	}
}

// throw asks whether to throw an export away.
func (l *list) throw(e store.Export, key string) {
	l.about = e.ID
	words := fmt.Sprintf("The file of export %d to %s, %s, is gone for good then; that it went out stays on record. The next export of this selection is a whole one.",
		e.ID, e.Template, counted(e.Rows, "row", "rows"))
	l.ask = dialog.NewConfirm(l.env.Theme, "Throw away?", words, key, "throw away")
}

func (l *list) answer(msg tea.KeyPressMsg) tea.Cmd {
	switch l.ask.Update(msg) {
	case dialog.No:
		l.ask = nil
	case dialog.Yes:
		l.ask = nil
		env, id := l.env, l.about
		return env.Keep(func() tea.Msg {
			err := env.Store.ThrowExport(env.Context, id, env.Operator)
			return doneMsg{l, fmt.Sprintf("Export %d is thrown away.", id), err}
		})
	}
	return nil
}

// none says why nothing can be done with the row under the cursor.
func (l *list) none() string {
	e, ok := l.exports[l.table.Key()]
	switch {
	case !ok:
		return "there is no row under the cursor"
	case e.Gone():
		return "it was thrown away by " + e.Thrower
	}
	return ""
}

func (l *list) View(width, height int) string {
	rows := screen.Body(l.table.View(width, height-1), width, height-1)
	body := strings.Join(append(rows, l.env.Theme.Dim.Render(screen.Clip(l.table.Info(), width))), "\n")
	if l.ask != nil {
		return dialog.Over(body, l.ask.View(width, height), width, height)
	}
	return body
}

func (l *list) Title() string  { return "Exports" }
func (l *list) Typing() bool   { return l.ask != nil }
func (l *list) Undecided() int { return 0 }

func (l *list) Keys() []screen.Key {
	if l.ask != nil {
		return l.ask.Keys()
	}
	nowhere := l.none()
	if nowhere == "" && l.env.Inbox == "" {
		nowhere = "there is no folder to write into: begin with --inbox"
	}
	keys := []screen.Key{
		{Press: []string{"w", "enter"}, Do: "take again", Help: "Write the file into the folder for files again, byte for byte as it went out; nothing is written over.", Disabled: nowhere},
		{Press: []string{"x"}, Do: "throw away", Help: "Throw the file away, as it holds names; that it went out stays on record.", Disabled: l.none()},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the exports again.", Quiet: true},
	}
	return append(keys, table.Moves()...)
}
