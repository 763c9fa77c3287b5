package dialog

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Confirm is a question that is answered yes or no. Enter, Esc, n and q are No.
type Confirm struct {
	theme       *theme.Theme
	title, text string
	yes         string // the key that confirms
	verb        string
}

// NewConfirm asks text. asked is the key that led here and verb is what Yes does ("save", "quit"): the key that
// confirms is y, or o where y asked.
func NewConfirm(th *theme.Theme, title, text, asked, verb string) *Confirm {
	yes := "y"
	if asked == yes {
		yes = "o"
	}
	return &Confirm{theme: th, title: title, text: text, yes: yes, verb: verb}
}

// Update takes a key; anything but a clear answer leaves the question open.
func (c *Confirm) Update(msg tea.Msg) Answer {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Open
	}
	switch key.String() {
	case c.yes:
		return Yes
	case "n", "q", "esc", "enter":
		return No
	}
	return Open
}

// View draws the box.
func (c *Confirm) View(width, height int) string {
	return box(c.theme, c.title, c.text, c.yes+" "+c.verb+"    n no (also Enter, Esc)", width, height)
}

// Keys are the answers.
func (c *Confirm) Keys() []screen.Key {
	return []screen.Key{
		{Press: []string{c.yes}, Do: c.verb, Help: "Yes: " + c.verb + "."},
		{Press: []string{"n", "esc", "enter", "q"}, Do: "no", Help: "No: nothing happens. This is the default."},
	}
}
