package checklist

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// list is the screen of all checklists.
type list struct {
	env    screen.Env
	table  *table.Table
	all    []procedure.Summary
	now    time.Time
	view   int                  // of views
	shown  []*procedure.Summary // of all, those of the view
	filter *form.Field
	typing bool
	known  bool
	asked  int // number of the newest request; answers to older ones are ignored
}

func newList(env screen.Env) *list {
	l := &list{env: env, filter: form.New(env.Theme, "/"), table: table.New(env.Theme, []table.Column{
		{Title: "#", Min: 3, Max: 5, Weight: 1, Right: true},
		{Title: "Checklist", Min: 11, Max: 14, Weight: 1},
		{Title: "About", Min: 18, Good: 30, Max: 54, Weight: 5},
		{Title: "Step", Min: 12, Good: 24, Max: 60, Weight: 5, Priority: 3},
		{Title: "With", Min: 13, Max: 20, Weight: 1, Priority: 2},
		{Title: "Age", Min: 10, Good: 12, Max: 18, Weight: 1, Priority: 1},
		{Title: "Handed over by", Short: "From", Min: 13, Max: 20, Weight: 1, Priority: 4, Extra: true},
	})}
	l.table.SetEmpty("Reading the checklists …")
	return l
}

// listMsg answers load.
type listMsg struct {
	list *list
	id   int
	all  []procedure.Summary
	now  time.Time
	err  error
}

// Init reads the checklists.
func (l *list) Init() tea.Cmd { return l.load() }

func (l *list) load() tea.Cmd {
	l.asked++
	m, env := listMsg{list: l, id: l.asked}, l.env
	return func() tea.Msg {
		m.now = env.Now()
		m.all, m.err = procedure.List(env.Context, env.Store)
		return m
	}
}

// Update takes keys, pastes, answers and word of changes.
func (l *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case listMsg:
		return l, l.loaded(msg)
	case screen.ChangedMsg:
		return l, l.load()
	case tea.PasteMsg:
		if l.typing && l.filter.Update(msg) {
			l.sift()
		}
	case tea.KeyPressMsg:
		if l.typing {
			l.typed(msg)
			return l, nil
		}
		return l, l.press(msg)
	}
	return l, nil
}

func (l *list) loaded(m listMsg) tea.Cmd {
	if m.list != l || m.id != l.asked {
		return nil
	}
	if m.err != nil {
		l.table.SetEmpty(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	l.all, l.now, l.known = m.all, m.now, true
	l.look(l.view)
	return nil
}

// look goes to a view, and shows those of its checklists that pass the filter.
func (l *list) look(view int) {
	l.view, l.shown = view, nil
	rows := table.Rows{}
	for i := range l.all {
		if s := &l.all[i]; views()[view].shows(s, l.env.Operator) {
			l.shown = append(l.shown, s)
			rows.Keys, rows.Cells = append(rows.Keys, s.Checklist.Number), append(rows.Cells, l.cells(s))
		}
	}
	l.table.SetEmpty(views()[view].none)
	l.table.Filter(nil)
	l.table.SetSource(rows)
	l.sift()
}

// cells is a checklist as a row; of one that is over the step says how it ended.
func (l *list) cells(s *procedure.Summary) []string {
	step := strings.TrimSpace(s.Place + "  " + s.Step)
	if !open(s) {
		step = string(s.Checklist.State)
	}
	return []string{s.Checklist.Number, s.Title, s.About, step, s.Checklist.Owner, age(s, l.now), s.Checklist.Sender}
}

// typed takes a key while the filter has the keyboard.
func (l *list) typed(msg tea.KeyPressMsg) {
	switch msg.String() {
	case "enter":
		l.typing = false
	case "esc":
		l.typing = false
		l.filter.SetValue("")
		l.sift()
	case "up", "down", "pgup", "pgdown":
		l.table.Update(msg)
	default:
		if l.filter.Update(msg) {
			l.sift()
		}
	}
}

// sift shows those that have all the words.
func (l *list) sift() {
	words := strings.Fields(strings.ToLower(l.filter.Value()))
	if len(words) == 0 {
		l.table.Filter(nil)
		return
	}
	l.table.Filter(func(i int) bool {
		s := l.shown[i]
		return hasAll(strings.Join(append(l.cells(s), s.Checklist.UserID, s.Checklist.Devices, s.Checklist.Site), " "), words)
	})
}

func (l *list) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	for i, v := range views() {
		if v.key == key {
			l.look(i)
			return nil
		}
	}
	switch key {
	case "enter":
		if number := l.table.Key(); number != "" {
			return screen.Open("checklist", number)
		}
	case "n":
		return screen.Open("start", "")
	case "/":
		l.typing = true
	case "esc":
		l.filter.SetValue("")
		l.sift()
	case "r":
		return l.load()
	case "space": // there is nothing to do with marked checklists
	default:
		l.table.Update(msg)
	}
	return nil
}

// View draws the views with their numbers, the checklists, and the filter.
func (l *list) View(width, height int) string {
	th := l.env.Theme
	info := th.Dim.Render(l.table.Info())
	switch {
	case l.typing:
		info = l.filter.View(max(1, width-screen.Width(info)-2)) + "  " + info
	case l.filter.Value() != "":
		info = th.Key.Render("/") + screen.Fit(l.filter.Value(), min(40, screen.Width(l.filter.Value()))) + "  " + info
	}
	rows := max(1, height-2)
	lines := append([]string{l.tabs(width)}, screen.Body(l.table.View(width, rows), width, rows)...)
	return strings.Join(append(lines, screen.Clip(info, width)), "\n")
}

// tabs are the views by their keys with how many checklists each has.
func (l *list) tabs(width int) string {
	th := l.env.Theme
	line := ""
	for i, v := range views() {
		n := 0
		for j := range l.all {
			if v.shows(&l.all[j], l.env.Operator) {
				n++
			}
		}
		name := v.key + " " + v.name
		if l.known {
			name += " " + decimal(n)
		}
		style, before, after := th.Dim, " ", " "
		if i == l.view {
			style, before, after = th.Accent, "[", "]"
		}
		line += style.Render(before + name + after)
	}
	return screen.Clip(line, width)
}

// Title is the screen's name.
func (l *list) Title() string { return "Checklists" }

// Typing reports whether the keyboard belongs to the filter.
func (l *list) Typing() bool { return l.typing }

// Undecided is 0.
func (l *list) Undecided() int { return 0 }

// Keys are what works here now.
func (l *list) Keys() []screen.Key {
	if l.typing {
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "keep filter", Help: "Keep the filter and go back to the rows."},
			{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter."},
		}
	}
	none := ""
	if l.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Go on with the checklist under the cursor.", Disabled: none},
		{Press: []string{"n"}, Do: "begin one", Help: "Begin a checklist: choose the procedure, then who or what it is about."},
		{Press: []string{"/"}, Do: "filter", Help: "Show only those that have all the words you type."},
	}
	if l.filter.Value() != "" {
		keys = append(keys, screen.Key{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter."})
	}
	for _, v := range views() {
		keys = append(keys, screen.Key{Press: []string{v.key}, Do: v.name, Help: v.help, Quiet: true})
	}
	keys = append(keys, screen.Key{Press: []string{"r"}, Do: "refresh", Help: "Read the checklists again.", Quiet: true})
	return append(keys, table.Moves()...)
}
