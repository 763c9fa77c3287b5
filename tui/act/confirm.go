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
	last    *store.Entry // that wrote the records last
	notice  string       // what has happened since it was first shown
	moved   string       // why nothing was saved, while it is worked out what would happen now
	other   bool         // something else would happen now than was asked, and nobody has said that it was read
	busy    string       // what is being done; keys wait for it
	done    bool
	text    reading
}

// confirmed is the confirmation of an outcome. One that is in sight stays as it is when nothing else would happen now.
func confirmed(env screen.Env, from source, o outcome, shown *confirm) *confirm {
	c := &confirm{env: env, from: from, plan: o.plan, records: o.records, last: o.last}
	if shown == nil {
		return c
	}
	c.notice = shown.notice
	if c.same(shown) {
		c.text, c.other = shown.text, shown.other
		return c
	}
	c.other = true
	if c.notice == "" {
		c.notice = "The records were changed meanwhile: this is what would happen now."
	}
	if o.last != nil && (shown.last == nil || shown.last.ID < o.last.ID) {
		c.notice += " Changed last " + by(*o.last, env.Now()) + "."
	}
	return c
}

// same reports whether two confirmations say the same to the eye.
func (c *confirm) same(o *confirm) bool {
	return c.plan.Title == o.plan.Title && slices.Equal(c.plan.Findings, o.plan.Findings) &&
		slices.EqualFunc(c.plan.Changes, o.plan.Changes, func(x, y store.Change) bool {
			return c.heading(&x) == o.heading(&y) && slices.Equal(x.Fields, y.Fields)
		})
}

// savedMsg answers save.
type savedMsg struct {
	confirm *confirm
	receipt store.Receipt
	latest  int64
	and     []tea.Msg
	err     error
}

// Init does nothing: the plan is there.
func (c *confirm) Init() tea.Cmd { return nil }

// Update takes the answer, and word of changes.
func (c *confirm) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case outcomeMsg:
		if msg.answers(c.from) && (c.busy == "" || c.moved != "") {
			c.tellMoved()
			return c.from.take(msg.outcome, c)
		}
	case savedMsg:
		if msg.confirm == c {
			return c, c.saved(msg)
		}
	case keptMsg: // the form is not on the screen now
		msg.editor.kept(msg)
	case screen.ChangedMsg:
		if c.busy == "" && !c.done { // while it saves, the save itself sees what moved
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
	case c.text.scroll(key):
		c.other = c.other && !c.text.drawn
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
	case c.other:
		return "this is not what you were asked before: press ↓ when you have read it"
	}
	return ""
}

// again plans anew, as the records moved.
func (c *confirm) again() tea.Cmd {
	return work(c.env, c.from)
}

func (c *confirm) save() tea.Cmd {
	c.busy = "Saving …"
	m, s, ctx, and := savedMsg{confirm: c}, c.env.Store, c.env.Context, c.from.saving()
	act, changes := c.plan.Act(c.env.Operator), c.plan.Changes
	return func() tea.Msg {
		if m.receipt, m.err = s.Apply(ctx, act, changes); m.err != nil {
			return m
		}
		m.and = and()
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
		return c.told(m)
	case errors.As(m.err, &moved):
		c.busy, c.moved = "Working out what would happen now …", screen.Sentence(moved.Error())+" This is what would happen now."
		return c.again()
	}
	c.notice = screen.Words(m.err)
	return tea.Batch(screen.Fail(m.err), c.again())
}

// tellMoved says why nothing was saved, once what would happen now is there to be read.
func (c *confirm) tellMoved() {
	if c.moved != "" {
		c.notice, c.moved, c.busy = c.moved, "", ""
	}
}

// told closes the screen and tells of the save.
func (c *confirm) told(m savedMsg) tea.Cmd {
	cmds := []tea.Cmd{screen.Pop, tell(screen.ChangedMsg{Latest: m.latest})}
	for _, msg := range m.and {
		cmds = append(cmds, tell(msg))
	}
	words := fmt.Sprintf("Saved as save %d. u takes it back.", m.receipt.Act)
	return tea.Sequence(append(cmds, tell(screen.StatusMsg{Text: words, Undo: m.receipt.Act}))...)
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
