package browse

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// views is the menu of views: the presets by their letters, those that somebody saved, and what can be done with them.
type views struct {
	*menu
	list  *List
	saved []store.View
}

// viewsMsg answers readViews.
type viewsMsg struct {
	list  *List
	saved []store.View
	err   error
}

// viewedMsg answers the saving or forgetting of a view.
type viewedMsg struct {
	list *List
	said string
	err  error
}

// openViews shows the presets at once and reads the saved views beside it.
func (l *List) openViews() tea.Cmd {
	v := &views{list: l}
	v.fill(entry{words: "Reading the saved views …"})
	l.over = v
	s, ctx, kind := l.env.Store, l.env.Context, l.kind.Record
	return func() tea.Msg {
		saved, err := s.Views(ctx, kind)
		return viewsMsg{l, saved, err}
	}
}

func (l *List) viewed(m viewsMsg) tea.Cmd {
	v, open := l.over.(*views)
	if m.list != l || !open {
		return nil
	}
	if m.err != nil {
		v.fill(entry{words: screen.Words(m.err)})
		return nil
	}
	v.saved = m.saved
	at := v.cursor
	v.fill(v.savedEntries()...)
	v.cursor = at
	return nil
}

// fill makes the menu with what is known of the saved views.
func (v *views) fill(saved ...entry) {
	l := v.list
	v.menu = newMenu(l.env.Theme, "Views of "+l.kind.Title)
	for _, p := range store.Presets(l.kind.Record) {
		v.add(entry{key: p.Key, words: p.Name, note: p.Query, do: v.using(p.Query)})
	}
	v.add(saved...)
	none, unfiltered := "", ""
	if len(v.saved) == 0 {
		none = "no view was saved yet"
	}
	if l.query == "" {
		unfiltered = "there is no filter to save: / types one"
	}
	v.add(
		entry{},
		entry{key: "+", words: "Save this filter", note: l.query, why: unfiltered, do: func() (overlay, tea.Cmd) { return newNaming(l, v.saved), nil }},
		entry{key: "-", words: "Forget a saved view", why: none, do: func() (overlay, tea.Cmd) { return v.forgetting(), nil }},
	)
}

func (v *views) savedEntries() []entry {
	if len(v.saved) == 0 {
		return nil
	}
	list := []entry{{words: "Saved, for everybody who uses this database"}}
	for i, s := range v.saved {
		list = append(list, entry{key: digit(i), words: s.Name, note: s.Query + "  " + s.Operator, do: v.using(s.Query)})
	}
	return list
}

func digit(i int) string {
	if i >= 9 {
		return ""
	}
	return strconv.Itoa(i + 1)
}

func (v *views) using(query string) func() (overlay, tea.Cmd) {
	return func() (overlay, tea.Cmd) { return nil, v.list.use(query) }
}

func (v *views) update(msg tea.Msg) (overlay, tea.Cmd) {
	next, cmd := v.menu.update(msg)
	if next == overlay(v.menu) {
		return v, cmd
	}
	return next, cmd
}

// forgetting is the menu of the views that can be forgotten.
func (v *views) forgetting() *menu {
	l := v.list
	m := newMenu(l.env.Theme, "Forget which view?")
	for i, s := range v.saved {
		m.add(entry{key: digit(i), words: s.Name, note: s.Query, do: func() (overlay, tea.Cmd) {
			ask := fmt.Sprintf("The view “%s” (%s) goes for everybody who uses this database. No record is touched.", text.Visible(s.Name), text.Visible(s.Query))
			return &question{dialog.NewConfirm(l.env.Theme, "Forget a view", ask, "-", "forget it"), func() tea.Cmd { return l.forget(s) }}, nil
		}})
	}
	return m
}

func (l *List) forget(v store.View) tea.Cmd {
	s, ctx := l.env.Store, l.env.Context
	return func() tea.Msg {
		err := s.DropView(ctx, v.Record, v.Name)
		return viewedMsg{l, "Forgot the view “" + text.Visible(v.Name) + "”.", err}
	}
}

func (l *List) save(v store.View) tea.Cmd {
	s, ctx := l.env.Store, l.env.Context
	return func() tea.Msg {
		err := s.SaveView(ctx, v)
		return viewedMsg{l, "Saved the view “" + text.Visible(strings.TrimSpace(v.Name)) + "”: v lists it.", err}
	}
}

// done tells what became of it. A name that was refused can be mended.
func (l *List) done(m viewedMsg) tea.Cmd {
	if m.list != l {
		return nil
	}
	n, naming := l.over.(*naming)
	switch {
	case m.err != nil && naming:
		n.problem = screen.Words(m.err)
		return nil
	case m.err != nil:
		return screen.Fail(m.err)
	case naming:
		l.over = nil
	}
	return screen.Say(m.said)
}

// question asks over the list; yes is what is done then.
type question struct {
	dialog.Dialog
	yes func() tea.Cmd
}

func (q *question) update(msg tea.Msg) (overlay, tea.Cmd) {
	switch q.Update(msg) {
	case dialog.Yes:
		return nil, q.yes()
	case dialog.No:
		return nil, nil
	}
	return q, nil
}

func (q *question) view(width, height int) string { return q.View(width, height) }

func (q *question) keys() []screen.Key { return q.Keys() }
