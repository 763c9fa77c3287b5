// Package home shows what needs attention: who holds what at each site, the records that something is missing
// from, reviews to go on with, and the last imports. Each line opens the list behind it.
package home

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// home is the screen.
type home struct {
	env   screen.Env
	page  *page.Page
	asked int // number of the newest request; answers to older ones are ignored
}

// New is the first screen of the console.
func New(env screen.Env) screen.Screen {
	h := &home{env: env, page: page.New(env.Theme)}
	h.say("Counting …")
	return h
}

// loadedMsg answers load.
type loadedMsg struct {
	home  *home
	id    int
	state state
	err   error
}

func (h *home) Init() tea.Cmd { return h.load() }

func (h *home) load() tea.Cmd {
	h.asked++
	id, env := h.asked, h.env
	return func() tea.Msg {
		s, err := read(env)
		return loadedMsg{h, id, s, err}
	}
}

func (h *home) say(sentence string) {
	h.page.Set(func(width int) []page.Line { return page.Note(h.env.Theme, sentence, width) })
}

func (h *home) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		return h, h.loaded(msg)
	case screen.ChangedMsg:
		return h, h.load()
	case tea.KeyPressMsg:
		return h, h.press(msg)
	}
	return h, nil
}

func (h *home) loaded(m loadedMsg) tea.Cmd {
	if m.home != h || m.id != h.asked {
		return nil
	}
	if m.err != nil {
		h.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	h.page.Set(func(width int) []page.Line { return m.state.lines(h.env.Theme, width) })
	return nil
}

func (h *home) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		if target, ok := h.page.Target(); ok {
			return screen.Open(target.Name, target.Arg)
		}
	case "r":
		return h.load()
	}
	h.page.Update(msg)
	return nil
}

func (h *home) View(width, height int) string { return h.page.View(width, height) }
func (h *home) Title() string                 { return "Home" }
func (h *home) Typing() bool                  { return false }
func (h *home) Undecided() int                { return 0 }

func (h *home) Keys() []screen.Key {
	nowhere := ""
	if _, ok := h.page.Target(); !ok {
		nowhere = "this line leads nowhere"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open the list behind this line, go on with the review, or look at the import.", Disabled: nowhere},
		{Press: []string{"r"}, Do: "refresh", Help: "Count again.", Quiet: true},
	}, page.Keys()...)
}
