package table

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// Update takes a key and reports whether it was one of the table's.
func (t *Table) Update(msg tea.KeyPressMsg) bool {
	half := max(1, t.height/2)
	page := max(1, t.height-1)
	switch msg.String() {
	case "down", "j":
		t.move(t.cursor + 1)
	case "up", "k":
		t.move(t.cursor - 1)
	case "g", "home":
		t.move(0)
	case "G", "shift+g", "end":
		t.move(t.Len() - 1)
	case "pgdown":
		t.scroll(page)
	case "pgup":
		t.scroll(-page)
	case "ctrl+d":
		t.scroll(half)
	case "ctrl+u":
		t.scroll(-half)
	case "space":
		t.mark()
	default:
		return false
	}
	t.Settle()
	return true
}

// Keys are the table's keys as data, for the Keys of the screen that shows it.
func Keys() []screen.Key {
	return append(Moves(), screen.Key{
		Press: []string{"space"}, Show: "space", Do: "mark", Help: "Mark this row or take its mark away; marks survive a filter.", Quiet: true,
	})
}

// Moves are the table's keys for a screen that does nothing with marks.
func Moves() []screen.Key {
	return []screen.Key{
		{Press: []string{"j", "down", "k", "up"}, Show: "j k ↓ ↑", Do: "move", Help: "Move the cursor one row down or up.", Quiet: true},
		{Press: []string{"g", "home", "G", "end"}, Show: "g G", Do: "ends", Help: "Go to the first or the last row (also Home and End).", Quiet: true},
		{Press: []string{"pgdown", "pgup"}, Show: "PgDn PgUp", Do: "page", Help: "Move one page down or up.", Quiet: true},
		{Press: []string{"ctrl+d", "ctrl+u"}, Show: "ctrl+d ctrl+u", Do: "half page", Help: "Move half a page down or up; nothing is ever deleted by it.", Quiet: true},
	}
}

// move puts the cursor at a place, as near as there is one.
func (t *Table) move(place int) {
	t.cursor = max(0, min(place, t.Len()-1))
	t.reveal()
}

// scroll moves the cursor and what is in sight by the same number of rows.
func (t *Table) scroll(n int) {
	t.top += n
	t.move(t.cursor + n)
}

// reveal moves what is in sight so that the cursor is in it and no line stays empty that could show a row.
func (t *Table) reveal() {
	t.top = max(0, min(t.top, t.Len()-t.height))
	if out := t.cursor < t.top || t.cursor >= t.top+t.height; out && t.leaps {
		t.top = max(0, min(t.cursor-t.height/2, t.Len()-t.height))
	}
	t.top = min(t.top, t.cursor)
	t.top = max(t.top, t.cursor-t.height+1)
}

// Leap has what is in sight move by half a page when the cursor leaves it, or by a row again. Beside a pane no line of the
// screen can be scrolled, and every move of the rows costs a page.
func (t *Table) Leap(on bool) { t.leaps = on }

func (t *Table) mark() {
	if i, ok := t.Index(); ok {
		t.set(i, !t.marks.has(i)) // a row in sight: none becomes hidden by it
	}
	t.move(t.cursor + 1)
}
