package bulk

import (
	"strconv"
	"strings"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// wrap breaks a value into lines of at most width cells: the first after lead, the others after as many spaces.
func wrap(lead, value string, width int) []string {
	hang := screen.Width(lead)
	lines := screen.Wrap(value, max(8, width-hang))
	for i := range lines {
		if i == 0 {
			lines[i] = lead + lines[i]
			continue
		}
		lines[i] = strings.Repeat(" ", hang) + strings.TrimLeft(lines[i], " ")
	}
	return lines
}

// block joins lines into a body of exactly height lines, each at most width cells.
func block(lines []string, width, height int) string {
	out := make([]string, max(0, height))
	for i := range out {
		if i < len(lines) {
			out[i] = screen.Clip(lines[i], width)
		}
	}
	return strings.Join(out, "\n")
}

// elide makes a value at most width cells by leaving out its middle: names that begin alike differ at the end.
func elide(value string, width int) string {
	v := text.Visible(value)
	n := screen.Width(v)
	if n <= width || width < 5 {
		return v
	}
	tail := (width - 1) / 2
	return screen.Cut(v, 0, width-1-tail) + "…" + screen.Cut(v, n-tail, n)
}

// rule is a thin line across.
func rule(width int) string { return strings.Repeat("─", max(0, width)) }

// or returns s made safe for the terminal, or what to show where there is nothing.
func or(s, nothing string) string {
	if s == "" {
		return nothing
	}
	return text.Visible(screen.Spaces(s))
}

// many writes a number with its noun: "1 row", "4,998 rows".
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return figures(n) + " " + more
}

// figures writes a number as it is read: 4,998.
func figures(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
