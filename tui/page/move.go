package page

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// Update takes a key and reports whether it was one of the page's.
func (p *Page) Update(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "down", "j":
		p.step(1)
	case "up", "k":
		p.step(-1)
	case "g", "home":
		p.cursor, p.top = p.next(-1, 1), 0
	case "G", "shift+g", "end":
		p.cursor, p.top = p.next(len(p.lines), -1), len(p.lines)
	case "pgdown":
		p.jump(max(1, p.height-1))
	case "pgup":
		p.jump(-max(1, p.height-1))
	case "ctrl+d":
		p.jump(max(1, p.height/2))
	case "ctrl+u":
		p.jump(-max(1, p.height/2))
	default:
		return false
	}
	p.cursor = max(0, min(p.cursor, len(p.lines)-1))
	p.on = p.key()
	return true
}

// step moves the cursor by one line that it can rest on.
func (p *Page) step(way int) {
	if !p.through(way) {
		p.cursor = p.next(p.cursor, way)
	}
}

// jump moves what is in sight by n lines, and the cursor with it: to the farthest line within n, or the next one.
func (p *Page) jump(n int) {
	if p.through(n) {
		return
	}
	p.top += n
	way := 1
	if n < 0 {
		way = -1
	}
	to := p.next(max(-1, min(p.cursor+n+way, len(p.lines))), -way)
	if (to-p.cursor)*way <= 0 || !p.rests(to) {
		to = p.next(p.cursor, way)
	}
	p.cursor = to
}

// block is the cursor's line with what belongs to it: the lines below on which the cursor does not rest, and for
// the first line the headings above.
func (p *Page) block() (first, last int) {
	first, last = p.cursor, p.cursor
	if p.next(-1, 1) == p.cursor {
		first = 0
	}
	for last+1 < len(p.lines) && !p.rests(last+1) {
		last++
	}
	return first, last
}

// through scrolls n lines within a block that is taller than the screen; false when there is no more of it.
func (p *Page) through(n int) bool {
	first, last := p.block()
	lowest := last - p.height + 1
	if lowest <= first || n > 0 && p.top >= lowest || n < 0 && p.top <= first {
		return false
	}
	p.top = max(first, min(p.top+n, lowest))
	return true
}

// reveal brings the cursor's block in sight; of one that is taller than the screen, some part.
func (p *Page) reveal() {
	p.top = max(0, min(p.top, len(p.lines)-p.height))
	first, last := p.block()
	lowest := last - p.height + 1
	p.top = max(min(first, lowest), min(p.top, max(first, lowest)))
}

// Keys are the page's keys as data, for the Keys of the screen that shows it.
func Keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"j", "down", "k", "up"}, Show: "j k ↓ ↑", Do: "move", Help: "Move the cursor one line down or up.", Quiet: true},
		{Press: []string{"g", "home", "G", "end"}, Show: "g G", Do: "ends", Help: "Go to the first or the last line (also Home and End).", Quiet: true},
		{Press: []string{"pgdown", "pgup"}, Show: "PgDn PgUp", Do: "page", Help: "Move one page down or up.", Quiet: true},
		{Press: []string{"ctrl+d", "ctrl+u"}, Show: "ctrl+d ctrl+u", Do: "half page", Help: "Move half a page down or up.", Quiet: true},
	}
}
