package tuitest_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/tuitest"
)

// echo shows what it is told.
type echo struct {
	last  string
	lines []string
	size  tea.WindowSizeMsg
}

func (e *echo) Init() tea.Cmd { return nil }

func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.size = msg
	case tea.PasteMsg:
		e.last = "pasted " + msg.Content
	case tea.KeyPressMsg:
		e.last = "key <" + msg.String() + ">"
		if msg.String() == "q" {
			return e, tea.Quit
		}
		e.lines = append(e.lines, msg.String())
	}
	return e, nil
}

func (e *echo) View() tea.View {
	v := tea.NewView(fmt.Sprintf("%d×%d\n%s\nall %s", e.size.Width, e.size.Height, e.last, strings.Join(e.lines, "")))
	v.AltScreen = true
	return v
}

func TestTerm_KeysArriveAsTheyWerePressed(t *testing.T) {
	term := tuitest.Start(t, &echo{}, 80, 24)
	for _, key := range []string{
		"j", "G", "?", ":", "]", "é", "漢", "space", "enter", "esc", "tab", "shift+tab", "backspace", "delete", "insert",
		"up", "down", "left", "right", "home", "end", "pgup", "pgdown", "f1", "f2", "f3", "f4",
		"ctrl+s", "ctrl+p", "ctrl+c", "ctrl+u", "ctrl+d", "alt+x", "ctrl+left", "shift+up",
	} {
		term.Press(key)
		term.WaitFor("key <" + key + ">")
	}
	term.Paste("two words")
	term.WaitFor("pasted two words")
}

func TestTerm_TypedLettersStayInOrder(t *testing.T) {
	term := tuitest.Start(t, &echo{}, 80, 24)
	term.Type("serial C02XK1ZZ")
	term.WaitFor("all serialspaceC02XK1ZZ")
}

func TestTerm_ResizeReachesProgramAndScreen(t *testing.T) {
	term := tuitest.Start(t, &echo{}, 80, 24)
	term.WaitFor("80×24")
	term.Resize(40, 10)
	term.WaitFor("40×10")
}

func TestTerm_CountsBytesSinceTheLastCount(t *testing.T) {
	term := tuitest.Start(t, &echo{}, 80, 24)
	term.Press("a")
	term.WaitFor("all a")
	if term.Bytes() == 0 {
		t.Error("a screen was drawn without a byte")
	}
	term.Press("b")
	term.WaitFor("all ab")
	if n := term.Bytes(); n == 0 || n > 100 {
		t.Errorf("one letter cost %d bytes", n)
	}
}

func TestTerm_WaitsEndWithTheProgram(t *testing.T) {
	term := tuitest.Start(t, &echo{}, 80, 24)
	term.WaitFor("80×24")
	term.Press("q")
	term.WaitGone("80×24") // the program may have ended before this looks
	if err := term.WaitEnd(); err != nil || !term.Ended() {
		t.Errorf("ended %v with %v", term.Ended(), err)
	}
}
