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
		l.failed = m.err.Error()
		l.table.SetEmpty(l.failed)
		return screen.Fail(m.err)
	}
	l.failed, l.rows = "", m.rows
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
		message := m.err.Error()
		m.build = func(width int) []page.Line { return page.Note(l.env.Theme, message, width) }
	}
	l.shown, l.detail = m.key, m.build
}

// sift applies the filter and reads the record that the cursor comes to stand on.
func (l *List) sift() tea.Cmd {
	l.apply()
	return l.loadDetail(false)
}

// apply shows what the query in the filter lets through. One that is not understood leaves the rows as they are.
func (l *List) apply() {
	query, err := store.ParseQuery(l.kind.Record, l.filter.Value())
	l.problem = ""
	switch {
	case err != nil:
		l.problem = text.Visible(err.Error())
	case l.rows == nil:
	case l.filter.Value() == "":
		l.table.Filter(nil)
	default:
		l.table.Filter(l.rows.Match(query))
	}
}

func (l *List) key(msg tea.KeyPressMsg) tea.Cmd {
	if l.typing {
		return l.typed(msg)
	}
	switch msg.String() {
	case "/":
		l.typing = true
	case "esc":
		l.filter.SetValue("")
		return l.sift()
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

// typed takes a key while the filter has the keyboard: Enter keeps the filter, Esc clears it.
func (l *List) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		l.typing = false
		return nil
	case "esc":
		l.typing = false
		l.filter.SetValue("")
		return l.sift()
	case "up", "down", "pgup", "pgdown":
		l.table.Update(msg)
		return l.loadDetail(false)
	}
	if l.filter.Update(msg) {
		return l.sift()
	}
	return nil
}
