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
	owner   any   // the screen that a new record is made for; nil for none
	resumes int64 // the draft that it goes on with, where that tells what form it is; else it is the newest of the form
	afresh  bool  // it goes on with none

	form    *form.Form // nil until the record has been read
	version int64      // of the record as the form knows it
	since   int64      // the version before the oldest clash that is not resolved yet
	keeper  *keeper    // of this opening of the form
	requests
	exit
	busy    string // what is being done; keys wait for it
	missed  bool   // the records changed meanwhile
	found   string // what was found again, in a sentence
	news    string // what of the record followed somebody else's change, in a sentence
	gone    string // that the record was deleted, with who and when
	failed  string // what could not be done
	unkept  string // that what was typed could not be kept
	held    string // why the form is back unasked: letters wait until it has been read
	rest    []store.Finding
	ask     dialog.Dialog
	parting bool      // what was typed is being kept, to leave then
	leaving bool      // it could not be kept: the next Esc leaves all the same
	ahead   []tea.Msg // keys and pastes of before the form was there
}

// newEditor is the form of a record; with what is known of a new one it goes on with no draft, as that was typed about
// another.
func newEditor(env screen.Env, kind store.Kind, key string, prefill map[store.Field]string) *editor {
	return &editor{
		env: env, kind: kind, key: recordKey(kind, key), prefill: prefill, afresh: len(prefill) > 0, busy: "Reading the record …",
		keeper: newKeeper(env.Context, env.Store, store.Draft{}),
	}
}

// lookedMsg answers again: how the record stands now.
type lookedMsg struct {
	editor *editor
	id     int
	look   look
	err    error
}

// again reads how the record stands now.
func (e *editor) again() tea.Cmd {
	m, s, ctx, kind, key, since := lookedMsg{editor: e, id: e.next()}, e.env.Store, e.env.Context, e.kind, e.key, e.version
	return func() tea.Msg {
		m.look, m.err = see(ctx, s, kind, key, since)
		return m
	}
}

// madeUp looks again when the records changed while something was being done.
func (e *editor) madeUp() tea.Cmd {
	if !e.missed || e.form == nil || e.key == "" {
		return nil
	}
	e.missed = false
	return e.again()
}

// plan works out what the form would do, and looks whether the record moved.
func (e *editor) plan() func(context.Context) outcome {
	s, kind, key, since := e.env.Store, e.kind, e.key, e.version
	values := typed(e.form)
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

// typed is what a form would make of its record.
func typed(f *form.Form) []edit.Value {
	var values []edit.Value
	for _, v := range f.Values() {
		values = append(values, edit.Value{Field: v.Field, Text: v.Text, Clear: v.Clear})
	}
	return values
}

// take goes on to the confirmation, unless the record moved or a rule stands in the way: then the form is back, with
// what has to be done in it.
func (e *editor) take(o outcome, shown *confirm) (screen.Screen, tea.Cmd) {
	e.busy, e.failed, e.rest, e.held = "", "", nil, ""
	if shown != nil {
		e.held = "The question is gone: read this first. Letters wait until you press ↓."
	}
	if o.err != nil {
		e.failed = screen.Words(o.err)
		return e, e.madeUp()
	}
	words, cmd := e.stands(o)
	if words != "" {
		return e, tea.Batch(cmd, screen.Say(words), e.madeUp())
	}
	e.held = ""
	c := confirmed(e.env, e, o, shown)
	if e.missed { // the plan may be of before the change
		e.missed = false
		cmd = tea.Batch(cmd, c.again())
	}
	return c, cmd
}

// stands takes the record as it is now and says what stands in the way of saving, "" when nothing does.
func (e *editor) stands(o outcome) (string, tea.Cmd) {
	key := e.key
	cmd := e.follow(o.look)
	switch {
	case e.gone != "":
		return e.gone, cmd
	case e.key != key:
		return "Nothing was saved: the record has another name now. Look at it, then ctrl+s again.", cmd
	case e.form.Clashes() > 0:
		return e.form.Settle(), cmd
	case o.plan.Failed():
		e.rest = e.form.Tell(byField(o.plan.Findings))
		e.form.FocusProblem()
		return "Nothing was saved: a rule stands in the way.", cmd
	case len(o.plan.Changes) == 0:
		return "The records say this already: there is nothing to save.", cmd
	}
	return "", cmd
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

// saving throws the draft away once it is saved. A draft that stays says the same as the record and is found out then.
func (e *editor) saving() func() []tea.Msg {
	keeper, and := e.keeper, []tea.Msg(nil)
	key := e.newKey()
	if key != "" && recordKey(e.kind, key) != e.key {
		and = append(and, screen.LandMsg{Record: e.kind, Key: key})
	}
	if e.owner != nil {
		and = append(and, createdMsg{e.owner, key})
	}
	return func() []tea.Msg {
		_ = keeper.end()
		return and
	}
}

func (e *editor) trouble() string { return e.unkept }

// newKey is the User ID or serial number that was typed.
func (e *editor) newKey() string { return keyIn(typed(e.form)) }

func keyIn(values []edit.Value) string {
	for _, v := range values {
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
