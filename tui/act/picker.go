package act

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// found are the records that a picker searches, as read at one moment.
type found interface {
	table.Source
	// Has reports whether a row has all of the words, which are lower case.
	Has(i int, words []string) bool
	// Best finds the row that is meant by exactly this text; ok is false when none is.
	Best(typed string) (key string, ok bool)
	// About names what the choice is for, as the records have it; empty when they say nothing of it.
	About() string
}

// picker finds one record by typing and goes on with it.
type picker struct {
	env      screen.Env
	name     string
	question string // with %s for what the choice is for
	about    string
	field    *form.Field
	table    *table.Table
	rows     found
	read     func(context.Context) (found, error)
	pick     func(key string) *deed
	create   func(p *picker) tea.Cmd // makes a record that is not there yet; nil when none can be made here
	asked    int
	busy     bool // records are being read
	again    bool // and have changed since
	exit
}

func newPicker(env screen.Env, name, question, about string, columns []table.Column) *picker {
	p := &picker{env: env, name: name, question: question, about: about, field: form.New(env.Theme, "Find: "), table: table.New(env.Theme, columns)}
	p.table.SetEmpty("Reading the records …")
	return p
}

// rowsMsg answers Init.
type rowsMsg struct {
	picker *picker
	id     int
	rows   found
	err    error
}

// Init reads the records. Only one reading goes on at a time: when they change meanwhile they are read once more.
func (p *picker) Init() tea.Cmd {
	if p.busy {
		p.again = true
		return nil
	}
	p.busy = true
	p.asked++
	m, read, ctx := rowsMsg{picker: p, id: p.asked}, p.read, p.env.Context
	return func() tea.Msg {
		m.rows, m.err = read(ctx)
		return m
	}
}

// Update takes keys, pastes, answers and word of changes.
func (p *picker) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case rowsMsg:
		if msg.picker == p && msg.id == p.asked {
			return p.loaded(msg)
		}
	case createdMsg:
		if msg.owner == p {
			return p.choose(msg.key)
		}
	case screen.ChangedMsg:
		return p, p.Init()
	case tea.PasteMsg:
		if p.field.Update(msg) {
			p.search()
		}
	case tea.KeyPressMsg:
		return p.press(msg)
	}
	return p, nil
}

func (p *picker) loaded(m rowsMsg) (screen.Screen, tea.Cmd) {
	p.busy = false
	var next tea.Cmd
	if p.again {
		p.again = false
		next = p.Init()
	}
	if m.err != nil {
		p.table.SetEmpty(screen.Words(m.err))
		return p, tea.Batch(next, screen.Fail(m.err))
	}
	p.rows = m.rows
	if about := m.rows.About(); about != "" {
		p.about = about
	}
	p.table.SetEmpty("There is none to choose from.")
	p.table.Filter(nil)
	p.table.SetSource(m.rows)
	p.table.Filter(p.filter())
	return p, tea.Batch(next, giveBack)
}

// giveBack gives the room back that reading took, or rows that are not shown any more: the next collection may be hours
// away, and many consoles share a machine.
func giveBack() tea.Msg {
	debug.FreeOSMemory()
	return nil
}

// leave closes the picker and gives back the room of its rows.
func (p *picker) leave() tea.Cmd {
	out := p.pop()
	if out == nil {
		return nil
	}
	p.rows = nil
	p.table.Filter(nil)
	p.table.SetRows(nil, nil)
	return tea.Sequence(out, giveBack)
}

func (p *picker) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch msg.String() {
	case "esc":
		return p, p.leave()
	case "enter":
		if key := p.table.Key(); key != "" {
			return p.choose(key)
		}
		return p, screen.Say("Nothing to choose under the cursor.")
	case "ctrl+n":
		if p.create != nil {
			return p, p.create(p)
		}
	case "up", "down", "pgup", "pgdown":
		p.table.Update(msg)
	default:
		if p.field.Update(msg) {
			p.search()
		}
	}
	return p, nil
}

// choose goes on with a record; No comes back here.
func (p *picker) choose(key string) (screen.Screen, tea.Cmd) {
	d := p.pick(key)
	d.from = p
	return d.begin()
}

// search shows what has all the words, with the cursor on what is meant exactly, or on the first.
func (p *picker) search() {
	if p.rows == nil {
		return
	}
	p.table.Filter(p.filter())
	if key, ok := p.rows.Best(strings.TrimSpace(p.field.Value())); ok && p.table.GotoKey(key) {
		return
	}
	p.table.Update(screen.Press("home"))
}

func (p *picker) filter() func(int) bool {
	words := strings.Fields(strings.ToLower(p.field.Value()))
	if len(words) == 0 {
		return nil
	}
	return func(i int) bool { return p.rows.Has(i, words) }
}

// View draws the question, the line that is typed into, and what was found.
func (p *picker) View(width, height int) string {
	th := p.env.Theme
	lines := []string{th.Title.Render(screen.Clip(text.Visible(fmt.Sprintf(p.question, p.about)), width)), p.field.View(width)}
	if height > 12 {
		lines = append(lines, "")
	}
	rows := max(1, height-len(lines)-1)
	lines = append(lines, screen.Body(p.table.View(width, rows), width, rows)...)
	return strings.Join(append(lines, th.Dim.Render(screen.Clip(p.table.Info(), width))), "\n")
}

// Title names the act.
func (p *picker) Title() string { return p.name }

// Typing is true: the keyboard belongs to the search.
func (p *picker) Typing() bool { return true }

// Undecided is 0.
func (p *picker) Undecided() int { return 0 }

// Keys are what works here.
func (p *picker) Keys() []screen.Key {
	none := ""
	if p.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "choose", Help: "Go on with the row under the cursor: it shows old → new first.", Disabled: none},
		{Press: []string{"down", "up"}, Show: "↓ ↑", Do: "move", Help: "Move the cursor (also PgDn and PgUp)."},
	}
	if p.create != nil {
		keys = append(keys, screen.Key{Press: []string{"ctrl+n"}, Do: "new user", Help: "Make a user record with what was typed, then come back to this."})
	}
	return append(keys, screen.Key{Press: []string{"esc"}, Do: "leave", Help: "Leave everything as it is."})
}
