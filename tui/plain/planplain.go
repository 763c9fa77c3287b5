package plain

import (
	"fmt"
	"io"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/theme"
)

// statusWord is the sign and the word of a status, the same as in the console.
func statusWord(s importer.Status) (sign, word string) {
	sign, word, _ = (&theme.Theme{}).Status(string(s))
	return sign, word
}

// writeRowPlain writes one row as numbered sentences, one fact a line, which a screen reader can read out; asked says that
// a question about it follows.
func writeRowPlain(w io.StringWriter, plan *importer.Plan, r *importer.Row, number string, asked bool) {
	_, word := statusWord(r.Status)
	s := fmt.Sprintf("%s. %s: %s.", number, lineTitle(plan, r.Line), word)
	for _, part := range []struct{ name, value string }{
		{"Serial", r.Serial}, {"Asset tag", r.AssetTag}, {"User ID", r.UserID}, {"About", aboutElse(plan, r)},
	} {
		if part.value != "" {
			s += fmt.Sprintf(" %s %s.", part.name, text.Visible(part.value))
		}
	}
	w.WriteString(s + "\n")
	fact := func(s string) { w.WriteString("   " + s + "\n") }
	does := r.Does()
	for i := range does {
		c := &does[i]
		if c.Record == store.KindRoster {
			continue
		}
		fact(changeTitle(c) + ".")
		for _, f := range c.Fields {
			fact(text.Visible(fieldWords(&f)) + ".")
		}
	}
	for _, said := range report.InClasses(does, plan.ClassTitle) {
		fact(text.Visible(said) + ".")
	}
	for i := range r.Mends {
		fact(mendedLine(&r.Mends[i]) + ".")
	}
	for i := range r.Notes {
		writeNotePlain(fact, plan, &r.Notes[i])
	}
	if held := heldLine(r, asked); held != "" {
		fact(held + ".")
	}
}

// writeNotePlain writes a note without signs: what is wrong, what to do, and what is proposed, a line each.
func writeNotePlain(fact func(string), p importer.Placer, n *importer.Note) {
	bare := *n
	bare.Remedy, bare.Mend = "", nil
	fact(noteLine(p, &bare) + ".")
	if n.Remedy != "" {
		fact("What to do: " + text.Visible(n.Remedy) + ".")
	}
	if n.Mend != nil {
		fact("Proposed: " + n.Mend.Words() + ".")
	}
}

// changeSentence is a change in words, without columns or arrows.
func changeSentence(plan *importer.Plan, c *store.Change) string {
	if c.Record == store.KindRoster {
		return text.Visible(report.InClasses([]store.Change{*c}, plan.ClassTitle)[0]) + "."
	}
	parts := make([]string, len(c.Fields))
	for i := range c.Fields {
		parts[i] = fieldWords(&c.Fields[i])
	}
	return changeTitle(c) + "; " + text.Visible(strings.Join(parts, "; ")) + "."
}

func fieldWords(f *store.FieldChange) string {
	switch {
	case f.Old == "":
		return fmt.Sprintf("%s becomes %s", f.Field.Label(), orEmpty(f.New))
	case f.New == "":
		return fmt.Sprintf("%s is emptied, it was %s", f.Field.Label(), orEmpty(f.Old))
	}
	return fmt.Sprintf("%s changes from %s to %s", f.Field.Label(), orEmpty(f.Old), orEmpty(f.New))
}
