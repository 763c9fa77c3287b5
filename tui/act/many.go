package act

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// manyFields asks which field many records are to be given.
type manyFields struct {
	env   screen.Env
	msg   screen.ActMsg
	table *table.Table
	known listed
	exit
}

func editMany(env screen.Env, m screen.ActMsg) screen.Screen {
	f := &manyFields{env: env, msg: m, table: table.New(env.Theme, []table.Column{{Title: "Field", Min: 12, Weight: 1}})}
	var keys []string
	var cells [][]string
	for _, field := range edit.ManyFields(m.Record) {
		keys, cells = append(keys, string(field)), append(cells, []string{field.Label()})
	}
	f.table.SetRows(keys, cells)
	return f
}

// knownMsg brings the sites, groups and locations on record, of which some are chosen.
type knownMsg struct {
	fields *manyFields
	known  listed
}

// Init reads them.
func (f *manyFields) Init() tea.Cmd {
	s, ctx := f.env.Store, f.env.Context
	return func() tea.Msg {
		r, err := s.Records(ctx, store.Wanted{})
		if err != nil {
			return screen.Fail(err)()
		}
		return knownMsg{f, listed{r.Sites(), r.Groups(), r.Locations()}}
	}
}

// Update takes keys.
func (f *manyFields) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case knownMsg:
		if msg.fields == f {
			f.known = msg.known
		}
	case tea.KeyPressMsg:
		switch key := msg.String(); key {
		case "enter":
			return newManyValue(f, store.Field(f.table.Key())), nil
		case "esc", "q":
			return f, f.pop()
		case "space": // one field at a time
		default:
			f.table.Update(msg)
		}
	}
	return f, nil
}

// View draws the question and the fields.
func (f *manyFields) View(width, height int) string {
	lines := styled(f.env.Theme.Title, screen.Wrap("Which field of "+count(len(f.msg.Keys), f.msg.Record)+"?", width))
	return strings.Join(append(lines, f.table.View(width, height-len(lines))), "\n")
}

// Title names the act.
func (f *manyFields) Title() string { return title(f.msg) }

// Typing is false.
func (f *manyFields) Typing() bool { return false }

// Undecided is 0.
func (f *manyFields) Undecided() int { return 0 }

// Keys are what works here.
func (f *manyFields) Keys() []screen.Key {
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "this field", Help: "Go on to the value of this field."},
		{Press: []string{"esc", "q"}, Show: "esc", Do: "leave", Help: "Leave everything as it is."},
	}, table.Moves()...)
}

// manyValue asks what the field is to become. To clear it is a choice of its own: a blank is none.
type manyValue struct {
	*manyFields
	field store.Field
	form  *form.Form
}

func newManyValue(f *manyFields, field store.Field) *manyValue {
	check := func(field store.Field, value string) []store.Finding {
		_, found := edit.Check(f.msg.Record, field, value)
		return found
	}
	return &manyValue{f, field, form.NewForm(f.env.Theme, check, []form.Item{
		{Field: field, Choices: f.known.choices(field), Several: edit.Several(field)},
	})}
}

// Update takes keys and pastes.
func (v *manyValue) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return v.manyFields, nil
		case "enter", "ctrl+s":
			return v.set()
		case "ctrl+x":
			return v.goOn(edit.Value{Field: v.field, Clear: true})
		}
		v.form.Update(msg)
	}
	if _, ok := msg.(tea.PasteMsg); ok {
		v.form.Update(msg)
	}
	return v, nil
}

func (v *manyValue) set() (screen.Screen, tea.Cmd) {
	if why := v.form.Settle(); why != "" {
		return v, screen.Say(why)
	}
	values := v.form.Values()
	if len(values) == 0 {
		return v, screen.Say("Nothing is typed: that leaves every " + v.field.Label() + " as it is. ctrl+x clears it.")
	}
	return v.goOn(edit.Value{Field: values[0].Field, Text: values[0].Text, Clear: values[0].Clear})
}

func (v *manyValue) goOn(value edit.Value) (screen.Screen, tea.Cmd) {
	r := newReviewing(v.env, v.msg, value)
	r.from = v
	return r.begin()
}

// View draws the question and the field.
func (v *manyValue) View(width, height int) string {
	lines := styled(v.env.Theme.Title, screen.Wrap("What is "+v.field.Label()+" to become on "+count(len(v.msg.Keys), v.msg.Record)+"?", width))
	if height >= short {
		lines = append(lines, "")
	}
	lines = append(lines, v.form.View(width, max(1, height-len(lines)-2)), "")
	words := "Each record is shown old → new in a review first. ctrl+x empties the field instead."
	return strings.Join(append(lines, styled(v.env.Theme.Dim, screen.Wrap(words, width))...), "\n")
}

// Typing is true: the keyboard belongs to the field.
func (v *manyValue) Typing() bool { return true }

// Keys are what works here.
func (v *manyValue) Keys() []screen.Key {
	keys := []screen.Key{
		{Press: []string{"enter", "ctrl+s"}, Show: "⏎", Do: "review", Help: "Go on to the review: each record old → new. Nothing is saved by it."},
		{Press: []string{"ctrl+x"}, Do: "clear it", Help: "Empty the field on all of these records; the review comes first."},
		{Press: []string{"esc"}, Do: "fields", Help: "Back to the fields."},
	}
	return append(keys, v.form.Keys()...)
}
