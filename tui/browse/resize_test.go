package browse_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

// run does a command and all that comes of it.
func run(d *desk, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			run(d, c)
		}
		return
	}
	_, next := d.Update(msg)
	run(d, next)
}

// check resizes the desk and looks whether every line fits and none is missing or acts on the terminal.
func check(t *testing.T, d *desk, width, height int) {
	t.Helper()
	_, cmd := d.Update(tea.WindowSizeMsg{Width: width, Height: height})
	run(d, cmd)
	view := d.View().Content
	lines := strings.Split(view, "\n")
	if len(lines) != height {
		t.Fatalf("%d lines on %d×%d", len(lines), width, height)
	}
	for i, l := range lines {
		if w := screen.Width(l); w > width {
			t.Fatalf("line %d takes %d cells on %d×%d: %q", i, w, width, height, l)
		}
		if plain := ansi.Strip(l); strings.ContainsAny(plain, "\x1b\t\r\x07\u202e\u200b") || strings.Contains(l, "\x1b[2J") {
			t.Fatalf("line %d lets something through on %d×%d: %q", i, width, height, l)
		}
	}
}

// sweep goes from 40×10 to 250×70 and back.
func sweep(do func(width, height int)) {
	for step := -30; step <= 30; step++ {
		n := 30 - max(step, -step)
		do(40+7*n, 10+2*n)
	}
}

func TestResize_EveryLineFitsAndTheCursorStaysOnItsRecord(t *testing.T) {
	env := strange(t)
	for name, c := range map[string]struct {
		open func() screen.Screen
		keys []string
		on   string // what the line of the cursor says at every size
	}{
		"devices":           {func() screen.Screen { return device.Filtered(env, "") }, []string{"j", "j", "j", "j"}, "OAKPAD000002"},
		"filter open":       {func() screen.Screen { return device.Filtered(env, "") }, []string{"j", "j", "j", "j", "/", "O", "A", "K"}, "OAKPAD000002"},
		"wrong filter":      {func() screen.Screen { return device.Filtered(env, "") }, []string{"j", "j", "j", "j", "/", "f", "o", ":"}, "OAKPAD000002"},
		"sorted and marked": {func() screen.Screen { return device.Filtered(env, "") }, []string{"s", "n", "*", "G"}, "OAKPAD000004"},
		"pane":              {func() screen.Screen { return device.Filtered(env, "") }, []string{"G", "tab", "j", "j"}, "ODDPAD000009"},
		"users":             {func() screen.Screen { return user.Filtered(env, "") }, []string{"G", "k"}, "odd.9"},
		"device":            {func() screen.Screen { return device.Record(env, "OAKPAD000002") }, nil, "ada.fern"},
		"device's history":  {func() screen.Screen { return device.Record(env, "ODDPAD000004") }, []string{"G"}, "2026-08-24"},
		"user":              {func() screen.Screen { return user.Record(env, "ada.fern") }, []string{"j"}, ""},
		"user's history":    {func() screen.Screen { return user.Record(env, "odd.3") }, []string{"G"}, "2026-08-24"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(env, c.open())
			check(t, d, 80, 24)
			run(d, d.Init())
			for _, k := range c.keys {
				_, cmd := d.Update(screen.Press(k))
				run(d, cmd)
			}
			at := ""
			sweep(func(width, height int) {
				check(t, d, width, height)
				on := line(ansi.Strip(d.View().Content), "›")
				if on == "" || !strings.Contains(on, c.on) {
					t.Fatalf("on %d×%d the cursor is on %q", width, height, on)
				}
				if width == 40 && at == "" {
					at = on
				}
			})
			if on := line(ansi.Strip(d.View().Content), "›"); on != at {
				t.Errorf("the cursor went from\n%s\nto\n%s", at, on)
			}
		})
	}
}

func TestResize_MenusAndQuestionsFitEverywhere(t *testing.T) {
	env := strange(t)
	for i := range 12 {
		storeView(t, env, fmt.Sprintf("View %d of many, with a long name", i), "site:OAK held:yes room:"+fmt.Sprint(i))
	}
	for _, keys := range [][]string{{"s"}, {"s", "end"}, {"v"}, {"v", "end"}, {"v", "-"}, {"v", "-", "1"}, {"v", "+"}, {"v", "+", "x", "enter"}} {
		d := newDesk(env, device.Filtered(env, "site:OAK"))
		check(t, d, 80, 24)
		run(d, d.Init())
		for _, k := range keys {
			_, cmd := d.Update(screen.Press(k))
			run(d, cmd)
		}
		sweep(func(width, height int) { check(t, d, width, height) })
	}
}

func TestResize_OnARealTerminalTheCursorsLineIsInSight(t *testing.T) {
	env := strange(t)
	term := tuitest.Start(t, newDesk(env, device.Filtered(env, "")), 40, 10)
	term.WaitFor("1 of 17")
	term.Press("G", "k", "k", "k")
	term.WaitFor("14 of 17")
	sweep(func(width, height int) {
		term.Resize(width, height)
		term.WaitUntil(fmt.Sprintf("%d×%d drawn anew", width, height), func(s string) bool {
			lines := strings.Split(s, "\n")
			return strings.Contains(line(s, "›"), "ODDPAD000006") && len(lines) >= height-1 && strings.HasPrefix(lines[height-2], "14 of 17")
		})
	})
}
