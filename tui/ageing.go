package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// agedMsg answers ageOut: how many reviews went, and after how many days without a touch they do.
type agedMsg struct {
	gone, days int
	err        error
}

// ageOut ends, when the console starts, the reviews that nobody touched for too long. Nothing is written where there are
// none: a console that starts waits for nobody who is saving.
func (m *Model) ageOut() tea.Cmd {
	s, ctx, now := m.env.Store, m.env.Context, m.env.Now
	if s == nil {
		return nil
	}
	return func() tea.Msg {
		open, err := s.AllReviews(ctx)
		at := now()
		if err != nil || !slices.ContainsFunc(open, func(r store.Review) bool { return !r.Ages.IsZero() && !r.Ages.After(at) }) {
			return agedMsg{err: err}
		}
		var a agedMsg
		if a.gone, a.err = s.AgeOut(ctx); a.err == nil && a.gone > 0 {
			a.days, a.err = s.Ageing(ctx)
		}
		return a
	}
}

// aged tells of it, where something went, and lets the screens that list reviews read them again.
func (m *Model) aged(a agedMsg) tea.Cmd {
	switch {
	case a.err != nil && m.env.Context.Err() == nil:
		return screen.Fail(a.err)
	case a.gone == 0:
		return nil
	}
	said := fmt.Sprintf("%d reviews aged out, with their decisions: nobody touched them for %d days. The records are as they were.", a.gone, a.days)
	if a.gone == 1 {
		said = fmt.Sprintf("1 review aged out, with its decisions: nobody touched it for %d days. The records are as they were.", a.days)
	}
	return tea.Batch(screen.Say(said), m.tell(screen.ReviewsMsg{}))
}
