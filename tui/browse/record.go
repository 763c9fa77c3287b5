package browse

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// Record is one record as a screen of its own: the same page as the list's detail pane, with a cursor that
// leads to what the record points at, and the everyday acts on it.
type Record struct {
	env    screen.Env
	kind   Kind
	key    string
	page   *page.Page
	detail Detail
	known  bool // detail is of the record as read last
	asked  int
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
	detail Detail
	err    error
}

// Init reads the record.
func (r *Record) Init() tea.Cmd { return r.load() }

func (r *Record) load() tea.Cmd {
	r.asked++
	m := recordMsg{record: r, id: r.asked}
	read, ctx, now, key := r.kind.Detail, r.env.Context, r.env.Now, r.key
	return func() tea.Msg {
		m.detail, m.err = read(ctx, key, now().Location())
		return m
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
	r.detail, r.known = m.detail, m.err == nil
	if m.err != nil {
		r.say(screen.Words(m.err))
		return screen.Fail(m.err)
	}
	r.page.Set(m.detail.Build)
	return nil
}

func (r *Record) press(msg tea.KeyPressMsg) tea.Cmd {
	if a, ok := actOf(r.kind.Record, msg.String()); ok {
		return r.act(a)
	}
	switch msg.String() {
	case "enter":
		target, ok := r.page.Target()
		if !ok {
			target = r.detail.Other
		}
		return open(target)
	case "o":
		return open(r.detail.Other)
	case "u":
		if r.detail.Undo != "" {
			return screen.Open("undo", r.detail.Undo)
		}
	case "b":
		if r.known {
			return screen.Open("biography", r.detail.Key)
		}
	case "t":
		if r.known {
			return begin(r.kind.Record, r.detail.Key)
		}
	case "y":
		return tea.Batch(tea.SetClipboard(r.key), screen.Say("Copied the "+r.kind.Copies+" "+text.Visible(r.key)+"."))
	case "r":
		return r.load()
	default:
		r.page.Update(msg)
	}
	return nil
}

func open(target screen.OpenMsg) tea.Cmd {
	if target.Name == "" {
		return nil
	}
	return screen.Open(target.Name, target.Arg)
}

// why says why an act cannot be done on this record, "" when it can.
func (r *Record) why(a act) string {
	switch {
	case a.of != "" && a.of != r.kind.Record:
		return a.instead
	case a.takes == none:
		return ""
	case !r.known:
		return unread
	}
	return r.detail.Refuse(a.act)
}

const unread = "the record has not been read"

func (r *Record) act(a act) tea.Cmd {
	switch {
	case r.why(a) != "":
		return nil
	case a.takes == none:
		return screen.Do(a.act, r.kind.Record)
	}
	return screen.Do(a.act, r.kind.Record, r.detail.Key)
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
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open what this line leads to: a device, a user, or the import or save in the history."},
		{Press: []string{"o"}, Do: r.kind.Link, Help: "Go to the " + r.kind.Link + "; Esc comes back to this place.", Disabled: when(r.detail.Other.Name == "", nowhereElse)},
	}
	for _, a := range acts(r.kind.Record) {
		k := a.asKey(a.do, r.why(a))
		k.Quiet = k.Quiet || a.takes == none // another record is not made from this one
		keys = append(keys, k)
	}
	begins := checklistKey(string(r.kind.Record), when(!r.known, unread))
	begins.Quiet = false
	keys = append(
		keys,
		begins,
		screen.Key{Press: []string{"b"}, Do: "biography", Help: "Open the biography: every holder with from and to, and every change.", Disabled: when(!r.known, unread)},
		undoKey(r.kind.Record, when(r.detail.Undo == "", nothingSaved), false),
		screen.Key{Press: []string{"y"}, Do: "copy", Help: "Copy the " + r.kind.Copies + ".", Quiet: true},
		screen.Key{Press: []string{"r"}, Do: "refresh", Help: "Read the record again.", Quiet: true},
	)
	return append(keys, page.Keys()...)
}
