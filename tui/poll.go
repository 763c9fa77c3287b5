package tui

import (
	"maps"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// beganMsg is the newest history entry before any screen loaded, and whose the open reviews were.
type beganMsg struct {
	latest int64
	whose  map[int64]string
	err    error
}

// polledMsg is a newest history entry or open reviews that are others than before, or why they could not be asked for.
type polledMsg struct {
	latest int64
	whose  map[int64]string
	err    error
}

// ageing is the place among the open reviews, which are numbered from 1, of after how many days they age out.
const ageing = 0

// whose tells which reviews are open, whose they are, and after how many days they age out; none without a store.
func (m *Model) whose() (map[int64]string, error) {
	if m.env.Store == nil {
		return nil, nil
	}
	whose, err := m.env.Store.Whose(m.env.Context)
	if err != nil {
		return nil, err
	}
	days, err := m.env.Store.Ageing(m.env.Context)
	if err != nil {
		return nil, err
	}
	all := map[int64]string{ageing: strconv.Itoa(days)}
	maps.Copy(all, whose)
	return all, nil
}

func (m *Model) begin() tea.Cmd {
	ask, ctx := m.ask, m.env.Context
	if ask == nil {
		return func() tea.Msg { return beganMsg{} }
	}
	return func() tea.Msg {
		latest, err := ask(ctx)
		if err != nil {
			return beganMsg{latest, nil, err}
		}
		whose, err := m.whose()
		return beganMsg{latest, whose, err}
	}
}

func (m *Model) began(msg beganMsg) tea.Cmd {
	m.begun, m.latest, m.reviews = true, msg.latest, msg.whose
	m.fail(msg.err)
	cmds := []tea.Cmd{m.poll(), m.ageOut()}
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
	ask, ctx, every, known, reviews := m.ask, m.env.Context, m.every, m.latest, m.reviews
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
			whose := reviews
			if err == nil {
				whose, err = m.whose()
			}
			if err != nil || latest != known || !maps.Equal(whose, reviews) {
				return polledMsg{latest, whose, err}
			}
		}
	}
}

func (m *Model) polled(msg polledMsg) tea.Cmd {
	m.fail(msg.err)
	if msg.err != nil {
		return m.poll()
	}
	var told tea.Cmd
	switch {
	case msg.latest > m.latest: // else a screen told of its own save before
		told = m.tell(screen.ChangedMsg{Latest: msg.latest})
	case !maps.Equal(msg.whose, m.reviews):
		told = m.tell(screen.ReviewsMsg{})
	}
	m.latest, m.reviews = max(m.latest, msg.latest), msg.whose
	return tea.Batch(m.poll(), told)
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
