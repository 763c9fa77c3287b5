package browse

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// land puts the cursor on a record that came to be. The rows may tell of it only after the reading that is under way, so
// that it is looked for again after each, until a key is pressed.
func (l *List) land(m screen.LandMsg) tea.Cmd {
	if m.Record != l.kind.Record {
		return nil
	}
	l.landing = m.Key
	l.landed()
	return l.loadDetail(false)
}

// landed goes to the record to be on; where the filter hides it, it says so below.
func (l *List) landed() {
	l.hidden = ""
	if key, ok := l.find(l.landing); ok && !l.table.GotoKey(key) {
		l.hidden = text.Visible(key) + " is hidden by the filter"
	}
}

// find is the key of a row in the spelling of the record.
func (l *List) find(key string) (string, bool) {
	if l.rows == nil || key == "" {
		return "", false
	}
	for i := range l.rows.Len() {
		if found := l.rows.Key(i); strings.EqualFold(found, key) {
			return found, true
		}
	}
	return "", false
}

// touched is that somebody pressed a key: what was under way before it does not move the cursor or open anything.
func (l *List) touched() {
	l.pressed++
	l.landing, l.hidden = "", ""
}
