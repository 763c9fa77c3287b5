package history

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/trail"
)

// most is how many saves the list goes back.
const most = 1000

// list is the screen of all saves.
type list struct {
	env   screen.Env
	table *table.Table
	asked int // number of the newest request; answers to older ones are ignored
}

func newList(env screen.Env) *list {
	l := &list{env: env, table: table.New(env.Theme, columns(nil))}
	l.table.SetEmpty("Reading the history …")
	return l
}

// columns are as wide as their values need, so that the title, which tells most, is the last to be cut.
func columns(cells [][]string) []table.Column {
	need := func(col, least, most int) int {
		for _, row := range cells {
			least = max(least, screen.Width(row[col]))
		}
		return min(least, most)
	}
	return []table.Column{
		{Title: "#", Min: need(0, 1, 9), Right: true},
		{Title: "When", Min: 16},
		{Title: "Who", Min: need(2, 3, 16), Priority: 1},
		{Title: "Kind", Min: 6, Priority: 4},
		{Title: "What", Min: 36, Max: 90, Weight: 1},
		{Title: "Changes", Min: 7, Right: true, Priority: 3},
	}
}

// actsMsg answers load.
type actsMsg struct {
	list *list
	id   int
	acts []store.ActSummary
	zone *time.Location
	err  error
}

func (l *list) Init() tea.Cmd { return l.load() }

func (l *list) load() tea.Cmd {
	l.asked++
	id, s, ctx, now := l.asked, l.env.Store, l.env.Context, l.env.Now
	return func() tea.Msg {
		acts, err := s.Acts(ctx, most)
		return actsMsg{l, id, acts, now().Location(), err}
	}
}

func (l *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case actsMsg:
		return l, l.loaded(msg)
	case screen.ChangedMsg:
		return l, l.load()
	case tea.KeyPressMsg:
		return l, l.press(msg)
	}
	return l, nil
}

func (l *list) loaded(m actsMsg) tea.Cmd {
	if m.list != l || m.id != l.asked {
		return nil
	}
	if m.err != nil {
		l.table.SetEmpty(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	l.table.SetEmpty("Nothing was saved yet.")
	rows := table.Rows{Keys: make([]string, len(m.acts)), Cells: make([][]string, len(m.acts))}
	for i := range m.acts {
		rows.Keys[i] = strconv.FormatInt(m.acts[i].ID, 10)
		rows.Cells[i] = cells(&m.acts[i], m.zone)
	}
	l.table.SetColumns(columns(rows.Cells))
	l.table.SetSource(rows)
	return nil
}

// cells is a save as a row. Few are undone: what undid it stands before the title, and takes no column of its own.
func cells(a *store.ActSummary, zone *time.Location) []string {
	title := report.StepFirst(a.Kind, a.Title)
	if by, how := a.TakenBack(); by != 0 {
		title = "(undone" + how + " by " + strconv.FormatInt(by, 10) + ") " + title
	}
	return []string{
		strconv.FormatInt(a.ID, 10), trail.Moment(a.At, zone), a.Operator, string(a.Kind), title, strconv.Itoa(a.Entries),
	}
}

func (l *list) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		if key := l.table.Key(); key != "" {
			return screen.Open("act", key)
		}
	case "u":
		if key := l.table.Key(); key != "" {
			return screen.Open("undo", key)
		}
	case "r":
		return l.load()
	case "y":
		if key := l.table.Key(); key != "" {
			return tea.Batch(tea.SetClipboard(key), screen.Say("Copied the number "+key+"."))
		}
	case "space": // there is nothing to do with marked saves
	default:
		l.table.Update(msg)
	}
	return nil
}

func (l *list) View(width, height int) string {
	rows := screen.Body(l.table.View(width, height-1), width, height-1)
	return strings.Join(append(rows, l.env.Theme.Dim.Render(screen.Clip(l.table.Info(), width))), "\n")
}

func (l *list) Title() string  { return "History" }
func (l *list) Typing() bool   { return false }
func (l *list) Undecided() int { return 0 }

func (l *list) Keys() []screen.Key {
	none := ""
	if l.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open it: every record it changed, old → new.", Disabled: none},
		{Press: []string{"u"}, Do: "undo", Help: "Show what taking it back would put back; then it asks.", Disabled: none},
		{Press: []string{"y"}, Do: "copy", Help: "Copy its number.", Disabled: none, Quiet: true},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the history again.", Quiet: true},
	}
	return append(keys, table.Moves()...)
}
