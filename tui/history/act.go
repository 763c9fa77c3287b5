package history

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// act is the screen of one act: its entries, and over them the undo while one is looked at.
type act struct {
	env     screen.Env
	id      int64
	table   *table.Table
	summary store.ActSummary
	entries []store.Entry
	zone    *time.Location
	asked   int   // number of the newest request; answers to older ones are ignored
	undo    *undo // nil while the entries are shown
	failed  string
}

func newAct(env screen.Env, id int64, undoing bool) *act {
	a := &act{env: env, id: id, zone: time.UTC, table: table.New(env.Theme, []table.Column{
		{Title: "Line", Min: 5, Right: true, Priority: 1},
		{Title: "Record", Min: 18, Max: 40, Weight: 2},
		{Title: "Old → new", Min: 14, Max: 160, Weight: 5},
		{Title: "Undone", Min: 6, Priority: 2},
	})}
	a.table.SetEmpty("Reading the act …")
	if undoing {
		a.undo = newUndo(env)
	}
	return a
}

// actMsg answers load.
type actMsg struct {
	screen  *act
	id      int
	summary store.ActSummary
	entries []store.Entry
	zone    *time.Location
	err     error
}

func (a *act) Init() tea.Cmd {
	if a.undo != nil {
		return tea.Batch(a.load(), a.plan())
	}
	return a.load()
}

func (a *act) load() tea.Cmd {
	a.asked++
	id, s, ctx, now, number := a.asked, a.env.Store, a.env.Context, a.env.Now, a.id
	return func() tea.Msg {
		summary, entries, err := s.Act(ctx, number)
		return actMsg{a, id, summary, entries, now().Location(), err}
	}
}

func (a *act) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case actMsg:
		return a, a.loaded(msg)
	case plannedMsg:
		return a, a.planned(msg)
	case undoneMsg:
		return a, a.undone(msg)
	case screen.ChangedMsg:
		if a.undo != nil && !a.undo.saving {
			return a, tea.Batch(a.load(), a.plan())
		}
		return a, a.load()
	case tea.KeyPressMsg:
		if a.undo != nil {
			return a, a.pressUndo(msg)
		}
		return a, a.press(msg)
	}
	return a, nil
}

func (a *act) loaded(m actMsg) tea.Cmd {
	if m.screen != a || m.id != a.asked {
		return nil
	}
	if m.err != nil {
		a.failed = m.err.Error()
		a.table.SetEmpty(a.failed)
		return screen.Fail(m.err)
	}
	a.failed, a.summary, a.entries, a.zone = "", m.summary, m.entries, m.zone
	a.table.SetEmpty("This act changed no record.")
	a.table.SetSource(entryRows(m.entries))
	return nil
}

func (a *act) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		if i, ok := a.table.Index(); ok {
			return openRecord(&a.entries[i])
		}
	case "u":
		a.undo = newUndo(a.env)
		return a.plan()
	case "y":
		if i, ok := a.table.Index(); ok {
			key := a.entries[i].Key
			return tea.Batch(tea.SetClipboard(key), screen.Say(fmt.Sprintf("Copied the %s %s.", a.entries[i].Record, key)))
		}
	case "r":
		return a.load()
	case "space": // there is nothing to do with marked entries
	default:
		a.table.Update(msg)
	}
	return nil
}

// openRecord opens the record that an entry is about; a site has no screen of its own.
func openRecord(e *store.Entry) tea.Cmd {
	switch e.Record {
	case store.KindDevice, store.KindUser:
		return screen.Open(string(e.Record), e.Key)
	}
	return screen.Say("A site has no record of its own to open.")
}

func (a *act) Title() string {
	if a.undo != nil {
		return fmt.Sprintf("Undo of act %d", a.id)
	}
	return fmt.Sprintf("Act %d", a.id)
}

func (a *act) Typing() bool   { return a.undo != nil && a.undo.ask != nil }
func (a *act) Undecided() int { return 0 }

func (a *act) Keys() []screen.Key {
	if a.undo != nil {
		return a.undo.keys()
	}
	none, refused := "", ""
	if a.table.Key() == "" {
		none = "there is no entry under the cursor"
	}
	if a.failed != "" {
		refused = a.failed
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "record", Help: "Open the record that this entry changed.", Disabled: none},
		{Press: []string{"u"}, Do: "undo", Help: "Show what taking this act back would do; then it asks.", Disabled: refused},
		{Press: []string{"y"}, Do: "copy", Help: "Copy the serial number or User ID.", Disabled: none},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the act again.", Quiet: true},
	}, movement()...)
}

// movement are the table's keys without the mark, which means nothing here.
func movement() []screen.Key {
	var keys []screen.Key
	for _, k := range table.Keys() {
		if !k.Is("space") {
			keys = append(keys, k)
		}
	}
	return keys
}
