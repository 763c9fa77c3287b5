package browse

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// export asks for the page that writes a vendor's file: of the marked records, or else of those that the filter shows.
func (l *List) export() tea.Cmd {
	list := string(l.kind.Record) + "s"
	if l.table.Marks() > 0 {
		return screen.Open("export", list+"\n"+strings.Join(l.table.Marked(), "\n"))
	}
	query := l.filter.Value()
	if l.problem != "" {
		query = l.query
	}
	return screen.Open("export", strings.TrimSpace(list+" "+query))
}

// exportKeys are the key for it, with the number of marked records where there are any.
func (l *List) exportKeys() []screen.Key {
	do := "export"
	if n := l.table.Marks(); n > 0 {
		do += " " + strconv.Itoa(n)
	}
	return []screen.Key{{
		Press: []string{"w"}, Do: do, Help: "Write a vendor's file of the marked records, or else of those that the filter shows.",
	}}
}
