package browse

import (
	"fmt"
	"strings"

	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// pane is what is known of the record under the cursor, beside the list. It can be given the keyboard to be
// scrolled; the record itself, with a cursor that leads on, is a screen of its own.
type pane struct {
	key     string     // of the record that it shows
	build   page.Build // nil until one was read
	focused bool
	top     int
	most    int // the farthest that top can go, and the lines in sight, at the last view
	height  int
}

// show takes another record, or the same one read anew.
func (p *pane) show(key string, build page.Build) {
	if key != p.key {
		p.top = 0
	}
	p.key, p.build = key, build
}

// update takes a key while the pane has the keyboard, and reports whether it was one of the pane's.
func (p *pane) update(key string) bool {
	if !p.focused {
		return false
	}
	leap := max(1, p.height-1)
	switch key {
	case "tab", "shift+tab", "esc":
		p.focused = false
	case "down", "j":
		p.top++
	case "up", "k":
		p.top--
	case "pgdown":
		p.top += leap
	case "pgup":
		p.top -= leap
	case "ctrl+d":
		p.top += leap / 2
	case "ctrl+u":
		p.top -= leap / 2
	case "g", "home":
		p.top = 0
	case "G", "end":
		p.top = p.most
	default:
		p.focused = key != "/" && p.focused // the filter takes the keyboard
		return false
	}
	p.top = max(0, min(p.top, p.most))
	return true
}

// view draws the record of that key; nothing until it has been read.
func (p *pane) view(th *theme.Theme, key string, width, height int) string {
	if p.build == nil || p.key != key || height <= 0 {
		return ""
	}
	lines := p.build(width)
	p.height, p.most = height, max(0, len(lines)-height)
	p.top = max(0, min(p.top, p.most))
	shown := lines[p.top:min(len(lines), p.top+height)]
	out := make([]string, len(shown))
	for i := range shown {
		out[i] = shown[i].Text
	}
	if below := len(lines) - p.top - height; below > 0 {
		out[height-1] = th.Dim.Render(screen.Clip(more(below+1), width)) // it stands in the place of one
	}
	return strings.Join(out, "\n")
}

func more(n int) string { return fmt.Sprintf("… %d more lines", n) }

// paneKeys are what works while the pane has the keyboard.
func paneKeys() []screen.Key {
	return []screen.Key{
		{Press: []string{"down", "up", "j", "k"}, Show: "↓ ↑", Do: "scroll", Help: "Scroll the record by a line (also PgDn and PgUp, ctrl+d and ctrl+u, g and G)."},
		{Press: []string{"tab", "shift+tab", "esc"}, Do: "list", Help: "Back to the list (also Esc)."},
		{Press: []string{"pgdown", "pgup", "ctrl+d", "ctrl+u", "g", "G", "home", "end"}, Show: "PgDn PgUp", Do: "page", Help: "Scroll by a page.", Quiet: true},
	}
}
