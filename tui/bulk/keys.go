package bulk

import (
	"slices"

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

// listKeys are the keys of a list; nothing is marked in Bulk.
func listKeys() []screen.Key {
	return slices.DeleteFunc(table.Keys(), func(k screen.Key) bool { return k.Is("space") })
}
