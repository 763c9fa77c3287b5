package page_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func made(keys ...string) page.Build {
	return func(int) []page.Line {
		lines := []page.Line{{Text: "heading", Still: true}}
		for _, k := range keys {
			lines = append(lines, page.Line{Key: k, Text: "line " + k, Open: screen.OpenMsg{Name: "device", Arg: k}})
		}
		return lines
	}
}

func numbered(n int) page.Build {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprint(i)
	}
	return made(keys...)
}

func press(p *page.Page, keys ...string) {
	for _, k := range keys {
		p.Update(screen.Press(k))
	}
}

func TestPage_CursorStaysOnItsLineByKey(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(made("a", "b", "c"))
	press(p, "j", "j")
	p.Set(made("x", "y", "c", "a"))
	if p.Key() != "c" {
		t.Errorf("the cursor is on %q", p.Key())
	}
	p.Set(made("x"))
	if p.Key() != "x" {
		t.Errorf("with its line gone the cursor is on %q", p.Key())
	}
}

func TestPage_CursorPassesOverHeadings(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(made("a", "b"))
	if p.Key() != "a" {
		t.Errorf("it begins on %q", p.Key())
	}
	press(p, "k")
	if p.Key() != "a" {
		t.Errorf("up from the first line it is on %q", p.Key())
	}
	if m, ok := p.Target(); !ok || m.Arg != "a" {
		t.Errorf("enter opens %+v", m)
	}
}

func TestPage_ScrollsToTheCursorAndShowsTheHeadingAtTheTop(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(numbered(50))
	p.View(20, 10)
	for _, step := range []struct {
		keys []string
		on   string
	}{
		{[]string{"G"}, "49"},
		{[]string{"g"}, "0"},
		{[]string{"pgdown"}, "9"},
		{[]string{"pgup"}, "0"},
		{[]string{"ctrl+d", "ctrl+d"}, "10"},
		{[]string{"ctrl+u", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown"}, "49"},
	} {
		press(p, step.keys...)
		view := p.View(20, 10)
		if !strings.Contains(view, "› line "+step.on+"\n") && !strings.HasSuffix(view, "› line "+step.on) {
			t.Errorf("after %v the cursor should be on %s:\n%s", step.keys, step.on, view)
		}
		if n := strings.Count(view, "\n") + 1; n != 10 {
			t.Errorf("after %v there are %d lines", step.keys, n)
		}
		if step.on == "0" && !strings.HasPrefix(view, "  heading") {
			t.Errorf("after %v the heading is out of sight:\n%s", step.keys, view)
		}
	}
}

func TestPage_LongValuesWrapUnderThemselves(t *testing.T) {
	lines := page.Field(theme.New(true, false), "Full Name", strings.Repeat("Ostermoor ", 8), 60)
	if len(lines) < 2 || !lines[1].Still {
		t.Fatalf("lines: %+v", lines)
	}
	for _, l := range lines {
		if screen.Width(l.Text) > 60 {
			t.Errorf("%q is %d cells wide", l.Text, screen.Width(l.Text))
		}
	}
}

func TestPage_EmptyValuesAreSaidInWords(t *testing.T) {
	lines := page.Field(theme.New(true, false), "Room", "", 60)
	if !strings.HasSuffix(lines[0].Text, "(empty)") {
		t.Errorf("%q", lines[0].Text)
	}
}
