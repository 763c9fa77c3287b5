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
	name string // of the review's file
	err  error
}

func (m thrownMsg) say() tea.Cmd {
	if m.err != nil {
		return screen.Fail(m.err)
	}
	return screen.Say("The review of " + text.Visible(m.name) + " was thrown away. The records and the file are as they were.")
}

// throwAway asks before a review goes with its decisions.
func (p *picker) throwAway() (screen.Screen, tea.Cmd) {
	i, _ := p.table.Index()
	e := p.shown.list[i]
	name := e.cells[1]
	p.ask = dialog.NewConfirm(p.env.Theme, "Throw away", "The review of "+name+" and every decision in it go. The file and the records stay as they are.",
		"x", "throw away")
	p.yes = func() (screen.Screen, tea.Cmd) { return p, p.throw(e.review, name) }
	return p, nil
}

func (p *picker) throw(review int64, name string) tea.Cmd {
	s := p.session
	return func() tea.Msg { return thrownMsg{s, name, s.env.Store.DiscardReview(s.env.Context, review)} }
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
