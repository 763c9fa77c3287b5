package plain

import (
	"fmt"
	"io"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/theme"
)

// statusWord is the sign and the word of a status, the same as in the console.
func statusWord(s importer.Status) (sign, word string) {
	sign, word, _ = (&theme.Theme{}).Status(string(s))
	return sign, word
}

// writeRowPlain writes one row as numbered sentences, which a screen reader can read out; asked says that a question
// about it follows.
func writeRowPlain(w io.StringWriter, r *importer.Row, n int, asked bool) {
	_, word := statusWord(r.Status)
	s := fmt.Sprintf("%d. Line %d: %s.", n, r.Line, word)
	for _, part := range []struct{ name, value string }{
		{"Serial", r.Serial}, {"Asset tag", r.AssetTag}, {"User ID", r.UserID},
	} {
		if part.value != "" {
			s += fmt.Sprintf(" %s %s.", part.name, text.Visible(part.value))
		}
	}
	w.WriteString(s + "\n")
	for i := range r.Changes {
		w.WriteString("   " + changeSentence(&r.Changes[i]) + "\n")
	}
	for i := range r.Mends {
		w.WriteString("   " + mendedLine(&r.Mends[i]) + "\n")
	}
	for i := range r.Notes {
		w.WriteString("   " + noteLine(&r.Notes[i]) + "\n")
	}
	if held := heldLine(r, asked); held != "" {
		w.WriteString("   " + held + "\n")
	}
}

// changeSentence is a change in words, without columns or arrows.
func changeSentence(c *store.Change) string {
	parts := make([]string, len(c.Fields))
	for i, f := range c.Fields {
		switch {
		case f.Old == "":
			parts[i] = fmt.Sprintf("%s becomes %s", f.Field.Label(), f.New)
		case f.New == "":
			parts[i] = fmt.Sprintf("%s is emptied, it was %s", f.Field.Label(), f.Old)
		default:
			parts[i] = fmt.Sprintf("%s changes from %s to %s", f.Field.Label(), f.Old, f.New)
		}
	}
	return changeTitle(c) + "; " + text.Visible(strings.Join(parts, "; ")) + "."
}
