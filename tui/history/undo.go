package history

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/progress"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/trail"
)

// undo is the screen of what taking something back would do: the refusals first, then what would be put back.
type undo struct {
	env     screen.Env
	request store.UndoRequest
	table   *table.Table
	part    string // what is taken back, in words
	took    string // what that took back before, where it was an undo itself
	plan    store.Undo
	known   bool // the plan has been read
	failed  string
	ask     dialog.Dialog
	asked   int           // number of the newest request
	run     *progress.Run // while records are being put back
	saved   int64         // the save that put it back, 0 while nothing was
	before  string        // who put it back, where that was not done on this page
}

// Undo is what taking back would put back; it asks before it does.
func Undo(env screen.Env, request store.UndoRequest) screen.Screen {
	request.Words = report.Lines
	u := &undo{env: env, request: request, part: part(request, trail.Save(store.ActUndo, request.Act), "")}
	u.table = table.New(env.Theme, []table.Column{
		{Title: " ", Min: 1},
		{Title: "Record", Min: 18, Max: 40, Weight: 2},
		{Title: "Now → put back", Min: 14, Max: 160, Weight: 5},
	})
	u.table.SetEmpty("Working out what would be put back …")
	return u
}

// plannedMsg answers work.
type plannedMsg struct {
	undo *undo
	id   int
	part string
	took string
	back store.ActSummary // the save that took all of it back already; of number 0 where none did
	plan store.Undo
	err  error
}

// undoneMsg answers the save of an undo.
type undoneMsg struct {
	undo    *undo
	receipt store.Receipt
	latest  int64
	err     error
}

func (u *undo) Init() tea.Cmd { return u.work() }

// work works out what would be put back.
func (u *undo) work() tea.Cmd {
	u.asked++
	m, s, ctx, operator, request := plannedMsg{undo: u, id: u.asked, part: u.part}, u.env.Store, u.env.Context, u.env.Operator, u.request
	return func() tea.Msg {
		m.plan, m.err = s.PlanUndo(ctx, operator, request)
		if m.err == nil && request.Act != 0 {
			m.err = m.learn(ctx, s, request)
		}
		return m
	}
}

// learn reads what the save is that is taken back: its name, what it took back itself, and what took it back already.
func (m *plannedMsg) learn(ctx context.Context, s *store.Store, request store.UndoRequest) error {
	act, _, err := s.Act(ctx, request.Act)
	m.part = part(request, trail.Save(act.Kind, act.ID), layoutOf(&act))
	if err == nil && act.Undoes != 0 {
		m.took, err = called(ctx, s, act.Undoes)
	}
	if by, how := act.TakenBack(); err == nil && by != 0 && how == "" && len(m.plan.Changes) == 0 {
		m.back, _, err = s.Act(ctx, by)
	}
	return err
}

// layoutOf is the template that a save's file was read with; empty where there was none.
func layoutOf(act *store.ActSummary) string {
	if act.Import == nil {
		return ""
	}
	return act.Import.Template
}

// called is what a save is called by its number.
func called(ctx context.Context, s *store.Store, id int64) (string, error) {
	act, _, err := s.Act(ctx, id)
	return trail.Save(act.Kind, id), err
}

func (u *undo) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case plannedMsg:
		return u, u.planned(msg)
	case undoneMsg:
		return u, u.undone(msg)
	case progress.Msg:
		return u, u.run.Took(msg)
	case screen.ChangedMsg:
		if u.open() {
			return u, u.work()
		}
	case tea.KeyPressMsg:
		return u, u.press(msg)
	}
	return u, nil
}

func (u *undo) planned(m plannedMsg) tea.Cmd {
	if m.undo != u || m.id != u.asked || !u.open() {
		return nil
	}
	if m.err != nil {
		u.failed = screen.Words(m.err)
		u.table.SetEmpty(u.failed)
		return screen.Fail(m.err)
	}
	u.plan, u.part, u.took, u.known, u.failed = m.plan, m.part, m.took, true, ""
	u.saved, u.before = m.back.ID, m.back.Operator
	u.ask = nil // what was asked about is no longer what would happen
	u.table.SetEmpty("There is nothing to put back.")
	u.table.SetSource(undoRows(m.plan))
	return nil
}

func (u *undo) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case u.saving():
		if msg.String() == "esc" {
			u.run.Cancel()
		}
		return nil
	case u.ask != nil:
		return u.answer(u.ask.Update(msg))
	}
	switch key := msg.String(); key {
	case "n":
		return screen.Pop
	case "u":
		if u.saved != 0 {
			return u.redo()
		}
		if u.ready() == "" {
			u.ask = dialog.NewConfirm(u.env.Theme, "Undo", u.question(), key, "put back")
		}
	case "enter":
		if i, ok := u.table.Index(); ok {
			return openRecord(u.record(i))
		}
	case "space": // there is nothing to do with marked rows
	default:
		u.table.Update(msg)
	}
	return nil
}

// redo goes on to the undo of this undo, in the place of what is done.
func (u *undo) redo() tea.Cmd {
	return tea.Sequence(screen.Pop, screen.Open("undo", written(store.UndoRequest{Act: u.saved})))
}

// record is what the row is about.
func (u *undo) record(i int) (store.Kind, string, []store.FieldChange) {
	if i < len(u.plan.Refused) {
		e := &u.plan.Refused[i].Entry
		return e.Record, e.Key, e.Fields
	}
	c := &u.plan.Changes[i-len(u.plan.Refused)]
	return c.Record, c.Key, c.Fields
}

func (u *undo) answer(answer dialog.Answer) tea.Cmd {
	switch answer {
	case dialog.No:
		u.ask = nil
	case dialog.Yes:
		u.ask = nil
		return u.putBack()
	}
	return nil
}

// open reports whether what it shows is still to be done, or was done elsewhere and may have been taken back since.
func (u *undo) open() bool { return !u.saving() && (u.saved == 0 || u.before != "") }

// saving reports whether records are being put back.
func (u *undo) saving() bool { return u.run != nil }

// putBack puts the records back, all or none; it can be cancelled until the commit.
func (u *undo) putBack() tea.Cmd {
	run, ctx := progress.New(u.env.Context, u.env.Theme, "Putting "+trail.Records(u.plan.Changes)+" back")
	u.run = run
	s, session, plan := u.env.Store, u.env.Context, u.plan
	plan.Act.Progress = run.Report
	return tea.Batch(func() tea.Msg {
		receipt, err := s.Apply(ctx, plan.Act, plan.Changes)
		run.End()
		if err != nil {
			return undoneMsg{undo: u, err: err}
		}
		latest, err := s.Latest(session)
		return undoneMsg{u, receipt, latest, err}
	}, run.Next())
}

// undone tells what became of it. After a failure the undo is worked out anew, as records may have moved.
func (u *undo) undone(m undoneMsg) tea.Cmd {
	if m.undo != u {
		return nil
	}
	u.run = nil
	switch {
	case store.CodeOf(m.err) == store.CodeCancelled:
		return tea.Batch(screen.Say("Nothing was put back: it was cancelled."), u.work())
	case m.receipt.Act == 0:
		return tea.Batch(screen.Fail(m.err), u.work())
	}
	u.saved = m.receipt.Act
	return func() tea.Msg { return screen.ChangedMsg{Latest: m.latest} }
}
