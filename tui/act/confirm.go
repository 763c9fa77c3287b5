package act

import (
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/screen"
)

// confirm shows what an act would do, old → new, and saves it when it is told to. No is the default.
type confirm struct {
	env     screen.Env
	from    source
	plan    edit.Plan
	records *store.Records
	notice  string // what has happened since it was first shown
	busy    string // what is being done; keys wait for it
	done    bool
	text    reading
}

// confirmed is the confirmation of an outcome. One that is in sight stays as it is when nothing else would happen now.
func confirmed(env screen.Env, from source, o outcome, shown *confirm) *confirm {
	c := &confirm{env: env, from: from, plan: o.plan, records: o.records}
	if shown == nil {
		return c
	}
	c.notice = shown.notice
	if sameDeed(&shown.plan, &o.plan) {
		c.text = shown.text
		return c
	}
	if c.notice == "" {
		c.notice = "The records were changed meanwhile: this is what would happen now."
	}
	return c
}

// sameDeed reports whether two plans say the same to the eye.
func sameDeed(a, b *edit.Plan) bool {
	return a.Title == b.Title && slices.Equal(a.Findings, b.Findings) && slices.EqualFunc(a.Changes, b.Changes, func(x, y store.Change) bool {
		return x.Record == y.Record && x.Key == y.Key && x.Delete == y.Delete && slices.Equal(x.Fields, y.Fields)
	})
}

// savedMsg answers save.
type savedMsg struct {
	confirm *confirm
	receipt store.Receipt
	latest  int64
	and     tea.Msg
	err     error
}

// Init does nothing: the plan is there.
func (c *confirm) Init() tea.Cmd { return nil }

// Update takes the answer, and word of changes.
func (c *confirm) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case outcomeMsg:
		if msg.answers(c.from) && c.busy == "" {
			return c.from.take(msg.outcome, c)
		}
	case savedMsg:
		if msg.confirm == c {
			return c, c.saved(msg)
		}
	case screen.ChangedMsg:
		if c.busy == "" && !c.done {
			return c, c.again()
		}
	case tea.KeyPressMsg:
		return c.press(msg.String())
	}
	return c, nil
}

func (c *confirm) press(key string) (screen.Screen, tea.Cmd) {
	switch {
	case c.busy != "" || c.done:
	case slices.Contains([]string{"n", "q", "esc", "enter"}, key):
		return c.from.back()
	case key == "y":
		if why := c.refused(); why != "" {
			return c, screen.Say(screen.Sentence(why))
		}
		return c, c.save()
	default:
		c.text.scroll(key)
	}
	return c, nil
}

// refused says why it cannot be saved, "" when it can.
func (c *confirm) refused() string {
	switch {
	case c.plan.Failed():
		return "an error stands in the way: see above"
	case len(c.plan.Changes) == 0:
		return "there is nothing to save"
	case c.text.unread():
		return "read the rest first (↓)"
	}
	return ""
}

// again plans anew, as the records moved.
func (c *confirm) again() tea.Cmd {
	return work(c.env, c.from)
}

func (c *confirm) save() tea.Cmd {
	c.busy = "Saving …"
	m, s, ctx, from := savedMsg{confirm: c}, c.env.Store, c.env.Context, c.from
	act, changes := c.plan.Act(c.env.Operator), c.plan.Changes
	return func() tea.Msg {
		if m.receipt, m.err = s.Apply(ctx, act, changes); m.err != nil {
			return m
		}
		m.and = from.saved(m.receipt)
		m.latest, _ = s.Latest(ctx) // without it the poll tells of the save a moment later
		return m
	}
}

// saved closes the screen, or says why nothing was saved and works it out anew.
func (c *confirm) saved(m savedMsg) tea.Cmd {
	c.busy = ""
	var moved *store.ConflictError
	switch {
	case m.err == nil:
		c.done = true
		cmds := []tea.Cmd{screen.Pop, tell(screen.ChangedMsg{Latest: m.latest})}
		if m.and != nil {
			cmds = append(cmds, tell(m.and))
		}
		return tea.Sequence(append(cmds, screen.Say(fmt.Sprintf("Saved as save %d. u takes it back.", m.receipt.Act)))...)
	case errors.As(m.err, &moved):
		c.notice = screen.Sentence(moved.Error()) + " This is what would happen now."
		return c.again()
	}
	c.notice = screen.Words(m.err)
	return tea.Batch(screen.Fail(m.err), c.again())
}

func tell(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Title names the act.
func (c *confirm) Title() string { return c.from.Title() }

// Typing is true: the keyboard belongs to the question.
func (c *confirm) Typing() bool { return true }

// Undecided is 0: what was typed is kept.
func (c *confirm) Undecided() int { return 0 }

// Keys are the answers.
func (c *confirm) Keys() []screen.Key {
	if c.busy != "" {
		return nil
	}
	return append(c.text.keys(),
		screen.Key{Press: []string{"y"}, Do: "save", Help: "Yes: save what is shown, all of it or nothing.", Disabled: c.refused()},
		screen.Key{Press: []string{"n", "esc", "enter", "q"}, Show: "n", Do: "no", Help: "No: nothing is saved (also Esc and Enter). This is the default."},
	)
}
