package bulk

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// undoMsg answers planUndo: what taking the import back would put back.
type undoMsg struct {
	reply
	undo store.Undo
	err  error
}

// undoneMsg answers takeBack.
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
	s, to, act := m.session, reply{m.session, m.asked}, m.act
	return m, func() tea.Msg {
		u, err := s.env.Store.PlanUndo(s.env.Context, s.env.Operator, store.UndoRequest{Act: act})
		return undoMsg{to, u, err}
	}
}

// planned shows what would be put back, and asks.
func (m *summary) planned(msg undoMsg) (screen.Screen, tea.Cmd) {
	th, u := m.env.Theme, msg.undo
	switch {
	case msg.err != nil:
		return m, screen.Fail(msg.err)
	case len(u.Changes) == 0:
		m.ask = dialog.NewMessage(th, "Undo", "Nothing can be put back."+refusals(u.Refused))
		return m, nil
	}
	ask := "This puts " + records(u.Changes) + " back as before " + m.job.saved(m.act) + "."
	m.ask = dialog.NewConfirm(th, "Undo", ask+refusals(u.Refused), "u", "put back")
	m.yes = func() (screen.Screen, tea.Cmd) { return m.takeBack(u) }
	return m, nil
}

// takeBack puts the records back, all or none.
func (m *summary) takeBack(u store.Undo) (screen.Screen, tea.Cmd) {
	m.asked, m.busy = m.next(), true
	s, to := m.session, reply{m.session, m.asked}
	done := "Taken back: " + records(u.Changes) + " as before" + leftAsIs(u.Refused)
	return m, func() tea.Msg {
		answer := undoneMsg{reply: to, done: done}
		answer.receipt, answer.err = s.env.Store.Apply(s.env.Context, u.Act, u.Changes)
		if latest, err := s.env.Store.Latest(s.env.Context); err == nil {
			answer.latest = latest
		}
		return answer
	}
}

// putBack tells what became of it.
func (m *summary) putBack(msg undoneMsg) (screen.Screen, tea.Cmd) {
	m.busy = false
	var conflict *store.ConflictError
	switch {
	case errors.As(msg.err, &conflict):
		m.ask = dialog.NewMessage(m.env.Theme, "Not put back", "Nothing was put back, because records changed while you were asked:\n"+moves(conflict.Moved))
		return m, nil
	case msg.err != nil:
		m.ask = dialog.NewMessage(m.env.Theme, "Not put back", notPutBack(msg.err))
		return m, nil
	}
	m.undone = msg.done + " (save " + lineKey(int(msg.receipt.Act)) + ")."
	m.taken = &taken{said: "taken back"} // until the history has been asked
	return m, func() tea.Msg { return screen.ChangedMsg{Latest: msg.latest} }
}

func notPutBack(err error) string {
	what, remedy := explain(err)
	if store.CodeOf(err) == store.CodeInDoubt {
		return what + " " + remedy + "\nLook into History (6): the undo is there, whole, or it is not."
	}
	return what + " " + remedy + "\nNothing was put back."
}

// records counts what changes belong to: "12 device records and 9 user records".
func records(changes []store.Change) string {
	seen := map[string]bool{}
	counts := map[store.Kind]int{}
	for i := range changes {
		if key := string(changes[i].Record) + " " + changes[i].Key; !seen[key] {
			seen[key] = true
			counts[changes[i].Record]++
		}
	}
	var parts []string
	for _, k := range [...]store.Kind{store.KindDevice, store.KindUser, store.KindSite} {
		if n := counts[k]; n > 0 {
			parts = append(parts, many(n, string(k)+" record", string(k)+" records"))
		}
	}
	return strings.Join(parts, " and ")
}

const fewRefusals = 4 // of refused or moved records that are told one by one

func leftAsIs(list []store.Refusal) string {
	if len(list) == 0 {
		return ""
	}
	return "; " + many(len(list), "record stays", "records stay") + " as now"
}

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
