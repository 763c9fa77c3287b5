package checklist

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// didMsg answers whatever writes: a step, a note, a hand-over, the end.
type didMsg struct {
	walk   *walk
	now    procedure.Walk
	said   string // what was done, in a sentence
	latest int64
	err    error
}

// write does something to the checklist; said is told when it is done.
func (w *walk) write(busy, said string, do func(now *procedure.Walk) (procedure.Walk, error)) tea.Cmd {
	w.busy, w.mode, w.notice = busy, modeWalk, ""
	w.loads++ // what was read before is older than what is being done
	m, env, was := didMsg{walk: w, said: said}, w.env, w.walk
	return func() tea.Msg {
		if m.now, m.err = do(&was); m.err == nil {
			m.latest, _ = env.Store.Latest(env.Context) // without it the poll tells of it a moment later
		}
		return m
	}
}

// do does the step that is shown.
func (w *walk) do() tea.Cmd {
	env, key, answer := w.env, w.step, w.answer()
	return w.write("Doing the step …", "Done: "+lower(stageName(&w.shown))+".", func(now *procedure.Walk) (procedure.Walk, error) {
		return procedure.Do(env.Context, env.Store, env.Operator, now, key, answer)
	})
}

// did shows what became of it. What could not be done stands above the step, with what is so now.
func (w *walk) did(m didMsg) tea.Cmd {
	if m.walk != w {
		return nil
	}
	w.busy = ""
	before, with := w.step, w.with
	if m.now.Procedure != nil {
		w.walk = m.now
		if w.stand(before) && m.err != nil && w.line != nil {
			w.overtaken(before)
		}
	}
	if w.strange(m.err) {
		return nil
	}
	if m.err != nil {
		return tea.Batch(w.failing(m.err, before, with), w.load())
	}
	var dropped tea.Cmd
	if w.line != nil {
		dropped = w.drop(w.line)
	}
	w.line, w.leaving = nil, nil
	return tea.Batch(dropped, w.keep(), tea.Sequence(tell(screen.ChangedMsg{Latest: m.latest}), screen.Say(cmp.Or(m.said, w.handed()))))
}

// failing tells why nothing was done. What was typed stays: in its line, or, where it was to go with a step that somebody
// else has done, in a line of that step.
func (w *walk) failing(err error, before, with string) tea.Cmd {
	switch {
	case w.line != nil:
		w.mode, w.line.wrong = modeLine, screen.Words(err)
	case with != "" && w.step != before:
		return w.rescue(before, with)
	default:
		w.notice = screen.Words(err)
	}
	return nil
}

// handed tells with whom the checklist is now, as that name is known here.
func (w *walk) handed() string { return "Handed over to " + text.Visible(w.walk.Checklist.Owner) + "." }

func tell(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
