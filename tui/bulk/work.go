package bulk

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/tui/progress"
)

// work is a comparison under way, as the command that does it is given it.
type work struct {
	reply
	ctx context.Context
	run *progress.Run // shows it once it takes long; nil where nobody waits for it
}

// work begins a comparison under a title: the newest request of the visit.
func (s *session) work(title string) work {
	run, ctx := progress.Compare(s.env.Context, s.env.Theme, title, s.env.Now)
	return work{reply{s, s.next()}, ctx, run}
}

// silent is a comparison that nobody waits for.
func (s *session) silent(id int) work { return work{reply{s, id}, s.env.Context, nil} }

// do is the command, with the one that waits for its progress.
func (w work) do(ask tea.Cmd) tea.Cmd {
	if w.run == nil {
		return ask
	}
	return tea.Batch(func() tea.Msg {
		defer w.run.End()
		return ask()
	}, w.run.Next())
}

// preview compares, unless it is cancelled.
func (w work) preview(q importer.Request) (*importer.Plan, error) {
	if w.run != nil {
		q.Progress = w.run.Compared
	}
	return importer.Preview(w.ctx, w.to.env.Store, q)
}
