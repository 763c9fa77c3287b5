// Package scan shows what was scanned and leads to no single record: the records it names, where it names several, or
// those that come near to it. There it can be scanned again, or a record be begun with it.
package scan

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// limit is how many near matches are listed: more than that is no help in finding one.
const limit = 50

// box is the screen.
type box struct {
	env     screen.Env
	scanned string
	line    *form.Scan
	table   *table.Table
	found   []store.Found
	near    bool // found come near; else they are what was scanned
	known   bool // it has been looked up
	failed  string
	which   *dialog.Choice // asks what the new record is, of
	births  []birth        // these
	asked   int            // number of the newest request; answers to older ones are ignored
}

// New looks up what was scanned. Without it, it waits for a scan.
func New(env screen.Env, scanned string) screen.Screen {
	b := &box{env: env, scanned: store.CleanScan(scanned), line: form.NewScan(env.Theme), table: table.New(env.Theme, columns("What differs"))}
	if b.scanned == "" {
		b.line.Open()
	}
	return b
}

// foundMsg answers look.
type foundMsg struct {
	box   *box
	id    int
	found []store.Found
	near  bool
	err   error
}

func (b *box) Init() tea.Cmd { return b.look() }

// look finds the records of that name, or those that come near.
func (b *box) look() tea.Cmd {
	if b.scanned == "" {
		return nil
	}
	b.asked++
	m, s, ctx, scanned := foundMsg{box: b, id: b.asked}, b.env.Store, b.env.Context, b.scanned
	return func() tea.Msg {
		m.found, m.err = s.Find(ctx, scanned)
		if m.err == nil && len(m.found) == 0 {
			m.near = true
			m.found, m.err = s.Near(ctx, scanned, limit)
		}
		return m
	}
}

func (b *box) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case foundMsg:
		return b, b.looked(msg)
	case screen.ChangedMsg:
		return b, b.look()
	case tea.PasteMsg:
		return b, b.typed(msg)
	case tea.KeyPressMsg:
		switch {
		case b.which != nil:
			return b, b.chosen(b.which.Update(msg))
		case b.line.Typing():
			return b, b.typed(msg)
		}
		return b, b.press(msg)
	}
	return b, nil
}

func (b *box) looked(m foundMsg) tea.Cmd {
	if m.box != b || m.id != b.asked {
		return nil
	}
	if m.err != nil {
		b.failed, b.found = screen.Words(m.err), nil
		return screen.Fail(m.err)
	}
	b.failed, b.known, b.found, b.near = "", true, m.found, m.near
	why := "What differs"
	if !m.near {
		why = "Identifiers"
	}
	b.table.SetColumns(columns(why))
	b.table.SetSource(rows{m.found, m.near, b.env.Theme})
	return nil
}

func (b *box) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "/":
		b.line.Open()
	case "enter":
		if i, ok := b.table.Index(); ok {
			return screen.Open(string(b.found[i].Record), b.found[i].Key)
		}
	case "n":
		if b.unborn() == "" {
			return b.begin()
		}
	case "r":
		return b.look()
	case "space": // there is nothing to do with marked rows
	default:
		b.table.Update(msg)
	}
	return nil
}

// typed takes a key or a paste for the line, and asks the root to look another scan up. Where this screen only waits, it
// keeps the keyboard for the one after.
func (b *box) typed(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "esc" {
		if b.scanned == "" { // there is nothing else on this screen
			return screen.Pop
		}
		b.line.Close()
		return nil
	}
	scanned, ended := b.line.Update(msg)
	if !ended || scanned == "" {
		return nil
	}
	if b.scanned != "" {
		b.line.Close()
	}
	return screen.Open("scan", scanned)
}

func (b *box) Title() string {
	if b.scanned == "" {
		return "Scan"
	}
	return "Scan " + b.scanned
}

func (b *box) Typing() bool   { return b.line.Typing() || b.which != nil }
func (b *box) Undecided() int { return 0 }
