// Package settings is the screen of what holds for everybody: the sites, the groups that people can be in, the locations
// that vendors' files name, and how long reviews are kept. Groups are made, renamed and deleted here.
package settings

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// settings is the screen: sections one below the other.
type settings struct {
	env    screen.Env
	page   *page.Page
	known  *known // nil until it has been read
	asked  int    // number of the newest request; answers to older ones are ignored
	ask    dialog.Dialog
	yes    func() tea.Cmd // what the question is about
	saving bool
}

// New makes the screen.
func New(env screen.Env) screen.Screen {
	s := &settings{env: env, page: page.New(env.Theme)}
	s.say("Reading the records …")
	return s
}

func (s *settings) say(sentence string) {
	s.page.Set(func(width int) []page.Line { return page.Note(s.env.Theme, sentence, width) })
}

// readMsg answers load.
type readMsg struct {
	settings *settings
	id       int
	known    *known
	err      error
}

// Init reads the records.
func (s *settings) Init() tea.Cmd { return s.load() }

func (s *settings) load() tea.Cmd {
	s.asked++
	m, st, ctx := readMsg{settings: s, id: s.asked}, s.env.Store, s.env.Context
	return func() tea.Msg {
		m.known, m.err = read(ctx, st)
		return m
	}
}

// Update takes keys, answers to requests and word of changes.
func (s *settings) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		return s, s.took(msg)
	case savedMsg:
		return s, s.saved(msg)
	case screen.ChangedMsg, screen.ReviewsMsg:
		return s, s.load()
	case tea.PasteMsg:
		if s.ask != nil {
			s.ask.Update(msg)
		}
	case tea.KeyPressMsg:
		if s.ask != nil {
			return s, s.answer(s.ask.Update(msg))
		}
		return s, s.press(msg)
	}
	return s, nil
}

func (s *settings) took(m readMsg) tea.Cmd {
	switch {
	case m.settings != s || m.id != s.asked:
		return nil
	case m.err != nil:
		s.known = nil
		s.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	s.known = m.known
	s.page.Set(func(width int) []page.Line { return m.known.lines(s.env.Theme, width) })
	return nil
}

func (s *settings) press(msg tea.KeyPressMsg) tea.Cmd {
	switch key := msg.String(); key {
	case "enter":
		if target, ok := s.page.Target(); ok {
			return screen.Open(target.Name, target.Arg)
		}
	case "n", "e", "x":
		if s.known != nil && !s.saving && (key == "n" || s.group() != nil) {
			s.askGroup(key)
		}
	case "r":
		return s.load()
	default:
		s.page.Update(msg)
	}
	return nil
}

func (s *settings) answer(a dialog.Answer) tea.Cmd {
	if a == dialog.Open {
		return nil
	}
	yes := s.yes
	s.ask, s.yes = nil, nil
	if a == dialog.No {
		return nil
	}
	return yes()
}

// group is the group under the cursor; nil for anything else.
func (s *settings) group() *store.Group {
	if s.known == nil {
		return nil
	}
	return s.known.group(s.page.Key())
}

// View draws the sections, and a question on top of them.
func (s *settings) View(width, height int) string {
	body := s.page.View(width, height)
	if s.ask != nil {
		return dialog.Over(body, s.ask.View(width, height), width, height)
	}
	return body
}

// Title is the screen's name.
func (s *settings) Title() string { return "Settings" }

// Typing reports whether the keyboard belongs to a question.
func (s *settings) Typing() bool { return s.ask != nil }

// Undecided is 0: nothing is left open here.
func (s *settings) Undecided() int { return 0 }

// Keys are what works here now.
func (s *settings) Keys() []screen.Key {
	if s.ask != nil {
		return s.ask.Keys()
	}
	unread, none := "", ""
	switch {
	case s.known == nil:
		unread, none = "the records have not been read", "the records have not been read"
	case s.group() == nil:
		none = "the cursor is on no group"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "List the people in this group, those at this location, or the devices of this site."},
		{Press: []string{"n"}, Do: "new group", Help: "Make a group that people can be in. A file can name only groups that are on record (R-51).", Disabled: unread},
		{Press: []string{"e"}, Do: "rename", Help: "Give the group another name. Whoever is in it stays in it.", Disabled: none},
		{Press: []string{"x"}, Do: "delete", Help: "Delete the group, after asking; it is taken off those who are in it in the same save.", Disabled: none},
		{Press: []string{"r"}, Do: "refresh", Help: "Read it again.", Quiet: true},
	}, page.Keys()...)
}
