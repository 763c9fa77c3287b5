package bulk

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// typingKeys are shown while a line of text is typed.
func typingKeys() []screen.Key {
	return []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "done", Help: "Keep the text."},
		{Press: []string{"esc"}, Do: "clear", Help: "Forget the text."},
	}
}

// listKeys are the keys of a list in which nothing is marked.
func listKeys() []screen.Key {
	return slices.DeleteFunc(table.Keys(), func(k screen.Key) bool { return k.Is("space") })
}

// pressed is the key of a message, "" when it is none.
func pressed(msg tea.Msg) string {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return key.String()
	}
	return ""
}
