package scan

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// typed takes a key while the field has the keyboard.
func (b *box) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		if b.scanned == "" { // there is nothing else on this screen
			return screen.Pop
		}
		b.leave()
		return nil
	case "enter":
		return b.again()
	}
	b.field.Update(msg)
	return nil
}

// paste takes what a scanner or a person pastes into the field; a line break at its end is the scanner's Enter.
func (b *box) paste(msg tea.PasteMsg) tea.Cmd {
	if !b.typing {
		return nil
	}
	plain := strings.TrimRight(msg.Content, "\r\n")
	b.field.Update(tea.PasteMsg{Content: plain})
	if plain != msg.Content {
		return b.again()
	}
	return nil
}

// again asks the root to look up another scan. Where this screen only waits, it keeps the keyboard for the one after.
func (b *box) again() tea.Cmd {
	scanned := strings.TrimSpace(b.field.Value())
	b.field.SetValue("")
	if scanned == "" {
		return nil
	}
	b.typing = b.scanned == ""
	return screen.Open("scan", scanned)
}

func (b *box) leave() {
	b.field.SetValue("")
	b.typing = false
}
