// Package page shows what is not a table: a record, an act, the state of things. It is a list of lines with a
// cursor that stays on its line by key, and some lines lead to another screen.
package page

import (
	"slices"
	"strings"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Line is one line of a page. Text is styled already; what came from records in it is made visible already.
type Line struct {
	Key    string         // finds the line again after a refresh
	Beside []string       // keys of what else stands on the line, which had a line of its own on a narrower page
	Text   string         // drawn after the cursor's two cells
	Still  bool           // the cursor does not rest here: headings, blanks
	Open   screen.OpenMsg // what Enter opens; without a Name nothing
}

// Build makes the lines for a width.
type Build func(width int) []Line

// Page is the lines, the cursor and what is in sight.
type Page struct {
	theme  *theme.Theme
	build  Build
	lines  []Line
	drawn  drawn // what lines were made for
	cursor int
	on     string // key of what the cursor was put on
	top    int
	height int
}

// drawn is what the lines depend on beside their content.
type drawn struct {
	width int
	dark  bool
}

// Two cells at the left: the cursor and a space, so that moving it changes two cells only.
const (
	sign   = "›"
	margin = 2
)

// New makes an empty page.
func New(th *theme.Theme) *Page {
	return &Page{theme: th, build: func(int) []Line { return nil }, height: 10, drawn: drawn{width: 80}}
}

// Set shows other content. The cursor stays on the line of the same key, else on the same place.
func (p *Page) Set(build Build) {
	p.build = build
	p.layOut(p.drawn.width)
}

// layOut makes the lines anew and puts the cursor back on its line.
func (p *Page) layOut(width int) {
	p.drawn = drawn{width, p.theme.Dark}
	p.lines = p.build(max(1, width-margin))
	if i := slices.IndexFunc(p.lines, func(l Line) bool { return l.is(p.on) }); i >= 0 && p.on != "" {
		p.cursor = i
	}
	p.cursor = max(0, min(p.cursor, len(p.lines)-1))
	if !p.rests(p.cursor) {
		p.cursor = p.next(p.cursor, 1)
	}
	if p.cursor < len(p.lines) && !p.lines[p.cursor].is(p.on) {
		p.on = p.key()
	}
}

func (l *Line) is(key string) bool { return l.Key == key || slices.Contains(l.Beside, key) }

func (p *Page) key() string {
	if p.cursor < len(p.lines) {
		return p.lines[p.cursor].Key
	}
	return ""
}

func (p *Page) rests(i int) bool { return i >= 0 && i < len(p.lines) && !p.lines[i].Still }

// next is the nearest line in direction step on which the cursor may rest, or from itself.
func (p *Page) next(from, step int) int {
	for i := from + step; i >= 0 && i < len(p.lines); i += step {
		if p.rests(i) {
			return i
		}
	}
	return from
}

// Goto puts the cursor on the line of a key, where there is one.
func (p *Page) Goto(key string) {
	for i, l := range p.lines {
		if l.is(key) {
			p.cursor, p.on = i, key
			return
		}
	}
}

// Key is the key of the line under the cursor.
func (p *Page) Key() string { return p.key() }

// Target is what Enter opens on this line; ok is false where it leads nowhere.
func (p *Page) Target() (m screen.OpenMsg, ok bool) {
	if p.cursor >= len(p.lines) {
		return m, false
	}
	m = p.lines[p.cursor].Open
	return m, m.Name != ""
}

// View draws height lines of at most width cells. It remembers both, which the page keys need.
func (p *Page) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	p.height = height
	if p.drawn != (drawn{width, p.theme.Dark}) {
		p.layOut(width)
	}
	p.reveal()
	out := make([]string, 0, height)
	for i := p.top; i < min(len(p.lines), p.top+height); i++ {
		mark := " "
		if i == p.cursor && p.rests(i) {
			mark = p.theme.Accent.Render(sign)
		}
		out = append(out, screen.Clip(mark+" "+p.lines[i].Text, width))
	}
	return strings.Join(out, "\n")
}
