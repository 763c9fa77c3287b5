package browse

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// overlay is what lies over the list and takes its keys. update gives what lies there then: itself, another one, or
// nothing.
type overlay interface {
	update(msg tea.Msg) (overlay, tea.Cmd)
	view(width, height int) string
	keys() []screen.Key
}

// entry is a line of a menu. Without do it is a heading.
type entry struct {
	key   string // what chooses it at once; "" when only the cursor does
	words string
	note  string // what is behind it, dimmed
	why   string // why it cannot be chosen now
	do    func() (overlay, tea.Cmd)
}

func (e *entry) rests() bool { return e.do != nil && e.why == "" }

// menu is a list to choose from, by a key of each entry or by cursor and Enter.
type menu struct {
	theme   *theme.Theme
	title   string
	entries []entry
	cursor  int
	top     int
	room    int // entries in sight at the last view
}

func newMenu(th *theme.Theme, title string) *menu { return &menu{theme: th, title: title, room: 1} }

func (m *menu) add(entries ...entry) { m.entries = append(m.entries, entries...) }

func (m *menu) update(msg tea.Msg) (overlay, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	press := key.String()
	for i := range m.entries {
		if e := &m.entries[i]; e.key == press && e.rests() {
			return e.do()
		} else if e.key == press {
			return m, screen.Say(screen.Sentence(e.why))
		}
	}
	switch press {
	case "esc", "q":
		return nil, nil
	case "enter":
		if m.cursor < len(m.entries) && m.entries[m.cursor].rests() {
			return m.entries[m.cursor].do()
		}
	case "down", "j":
		m.step(1, 1)
	case "up", "k":
		m.step(-1, 1)
	case "pgdown":
		m.step(1, m.room)
	case "pgup":
		m.step(-1, m.room)
	case "home":
		m.step(-1, len(m.entries))
	case "end":
		m.step(1, len(m.entries))
	}
	return m, nil
}

// step moves the cursor by n entries that can be chosen, or as far as there are any.
func (m *menu) step(way, n int) {
	for i := m.cursor + way; i >= 0 && i < len(m.entries) && n > 0; i += way {
		if m.entries[i].rests() {
			m.cursor = i
			n--
		}
	}
}

// view draws the entries in sight in a frame.
func (m *menu) view(width, height int) string {
	if m.cursor < len(m.entries) && !m.entries[m.cursor].rests() {
		m.step(1, 1)
	}
	m.room = max(1, min(len(m.entries), height-frameLines))
	m.top = max(0, min(m.top, len(m.entries)-m.room))
	m.top = max(min(m.top, m.cursor), m.cursor-m.room+1)
	words := 0
	for i := range m.entries {
		if e := &m.entries[i]; e.do != nil {
			words = max(words, screen.Width(text.Visible(e.words)))
		}
	}
	lines := make([]string, 0, m.room)
	for i := m.top; i < m.top+m.room; i++ {
		lines = append(lines, m.line(i, words, width-frameCells))
	}
	return frame(m.theme, m.title, m.more(), lines, width)
}

// more says how many entries are out of sight.
func (m *menu) more() string {
	if len(m.entries) == m.room {
		return ""
	}
	above, below := "", ""
	if m.top > 0 {
		above = "↑"
	}
	if m.top+m.room < len(m.entries) {
		below = "↓ more"
	}
	return above + below
}

// Before an entry's words stand the cursor and its key; leastNote is how many cells of a note are worth showing.
const (
	entryCells = 5
	leastNote  = 8
)

func (m *menu) line(i, words, width int) string {
	e := &m.entries[i]
	if e.do == nil {
		return m.theme.Dim.Render(text.Visible(e.words))
	}
	sign := " "
	if i == m.cursor {
		sign = m.theme.Accent.Render("›")
	}
	note := e.note
	if e.why != "" {
		note = e.why
	}
	line := screen.Fit(e.words, words) + "  "
	if width-screen.Width(line)-entryCells < leastNote {
		line, note = text.Visible(e.words), ""
	}
	if e.why != "" {
		line = m.theme.Dim.Render(line)
	}
	return sign + " " + m.theme.Key.Render(screen.Fit(e.key, 1)) + "  " + line + m.theme.Dim.Render(text.Visible(note))
}

func (m *menu) keys() []screen.Key {
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "choose", Help: "Choose the line of the cursor; the letter of a line chooses it at once."},
		{Press: []string{"down", "up", "j", "k"}, Show: "↓ ↑", Do: "move", Help: "Move the cursor."},
		{Press: []string{"esc", "q"}, Do: "close", Help: "Close the menu; nothing changes."},
	}
	for i := range m.entries {
		if e := &m.entries[i]; e.do != nil && e.key != "" {
			keys = append(keys, screen.Key{Press: []string{e.key}, Do: e.words, Help: screen.Sentence(text.Visible(e.words)), Disabled: e.why, Quiet: true})
		}
	}
	return keys
}

// The frame around a menu: its lines at the top and the bottom, and its cells at the sides.
const (
	frameLines = 2
	frameCells = 4
)

// frame draws a box as wide as its lines need, with words at the lower edge.
func frame(th *theme.Theme, title, foot string, lines []string, width int) string {
	inner := screen.Width(title) + 4
	for _, l := range lines {
		inner = max(inner, screen.Width(strings.TrimRight(l, " ")))
	}
	inner = max(1, min(inner, width-frameCells))
	edge := th.Border.Render
	title = screen.Clip(title, inner-2)
	foot = screen.Clip(foot, inner-2)
	var b strings.Builder
	b.WriteString(edge("╭─ ") + th.Title.Render(title) + edge(" "+strings.Repeat("─", max(0, inner-1-screen.Width(title)))+"╮"))
	for _, l := range lines {
		b.WriteString("\n" + edge("│ ") + screen.Fill(screen.Clip(l, inner), inner) + edge(" │"))
	}
	if foot != "" {
		foot = " " + foot + " "
	}
	b.WriteString("\n" + edge("╰"+strings.Repeat("─", max(0, inner+1-screen.Width(foot)))+foot+"─╯"))
	return b.String()
}
