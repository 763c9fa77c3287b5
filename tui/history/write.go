package history

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// pageMsg answers write.
type pageMsg struct {
	biography *biography
	name      string
	err       error
}

// write writes the biography out into a new file of the inbox.
func (b *biography) write(name string) tea.Cmd {
	if b.env.Inbox == "" {
		b.wrong = "There is no folder to write into."
		return nil
	}
	b.writing = true
	r := report.Biography(b.life, b.zone)
	r.Sign(b.env.Operator, b.now)
	inbox := b.env.Inbox
	return func() tea.Msg { return pageMsg{b, name, report.Save(inbox, name, r)} }
}

// wrote tells what became of it. What failed leaves the name to be changed.
func (b *biography) wrote(m pageMsg) tea.Cmd {
	if m.biography != b {
		return nil
	}
	b.writing = false
	if m.err != nil {
		b.wrong = screen.Words(m.err)
		return nil
	}
	b.asks = nil
	return screen.Say("Wrote " + text.Visible(m.name) + " in the inbox.")
}

func number(id string) int64 {
	n, _ := strconv.ParseInt(id, 10, 64) // made by the program: it is one
	return n
}
