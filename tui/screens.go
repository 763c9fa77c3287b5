package tui

import (
	"strconv"
	"strings"

	"homeroom/tui/act"
	"homeroom/tui/bulk"
	"homeroom/tui/checklist"
	"homeroom/tui/class"
	"homeroom/tui/device"
	"homeroom/tui/export"
	"homeroom/tui/history"
	"homeroom/tui/home"
	"homeroom/tui/scan"
	"homeroom/tui/screen"
	"homeroom/tui/settings"
	"homeroom/tui/user"
)

// place is a screen that can be asked for by name. The ones with a digit have a tab of their own.
type place struct {
	name  string
	title string
	digit string
	tab   string // on whose tab it opens; empty is the current one
	open  func(env screen.Env, arg string) screen.Screen
}

// places are the screens there are. The first is where the console begins.
func places() []place {
	return []place{
		{name: "home", title: "Home", digit: "1", open: plain(home.New)},
		{name: "devices", title: "Devices", digit: "2", open: device.Filtered},
		{name: "users", title: "Users", digit: "3", open: user.Filtered},
		{name: "bulk", title: "Bulk", digit: "4", tab: "bulk", open: openBulk},
		{name: "checklists", title: "Checklists", digit: "5", open: plain(checklist.New)},
		{name: "history", title: "History", digit: "6", open: openHistory},
		{name: "settings", title: "Settings", digit: "8", open: plain(settings.New)},
		{name: "checklist", open: checklist.Open},
		{name: "start", open: checklist.Start},
		{name: "device", open: device.Record},
		{name: "user", open: user.Record},
		{name: "class", open: class.Record},
		{name: "classes", open: class.Of},
		{name: "act", open: openHistory},
		{name: "import", open: openImport},
		{name: "undo", open: openUndo},
		{name: "biography", open: history.Biography},
		{name: "scan", open: scan.New},
		{name: "draft", open: openDraft},
		{name: "review", open: openReview},
		{name: "export", open: export.Open},
		{name: "exports", open: plain(export.New)},
	}
}

func plain(open func(screen.Env) screen.Screen) func(screen.Env, string) screen.Screen {
	return func(env screen.Env, _ string) screen.Screen { return open(env) }
}

// openBulk is the picker, a review that was begun ("review:7"), or a file by its path.
func openBulk(env screen.Env, arg string) screen.Screen {
	if arg == "" {
		return bulk.New(env)
	}
	if number, ok := strings.CutPrefix(arg, "review:"); ok {
		if id, err := strconv.ParseInt(number, 10, 64); err == nil {
			return bulk.Resume(env, id)
		}
	}
	return bulk.Open(env, arg)
}

// openReview is a review that was begun, on top of where it is asked for: leaving it leads back there.
func openReview(env screen.Env, arg string) screen.Screen {
	id, _ := strconv.ParseInt(arg, 10, 64) // a number that no review has is told by the screen
	return bulk.Resume(env, id)
}

// openHistory is the list of saves, or one of them by its number.
func openHistory(env screen.Env, arg string) screen.Screen {
	if id, err := strconv.ParseInt(arg, 10, 64); err == nil {
		return history.Act(env, id)
	}
	return history.New(env)
}

// openImport is what became of every row of a saved import, by its number.
func openImport(env screen.Env, arg string) screen.Screen {
	id, _ := strconv.ParseInt(arg, 10, 64) // a number that no import has is told by the screen
	return bulk.Summary(env, id)
}

// openUndo is what taking something back would put back: "12", "12:7,9" or "c5". What is no such name is told there.
func openUndo(env screen.Env, arg string) screen.Screen {
	request, _ := history.Request(arg)
	return history.Undo(env, request)
}

// openDraft is the form of a draft by its number, with what was typed into it before.
func openDraft(env screen.Env, arg string) screen.Screen {
	id, _ := strconv.ParseInt(arg, 10, 64) // a number that no draft has is told by the screen
	return act.Resume(env, id)
}

func (m *Model) place(name string) (place, bool) {
	for _, p := range m.places {
		if p.name == name {
			return p, true
		}
	}
	return place{}, false
}
