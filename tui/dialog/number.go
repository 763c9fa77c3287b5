package dialog

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// TypeNumber is confirmed by typing a number and Enter: for what one key must not do.
type TypeNumber struct {
	reading
	number int
	field  *form.Field
	wrong  string
}

// NewTypeNumber asks text and wants n typed. It confirms nothing before all of the text has been in sight.
func NewTypeNumber(th *theme.Theme, title, text string, n int) *TypeNumber {
	return &TypeNumber{
		reading: reading{theme: th, title: title, text: text},
		number:  n, field: form.New(th, fmt.Sprintf("Type the number %d: ", n)),
	}
}

// Update takes a key or a paste. Enter with the right number is Yes, Esc is No, a wrong number is told.
func (d *TypeNumber) Update(msg tea.Msg) Answer {
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

func (d *TypeNumber) answer() Answer {
	typed := strings.TrimSpace(d.field.Value())
	switch {
	case d.unread():
		d.wrong = "Nothing was done: read on first (↓)."
		return Open
	case typed == strconv.Itoa(d.number):
		return Yes
	case typed == "":
		d.wrong = "No number typed: nothing was done."
	default:
		d.wrong = fmt.Sprintf("%q is not %d: nothing was done.", typed, d.number)
	}
	d.field.SetValue("")
	return Open
}

// View draws the box.
func (d *TypeNumber) View(width, height int) string {
	return d.view(width, height, func(inner int) []string {
		foot := []string{d.field.View(inner)}
		if d.wrong != "" {
			foot = append(foot, styled(d.theme.Bad, screen.Wrap(d.wrong, inner))...)
		}
		return append(foot, styled(d.theme.Key, []string{"enter confirm    esc no"})...)
	})
}

// Keys are the ways out.
func (d *TypeNumber) Keys() []screen.Key {
	return append(d.keys(),
		screen.Key{Press: []string{"enter"}, Do: "confirm", Help: fmt.Sprintf("Confirm, after typing %d.", d.number), Disabled: d.first()},
		screen.Key{Press: []string{"esc"}, Do: "no", Help: "No: nothing happens. This is the default."},
	)
}
