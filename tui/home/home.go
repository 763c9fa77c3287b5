// Package home shows what a tech lead sits down to: a field to scan into, what was left open, what needs attention,
// who holds what by kind of device and by site, and what was saved last. Each line opens the list behind it.
package home

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/form"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// home is the screen.
type home struct {
	env   screen.Env
	field *form.Field // to scan into
	scans bool        // it has the keyboard
	state *state      // nil until it was counted
	one   *page.Page  // everything, on a screen of one column
	left  *page.Page
	right *page.Page
	wide  bool // two columns
	aside bool // the cursor is in the right one
	asked int  // number of the newest request; answers to older ones are ignored
}

// New is the first screen of the console.
func New(env screen.Env) screen.Screen {
	h := &home{
		env: env, field: form.New(env.Theme, "Scan: "),
		one: page.New(env.Theme), left: page.New(env.Theme), right: page.New(env.Theme),
	}
	h.field.SetHint(invitation)
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

// wokenMsg answers Wake.
type wokenMsg struct {
	home *home
	open open
	err  error
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

// Wake reads again what was left open: a decision, or a form that was left, changes no record and so is told by
// nobody.
func (h *home) Wake() tea.Cmd {
	env := h.env
	return func() tea.Msg {
		o, err := readOpen(env)
		return wokenMsg{h, o, err}
	}
}

func (h *home) say(sentence string) {
	note := func(width int) []page.Line { return page.Note(h.env.Theme, sentence, width) }
	h.one.Set(note)
	h.left.Set(note)
	h.right.Set(func(int) []page.Line { return nil })
}

func (h *home) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		return h, h.loaded(msg)
	case wokenMsg:
		return h, h.woken(msg)
	case screen.ChangedMsg:
		return h, h.load()
	case tea.WindowSizeMsg:
		h.resize(msg.Width)
	case tea.PasteMsg:
		return h, h.paste(msg)
	case tea.KeyPressMsg:
		if h.scans {
			return h, h.typed(msg)
		}
		return h, h.press(msg)
	}
	return h, nil
}

func (h *home) loaded(m loadedMsg) tea.Cmd {
	if m.home != h || m.id != h.asked {
		return nil
	}
	if m.err != nil {
		if h.env.Context.Err() == context.Canceled { // the session is over
			return nil
		}
		h.state = nil
		h.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	h.state = &m.state
	h.show()
	return nil
}

func (h *home) woken(m wokenMsg) tea.Cmd {
	switch {
	case m.home != h || h.state == nil:
		return nil
	case m.err != nil:
		return screen.Fail(m.err)
	}
	h.state.open = m.open
	h.show()
	return nil
}

// show lays the state out anew; the cursor stays on its line.
func (h *home) show() {
	th, s := h.env.Theme, h.state
	h.one.Set(func(width int) []page.Line { return s.lines(th, width, s.work(), s.stock(), s.past()) })
	h.left.Set(func(width int) []page.Line { return s.lines(th, width, s.work(), s.past()) })
	h.right.Set(func(width int) []page.Line { return s.lines(th, width, s.stock()) })
}

// press takes a key while the cursor is among the lines.
func (h *home) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "/":
		h.scans = true
	case "enter":
		if target, ok := h.lines().Target(); ok {
			return screen.Open(target.Name, target.Arg)
		}
	case "u":
		if id := h.undoes(); id != 0 {
			return screen.Open("undo", strconv.FormatInt(id, 10))
		}
	case "r":
		return h.load()
	case "tab", "shift+tab", "l", "h", "right", "left":
		h.cross(msg.String())
	default:
		h.lines().Update(msg)
	}
	return nil
}

func (h *home) Title() string  { return "Home" }
func (h *home) Typing() bool   { return h.scans }
func (h *home) Undecided() int { return 0 }
