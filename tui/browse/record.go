package browse

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// Record is one record as a screen of its own: the same page as the list's detail pane, with a cursor that
// leads to what the record points at.
type Record struct {
	env   screen.Env
	kind  Kind
	key   string
	page  *page.Page
	link  screen.OpenMsg // what o opens: the first record that this one points at
	asked int
}

// NewRecord makes the screen of the record of that key.
func NewRecord(env screen.Env, kind Kind, key string) *Record {
	r := &Record{env: env, kind: kind, key: key, page: page.New(env.Theme)}
	r.say("Reading the record …")
	return r
}

// recordMsg answers load.
type recordMsg struct {
	record *Record
	id     int
	build  page.Build
	err    error
}

// Init reads the record.
func (r *Record) Init() tea.Cmd { return r.load() }

func (r *Record) load() tea.Cmd {
	r.asked++
	id, read, ctx, now, key := r.asked, r.kind.Detail, r.env.Context, r.env.Now, r.key
	return func() tea.Msg {
		build, err := read(ctx, key, zone(now))
		return recordMsg{r, id, build, err}
	}
}

func (r *Record) say(sentence string) {
	r.page.Set(func(width int) []page.Line { return page.Note(r.env.Theme, sentence, width) })
}

// Update takes keys, the answer to load and word of changes.
func (r *Record) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case recordMsg:
		return r, r.loaded(msg)
	case screen.ChangedMsg:
		return r, r.load()
	case tea.KeyPressMsg:
		return r, r.press(msg)
	}
	return r, nil
}

func (r *Record) loaded(m recordMsg) tea.Cmd {
	if m.record != r || m.id != r.asked {
		return nil
	}
	r.link = screen.OpenMsg{}
	if m.err != nil {
		r.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	r.page.Set(m.build)
	for _, l := range m.build(80) {
		if l.Open.Name == "device" || l.Open.Name == "user" {
			r.link = l.Open
			break
		}
	}
	return nil
}

func (r *Record) press(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		target, ok := r.page.Target()
		if !ok {
			target = r.link
		}
		return open(target)
	case "o":
		return open(r.link)
	case "y":
		return tea.Batch(tea.SetClipboard(r.key), screen.Say("Copied the "+r.kind.Copies+" "+text.Visible(r.key)+"."))
	case "r":
		return r.load()
	}
	r.page.Update(msg)
	return nil
}

func open(target screen.OpenMsg) tea.Cmd {
	if target.Name == "" {
		return nil
	}
	return screen.Open(target.Name, target.Arg)
}

// View draws the record.
func (r *Record) View(width, height int) string { return r.page.View(width, height) }

// Title names the record.
func (r *Record) Title() string { return r.kind.One + " " + text.Visible(r.key) }

// Typing is false: there is nothing to type into.
func (r *Record) Typing() bool { return false }

// Undecided is 0: a record leaves nothing open.
func (r *Record) Undecided() int { return 0 }

// Keys are what works here now.
func (r *Record) Keys() []screen.Key {
	nowhere := ""
	if r.link.Name == "" {
		nowhere = "this record points at no other"
	}
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open what this line leads to: a device, a user, or the import or save in the history."},
		{Press: []string{"o"}, Do: r.kind.Link, Help: "Go to the " + r.kind.Link + "; Esc comes back to this place.", Disabled: nowhere},
		{Press: []string{"y"}, Do: "copy", Help: "Copy the " + r.kind.Copies + "."},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the record again.", Quiet: true},
	}
	return append(keys, page.Keys()...)
}
