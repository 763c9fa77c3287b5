package bulk_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/bulk"
)

// comparison is a screen that waits for one: the command that compares, the one that waits for its progress, and the
// time that passes.
type comparison struct {
	*school
	*hand
	work, told tea.Cmd
	passed     time.Duration
}

// waiting begins a comparison on each of the screens that wait for one.
func waiting(t *testing.T) map[string]func(t *testing.T) *comparison {
	t.Helper()
	on := func(on func(c *comparison)) func(t *testing.T) *comparison {
		return func(t *testing.T) *comparison {
			s := newSchool(t)
			s.put("assign.csv", assignFile)
			c := &comparison{school: s}
			began := s.env.Now()
			s.env.Now = func() time.Time { return began.Add(c.passed) }
			on(c)
			return c
		}
	}
	return map[string]func(t *testing.T) *comparison{
		"wait": on(func(c *comparison) {
			first := bulk.Open(c.env, "assign.csv")
			c.hand = &hand{t: c.school.t, screen: first, keep: true}
			c.under(first.Init())
		}),
		"understood": on(func(c *comparison) {
			c.hand = play(c.school.t, bulk.Open(c.env, "assign.csv"))
			c.press("j") // to the mode
			c.hand.keep = true
			c.press("l")
			c.under(c.kept[0])
		}),
		"review": on(func(c *comparison) {
			c.hand = play(c.school.t, bulk.Open(c.env, "assign.csv"))
			c.press("enter")
			c.hand.keep = true
			c.press("r")
			c.under(c.kept[0])
		}),
	}
}

func (c *comparison) under(cmd tea.Cmd) {
	both, ok := cmd().(tea.BatchMsg)
	if !ok || len(both) != 2 {
		c.hand.t.Fatalf("comparing runs %v", both)
	}
	c.work, c.told = both[0], both[1]
}

var halfway = importer.Progress{Stage: importer.StageCompare, Done: 61000, Total: 100000}

func TestComparing_ShowsABarOnceItTakesLong(t *testing.T) {
	for name, begin := range waiting(t) {
		t.Run(name, func(t *testing.T) {
			c := begin(t)
			c.passed = time.Second
			c.send(bulk.Tell(c.screen, importer.Progress{Stage: importer.StageRead, Done: 40, Total: 100}))
			c.wants("Reading the file · 40 %", "█")
			c.send(bulk.Tell(c.screen, importer.Progress{Stage: importer.StageRecords}))
			c.wants("Looking up the records")
			c.send(bulk.Tell(c.screen, halfway))
			c.wants("Comparing the rows · 61,000 of 100,000", "esc stops it")
			goldens(t, c.hand)
		})
	}
}

// What is done within a blink must not flicker: neither the rows of the screen nor its keys change.
func TestComparing_OfAShortFileDrawsNothing(t *testing.T) {
	for name, begin := range waiting(t) {
		t.Run(name, func(t *testing.T) {
			c := begin(t)
			before, keys := c.view(80, 21), len(c.screen.Keys())
			c.passed = 200 * time.Millisecond
			c.send(bulk.Tell(c.screen, halfway))
			if now := c.view(80, 21); now != before || len(c.screen.Keys()) != keys {
				t.Errorf("it draws\n%s\nafter\n%s", now, before)
			}
			c.passed = time.Minute // and it does not tick: without anything told nothing is drawn
			if now := c.view(80, 21); now != before {
				t.Errorf("it draws\n%s\nafter\n%s", now, before)
			}
		})
	}
}

// Esc stops the work itself: the command that compares comes back with nothing.
func TestComparing_EscStopsTheWork(t *testing.T) {
	for name, begin := range waiting(t) {
		t.Run(name, func(t *testing.T) {
			c := begin(t)
			c.passed = time.Second
			c.send(bulk.Tell(c.screen, halfway))
			c.press("esc")
			answer := c.work()
			if code := store.CodeOf(bulk.Failure(answer)); code != store.CodeCancelled {
				t.Fatalf("the work went on: %v", bulk.Failure(answer))
			}
			c.keep = false
			c.send(answer)
			if view := c.view(80, 21); strings.Contains(view, "was cancelled") || strings.Contains(view, "Nothing was written. Esc") {
				t.Errorf("a cancel is shown as a fault:\n%s", view)
			}
		})
	}
}

func TestComparing_AnotherChoiceStopsTheComparisonBefore(t *testing.T) {
	c := waiting(t)["understood"](t)
	c.press("l")
	if code := store.CodeOf(bulk.Failure(c.work())); code != store.CodeCancelled {
		t.Error("the comparison that is for nobody went on")
	}
	c.under(c.kept[len(c.kept)-1])
	if err := bulk.Failure(c.work()); store.CodeOf(err) == store.CodeCancelled {
		t.Errorf("the one that is waited for did not: %v", err)
	}
}

func TestReview_ACancelledComparisonLeavesTheRowsAndForgetsTheKeysPressedMeanwhile(t *testing.T) {
	c := waiting(t)["review"](t)
	c.press("n")
	c.passed = time.Second
	c.send(bulk.Tell(c.screen, halfway))
	c.press("esc")
	c.wants("Cancelling")
	c.keep = false
	c.send(c.work())
	if want := "Cancelled: the rows are as they were. r compares again."; c.said != want {
		t.Errorf("it said %q, not %q", c.said, want)
	}
	c.wants("Save takes 2 rows")
	c.press("r")
	if want := "Compared again with the records."; c.said != want {
		t.Errorf("it said %q, not %q", c.said, want)
	}
}

// What the importer tells of a large file comes to the screen.
func TestComparing_ALargeFileTellsHowFarItIs(t *testing.T) {
	env := large(t, 2500)
	now := env.Now()
	env.Now = func() time.Time { return now }
	h := &hand{t: t, screen: bulk.Open(env, "large.csv"), keep: true}
	both := h.screen.Init()().(tea.BatchMsg)
	answer := both[0]()
	now = now.Add(time.Second)
	h.send(both[1]())
	h.wants("Reading large.csv", "Comparing the rows · 2,274 of 2,500")
	h.send(answer)
	h.wants("2,500 rows")
}
