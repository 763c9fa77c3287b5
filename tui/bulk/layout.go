package bulk

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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

// window returns the part of lines of the given height in which the line at keep is seen.
func window(lines []string, keep, height int) []string {
	if height <= 0 {
		return nil
	}
	if len(lines) <= height {
		return lines
	}
	top := min(max(0, keep-height/2), len(lines)-height)
	return lines[top : top+height]
}

// rule is a thin line across.
func rule(width int) string { return strings.Repeat("─", max(0, width)) }

// or returns s made safe for the terminal, or what to show where there is nothing.
func or(s, nothing string) string {
	if s == "" {
		return nothing
	}
	return text.Visible(s)
}

// many writes a number with its noun: "1 row", "12 rows".
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// sentence begins with a capital and ends with a full stop; nothing stays nothing.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") && !strings.HasSuffix(s, "!") {
		s += "."
	}
	return s
}
