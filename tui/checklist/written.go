package checklist

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/tui/screen"
)

// What is noted where a checklist wrote a file: by it the steps after find the file again.
const (
	wroteBefore = "wrote "
	wroteAfter  = " into the inbox"
)

func wroteNote(name string) string { return wroteBefore + name + wroteAfter }

// wroteFile is the file that a note tells of; empty where it tells of none.
func wroteFile(note string) string {
	name, after := strings.CutSuffix(note, wroteAfter)
	name, before := strings.CutPrefix(name, wroteBefore)
	if !after || !before {
		return ""
	}
	return name
}

// written is the file that this checklist wrote last; empty while it wrote none.
func (w *walk) written() string {
	name, newest := "", time.Time{}
	look := func(d *procedure.Done) {
		if file := wroteFile(d.Note); file != "" && !d.At.Before(newest) {
			name, newest = file, d.At
		}
	}
	for i := range w.walk.Stages {
		s := &w.walk.Stages[i]
		if s.Done != nil {
			look(s.Done)
		}
		for j := range s.Notes {
			look(&s.Notes[j])
		}
	}
	return name
}

// openWritten opens a file of the inbox in Bulk; where it is not there any more, the picker.
func openWritten(env screen.Env, name string) tea.Cmd {
	return func() tea.Msg {
		if name == "" || !there(env.Inbox, name) {
			return screen.OpenMsg{Name: "bulk"}
		}
		return screen.OpenMsg{Name: "bulk", Arg: name}
	}
}

// there reports whether the inbox has a file of that name.
func there(inbox, name string) bool {
	root, err := os.OpenRoot(inbox)
	if err != nil {
		return false
	}
	defer func() { _ = root.Close() }()
	info, err := root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// inbox lists the names that are taken in the inbox; of a folder that cannot be read none, which writing then tells.
func inbox(folder string) []string {
	entries, _ := os.ReadDir(folder)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// free is a name like the one wished for that is not taken: "revoke-lark.xlsx", then "revoke-lark-2.xlsx".
func free(wish string, taken []string) string {
	ending := filepath.Ext(wish)
	name := wish
	for n := 2; slices.Contains(taken, name); n++ {
		name = strings.TrimSuffix(wish, ending) + "-" + decimal(n) + ending
	}
	return name
}
