package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// Update takes keys, answers to requests and word of changes.
func (l *List) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.ChangedMsg:
		return l, l.load()
	case tea.WindowSizeMsg:
		l.width = msg.Width
		l.pane.focused = l.pane.focused && l.paned()
		return l, l.loadDetail(false)
	case screen.LandMsg:
		return l, l.land(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		l.touched()
		return l, l.input(msg)
	}
	return l, l.answered(msg)
}

// answered takes the answer to a request.
func (l *List) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		return l.loaded(msg)
	case detailMsg:
		l.showDetail(msg)
	case orderedMsg:
		return l.arranged(msg)
	case momentMsg:
		return l.looked(msg)
	case viewsMsg:
		return l.viewed(msg)
	case viewedMsg:
		return l.done(msg)
	case undoMsg:
		return l.undoable(msg)
	}
	return nil
}

// input gives a key or a paste to whoever has the keyboard.
func (l *List) input(msg tea.Msg) tea.Cmd {
	key, pressed := msg.(tea.KeyPressMsg)
	switch {
	case l.over != nil:
		var cmd tea.Cmd
		l.over, cmd = l.over.update(msg)
		return cmd
	case l.typing && pressed:
		return l.typed(key)
	case l.typing:
		if l.filter.Update(msg) {
			return l.sift()
		}
	case pressed && !l.pane.update(key.String()):
		return l.key(key)
	}
	return nil
}

// key takes a key of the list.
func (l *List) key(msg tea.KeyPressMsg) tea.Cmd {
	if a, ok := actOf(l.kind.Record, msg.String()); ok {
		return l.act(a)
	}
	if do, ok := l.doing()[msg.String()]; ok {
		return do()
	}
	if l.table.Update(msg) {
		return l.loadDetail(false)
	}
	return nil
}

// doing are the keys that are neither an act nor the table's.
func (l *List) doing() map[string]func() tea.Cmd {
	stay := func(do func()) func() tea.Cmd {
		return func() tea.Cmd { do(); return nil }
	}
	focus := stay(func() { l.pane.focused = l.besides() })
	return map[string]func() tea.Cmd{
		"/":         stay(func() { l.typing, l.began = true, l.table.Here() }),
		"v":         l.openViews,
		"s":         stay(func() { l.over = l.sortMenu() }),
		"S":         l.reverse,
		"shift+s":   l.reverse,
		"*":         stay(l.table.MarkShown),
		"esc":       l.clear,
		"tab":       focus,
		"shift+tab": focus,
		"t":         l.begin,
		"z":         l.widen,
		"enter":     l.open,
		"o":         l.other,
		"u":         l.undo,
		"b":         l.biography,
		"y":         l.copy,
		"w":         l.export,
		"r":         l.load,
	}
}

// clear takes a filter away that the list was not opened with or, where there is none, the marks.
func (l *List) clear() tea.Cmd {
	if l.refiltered() {
		return l.use("")
	}
	l.table.Unmark()
	return nil
}

// refiltered reports whether there is a filter, and another one than that the list was opened with.
func (l *List) refiltered() bool {
	filter := l.filter.Value()
	return filter != l.opened && (filter != "" || l.query != "")
}

// widen gives the list the whole width, or shows the record beside it again.
func (l *List) widen() tea.Cmd {
	if l.width < wide {
		return nil
	}
	l.alone = !l.alone
	l.pane.focused = false
	return l.loadDetail(false)
}

func (l *List) open() tea.Cmd {
	if key := l.table.Key(); key != "" {
		return screen.Open(string(l.kind.Record), key)
	}
	return nil
}

// other goes to what the record points at: the user of a device, the first device of a user.
func (l *List) other() tea.Cmd {
	if i, ok := l.table.Index(); ok {
		return open(l.rows.Other(i))
	}
	return nil
}

func (l *List) biography() tea.Cmd {
	if key := l.table.Key(); key != "" {
		return screen.Open("biography", key)
	}
	return nil
}

// copy puts the key of the record under the cursor on the clipboard, or those of all that are marked.
func (l *List) copy() tea.Cmd {
	if marked := l.table.Marked(); len(marked) > 1 {
		return tea.Batch(tea.SetClipboard(strings.Join(marked, "\n")), screen.Say(fmt.Sprintf("Copied %d %ss.", len(marked), l.kind.Copies)))
	}
	if key := l.table.Key(); key != "" {
		return tea.Batch(tea.SetClipboard(key), screen.Say("Copied the "+l.kind.Copies+" "+text.Visible(key)+"."))
	}
	return nil
}

// typed takes a key while the filter has the keyboard: Enter keeps the filter, once it is understood; Esc clears
// it and goes back to the record where it began.
func (l *List) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		l.typing = !l.keep()
		return nil
	case "esc":
		l.typing = false
		l.filter.SetValue("")
		l.apply()
		l.table.Return(l.began)
		return l.use("")
	case "up", "down", "pgup", "pgdown":
		l.table.Update(msg)
		return l.loadDetail(false)
	}
	if l.filter.Update(msg) {
		return l.sift()
	}
	return nil
}
