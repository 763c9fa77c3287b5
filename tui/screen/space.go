package screen

import "strings"

// Spaces makes a value of spaces alone visible, a mark for each: it is something else than an empty one. Any other
// value stays as it is.
func Spaces(value string) string {
	if value == "" || strings.Trim(value, " ") != "" {
		return value
	}
	return strings.Repeat("␣", len(value))
}
