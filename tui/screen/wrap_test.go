package screen_test

import (
	"slices"
	"testing"

	"homeroom/tui/screen"
)

func TestWrap_ADateIsNotBrokenAtItsHyphens(t *testing.T) {
	got := screen.Wrap("changed by k.alder (2026-11-22 17:04), by-hand", 28)
	if want := []string{"changed by k.alder", "(2026-11-22 17:04), by-hand"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := screen.Wrap("a well-known hyphen", 8); !slices.Equal(got, []string{"a well-", "known", "hyphen"}) {
		t.Errorf("a word is broken at its hyphen: %q", got)
	}
	if got := screen.Wrap("\ue000", 20); !slices.Equal(got, []string{"‹U+E000›"}) {
		t.Errorf("a character of the text's own: %q", got)
	}
}
