package browse

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// checklistKey is the key that begins a checklist for a record, or goes on with one that is open.
func checklistKey(record, why string) screen.Key {
	return screen.Key{
		Press: []string{"t"}, Do: "checklist", Disabled: why, Quiet: true,
		Help: "Begin a checklist for this " + record + ", such as removal or replacement, or go on with one that is open.",
	}
}

// beginless says why no checklist can be begun from the list now, "" when one can.
func (l *List) beginless() string {
	switch {
	case l.table.Marks() > 1:
		return fmt.Sprintf("a checklist is about one %s, and %d are marked: * or esc takes the marks away", l.kind.Record, l.table.Marks())
	case l.table.Marks() == 0 && l.table.Key() == "":
		return noRow
	}
	return ""
}

// begin asks for a checklist for the record that is marked, else for the one under the cursor.
func (l *List) begin() tea.Cmd {
	if l.beginless() != "" {
		return nil
	}
	if marked := l.table.Marked(); len(marked) == 1 {
		return begin(l.kind.Record, marked[0])
	}
	return begin(l.kind.Record, l.table.Key())
}

func begin(kind store.Kind, key string) tea.Cmd {
	return screen.Open("start", string(kind)+" "+key)
}
