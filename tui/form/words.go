package form

import (
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Problem draws a finding: sign, word and rule, what is wrong, and, where it is wanted, what to do about it.
func Problem(th *theme.Theme, found store.Finding, remedy bool, width int) []string {
	name, style := Severity(th, found.Severity)
	if found.Rule != "" {
		name += " " + found.Rule
	}
	lines := hang(style, name+": ", found.Message, width)
	if remedy && found.Remedy != "" {
		lines = append(lines, hang(th.Dim, "  → ", found.Remedy, width)...)
	}
	return lines
}

// hang wraps words behind a head, at spaces only where that can be: a rule that quotes a hyphen keeps its quotes. The
// lines after the first stand below what follows the head's sign.
func hang(style lipgloss.Style, head, words string, width int) []string {
	under := screen.Width(head) - screen.Width(strings.TrimLeft(head, " →!?i"))
	lines := []string{text.Visible(head)}
	for _, word := range strings.Fields(text.Visible(words)) {
		last := &lines[len(lines)-1]
		switch room := width - screen.Width(*last) - screen.Width(word); {
		case len(lines) == 1 && *last == head && room >= 0, strings.TrimSpace(*last) == "":
			*last += word
		case room > 0:
			*last += " " + word
		default:
			lines = append(lines, strings.Repeat(" ", under)+word)
		}
	}
	var out []string
	for _, l := range lines {
		for i, part := range cut(l, width, under) {
			if i > 0 {
				part = strings.Repeat(" ", under) + part
			}
			out = append(out, style.Render(screen.Clip(part, width)))
		}
	}
	return out
}

// cut breaks a line in which a single word is longer than the width.
func cut(line string, width, under int) []string {
	if screen.Width(line) <= width {
		return []string{line}
	}
	first := screen.Wrap(line, width)[0]
	rest := strings.TrimSpace(strings.TrimPrefix(line, first))
	if first == "" || rest == "" || rest == strings.TrimSpace(line) {
		return []string{line}
	}
	return append([]string{first}, screen.Wrap(rest, max(1, width-under))...)
}

// Severity gives a finding its sign and word; the style only repeats them.
func Severity(th *theme.Theme, s store.Severity) (string, lipgloss.Style) {
	switch s {
	case store.SeverityError:
		return "! error", th.Bad
	case store.SeverityWarning:
		return "? warning", th.Warn
	}
	return "i note", th.Accent
}
