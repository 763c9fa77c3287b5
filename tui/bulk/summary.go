package bulk

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// summary is the last step: every row of a saved file with what became of it, as the store tells, where its files lie,
// and how to take it back. It follows what is taken back elsewhere.
type summary struct {
	*session
	job      job
	act      int64
	result   *importer.Result // nil until it was read
	failed   error            // why it could not be
	compared *importer.Plan   // that was just saved, where a list was held against the records; nil of one saved before
	came     string           // the name of the file then, where that is known
	rows     outcomes
	tally    tally
	table    *table.Table
	wants    measures
	fit      fit // what the columns of the rows have room for

	only   string // the rows of one sort: a status, or those taken back
	search *form.Field
	typing bool

	reading int  // the reading that is waited for, 0 when none is
	late    bool // something was changed since that began
	ask     dialog.Dialog
	yes     func() (screen.Screen, tea.Cmd)
	goal    *aim // what u is about; nil when that has to be looked at
	asked   int  // the answer to u that is waited for

	planning context.CancelFunc // stops working out what u would do; nil while that is not under way
	run      *progress.Run      // while records are put back
	undone   string             // what was put back here last
	mine     int64              // the newest history entry then
	writing  int                // the file that is waited for, 0 when none is
	files    []written
}

// Summary is what became of every row of a saved import, by its number.
func Summary(env screen.Env, act int64) screen.Screen { return newSummary(&session{env: env}, act) }

func newSummary(s *session, act int64) *summary {
	m := &summary{session: s, act: act, search: form.New(s.env.Theme, "/"), table: table.New(s.env.Theme, nil)}
	m.rows = outcomes{theme: s.env.Theme, fit: &m.fit}
	return m
}

// resultMsg answers reload.
type resultMsg struct {
	reply
	result *importer.Result
	now    time.Time
	came   string // the name of the file, where its rows could not be read
	err    error
}

// Init reads what was saved.
func (m *summary) Init() tea.Cmd { return m.reload() }

// reload reads the rows again. One reading at a time is enough: what changes meanwhile is read after it.
func (m *summary) reload() tea.Cmd {
	if m.reading != 0 {
		m.late = true
		return nil
	}
	m.reading, m.late = m.next(), false
	s, to, act := m.session, reply{m.session, m.reading}, m.act
	return func() tea.Msg {
		m := resultMsg{reply: to, now: s.env.Now()}
		if m.result, m.err = importer.ReadResult(s.env.Context, s.env.Store, act); m.err != nil {
			m.came = cameAs(s, act)
		}
		return m
	}
}

// loaded shows the rows as they are now; the cursor and the marks stay on theirs.
func (m *summary) loaded(msg resultMsg) (screen.Screen, tea.Cmd) {
	m.reading = 0
	var again tea.Cmd
	if m.late {
		again = m.reload()
	}
	switch {
	case msg.err != nil && m.result != nil:
		return m, tea.Batch(again, screen.Fail(msg.err))
	case msg.err != nil:
		m.failed, m.came = msg.err, msg.came
		return m, again
	}
	moved := m.result != nil && !sameBack(m.result, msg.result)
	m.failed, m.result, m.job = nil, msg.result, jobOf(msg.result.Act.Import.Template)
	if moved && m.ask != nil { // it was asked about other rows
		m.ask, m.yes = nil, nil
		again = tea.Batch(again, screen.Say("Rows were taken back or brought back meanwhile: look at them again."))
	}
	stays := m.rows.stays
	m.rows = outcomesOf(m.env.Theme, msg.result, &m.fit, msg.now)
	m.rows.stays, m.tally, m.goal = stays, tallyOfResult(msg.result), nil
	m.wants = m.rows.measure(m.people())
	m.table.Show(m.rows, nil, m.sieve())
	return m, again
}

// cameAs is the name of the file behind an act; empty where there is none.
func cameAs(s *session, act int64) string {
	a, _, err := s.env.Store.Act(s.env.Context, act)
	if err != nil || a.Import == nil {
		return ""
	}
	return a.Import.FileName
}

// sameBack reports whether nothing was taken back or brought back between two readings.
func sameBack(a, b *importer.Result) bool {
	for i := range a.Rows {
		if a.Rows[i].UndoneAct != b.Rows[i].UndoneAct || a.Rows[i].Partly != b.Rows[i].Partly {
			return false
		}
	}
	return true
}

func tallyOfResult(r *importer.Result) tally {
	t := tally{counts: map[importer.Status]int{}, rows: len(r.Rows)}
	for i := range r.Rows {
		t.counts[r.Rows[i].Status]++
	}
	return t
}

// people reports whether the rows are about people, who come before their devices.
func (m *summary) people() bool { return aboutPeople(editsOf(m.result.Act.Import.Template)) }

// Title names the step, the file or the edit, and what became of it.
func (m *summary) Title() string {
	if m.result == nil {
		return "Bulk · summary"
	}
	became := "taken back in part"
	switch {
	case m.rows.back == 0:
		became = "saved"
	case m.rows.back == m.rows.saved:
		became = "taken back"
	}
	return m.job.heading() + became + " · " + m.result.Act.Import.FileName
}

// Typing reports whether a text is being typed, a question is open or records are being put back.
func (m *summary) Typing() bool { return m.typing || m.ask != nil || m.run != nil || m.planning != nil }

// Undecided is 0: everything is saved.
func (m *summary) Undecided() int { return 0 }

// Working is the undo under way.
func (m *summary) Working() string { return m.run.Title() }

// Update moves through the rows, opens records and takes rows back.
func (m *summary) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case resultMsg:
		if msg.answers(m.session, m.reading) {
			return m.loaded(msg)
		}
	case undoMsg:
		if msg.answers(m.session, m.asked) {
			return m.planned(msg)
		}
	case undoneMsg:
		if msg.answers(m.session, m.asked) {
			return m.wasPutBack(msg)
		}
	case progress.Msg:
		return m, m.run.Took(msg)
	case writtenMsg:
		if msg.answers(m.session, m.writing) {
			return m.wrote(msg)
		}
	case screen.ChangedMsg:
		if msg.Latest != m.mine { // what kept a row may be gone
			m.rows.stays = nil
		}
		return m, m.reload()
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		if m.typing && m.search.Update(msg) {
			m.sift()
		}
	}
	return m, nil
}

func (m *summary) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch {
	case m.run != nil:
		if msg.String() == "esc" {
			m.run.Cancel()
		}
		return m, nil
	case m.planning != nil:
		if msg.String() == "esc" {
			m.neverMind()
		}
		return m, nil
	case m.ask != nil:
		return m.answer(msg)
	case m.typing:
		m.typed(msg)
		return m, nil
	}
	if next, cmd, ok := press(m, m.actions(), msg.String()); ok {
		return next, cmd
	}
	m.table.Update(msg)
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

// row is the row under the cursor, nil when none is shown.
func (m *summary) row() *outcome {
	if i, ok := m.table.Index(); ok {
		return m.rows.list[i]
	}
	return nil
}

// unread says why there are no rows yet.
func (m *summary) unread() string {
	if m.failed != nil {
		return screen.Words(m.failed)
	}
	return "the rows are still being read"
}
