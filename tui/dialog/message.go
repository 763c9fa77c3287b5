package dialog

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Message is something to read; Enter or Esc closes it. Its answer is No, as it allows nothing.
type Message struct {
	theme       *theme.Theme
	title, text string
}

// NewMessage shows text until it is closed.
func NewMessage(th *theme.Theme, title, text string) *Message {
	return &Message{theme: th, title: title, text: text}
}

// Update takes a key.
func (m *Message) Update(msg tea.Msg) Answer {
	if key, ok := msg.(tea.KeyPressMsg); ok && m.Keys()[0].Is(key.String()) {
		return No
	}
	return Open
}

// View draws the box.
func (m *Message) View(width, height int) string {
	return box(m.theme, m.title, m.text, "enter close", width, height)
}

// Keys are the keys that close it.
func (m *Message) Keys() []screen.Key {
	return []screen.Key{{Press: []string{"enter", "esc", "q", "space"}, Do: "close", Help: "Close this message."}}
}
