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
	scan  *form.Scan
	state *state     // nil until it was counted
	open  open       // what was left open, as it was read last
	one   *page.Page // everything, on a screen of one column
	left  *page.Page
	right *page.Page
	wide  bool // two columns
	aside bool // the cursor is in the right one
	asked int  // number of the newest request; answers to older ones are ignored
	opens int  // number of the newest look at what was left open
	known int  // number of the look that open is of
}

// New is the first screen of the console.
func New(env screen.Env) screen.Screen {
	h := &home{
		env: env, scan: form.NewScan(env.Theme),
		one: page.New(env.Theme), left: page.New(env.Theme), right: page.New(env.Theme),
	}
	h.say("Counting …")
	return h
}

// loadedMsg answers load; opens is the number of its look at what was left open.
type loadedMsg struct {
	home      *home
	id, opens int
	state     state
	err       error
}

// wokenMsg answers Wake.
type wokenMsg struct {
	home *home
	id   int
	open open
	err  error
}

func (h *home) Init() tea.Cmd { return h.load() }

func (h *home) load() tea.Cmd {
	h.asked++
	h.opens++
	m, env := loadedMsg{home: h, id: h.asked, opens: h.opens}, h.env
	return func() tea.Msg {
		m.state, m.err = read(env)
		return m
	}
}

// Wake reads again what was left open: a decision, or a form that was left, changes no record and so is told by
// nobody.
func (h *home) Wake() tea.Cmd {
	h.opens++
	m, env := wokenMsg{home: h, id: h.opens}, h.env
	return func() tea.Msg {
		m.open, m.err = readOpen(env)
		return m
	}
}

// leftOpen takes what was left open, unless a later look has told of it already.
func (h *home) leftOpen(id int, o open) {
	if id > h.known {
		h.known, h.open = id, o
	}
	if h.state != nil {
		h.state.open = h.open
		h.show()
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
	case screen.ReviewsMsg:
		return h, h.Wake()
	case tea.WindowSizeMsg:
		h.resize(msg.Width)
	case tea.PasteMsg:
		return h, h.typed(msg)
	case tea.KeyPressMsg:
		if h.scan.Typing() {
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
	h.leftOpen(m.opens, m.state.open)
	return nil
}

func (h *home) woken(m wokenMsg) tea.Cmd {
	switch {
	case m.home != h:
		return nil
	case m.err != nil:
		return screen.Fail(m.err)
	}
	h.leftOpen(m.id, m.open)
	return nil
}

// typed takes a key or a paste for the line that is scanned into, and asks the root to look it up.
func (h *home) typed(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "esc" {
		h.scan.Close()
		return nil
	}
	scanned, ended := h.scan.Update(msg)
	if !ended {
		return nil
	}
	h.scan.Close()
	if scanned == "" {
		return nil
	}
	return screen.Open("scan", scanned)
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
		h.scan.Open()
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
func (h *home) Typing() bool   { return h.scan.Typing() }
func (h *home) Undecided() int { return 0 }
