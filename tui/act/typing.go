package act

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// Update takes keys, answers to requests and word of changes.
func (e *editor) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case openedMsg:
		return e, e.opened(msg)
	case lookedMsg:
		return e, e.looked(msg)
	case outcomeMsg:
		if msg.answers(e) {
			return e.take(msg.outcome, nil)
		}
	case keptMsg:
		e.kept(msg)
	case leftMsg:
		return e, e.left(msg)
	case screen.ChangedMsg:
		e.missed = true
		if e.busy == "" {
			return e, e.madeUp()
		}
	case tea.PasteMsg:
		switch {
		case e.form == nil:
			e.ahead = append(e.ahead, msg)
		case e.busy == "" && e.ask == nil && e.held == "":
			return e, e.typed(msg)
		}
	case tea.KeyPressMsg:
		return e, e.press(msg)
	}
	return e, nil
}

func (e *editor) looked(m lookedMsg) tea.Cmd {
	switch {
	case m.editor != e || m.id != e.asked() || e.form == nil:
		return nil
	case m.err != nil:
		return screen.Fail(m.err)
	}
	return e.follow(m.look)
}

func (e *editor) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	switch {
	case e.ask != nil:
		return e.answer(e.ask.Update(msg))
	case e.form == nil:
		return e.early(msg)
	case e.closed || e.parting:
		return nil
	case e.busy != "":
		if key != "esc" {
			return nil
		}
		e.next() // what is being worked out is for nobody then
		e.busy = ""
		return e.madeUp()
	case e.held != "" && !e.read(key):
		return nil
	}
	switch key {
	case "esc":
		return e.leave()
	case "ctrl+s":
		return e.review()
	case "ctrl+r":
		e.fresh(key)
		return nil
	case "enter":
		if e.form.Last() && !e.form.Clashing() {
			return e.review()
		}
	}
	return e.typed(msg)
}

// read takes a key while the form is back unasked and reports whether the form is to have it, too: letters were meant
// for the question, and what would leave the form or save only says that it has been read.
func (e *editor) read(key string) bool {
	switch key {
	case "up", "down", "tab", "shift+tab", "pgup", "pgdown", "ctrl+y", "ctrl+t", "ctrl+r", "ctrl+s":
		e.held = ""
		return true
	case "enter", "esc":
		e.held = ""
	}
	return false
}

// early takes a key while there is no form yet: what is typed ahead is for its fields. A form that could not be opened
// is left.
func (e *editor) early(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	switch {
	case key == "esc", e.failed != "" && (key == "q" || key == "enter"):
		return e.pop()
	case e.failed == "":
		e.ahead = append(e.ahead, msg)
	}
	return nil
}

// catchUp gives the form what was typed ahead of it.
func (e *editor) catchUp() tea.Cmd {
	var cmds []tea.Cmd
	for _, msg := range e.ahead {
		_, cmd := e.Update(msg)
		cmds = append(cmds, cmd)
	}
	e.ahead = nil
	return tea.Batch(cmds...)
}

// typed gives a key or a paste to the form and keeps what came of it.
func (e *editor) typed(msg tea.Msg) tea.Cmd {
	clashes := e.form.Clashes()
	changed := e.form.Update(msg)
	e.leaving = e.leaving && !changed
	if !changed && clashes == e.form.Clashes() {
		return nil
	}
	e.rest, e.failed = nil, ""
	if changed { // whoever types on has read it; ctrl+r stays in the footer
		e.found = ""
	}
	return e.keep()
}

// kept tells once that what is typed cannot be kept, and when it can be again.
func (e *editor) kept(m keptMsg) {
	if m.editor != e || m.keeper != e.keeper {
		return
	}
	e.unkept = ""
	if m.err != nil {
		e.unkept = "What you typed is not kept: " + screen.Words(m.err)
	}
}

// review goes on to what the form would do.
func (e *editor) review() tea.Cmd {
	switch why := e.form.Settle(); {
	case e.gone != "":
		return screen.Say(e.gone)
	case why != "":
		return screen.Say(why)
	case len(e.form.Values()) == 0:
		return screen.Say("Nothing has been changed yet: there is nothing to save.")
	}
	e.busy = "Working out what would happen …"
	return work(e.env, e)
}

// fresh asks whether to throw away what was typed.
func (e *editor) fresh(key string) {
	var names []string
	for _, t := range e.form.Typed() {
		names = append(names, t.Field.Label())
	}
	if len(names) == 0 {
		return
	}
	words := "What you typed is thrown away: " + strings.Join(names, ", ") + "."
	e.ask = dialog.NewConfirm(e.env.Theme, "Start afresh", words, key, "throw away")
}

func (e *editor) answer(a dialog.Answer) tea.Cmd {
	if a == dialog.Open {
		return nil
	}
	e.ask = nil
	if a == dialog.No {
		return nil
	}
	// The record may have moved while it was typed into: the form is opened anew, without its draft.
	empty := e.draft()
	empty.Values = nil
	m := keptMsg{editor: e, keeper: e.keeper}
	m.keeper.hold(empty)
	e.form, e.busy, e.found, e.news, e.failed, e.unkept, e.gone, e.rest = nil, "Reading the record …", "", "", "", "", "", nil
	e.resumes, e.afresh = 0, true
	drop := func() tea.Msg {
		m.err = m.keeper.flush()
		return m
	}
	return tea.Sequence(drop, e.Init())
}
