package bulk

import (
	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/diff"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

const (
	roomy      = 44 // cells from which old and new stand side by side
	fieldLabel = 13 // cells of a field's name in a narrow pane
)

// fieldLines draws fields old → new. The review's pane is narrow on an ordinary terminal and a new device or
// person brings ten fields: there a field takes one line where it fits, and otherwise as few as it needs.
func fieldLines(th *theme.Theme, fields []store.FieldChange, width int) []string {
	if width >= roomy {
		return diff.Lines(th, fields, width)
	}
	name := 0
	for _, f := range fields {
		name = max(name, min(fieldLabel, screen.Width(f.Field.Label())))
	}
	var lines []string
	for _, f := range fields {
		lead := th.Dim.Render(screen.Fit(f.Field.Label(), name))
		lines = append(lines, narrowField(th, lead, f, width)...)
	}
	return lines
}

// narrowField puts old and new after the name: in one line, or one below the other.
func narrowField(th *theme.Theme, lead string, f store.FieldChange, width int) []string {
	arrow, after := th.Dim.Render(" → "), screen.Spaces(f.New)
	if after == "" {
		after = "(empty)"
	}
	room := max(4, width-screen.Width(lead)-3)
	if screen.Width(or(f.Old, ""))+screen.Width(or(after, "")) < room {
		return []string{lead + before(th, f.Old) + arrow + th.Good.Render(or(after, ""))}
	}
	var lines []string
	if f.Old != "" {
		lines = hang(th.Dim, lead+"   ", screen.Spaces(f.Old), room)
		lead = screen.Fit("", screen.Width(lead))
	}
	return append(lines, hang(th.Good, lead+arrow, after, room)...)
}

// before is the old value on the line of the new one; nothing where there was none.
func before(th *theme.Theme, old string) string {
	if old == "" {
		return ""
	}
	return " " + th.Dim.Render(or(old, ""))
}

// hang wraps a value after lead, its other lines below the first.
func hang(style lipgloss.Style, lead, value string, room int) []string {
	lines := screen.Wrap(value, room)
	for i, l := range lines {
		if i > 0 {
			lead = screen.Fit("", screen.Width(lead))
		}
		lines[i] = lead + style.Render(l)
	}
	return lines
}
