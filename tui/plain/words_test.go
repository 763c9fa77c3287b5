package plain_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrongUse_IsSaidInOurWords(t *testing.T) {
	d, file := oak(t)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"frobnicate", "mlti"}, `there is no command "frobnicate" (the commands are assign, backup, checklist, clear, demo, depart, devices, edit, export, exports, groups, history, import, imports, inspect, mappings, new, position, preview, redo, reviews, scan, scopes, swap, template, undo, users, verify, views)`},
		{[]string{"checklist", "walk"}, `there is no command "walk" (the commands are abandon, do, hand-over, list, note, show, start, write)`},
		{[]string{"serve"}, `there is no command "serve" (the commands are`},
		{[]string{"help", "frobnicate"}, `there is no command "frobnicate" (the commands are`},
		{[]string{"completion", "frob"}, `there is no command "frob" (the commands are bash, fish, powershell, zsh)`},
		{[]string{"completion", "bash", "more"}, `homeroom completion bash has no use for "more"`},
		{[]string{"devics"}, `there is no command "devics" (did you mean devices?)`},
		{[]string{"--frob"}, "homeroom has no flag --frob (see homeroom --help)"},
		{[]string{"import", file, "-x"}, "homeroom import has no flag -x (see homeroom import --help)"},
		{[]string{"import", file, "--site"}, "--site needs a code after it (see homeroom import --help)"},
		{[]string{"import", file, "--mode"}, "--mode needs a mode after it (see homeroom import --help)"},
		{[]string{"template", "mlti", "-o"}, "--output needs a file after it (see homeroom template --help)"},
		{[]string{"import", file, "--yes=perhaps"}, `--yes stands alone, without "perhaps" (see homeroom import --help)`},
		{[]string{"undo", "2", "--line", "two"}, `--line needs a number, not "two" (see homeroom undo --help)`},
		{[]string{"devices", "--=x"}, `"--=x" is no flag (see homeroom devices --help)`},
		{[]string{"preview", file, "--json", "--plain"}, "--json and --plain do not go together (leave one of them out)"},
		{[]string{"import", file, "--json", "--all"}, "--json and --all do not go together (leave one of them out)"},
		{[]string{"devices", "--json", "--csv"}, "--json and --csv do not go together (leave one of them out)"},
		{[]string{"template", "mlti", "-o", filepath.Join(d.dir, "blank.txt")}, ".csv or .xlsx"},
	} {
		d.run(t.Context(), 2, c.args...)
		if said := d.said.String(); !strings.Contains(said, c.says) || strings.Count(said, "\n") != 1 {
			t.Errorf("%q: it said %q, want %q", c.args, said, c.says)
		}
	}
}

func TestWithoutADatabase_EveryCommandSaysToNameOne(t *testing.T) {
	d := newDesk(t)
	file := d.file("stock.csv", stock)
	t.Chdir(d.dir)
	d.program.Database = ""
	for _, args := range [][]string{
		{},
		{"devices"},
		{"users"},
		{"history", "KC00000001"},
		{"undo", "1", "--yes"},
		{"redo", "1", "--yes"},
		{"reviews"},
		{"reviews", "show", "1"},
		{"imports"},
		{"imports", "show", "1"},
		{"imports", "file", "1", "-o", "came.csv"},
		{"import", file, "--site", "OAK", "--solution", "primary", "--plain"},
		{"verify"},
		{"backup", "copy.db"},
		{"preview", file, "--site", "OAK", "--solution", "primary"},
		{"import", file, "--site", "OAK", "--solution", "primary", "--yes"},
	} {
		d.run(t.Context(), 2, args...)
		if !strings.Contains(d.said.String(), "name one with --db FILE") {
			t.Errorf("%q: it said %q", args, d.said.String())
		}
	}
	if left, err := os.ReadDir(d.dir); err != nil || len(left) != 1 {
		t.Errorf("in the current folder lies %v (%v)", left, err)
	}
}

func TestVerify_CountsInGoodWords(t *testing.T) {
	d := newDesk(t)
	d.run(t.Context(), 0, "import", d.file("stock.csv", "Serial Number,Asset Tag\nKC00000001,8000001\n"),
		"--site", "OAK", "--solution", "primary", "--yes")
	d.run(t.Context(), 0, "import", d.file("assign.csv", assign[:strings.Index(assign, "KC00000002")]), "--mode", "assign", "--yes")
	if out := d.run(t.Context(), 0, "verify"); !strings.Contains(out, "Checked 1 device record, 1 user record and 4 history entries of 2 saves: all is well.") {
		t.Error(out)
	}
}

func TestLists_AreInOrder(t *testing.T) {
	d := newDesk(t)
	d.run(t.Context(), 0, "import", d.file("stock.csv", "Serial Number,Asset Tag\nKC00000002,8000002\nKC00000003,8000003\nKC00000001,8000001\n"),
		"--site", "OAK", "--solution", "primary", "--yes")
	d.run(t.Context(), 0, "import", d.file("assign.csv", `Serial Number,Asset Tag,User ID,Full Name,Position
KC00000002,8000002,casey.reed,Casey Reed,student
KC00000003,8000003,Blake.moss,Blake Moss,student
KC00000001,8000001,avery.lane,Avery Lane,student
`), "--mode", "assign", "--yes")
	for _, form := range []string{"", "--json", "--csv"} {
		for list, want := range map[string][]string{
			"devices": {"KC00000001", "KC00000002", "KC00000003"},
			"users":   {"avery.lane", "Blake.moss", "casey.reed"},
		} {
			args := []string{list}
			if form != "" {
				args = append(args, form)
			}
			out := d.run(t.Context(), 0, args...)
			if a, b, c := strings.Index(out, want[0]), strings.Index(out, want[1]), strings.Index(out, want[2]); a < 0 || a > b || b > c {
				t.Errorf("%q is not in the order of %q:\n%s", args, want, out)
			}
		}
	}
}

func TestUndo_OfWhatIsTakenBackAlreadyIsOneSentence(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	d.run(t.Context(), 0, "undo", "2", "--yes")
	out := d.run(t.Context(), 1, "undo", "2", "--yes")
	if said := d.said.String(); out != "" || !strings.Contains(said, "nothing was put back: all of it is taken back already") || !strings.Contains(said, "dana") {
		t.Errorf("it said %q\n%s", said, out)
	}
}

// One zone everywhere: what the store says of another's change and what the history says of it are the same moment
// in the same words.
func TestTimes_AreInOneZone(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	d.run(t.Context(), 0, "undo", "2", "--yes")
	d.run(t.Context(), 1, "undo", "2", "--yes")
	_, after, found := strings.Cut(d.said.String(), " at ")
	at, _, _ := strings.Cut(after, " (")
	if !found || !strings.HasSuffix(at, "Z") {
		t.Fatalf("no moment in %q", d.said.String())
	}
	if out := d.run(t.Context(), 0, "history", "KC00000001"); !strings.Contains(out, at+"  c") {
		t.Errorf("%q does not stand in the history:\n%s", at, out)
	}
}

func TestInspect_OfARefusedFileTellsWhatWasUnderstood(t *testing.T) {
	d := newDesk(t)
	file := d.file("open.csv", "Asset Tag;Serial Number;Room\n8000001;KC00000001;\"B1\n8000002;KC00000002;B2\n")
	out := d.run(t.Context(), 2, "inspect", file, "--json")
	for _, want := range []string{`"kind": "csv"`, `"encoding": "UTF-8"`, `"delimiter": "semicolon"`, `"header_line": 1`, `"Serial Number"`, `"rows": 0`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is missing:\n%s", want, out)
		}
	}
}

func TestInspect_ScoreHasTwoDecimals(t *testing.T) {
	d := newDesk(t)
	out := d.run(t.Context(), 0, "inspect", d.file("assign.csv", strings.ReplaceAll(assign, "Room", "Shoe Size")), "--json")
	_, score, _ := strings.Cut(out, `"score": `)
	score, _, _ = strings.Cut(score, ",")
	if len(score) > len("0.12") {
		t.Errorf("the score is %s", score)
	}
}
