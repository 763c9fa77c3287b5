package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"homeroom/store/text"
)

// The renderer lays text out by code points (Run keeps it so), so everything is measured that way: a width
// from another rule would break columns on combining marks of some scripts and on joined emoji.

// Width is the number of cells that s takes on a line; styles take none.
func Width(s string) int { return ansi.StringWidthWc(s) }

// Fit makes a value of a record or file exactly width cells: its control and bidi characters made visible, cut
// with … where it is too long, filled with spaces where it is too short.
func Fit(value string, width int) string {
	return Fill(Clip(text.Visible(value), width), width)
}

// FitRight is Fit with the value at the right edge, for numbers.
func FitRight(value string, width int) string {
	s := Clip(text.Visible(value), width)
	return strings.Repeat(" ", max(0, width-Width(s))) + s
}

// Clip cuts a styled line to at most width cells, ending in … where something was cut.
func Clip(line string, width int) string {
	if width <= 0 {
		return ""
	}
	if len(line) <= width || Width(line) <= width { // never more cells than bytes
		return line
	}
	return cut(line, 0, width-1, "…")
}

// Fill adds spaces to a styled line until it is width cells.
func Fill(line string, width int) string {
	if n := width - Width(line); n > 0 {
		return line + strings.Repeat(" ", n)
	}
	return line
}

// Wrap breaks a value into lines of at most width cells, at spaces where it can, and at hyphens, but not at those of a
// date. It returns at least one line.
func Wrap(value string, width int) []string {
	if width <= 0 {
		return []string{""}
	}
	lines := strings.Split(unheld(ansi.WrapWc(held(text.Visible(value)), width, "")), "\n")
	for i, l := range lines {
		lines[i] = Clip(l, width) // a single character may be wider than the width
	}
	return lines
}

// A hyphen between digits is held by a character that Visible leaves in no text and that no line is broken at.
const (
	hyphen = '-'
	holder = '\uE000'
)

// held holds the hyphens between digits, as those of a date.
func held(s string) string {
	if !strings.ContainsRune(s, hyphen) {
		return s
	}
	runes := []rune(s)
	for i := 1; i < len(runes)-1; i++ {
		if runes[i] == hyphen && digit(runes[i-1]) && digit(runes[i+1]) {
			runes[i] = holder
		}
	}
	return string(runes)
}

func unheld(s string) string { return strings.ReplaceAll(s, string(holder), string(hyphen)) }

func digit(r rune) bool { return '0' <= r && r <= '9' }

// Beside puts two panes side by side: the left one leftWidth cells wide, a vertical line, the right one. Each
// is cut and filled to height lines, so that neither moves the other.
func Beside(left, right, line string, leftWidth, width, height int) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	rightWidth := width - leftWidth - Width(line)
	out := make([]string, height)
	for i := range out {
		out[i] = Fill(Clip(at(l, i), leftWidth), leftWidth) + line + Clip(at(r, i), rightWidth)
	}
	return strings.Join(out, "\n")
}

// Body cuts text to height lines of at most width cells each.
func Body(body string, width, height int) []string {
	lines := strings.Split(body, "\n")
	out := make([]string, 0, max(0, height))
	for i := 0; i < height; i++ {
		out = append(out, Clip(at(lines, i), width))
	}
	return out
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// Cut is the part of a styled line from cell left to cell right. It puts a space where a wide character is cut
// through, so that what follows keeps its place.
func Cut(line string, left, right int) string {
	if right <= left {
		return ""
	}
	if left == 0 {
		return Fill(cut(line, 0, right, ""), right)
	}
	return cut(line, left, right, "")
}

// cut walks the line as the renderer does, by clusters that are as wide as their code points together. (The
// truncating functions of the ansi package ask the other measure first whether there is anything to cut.) Escape
// sequences are kept wherever they are: they may end a style. What else takes no cell goes with what it stands behind.
func cut(line string, left, right int, tail string) string {
	var b strings.Builder
	var state byte
	x := 0
	for len(line) > 0 {
		seq, width, n, next := ansi.DecodeSequenceWc(line, state, nil)
		line, state = line[n:], next
		inside := min(x+width, right) - max(x, left)
		switch {
		case width == 0 && seq[0] != ansi.ESC && (x <= left && left > 0 || x > right):
		case inside == width || width == 0:
			b.WriteString(seq)
		case inside > 0:
			b.WriteString(strings.Repeat(" ", inside))
		}
		if x += width; x > right {
			b.WriteString(tail)
			tail = ""
		}
	}
	return b.String()
}
