package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// summary is the last step: what was saved and what was not, where it can be seen, and how to take it back.
type summary struct {
	*session
	job   job
	plan  *importer.Plan
	act   int64
	saved int
	tally tally
	rows  outcomes
	table *table.Table
	wants measures
	names int // cells that a User ID has
	only  importer.Status

	ask     dialog.Dialog
	yes     func() (screen.Screen, tea.Cmd)
	asked   int  // the answer that is waited for
	busy    bool // while records are being put back
	undone  string
	watch   int // the look at the import that nothing waits for
	taken   *taken
	writing int    // the file of rows to mend that is waited for, 0 when none is
	wrote   string // its name
}

func newSummary(s *session, p *importer.Plan, t tally, o importer.Outcome) *summary {
	m := &summary{session: s, job: jobOf(p.Template.Name), plan: p, act: o.Act, saved: o.Saved, tally: t, wants: measure(p)}
	m.rows = newOutcomes(s.env.Theme, p, &m.names)
	m.table = table.New(s.env.Theme, nil)
	m.table.SetSource(m.rows)
	return m
}

// Init has nothing to ask.
func (m *summary) Init() tea.Cmd { return nil }

// Title names the step, the file or the edit, and what became of it.
func (m *summary) Title() string {
	became := "taken back in part"
	switch {
	case m.taken == nil:
		became = "saved"
	case m.taken.whole:
		became = "taken back"
	}
	return m.job.heading() + became + " · " + m.plan.Name
}

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
	case backMsg:
		if msg.answers(m.session, m.watch) {
			return m.tookBack(msg)
		}
	case rejectsMsg:
		if msg.answers(m.session, m.writing) {
			return m.written(msg)
		}
	case screen.ChangedMsg:
		return m, m.askBack()
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
	none, all := "", "filter"
	if m.row() == nil {
		none = "there is no row here"
	}
	if m.only != "" {
		all = "all rows"
	}
	do, help := m.back(m.job)
	return append(m.records(), []action{
		{screen.Key{Press: []string{"f"}, Do: all, Help: "Show only the rows of this status; again: all rows.", Disabled: none}, m.filter},
		{screen.Key{Press: []string{"w"}, Do: "write rejects", Help: "Write the rows in error or held back to a new file of the inbox, with the reason of each, to be mended and imported.", Disabled: m.unwritable()}, m.writeRejects},
		{screen.Key{Press: []string{"u"}, Do: "undo", Help: "Take this " + m.job.save() + " back: what it would put back is shown first.", Disabled: m.over()}, m.undo},
		{screen.Key{Press: leaveKeys(m.session), Show: "esc", Do: do, Help: help}, func() (screen.Screen, tea.Cmd) { return leave(m, m.session, nil) }},
	}...)
}

// records are the keys to the records of a row. One that is about a person alone has no device.
func (m *summary) records() []action {
	device := action{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "device record", Help: "Open the device record of the row.", Disabled: m.nothing()}, m.open}
	user := action{screen.Key{Press: []string{"o"}, Do: "user record", Help: "Open the record of the person shown, or their history where the record is gone.", Disabled: m.nobody()}, m.openUser}
	if m.plan.Template.Edits == store.KindUser {
		user.Press, user.Show = []string{"enter"}, "⏎"
		return []action{user}
	}
	return []action{device, user}
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

// row is the row under the cursor, nil when none is shown.
func (m *summary) row() *importer.Row {
	if i, ok := m.table.Index(); ok {
		return m.rows.list[i]
	}
	return nil
}

func (m *summary) nothing() string {
	if row := m.row(); row == nil || row.Serial == "" {
		return "this row names no device"
	}
	return ""
}

func (m *summary) open() (screen.Screen, tea.Cmd) { return m, screen.Open("device", m.row().Serial) }

func (m *summary) nobody() string {
	if row := m.row(); row == nil || who(row) == "" {
		return "this row names nobody"
	}
	return ""
}

func (m *summary) openUser() (screen.Screen, tea.Cmd) { return m, screen.Open("user", who(m.row())) }

// filter shows only the status of the row under the cursor, or all again.
func (m *summary) filter() (screen.Screen, tea.Cmd) {
	if m.only != "" {
		m.only = ""
		m.table.Filter(nil)
		return m, nil
	}
	m.only = m.row().Status
	m.table.Filter(func(i int) bool { return m.rows.list[i].Status == m.only })
	return m, nil
}
