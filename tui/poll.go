package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// beganMsg is the newest history entry before any screen loaded.
type beganMsg struct {
	latest int64
	err    error
}

// polledMsg is a newest history entry that is another than before, or why it could not be asked for.
type polledMsg struct {
	latest int64
	err    error
}

func (m *Model) begin() tea.Cmd {
	ask, ctx := m.ask, m.env.Context
	if ask == nil {
		return func() tea.Msg { return beganMsg{} }
	}
	return func() tea.Msg {
		latest, err := ask(ctx)
		return beganMsg{latest, err}
	}
}

func (m *Model) began(msg beganMsg) tea.Cmd {
	m.begun, m.latest = true, msg.latest
	m.fail(msg.err)
	cmds := []tea.Cmd{m.poll()}
	for _, t := range m.tabs {
		for _, e := range t.entries {
			cmds = append(cmds, e.screen.Init())
		}
	}
	return tea.Batch(cmds...)
}

// poll waits in its own goroutine until the records changed, here or in another console. It sends nothing while
// nothing happens, so an idle console neither thinks nor writes.
func (m *Model) poll() tea.Cmd {
	ask, ctx, every, known := m.ask, m.env.Context, m.every, m.latest
	if ask == nil {
		return nil
	}
	return func() tea.Msg {
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(every):
			}
			latest, err := ask(ctx)
			if err != nil || latest != known {
				return polledMsg{latest, err}
			}
		}
	}
}

func (m *Model) polled(msg polledMsg) tea.Cmd {
	m.fail(msg.err)
	if msg.err != nil || msg.latest <= m.latest { // a screen told of its own save before
		return m.poll()
	}
	m.latest = msg.latest
	return tea.Batch(m.poll(), m.tell(screen.ChangedMsg{Latest: msg.latest}))
}

// fail tells of trouble with the database once, not every second.
func (m *Model) fail(err error) {
	words := ""
	if err != nil {
		words = screen.Words(err)
	}
	if words != "" && words != m.trouble && m.env.Context.Err() == nil {
		m.status = screen.StatusMsg{Text: words, Error: true}
	}
	m.trouble = words
}
