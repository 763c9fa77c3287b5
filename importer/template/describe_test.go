package template_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	_ "github.com/charmbracelet/x/exp/golden" // for its flag -update

	"homeroom/importer/template"
)

// page is where the page about the layouts lies.
const page = "TEMPLATES.md"

// The page is made anew with the flag that makes the goldens anew: go test ./importer/template -update.
func TestDocs_ThePageIsWhatTheLayoutsAre(t *testing.T) {
	want := template.Docs()
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what homeroom template --docs writes; go test ./importer/template -update makes it anew (%v)", page, err)
	}
}

func TestDocs_EveryColumnOfEveryLayoutIsTold(t *testing.T) {
	docs := template.Docs()
	for _, layout := range template.All() {
		_, rest, found := strings.Cut(docs, "\n## "+layout.Name+"\n")
		section, _, _ := strings.Cut(rest, "\n## ")
		if !found {
			t.Errorf("%s is not told", layout.Name)
		}
		for _, c := range layout.Columns {
			if !strings.Contains(section, "| `"+c.Header+"` |") {
				t.Errorf("%s: column %s is not told", layout.Name, c.Header)
			}
		}
		for _, blank := range layout.Blank {
			if !strings.Contains(strings.ReplaceAll(section, `\`, ""), blank) {
				t.Errorf("%s: what a blank cell means is not told: %s", layout.Name, blank)
			}
		}
	}
}

func TestLine_FitsAnOrdinaryTerminal(t *testing.T) {
	for _, layout := range template.All() {
		line := layout.Line()
		if w := ansi.StringWidth(line); w > 80 || !strings.HasPrefix(line, layout.Name+" ") || !strings.Contains(line, layout.Title) {
			t.Errorf("%d cells: %s", w, line)
		}
	}
}
