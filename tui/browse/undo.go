package browse

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// Undoing names what takes back the newest of these entries, as the place "undo" is asked for it: with its row of the
// file where there was one, else as a change, with which the store puts back what belongs together with it, such as the
// other half of a swap. "" where there is none.
func Undoing(history []store.Entry) string {
	if len(history) == 0 {
		return ""
	}
	e := &history[len(history)-1]
	if e.FileName != "" && e.Line > 0 {
		return strconv.FormatInt(e.Act, 10) + ":" + strconv.Itoa(e.Line)
	}
	return "c" + strconv.FormatInt(e.ID, 10)
}

// undoKey is the key that takes back the newest change of a record.
func undoKey(record store.Kind, why string, quiet bool) screen.Key {
	help := "Show what taking back the newest change of this device would put back, with what belongs to it; then it asks."
	if record == store.KindUser {
		help = "Show what taking back the newest change of this user would put back, also a device given or taken, with what belongs to it; then it asks."
	}
	return screen.Key{Press: []string{"u"}, Do: "undo", Help: help, Disabled: why, Quiet: quiet}
}

const nothingSaved = "nothing was saved of this record that could be taken back"

// undoMsg answers the question what there is to take back of a record. drawn comes after the list had occasion to be
// drawn once more.
type undoMsg struct {
	list  *List
	id    int
	undo  string
	err   error
	drawn bool
}

// undo looks up the newest change of the record under the cursor.
func (l *List) undo() tea.Cmd {
	m, key := undoMsg{list: l, id: l.pressed}, l.table.Key()
	if key == "" {
		return nil
	}
	read, ctx, now := l.kind.Detail, l.env.Context, l.env.Now
	return func() tea.Msg {
		d, err := read(ctx, key, now().Location())
		m.undo, m.err = d.Undo, err
		return m
	}
}

// undoable opens what can be taken back, unless a key was pressed since or another screen is on top by now: only the one
// on top is drawn after every message.
func (l *List) undoable(m undoMsg) tea.Cmd {
	switch {
	case m.list != l || m.id != l.pressed:
		return nil
	case !m.drawn:
		l.drawn, m.drawn = false, true
		return func() tea.Msg { return m }
	case !l.drawn:
		return nil
	case m.err != nil:
		return screen.Fail(m.err)
	case m.undo == "":
		return screen.Say(screen.Sentence(nothingSaved))
	}
	return screen.Open("undo", m.undo)
}

// Wake is told when the list comes back on top: what was asked before it was left is not wanted any more.
func (l *List) Wake() tea.Cmd {
	l.pressed++
	return nil
}
