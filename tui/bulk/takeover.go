package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// takenMsg answers takeOver.
type takenMsg struct {
	to   *session
	name string // of the file
	err  error
}

func (m takenMsg) say() tea.Cmd {
	return told(m.err, "The review of "+text.Visible(m.name)+" is yours now, with every decision in it. Enter continues it.")
}

// askTakeOver asks for the word with which a colleague's review is taken over: its former owner is told it.
func (p *picker) askTakeOver() (screen.Screen, tea.Cmd) {
	i, _ := p.table.Index()
	r := p.shown.list[i].review
	ask := dialog.NewLine(p.env.Theme, "Take over", "The review of "+r.FileName+" is by "+r.Operator+", "+untouched(r, p.now)+
		". It becomes yours, with every decision and mend in it; "+r.Operator+" is told who took it over, when, and your word.", "Your word: ", "take over")
	ask.SetHint("why you take it over")
	p.ask, p.yes = ask, func() (screen.Screen, tea.Cmd) { return p, p.takeOver(r.ID, r.FileName, ask.Value()) }
	return p, nil
}

func (p *picker) takeOver(review int64, name, word string) tea.Cmd {
	s := p.session
	return func() tea.Msg {
		_, err := s.env.Store.TakeOver(s.env.Context, review, s.env.Operator, word)
		return takenMsg{s, name, err}
	}
}
