package act

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/screen"
)

// source is what leads to a confirmation: a form, or an act that needs none. It plans as often as the records move.
type source interface {
	// plan works out what would happen, against the records as they are now. What it returns runs in a command.
	plan() func(context.Context) outcome
	// take goes on with what was worked out; shown is the confirmation in sight, nil when there is none yet.
	take(outcome, *confirm) (screen.Screen, tea.Cmd)
	// back is what No leads to.
	back() (screen.Screen, tea.Cmd)
	// saving returns what is to be done after the save, in its command; it answers what else is to be told then.
	saving() func() []tea.Msg
	// trouble says what went wrong beside the question, "" when nothing did.
	trouble() string
	// next numbers a request: answers to older ones are for nobody any more. asked is the number of the newest.
	next() int
	asked() int
	Title() string
}

// outcome is what planning came to.
type outcome struct {
	plan    edit.Plan
	records *store.Records
	look    look         // of the form's own record
	last    *store.Entry // that wrote a record which a deed is done to; nil when it is not known
	planner planner      // how it is to be planned from now on; nil for as before
	err     error
}

// planner plans on a picture of the records.
type planner func(*store.Records) edit.Plan

// outcomeMsg answers work.
type outcomeMsg struct {
	to source
	id int
	outcome
}

// answers reports whether the answer is one that s is waiting for.
func (m outcomeMsg) answers(s source) bool { return m.to == s && m.id == s.asked() }

// work makes the command that plans.
func work(env screen.Env, s source) tea.Cmd {
	id, plan, ctx := s.next(), s.plan(), env.Context
	return func() tea.Msg { return outcomeMsg{s, id, plan(ctx)} }
}

// requests numbers what a source asks for.
type requests int

func (r *requests) next() int {
	*r++
	return int(*r)
}

func (r *requests) asked() int { return int(*r) }

// planned reads what is wanted and plans on it.
func planned(s *store.Store, w store.Wanted, plan planner) func(context.Context) outcome {
	return func(ctx context.Context) outcome {
		r, err := s.Records(ctx, w)
		if err != nil {
			return outcome{err: err}
		}
		return outcome{plan: plan(r), records: r}
	}
}
