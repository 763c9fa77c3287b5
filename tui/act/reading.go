package act

import (
	"strconv"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// reading is a text that may be longer than the screen: it is scrolled through, and known to have been in sight.
type reading struct {
	width, lines, room int // of the last View
	top                int
	drawn, seen        bool
}

// unread reports whether a part of it has not been in sight yet.
func (r *reading) unread() bool { return !r.seen }

// scroll takes a key that moves through it and reports whether it is one.
func (r *reading) scroll(key string) bool {
	page := max(1, r.room-1)
	steps := map[string]int{
		"down": 1, "j": 1, "up": -1, "k": -1, "pgdown": page, "pgup": -page, "ctrl+d": page / 2, "ctrl+u": -page / 2,
		"space": page, "G": r.lines, "end": r.lines, "g": -r.lines, "home": -r.lines,
	}
	step, ok := steps[key]
	r.top = max(0, min(r.top+step, r.lines-r.room))
	return ok
}

// view draws what is in sight of lines: at most height of them, the last one saying how much more there is.
func (r *reading) view(th *theme.Theme, lines []string, width, height int) []string {
	if r.width != width {
		r.width, r.top = width, 0
	}
	r.lines, r.room = len(lines), height
	if len(lines) > height {
		r.room = max(1, height-1)
	}
	r.top = max(0, min(r.top, r.lines-r.room))
	below := r.lines - r.room - r.top
	r.drawn, r.seen = true, r.seen || below <= 0
	out := lines[r.top:min(r.lines, r.top+r.room)]
	if r.lines <= height {
		return out
	}
	words := "↑ that is all"
	switch {
	case below == 1:
		words = "↓ 1 more line"
	case below > 1:
		words = "↓ " + strconv.Itoa(below) + " more lines"
	}
	return append(out[:len(out):len(out)], th.Accent.Render(screen.Clip(words, width)))
}

// keys are those that move through it.
func (r *reading) keys() []screen.Key {
	if r.lines <= r.room {
		return nil
	}
	return []screen.Key{{
		Press: []string{"down", "up", "j", "k", "pgdown", "pgup", "space"}, Show: "↓ ↑", Do: "read on", Help: "Move through what would happen.",
	}}
}
