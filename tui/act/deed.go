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
	about  []ref   // the records it is done to
	how    planner // nil until the first picture of the records decides
	decide func(*store.Records) planner
	from   screen.Screen // where No leads; nil closes the screen
	requests
	exit
	failed string
}

// ref names a record.
type ref struct {
	kind store.Kind
	key  string
}

// Init begins to plan.
func (d *deed) Init() tea.Cmd {
	return work(d.env, d)
}

// begin is the deed with its work begun, for a screen that goes on to it.
func (d *deed) begin() (screen.Screen, tea.Cmd) { return d, d.Init() }

// plan reads and plans. What it is that is done is decided once, however the records move after that.
func (d *deed) plan() func(context.Context) outcome {
	s, wanted, about, how, decide := d.env.Store, d.wanted, d.about, d.how, d.decide
	return func(ctx context.Context) outcome {
		o := planned(s, wanted, func(r *store.Records) edit.Plan {
			if how == nil {
				how = decide(r)
			}
			return how(r)
		})(ctx)
		if o.err == nil {
			o.planner = how
			o.last, o.err = lastOf(ctx, s, about)
		}
		return o
	}
}

// lastOf is the newest entry of some records; nil when there is none.
func lastOf(ctx context.Context, s *store.Store, about []ref) (*store.Entry, error) {
	var last *store.Entry
	for _, r := range about {
		entries, err := s.HistoryOf(ctx, r.kind, recordKey(r.kind, r.key))
		if ignoreGone(err) != nil {
			return nil, err
		}
		for i := range entries {
			if e := &entries[i]; e.Record == r.kind && e.Key == recordKey(r.kind, r.key) && (last == nil || e.ID > last.ID) {
				last = e
			}
		}
	}
	return last, nil
}

// Update takes the plan.
func (d *deed) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case outcomeMsg:
		if msg.answers(d) {
			return d.take(msg.outcome, nil)
		}
	case screen.ChangedMsg: // the plan may be of before it
		return d, d.Init()
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "q", "n", "enter":
			return d.back()
		}
	}
	return d, nil
}

func (d *deed) take(o outcome, shown *confirm) (screen.Screen, tea.Cmd) {
	d.failed = ""
	if o.err != nil {
		d.failed = screen.Words(o.err)
		return d, screen.Fail(o.err)
	}
	d.how = o.planner
	return confirmed(d.env, d, o, shown), nil
}

func (d *deed) back() (screen.Screen, tea.Cmd) {
	d.next()
	if d.from == nil {
		return d, d.pop()
	}
	return d.from, nil
}

func (d *deed) saving() func() []tea.Msg { return func() []tea.Msg { return nil } }

func (d *deed) trouble() string { return "" }

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
