package tui

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/export"
	"homeroom/tui/history"
	"homeroom/tui/screen"
)

// command is a line of the command bar, as data.
type command struct {
	name    string
	arg     string   // what follows, as the help writes it; empty when nothing does
	choices []string // the only words that may follow; nil for any
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
		{name: "devices", arg: "QUERY", bare: true, help: "Go to Devices, or to those a query asks for.", run: filtered(store.KindDevice)},
		{name: "users", arg: "QUERY", bare: true, help: "Go to Users, or to those a query asks for.", run: filtered(store.KindUser)},
		{name: "bulk", help: "Go to Bulk.", run: opens("bulk")},
		{name: "settings", help: "Go to Settings: sites, groups, locations.", run: opens("settings")},
		{name: "checklist", arg: "NUMBER|PROCEDURE NAME", example: "7", bare: true, help: "Go to one by its number, or begin one: removal ada.byrne.", run: walked},
		{name: "import", arg: "FILE", example: "assign.csv", help: "Preview a file of your folder; nothing is saved by it.", files: true, run: importFile},
		{name: "export", arg: "TEMPLATE QUERY", example: "mut-computers room:204", help: "Write a vendor's file of the records that a query finds; what will be written is shown first.", run: exportTo},
		{name: "exports", help: "Go to the files that were written for vendors, to take one again or throw it away.", run: opens("exports")},
		{name: "device", arg: "SERIAL", example: "C02XK1ZZJG5H", help: "Open a device record, by serial number or asset tag.", run: looked(findDevice)},
		{name: "user", arg: "ID", example: "jane.doe", help: "Open a user record.", run: looked(findUser)},
		{name: "new", arg: "device|user", example: "device", choices: []string{"device", "user"}, help: "Fill in a new device record or user record.", run: begin},
		{name: "edit", arg: "NAME", example: "C02XK1ZZJG5H", help: "Edit a device record or user record, by serial number, asset tag or User ID.", run: looked(findEdit)},
		{name: "scan", arg: "TEXT", example: "SC02XK1ZZJG5H", bare: true, help: "Look up what a scanner types: asset tag, serial number or User ID. The word scan may be left out.", run: rescan},
		{name: "biography", arg: "NAME", example: "C02XK1ZZJG5H", help: "Who held a device, or what a person held, from when to when; by serial number, asset tag or User ID.", run: looked(findBiography)},
		{name: "history", arg: "NUMBER|NAME", example: "12", bare: true, help: "Go to History, to one import or save by its number, or to the biography of a serial number, asset tag or User ID.", run: past},
		{name: "summary", arg: "NUMBER", example: "12", help: "Show what became of every row of a saved import; there it is taken back, row by row, and its files are written.", run: looked(findImport)},
		{name: "undo", arg: "NUMBER", example: "12", help: "Show what taking back would put back, before it does: 12 is an import or save, 12:7,9 lines 7 and 9 of it, c5 one change.", run: undo},
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

// filtered opens a list by a query that is understood.
func filtered(kind store.Kind) func(*Model, string) tea.Cmd {
	return func(m *Model, query string) tea.Cmd {
		if _, err := store.ParseQuery(kind, query); err != nil {
			return screen.Fail(err)
		}
		return m.open(string(kind)+"s", query)
	}
}

// exportTo opens the page that writes a vendor's file, for a template and a query that are understood.
func exportTo(m *Model, arg string) tea.Cmd {
	if err := export.Check(arg); err != nil {
		return screen.Fail(err)
	}
	return m.open("export", arg)
}

// walked opens Checklists, one of them, or the beginning of a new one.
func walked(m *Model, name string) tea.Cmd {
	if name == "" {
		return m.open("checklists", "")
	}
	return looked(findChecklist)(m, name)
}

// past opens History, one save that there is, or a biography.
func past(m *Model, name string) tea.Cmd {
	if name == "" {
		return m.open("history", "")
	}
	return looked(findPast)(m, name)
}

// begin opens the form of a new record.
func begin(m *Model, kind string) tea.Cmd {
	return m.asked(screen.ActMsg{Act: screen.ActNew, Record: store.Kind(kind)})
}

// rescan looks something up, or opens the screen to scan one label after another.
func rescan(m *Model, scanned string) tea.Cmd {
	if scanned == "" {
		return m.open("scan", "")
	}
	return m.scan(scanned)
}

// undo opens what taking back would put back.
func undo(m *Model, arg string) tea.Cmd {
	if _, err := history.Request(arg); err != nil {
		return screen.Fail(err)
	}
	return looked(findUndo)(m, arg)
}
