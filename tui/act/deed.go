package act

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/screen"
)

// deed is an act that needs no form: it reads, plans, and shows what would happen.
type deed struct {
	env    screen.Env
	name   string
	wanted store.Wanted
	make   func(*store.Records) edit.Plan
	from   screen.Screen // where No leads; nil closes the screen
	requests
	failed string
}

// Init begins to plan.
func (d *deed) Init() tea.Cmd {
	return work(d.env, d)
}

// begin is the deed with its work begun, for a screen that goes on to it.
func (d *deed) begin() (screen.Screen, tea.Cmd) { return d, d.Init() }

func (d *deed) plan() func(context.Context) outcome {
	return planned(d.env.Store, d.wanted, d.make)
}

// Update takes the plan.
func (d *deed) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case outcomeMsg:
		if msg.answers(d) {
			return d.take(msg.outcome, nil)
		}
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "q", "n", "enter":
			return d.back()
		}
	}
	return d, nil
}

func (d *deed) take(o outcome, shown *confirm) (screen.Screen, tea.Cmd) {
	if o.err != nil {
		d.failed = screen.Words(o.err)
		return d, screen.Fail(o.err)
	}
	return confirmed(d.env, d, o, shown), nil
}

func (d *deed) back() (screen.Screen, tea.Cmd) {
	d.next()
	if d.from == nil {
		return d, screen.Pop
	}
	return d.from, nil
}

func (d *deed) saved(store.Receipt) tea.Msg { return nil }

// View says what is being done.
func (d *deed) View(width, height int) string {
	words, style := "Working out what would happen …", d.env.Theme.Dim
	if d.failed != "" {
		words, style = d.failed, d.env.Theme.Bad
	}
	return sentence(style, words, width, height)
}

// Title names the act.
func (d *deed) Title() string { return d.name }

// Typing is true: the answer to what is being worked out must find this screen.
func (d *deed) Typing() bool { return true }

// Undecided is 0: nothing is kept back.
func (d *deed) Undecided() int { return 0 }

// Keys lead back.
func (d *deed) Keys() []screen.Key {
	return []screen.Key{{Press: []string{"esc", "q", "n", "enter"}, Do: "back", Help: "Go back. Nothing was written."}}
}
