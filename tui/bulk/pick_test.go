package bulk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/tui/bulk"
)

func TestPick_ListsWhatCanBeImportedFirstAndDimsTheRest(t *testing.T) {
	s := newSchool(t)
	s.put("handbook.pdf", "%PDF-1.7\n")
	s.put("assign.csv", assignFile)
	s.put("old/leavers.tsv", "x")
	s.put(".hidden.csv", "x")
	h := play(t, bulk.New(s.env))
	view := h.view(80, 21)
	file, folder, other := strings.Index(view, "assign.csv"), strings.Index(view, "old/"), strings.Index(view, "handbook.pdf")
	if file < 0 || folder < file || other < folder {
		t.Errorf("the order is not file, folder, other:\n%s", view)
	}
	if line(view, "other", "handbook.pdf") == "" {
		t.Errorf("nothing but colour tells that a PDF is no file to import:\n%s", view)
	}
	if strings.Contains(view, "hidden") {
		t.Errorf("a dot file is listed:\n%s", view)
	}
}

func TestPick_NeverGoesAboveTheInbox(t *testing.T) {
	s := newSchool(t)
	s.put("old/leavers.csv", "x")
	outside := filepath.Join(t.TempDir(), "secret.csv")
	if err := os.WriteFile(outside, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(s.env.Inbox, "way-out")); err != nil {
		t.Fatal(err)
	}
	h := play(t, bulk.New(s.env))
	if view := h.view(80, 21); strings.Contains(view, "way-out") {
		t.Errorf("a link out of the inbox is offered:\n%s", view)
	}
	h.press("enter")
	h.wants("Inbox/old", "leavers.csv")
	h.press("esc")
	h.wants("Inbox", "old/")
	for _, k := range h.screen.Keys() {
		if k.Is("esc") {
			t.Error("Esc goes on above the inbox")
		}
	}
	up := play(t, bulk.Open(s.env, "../"+filepath.Base(filepath.Dir(outside))+"/secret.csv"))
	up.wants("cannot be opened from the inbox")
}

func TestPick_WrongKindOfFileGetsOneSentence(t *testing.T) {
	s := newSchool(t)
	s.put("looks.csv", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
	s.put("empty.csv", "")
	s.put("foreign.csv", "Colour,Weight\nred,3\n")
	latest := s.latest()
	for name, words := range map[string][2]string{
		"looks.csv": {"PDF", "Nothing was written"}, "empty.csv": {"empty", "Nothing was written"}, "foreign.csv": {"No layout fits", "which column is which"},
	} {
		t.Run(name, func(t *testing.T) {
			term := s.console(bulk.New, 80, 24)
			term.WaitFor(name)
			term.Press("/")
			term.Type(name)
			term.Press("enter", "enter")
			term.WaitFor(" ! ")
			term.WaitFor(words[0])
			term.WaitFor(words[1])
			term.Press("esc")
			term.WaitFor("Changed")
		})
	}
	if got := s.latest(); got != latest {
		t.Errorf("something was written: history went from %d to %d", latest, got)
	}
}

func TestPick_SaysWhenTheInboxIsNotThere(t *testing.T) {
	s := newSchool(t)
	s.env.Inbox = filepath.Join(s.env.Inbox, "nowhere")
	h := play(t, bulk.New(s.env))
	h.wants("The inbox folder cannot be opened", "Make the folder")
}

func TestPick_FilterShowsNamesWithTheText(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	s.put("revoke.csv", revokeFile)
	h := play(t, bulk.New(s.env))
	h.press("/", "R", "e", "v", "o", "enter")
	if view := h.view(80, 21); strings.Contains(view, "assign.csv") || !strings.Contains(view, "revoke.csv") {
		t.Errorf("/Revo shows\n%s", view)
	}
	h.press("esc")
	h.wants("assign.csv", "revoke.csv")
}

func TestPick_ListsImportsAndNewFilesAppearOnR(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	h.wants("Saved 2 rows")

	files := play(t, bulk.New(s.env))
	files.wants("import ", "saved 08:00, 7 rows")
	s.put("late.csv", assignFile)
	files.press("r")
	files.wants("late.csv")
}
