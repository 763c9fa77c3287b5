package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// action is a key of a step together with what it does, so that what is shown and what works are one list.
type action struct {
	screen.Key
	do func() (screen.Screen, tea.Cmd)
}

// keysOf are the keys of actions, for the footer and the help page. One that says nothing is the other direction of
// a key that is listed with it.
func keysOf(actions []action) []screen.Key {
	keys := make([]screen.Key, 0, len(actions))
	for i := range actions {
		if actions[i].Do != "" {
			keys = append(keys, actions[i].Key)
		}
	}
	return keys
}

// press runs the action of a key. A key that cannot be used now says why. ok is false when no action has it.
func press(stay screen.Screen, actions []action, key string) (next screen.Screen, cmd tea.Cmd, ok bool) {
	for i := range actions {
		switch {
		case !actions[i].Is(key):
			continue
		case actions[i].Disabled != "":
			return stay, screen.Say(screen.Sentence(actions[i].Disabled)), true
		}
		next, cmd = actions[i].do()
		return next, cmd, true
	}
	return stay, nil, false
}
