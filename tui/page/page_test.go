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
	lines := page.Groups(theme.New(true, false), 60, page.Group{Title: "Person", Facts: []page.Fact{{Label: "Full Name", Value: strings.Repeat("Ostermoor ", 8)}}})[2:]
	if len(lines) < 2 || lines[0].Still || !lines[1].Still {
		t.Fatalf("lines: %+v", lines)
	}
	for _, l := range lines {
		if screen.Width(l.Text) > 60 {
			t.Errorf("%q is %d cells wide", l.Text, screen.Width(l.Text))
		}
	}
}

func TestPage_EmptyValuesAreSaidInWords(t *testing.T) {
	lines := page.Groups(theme.New(true, false), 60, page.Group{Title: "Device", Facts: []page.Fact{{Label: "Room"}}})
	if !strings.HasSuffix(lines[2].Text, "(empty)") {
		t.Errorf("%q", lines[2].Text)
	}
}

// entries are lines that lead somewhere, each with so many lines below it.
func entries(n, below int) page.Build {
	return func(int) []page.Line {
		var lines []page.Line
		for i := range n {
			lines = append(lines, page.Line{Key: fmt.Sprint(i), Text: fmt.Sprintf("entry %d", i)})
			for j := range below {
				lines = append(lines, page.Line{Text: fmt.Sprintf("  change %d.%d", i, j), Still: true})
			}
		}
		return lines
	}
}

func TestPage_ShowsWhatBelongsToTheLineOfTheCursor(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(entries(5, 3))
	p.View(20, 10)
	press(p, "j", "j")
	if view := p.View(20, 10); !strings.HasSuffix(view, "change 2.2") {
		t.Errorf("the lines of entry 2 are out of sight:\n%s", view)
	}
	press(p, "j", "j", "j", "j")
	if view := p.View(20, 10); !strings.HasSuffix(view, "change 4.2") {
		t.Errorf("the end of the page is never seen:\n%s", view)
	}
	press(p, "k", "k", "k")
	if view := p.View(20, 10); !strings.HasPrefix(view, "› entry 1") {
		t.Errorf("on the way up:\n%s", view)
	}
}

func TestPage_WhatIsTallerThanTheScreenIsScrolledThrough(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(entries(2, 12))
	seen := map[string]bool{}
	look := func() {
		for _, l := range strings.Split(p.View(20, 5), "\n") {
			seen[strings.TrimSpace(strings.TrimPrefix(l, "›"))] = true
		}
	}
	look()
	for range 26 {
		press(p, "j")
		look()
	}
	if len(seen) != 26 {
		t.Errorf("26 lines, %d seen", len(seen))
	}
	if view := p.View(20, 5); !strings.HasSuffix(view, "change 1.11") {
		t.Errorf("at the end:\n%s", view)
	}
	for range 26 {
		press(p, "k")
		p.View(20, 5)
	}
	if view := p.View(20, 5); !strings.HasPrefix(view, "› entry 0") {
		t.Errorf("back at the top:\n%s", view)
	}
	press(p, "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
	if view := p.View(20, 5); !strings.HasSuffix(view, "change 1.11") {
		t.Errorf("by pages:\n%s", view)
	}
}

func TestPage_WithoutALineToRestOnIsScrolledThrough(t *testing.T) {
	p := page.New(theme.New(true, false))
	p.Set(func(int) []page.Line {
		lines := make([]page.Line, 12)
		for i := range lines {
			lines[i] = page.Line{Text: fmt.Sprint("note ", i), Still: true}
		}
		return lines
	})
	p.View(20, 5)
	for range 12 {
		press(p, "j")
	}
	if view := p.View(20, 5); !strings.HasSuffix(view, "note 11") {
		t.Errorf("the end is never seen:\n%s", view)
	}
}
