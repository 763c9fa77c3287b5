package tui

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// longestScan is how many characters a label may have: what is longer was not scanned.
const longestScan = 256

// scan looks up what was scanned or typed and lands on the record. What names several records, or none, opens the
// screen that tells them apart.
func (m *Model) scan(scanned string) tea.Cmd {
	lines := strings.FieldsFunc(scanned, func(r rune) bool { return r == '\n' || r == '\r' })
	scanned = store.CleanScan(scanned)
	switch {
	case scanned == "":
		return screen.Say("There is nothing to look up: scan or type an asset tag, a serial number or a User ID.")
	case len(lines) > 1 || utf8.RuneCountInString(scanned) > longestScan:
		return screen.Say(fmt.Sprintf("That is no scan: it has %s. Scan one label at a time.", sizeOf(lines, scanned)))
	case m.env.Store == nil:
		m.status = screen.StatusMsg{Text: fmt.Sprintf("There is no command %q. Press : and Tab to go through them, ? to read them all.", text.Visible(scanned)), Error: true}
		return nil
	}
	return looked(findScan)(m, scanned)
}

func sizeOf(lines []string, scanned string) string {
	if len(lines) > 1 {
		return fmt.Sprintf("%d lines", len(lines))
	}
	return fmt.Sprintf("%d characters", utf8.RuneCountInString(scanned))
}

// findScan is the one record that what was scanned names, or else the screen of the near matches.
func findScan(ctx context.Context, s *store.Store, scanned string) (tea.Msg, error) {
	found, err := s.Find(ctx, scanned)
	if err == nil && len(found) == 1 {
		return screen.OpenMsg{Name: string(found[0].Record), Arg: found[0].Key}, nil
	}
	return screen.OpenMsg{Name: "scan", Arg: scanned}, err
}
