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
	theme       *theme.Theme
	title, text string
	number      int
	field       *form.Field
	wrong       string
}

// NewTypeNumber asks text and wants n typed.
func NewTypeNumber(th *theme.Theme, title, text string, n int) *TypeNumber {
	return &TypeNumber{theme: th, title: title, text: text, number: n, field: form.New(th, fmt.Sprintf("Type the number %d: ", n))}
}

// Update takes a key or a paste. Enter with the right number is Yes, Esc is No, a wrong number is told.
func (d *TypeNumber) Update(msg tea.Msg) Answer {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return No
		case "enter":
			return d.answer()
		}
	}
	d.wrong = ""
	d.field.Update(msg)
	return Open
}

func (d *TypeNumber) answer() Answer {
	typed := strings.TrimSpace(d.field.Value())
	if typed == strconv.Itoa(d.number) {
		return Yes
	}
	d.wrong = fmt.Sprintf("%q is not %d: nothing was done.", typed, d.number)
	if typed == "" {
		d.wrong = "No number typed: nothing was done."
	}
	d.field.SetValue("")
	return Open
}

// View draws the box.
func (d *TypeNumber) View(width, height int) string {
	inner := max(1, min(widest, width-boxWidth))
	foot := []string{d.field.View(inner)}
	if d.wrong != "" {
		foot = append(foot, styled(d.theme.Bad, screen.Wrap(d.wrong, inner))...)
	}
	foot = append(foot, styled(d.theme.Key, []string{"enter confirm    esc no"})...)
	return frame(d.theme, d.title, stack(paragraphs(d.text, inner), foot, inner, height-boxLines), inner)
}

// Keys are the ways out.
func (d *TypeNumber) Keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"enter"}, Do: "confirm", Help: fmt.Sprintf("Confirm, after typing %d.", d.number)},
		{Press: []string{"esc"}, Do: "no", Help: "No: nothing happens. This is the default."},
	}
}
