package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// invitation stands where something can be scanned.
const invitation = "Scan or type a tag, serial number or User ID"

// Scan is the line that a label is scanned or typed into. It has the keyboard only while it is open.
type Scan struct {
	theme *theme.Theme
	field *Field
	open  bool
}

// NewScan makes one that is not open.
func NewScan(th *theme.Theme) *Scan {
	s := &Scan{theme: th, field: New(th, "Scan: ")}
	s.field.SetHint(invitation)
	return s
}

// Open gives it the keyboard.
func (s *Scan) Open() { s.open = true }

// Close takes the keyboard and what was typed away.
func (s *Scan) Close() {
	s.field.SetValue("")
	s.open = false
}

// Typing reports whether it has the keyboard.
func (s *Scan) Typing() bool { return s.open }

// Update takes a key or a paste, but for Esc, which is left to the one who asked. ended tells that Enter was pressed, or
// that a paste brought the scanner's line break: then scanned is what is to be looked up, and the line is empty again.
func (s *Scan) Update(msg tea.Msg) (scanned string, ended bool) {
	if !s.open {
		return "", false
	}
	switch m := msg.(type) {
	case tea.PasteMsg:
		plain := strings.TrimRight(m.Content, "\r\n")
		ended = plain != m.Content
		msg = tea.PasteMsg{Content: plain}
	case tea.KeyPressMsg:
		ended = m.String() == "enter"
	}
	s.field.Update(msg)
	if !ended {
		return "", false
	}
	scanned = strings.TrimSpace(s.field.Value())
	s.field.SetValue("")
	return scanned, true
}

// View draws it in one line; one that is closed says how it is opened.
func (s *Scan) View(width int) string {
	if s.open {
		return s.field.View(width)
	}
	return screen.Clip(s.theme.Key.Render("/")+" "+s.theme.Dim.Render(invitation), width)
}
