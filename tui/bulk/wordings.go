package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// wordings is one question in two lengths: the full one where it can be read at once, otherwise the brief one.
type wordings struct {
	full, brief dialog.Dialog
	small       bool // the brief one is on the screen
}

// Update gives a key to both, so that what is typed stays; the one on the screen answers.
func (w *wordings) Update(msg tea.Msg) dialog.Answer {
	full, brief := w.full.Update(msg), w.brief.Update(msg)
	if w.small {
		return brief
	}
	return full
}

// View draws the box.
func (w *wordings) View(width, height int) string {
	const tall = 1000
	lines := strings.Count(w.full.View(width, tall), "\n") + 1
	if w.small = lines-1 > height; w.small { // one line is only to part text and keys
		return w.brief.View(width, height)
	}
	return w.full.View(width, height)
}

// Keys are the answers.
func (w *wordings) Keys() []screen.Key {
	if w.small {
		return w.brief.Keys()
	}
	return w.full.Keys()
}
