package bulk_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
)

// hand plays a screen without a terminal: keys go in, commands are run at once or kept back to run later.
type hand struct {
	t      *testing.T
	screen screen.Screen
	said   string
	kept   []tea.Cmd // commands not run yet, while keep is set
	keep   bool
}

func play(t *testing.T, s screen.Screen) *hand {
	t.Helper()
	h := &hand{t: t, screen: s}
	h.run(s.Init())
	return h
}

func (h *hand) press(keys ...string) {
	h.t.Helper()
	for _, key := range keys {
		h.send(screen.Press(key))
	}
}

func (h *hand) send(msg tea.Msg) {
	next, cmd := h.screen.Update(msg)
	h.screen = next
	if h.keep {
		h.kept = append(h.kept, cmd)
		return
	}
	h.run(cmd)
}

// run does what the runtime does with a command: what it answers goes back to the screen.
func (h *hand) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			h.run(c)
		}
	case screen.StatusMsg:
		h.said = msg.Text
	default:
		h.send(msg)
	}
}

// view is what the screen draws, without styles.
func (h *hand) view(width, height int) string {
	return ansi.Strip(h.screen.View(width, height))
}

func (h *hand) wants(words ...string) {
	h.t.Helper()
	view := h.view(80, 21)
	for _, w := range words {
		if !strings.Contains(view, w) {
			h.t.Fatalf("%q is not on the screen:\n%s", w, view)
		}
	}
}

// underWay is what the screen says it writes, and waits for.
func underWay(h *hand) string {
	if w, ok := h.screen.(interface{ Working() string }); ok {
		return w.Working()
	}
	return ""
}
