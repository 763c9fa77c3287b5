package home

import (
	"strings"

	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// Sizes from which there are two columns, and a blank line below the field.
const (
	twoColumns = 110
	tall       = 14
)

// resize goes over to one column or two; the cursor stays on its line.
func (h *home) resize(width int) {
	wide := width >= twoColumns
	if wide == h.wide {
		return
	}
	key := h.lines().Key()
	h.wide = wide
	h.one.Goto(key)
	h.left.Goto(key)
	h.right.Goto(key)
	h.aside = wide && key != "" && h.right.Key() == key
}

// lines are those in which the cursor is.
func (h *home) lines() *page.Page {
	switch {
	case !h.wide:
		return h.one
	case h.aside:
		return h.right
	}
	return h.left
}

// cross takes the cursor to the other column.
func (h *home) cross(key string) {
	switch key {
	case "tab", "shift+tab":
		h.aside = h.wide && !h.aside
	case "l", "right":
		h.aside = h.wide
	default:
		h.aside = false
	}
}

// View draws the field, which is always in sight, and the lines below it.
func (h *home) View(width, height int) string {
	head := []string{h.scan.View(width)}
	if height >= tall {
		head = append(head, "")
	}
	height -= len(head)
	if !h.wide {
		return strings.Join(append(head, h.one.View(width, height)), "\n")
	}
	left := width * 3 / 5
	a, b := h.left.View(left, height), h.right.View(width-left-3, height)
	if h.aside {
		a = withoutCursor(a, left)
	} else {
		b = withoutCursor(b, width-left-3)
	}
	return strings.Join(append(head, screen.Beside(a, b, h.env.Theme.Border.Render(" │ "), left, width, height)), "\n")
}

// withoutCursor draws a page that the cursor is not in.
func withoutCursor(view string, width int) string {
	lines := strings.Split(view, "\n")
	for i, l := range lines {
		lines[i] = " " + screen.Cut(l, 1, width)
	}
	return strings.Join(lines, "\n")
}

// Keys are what works here now.
func (h *home) Keys() []screen.Key {
	if h.scan.Typing() {
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "look up", Help: "Look it up and open the record."},
			{Press: []string{"esc"}, Do: "leave the field", Help: "Give the keyboard back to the lines."},
		}
	}
	nowhere, nothing, alone := "", "", ""
	if _, ok := h.lines().Target(); !ok {
		nowhere = "this line leads nowhere"
	}
	if h.undoes() == 0 {
		nothing = "you saved nothing yet that could be taken back"
	}
	if !h.wide {
		alone = "there is one column: two need a wider window"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open the list behind this line, go on with the review or the form, or look at the save.", Disabled: nowhere},
		{Press: []string{"/"}, Do: "scan", Help: "Give the field at the top the keyboard: scan or type an asset tag, a serial number or a User ID. A paste is looked up at once."},
		{Press: []string{"u"}, Do: "undo", Help: "Take back the save under the cursor, else your own newest one: first it shows what would be put back.", Disabled: nothing},
		{Press: []string{"tab", "shift+tab", "l", "h", "right", "left"}, Show: "tab", Do: "other column", Help: "Go to the other column (also h l ← →).", Disabled: alone, Quiet: true},
		{Press: []string{"r"}, Do: "refresh", Help: "Count again.", Quiet: true},
	}, page.Keys()...)
}
