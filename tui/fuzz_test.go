package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// FuzzConsole_Keys presses any keys in any order, in terminals of any size: nothing may panic, and every frame
// must fit. One byte is one key; what a key asks for is done before the next, without the loads and the poll.
func FuzzConsole_Keys(f *testing.F) {
	names := []string{
		"j", "k", "g", "G", "pgup", "pgdown", "ctrl+u", "ctrl+d", "space", "enter", "esc", "q", "?", "f1", ":", "ctrl+p",
		"1", "2", "4", "6", "9", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete",
		"/", "e", "u", "y", "n", "o", "w", "i", "m", "ctrl+c", "ctrl+s", "ctrl+w", "é", "漢", "alt+x", "ctrl+k", "ctrl+a",
	}
	f.Add([]byte{14, 38, 39, 21, 9, 15, 9})
	f.Add([]byte{31, 12, 13, 10, 12, 3, 0, 5, 11})
	f.Add([]byte{9, 9, 17, 9, 10, 10, 10, 11, 40, 34})
	f.Add([]byte{40, 40, 9, 200, 13, 201, 15, 255, 14, 43, 44, 45, 29, 30})
	f.Fuzz(func(t *testing.T, keys []byte) {
		if len(keys) > 200 {
			t.Skip("longer than anybody types between two thoughts")
		}
		env, places, _ := world()
		first := newFake(env, "First")
		first.undecided = 1
		m := newModel(env, places, first)
		m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		m.began(beganMsg{})
		width, height := 80, 24
		for _, b := range keys {
			if b >= 192 { // another size of the terminal
				width, height = int(b-192)*4, int(b-192)
				m.Update(tea.WindowSizeMsg{Width: width, Height: height})
			} else {
				_, cmd := m.Update(screen.Press(names[int(b)%len(names)]))
				settle(m, cmd)
			}
			if height > 0 {
				check(t, m, width, height)
			}
		}
	})
}

// settle gives the answers of a command back to the model, as far as they are messages of screens.
func settle(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			settle(m, c)
		}
	case screen.PushMsg, screen.StatusMsg, inboxMsg:
		_, next := m.Update(msg)
		settle(m, next)
	}
}
