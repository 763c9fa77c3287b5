package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// Tell tells, as the command under way does, how far the comparison is that a screen waits for.
func Tell(s screen.Screen, p importer.Progress) tea.Msg {
	var run *progress.Run
	switch s := s.(type) {
	case *wait:
		run = s.run
	case *understood:
		run = s.run
	case *review:
		run = s.comparing
	}
	run.Compared(p)
	return run.Next()()
}

// Touched is what the foot says of how far the accepted rows reach.
func Touched(r importer.Reach, site string) string { return strings.Join(touched(r, site), " · ") }

// Failure is the error of an answer to a comparison.
func Failure(msg tea.Msg) error {
	switch m := msg.(type) {
	case openedMsg:
		return m.refusal
	case planMsg:
		return m.err
	case reviewMsg:
		return m.err
	}
	return nil
}
