package settings

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// askGroup asks what a key that changes groups needs to know.
func (s *settings) askGroup(key string) {
	switch g := s.group(); key {
	case "n":
		s.askName("New group", "A group is on record before anybody can be put into it.", "make", "", func(r *store.Records, name string, _ []store.User) edit.Plan {
			return edit.NewGroup(r, name)
		})
	case "e":
		was := g.Name
		s.askName("Rename "+text.Visible(was), "Whoever is in the group stays in it.", "rename", was, func(r *store.Records, name string, in []store.User) edit.Plan {
			return edit.RenameGroup(r, was, name, in)
		})
	case "x":
		s.askDelete(g)
	}
}

// planner makes the plan of what was typed; in are those who are in the group that it is about.
type planner func(r *store.Records, name string, in []store.User) edit.Plan

// askName asks for a name, beginning with that of the group it is about.
func (s *settings) askName(title, words, verb, was string, plan planner) {
	ask := dialog.NewLine(s.env.Theme, title, words, "Name: ", verb)
	ask.SetValue(was)
	records := s.known.records
	ask.Check(func(typed string) error { return refused(plan(records, typed, nil)) })
	s.ask, s.yes = ask, func() tea.Cmd {
		name := ask.Value()
		return s.save(was, anyNumber, func(r *store.Records, in []store.User) edit.Plan { return plan(r, name, in) })
	}
}

// askDelete asks whether a group is to go, and says from how many people it is taken.
func (s *settings) askDelete(g *store.Group) {
	n, name := s.known.members[g.Key()], g.Name
	words := "Nobody is in it."
	if n > 0 {
		words = fmt.Sprintf("%s in it: it is taken off them in the same save. Undo gives it back to them.", are(n))
	}
	s.ask = dialog.NewConfirm(s.env.Theme, "Delete the group "+text.Visible(name), words, "x", "delete")
	s.yes = func() tea.Cmd {
		return s.save(name, n, func(r *store.Records, in []store.User) edit.Plan { return edit.DropGroup(r, name, in) })
	}
}

func are(n int) string {
	if n == 1 {
		return "1 user is"
	}
	return fmt.Sprintf("%d users are", n)
}

// refused is the first error of a plan, in words; nil where there is none.
func refused(p edit.Plan) error {
	for _, f := range p.Findings {
		if f.Severity == store.SeverityError {
			return errors.New(f.Message + ": " + f.Remedy)
		}
	}
	return nil
}

// savedMsg answers save.
type savedMsg struct {
	settings *settings
	title    string
	receipt  store.Receipt
	latest   int64
	err      error
}

// anyNumber is for what does not depend on how many are in a group.
const anyNumber = -1

// save plans anew with those who are in the group now, and saves it whole. Where it was asked about a number of people it
// is not done to another.
func (s *settings) save(group string, n int, plan func(*store.Records, []store.User) edit.Plan) tea.Cmd {
	s.saving = true
	m, st, ctx, operator := savedMsg{settings: s}, s.env.Store, s.env.Context, s.env.Operator
	return func() tea.Msg {
		var p edit.Plan
		p, m.err = planned(ctx, st, group, n, plan)
		if m.err == nil && len(p.Changes) > 0 {
			m.title = p.Title
			m.receipt, m.err = st.Apply(ctx, p.Act(operator), p.Changes)
		}
		if m.err == nil {
			m.latest, m.err = st.Latest(ctx)
		}
		return m
	}
}

func planned(ctx context.Context, st *store.Store, group string, n int, plan func(*store.Records, []store.User) edit.Plan) (edit.Plan, error) {
	var in []store.User
	r, err := st.Records(ctx, store.Wanted{})
	if err == nil && group != "" {
		in, err = st.InGroup(ctx, group)
	}
	if err != nil {
		return edit.Plan{}, err
	}
	if n != anyNumber && len(in) != n {
		return edit.Plan{}, &store.Error{
			Code: store.CodeConflict, Message: fmt.Sprintf("nothing was saved: %s in the group now, not %d", are(len(in)), n), Remedy: "look at it again",
		}
	}
	p := plan(r, in)
	return p, refused(p)
}

// saved tells what became of it; u takes it back while the line stands.
func (s *settings) saved(m savedMsg) tea.Cmd {
	if m.settings != s {
		return nil
	}
	s.saving = false
	switch {
	case m.receipt.Act == 0 && m.err != nil:
		return tea.Batch(screen.Fail(m.err), s.load())
	case m.receipt.Act == 0:
		return screen.Say("It is so already: there was nothing to save.")
	}
	said := screen.StatusMsg{
		Text: fmt.Sprintf("Saved as save %d: %s. u takes it back.", m.receipt.Act, text.Visible(m.title)), Undo: m.receipt.Act,
	}
	changed := screen.ChangedMsg{Latest: m.latest}
	return tea.Sequence(func() tea.Msg { return changed }, func() tea.Msg { return said })
}
