package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// naming asks for the name under which the filter is saved as a view.
type naming struct {
	list    *List
	saved   []store.View
	field   *form.Field
	problem string
}

func newNaming(l *List, saved []store.View) *naming {
	return &naming{list: l, saved: saved, field: form.New(l.env.Theme, "Name: ")}
}

func (n *naming) update(msg tea.Msg) (overlay, tea.Cmd) {
	key, _ := msg.(tea.KeyPressMsg)
	switch key.String() {
	case "esc":
		return nil, nil
	case "enter":
		return n.given()
	}
	if n.field.Update(msg) {
		n.problem = ""
	}
	return n, nil
}

// given saves the view; one of the same name is replaced only after a question.
func (n *naming) given() (overlay, tea.Cmd) {
	l := n.list
	v := store.View{Record: l.kind.Record, Name: strings.TrimSpace(n.field.Value()), Query: l.query, Operator: l.env.Operator}
	for _, s := range n.saved {
		if s.Name == v.Name && s.Query != v.Query {
			ask := fmt.Sprintf("There is a view “%s” already: %s. It becomes %s, for everybody who uses this database.",
				text.Visible(s.Name), text.Visible(s.Query), text.Visible(v.Query))
			return &question{dialog.NewConfirm(l.env.Theme, "Replace the view?", ask, "enter", "replace it"), func() tea.Cmd { return l.save(v) }}, nil
		}
	}
	return n, l.save(v)
}

func (n *naming) view(width, height int) string {
	inner := max(1, min(60, width-frameCells))
	lines := []string{n.field.View(inner)}
	for _, l := range screen.Wrap(n.problem, inner) {
		if l != "" {
			lines = append(lines, n.list.env.Theme.Bad.Render(l))
		}
	}
	about := n.list.env.Theme.Dim.Render(screen.Fit(n.list.query, inner))
	if len(lines)+1+frameLines <= height {
		lines = append([]string{about}, lines...)
	}
	return frame(n.list.env.Theme, "Save this filter as a view", "", lines, width)
}

func (n *naming) keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "save view", Help: "Save the filter in force under this name."},
		{Press: []string{"esc"}, Do: "cancel", Help: "Save nothing."},
	}
}
