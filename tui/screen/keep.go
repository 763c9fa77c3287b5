package screen

import tea "charm.land/bubbletea/v2"

// Keep begins at once what must not be lost with the line, such as writing down a decision that stands on the screen,
// and answers the command that waits for it. A console that ends, however it does, first lets it come to its end; so it
// must not end with the session's context.
func (e Env) Keep(write tea.Cmd) tea.Cmd {
	if e.Keeping == nil || write == nil {
		return write
	}
	answer := make(chan tea.Msg, 1)
	e.Keeping.Go(func() { answer <- write() })
	return func() tea.Msg { return <-answer }
}
