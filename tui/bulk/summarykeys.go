package bulk

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// actions are the keys of the summary.
func (m *summary) actions() []action {
	none, all := "", "filter"
	if m.row() == nil {
		none = "there is no row here"
	}
	if m.only != "" {
		all = "all rows"
	}
	records := m.records()
	list := append([]action{records[0], m.undoAction()}, records[1:]...)
	list = append(list,
		action{screen.Key{Press: []string{"f"}, Do: all, Help: "Show only the rows of this status, or those taken back; again: all rows.", Disabled: none}, m.filter},
		action{screen.Key{Press: []string{"/"}, Do: "search", Help: "Show only the rows that contain a text, in their cells, notes and who took them back; Esc shows all again."}, m.startSearch},
	)
	list = append(append(append(list, m.problemActions()...), m.yearActions()...), m.fileActions()...)
	list = append(list, m.markActions()...)
	do, help := m.leaveWords()
	return append(list, action{screen.Key{Press: leaveKeys(m.session), Show: "esc", Do: do, Help: help}, m.leave})
}

// undoAction is u: undo, or redo where the rows it is about were taken back.
func (m *summary) undoAction() action {
	a := m.aim()
	if a.redo {
		return action{screen.Key{Press: []string{"u"}, Do: "redo", Help: "Bring back what was taken back, of the marked rows or of all: what that would do is shown first."}, m.undo}
	}
	return action{screen.Key{Press: []string{"u"}, Do: "undo", Help: "Take the marked rows back, or without marks all of them: what would be put back, and what stays and why, is shown first.", Disabled: a.why}, m.undo}
}

// leaveWords say what Esc does.
func (m *summary) leaveWords() (do, help string) {
	switch {
	case m.sifted():
		return "clear filter", "Show all rows again."
	case m.table.Marks() > 0:
		return "unmark", "Take all marks away."
	case m.picker != nil:
		return m.back(m.job)
	}
	return "back", "Go back."
}

// records are the keys to the records of a row. One that is about a person alone has no device.
func (m *summary) records() []action {
	device := action{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "device record", Help: "Open the device record of the row.", Disabled: m.nothing()}, m.open}
	user := action{screen.Key{Press: []string{"o"}, Do: "user record", Help: "Open the record of the person shown, or their history where the record is gone.", Disabled: m.nobody()}, m.openUser}
	if m.result != nil && m.people() {
		user.Press, user.Show = []string{"enter"}, "⏎"
		return []action{user}
	}
	return []action{device, user}
}

func (m *summary) markActions() []action {
	none := ""
	if m.table.Len() == 0 {
		none = "there is no row here"
	}
	return []action{
		{screen.Key{Press: []string{"space"}, Do: "mark", Help: "Mark this row or take its mark away; marks survive a filter.", Disabled: none, Quiet: true}, m.mark},
		{screen.Key{Press: []string{"*"}, Do: "mark all", Help: "Mark every row shown, or take their marks away.", Disabled: none, Quiet: true}, m.markAll},
	}
}

func (m *summary) mark() (screen.Screen, tea.Cmd) {
	m.table.Update(screen.Press("space"))
	m.goal = nil
	return m, nil
}

func (m *summary) markAll() (screen.Screen, tea.Cmd) {
	m.table.MarkShown()
	m.goal = nil
	return m, nil
}

func (m *summary) unmark() {
	m.table.Unmark()
	m.goal = nil
}

// Keys are the keys of the open question, of the search, or of the summary and its list.
func (m *summary) Keys() []screen.Key {
	switch {
	case m.run != nil:
		return m.run.Keys()
	case m.planning != nil:
		return []screen.Key{{Press: []string{"esc"}, Do: "never mind", Help: "Stop working out what would be put back. Nothing was changed."}}
	case m.ask != nil:
		return m.ask.Keys()
	case m.typing:
		return typingKeys()
	}
	return append(keysOf(m.actions()), table.Moves()...)
}

func (m *summary) nothing() string {
	if row := m.row(); row == nil || row.Serial == "" {
		return "this row names no device"
	}
	return ""
}

func (m *summary) open() (screen.Screen, tea.Cmd) { return m, screen.Open("device", m.row().Serial) }

func (m *summary) nobody() string {
	if row := m.row(); row == nil || row.who() == "" {
		return "this row names nobody"
	}
	return ""
}

func (m *summary) openUser() (screen.Screen, tea.Cmd) { return m, screen.Open("user", m.row().who()) }

// takenBackRows is the sort of the rows that were taken back.
const takenBackRows = "taken back"

// sort is what f takes a row for.
func (o *outcome) sort() string {
	if o.back != nil {
		return takenBackRows
	}
	return string(o.Status)
}

// filter shows only the rows of the sort under the cursor, or all again.
func (m *summary) filter() (screen.Screen, tea.Cmd) {
	if m.only != "" {
		m.only = ""
	} else {
		m.only = m.row().sort()
	}
	m.sift()
	return m, nil
}

func (m *summary) startSearch() (screen.Screen, tea.Cmd) {
	m.typing = true
	return m, nil
}

// typed gives a key to the search.
func (m *summary) typed(msg tea.KeyPressMsg) {
	switch msg.String() {
	case "enter":
		m.typing = false
	case "esc":
		m.typing = false
		m.search.SetValue("")
		m.sift()
	case "up", "down", "pgup", "pgdown":
		m.table.Update(msg)
	default:
		if m.search.Update(msg) {
			m.sift()
		}
	}
}

func (m *summary) sifted() bool { return m.only != "" || m.search.Value() != "" }

func (m *summary) sift() { m.table.Filter(m.sieve()) }

// sieve is what is shown; nil is all.
func (m *summary) sieve() func(i int) bool {
	if !m.sifted() {
		return nil
	}
	want := strings.ToLower(m.search.Value())
	return func(i int) bool {
		row := m.rows.list[i]
		return (m.only == "" || row.sort() == m.only) && (want == "" || m.says(row, want))
	}
}

// says reports whether a text stands in a row: in its line, its identifiers, its notes, its cells, or in who took it back.
func (m *summary) says(row *outcome, want string) bool {
	in := func(s string) bool { return strings.Contains(strings.ToLower(s), want) }
	if in(importer.Spot(m.result, row.line)) || in(m.result.About(row.line)) || in(row.Serial) || in(row.AssetTag) || in(row.who()) || in(row.Reason) || in(m.rows.note(row)) {
		return true
	}
	return slices.ContainsFunc(m.result.Cells(row.line), func(c importer.Cell) bool { return in(c.Value) })
}

// leave clears the filter, then the marks, and then goes back.
func (m *summary) leave() (screen.Screen, tea.Cmd) {
	switch {
	case m.sifted():
		m.only = ""
		m.search.SetValue("")
		m.sift()
		return m, nil
	case m.table.Marks() > 0:
		m.unmark()
		return m, nil
	}
	return leave(m, m.session, nil)
}

// editsOf is what the rows of a template are about, where it is one of ours for edits.
func editsOf(name string) store.Kind {
	t, err := template.ByName(name)
	if err != nil {
		return ""
	}
	return t.Edits
}
