package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// fieldPicker finds a field of the layout by typing.
type fieldPicker struct {
	field  *form.Field
	fields []template.Column
	shown  []int // of fields; -1 is "not read"
	at     int
}

func newFieldPicker(s *session, t *template.Template, now store.Field) *fieldPicker {
	p := &fieldPicker{field: form.New(s.env.Theme, "Find: "), fields: t.Columns}
	p.search()
	for i, at := range p.shown {
		if at >= 0 && p.fields[at].Field == now {
			p.at = i
		}
	}
	return p
}

func (p *fieldPicker) typed(msg tea.Msg) {
	if p.field.Update(msg) {
		p.search()
	}
}

// search shows the fields that have all the words.
func (p *fieldPicker) search() {
	words := strings.Fields(strings.ToLower(p.field.Value()))
	p.shown, p.at = p.shown[:0], 0
	has := func(text string) bool {
		text = strings.ToLower(text)
		for _, w := range words {
			if !strings.Contains(text, w) {
				return false
			}
		}
		return true
	}
	if has(notRead) {
		p.shown = append(p.shown, -1)
	}
	for i := range p.fields {
		c := &p.fields[i]
		if has(c.Header + " " + string(c.Field) + " " + strings.Join(c.Aliases, " ")) {
			p.shown = append(p.shown, i)
		}
	}
}

const notRead = "not read"

// openPicker looks for the field of the column under the cursor.
func (m *mapping) openPicker() (screen.Screen, tea.Cmd) {
	m.pick = newFieldPicker(m.session, m.template(), m.columns[m.at-1].field)
	return m, nil
}

// picking gives a key to the picker.
func (m *mapping) picking(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	p := m.pick
	switch msg.String() {
	case "esc":
		m.pick = nil
	case "up", "ctrl+p":
		p.at = max(0, p.at-1)
	case "down", "ctrl+n", "tab":
		p.at = max(0, min(len(p.shown)-1, p.at+1))
	case "pgdown":
		p.at = max(0, min(len(p.shown)-1, p.at+5))
	case "pgup":
		p.at = max(0, p.at-5)
	case "enter":
		if len(p.shown) == 0 {
			return m, screen.Say("No field has these words.")
		}
		return m.choose(p.shown[p.at])
	default:
		p.typed(msg)
	}
	return m, nil
}

// choose gives the column under the cursor a field, unless another column has it.
func (m *mapping) choose(field int) (screen.Screen, tea.Cmd) {
	to := store.Field("")
	if field >= 0 {
		to = m.pick.fields[field].Field
	}
	if was := m.holder(to); was >= 0 && was != m.at-1 {
		return m, screen.Say(screen.Sentence("“" + or(m.columns[was].name, "") + "” is " + m.pick.fields[field].Header + " already: let it be not read first"))
	}
	m.pick = nil
	return m.give(to)
}

func (m *mapping) give(to store.Field) (screen.Screen, tea.Cmd) {
	m.columns[m.at-1].field = to
	m.move(1)
	return m, m.said()
}

func (m *mapping) move(by int) { m.at = max(0, min(len(m.columns), m.at+by)) }
