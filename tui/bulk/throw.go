package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// thrownMsg answers throw.
type thrownMsg struct {
	to   *session
	said string // what went, in a sentence's beginning
	err  error
}

func (m thrownMsg) say() tea.Cmd {
	return told(m.err, text.Visible(m.said)+" thrown away. The records are as they were.")
}

// throwAway asks before a review goes with its decisions.
func (p *picker) throwAway() (screen.Screen, tea.Cmd) {
	i, _ := p.table.Index()
	e := p.shown.list[i]
	what := e.job.pick("The review of ", "The edit ") + e.cells[1]
	p.ask = dialog.NewConfirm(p.env.Theme, "Throw away", what+" and every decision in it go. "+
		e.job.pick("The file and the records", "The records")+" stay as they are.", "x", "throw away")
	p.yes = func() (screen.Screen, tea.Cmd) { return p, p.throw(e.review.ID, what+" was") }
	return p, nil
}

func (p *picker) throw(review int64, said string) tea.Cmd {
	s := p.session
	return func() tea.Msg {
		return thrownMsg{s, said, s.env.Store.DiscardReview(s.env.Context, review, s.env.Operator)}
	}
}

// answer gives a key to the open question.
func (p *picker) answer(msg tea.Msg) (screen.Screen, tea.Cmd) {
	answer, yes := p.ask.Update(msg), p.yes
	if answer == dialog.Open {
		return p, nil
	}
	p.ask, p.yes = nil, nil
	if answer == dialog.Yes {
		return yes()
	}
	return p, nil
}
