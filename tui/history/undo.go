package history

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// undo is what taking an act back would do: the refusals first, then what would be put back.
type undo struct {
	table  *table.Table
	plan   store.Undo
	known  bool // the plan has been read
	ask    dialog.Dialog
	asked  int // number of the newest request
	saving bool
}

func newUndo(env screen.Env) *undo {
	u := &undo{table: table.New(env.Theme, []table.Column{
		{Title: "Record", Min: 18, Max: 40, Weight: 2},
		{Title: "Now → put back", Min: 16, Max: 160, Weight: 5},
	})}
	u.table.SetEmpty("Working out what would be put back …")
	return u
}

// plannedMsg answers plan.
type plannedMsg struct {
	undo *undo
	id   int
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

func (a *act) plan() tea.Cmd {
	u := a.undo
	u.asked++
	id, s, ctx, operator, number := u.asked, a.env.Store, a.env.Context, a.env.Operator, a.id
	return func() tea.Msg {
		p, err := s.PlanUndo(ctx, operator, store.UndoRequest{Act: number})
		return plannedMsg{u, id, p, err}
	}
}

func (a *act) planned(m plannedMsg) tea.Cmd {
	u := a.undo
	if u == nil || m.undo != u || m.id != u.asked {
		return nil
	}
	if m.err != nil {
		a.undo = nil
		return screen.Fail(m.err)
	}
	u.plan, u.known = m.plan, true
	u.ask = nil // what was asked about is no longer what would happen
	u.table.SetEmpty("There is nothing to put back.")
	u.table.SetSource(undoRows(m.plan))
	return nil
}

func (a *act) pressUndo(msg tea.KeyPressMsg) tea.Cmd {
	u := a.undo
	if u.saving {
		return nil
	}
	if u.ask != nil {
		return a.answer(u.ask.Update(msg))
	}
	switch key := msg.String(); key {
	case "esc", "n":
		a.undo = nil
	case "enter":
		if u.known && len(u.plan.Changes) > 0 {
			u.ask = dialog.NewConfirm(a.env.Theme, "Take it back?", u.question(), key, "put back")
		}
	default:
		u.table.Update(msg)
	}
	return nil
}

// question says in a sentence what will happen.
func (u *undo) question() string {
	s := fmt.Sprintf("The %s: %s.", u.plan.Title, count(len(u.plan.Changes), "change is taken back", "changes are taken back"))
	if n := len(u.plan.Refused); n > 0 {
		s += " " + count(n, "stays as it is", "stay as they are") + ", for the reasons shown."
	}
	return s + "\nThe undo is an act of its own and can be undone."
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func (a *act) answer(answer dialog.Answer) tea.Cmd {
	u := a.undo
	switch answer {
	case dialog.No:
		u.ask = nil
	case dialog.Yes:
		u.ask, u.saving = nil, true
		s, ctx, plan := a.env.Store, a.env.Context, u.plan
		return func() tea.Msg {
			receipt, err := s.Apply(ctx, plan.Act, plan.Changes)
			if err != nil {
				return undoneMsg{undo: u, err: err}
			}
			latest, err := s.Latest(ctx)
			return undoneMsg{u, receipt, latest, err}
		}
	}
	return nil
}

// undone tells what became of it. After a failure the undo is worked out anew, as records may have moved.
func (a *act) undone(m undoneMsg) tea.Cmd {
	if a.undo == nil || m.undo != a.undo {
		return nil
	}
	a.undo.saving = false
	if m.receipt.Act == 0 {
		return tea.Batch(screen.Fail(m.err), a.plan())
	}
	told := fmt.Sprintf("Undone by act %d: %s.", m.receipt.Act,
		count(len(a.undo.plan.Changes), "change was taken back", "changes were taken back"))
	if n := len(a.undo.plan.Refused); n > 0 {
		told += " " + count(n, "stayed as it is", "stayed as they are") + "."
	}
	a.undo = nil
	return tea.Batch(screen.Say(told), func() tea.Msg { return screen.ChangedMsg{Latest: m.latest} })
}

func (u *undo) keys() []screen.Key {
	switch {
	case u.ask != nil:
		return u.ask.Keys()
	case u.saving:
		return []screen.Key{{
			Press: []string{"esc", "q"}, Do: "back", Help: "One step back, once the records are put back.",
			Disabled: "the records are just being put back",
		}}
	}
	none := ""
	switch {
	case !u.known:
		none = "it is still being worked out"
	case len(u.plan.Changes) == 0:
		none = "nothing of this act can be put back"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "put back", Help: "Put back what is listed, after asking once more.", Disabled: none},
		{Press: []string{"esc", "n"}, Show: "esc", Do: "leave it", Help: "Leave everything as it is."},
	}, movement()...)
}
