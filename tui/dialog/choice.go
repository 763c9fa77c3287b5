package dialog

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Option is one thing to choose, by a key of its own.
type Option struct{ Key, Words string }

// Choice asks which of several is meant. Each has its key and none is the default: Enter answers nothing.
type Choice struct {
	reading
	options []Option
	chosen  int
}

// NewChoice asks text.
func NewChoice(th *theme.Theme, title, text string, options ...Option) *Choice {
	return &Choice{reading: reading{theme: th, title: title, text: text}, options: options}
}

// Chosen is the number of the option, after the answer Yes.
func (c *Choice) Chosen() int { return c.chosen }

// Update takes a key: that of an option is Yes, Esc, n and q are No.
func (c *Choice) Update(msg tea.Msg) Answer {
	key := pressed(msg)
	for i, o := range c.options {
		if o.Key == key && !c.unread() {
			c.chosen = i
			return Yes
		}
	}
	switch key {
	case "n", "q", "esc":
		return No
	}
	c.scroll(key)
	return Open
}

// View draws the box.
func (c *Choice) View(width, height int) string {
	return c.view(width, height, func(inner int) []string {
		var foot []string
		for _, o := range c.options {
			for i, l := range screen.Wrap(o.Words, max(1, inner-screen.Width(o.Key)-2)) {
				key := c.theme.Key.Render(o.Key)
				if i > 0 {
					key = screen.Fit("", screen.Width(o.Key))
				}
				foot = append(foot, key+"  "+l)
			}
		}
		return append(foot, styled(c.theme.Key, []string{"esc " + c.nothing()})...)
	})
}

// nothing is what Esc answers.
func (c *Choice) nothing() string {
	if len(c.options) > 2 {
		return "none of them"
	}
	return "neither"
}

// Keys are the answers.
func (c *Choice) Keys() []screen.Key {
	keys := c.keys()
	for _, o := range c.options {
		keys = append(keys, screen.Key{Press: []string{o.Key}, Do: o.Words, Help: o.Words + ".", Disabled: c.first()})
	}
	return append(keys, screen.Key{Press: []string{"esc", "n", "q"}, Do: c.nothing(), Help: "Nothing happens."})
}
