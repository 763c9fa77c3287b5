package checklist

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// begin begins a checklist: the procedure is chosen, then who or what it is about is found by typing.
type begin struct {
	env     screen.Env
	record  store.Kind // what it was asked for from; empty for none
	key     string
	wish    string // the procedure that was asked for by name
	about   about  // of the record
	known   bool   // about has been read
	menu    *page.Page
	chosen  *procedure.Procedure // nil while it is chosen
	request procedure.Request
	finds   []*find             // what was asked for so far; the last one is on the screen
	before  []procedure.Request // the request as it was before each of them was answered
	failed  string
	overlap string // number of the open checklist that stands in the way; empty for none
	busy    string
}

// newBegin reads what was asked for: words of a procedure, then the kind and the key of a record.
func newBegin(env screen.Env, arg string) *begin {
	b := &begin{env: env, menu: page.New(env.Theme)}
	first, rest, _ := strings.Cut(strings.TrimSpace(arg), " ")
	if kind := store.Kind(first); kind != store.KindUser && kind != store.KindDevice && kind != store.KindSite {
		b.wish = first
		first, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
	}
	b.record, b.key = store.Kind(first), strings.TrimSpace(rest)
	b.menu.Set(func(width int) []page.Line { return page.Note(env.Theme, "Reading the records …", width) })
	return b
}

// aboutMsg answers Init; choicesMsg answers the question what there is to choose from; begunMsg answers start.
type (
	aboutMsg struct {
		begin *begin
		about about
		err   error
	}
	choicesMsg struct {
		begin *begin
		find  *find
		all   []choice
		err   error
	}
	begunMsg struct {
		begin  *begin
		number string
		latest int64
		err    error
	}
)

// Init reads what is known of the record.
func (b *begin) Init() tea.Cmd {
	m, env, kind, key := aboutMsg{begin: b}, b.env, b.record, b.key
	return func() tea.Msg {
		m.about, m.err = readAbout(env, kind, key)
		return m
	}
}

// Update takes keys, pastes, answers and word of changes.
func (b *begin) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case aboutMsg:
		if msg.begin == b {
			return b, b.learn(msg)
		}
	case choicesMsg:
		if msg.begin == b {
			return b, b.listed(msg)
		}
	case begunMsg:
		if msg.begin == b {
			return b, b.begun(msg)
		}
	case screen.ChangedMsg:
		if f := b.find(); f != nil && b.busy == "" {
			return b, b.read(f)
		}
	case tea.PasteMsg:
		if f := b.find(); f != nil && b.busy == "" {
			f.update(msg)
		}
	case tea.KeyPressMsg:
		return b, b.press(msg)
	}
	return b, nil
}

// learn takes what is known of the record, and goes on with the procedure that was asked for by name.
func (b *begin) learn(m aboutMsg) tea.Cmd {
	if m.err != nil {
		b.failed = screen.Words(m.err)
		return screen.Fail(m.err)
	}
	b.about, b.known = m.about, true
	b.menu.Set(b.entries)
	if b.wish == "" {
		return nil
	}
	p, err := procedure.ByName(b.wish)
	if err == nil && b.about.why(p) == "" {
		return b.choose(p)
	}
	b.wish = ""
	if err != nil {
		b.failed = screen.Words(err)
	} else {
		b.failed = screen.Sentence(p.Title + ": " + b.about.why(p))
	}
	return nil
}

// choose goes on with a procedure.
func (b *begin) choose(p *procedure.Procedure) tea.Cmd {
	b.chosen, b.failed, b.finds, b.before = p, "", nil, nil
	b.request = b.about.request(p)
	return b.next()
}

// next asks for what is needed next, or begins the checklist.
func (b *begin) next() tea.Cmd {
	list := needs(b.chosen, &b.request)
	if len(list) == 0 {
		return b.start()
	}
	f := newFind(b.env, list[0])
	b.finds, b.before = append(b.finds, f), append(b.before, b.request)
	return b.read(f)
}

func (b *begin) read(f *find) tea.Cmd {
	m, env, read := choicesMsg{begin: b, find: f}, b.env, f.need.read
	return func() tea.Msg {
		m.all, m.err = read(env.Context, env)
		return m
	}
}

func (b *begin) listed(m choicesMsg) tea.Cmd {
	if m.err != nil {
		return screen.Fail(m.err)
	}
	m.find.put(m.all)
	return nil
}

// find is the question on the screen; nil while the procedure is chosen.
func (b *begin) find() *find {
	if len(b.finds) == 0 {
		return nil
	}
	return b.finds[len(b.finds)-1]
}

// start puts the checklist on record.
func (b *begin) start() tea.Cmd {
	b.busy = "Beginning the checklist …"
	b.request.Procedure = b.chosen.Name
	m, env, request := begunMsg{begin: b}, b.env, b.request
	return func() tea.Msg {
		w, err := procedure.Start(env.Context, env.Store, env.Operator, request)
		if m.err = err; err == nil {
			m.number = w.Checklist.Number
			m.latest, _ = env.Store.Latest(env.Context) // without it the poll tells of it a moment later
		}
		return m
	}
}

// begun goes on to the checklist, in the place of this. What could not be begun leaves the last question standing.
func (b *begin) begun(m begunMsg) tea.Cmd {
	b.busy = ""
	if m.err != nil {
		b.failed = screen.Words(m.err)
		b.back()
		if open := new(procedure.OverlapError); errors.As(m.err, &open) {
			b.overlap = open.Number
		}
		return nil
	}
	return tea.Sequence(screen.Pop, screen.Open("checklist", m.number), tell(screen.ChangedMsg{Latest: m.latest}))
}

// back takes the last answer back: the question it answered is on the screen again.
func (b *begin) back() {
	if n := len(b.before); n > 0 {
		b.request = b.before[n-1]
		return
	}
	b.chosen = nil
}

// Title names the procedure, once it is chosen.
func (b *begin) Title() string {
	if b.chosen == nil {
		return "Begin a checklist"
	}
	return "Begin: " + b.chosen.Title
}

// Typing is true while something is looked for, and while the checklist is begun.
func (b *begin) Typing() bool { return b.find() != nil && b.overlap == "" || b.busy != "" }

// Undecided is 0: nothing has been begun.
func (b *begin) Undecided() int { return 0 }
