package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// boxed lets a key that something is typed behind refuse in a box: no letter of what follows runs as a key.
func (r *review) boxed(actions []action) []action {
	for i := range actions {
		a := &actions[i]
		if why := a.Disabled; why != "" && (a.Is("N") || a.Is("e")) {
			a.Disabled, a.Quiet = "", true
			a.do = func() (screen.Screen, tea.Cmd) { return r.refuse(why) }
		}
	}
	return actions
}

// refuse says in a box why something cannot be typed.
func (r *review) refuse(why string) (screen.Screen, tea.Cmd) {
	r.ask = &refusal{*dialog.NewMessage(r.env.Theme, "Not here", screen.Sentence(why))}
	return r, nil
}

// refusal is a message that only Enter and Esc close: it swallows the sentence that was meant for a field.
type refusal struct{ dialog.Message }

// Update takes a key.
func (m *refusal) Update(msg tea.Msg) dialog.Answer {
	if key := pressed(msg); key == "q" || key == "space" {
		return dialog.Open
	}
	return m.Message.Update(msg)
}

// Keys are the keys that close it.
func (m *refusal) Keys() []screen.Key {
	keys := m.Message.Keys()
	keys[len(keys)-1].Press = []string{"enter", "esc"}
	return keys
}
