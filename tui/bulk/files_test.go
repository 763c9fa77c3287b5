package bulk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

func TestSummary_R88_WritesEverythingItKnowsToNewFilesOfItsOwner(t *testing.T) {
	s, h := saved(t)
	s.put("assign-summary.csv", "somebody's")
	s.put("assign.csv", "somebody's since")
	s.takeBack("zoe", 3)
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.press("w", "W", "O")
	h.wants("assign-rejects.csv (rows to mend)", "assign-summary-2.csv (all", "assign-2.csv (the file as it came)")
	for name, words := range map[string]string{
		"assign-rejects.csv":   "Reason (assign)",
		"assign-summary-2.csv": "taken back by zoe",
		"assign-2.csv":         assignFile,
		"assign-summary.csv":   "somebody's",
	} {
		path := filepath.Join(s.env.Inbox, name)
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), words) {
			t.Errorf("%s is %q (%v)", name, data, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(s.env.Inbox, "assign-2.csv")); string(data) != assignFile {
		t.Error("the original is not what came")
	}
	if h.key("O").Disabled == "" || h.key("W").Disabled != "" {
		t.Error("the original is written once, the summary as often as it is wanted")
	}
}

func TestSummary_OfAWorkbookIsAWorkbook(t *testing.T) {
	s := newSchool(t)
	mlti, err := template.ByName("mlti")
	if err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	rows := [][]string{
		{"3000001", "C02OAK000001", "MacBook Air", "ana.bell", "Ana Bell", "", "2030", "student", "101", ""},
		{"3000005", "C02NOWHERE05", "MacBook Air", "finn.hart", "Finn Hart", "", "", "student", "103", ""},
	}
	if err := mlti.Write(&book, "xlsx", rows); err != nil {
		t.Fatal(err)
	}
	s.put("assign.xlsx", book.String())
	h := play(t, bulk.Open(s.env, "assign.xlsx"))
	h.press("enter", "s", "y", "w", "W", "O") // the original lies there already
	for name, n := range map[string]int{"assign-rejects.xlsx": 1, "assign-summary.xlsx": 2, "assign.xlsx": 2} {
		data, err := os.ReadFile(filepath.Join(s.env.Inbox, name))
		if err != nil {
			t.Fatal(err)
		}
		if tab, err := sheet.Read(name, data, sheet.Options{}); err != nil || len(tab.Records) != n {
			t.Errorf("%s has %d rows, want %d (%v)", name, len(tab.Records), n, err)
		}
	}
}

// A file that is called as nobody calls one is written under a name that does nothing.
func TestSummary_AHostileNameIsWrittenHarmlessly(t *testing.T) {
	s := newSchool(t)
	name := "as\x1b[2Jsign\u202e.csv"
	s.put(name, assignFile)
	h := play(t, bulk.Open(s.env, name))
	h.press("enter", "s", "y", "O", "W")
	found, err := os.ReadDir(s.env.Inbox)
	if err != nil || len(found) != 3 {
		t.Fatalf("%v in the inbox (%v)", found, err)
	}
	for _, f := range found {
		if f.Name() != name && strings.ContainsAny(f.Name(), "\x1b\u202e") {
			t.Errorf("%q acts on a terminal", f.Name())
		}
	}
	if view := h.view(80, 21); strings.ContainsAny(view, "\x1b\u202e") {
		t.Errorf("the name reaches the terminal:\n%q", view)
	}
}

func TestSummary_SaysWhereAFileCouldNotBeWritten(t *testing.T) {
	s, _ := saved(t)
	s.env.Inbox = filepath.Join(s.env.Inbox, "nowhere")
	h := play(t, bulk.Summary(s.env, 18))
	h.press("W")
	if !strings.Contains(h.said, "The file could not be written into the inbox") || h.key("W").Disabled != "" {
		t.Errorf("it said %q", h.said)
	}
	s.env.Inbox = ""
	if h = play(t, bulk.Summary(s.env, 18)); h.key("W").Disabled != "there is no folder to write into" {
		t.Errorf("W is %+v", h.key("W"))
	}
}
