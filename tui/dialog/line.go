package dialog

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Line asks for a few words: a reason, or a word to a colleague. Enter is Yes once something is typed, Esc is No.
type Line struct {
	reading
	verb     string
	field    *form.Field
	check    func(typed string) error
	tell     func(typed string) string
	wrong    string
	proposed string // what is taken where nothing is typed
}

// NewLine asks text. prompt stands before what is typed and verb is what Enter does ("leave out", "take over").
func NewLine(th *theme.Theme, title, text, prompt, verb string) *Line {
	return &Line{reading: reading{theme: th, title: title, text: text}, verb: verb, field: form.New(th, prompt)}
}

// Value is what was typed, without spaces around it, or else what was proposed.
func (d *Line) Value() string { return cmp.Or(strings.TrimSpace(d.field.Value()), d.proposed) }

// SetValue puts a text where it is typed.
func (d *Line) SetValue(s string) { d.field.SetValue(s) }

// Propose shows dimmed what is taken where nothing is typed: a first letter takes its place.
func (d *Line) Propose(value string) {
	d.proposed = value
	d.field.SetHint(text.Visible(value))
}

// SetHint says what stands in the empty line.
func (d *Line) SetHint(words string) { d.field.SetHint(words) }

// Check says what can be confirmed: its error is told on Enter.
func (d *Line) Check(rule func(typed string) error) { d.check = rule }

// Tell is asked what stands below the line while it is typed.
func (d *Line) Tell(words func(typed string) string) { d.tell = words }

// Update takes a key or a paste.
func (d *Line) Update(msg tea.Msg) Answer {
	switch key := pressed(msg); {
	case key == "esc":
		return No
	case key == "enter":
		return d.answer()
	case d.scroll(key):
		return Open
	}
	d.wrong = ""
	d.field.Update(msg)
	return Open
}

func (d *Line) answer() Answer {
	switch {
	case d.unread():
		d.wrong = "Nothing was done: read on first (↓)."
	case d.Value() == "":
		d.wrong = "Nothing was done: type something first."
	case d.check != nil && d.check(d.Value()) != nil:
		d.wrong = "Nothing was done: " + d.check(d.Value()).Error() + "."
	default:
		return Yes
	}
	return Open
}

// View draws the box.
func (d *Line) View(width, height int) string {
	return d.view(width, height, func(inner int) []string {
		foot := []string{d.field.View(inner)}
		switch {
		case d.wrong != "":
			foot = append(foot, styled(d.theme.Bad, screen.Wrap(d.wrong, inner))...)
		case d.tell != nil && d.tell(d.Value()) != "":
			foot = append(foot, styled(d.theme.Dim, screen.Wrap(d.tell(d.Value()), inner))...)
		}
		return append(foot, styled(d.theme.Key, screen.Wrap("enter "+d.verb+"    esc no", inner))...)
	})
}

// Keys are the ways out.
func (d *Line) Keys() []screen.Key {
	return append(d.keys(),
		screen.Key{Press: []string{"enter"}, Show: "⏎", Do: d.verb, Help: "Do it, with the words that were typed.", Disabled: d.first()},
		screen.Key{Press: []string{"esc"}, Do: "no", Help: "No: nothing happens."},
	)
}
