package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// summary is the last step: what was saved, where it can be seen, and how to take it back.
type summary struct {
	*session
	name   string // of the file
	what   string // mode and site
	act    int64
	saved  int
	tally  tally
	rows   savedRows
	table  *table.Table
	ask    dialog.Dialog
	yes    func() (screen.Screen, tea.Cmd)
	asked  int  // the answer that is waited for
	busy   bool // while records are being put back
	undone string
}

// savedRows are the rows that were saved, with the device that each was about.
type savedRows struct {
	theme *theme.Theme
	list  []importer.Row
}

func (r savedRows) Len() int         { return len(r.list) }
func (r savedRows) Key(i int) string { return lineKey(r.list[i].Line) }

// Cell is line, status, device, serial number and User ID.
func (r savedRows) Cell(i, col int) string {
	row := &r.list[i]
	sign, word, _ := r.theme.Status(string(row.Status))
	return [...]string{lineKey(row.Line), sign + " " + word, row.AssetTag, row.Serial, who(row)}[col]
}

// Paint colours the status.
func (r savedRows) Paint(i, col int) lipgloss.Style {
	_, _, style := r.theme.Status(string(r.list[i].Status))
	if col == 1 {
		return style
	}
	return r.theme.Text
}

func newSummary(s *session, p *importer.Plan, t tally, o importer.Outcome) *summary {
	m := &summary{session: s, name: p.Name, act: o.Act, saved: o.Saved, tally: t, rows: savedRows{theme: s.env.Theme}}
	m.what = strings.Trim(string(p.Mode)+" · "+p.Site.Code, " ·")
	for i := range p.Rows {
		if p.Rows[i].Verdict == store.VerdictAccept {
			m.rows.list = append(m.rows.list, p.Rows[i])
		}
	}
	m.table = table.New(s.env.Theme, []table.Column{
		{Title: "Line", Min: 6, Right: true},
		{Title: "Status", Min: 11},
		{Title: "Asset Tag", Min: 9, Max: 12, Weight: 1, Priority: 2},
		{Title: "Serial Number", Min: 13, Max: 14, Weight: 1},
		{Title: "User ID", Min: 7, Weight: 2, Priority: 1},
	})
	m.table.SetSource(m.rows)
	return m
}

// Init has nothing to ask.
func (m *summary) Init() tea.Cmd { return nil }

// Title names the step and the file.
func (m *summary) Title() string { return "Bulk · " + m.name + " · saved" }

// Typing reports whether a question is open or records are being put back.
func (m *summary) Typing() bool { return m.ask != nil || m.busy }

// Undecided is 0, but 1 while records are being put back: that must not be left by mistake.
func (m *summary) Undecided() int {
	if m.busy {
		return 1
	}
	return 0
}

// Update moves through the saved rows, opens records and takes the import back.
func (m *summary) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case undoMsg:
		if msg.answers(m.session, m.asked) {
			return m.planned(msg)
		}
	case undoneMsg:
		if msg.answers(m.session, m.asked) {
			return m.putBack(msg)
		}
	case tea.KeyPressMsg:
		return m.press(msg)
	}
	return m, nil
}

func (m *summary) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch {
	case m.busy:
		return m, nil
	case m.ask != nil:
		return m.answer(msg)
	}
	if next, cmd, ok := press(m, m.actions(), msg.String()); ok {
		return next, cmd
	}
	if msg.String() != "space" {
		m.table.Update(msg)
	}
	return m, nil
}

func (m *summary) answer(msg tea.Msg) (screen.Screen, tea.Cmd) {
	answer, yes := m.ask.Update(msg), m.yes
	if answer == dialog.Open {
		return m, nil
	}
	m.ask, m.yes = nil, nil
	if answer == dialog.Yes {
		return yes()
	}
	return m, nil
}

// actions are the keys of the summary.
func (m *summary) actions() []action {
	none, over := "", ""
	if m.table.Len() == 0 {
		none = "there is no row here"
	}
	if m.undone != "" {
		over = "this import was taken back already"
	}
	return []action{
		{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "device record", Help: "Open the device record of the row.", Disabled: none}, m.open},
		{screen.Key{Press: []string{"o"}, Do: "user record", Help: "Open the user record of the row.", Disabled: m.nobody()}, m.openUser},
		{screen.Key{Press: []string{"u"}, Do: "undo", Help: "Take this import back: what it would put back is shown first.", Disabled: over}, m.undo},
		{screen.Key{Press: leaveKeys(m.session), Show: "esc", Do: "files", Help: "Go back to the files."}, func() (screen.Screen, tea.Cmd) { return leave(m, m.session, "") }},
	}
}

// Keys are the keys of the open question, or of the summary and its list.
func (m *summary) Keys() []screen.Key {
	switch {
	case m.busy:
		return nil
	case m.ask != nil:
		return m.ask.Keys()
	}
	return append(keysOf(m.actions()), listKeys()...)
}

func (m *summary) open() (screen.Screen, tea.Cmd) {
	i, _ := m.table.Index()
	return m, screen.Open("device", m.rows.list[i].Serial)
}

func (m *summary) nobody() string {
	if i, ok := m.table.Index(); !ok || m.rows.list[i].UserID == "" {
		return "this row names no User ID"
	}
	return ""
}

func (m *summary) openUser() (screen.Screen, tea.Cmd) {
	i, _ := m.table.Index()
	return m, screen.Open("user", m.rows.list[i].UserID)
}

// View says what was saved, lists it, and keeps the counts of the file in sight.
func (m *summary) View(width, height int) string {
	th := m.env.Theme
	if m.busy {
		return block([]string{"", "  " + th.Title.Render("Putting records back …")}, width, height)
	}
	head := m.head(width)
	foot := append([]string{th.Border.Render(rule(width))}, countLines(th, m.tally, width)...)
	if height < tallFoot {
		foot = foot[1:]
	}
	list := m.table.View(width, max(2, height-len(head)-len(foot)))
	body := append(head, screen.Body(list, width, height-len(head)-len(foot))...)
	view := block(append(body, foot...), width, height)
	if m.ask != nil {
		return dialog.Over(view, m.ask.View(width, height), width, height)
	}
	return view
}

func (m *summary) head(width int) []string {
	th := m.env.Theme
	said := " Saved " + many(m.saved, "row", "rows") + " as import " + lineKey(int(m.act))
	lines := []string{th.Good.Render(screen.Clip(said, width-1)) + th.Dim.Render(screen.Clip(" · "+or(m.what, ""), max(1, width-screen.Width(said))))}
	if m.undone != "" {
		for _, l := range wrap(" ", m.undone, width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	return lines
}
