package screen_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
)

func hostile() []string {
	return []string{
		"", "plain", "漢字漢字", "e\u0301tude", "नमस्ते", "👍🏽 ok", "👨\u200d👩\u200d👧", "עברית", "\x1b[31mred", "a\tb\nc", "\u202eevil", "\xff\xfe", "\u0301",
	}
}

func TestFit_IsExactlyAsWideAsAskedWhateverTheText(t *testing.T) {
	for _, s := range hostile() {
		for width := 0; width < 20; width++ {
			for _, got := range []string{screen.Fit(s, width), screen.FitRight(s, width)} {
				if screen.Width(got) != width || strings.ContainsAny(got, "\x1b\t\n\u202e\u200d") || !utf8.ValidString(got) {
					t.Errorf("%q at %d cells: %q", s, width, got)
				}
			}
		}
	}
}

func TestFit_SaysThatSomethingWasCut(t *testing.T) {
	if got := screen.Fit("Pat Example", 7); got != "Pat Ex…" {
		t.Errorf("got %q", got)
	}
	if got := screen.FitRight("12", 5); got != "   12" {
		t.Errorf("got %q", got)
	}
}

func TestWrap_KeepsEveryWordWithinTheWidth(t *testing.T) {
	for _, s := range append(hostile(), "Pat Example has no device of this platform yet, "+strings.Repeat("x", 40)) {
		for width := 2; width < 30; width++ {
			for _, l := range screen.Wrap(s, width) {
				if screen.Width(l) > width {
					t.Errorf("%q at %d cells: %q", s, width, l)
				}
			}
		}
	}
	if got := strings.Join(screen.Wrap("one two three", 7), "|"); got != "one two|three" {
		t.Errorf("got %q", got)
	}
}

func TestCut_KeepsPlacesWhenAWideCharacterIsCutThrough(t *testing.T) {
	line := "ab漢字cd" // cells 2-3 and 4-5 are wide
	for left := range 9 {
		for right := left; right < 12; right++ {
			got := screen.Cut(line, left, right)
			if want := min(right, 8) - left; screen.Width(got) > max(0, right-left) || left > 0 && screen.Width(got) < max(0, want-1) {
				t.Errorf("cells %d to %d: %q", left, right, got)
			}
		}
	}
	if got := screen.Cut(line, 3, 8); got != " 字cd" {
		t.Errorf("got %q", got)
	}
}

func TestBeside_NeitherPaneMovesTheOther(t *testing.T) {
	left := "short\n" + strings.Repeat("漢字", 20) + "\n\x1b[1mbold\x1b[m"
	right := strings.Repeat("wide ", 30) + "\nB"
	lines := strings.Split(screen.Beside(left, right, " │ ", 21, 60, 5), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines, want 5", len(lines))
	}
	for i, l := range lines {
		bar := strings.Index(l, "│")
		if screen.Width(l[:bar]) != 22 || screen.Width(l) > 60 {
			t.Errorf("line %d: the pane begins at %d of %d: %q", i, screen.Width(l[:bar]), screen.Width(l), l)
		}
	}
}

func TestPress_SpellsKeysAsTheProgramDoes(t *testing.T) {
	for _, name := range []string{
		"j", "G", "?", ":", "]", "é", "漢", "space", "enter", "esc", "tab", "shift+tab", "ctrl+s", "ctrl+p", "alt+x", "pgup", "pgdown", "home", "end", "up", "f1", "+", "ctrl++",
	} {
		if got := screen.Press(name).String(); got != name {
			t.Errorf("%q is pressed as %q", name, got)
		}
	}
}

func TestClip_LeavesStylesWhole(t *testing.T) {
	got := screen.Clip("\x1b[1mbold and long\x1b[m", 6)
	if ansi.Strip(got) != "bold …" || !strings.Contains(got, "\x1b[m") {
		t.Errorf("got %q", got)
	}
}

func TestClip_LeavesNoMarkOfWhatWasCutAway(t *testing.T) {
	if got := screen.Clip("abcdef \u0301\u0300 gh\u0301", 5); got != "abcd…" {
		t.Errorf("got %q", got)
	}
	if got := screen.Cut("a\u0301b \u0301cd", 3, 5); got != "cd" {
		t.Errorf("got %q", got)
	}
}
