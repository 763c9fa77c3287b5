package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// backMsg answers askBack: what the history says of the import now.
type backMsg struct {
	reply
	taken *taken
	err   error
}

// taken is what was taken back of an import, by whom and when.
type taken struct {
	whole bool
	said  string
}

// askBack asks whether somebody took the import back, here or in another window.
func (m *summary) askBack() tea.Cmd {
	m.watch = m.next()
	s, to, act := m.session, reply{m.session, m.watch}, m.act
	return func() tea.Msg {
		t, err := takenBack(s, act)
		return backMsg{to, t, err}
	}
}

// takenBack is nil while nothing of the import is taken back.
func takenBack(s *session, id int64) (*taken, error) {
	act, entries, err := s.env.Store.Act(s.env.Context, id)
	if err != nil || act.UndoneBy == 0 {
		return nil, err
	}
	by, _, err := s.env.Store.Act(s.env.Context, act.UndoneBy)
	if err != nil {
		return nil, err
	}
	n := 0
	for i := range entries {
		if entries[i].UndoneBy != 0 {
			n++
		}
	}
	hand := " by " + by.Operator + " at " + trail.Moment(by.At, s.env.Now().Location())
	if n == len(entries) {
		return &taken{true, "taken back" + hand}, nil
	}
	return &taken{false, lineKey(n) + " of its " + many(len(entries), "change", "changes") + " taken back" + hand}, nil
}

func (m *summary) tookBack(msg backMsg) (screen.Screen, tea.Cmd) {
	if msg.err == nil {
		m.taken = msg.taken
	}
	return m, nil
}

// over says why the import cannot be taken back any more.
func (m *summary) over() string {
	if m.taken != nil && m.taken.whole {
		return "this " + m.job.save() + " was " + m.taken.said
	}
	return ""
}
