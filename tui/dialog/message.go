package dialog

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Message is something to read; Enter or Esc closes it. Its answer is No, as it allows nothing.
type Message struct{ reading }

// NewMessage shows text until it is closed.
func NewMessage(th *theme.Theme, title, text string) *Message {
	return &Message{reading{theme: th, title: title, text: text}}
}

// Update takes a key.
func (m *Message) Update(msg tea.Msg) Answer {
	switch key := pressed(msg); key {
	case "enter", "esc", "q", "space":
		return No
	default:
		m.scroll(key)
	}
	return Open
}

// View draws the box.
func (m *Message) View(width, height int) string {
	return m.view(width, height, func(int) []string { return styled(m.theme.Key, []string{"enter close"}) })
}

// Keys are the keys that close it.
func (m *Message) Keys() []screen.Key {
	return append(m.keys(), screen.Key{Press: []string{"enter", "esc", "q", "space"}, Do: "close", Help: "Close this message."})
}
