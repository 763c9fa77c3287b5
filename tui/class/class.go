// Package class shows a class: who teaches it, who is in it, and which devices they hold; and the classes of a person.
package class

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/roster"
	"homeroom/tui/screen"
)

// view is a page of lines that lead to records.
type view struct {
	env   screen.Env
	title string
	read  reader
	page  *page.Page
	asked int // number of the newest request; answers to older ones are ignored
}

// reader reads what the page shows.
type reader func(ctx context.Context, zone *time.Location) (page.Build, error)

// Record is the page of a class, by its Class ID in any letter case.
func Record(env screen.Env, class string) screen.Screen {
	return newView(env, "Class "+text.Visible(class), func(ctx context.Context, zone *time.Location) (page.Build, error) {
		f, err := read(ctx, env.Store, class)
		return func(width int) []page.Line { return f.lines(env.Theme, zone, width) }, err
	})
}

// Of is the page of all classes of a person, by User ID.
func Of(env screen.Env, userID string) screen.Screen {
	return newView(env, "Classes of "+text.Visible(userID), func(ctx context.Context, _ *time.Location) (page.Build, error) {
		list, err := env.Store.Attended(ctx, userID)
		return func(width int) []page.Line {
			if len(list) == 0 {
				return page.Note(env.Theme, "No class lists "+userID+".", width)
			}
			return roster.Lines(list, width)
		}, err
	})
}

func newView(env screen.Env, title string, read reader) *view {
	v := &view{env: env, title: title, read: read, page: page.New(env.Theme)}
	v.say("Reading the records …")
	return v
}

func (v *view) say(sentence string) {
	v.page.Set(func(width int) []page.Line { return page.Note(v.env.Theme, sentence, width) })
}

// readMsg answers load.
type readMsg struct {
	view  *view
	id    int
	build page.Build
	err   error
}

// Init reads the records.
func (v *view) Init() tea.Cmd { return v.load() }

func (v *view) load() tea.Cmd {
	v.asked++
	m, read, ctx, now := readMsg{view: v, id: v.asked}, v.read, v.env.Context, v.env.Now
	return func() tea.Msg {
		m.build, m.err = read(ctx, now().Location())
		return m
	}
}

// Update takes keys, the answer to load and word of changes.
func (v *view) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		return v, v.took(msg)
	case screen.ChangedMsg:
		return v, v.load()
	case tea.KeyPressMsg:
		switch msg.String() {
		case "enter":
			if target, ok := v.page.Target(); ok {
				return v, screen.Open(target.Name, target.Arg)
			}
		case "r":
			return v, v.load()
		default:
			v.page.Update(msg)
		}
	}
	return v, nil
}

func (v *view) took(m readMsg) tea.Cmd {
	switch {
	case m.view != v || m.id != v.asked:
		return nil
	case m.err != nil:
		v.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	v.page.Set(m.build)
	return nil
}

// View draws the page.
func (v *view) View(width, height int) string { return v.page.View(width, height) }

// Title names it.
func (v *view) Title() string { return v.title }

// Typing is false: there is nothing to type into.
func (v *view) Typing() bool { return false }

// Undecided is 0: it leaves nothing open.
func (v *view) Undecided() int { return 0 }

// Keys are what works here.
func (v *view) Keys() []screen.Key {
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open what this line leads to: a user, a class, or the save in the history."},
		{Press: []string{"r"}, Do: "refresh", Help: "Read it again.", Quiet: true},
	}, page.Keys()...)
}
