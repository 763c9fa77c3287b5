package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// step is a step that can be come back to.
type step interface {
	screen.Screen
	again() tea.Cmd // what to ask anew when it is
}

// leave goes back to the files where the visit began there, otherwise to the screen below, and then runs say.
func leave(from screen.Screen, s *session, say tea.Cmd) (screen.Screen, tea.Cmd) {
	if s.picker == nil {
		return from, tea.Sequence(screen.Pop, say)
	}
	return s.picker, tea.Batch(s.picker.again(), say)
}

// leaveKeys are the keys that go one step back. On a screen without files below, q is the root's.
func leaveKeys(s *session) []string {
	if s.picker == nil {
		return []string{"esc"}
	}
	return []string{"esc", "q"}
}
