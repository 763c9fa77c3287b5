package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Press makes the key message that a key's name stands for: "j", "ctrl+s", "shift+tab", "space". What is not a
// known name is text typed at once.
func Press(name string) tea.KeyPressMsg {
	key := tea.KeyPressMsg{}
	for {
		mod, rest, found := strings.Cut(name, "+")
		m, known := modifiers()[mod]
		if !found || !known || rest == "" {
			break
		}
		key.Mod |= m
		name = rest
	}
	if code, ok := named()[name]; ok {
		key.Code = code
		if code == tea.KeySpace && key.Mod == 0 {
			key.Text = " "
		}
		return key
	}
	runes := []rune(name)
	switch {
	case len(runes) == 1:
		key.Code = runes[0]
	default:
		key.Code = tea.KeyExtended
	}
	if key.Mod&^tea.ModShift == 0 {
		key.Text = name
	}
	return key
}

func modifiers() map[string]tea.KeyMod {
	return map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}
}

func named() map[string]rune {
	return map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "insert": tea.KeyInsert,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4,
	}
}
