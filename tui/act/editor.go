package act

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// editor is the form of one record, on record or to be made. What is typed is kept as it is typed.
type editor struct {
	env     screen.Env
	kind    store.Kind
	key     string // empty for a record that is to be made
	prefill map[store.Field]string
	owner   any // the screen that a new record is made for; nil for none

	form    *form.Form // nil until the record has been read
	version int64      // of the record as the form knows it
	since   int64      // the version before the oldest clash that is not resolved yet
	keeper  *keeper
	requests
	busy    string // what is being done; keys wait for it
	found   string // what was found again, in a sentence
	news    string // what of the record followed somebody else's change, in a sentence
	gone    string // that the record was deleted, with who and when
	failed  string // what could not be done
	unkept  string // that what was typed could not be kept
	rest    []store.Finding
	ask     dialog.Dialog
	leaving bool      // what was typed could not be kept: the next Esc leaves all the same
	ahead   []tea.Msg // keys and pastes of before the form was there
}

func newEditor(env screen.Env, kind store.Kind, key string, prefill map[store.Field]string) *editor {
	return &editor{
		env: env, kind: kind, key: recordKey(kind, key), prefill: prefill, busy: "Reading the record …",
		keeper: &keeper{ctx: env.Context, store: env.Store},
	}
}

// openedMsg answers Init.
type openedMsg struct {
	editor  *editor
	look    look
	draft   store.Draft
	drafted bool
	err     error
}

// lookedMsg answers again: how the record stands now.
type lookedMsg struct {
	editor *editor
	id     int
	look   look
	err    error
}

// Init reads the record and what was typed into its form before.
func (e *editor) Init() tea.Cmd {
	m, s, ctx, operator, kind, key := openedMsg{editor: e}, e.env.Store, e.env.Context, e.env.Operator, e.kind, e.key
	return func() tea.Msg {
		if m.draft, m.drafted, m.err = s.Draft(ctx, operator, kind, key); m.err == nil {
			m.look, m.err = see(ctx, s, kind, key, m.draft.Version)
		}
		return m
	}
}

// again reads how the record stands now.
func (e *editor) again() tea.Cmd {
	m, s, ctx, kind, key, since := lookedMsg{editor: e, id: e.next()}, e.env.Store, e.env.Context, e.kind, e.key, e.version
	return func() tea.Msg {
		m.look, m.err = see(ctx, s, kind, key, since)
		return m
	}
}

// plan works out what the form would do, and looks whether the record moved.
func (e *editor) plan() func(context.Context) outcome {
	s, kind, key, since := e.env.Store, e.kind, e.key, e.version
	var values []edit.Value
	for _, v := range e.form.Values() {
		values = append(values, edit.Value(v))
	}
	return func(ctx context.Context) outcome {
		if key == "" {
			return planned(s, edit.Wanted(kind, nil, values), func(r *store.Records) edit.Plan { return edit.New(r, kind, values) })(ctx)
		}
		o := planned(s, edit.Wanted(kind, []string{key}, values), func(r *store.Records) edit.Plan { return edit.Set(r, kind, key, values) })(ctx)
		if o.err == nil {
			o.look, o.err = lookAt(ctx, s, o.records, kind, key, since)
		}
		return o
	}
}

// take goes on to the confirmation, unless the record moved or a rule stands in the way: then the form is back, with
// what has to be done in it.
func (e *editor) take(o outcome, shown *confirm) (screen.Screen, tea.Cmd) {
	e.busy, e.failed, e.rest = "", "", nil
	if o.err != nil {
		e.failed = screen.Words(o.err)
		return e, nil
	}
	var cmd tea.Cmd
	if e.key != "" {
		cmd = e.follow(o.look)
	}
	switch {
	case e.gone != "":
		return e, cmd
	case e.form.Clashes() > 0:
		return e, tea.Batch(cmd, screen.Say(e.form.Settle()))
	case o.plan.Failed():
		e.rest = e.form.Tell(byField(o.plan.Findings))
		e.form.FocusProblem()
		return e, tea.Batch(cmd, screen.Say("Nothing was saved: a rule stands in the way."))
	case len(o.plan.Changes) == 0:
		return e, tea.Batch(cmd, screen.Say("The records say this already: there is nothing to save."))
	}
	return confirmed(e.env, e, o, shown), cmd
}

func byField(findings []edit.Finding) map[store.Field][]store.Finding {
	all := map[store.Field][]store.Finding{}
	for _, f := range findings {
		all[f.Field] = append(all[f.Field], f.Finding)
	}
	return all
}

func (e *editor) back() (screen.Screen, tea.Cmd) {
	e.next()
	return e, nil
}

// createdMsg tells the screen that asked for a new record what it is called.
type createdMsg struct {
	owner any
	key   string
}

func (e *editor) saved(store.Receipt) tea.Msg {
	_ = e.keeper.end(e.draft()) // it is saved: a draft that stays is found again and says the same as the record
	if e.owner == nil {
		return nil
	}
	return createdMsg{e.owner, e.newKey()}
}

// newKey is the User ID or serial number that was typed.
func (e *editor) newKey() string {
	for _, v := range e.form.Values() {
		switch v.Field {
		case store.FieldUserID:
			key, _ := store.ParseUserID(v.Text)
			return key
		case store.FieldSerial:
			return store.CleanSerial(v.Text)
		}
	}
	return ""
}
