// Package diff draws what changes in a record: old → new, field by field.
package diff

import (
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

const (
	arrow   = " → "
	empty   = "(empty)"
	narrow  = 44 // below this old and new stand on lines of their own
	longest = 22 // cells a label may take
)

// View is Lines in one string.
func View(th *theme.Theme, changes []store.FieldChange, width int) string {
	return strings.Join(Lines(th, changes, width), "\n")
}

// Lines draws one field after the other, labels, old and new values each in a column, wrapped at width. An
// empty value reads (empty); a field that stays as it is shows its value once.
func Lines(th *theme.Theme, changes []store.FieldChange, width int) []string {
	if width < narrow {
		return stacked(th, changes, width)
	}
	label := labelWidth(changes)
	old := oldWidth(changes, (width-label-2-screen.Width(arrow))/2)
	last := width - label - 2 - old - screen.Width(arrow)
	var out []string
	for _, c := range changes {
		before, after := cells(th, c, old, last)
		for i := range max(len(before), len(after)) {
			name, sign := "", strings.Repeat(" ", screen.Width(arrow))
			if i == 0 {
				name = c.Field.Label()
			}
			if i == 0 && c.Old != c.New {
				sign = th.Dim.Render(arrow)
			}
			line := th.Dim.Render(screen.Fit(name, label)) + "  " + screen.Fill(line(before, i), old) + sign + line(after, i)
			out = append(out, strings.TrimRight(line, " "))
		}
	}
	return out
}

// stacked is for narrow panes: the label, then old and new below it.
func stacked(th *theme.Theme, changes []store.FieldChange, width int) []string {
	var out []string
	for _, c := range changes {
		out = append(out, th.Dim.Render(screen.Clip(c.Field.Label(), width)))
		before, after := cells(th, c, width-2, width-2)
		for _, l := range before {
			out = append(out, "  "+l)
		}
		for i, l := range after {
			sign := "  "
			if i == 0 {
				sign = th.Dim.Render("→ ")
			}
			out = append(out, sign+l)
		}
	}
	return out
}

// cells wraps the old and the new value; the new one has no lines when nothing changes.
func cells(th *theme.Theme, c store.FieldChange, old, last int) (before, after []string) {
	if c.Old == c.New {
		return value(th, th.Text, c.Old, old), nil
	}
	return value(th, th.Dim, c.Old, old), value(th, th.Good, c.New, last)
}

func value(th *theme.Theme, style lipgloss.Style, s string, width int) []string {
	if s == "" {
		return []string{th.Dim.Render(screen.Clip(empty, width))}
	}
	lines := screen.Wrap(screen.Spaces(s), width)
	for i, l := range lines {
		lines[i] = style.Render(l)
	}
	return lines
}

func labelWidth(changes []store.FieldChange) int {
	w := 0
	for _, c := range changes {
		w = max(w, screen.Width(c.Field.Label()))
	}
	return min(w, longest)
}

// oldWidth is the widest old value, at most half of the room, so that the arrows stand in one column.
func oldWidth(changes []store.FieldChange, half int) int {
	w := len(empty)
	for _, c := range changes {
		for _, l := range screen.Wrap(c.Old, half) {
			w = max(w, screen.Width(l))
		}
	}
	return min(w, half)
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
