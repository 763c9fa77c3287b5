package theme

import "charm.land/lipgloss/v2"

// Status gives a row's status its sign, its word and its style: colour only repeats what sign and word say.
// The names are those of R-81 and "undecided"; an unknown one is shown by its own name.
func (t *Theme) Status(status string) (sign, word string, style lipgloss.Style) {
	switch status {
	case "add":
		return "+", "add", t.Good
	case "change":
		return "~", "change", t.Accent
	case "revoke":
		return "-", "revoke", t.Warn
	case "same":
		return "=", "same", t.Dim
	case "left_out":
		return ".", "left out", t.Dim
	case "held_back":
		return "?", "held back", t.Warn
	case "error":
		return "!", "error", t.Bad
	case "undecided":
		return "*", "undecided", t.Accent
	}
	return " ", status, t.Text
}
