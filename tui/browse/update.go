package browse

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// Update takes keys, answers to requests and word of changes.
func (l *List) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		return l, l.loaded(msg)
	case detailMsg:
		l.showDetail(msg)
	case screen.ChangedMsg:
		return l, l.load()
	case tea.WindowSizeMsg:
		l.width = msg.Width
		l.pane.focused = l.pane.focused && l.width >= wide
		return l, l.loadDetail(false)
	case tea.KeyPressMsg:
		return l, l.key(msg)
	case tea.PasteMsg:
		if l.typing && l.filter.Update(msg) {
			return l, l.sift()
		}
	}
	return l, nil
}

func (l *List) loaded(m loadedMsg) tea.Cmd {
	if m.list != l || m.id != l.asked {
		return nil
	}
	if m.err != nil {
		l.table.SetEmpty(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	l.rows = m.rows
	l.table.SetEmpty("No records yet.")
	l.table.Filter(nil)
	l.table.SetSource(m.rows)
	l.apply()
	return l.loadDetail(true)
}

func (l *List) showDetail(m detailMsg) {
	if m.list != l || m.key != l.wanted || m.id != l.asked {
		return
	}
	if m.err != nil {
		words := screen.Words(m.err)
		m.build = func(width int) []page.Line { return page.Note(l.env.Theme, words, width) }
	}
	l.pane.show(m.key, m.build)
}

// sift applies the filter and reads the record that the cursor comes to stand on.
func (l *List) sift() tea.Cmd {
	l.apply()
	return l.loadDetail(false)
}

// apply shows what the filter lets through. While it is not understood the list is that of the filter kept last.
func (l *List) apply() {
	in := l.filter.Value()
	query, err := store.ParseQuery(l.kind.Record, in)
	l.problem = ""
	if err != nil {
		l.problem = screen.Words(err)
		in = l.query
		if query, err = store.ParseQuery(l.kind.Record, in); err != nil {
			in = ""
		}
	}
	switch {
	case l.rows == nil:
	case in == "":
		l.table.Filter(nil)
	default:
		l.table.Filter(l.rows.Match(query))
	}
}

// keep takes the filter as the one in force; it reports false while the filter is not understood.
func (l *List) keep() bool {
	if l.problem != "" {
		return false
	}
	l.query = l.filter.Value()
	l.table.Settle()
	return true
}

// clear takes the filter away.
func (l *List) clear() tea.Cmd {
	l.filter.SetValue("")
	l.apply()
	l.keep()
	return l.loadDetail(false)
}

func (l *List) key(msg tea.KeyPressMsg) tea.Cmd {
	if l.typing {
		return l.typed(msg)
	}
	if l.pane.update(msg.String()) {
		return nil
	}
	switch msg.String() {
	case "/":
		l.typing = true
	case "esc":
		return l.clear()
	case "tab", "shift+tab":
		l.pane.focused = l.besides()
	case "space": // there is nothing to do with marked records yet
	case "enter":
		if key := l.table.Key(); key != "" {
			return screen.Open(string(l.kind.Record), key)
		}
	case "y":
		if key := l.table.Key(); key != "" {
			return tea.Batch(tea.SetClipboard(key), screen.Say("Copied the "+l.kind.Copies+" "+text.Visible(key)+"."))
		}
	case "r":
		return l.load()
	default:
		if l.table.Update(msg) {
			return l.loadDetail(false)
		}
	}
	return nil
}

// typed takes a key while the filter has the keyboard: Enter keeps the filter, once it is understood, Esc clears it.
func (l *List) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		l.typing = !l.keep()
		return nil
	case "esc":
		l.typing = false
		return l.clear()
	case "up", "down", "pgup", "pgdown":
		l.table.Update(msg)
		return l.loadDetail(false)
	}
	if l.filter.Update(msg) {
		return l.sift()
	}
	return nil
}
