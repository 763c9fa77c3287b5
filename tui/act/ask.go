package act

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// option is one answer of an ask, with where it leads.
type option struct {
	dialog.Option
	then func() (screen.Screen, tea.Cmd)
}

// ask is a question with a few answers, each with its key; none is the default.
type ask struct {
	env     screen.Env
	name    string
	choice  *dialog.Choice
	options []option
	exit
}

func newAsk(env screen.Env, name, words string, options ...option) screen.Screen {
	shown := make([]dialog.Option, len(options))
	for i, o := range options {
		shown[i] = o.Option
	}
	return &ask{env: env, name: name, choice: dialog.NewChoice(env.Theme, name, words, shown...), options: options}
}

// Init does nothing.
func (a *ask) Init() tea.Cmd { return nil }

// Update takes an answer.
func (a *ask) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		return a, nil
	}
	switch a.choice.Update(msg) {
	case dialog.Yes:
		return a.options[a.choice.Chosen()].then()
	case dialog.No:
		return a, a.pop()
	}
	return a, nil
}

// View draws the question in the middle.
func (a *ask) View(width, height int) string {
	return dialog.Over("", a.choice.View(width, height), width, height)
}

// Title names the act.
func (a *ask) Title() string { return a.name }

// Typing is true: the keyboard belongs to the question.
func (a *ask) Typing() bool { return true }

// Undecided is 0.
func (a *ask) Undecided() int { return 0 }

// Keys are the answers.
func (a *ask) Keys() []screen.Key { return a.choice.Keys() }

// positions are the answers to which position, with the keys by which R-06 reads them.
var positions = [...]struct{ key, words, position string }{
	{"s", "student", "student"},
	{"t", "teacher", "teacher"},
	{"f", "staff", "staff"},
	{"c", "clear it: no position, the apps are revoked", ""},
}

// position asks which one, for one record or several.
func position(env screen.Env, m screen.ActMsg) screen.Screen {
	options := make([]option, len(positions))
	for i, p := range positions {
		options[i] = option{dialog.Option{Key: p.key, Words: p.words}, func() (screen.Screen, tea.Cmd) {
			if len(m.Keys) == 1 {
				return placing(env, title(m), m.Record, m.Keys[0], p.position).begin()
			}
			return newReviewing(env, m, edit.Value{Field: store.FieldPosition, Text: p.position, Clear: p.position == ""}).begin()
		}}
	}
	return newAsk(env, title(m), "Which position for "+keysOf(len(m.Keys), m.Record, m.Keys[0])+"?", options...)
}

// departMany asks whether to mark or unmark.
func departMany(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record != store.KindUser {
		return depart(env, m)
	}
	way := func(key, words string, v edit.Value) option {
		return option{dialog.Option{Key: key, Words: words}, newReviewing(env, m, v).begin}
	}
	return newAsk(env, title(m), "Are these "+count(len(m.Keys), m.Record)+" leaving?",
		way("d", "mark them as departing", edit.Value{Field: store.FieldDeparting, Text: "yes"}),
		way("c", "take the mark away: they stay", edit.Value{Field: store.FieldDeparting, Clear: true}))
}
