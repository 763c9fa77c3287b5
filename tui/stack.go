package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// tab is one of the screens of the digits with what was opened on top of it.
type tab struct {
	name    string
	entries []entry
}

// entry is an open screen, and by what name and argument it was asked for.
type entry struct {
	screen    screen.Screen
	name, arg string
}

// current is the tab on top. There is always one, but it may be empty.
func (m *Model) current() *tab { return &m.tabs[len(m.tabs)-1] }

// top is the screen on top, nil when none is open.
func (m *Model) top() screen.Screen {
	t := m.current()
	if len(t.entries) == 0 {
		return nil
	}
	return t.entries[len(t.entries)-1].screen
}

// forward gives a message to the top screen.
func (m *Model) forward(msg tea.Msg) tea.Cmd {
	t := m.current()
	if len(t.entries) == 0 {
		return nil
	}
	last := &t.entries[len(t.entries)-1]
	next, cmd := last.screen.Update(msg)
	last.screen = next
	return cmd
}

// tell gives a message to every open screen: the one it is an answer for need not be on top any more.
func (m *Model) tell(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for t := range m.tabs {
		for e := range m.tabs[t].entries {
			one := &m.tabs[t].entries[e]
			next, cmd := one.screen.Update(msg)
			one.screen = next
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

// push opens a screen on top of the current tab.
func (m *Model) push(e entry) tea.Cmd {
	t := m.current()
	t.entries = append(t.entries, e)
	return m.load(e.screen)
}

// load lets the top screen begin and tells it the size, once the root has begun: until then began does it for all.
func (m *Model) load(s screen.Screen) tea.Cmd {
	if !m.begun {
		return nil
	}
	return tea.Batch(m.forward(tea.WindowSizeMsg{Width: m.width, Height: m.height}), s.Init())
}

// back closes the top screen, or the top tab when that was its only one. It reports false on the first screen.
func (m *Model) back() bool {
	t := m.current()
	switch {
	case len(t.entries) > 1:
		t.entries = t.entries[:len(t.entries)-1]
	case len(m.tabs) > 1:
		m.tabs = m.tabs[:len(m.tabs)-1]
	default:
		return false
	}
	return true
}

// open shows the screen of that name: a place without an argument is a tab of its own, everything else goes on
// top of its place's tab or of the current one. What is open already is gone back to.
func (m *Model) open(name, arg string) tea.Cmd {
	p, ok := m.place(name)
	if !ok {
		m.status = screen.StatusMsg{Text: fmt.Sprintf("There is no screen called %q.", name), Error: true}
		return nil
	}
	if p.digit != "" && arg == "" {
		return m.visit(p)
	}
	var visited tea.Cmd
	if home, ok := m.place(p.tab); ok && m.current().name != home.name {
		visited = m.visit(home)
	}
	t := m.current()
	for i, e := range t.entries {
		if e.name == name && e.arg == arg {
			t.entries = t.entries[:i+1]
			return visited
		}
	}
	return tea.Batch(visited, m.push(entry{screen: p.open(m.env, arg), name: name, arg: arg}))
}

// waker is a screen that shows more than records, such as what the operator left open: it reads that again when it
// comes back on top, as no change of a record tells of it.
type waker interface{ Wake() tea.Cmd }

// standing tells one state of the stack from another: which tab is on top, and how much lies on it.
type standing struct {
	tab   string
	depth int
}

func (m *Model) standing() standing { return standing{m.current().name, len(m.current().entries)} }

func (m *Model) wake() tea.Cmd {
	if w, ok := m.top().(waker); ok && m.begun {
		return w.Wake()
	}
	return nil
}

// visit brings a place's tab to the top, opening it where it is not open yet. The tab that is on top already
// goes back to its first screen, unless something above that is undecided or under way.
func (m *Model) visit(p place) tea.Cmd {
	for i, t := range m.tabs {
		if t.name != p.name {
			continue
		}
		if i == len(m.tabs)-1 && undecided(t.entries[1:]) == 0 && working(t.entries[1:]) == "" {
			m.tabs[i].entries = t.entries[:1]
			return nil
		}
		m.tabs = append(append(m.tabs[:i:i], m.tabs[i+1:]...), t)
		return nil
	}
	s := p.open(m.env, "")
	m.tabs = append(m.tabs, tab{name: p.name, entries: []entry{{screen: s}}})
	return m.load(s)
}

// undecided counts what would be left open by leaving.
func undecided(entries []entry) int {
	n := 0
	for _, e := range entries {
		n += e.screen.Undecided()
	}
	return n
}

func (m *Model) undecided() int {
	n := 0
	for _, t := range m.tabs {
		n += undecided(t.entries)
	}
	return n
}

// worker is a screen that writes something and waits for it: Working says what, and is empty while nothing is under way.
type worker interface{ Working() string }

// working is what is under way; empty where nothing is.
func working(entries []entry) string {
	for _, e := range entries {
		if w, ok := e.screen.(worker); ok && w.Working() != "" {
			return w.Working()
		}
	}
	return ""
}

func (m *Model) working() string {
	for _, t := range m.tabs {
		if under := working(t.entries); under != "" {
			return under
		}
	}
	return ""
}
