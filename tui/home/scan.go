package home

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// invitation stands where something can be scanned.
const invitation = "Scan or type a tag, serial number or User ID"

// typed takes a key while the field has the keyboard.
func (h *home) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		h.leave()
		return nil
	case "enter":
		return h.scan()
	}
	h.field.Update(msg)
	return nil
}

// paste takes what a scanner or a person pastes into the field; a line break at its end is the scanner's Enter.
func (h *home) paste(msg tea.PasteMsg) tea.Cmd {
	if !h.scans {
		return nil
	}
	plain := strings.TrimRight(msg.Content, "\r\n")
	h.field.Update(tea.PasteMsg{Content: plain})
	if plain != msg.Content {
		return h.scan()
	}
	return nil
}

// scan asks the root to look it up, and is ready for the next one afterwards.
func (h *home) scan() tea.Cmd {
	scanned := strings.TrimSpace(h.field.Value())
	h.leave()
	if scanned == "" {
		return nil
	}
	return screen.Open("scan", scanned)
}

func (h *home) leave() {
	h.field.SetValue("")
	h.scans = false
}

// scanLine is the field, or the invitation to use it.
func (h *home) scanLine(width int) string {
	if h.scans {
		return h.field.View(width)
	}
	return screen.Clip(h.env.Theme.Key.Render("/")+" "+h.env.Theme.Dim.Render(invitation), width)
}
