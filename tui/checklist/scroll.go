package checklist

import (
	"strconv"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// scroll is a text that may be longer than its place. A part of it has to have been in sight before anything is
// confirmed.
type scroll struct {
	width, lines, room int // of the last view
	top                int
	moved              bool // the reader scrolled: else the part to be read is in sight
	from, to           int  // the part to be read
	seen               int  // how far down it has been in sight
	fresh              bool // nothing of it has been drawn yet since it became another text
	home               int  // the first line in sight when nobody scrolled
	want               int  // a line that has to be in sight, counted from 1; 0 for none
}

// rewind begins anew with another text.
func (r *scroll) rewind() { *r = scroll{fresh: true} }

// unfold goes back to the part to be read.
func (r *scroll) unfold() { r.moved, r.want = false, 0 }

// below reports whether the reader went on below the beginning of the part to be read.
func (r *scroll) below() bool { return r.moved && r.top > r.home }

// unread reports whether some of the part to be read has not been in sight yet.
func (r *scroll) unread() bool { return r.fresh || r.seen < r.to }

// press takes a key that moves through it.
func (r *scroll) press(key string) bool {
	page := max(1, r.room-1)
	steps := map[string]int{
		"down": 1, "j": 1, "up": -1, "k": -1, "pgdown": page, "pgup": -page, "ctrl+d": max(1, page/2), "ctrl+u": -max(1, page/2),
		"space": page, "G": r.lines, "shift+g": r.lines, "end": r.lines, "g": -r.lines, "home": -r.lines,
	}
	step, ok := steps[key]
	if ok {
		r.want = 0
		r.top, r.moved = max(0, min(r.top+step, r.lines-r.room)), true
	}
	return ok
}

// view draws height lines of a text whose part from–to is to be read: that part is in sight with what stands around
// it, until the reader scrolls. What is out of sight is counted.
func (r *scroll) view(th *theme.Theme, lines []string, from, to, width, height int) []string {
	if r.width != width || r.lines != len(lines) {
		r.moved = false
	}
	if r.width != width {
		r.seen = 0
	}
	r.width, r.lines, r.room, r.from, r.to, r.fresh = width, len(lines), height, from, to, false
	if len(lines) <= height {
		r.top, r.home, r.seen = 0, 0, to
		return lines
	}
	if r.home = anchor(len(lines), from, to, height); !r.moved {
		r.top = r.home
	}
	if r.want > 0 { // neither the first nor the last line: those tell how many more there are
		r.top = max(min(r.top, r.want-2), r.want+1-height)
	}
	r.top = max(0, min(r.top, len(lines)-height))
	first, last := r.top, r.top+height
	out := append([]string{}, lines[first:last]...)
	if first > 0 && height > 2 {
		out[0] = th.Dim.Render(screen.Clip("↑ "+strconv.Itoa(first+1)+" more above", width))
	}
	if below := len(lines) - last; below > 0 {
		out[height-1] = th.Accent.Render(screen.Clip("↓ "+strconv.Itoa(below+1)+" more below", width))
		last--
	}
	r.seen = max(r.seen, last)
	return out
}

// anchor is the first line in sight when nobody scrolled: the part to be read whole, where it fits, with what comes
// before and after it sharing the rest; else its beginning.
func anchor(lines, from, to, height int) int {
	spare := height - (to - from)
	if spare <= 2 {
		return max(0, from-1)
	}
	after := min(lines-to, spare/2)
	return max(0, from-(spare-after))
}
