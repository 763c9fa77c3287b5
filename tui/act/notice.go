package act

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// notice says why an act cannot be done like this.
type notice struct {
	env         screen.Env
	name, words string
	exit
}

func newNotice(env screen.Env, name, words string) screen.Screen {
	return &notice{env: env, name: name, words: words}
}

// Init does nothing.
func (n *notice) Init() tea.Cmd { return nil }

// Update closes it.
func (n *notice) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && n.Keys()[0].Is(key.String()) {
		return n, n.pop()
	}
	return n, nil
}

// View is the words.
func (n *notice) View(width, height int) string {
	return sentence(n.env.Theme.Text, n.words, width, height)
}

// Title names the act.
func (n *notice) Title() string { return n.name }

// Typing is false.
func (n *notice) Typing() bool { return false }

// Undecided is 0.
func (n *notice) Undecided() int { return 0 }

// Keys lead back.
func (n *notice) Keys() []screen.Key {
	return []screen.Key{{Press: []string{"esc", "q", "enter"}, Show: "esc", Do: "back", Help: "Go back."}}
}

func count(n int, kind store.Kind) string {
	if n == 1 {
		return "1 " + string(kind)
	}
	return fmt.Sprintf("%d %ss", n, kind)
}
