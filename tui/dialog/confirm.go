package dialog

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Confirm is a question that is answered yes or no. Enter, Esc, n and q are No.
type Confirm struct {
	reading
	yes  string // the key that confirms
	verb string
}

// NewConfirm asks text. asked is the key that led here and verb is what Yes does ("save", "quit"): the key that
// confirms is y, or o where y asked. It confirms nothing before all of the text has been in sight.
func NewConfirm(th *theme.Theme, title, text, asked, verb string) *Confirm {
	yes := "y"
	if asked == yes {
		yes = "o"
	}
	return &Confirm{reading: reading{theme: th, title: title, text: text}, yes: yes, verb: verb}
}

// Update takes a key; anything but a clear answer leaves the question open.
func (c *Confirm) Update(msg tea.Msg) Answer {
	switch key := pressed(msg); key {
	case c.yes:
		if !c.unread() {
			return Yes
		}
	case "n", "q", "esc", "enter":
		return No
	default:
		c.scroll(key)
	}
	return Open
}

// View draws the box.
func (c *Confirm) View(width, height int) string {
	return c.view(width, height, func(inner int) []string {
		return styled(c.theme.Key, screen.Wrap(c.yes+" "+c.verb+"    n no (also Enter, Esc)", inner))
	})
}

// Keys are the answers.
func (c *Confirm) Keys() []screen.Key {
	return append(c.keys(),
		screen.Key{Press: []string{c.yes}, Do: c.verb, Help: "Yes: " + c.verb + ".", Disabled: c.first()},
		screen.Key{Press: []string{"n", "esc", "enter", "q"}, Do: "no", Help: "No: nothing happens. This is the default."},
	)
}
