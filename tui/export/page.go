package export

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// The lines of the page that can be changed.
const (
	lineLayout = iota
	lineForm
	lineWhat
	lineFile
	lines
)

// page is the screen on which is chosen how records go out, and seen what will be written.
type page struct {
	env     screen.Env
	asked   asked
	layouts []*template.Template
	layout  int
	format  int
	changes bool // only what changed
	cursor  int
	name    *form.Field
	typing  bool
	own     bool // the name was typed
	fixed   bool // the layout was named or chosen, or is the first with a row to write
	top     int  // first line in sight of what is told
	told    int  // how many there were at the last view

	number  int // of the newest working out; answers to older ones are ignored
	run     *progress.Run
	out     *importer.Outgoing // what would be written; nil while it is worked out
	last    *store.Export      // the export since which there may be changes; nil for none
	why     string             // why there is none
	err     error              // why nothing can be written
	writing bool
}

func newPage(env screen.Env, a asked, layout *template.Template) *page {
	p := &page{env: env, asked: a, layouts: template.Fit(a.kind), name: form.New(env.Theme, "")}
	p.layout = max(0, slices.IndexFunc(p.layouts, func(t *template.Template) bool {
		return layout != nil && t.Name == layout.Name || layout == nil && t.MayChange() == nil // most want a vendor's file
	}))
	p.fixed = layout != nil
	p.propose()
	return p
}

// candidates are the layouts that are looked through for the first that has a row to write.
func (p *page) candidates() []int {
	list := []int{p.layout}
	for i, t := range p.layouts {
		if !p.fixed && i != p.layout && t.MayChange() == nil {
			list = append(list, i)
		}
	}
	return list
}

func (p *page) template() *template.Template { return p.layouts[p.layout] }

func (p *page) form() string { return p.template().Formats()[p.format] }

// propose writes a name for the file where nobody typed one.
func (p *page) propose() {
	if !p.own {
		p.name.SetValue(p.template().Name + "-" + p.env.Now().Format("2006-01-02") + "." + p.form())
	}
}

func (p *page) Init() tea.Cmd {
	if p.err != nil {
		return nil
	}
	return p.workOut()
}

func (p *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readyMsg:
		p.ready(msg)
	case wroteMsg:
		return p, p.wrote(msg)
	case progress.Msg:
		return p, p.run.Took(msg)
	case screen.ChangedMsg:
		if !p.writing && p.number > 0 {
			return p, p.workOut()
		}
	case tea.KeyPressMsg:
		return p, p.press(msg)
	case tea.PasteMsg:
		if p.typing {
			p.own = p.name.Update(msg) || p.own
		}
	}
	return p, nil
}

func (p *page) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	switch {
	case p.typing && (key == "enter" || key == "esc"):
		p.typing = false
		if strings.TrimSpace(p.name.Value()) == "" {
			p.own = false
			p.propose()
		}
		return nil
	case p.typing:
		p.own = p.name.Update(msg) || p.own
		return nil
	case p.writing:
		if key == "esc" {
			p.run.Cancel()
		}
		return nil
	}
	switch key {
	case "down", "j":
		p.cursor = min(p.cursor+1, lines-1)
	case "up", "k":
		p.cursor = max(p.cursor-1, 0)
	case "pgdown", "ctrl+d":
		p.top = min(p.top+1, max(0, p.told-1))
	case "pgup", "ctrl+u":
		p.top = max(p.top-1, 0)
	case "right", "l":
		return p.turn(1)
	case "left", "h":
		return p.turn(-1)
	case "enter":
		p.typing = p.cursor == lineFile
	case "ctrl+s":
		return p.write()
	}
	return nil
}

// turn changes the value of the line under the cursor, and works out anew what would be written.
func (p *page) turn(by int) tea.Cmd {
	if p.unturned() != "" {
		return nil
	}
	switch p.cursor {
	case lineLayout:
		p.layout = (p.layout + by + len(p.layouts)) % len(p.layouts)
		p.format, p.changes, p.last, p.why, p.fixed = 0, false, nil, "", true
	case lineForm:
		n := len(p.template().Formats())
		p.format = (p.format + by + n) % n
		if p.own {
			p.name.SetValue(strings.TrimSuffix(p.name.Value(), extension(p.name.Value())) + "." + p.form())
		}
		p.propose()
		return nil
	case lineWhat:
		p.changes = !p.changes
	}
	p.propose()
	return p.workOut()
}

func extension(name string) string {
	if at := strings.LastIndexByte(name, '.'); at >= 0 {
		return name[at:]
	}
	return ""
}

// unturned says why the line under the cursor has no other value.
func (p *page) unturned() string {
	switch {
	case p.writing:
		return "the file is being written"
	case p.cursor == lineFile:
		return "the name is typed: enter"
	case p.cursor == lineForm && len(p.template().Formats()) == 1:
		return "a file of this layout has no other form"
	case p.cursor == lineWhat && p.why != "":
		return p.why
	case p.cursor == lineWhat && p.last == nil && !p.changes:
		return "it is being worked out"
	}
	return ""
}

// unwritten says why the file cannot be written now.
func (p *page) unwritten() string {
	switch {
	case p.writing:
		return "the file is being written"
	case p.err != nil:
		return screen.Words(p.err)
	case p.out == nil:
		return "it is being worked out"
	case p.out.Len() == 0:
		return "there is no row to write"
	case p.env.Inbox == "":
		return "there is no folder to write into: begin with --inbox"
	}
	return ""
}

func (p *page) Title() string  { return "Export · " + p.asked.words() }
func (p *page) Typing() bool   { return p.typing }
func (p *page) Undecided() int { return 0 }

func (p *page) Keys() []screen.Key {
	if p.typing {
		return []screen.Key{{Press: []string{"enter", "esc"}, Show: "⏎", Do: "keep name", Help: "Keep the name of the file as typed; an empty one is proposed again."}}
	}
	if p.writing {
		return p.run.Keys()
	}
	return []screen.Key{
		{Press: []string{"ctrl+s"}, Do: "write", Help: "Write the file into the folder that the page names, and remember it among the exports.", Disabled: p.unwritten()},
		{Press: []string{"left", "right", "h", "l"}, Show: "← →", Do: "change", Help: "Change the layout, the form, or whether all goes out or only what changed.", Disabled: p.unturned()},
		{Press: []string{"up", "down", "j", "k"}, Show: "↑ ↓", Do: "move", Help: "Move to another line.", Quiet: true},
		{Press: []string{"enter"}, Show: "⏎", Do: "file name", Help: "Type another name for the file.", Disabled: when(p.cursor != lineFile, "go to the line of the file first")},
		{Press: []string{"pgdown", "pgup", "ctrl+d", "ctrl+u"}, Show: "PgDn PgUp", Do: "scroll", Help: "Scroll what is told of the file.", Quiet: true},
	}
}

func when(not bool, why string) string {
	if not {
		return why
	}
	return ""
}

// figure writes a number with its thousands apart.
func figure(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
