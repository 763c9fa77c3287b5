package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// help lists every key that works here, with its sentence and, where it cannot be used now, the reason.
type help struct{ top, page int }

func (h *help) update(_ *Model, msg tea.Msg) (bool, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	switch key.String() {
	case "esc", "q", "?", "f1", "enter":
		return true, nil
	case "j", "down":
		h.top++
	case "k", "up":
		h.top--
	case "pgdown", "ctrl+d", "space":
		h.top += max(1, h.page-1)
	case "pgup", "ctrl+u":
		h.top -= max(1, h.page-1)
	case "g", "home":
		h.top = 0
	case "G", "end":
		h.top = 1 << 30 // view brings it back to the last page
	}
	return false, nil
}

func (h *help) view(m *Model, _ string, width, height int) string {
	lines := m.helpLines(width)
	h.page = height
	h.top = max(0, min(h.top, len(lines)-height))
	lines = lines[h.top:]
	if len(lines) > height {
		lines = append(lines[:height-1:height-1], m.env.Theme.Dim.Render("more below"))
	}
	return strings.Join(lines, "\n")
}

func (h *help) keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"j", "down", "k", "up"}, Show: "j k", Do: "scroll"},
		{Press: []string{"esc", "q", "?"}, Show: "esc", Do: "close help"},
	}
}

func (m *Model) helpLines(width int) []string {
	th := m.env.Theme
	var lines []string
	section := func(title string, keys []screen.Key) {
		if len(keys) == 0 {
			return
		}
		lines = append(lines, th.Title.Render(screen.Clip(text.Visible(title), width)))
		for _, k := range keys {
			lines = append(lines, m.helpLine(k, width)...)
		}
		lines = append(lines, "")
	}
	if s := m.top(); s != nil {
		section("On this screen: "+s.Title(), s.Keys())
	}
	section("Everywhere", m.keys())
	section("Commands, after :", commandKeys())
	return lines[:len(lines)-1]
}

// helpLine is one key with its sentence, wrapped beside the column of the keys.
func (m *Model) helpLine(k screen.Key, width int) []string {
	column := min(20, width/3)
	th := m.env.Theme
	words := k.Help
	if words == "" {
		words = k.Do
	}
	var lines []string
	for i, l := range screen.Wrap(words, width-column-2) {
		name := ""
		if i == 0 {
			name = shown(k)
		}
		lines = append(lines, "  "+th.Key.Render(screen.Fit(name, column-2))+"  "+l)
	}
	if k.Disabled == "" {
		return lines
	}
	for _, l := range screen.Wrap("Not now: "+k.Disabled, width-column-2) {
		lines = append(lines, strings.Repeat(" ", column+2)+th.Warn.Render(l))
	}
	return lines
}
