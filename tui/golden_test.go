package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/tui/screen"
)

func TestConsole_GoldenAtEverySize(t *testing.T) {
	views := []struct {
		name string
		keys []string
	}{
		{"list", nil},
		{"help", []string{"?"}},
		{"help-end", []string{"?", "G"}},
		{"palette", []string{"ctrl+p", "down"}},
		{"bar", []string{":", "h"}},
		{"quit", []string{"ctrl+c"}},
		{"error", []string{"e"}},
	}
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 40, Height: 10}, {Width: 30, Height: 6}} {
		for _, v := range views {
			t.Run(fmt.Sprintf("%s-%dx%d", v.name, size.Width, size.Height), func(t *testing.T) {
				env, places, _ := world()
				f := newFake(env, "Review")
				f.undecided = 2
				m := newModel(env, places, f)
				m.Update(size)
				for _, k := range v.keys {
					_, cmd := m.Update(screen.Press(k))
					if k == "e" {
						m.Update(cmd())
					}
				}
				golden.RequireEqual(t, m.View().Content)
			})
		}
	}
}

func TestConsole_NoLineIsEverWiderOrMissing(t *testing.T) {
	env, places, _ := world()
	env.Operator = "عليّ-漢字\u202e-operator"
	for _, keys := range [][]string{nil, {"?"}, {"ctrl+p"}, {":", "d"}, {"ctrl+c"}} {
		f := newFake(env, "Review of 漢字 and e\u0301tudes, a long title that does not fit a narrow terminal")
		f.undecided = 1
		m := newModel(env, places, f)
		m.status = screen.StatusMsg{Text: strings.Repeat("words that go on and on ", 30), Error: true}
		for _, k := range keys {
			m.Update(screen.Press(k))
		}
		for width := 1; width <= 250; width += 13 {
			for height := 1; height <= 70; height += 7 {
				m.Update(tea.WindowSizeMsg{Width: width, Height: height})
				check(t, m, width, height)
			}
		}
	}
}

func check(t testing.TB, m *Model, width, height int) {
	t.Helper()
	lines := strings.Split(m.View().Content, "\n")
	if len(lines) != height {
		t.Fatalf("%d lines on %d×%d", len(lines), width, height)
	}
	for i, line := range lines {
		if w := screen.Width(line); w > width {
			t.Fatalf("line %d takes %d cells on %d×%d: %q", i, w, width, height, line)
		}
		if strings.ContainsAny(line, "\t\r\u202e") {
			t.Fatalf("line %d lets a control character through: %q", i, line)
		}
	}
}
