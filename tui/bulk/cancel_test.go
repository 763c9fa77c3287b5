package bulk_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/bulk"
)

func TestSave_CancelledSavesNothingAndKeepsTheReview(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	latest := s.latest()
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n", "s")
	h.keep = true
	h.press("y")
	save := h.kept[0]
	h.wants("Saving 1 row", "esc cancels until the commit")
	for _, size := range sizes {
		if view := h.view(size[0], size[1]-3); !strings.Contains(view, "Saving 1 row") || !strings.Contains(view, "░") {
			t.Errorf("at %v:\n%s", size, view)
		}
	}
	h.press("esc")
	h.wants("Cancelling")
	h.keep = false
	h.run(save)
	if want := "Cancelled: nothing was saved. The review and its decisions are kept."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
	if s.latest() != latest {
		t.Fatal("something was saved all the same")
	}
	h.wants("Save takes 1 row")
	h.press("s", "y")
	h.wants("Saved 1 row as import")
}

// under is a save that is under way: the command that saves, and the one that waits for its progress.
func under(t *testing.T) (s *school, h *hand, save, progress tea.Cmd) {
	t.Helper()
	s = newSchool(t)
	s.put("assign.csv", assignFile)
	h = play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s")
	h.keep = true
	h.press("y")
	h.keep = false
	both, ok := h.kept[0]().(tea.BatchMsg)
	if !ok || len(both) != 2 {
		t.Fatalf("saving runs %v", both)
	}
	return s, h, both[0], both[1]
}

func TestSave_CancelledTooLateTellsThatItWasSaved(t *testing.T) {
	s, h, save, _ := under(t)
	saved := save()
	h.press("esc") // the answer is on its way
	h.send(saved)
	if want := "It was saved before it could be cancelled. u takes it back."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
	h.wants("Saved 2 rows as import")
	if d := s.device("C02OAK000001"); !d.Held() {
		t.Errorf("it is not: %+v", d)
	}
}

func TestSave_InItsCommitCannotBeCancelledAndSaysSo(t *testing.T) {
	_, h, save, progress := under(t)
	saved := save()
	h.keep = true
	h.send(progress())
	h.keep = false
	h.wants("cannot be cancelled any more", "Committing")
	h.press("x", "esc")
	if want := "It is being committed: that cannot be cancelled any more."; h.said != want {
		t.Errorf("it said %q, not %q", h.said, want)
	}
	h.send(saved)
	h.wants("Saved 2 rows as import")
}

func TestGolden_Saving(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s")
	h.keep = true
	h.press("y")
	goldens(t, h)
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
}
