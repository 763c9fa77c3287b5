package act

import (
	"fmt"
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
		if e.form != nil && e.busy == "" && e.key != "" {
			return e, e.again()
		}
	case tea.PasteMsg:
		switch {
		case e.form == nil:
			e.ahead = append(e.ahead, msg)
		case e.busy == "" && e.ask == nil:
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
	case e.busy != "":
		if key == "esc" { // what is being worked out is for nobody then
			e.next()
			e.busy = ""
		}
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

// early takes a key while there is no form yet: what is typed ahead is for its fields. A form that could not be opened
// is left.
func (e *editor) early(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	switch {
	case key == "esc", e.failed != "" && (key == "q" || key == "enter"):
		return screen.Pop
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
	if m.keeper != e.keeper {
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
	e.form, e.busy, e.found, e.news, e.failed, e.unkept, e.gone, e.rest = nil, "Reading the record …", "", "", "", "", "", nil
	keeper, draft, open := e.keeper, e.empty(), e.Init()
	drop := keeper.keep(draft)
	return tea.Sequence(drop, open)
}

// leftMsg answers leave.
type leftMsg struct {
	editor *editor
	err    error
}

// leave closes the form once what was typed is known to be kept.
func (e *editor) leave() tea.Cmd {
	if len(e.form.Typed()) == 0 || e.leaving {
		return screen.Pop
	}
	e.busy = "Keeping what you typed …"
	keep := e.keep()
	return func() tea.Msg {
		m, _ := keep().(keptMsg)
		return leftMsg{e, m.err}
	}
}

func (e *editor) left(m leftMsg) tea.Cmd {
	if m.editor != e {
		return nil
	}
	if m.err != nil {
		e.busy, e.leaving = "", true
		e.unkept = "What you typed cannot be kept; Esc again leaves without it. " + screen.Words(m.err)
		return nil
	}
	where := fmt.Sprintf("Not saved. What you typed is kept: e on the %s brings it back.", e.kind)
	if e.key == "" {
		where = fmt.Sprintf("Not saved. What you typed is kept: n in the list of %ss brings it back.", e.kind)
	}
	return tea.Sequence(screen.Pop, screen.Say(where))
}
