package form_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func field() *form.Field { return form.New(theme.New(true, false), "/") }

func TestField_TypesEditsAndReportsChanges(t *testing.T) {
	f := field()
	for _, c := range []struct {
		press, want string
		changed     bool
	}{
		{"a", "a", true},
		{"b", "ab", true},
		{"left", "ab", false},
		{"é", "aéb", true},
		{"backspace", "ab", true},
		{"home", "ab", false},
		{"delete", "b", true},
		{"end", "b", false},
		{"ctrl+u", "", true},
		{"backspace", "", false},
		{"enter", "", false},
		{"up", "", false},
		{"ctrl+v", "", false},
	} {
		if changed := f.Update(screen.Press(c.press)); f.Value() != c.want || changed != c.changed {
			t.Errorf("%s: %q changed=%v, want %q %v", c.press, f.Value(), changed, c.want, c.changed)
		}
	}
}

func TestField_PasteBecomesOneLine(t *testing.T) {
	f := field()
	if !f.Update(tea.PasteMsg{Content: "C02\tXK1\nZZ\x1b[31m"}) {
		t.Error("a paste changes nothing")
	}
	if strings.ContainsAny(f.Value(), "\n\t\x1b") {
		t.Errorf("pasted %q", f.Value())
	}
}

func TestField_ShowsTheCursorAtAnyLengthAndWidth(t *testing.T) {
	f := field()
	f.SetValue(strings.Repeat("漢字abc", 20) + "END")
	for width := 2; width < 120; width++ {
		view := f.View(width)
		if screen.Width(view) > width || strings.Contains(view, "\n") {
			t.Fatalf("at %d cells it draws %q", width, view)
		}
		if !strings.Contains(view, "\x1b[7m") {
			t.Fatalf("at %d cells the cursor is out of sight: %q", width, view)
		}
	}
	if view := ansi.Strip(f.View(20)); !strings.HasSuffix(strings.TrimRight(view, " "), "END") {
		t.Errorf("the end, where the cursor is, is not in sight: %q", view)
	}
}

func TestField_HostileTextIsOnlyShown(t *testing.T) {
	f := field()
	f.SetValue("\u202egpj.csv\u200d")
	for range 9 {
		if view := f.View(40); strings.ContainsAny(view, "\u202e\u200d") {
			t.Errorf("reaches the terminal: %q", view)
		}
		f.Update(screen.Press("left"))
	}
}

func TestField_SaysWhatIsWrong(t *testing.T) {
	f := field()
	f.Validate(func(s string) error {
		if strings.Contains(s, "-") {
			return errors.New("a User ID has no hyphen")
		}
		return nil
	})
	f.SetValue("pat")
	if f.Err() != nil || len(f.Lines(40)) != 1 {
		t.Errorf("valid, but %v", f.Lines(40))
	}
	f.SetValue("pat-example")
	if lines := f.Lines(20); f.Err() == nil || !strings.Contains(strings.Join(lines, " "), "hyphen") || len(lines) != 3 {
		t.Errorf("not valid: %q", lines)
	}
}
