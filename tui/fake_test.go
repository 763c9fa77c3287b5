package tui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// fake is an invented screen: a list of rows, one of which can be typed into, with keys of every kind.
type fake struct {
	env       screen.Env
	name      string
	table     *table.Table
	typing    bool
	typed     string
	undecided int
	under     string // what it writes
	changes   int
	clearable bool
	unsavable bool
	inits     int
	got       []string
}

func newFake(env screen.Env, name string) *fake {
	f := &fake{env: env, name: name, table: table.New(env.Theme, []table.Column{
		{Title: "Serial", Min: 8}, {Title: "Full Name", Min: 10, Weight: 2}, {Title: "Room", Min: 5, Priority: 1},
	})}
	var keys []string
	var cells [][]string
	for i := range 600 {
		key := fmt.Sprintf("C02%05d", i)
		keys = append(keys, key)
		cells = append(cells, []string{key, fmt.Sprintf("Person %d", i), fmt.Sprintf("R%d", i%30)})
	}
	f.table.SetRows(keys, cells)
	return f
}

func (f *fake) Init() tea.Cmd { f.inits++; return nil }

func (f *fake) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.ChangedMsg:
		f.changes++
	case tea.PasteMsg:
		f.typed += msg.Content
	case tea.KeyPressMsg:
		return f, f.press(msg)
	}
	return f, nil
}

func (f *fake) press(key tea.KeyPressMsg) tea.Cmd {
	f.got = append(f.got, key.String())
	switch {
	case f.typing && key.String() == "esc":
		f.typing = false
	case f.typing:
		f.typed += key.Text
	case key.String() == "esc":
		f.clearable = false
	case key.String() == "/":
		f.typing = true
	case key.String() == "enter":
		return screen.Push(newFake(f.env, "Record "+f.table.Key()))
	case key.String() == "x":
		panic("the screen broke")
	case key.String() == "e":
		return screen.Fail(fmt.Errorf("Record %s could not be read: the file is gone (open it again)", f.table.Key()))
	default:
		f.table.Update(key)
	}
	return nil
}

func (f *fake) View(width, height int) string {
	info := f.table.Info()
	if f.typed != "" {
		info += "  typed:" + f.typed
	}
	if f.changes > 0 {
		info += fmt.Sprintf("  changed %d times", f.changes)
	}
	return f.table.View(width, height-1) + "\n" + info
}

func (f *fake) Title() string   { return f.name }
func (f *fake) Typing() bool    { return f.typing }
func (f *fake) Working() string { return f.under }
func (f *fake) Undecided() int  { return f.undecided }

func (f *fake) Keys() []screen.Key {
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open the record under the cursor."},
		{Press: []string{"/"}, Do: "filter", Help: "Show only what matches; Esc clears it."},
		{Press: []string{"e"}, Do: "fail", Help: "Do what cannot be done."},
		{Press: []string{"u"}, Do: "undo", Help: "Take back the newest save.", Disabled: "Nothing was saved yet."},
	}
	if !f.unsavable {
		keys = append(keys, screen.Key{Press: []string{"ctrl+s"}, Do: "save", Help: "Save what is accepted, all of it or nothing."})
	}
	if f.clearable {
		keys = append(keys, screen.Key{Press: []string{"esc"}, Do: "clear", Help: "Clear the filter."})
	}
	return append(keys, table.Keys()...)
}

// world is an env without a store and places that are all invented.
func world() (screen.Env, []place, map[string]*fake) {
	env := screen.Env{Context: context.Background(), Theme: theme.New(true, false), Operator: "alex"}
	made := map[string]*fake{}
	open := func(name string) func(screen.Env, string) screen.Screen {
		return func(env screen.Env, arg string) screen.Screen {
			f := newFake(env, strings.TrimSpace(name+" "+arg))
			made[f.name] = f
			return f
		}
	}
	return env, []place{
		{name: "home", title: "Home", digit: "1", open: open("Home")},
		{name: "devices", title: "Devices", digit: "2", open: open("Devices")},
		{name: "bulk", title: "Bulk", digit: "4", tab: "bulk", open: open("Bulk")},
		{name: "history", title: "History", digit: "6", open: open("History")},
		{name: "device", open: open("Device")},
		{name: "act", open: open("Act")},
	}, made
}
