package form

import "homeroom/tui/screen"

// Keys are the form's keys, for the Keys of the screen that shows it: those that make sense in the field of the cursor
// come first.
func (f *Form) Keys() []screen.Key {
	var keys []screen.Key
	if f.Clashing() {
		keys = append(keys,
			screen.Key{Press: []string{"ctrl+y"}, Do: "yours", Help: "Keep what you typed here."},
			screen.Key{Press: []string{"ctrl+t"}, Do: "now", Help: "Take what somebody else wrote here."})
	}
	switch {
	case len(f.items) == 0 || len(f.items[f.at].Choices) == 0:
	case f.items[f.at].Several:
		keys = append(keys, screen.Key{
			Press: []string{"ctrl+n", "ctrl+p"}, Show: "ctrl+n", Do: "choose", Help: "Go through those on record for the last name; or type how one begins. A / begins the next name.",
		})
	default:
		keys = append(keys, screen.Key{
			Press: []string{"right", "left", "ctrl+n", "ctrl+p"}, Show: "← →", Do: "choose", Help: "Go through the choices (also ctrl+n and ctrl+p); or type how one begins.",
		})
	}
	if len(f.items) < 2 {
		return keys
	}
	return append(keys,
		screen.Key{Press: []string{"tab", "shift+tab", "down", "up", "enter"}, Show: "tab", Do: "next field", Help: "Go to the next field (also ↓ and Enter) or to the one before (shift+tab, ↑)."},
		screen.Key{Press: []string{"ctrl+z"}, Do: "as it was", Help: "Put this field back to what the record says.", Quiet: true},
		screen.Key{Press: []string{"pgdown", "pgup"}, Show: "PgDn PgUp", Do: "page", Help: "Go over a page of fields.", Quiet: true},
	)
}
