package browse

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// An answer that comes late must not put a screen over what is done by then.
func TestUndo_ALateAnswerOpensNothing(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(l *List)
		seen      bool // the list is drawn, as it is on top
		opens     bool
	}{
		"nothing else happened":              {func(*List) {}, true, true},
		"another screen is on top":           {func(*List) {}, false, false},
		"the cursor moved":                   {func(l *List) { l.Update(screen.Press("j")) }, true, false},
		"a menu is open":                     {func(l *List) { l.Update(screen.Press("s")) }, true, false},
		"somebody types into the filter":     {func(l *List) { l.Update(screen.Press("/")) }, true, false},
		"the list was left and came back":    {func(l *List) { l.Wake() }, true, false},
		"the same was asked once more since": {func(l *List) { l.Update(screen.Press("u")) }, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			l := newList("")
			l.kind.Detail = func(context.Context, string, *time.Location) (Detail, error) {
				return Detail{Build: func(int) []page.Line { return nil }, Undo: "c7"}, nil
			}
			settle(l, l.Init())
			_, ask := l.Update(screen.Press("u"))
			answer := ask()
			c.meanwhile(l)
			var all []tea.Msg
			for _, cmd := l.Update(answer); cmd != nil; _, cmd = l.Update(all[len(all)-1]) {
				if c.seen {
					l.View(80, 24)
				}
				all = append(all, cmd())
			}
			if holds(all, screen.OpenMsg{Name: "undo", Arg: "c7"}) != c.opens {
				t.Errorf("it led to %v", all)
			}
		})
	}
}
