package table_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

func TestTable_GoldenAtEverySize(t *testing.T) {
	for _, size := range []struct{ width, height int }{{80, 24}, {120, 40}, {40, 10}, {200, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			tab := table.New(theme.New(true, false), columns())
			tab.SetSource(&many{rows: 600})
			tab.View(size.width, size.height)
			press(tab, "j", "space", "j")
			view := tab.View(size.width, size.height)
			for i, line := range strings.Split(view, "\n") {
				if screen.Width(line) > size.width {
					t.Errorf("line %d is wider than %d cells", i, size.width)
				}
			}
			golden.RequireEqual(t, view+"\n"+tab.Info())
		})
	}
}
