package tui

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// command is a line of the command bar, as data.
type command struct {
	name    string
	arg     string // what follows, as the help writes it; empty when nothing does
	example string
	help    string
	bare    bool // works without its argument too
	files   bool // the argument is a file of the operator's folder
	run     func(m *Model, arg string) tea.Cmd
}

func (c command) usage() string { return strings.TrimSpace(":" + c.name + " " + c.arg) }

func commands() []command {
	return []command{
		{name: "home", help: "Go to Home.", run: opens("home")},
		{name: "devices", help: "Go to Devices.", run: opens("devices")},
		{name: "users", help: "Go to Users.", run: opens("users")},
		{name: "bulk", help: "Go to Bulk.", run: opens("bulk")},
		{name: "import", arg: "FILE", example: "assign.csv", help: "Preview a file of your folder; nothing is saved by it.", files: true, run: importFile},
		{name: "device", arg: "SERIAL", example: "C02XK1ZZJG5H", help: "Open a device record.", run: opens("device")},
		{name: "user", arg: "ID", example: "jane.doe", help: "Open a user record.", run: opens("user")},
		{name: "history", arg: "NUMBER", example: "12", bare: true, help: "Go to History, or to one save by its number.", run: opens("history")},
		{name: "undo", arg: "NUMBER", example: "12", help: "Show what taking back a save would put back, before it does.", run: undo},
		{name: "w", help: "Save, as ctrl+s does.", run: func(m *Model, _ string) tea.Cmd { return m.press(screen.Press("ctrl+s")) }},
		{name: "help", help: "List the keys.", run: func(m *Model, _ string) tea.Cmd { m.over = &help{}; return nil }},
		{name: "quit", help: "Quit; asks first if something is undecided.", run: func(m *Model, _ string) tea.Cmd { return m.quit("enter") }},
		{name: "q", help: "Quit, as :quit does.", run: func(m *Model, _ string) tea.Cmd { return m.quit("enter") }},
	}
}

// commandKeys are the commands for the help page.
func commandKeys() []screen.Key {
	var keys []screen.Key
	for _, c := range commands() {
		keys = append(keys, screen.Key{Show: c.usage(), Help: c.help})
	}
	return keys
}

func opens(name string) func(*Model, string) tea.Cmd {
	return func(m *Model, arg string) tea.Cmd { return m.open(name, arg) }
}

// importFile takes a bare name from the operator's folder.
func importFile(m *Model, arg string) tea.Cmd {
	if !filepath.IsAbs(arg) && m.env.Inbox != "" {
		arg = filepath.Join(m.env.Inbox, arg)
	}
	return m.open("bulk", arg)
}

// undo opens the save: what it changed has to be seen before it is taken back.
func undo(m *Model, arg string) tea.Cmd {
	if _, err := strconv.ParseInt(arg, 10, 64); err != nil {
		m.status = screen.StatusMsg{Text: fmt.Sprintf(":undo needs the number of a save, not %q. History lists them.", arg), Error: true}
		return nil
	}
	m.status = screen.StatusMsg{Text: "u shows what taking back save " + arg + " would put back."}
	return m.open("act", arg)
}
