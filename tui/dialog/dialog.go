// Package dialog asks: yes or no, a number to type, or a message to read. No is the default, arrows never
// confirm, and the key that confirms is never the key that asked.
package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Answer is what has become of a dialog.
type Answer int

// The answers. Open means that the question still stands.
const (
	Open Answer = iota
	No
	Yes
)

// Dialog is a question on the screen. While one is open its screen gives it every key and reports Typing.
type Dialog interface {
	Update(msg tea.Msg) Answer
	// View draws the box in at most width × height cells; Over puts it on the body.
	View(width, height int) string
	Keys() []screen.Key
}

const (
	widest   = 64 // cells of text on a line: longer ones are hard to read
	boxWidth = 4  // border and padding, both sides
	boxLines = 2  // border, top and bottom
)

// box draws a titled frame around paragraphs, wrapped, with the last line (what to press) always in it.
func box(th *theme.Theme, title, words, foot string, width, height int) string {
	inner := max(1, min(widest, width-boxWidth))
	last := screen.Wrap(foot, inner)
	return frame(th, title, stack(paragraphs(words, inner), styled(th.Key, last), inner, height-boxLines), inner)
}

// stack puts foot under lines, with an empty line between where there is room. What has no room is cut with … :
// what to press must be seen.
func stack(lines, foot []string, width, height int) []string {
	room := max(0, height-len(foot))
	switch {
	case len(lines) > room && room > 0:
		lines = append(lines[:room-1:room-1], strings.TrimRight(screen.Fit(lines[room-1], width-1), " ")+"…")
	case len(lines) > room:
		lines = nil
	case len(lines) > 0 && len(lines) < room:
		lines = append(lines, "")
	}
	return append(lines, foot...)
}

func paragraphs(words string, width int) []string {
	var lines []string
	for _, p := range strings.Split(words, "\n") {
		lines = append(lines, screen.Wrap(p, width)...)
	}
	return lines
}

func styled(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style.Render(l)
	}
	return out
}

func frame(th *theme.Theme, title string, lines []string, inner int) string {
	line := func(n int) string { return strings.Repeat("─", max(0, n)) }
	edge := th.Border.Render
	title = screen.Clip(text.Visible(title), inner-2)
	var b strings.Builder
	b.WriteString(edge("╭─ ") + th.Title.Render(title) + edge(" "+line(inner-1-screen.Width(title))+"╮"))
	for _, l := range lines {
		b.WriteString("\n" + edge("│ ") + screen.Fill(l, inner) + edge(" │"))
	}
	b.WriteString("\n" + edge("╰"+line(inner+2)+"╯"))
	return b.String()
}

// Over draws box in the middle of body: height lines of at most width cells.
func Over(body, box string, width, height int) string {
	lines := screen.Body(body, width, height)
	rows := strings.Split(box, "\n")
	boxed := 0
	for _, r := range rows {
		boxed = max(boxed, screen.Width(r))
	}
	x, y := max(0, (width-boxed)/2), max(0, (height-len(rows))/2)
	for i, r := range rows {
		if y+i < len(lines) {
			lines[y+i] = screen.Clip(screen.Cut(lines[y+i], 0, x)+r+screen.Cut(lines[y+i], x+boxed, width), width)
		}
	}
	return strings.Join(lines, "\n")
}
