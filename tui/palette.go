package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// palette finds what can be done here by its words, and shows the key that does it.
type palette struct {
	field  *form.Field
	all    []deed
	found  []deed
	cursor int
}

// deed is an entry of the palette.
type deed struct {
	name, words string // what is pressed or typed; what it does
	do          func(m *Model) tea.Cmd
}

func newPalette(m *Model) *palette {
	field := form.New(m.env.Theme, "> ")
	field.SetHint("words of what you want to do")
	p := &palette{field: field, all: m.deeds()}
	p.search()
	return p
}

// deeds are the keys of the screen that can be used now, the root's, and the commands.
func (m *Model) deeds() []deed {
	var all []deed
	for _, k := range append(m.screenKeys(), m.keys()...) {
		if k.Disabled != "" || len(k.Press) == 0 || k.Is("ctrl+p") {
			continue
		}
		words := k.Help
		if words == "" {
			words = k.Do
		}
		all = append(all, deed{shown(k), words, func(m *Model) tea.Cmd { return m.press(screen.Press(k.Press[0])) }})
	}
	for _, c := range commands() {
		all = append(all, deed{c.usage(), c.help, func(m *Model) tea.Cmd {
			if c.arg == "" {
				return c.run(m, "")
			}
			cmd := m.command()
			m.over.(*bar).field.SetValue(c.name + " ")
			return cmd
		}})
	}
	return all
}

func (p *palette) search() {
	p.found, p.cursor = nil, 0
	for _, d := range p.all {
		line, hit := strings.ToLower(d.name+" "+d.words), true
		for _, w := range strings.Fields(strings.ToLower(p.field.Value())) {
			hit = hit && strings.Contains(line, w)
		}
		if hit {
			p.found = append(p.found, d)
		}
	}
}

func (p *palette) update(m *Model, msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return true, nil
		case "enter":
			return true, p.run(m)
		case "down", "ctrl+n", "tab":
			p.cursor = max(0, min(p.cursor+1, len(p.found)-1))
			return false, nil
		case "up", "ctrl+p", "shift+tab":
			p.cursor = max(0, p.cursor-1)
			return false, nil
		}
	}
	if p.field.Update(msg) {
		p.search()
	}
	return false, nil
}

// run closes the palette first: a key that it stands for must not come back to it.
func (p *palette) run(m *Model) tea.Cmd {
	m.over = nil
	if p.cursor >= len(p.found) {
		return nil
	}
	return p.found[p.cursor].do(m)
}

func (p *palette) view(m *Model, _ string, width, height int) string {
	lines := []string{p.field.View(width)}
	if len(p.found) == 0 {
		lines = append(lines, m.env.Theme.Dim.Render(screen.Clip("Nothing here has these words.", width)))
	}
	rows := max(1, height-1)
	first := max(0, p.cursor-rows+1)
	for i := first; i < min(len(p.found), first+rows); i++ {
		lines = append(lines, p.line(m, i, width))
	}
	return strings.Join(lines, "\n")
}

func (p *palette) line(m *Model, i, width int) string {
	const column = 18
	d, sign := p.found[i], "  "
	if i == p.cursor {
		sign = m.env.Theme.Accent.Render("› ")
	}
	return screen.Clip(sign+m.env.Theme.Key.Render(screen.Fit(d.name, column))+"  "+screen.Fit(d.words, max(1, width-column-4)), width)
}

func (p *palette) keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"enter"}, Do: "do it"},
		{Press: []string{"down", "up"}, Show: "↓ ↑", Do: "choose"},
		{Press: []string{"esc"}, Do: "close"},
	}
}
