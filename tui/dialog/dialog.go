// Package dialog asks: yes or no, a number to type, or a message to read. No is the default, arrows never
// confirm, and the key that confirms is never the key that asked.
package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
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
