// Package tui is the root of the console: it routes keys and messages to screens and draws what stands around
// them. What is done with records happens in the screens.
package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/act"
	"homeroom/tui/screen"
)

// Model is the root. It holds the screens that are open, one of which is on top, and at most one overlay (help,
// palette, command bar, a question) which then takes the keys.
type Model struct {
	env    screen.Env
	places []place
	tabs   []tab // the one on top is the last
	width  int
	height int
	over   overlay
	status screen.StatusMsg
	past   []string // command lines, oldest first
	looks  int      // number of the newest command that looks something up

	ask     func(ctx context.Context) (int64, error) // the newest history entry; nil without a store
	every   time.Duration
	begun   bool
	latest  int64
	reviews map[int64]string // the open ones, and whose they are
	trouble string           // what the last poll failed with
}

// overlay is what lies over the screen and takes its keys.
type overlay interface {
	// update takes a key or a paste; done closes the overlay.
	update(m *Model, msg tea.Msg) (done bool, cmd tea.Cmd)
	// view draws over the body.
	view(m *Model, body string, width, height int) string
	keys() []screen.Key
}

// New makes the console with Home on top, or with the screens of start, the last of them on top.
func New(env screen.Env, start ...screen.Screen) *Model { return newModel(env, places(), start...) }

func newModel(env screen.Env, places []place, start ...screen.Screen) *Model {
	if env.Context == nil {
		env.Context = context.Background()
	}
	m := &Model{env: env, places: places, every: time.Second}
	if env.Store != nil {
		m.ask = env.Store.Latest
	}
	if len(start) == 0 && len(places) > 0 {
		m.tabs = []tab{{name: places[0].name, entries: []entry{{screen: places[0].open(env, "")}}}}
		return m
	}
	t := tab{}
	for _, s := range start {
		t.entries = append(t.entries, entry{screen: s})
	}
	m.tabs = []tab{t}
	return m
}

// Init asks for the newest history entry first and lets the screens load after it, so that no change between
// the two is missed.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.begin(), tea.RequestBackgroundColor)
}

// Update routes a message, and wakes the screen that came on top by it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	before := m.standing()
	cmd := m.route(msg)
	m.outrun()
	if m.standing() != before {
		cmd = tea.Batch(cmd, m.wake())
	}
	return m, cmd
}

// route gives a message to whom it is for: its own to the root, keys to the overlay or the top screen, and whatever
// else, such as the answer of a screen's command, to every screen.
func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(msg)
	case tea.BackgroundColorMsg:
		m.env.Theme.SetDark(msg.IsDark())
		return nil
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case beganMsg:
		return m.began(msg)
	case polledMsg:
		return m.polled(msg)
	case agedMsg:
		return m.aged(msg)
	case foundMsg:
		return m.found(msg)
	case inboxMsg:
		m.inbox(msg)
		return nil
	}
	return m.asked(msg)
}

// wholeTerminal lets the terminal scroll all of its lines again; the cursor stays where it is.
const wholeTerminal = ansi.SaveCursor + "\x1b[r" + ansi.RestoreCursor

// resize takes over a new size of the terminal. A frame for the size before, still on the wire when the terminal
// changed, may end by letting only the lines of that size scroll, and then every later frame would break there: a
// change of size therefore draws once more after all lines are let go.
func (m *Model) resize(msg tea.WindowSizeMsg) tea.Cmd {
	changed := m.width > 0 && (m.width != msg.Width || m.height != msg.Height)
	m.width, m.height = msg.Width, msg.Height
	if !changed {
		return m.tell(msg)
	}
	return tea.Batch(m.tell(msg), tea.Sequence(tea.Raw(wholeTerminal), tea.ClearScreen))
}

// asked does what a screen asked for.
func (m *Model) asked(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.PushMsg:
		return m.push(entry{screen: msg.Screen})
	case screen.PopMsg:
		m.back()
		return nil
	case screen.OpenMsg:
		if msg.Name == "scan" && msg.Arg != "" {
			return m.scan(msg.Arg)
		}
		return m.open(msg.Name, msg.Arg)
	case screen.ActMsg:
		return m.push(entry{screen: act.Do(m.env, msg)})
	case screen.StatusMsg:
		m.status = msg
		return nil
	case screen.ChangedMsg:
		m.latest = max(m.latest, msg.Latest)
	}
	return m.tell(msg)
}

// paste gives a paste to the text field that has the keyboard. Where none has it, something was scanned.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	m.status = screen.StatusMsg{}
	switch {
	case m.over != nil:
		return m.overlaid(msg)
	case m.top() != nil && m.top().Typing():
		return m.forward(msg)
	}
	return m.scan(msg.Content)
}
