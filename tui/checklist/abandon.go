package checklist

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/screen"
)

// leaving is the question whether to give a checklist up, and what of the records would be put back.
type leaving struct {
	undo store.Undo
	text scroll
}

// plannedMsg answers leave.
type plannedMsg struct {
	walk *walk
	id   int
	undo store.Undo
	err  error
}

// leave works out what would be put back.
func (w *walk) leave() tea.Cmd {
	w.plans++
	m, env, now := plannedMsg{walk: w, id: w.plans}, w.env, w.walk
	return func() tea.Msg {
		m.undo, m.err = procedure.PlanAbandon(env.Context, env.Store, env.Operator, &now)
		return m
	}
}

// planned asks. A question under which something else would happen now is closed.
func (w *walk) planned(m plannedMsg) tea.Cmd {
	switch {
	case m.walk != w || m.id != w.plans || w.busy != "" || w.mode != modeWalk && w.mode != modeAbandon:
		return nil
	case m.err != nil:
		w.mode, w.leaving = modeWalk, nil
		return screen.Fail(m.err)
	case w.mode == modeAbandon && w.leaving != nil && !sameUndo(&w.leaving.undo, &m.undo):
		w.mode, w.leaving = modeWalk, nil
		w.notice = "What could be put back has changed meanwhile: x shows it as it is now."
		return nil
	case w.mode == modeAbandon:
		return nil
	case !w.walk.Open():
		return nil
	}
	w.mode, w.leaving = modeAbandon, &leaving{undo: m.undo}
	return nil
}

func sameUndo(a, b *store.Undo) bool {
	return sameChanges(a.Changes, b.Changes) && slices.EqualFunc(a.Refused, b.Refused, func(x, y store.Refusal) bool {
		return x.Entry.ID == y.Entry.ID && x.Reason == y.Reason
	})
}

// leavingKey takes an answer: p puts back, l leaves the records as they are.
func (w *walk) leavingKey(key string) tea.Cmd {
	l := w.leaving
	switch {
	case slices.Contains([]string{"n", "q", "esc", "enter"}, key):
		w.mode, w.leaving = modeWalk, nil
	case (key == "p" || key == "l") && l.text.unread():
		w.notice = "Read the rest first (↓)."
	case key == "p" && len(l.undo.Changes) > 0:
		return w.abandon(&l.undo, "Abandoned; "+count(len(l.undo.Changes), "change")+" put back.")
	case key == "l":
		return w.abandon(nil, "Abandoned; the records stay as they are.")
	default:
		l.text.press(key)
	}
	return nil
}

func (w *walk) abandon(undo *store.Undo, said string) tea.Cmd {
	env := w.env
	w.leaving = nil
	return w.write("Abandoning …", said, func(now *procedure.Walk) (procedure.Walk, error) {
		return procedure.Abandon(env.Context, env.Store, env.Operator, now, undo)
	})
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
