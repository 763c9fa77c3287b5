package history

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// biography is the screen of who held a device, or what a person held, and all that happened beside.
type biography struct {
	env     screen.Env
	name    string
	page    *page.Page
	life    store.Biography
	known   bool
	zone    *time.Location
	now     time.Time   // when it was read
	asks    *form.Field // for a day, or for a file's name; nil when nothing is asked
	asking  question
	wrong   string         // what is wrong with what was typed
	day     time.Time      // that was asked for last; zero for none
	answer  string         // who held it on that day
	marked  map[int64]bool // holdings of that day, by the entry they began with
	writing bool
	asked   int // number of the newest request; answers to older ones are ignored
}

// question is what is being asked for.
type question int

const (
	whichDay question = iota
	whichFile
)

// Biography is the story of a device (by serial number or asset tag) or of a person (by User ID).
func Biography(env screen.Env, name string) screen.Screen {
	b := &biography{env: env, name: name, page: page.New(env.Theme), zone: time.UTC}
	b.say("Reading the history …")
	return b
}

// lifeMsg answers load.
type lifeMsg struct {
	biography *biography
	id        int
	life      store.Biography
	now       time.Time
	err       error
}

func (b *biography) Init() tea.Cmd { return b.load() }

func (b *biography) load() tea.Cmd {
	b.asked++
	m, s, ctx, now, name := lifeMsg{biography: b, id: b.asked}, b.env.Store, b.env.Context, b.env.Now, b.name
	return func() tea.Msg {
		m.now = now()
		m.life, m.err = s.Biography(ctx, name)
		return m
	}
}

func (b *biography) say(sentence string) {
	b.page.Set(func(width int) []page.Line { return page.Note(b.env.Theme, sentence, width) })
}

func (b *biography) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case lifeMsg:
		return b, b.loaded(msg)
	case pageMsg:
		return b, b.wrote(msg)
	case screen.ChangedMsg:
		return b, b.load()
	case tea.PasteMsg:
		if b.asks != nil && b.asks.Update(msg) {
			b.wrong = ""
		}
	case tea.KeyPressMsg:
		if b.asks != nil {
			return b, b.typed(msg)
		}
		return b, b.press(msg)
	}
	return b, nil
}

func (b *biography) loaded(m lifeMsg) tea.Cmd {
	if m.biography != b || m.id != b.asked {
		return nil
	}
	if m.err != nil {
		b.known = false
		b.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	b.life, b.now, b.zone, b.known = m.life, m.now, m.now.Location(), true
	b.told()
	return nil
}

func (b *biography) show() {
	b.page.Set(func(width int) []page.Line { return b.lines(width) })
}

// Title names whose it is.
func (b *biography) Title() string {
	if b.known {
		return "Biography of " + b.life.Key
	}
	return "Biography of " + b.name
}

func (b *biography) Typing() bool   { return b.asks != nil || b.writing }
func (b *biography) Undecided() int { return 0 }

func (b *biography) press(msg tea.KeyPressMsg) tea.Cmd {
	switch key := msg.String(); key {
	case "enter":
		if target, ok := b.page.Target(); ok {
			return screen.Open(target.Name, target.Arg)
		}
	case "o":
		if kind, key := b.other(); key != "" {
			return screen.Open(string(kind), key)
		}
	case "d", "w":
		if b.known {
			b.ask(key)
		}
	case "u":
		if e := b.under(); e != nil {
			return screen.Open("undo", written(requestFor(e)))
		}
	case "y":
		if b.known {
			return tea.Batch(tea.SetClipboard(b.life.Key), screen.Say("Copied "+text.Visible(b.life.Key)+"."))
		}
	case "r":
		return b.load()
	default:
		b.page.Update(msg)
	}
	return nil
}

// requestFor is the whole save of an entry, or the line of the file that it came from.
func requestFor(e *store.Entry) store.UndoRequest {
	if e.Line == 0 {
		return store.UndoRequest{Act: e.Act}
	}
	return store.UndoRequest{Act: e.Act, Lines: []int{e.Line}}
}
