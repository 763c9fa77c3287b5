package bulk

import (
	"path"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// picker is the first step: what to import, what to continue, and what was imported lately.
type picker struct {
	*session
	folder string // inside the inbox, "." is the inbox itself
	asked  int    // the listing that is waited for
	table  *table.Table
	shown  entries
	names  int  // cells that a name has
	bare   bool // what is told about a name has no room
	filter *form.Field
	typing bool
	errs   []error
	ask    dialog.Dialog
	yes    func() (screen.Screen, tea.Cmd)
	days   int // after which reviews age out, 0 for never
	now    time.Time
}

func newPicker(s *session) *picker {
	p := &picker{session: s, folder: ".", table: table.New(s.env.Theme, nil), filter: form.New(s.env.Theme, "/")}
	p.table.SetEmpty("Reading the folder …")
	p.shown = entries{theme: s.env.Theme, names: &p.names, bare: &p.bare}
	s.picker = p
	return p
}

// columns are the picker's, and how many of width cells a name gets: names come before what is told about them. The
// first column is as wide as its longest word, and the names and what is told about them are not wider than the longest.
func columns(width int, wide widths) (list []table.Column, name int) {
	const changed, least = 16, 24
	about := 22
	if width >= roomyPicker {
		about = 34
	}
	about = min(about, wide.about)
	name = width - 2 - wide.what - 2
	list = []table.Column{{Title: "What", Min: wide.what}, {Title: "Name"}}
	if name-about-2 >= least {
		name -= about + 2
		list = append(list, table.Column{Title: "About", Min: about})
		if name-changed-2 >= max(least, min(wide.name, leastNamed)) {
			name -= changed + 2
			list = append(list, table.Column{Title: "Changed", Min: changed})
		}
	}
	list[1].Min = name
	return list, name
}

const leastNamed = 36 // cells that the longest name is given before it is told when a file changed

const roomyPicker = 100 // cells from which there is more to read about a line

// Init lists the folder.
func (p *picker) Init() tea.Cmd { return p.list() }

func (p *picker) again() tea.Cmd { return p.list() }

// Wake lists the folder and the open reviews again when the picker comes back on top: an edit may have been begun on
// another screen, and no record changes by that.
func (p *picker) Wake() tea.Cmd { return p.list() }

func (p *picker) list() tea.Cmd {
	p.asked = p.next()
	return listInbox(p.session, p.asked, p.folder)
}

// Title names the step.
func (p *picker) Title() string { return "Bulk" }

// Typing reports whether the filter is being typed or a question is open.
func (p *picker) Typing() bool { return p.typing || p.ask != nil }

// Undecided is 0: nothing is left open here.
func (p *picker) Undecided() int { return 0 }

// Update moves through the list, filters it and picks.
func (p *picker) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case inboxMsg:
		if msg.answers(p.session, p.asked) {
			p.show(msg)
		}
	case thrownMsg:
		if msg.to == p.session {
			return p, tea.Batch(p.list(), msg.say())
		}
	case takenMsg:
		if msg.to == p.session {
			return p, tea.Batch(p.list(), msg.say())
		}
	case agedMsg:
		if msg.to == p.session {
			return p, tea.Batch(p.list(), msg.say())
		}
	case screen.ChangedMsg, screen.ReviewsMsg:
		return p, p.list()
	case tea.KeyPressMsg:
		return p.press(msg)
	case tea.PasteMsg:
		switch {
		case p.ask != nil:
			return p.answer(msg)
		case p.typing:
			p.narrow(msg)
		}
	}
	return p, nil
}

func (p *picker) show(m inboxMsg) {
	p.errs, p.days, p.now = m.errs, m.days, m.now
	p.shown = entriesOf(m, p.shown, p.env.Operator)
	p.table.SetEmpty("Nothing to pick here: put a CSV or XLSX file into this folder, or type :import FILE.")
	p.table.SetSource(p.shown)
}

func (p *picker) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch {
	case p.ask != nil:
		return p.answer(msg)
	case p.typing && p.typed(msg):
		return p, nil
	}
	if next, cmd, ok := press(p, p.actions(), msg.String()); ok {
		return next, cmd
	}
	if msg.String() != "space" {
		p.table.Update(msg)
	}
	return p, nil
}

// typed gives a key to the filter and reports whether it was for it.
func (p *picker) typed(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "enter":
		p.typing = false
	case "esc":
		p.typing = false
		p.filter.SetValue("")
		p.table.Filter(nil)
	case "up", "down", "pgup", "pgdown":
		return false
	default:
		p.narrow(msg)
	}
	return true
}

func (p *picker) narrow(msg tea.Msg) {
	if !p.filter.Update(msg) {
		return
	}
	text := p.filter.Value()
	if text == "" {
		p.table.Filter(nil)
		return
	}
	p.table.Filter(func(i int) bool { return i < len(p.shown.list) && p.shown.list[i].matches(text) })
}

// actions are the keys of the picker.
func (p *picker) actions() []action {
	none := ""
	if p.table.Len() == 0 {
		none = "there is nothing to open here"
	}
	list := append([]action{
		{screen.Key{Press: []string{"enter", "l", "right"}, Show: "⏎", Do: "open", Help: "Open the file, the folder, the review or the import.", Disabled: none}, p.open},
	}, p.reviewActions()...)
	list = append(list,
		action{screen.Key{Press: []string{"/"}, Do: "filter", Help: "Show only the names that contain a text; Esc shows all again."}, p.startFilter},
		action{screen.Key{Press: []string{"r"}, Do: "look again", Help: "Read the folder again."}, func() (screen.Screen, tea.Cmd) { return p, p.list() }},
		action{
			screen.Key{Press: []string{"E", "shift+e"}, Show: "E", Do: "exports", Help: "Go to the files that were written for vendors, to take one again or throw it away.", Quiet: true},
			func() (screen.Screen, tea.Cmd) { return p, screen.Open("exports", "") },
		},
	)
	if p.table.Filtered() || p.folder != "." {
		list = append(list, action{screen.Key{Press: []string{"esc", "backspace", "h", "left"}, Show: "esc", Do: "back", Help: "Clear the filter, or go one folder up."}, p.back})
	}
	return list
}

// Keys are the keys of the picker and of its list.
func (p *picker) Keys() []screen.Key {
	switch {
	case p.ask != nil:
		return p.ask.Keys()
	case p.typing:
		return typingKeys()
	}
	return append(keysOf(p.actions()), listKeys()...)
}

func (p *picker) startFilter() (screen.Screen, tea.Cmd) {
	p.typing = true
	p.filter.Anew()
	return p, nil
}

func (p *picker) open() (screen.Screen, tea.Cmd) {
	i, ok := p.table.Index()
	if !ok {
		return p, nil
	}
	switch e := p.shown.list[i]; {
	case e.review != nil:
		return begin(p.session, p, "Finding the review again …", func(w work) tea.Cmd { return resume(w, e.review.ID) })
	case e.act != nil:
		return p, screen.Open("import", lineKey(int(e.act.ID)))
	case e.file.folder:
		return p.enter(e.file.rel)
	default:
		return begin(p.session, p, "Reading "+e.file.name+" …", func(w work) tea.Cmd { return readInbox(w, e.file.rel) })
	}
}

func (p *picker) enter(folder string) (screen.Screen, tea.Cmd) {
	p.folder = folder
	p.filter.SetValue("")
	p.table.Filter(nil)
	return p, p.list()
}

func (p *picker) back() (screen.Screen, tea.Cmd) {
	if p.table.Filtered() {
		p.filter.SetValue("")
		p.table.Filter(nil)
		return p, nil
	}
	return p.enter(path.Dir(p.folder))
}

// View draws where we are, the list, and the filter while there is one.
func (p *picker) View(width, height int) string {
	th := p.env.Theme
	where := "Inbox"
	if p.folder != "." {
		where += "/" + p.folder
	}
	head := []string{th.Title.Render(screen.Clip(or(where, ""), width))}
	for _, err := range p.errs {
		what, remedy := explain(err)
		head = append(append(head, ""), refusalLines(th, what, remedy, width)...)
	}
	var foot []string
	if height >= tallFoot {
		foot = p.about(width)
	}
	if p.typing || p.table.Filtered() {
		foot = append(foot, p.filter.View(width))
	}
	room := height - len(head) - len(foot)
	var list []table.Column
	list, p.names = columns(width, p.shown.widths())
	p.bare = len(list) == 2
	p.table.SetColumns(list)
	body := screen.Body(p.table.View(width, max(2, room)), width, room)
	view := block(append(append(head, body...), foot...), width, height)
	if p.ask != nil {
		return dialog.Over(view, p.ask.View(width, height), width, height)
	}
	return view
}
