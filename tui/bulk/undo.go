package bulk

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// undoMsg answers undo: what taking the rows back, or bringing them back, would do.
type undoMsg struct {
	reply
	aim  aim
	undo store.Undo
	err  error
}

// undoneMsg answers putBack.
type undoneMsg struct {
	reply
	receipt store.Receipt
	latest  int64
	done    string // what to tell when it went well
	err     error
}

// undo asks what would be put back; nothing is changed by it.
func (m *summary) undo() (screen.Screen, tea.Cmd) {
	m.asked = m.next()
	ctx, cancel := context.WithCancel(m.env.Context)
	m.planning = cancel
	s, to, a := m.session, reply{m.session, m.asked}, m.aim()
	return m, func() tea.Msg {
		defer cancel()
		u, err := s.env.Store.PlanUndo(ctx, s.env.Operator, a.request)
		return undoMsg{to, a, u, err}
	}
}

// neverMind stops working out what would be put back. Its answer is for nobody then.
func (m *summary) neverMind() {
	m.planning()
	m.planning, m.asked = nil, m.next()
}

// planned shows what would be put back and what would not, and asks. The rows that stay say so in the list, too.
func (m *summary) planned(msg undoMsg) (screen.Screen, tea.Cmd) {
	th, u := m.env.Theme, msg.undo
	m.planning = nil
	if msg.err != nil {
		return m, screen.Fail(msg.err)
	}
	if !msg.aim.redo {
		u.Refused = m.unknownTo(u.Refused)
	}
	m.rows.stays = staying(u.Refused)
	m.table.SetSource(m.rows)
	if len(u.Changes) == 0 {
		m.ask = dialog.NewMessage(th, msg.aim.title(), "Nothing can be put back."+refusals(m.placer(), u.Refused))
		return m, nil
	}
	m.ask = dialog.NewConfirm(th, msg.aim.title(), msg.aim.sentence(u.Changes)+refusals(m.placer(), u.Refused), "u", msg.aim.verb())
	m.yes = func() (screen.Screen, tea.Cmd) { return m.putBack(msg.aim, u) }
	return m, nil
}

// unknownTo leaves out the refusals of rows that are shown as taken back already.
func (m *summary) unknownTo(list []store.Refusal) []store.Refusal {
	var news []store.Refusal
	for _, r := range list {
		if o := m.rows.at(r.Entry.Line); o == nil || o.back == nil {
			news = append(news, r)
		}
	}
	return news
}

// putBack puts the records back, all or none; it can be cancelled until the commit.
func (m *summary) putBack(a aim, u store.Undo) (screen.Screen, tea.Cmd) {
	run, ctx := progress.New(m.env.Context, m.env.Theme, a.doing())
	m.asked, m.run = m.next(), run
	s, to := m.session, reply{m.session, m.asked}
	u.Act.Progress = run.Report
	answer := undoneMsg{reply: to, done: a.done() + ": " + trail.Brief(u.Changes) + leftAsIs(u.Refused)}
	return m, tea.Batch(func() tea.Msg {
		answer.receipt, answer.err = s.env.Store.Apply(ctx, u.Act, u.Changes)
		run.End()
		if latest, err := s.env.Store.Latest(s.env.Context); err == nil {
			answer.latest = latest
		}
		return answer
	}, run.Next())
}

// wasPutBack tells what became of it, and reads the rows again.
func (m *summary) wasPutBack(msg undoneMsg) (screen.Screen, tea.Cmd) {
	m.run = nil
	var conflict *store.ConflictError
	switch {
	case store.CodeOf(msg.err) == store.CodeCancelled:
		return m, tea.Batch(m.reload(), screen.Say("Nothing was put back: it was cancelled."))
	case errors.As(msg.err, &conflict):
		m.ask = dialog.NewMessage(m.env.Theme, "Not put back", "Nothing was put back, because records changed while you were asked:\n"+moves(conflict.Moved))
		return m, m.reload()
	case msg.err != nil:
		m.ask = dialog.NewMessage(m.env.Theme, "Not put back", notPutBack(msg.err))
		return m, m.reload()
	}
	m.undone = msg.done + " (save " + lineKey(int(msg.receipt.Act)) + ")."
	m.mine = msg.latest
	m.unmark()
	return m, func() tea.Msg { return screen.ChangedMsg{Latest: msg.latest} } // the rows are read again by it
}

func notPutBack(err error) string {
	what, remedy := explain(err)
	if store.CodeOf(err) == store.CodeInDoubt {
		return what + " " + remedy + "\nLook into History (6): the undo is there, whole, or it is not."
	}
	return what + " " + remedy + "\nNothing was put back."
}

const fewRefusals = 4 // of reasons or moved records that are told one by one

func moves(list []store.Moved) string {
	lines := make([]string, 0, fewRefusals+1)
	for i := range list {
		if i == fewRefusals {
			lines = append(lines, "… and "+many(len(list)-i, "more", "more"))
			break
		}
		lines = append(lines, text.Visible(list[i].Sentence()))
	}
	return strings.Join(lines, "\n")
}
