package act

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// exit closes a screen once: a second key on the way out must not close the screen below it.
type exit struct{ closed bool }

func (x *exit) pop() tea.Cmd {
	if x.closed {
		return nil
	}
	x.closed = true
	return screen.Pop
}

// leftMsg answers leave.
type leftMsg struct {
	editor *editor
	err    error
}

// leave closes the form once what was typed is known to be kept.
func (e *editor) leave() tea.Cmd {
	d := e.draft()
	if len(d.Values) == 0 || e.leaving {
		return e.pop()
	}
	e.busy, e.parting = "Keeping what you typed …", true
	keeper := e.keeper
	keeper.hold(d)
	return e.env.Keep(func() tea.Msg { return leftMsg{e, keeper.flush()} })
}

func (e *editor) left(m leftMsg) tea.Cmd {
	if m.editor != e {
		return nil
	}
	e.busy, e.parting = "", false
	if m.err != nil {
		e.leaving = true
		e.unkept = "What you typed cannot be kept; Esc again leaves without it. " + screen.Words(m.err)
		return e.madeUp()
	}
	return tea.Sequence(e.pop(), screen.Say("Not saved. What you typed is kept: "+e.whereKept()))
}

// whereKept says how what was typed is found again.
func (e *editor) whereKept() string {
	switch {
	case e.gone != "": // there is no record to press e on
		return "Home lists it under Go on with."
	case e.key == "":
		return fmt.Sprintf("n in the list of %ss brings it back.", e.kind)
	}
	return fmt.Sprintf("e on the %s brings it back.", e.kind)
}
