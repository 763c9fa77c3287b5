package bulk_test

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// reviewKeys are what is pressed at random in a review: every key of it, keys of what it opens, and letters.
var reviewKeys = [...]string{
	"y", "n", "l", "N", "e", "a", "m", "M", "F", "f", "/", "space", "*", "]", "[", "r", "j", "k", "g", "G", "pgdown", "pgup", "enter", "esc", "tab",
	"s", "ctrl+s", "backspace", "ctrl+u", "ctrl+z", "x", "1", ":", "t", "!", "o", "left", "down", "up", "home", "end", "漢", "\u202e",
}

// moved stands for a change of a record by somebody else, lost for a line that is lost and a review that is found again.
const (
	moved = 250
	lost  = 240
)

// FuzzReview_Keys presses any keys in any order, while records change and the line is lost: nothing may panic, every
// frame must fit, and a review that is found again is the one that was left.
func FuzzReview_Keys(f *testing.F) {
	f.Add([]byte{4, 22, 27, 30, 31, 22, 23, 240, 0, 1, 3, 30, 30, 240, 22, 25, 0})
	f.Add([]byte{12, 12, 1, 0, 11, 11, 3, 30, 22, 240, 10, 30, 31, 32, 22, 4, 240, 23, 250, 0, 15, 0, 240, 0})
	f.Add([]byte{17, 4, 22, 28, 22, 6, 6, 7, 0, 8, 9, 5, 0, 250, 250, 15, 25, 35})
	f.Fuzz(pressAny)
}

// The same with keys that are drawn by lot; the seed is told.
func TestReview_AnyKeysInAnyOrderAreFoundAgain(t *testing.T) {
	sequences := 12
	switch {
	case os.Getenv("HOMEROOM_FULL") == "1":
		sequences = 600
	case testing.Short():
		sequences = 4
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	draw := rand.New(rand.NewPCG(seed, 0))
	for range sequences {
		keys := make([]byte, 40)
		for i := range keys {
			keys[i] = byte(draw.IntN(256))
		}
		pressAny(t, keys)
		if t.Failed() {
			t.Fatalf("keys %v", keys)
		}
	}
}

func pressAny(t *testing.T, keys []byte) {
	if len(keys) > 200 {
		t.Skip("longer than anybody types between two thoughts")
	}
	s := newSchool(t)
	s.put("sick.csv", cellFile+strings.TrimPrefix(sickFile, header)+strings.TrimPrefix(assignFile, header))
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter")
	id := s.openReview().ID
	for i, b := range keys {
		switch {
		case b >= moved:
			storetest.Edit(t, s.store, "zoe", "C02OAK000001", map[store.Field]string{store.FieldRoom: string(rune('a' + i%26))})
			h.send(screen.ChangedMsg{Latest: s.latest()})
		case b >= lost:
			open, err := s.store.Reviews(s.env.Context, s.env.Operator)
			if err != nil || len(open) != 1 || standing(h) == "" { // saved, or left, maybe for another one
				return
			}
			h = found(t, s, h, id)
		default:
			h.press(reviewKeys[int(b)%len(reviewKeys)])
		}
		fits(t, h)
	}
}

// found is a review that was lost and is opened again: it stands as it was left, and what was being typed goes on.
func found(t *testing.T, s *school, h *hand, id int64) *hand {
	t.Helper()
	before, typing := standing(h), h.screen.Typing()
	again := play(t, bulk.Resume(s.env, id))
	again.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if after := standing(again); after != before && !strings.Contains(again.said, "otherwise") && !strings.Contains(before, "r compares again") {
		t.Errorf("it stood at\n%s\nand is found again at\n%s\nwhile typing: %v; it said %q", before, after, typing, again.said)
	}
	return again
}

// figures are what the foot of a review says of all rows.
var figures = regexp.MustCompile(`Save takes .*|\d+ mended|\d+ undecided|(?m)^ +\d+( +\d+){7}$|.*r compares again.*`)

func standing(h *hand) string {
	view := h.view(120, 37)
	if !strings.Contains(view, "Save takes") {
		return ""
	}
	return strings.Join(figures.FindAllString(view, -1), "\n")
}

func fits(t *testing.T, h *hand) {
	t.Helper()
	for _, size := range sizes {
		lines := strings.Split(h.screen.View(size[0], size[1]-3), "\n")
		if len(lines) > size[1]-3 {
			t.Fatalf("%d lines at %v", len(lines), size)
		}
		for _, l := range lines {
			if screen.Width(l) > size[0] {
				t.Fatalf("%d cells at %v: %q", screen.Width(l), size, l)
			}
		}
	}
	for _, k := range h.screen.Keys() {
		if k.Do == "" || k.Help == "" {
			t.Fatalf("a key says nothing: %+v", k)
		}
	}
}
