package dialog

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

const (
	widest   = 64 // cells of text on a line: longer ones are hard to read
	boxWidth = 4  // border and padding, both sides
	boxLines = 2  // border, top and bottom
	titled   = 6  // lines from which a box without a frame still has its title
)

// reading is the text of a box. On a small screen the box goes without its frame, and what has no room even then
// is scrolled through: nothing is confirmed that was not in sight.
type reading struct {
	theme       *theme.Theme
	title, text string

	width int // of the last View; another width breaks the lines elsewhere
	top   int // first line in sight
	room  int // lines of text in sight at the last View
	lines int // lines of text at the last View
	seen  bool
}

// unread reports whether a part of the text has not been in sight yet.
func (r *reading) unread() bool { return r.lines > r.room && !r.seen }

// first is why nothing can be confirmed yet, "" when it can.
func (r *reading) first() string {
	if r.unread() {
		return "read the rest first (↓)"
	}
	return ""
}

// scroll takes a key that moves through the text and reports whether it was one.
func (r *reading) scroll(key string) bool {
	page := max(1, r.room-1)
	switch key {
	case "down":
		r.top++
	case "up":
		r.top--
	case "pgdown":
		r.top += page
	case "pgup":
		r.top -= page
	default:
		return false
	}
	return true
}

// view draws the box with foot, which is made for the width it gets, below the text.
func (r *reading) view(width, height int, foot func(inner int) []string) string {
	inner := max(1, min(widest, width-boxWidth))
	lines, last := paragraphs(r.text, inner), foot(inner)
	if len(lines)+len(last)+boxLines <= height {
		r.lines, r.room = len(lines), len(lines)
		if len(lines) > 0 && len(lines)+len(last)+boxLines < height {
			lines = append(lines, "")
		}
		return frame(r.theme, r.title, append(lines, last...), inner)
	}
	return r.whole(width, height, foot(width))
}

// whole uses all of the screen, without a frame: the title, as much of the text as fits, how much more there is,
// and what to press.
func (r *reading) whole(width, height int, foot []string) string {
	var out []string
	if height >= titled {
		out = append(out, r.theme.Title.Render(text.Visible(r.title)))
	}
	lines := paragraphs(r.text, width)
	r.lines, r.room = len(lines), max(1, height-len(out)-len(foot))
	if r.lines > r.room {
		r.room = max(1, r.room-1)
		foot = append([]string{r.more(width)}, foot...)
	}
	out = append(out, lines[r.top:min(r.lines, r.top+r.room)]...)
	for len(out)+len(foot) < height {
		out = append(out, "")
	}
	out = append(out, foot...)
	for i := range out {
		out[i] = screen.Fill(screen.Clip(out[i], width), width)
	}
	return strings.Join(out[max(0, len(out)-height):], "\n")
}

// more moves to a place that there is, and says how much of the text is below it.
func (r *reading) more(width int) string {
	if r.width != width {
		r.width, r.top = width, 0
	}
	r.top = max(0, min(r.top, r.lines-r.room))
	below := r.lines - r.room - r.top
	r.seen = r.seen || below == 0
	words := "↑ that is all"
	switch {
	case below == 1:
		words = "↓ 1 more line"
	case below > 1:
		words = "↓ " + strconv.Itoa(below) + " more lines"
	}
	return r.theme.Accent.Render(words)
}

// keys are those that move through a text with no room for it.
func (r *reading) keys() []screen.Key {
	if r.lines <= r.room {
		return nil
	}
	return []screen.Key{{
		Press: []string{"down", "up", "pgdown", "pgup"}, Show: "↓ ↑", Do: "read on", Help: "Move through the text.",
	}}
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

// pressed is the key of a message, "" when it is none.
func pressed(msg tea.Msg) string {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return key.String()
	}
	return ""
}
