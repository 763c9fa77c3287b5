package tui

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// bar is the command bar. It stands in the status line.
type bar struct {
	field *form.Field
	files []string // of the operator's folder, for completion
	tries []string // what Tab goes through
	try   int
	back  int // how far back in the earlier commands, 0 is the new one
}

// inboxMsg brings the names of the files in the operator's folder.
type inboxMsg struct{ files []string }

// command opens the command bar.
func (m *Model) command() tea.Cmd {
	m.over = &bar{field: form.New(m.env.Theme, ":")}
	folder := m.env.Inbox
	return func() tea.Msg {
		found, err := os.ReadDir(folder)
		if err != nil { // no folder, no completion: the command itself says what is wrong with a file
			return nil
		}
		var files []string
		for _, f := range found {
			if f.Type().IsRegular() && !strings.HasPrefix(f.Name(), ".") {
				files = append(files, f.Name())
			}
		}
		return inboxMsg{files}
	}
}

func (m *Model) inbox(msg inboxMsg) {
	if b, ok := m.over.(*bar); ok {
		b.files = msg.files
	}
}

func (b *bar) update(m *Model, msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return true, nil
		case "enter":
			m.over = nil
			return true, m.run(b.field.Value())
		case "tab":
			b.complete(1)
			return false, nil
		case "shift+tab":
			b.complete(-1)
			return false, nil
		case "up":
			b.recall(m, 1)
			return false, nil
		case "down":
			b.recall(m, -1)
			return false, nil
		case "backspace":
			if b.field.Value() == "" {
				return true, nil
			}
		}
	}
	if paste, ok := msg.(tea.PasteMsg); ok && b.field.Value() == "" && strings.ContainsAny(paste.Content, "\r\n") {
		m.over = nil
		return true, m.scan(paste.Content) // a scanner that pastes ends in Enter; what is pasted never runs as a command
	}
	if b.field.Update(msg) {
		b.tries, b.back = nil, 0
	}
	return false, nil
}

// complete goes through what the text so far may become.
func (b *bar) complete(step int) {
	if b.tries == nil {
		b.tries, b.try = b.candidates(), -1
		if step < 0 {
			b.try = 0
		}
	}
	if len(b.tries) == 0 {
		return
	}
	b.try = (b.try + step + len(b.tries)) % len(b.tries)
	b.field.SetValue(b.tries[b.try])
	if len(b.tries) == 1 {
		b.tries = nil
	}
}

// candidates are the command lines that begin as the text does.
func (b *bar) candidates() []string {
	typed := b.field.Value()
	name, arg, spaced := strings.Cut(typed, " ")
	var out []string
	for _, c := range commands() {
		switch {
		case !spaced && strings.HasPrefix(c.name, name):
			out = append(out, strings.TrimSuffix(c.name+" "+c.arg, " "+c.arg)+space(c.arg))
		case spaced && c.name == name && c.choices != nil:
			for _, w := range c.choices {
				if strings.HasPrefix(w, strings.TrimSpace(arg)) {
					out = append(out, name+" "+w)
				}
			}
		case spaced && c.name == name && c.files:
			for _, f := range b.files {
				if strings.HasPrefix(strings.ToLower(f), strings.ToLower(strings.TrimSpace(arg))) {
					out = append(out, name+" "+f)
				}
			}
		}
	}
	sort.Strings(out)
	return out
}

// named reports whether the text begins with the name of a command.
func (b *bar) named() bool {
	name, _, _ := strings.Cut(strings.TrimSpace(b.field.Value()), " ")
	return slices.ContainsFunc(commands(), func(c command) bool { return c.name == name })
}

func space(arg string) string {
	if arg == "" {
		return ""
	}
	return " "
}

// recall brings back earlier commands.
func (b *bar) recall(m *Model, step int) {
	b.tries = nil
	b.back = max(0, min(b.back+step, len(m.past)))
	if b.back == 0 {
		b.field.SetValue("")
		return
	}
	b.field.SetValue(m.past[len(m.past)-b.back])
}

// run does a command line. What is no command was scanned: a command's name wins over a record of that name.
func (m *Model) run(line string) tea.Cmd {
	line = strings.TrimSpace(line)
	if line == "" {
		return nil
	}
	if len(m.past) == 0 || m.past[len(m.past)-1] != line {
		m.past = append(m.past, line)
	}
	name, arg, _ := strings.Cut(line, " ")
	arg = strings.TrimSpace(arg)
	for _, c := range commands() {
		switch {
		case c.name != name:
		case c.arg != "" && arg == "" && !c.bare, c.choices != nil && !slices.Contains(c.choices, arg):
			m.status = screen.StatusMsg{Text: fmt.Sprintf(":%s needs %s, for example :%s %s.", name, c.arg, name, c.example), Error: true}
			return nil
		default:
			return c.run(m, arg)
		}
	}
	return m.scan(line)
}

// view leaves the body as it is: the bar is in the status line.
func (b *bar) view(_ *Model, body string, _, _ int) string { return body }

// line draws the bar and, dimmed, what Tab would offer.
func (b *bar) line(m *Model, width int) string {
	names := make([]string, 0, 8)
	for _, c := range b.candidates() {
		names = append(names, text.Visible(strings.TrimSpace(c)))
	}
	if len(names) == 0 && strings.TrimSpace(b.field.Value()) != "" && !b.named() {
		names = append(names, "⏎ looks it up: tag, serial, User ID")
	}
	half := width / 2
	return screen.Fill(b.field.View(half), half) + m.env.Theme.Dim.Render(screen.Clip(strings.Join(names, "  "), width-half))
}

func (b *bar) keys() []screen.Key {
	return []screen.Key{
		{Press: []string{"enter"}, Do: "do it"},
		{Press: []string{"tab"}, Do: "complete"},
		{Press: []string{"up"}, Show: "↑", Do: "earlier"},
		{Press: []string{"esc"}, Do: "close"},
	}
}
