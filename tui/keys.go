package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// keys are the root's own, in the order of the help page.
func (m *Model) keys() []screen.Key {
	keys := []screen.Key{
		{Press: []string{"?", "f1"}, Show: "?", Do: "help", Help: "List every key that works here (also F1)."},
		{Press: []string{":"}, Do: "command", Help: "Type a command; Tab completes it, ↑ brings back earlier ones. What is no command is looked up as a scan: a tag, serial number or User ID. A paste is looked up anywhere."},
		{Press: []string{"ctrl+p"}, Do: "palette", Help: "Find anything that can be done here by its words."},
	}
	for _, p := range m.places {
		if p.digit != "" {
			keys = append(keys, screen.Key{Press: []string{p.digit}, Do: p.title, Help: "Go to " + p.title + ".", Quiet: true})
		}
	}
	return append(keys,
		screen.Key{Press: []string{"esc"}, Do: "back", Help: "One step back; it never quits.", Quiet: true},
		screen.Key{Press: []string{"q"}, Do: "back", Help: "Back; on the first screen, quit.", Quiet: true},
		screen.Key{Press: []string{"ctrl+c"}, Do: "quit", Help: "Quit; asks first if something is undecided.", Quiet: true},
	)
}

// press routes a key. Ctrl+c and F1 are always the root's; then come the overlay, a text field, the root's
// three doors (? : ctrl+p), the keys that the screen lists, the root's ways back, and again the screen.
func (m *Model) press(key tea.KeyPressMsg) tea.Cmd {
	press, undo := key.String(), m.status.Undo
	m.status = screen.StatusMsg{}
	switch {
	case press == "ctrl+c":
		return m.quit(press)
	case m.over != nil:
		return m.overlaid(key)
	case press == "f1":
		m.over = &help{}
		return nil
	case m.top() != nil && m.top().Typing():
		return m.forward(key)
	case press == "u" && undo != 0: // the status line said so
		return m.open("undo", strconv.FormatInt(undo, 10))
	}
	if door := m.door(press); door != nil {
		return door()
	}
	if k, ok := find(m.screenKeys(), press); ok {
		if k.Disabled != "" {
			m.status = screen.StatusMsg{Text: screen.Sentence(k.Disabled)}
			return nil
		}
		return m.forward(key)
	}
	if way := m.way(press); way != nil {
		return way()
	}
	return m.forward(key)
}

func (m *Model) door(press string) func() tea.Cmd {
	switch press {
	case "?":
		return func() tea.Cmd { m.over = &help{}; return nil }
	case ":":
		return m.command
	case "ctrl+p":
		return func() tea.Cmd { m.over = newPalette(m); return nil }
	}
	return nil
}

func (m *Model) way(press string) func() tea.Cmd {
	switch press {
	case "esc":
		return func() tea.Cmd {
			if !m.back() {
				m.status = screen.StatusMsg{Text: "This is the first screen; q quits."}
			}
			return nil
		}
	case "q":
		return func() tea.Cmd {
			if !m.back() {
				return m.quit(press)
			}
			return nil
		}
	}
	if press == "ctrl+s" {
		return func() tea.Cmd {
			m.status = screen.StatusMsg{Text: "There is nothing to save here."}
			return nil
		}
	}
	for _, p := range m.places {
		if p.digit == press {
			return func() tea.Cmd { return m.visit(p) }
		}
	}
	return nil
}

// overlaid gives a message to the overlay. One that closes may have opened another.
func (m *Model) overlaid(msg tea.Msg) tea.Cmd {
	over := m.over
	done, cmd := over.update(m, msg)
	if done && m.over == over {
		m.over = nil
	}
	return cmd
}

// quit ends the program, after asking when something is undecided or under way. While it asks, ctrl+c answers nothing:
// the key that asked is never the key that confirms.
func (m *Model) quit(asked string) tea.Cmd {
	if _, asking := m.over.(*question); asking {
		return nil
	}
	var text []string
	under := m.working()
	if under != "" {
		text = append(text, under+" is not over yet. Quitting stops it, and nothing of it is written, unless it has committed by then: History (6) tells.")
	}
	switch n := m.undecided(); {
	case n == 1:
		text = append(text, "1 row is undecided. What is decided so far is kept: you find the review again under Bulk.")
	case n > 1:
		text = append(text, fmt.Sprintf("%d rows are undecided. What is decided so far is kept: you find the review again under Bulk.", n))
	}
	if len(text) == 0 {
		return tea.Quit
	}
	m.over = &question{dialog.NewConfirm(m.env.Theme, "Quit?", strings.Join(text, "\n"), asked, "quit"), under}
	return nil
}

// question is an overlay that asks whether to quit.
type question struct {
	dialog.Dialog
	under string // what was under way when it was asked
}

// outrun takes the question away once what it told of is over: it would say what is not so any more.
func (m *Model) outrun() {
	q, asking := m.over.(*question)
	if !asking || q.under == m.working() {
		return
	}
	m.over = nil
	m.status = screen.StatusMsg{Text: q.under + " was over before you answered, and you did not quit. What came of it stands here."}
}

func (q *question) update(_ *Model, msg tea.Msg) (bool, tea.Cmd) {
	switch q.Update(msg) {
	case dialog.Yes:
		return true, tea.Quit
	case dialog.No:
		return true, nil
	}
	return false, nil
}

func (q *question) view(_ *Model, body string, width, height int) string {
	return dialog.Over(body, q.View(width, height), width, height)
}

func (q *question) keys() []screen.Key { return q.Keys() }

// screenKeys are those of the screen on top; while the status line tells of a save that u takes back, that is the first.
func (m *Model) screenKeys() []screen.Key {
	if m.top() == nil {
		return nil
	}
	keys := m.top().Keys()
	if m.status.Undo == 0 || m.top().Typing() {
		return keys
	}
	first := screen.Key{Press: []string{"u"}, Do: "undo", Help: "Show what taking back the save that the status line tells of would put back."}
	return append([]screen.Key{first}, slices.DeleteFunc(keys, func(k screen.Key) bool { return k.Is("u") })...)
}

// find is the first key of that press, an enabled one before a disabled one.
func find(keys []screen.Key, press string) (screen.Key, bool) {
	var found screen.Key
	ok := false
	for _, k := range keys {
		if k.Is(press) && (!ok || found.Disabled != "" && k.Disabled == "") {
			found, ok = k, true
		}
	}
	return found, ok
}
