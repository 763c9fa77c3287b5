package plain_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/tui/plain"
)

// begun is a desk with the removal of avery.lane begun, who has one device.
func begun(t *testing.T) *desk {
	t.Helper()
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	d.run(t.Context(), 0, "checklist", "start", "removal", "--user", "avery.lane")
	return d
}

// answers lets the question be answered with Yes after a colleague has given a command.
func (d *desk) answers(args ...string) {
	colleague := &desk{t: d.t, program: d.program}
	colleague.program.Out, colleague.program.Err, colleague.program.Operator = &colleague.out, &colleague.said, "kim"
	d.program.In = &meanwhile{
		change: func() { colleague.run(d.t.Context(), 0, args...) },
		answer: strings.NewReader("y\n"),
	}
}

func TestChecklistDo_R32_ASecondOneIsToldWhoWasQuicker(t *testing.T) {
	d := begun(t)
	d.answers("checklist", "do", "1", "--yes")
	out := d.run(t.Context(), 1, "checklist", "do", "1")
	if !strings.Contains(out, "this step was done by kim at ") || !strings.Contains(d.said.String(), "nothing was done: this step was done by kim") {
		t.Errorf("it is not told who was quicker:\n%s%s", out, d.said.String())
	}
	if out := d.run(t.Context(), 0, "checklist", "list"); !strings.Contains(out, "2 of 8") {
		t.Errorf("one press by each made more than one step:\n%s", out)
	}
}

func TestChecklistDo_R32_WhatMovedWhileItAskedIsNotDoneUnseen(t *testing.T) {
	d := begun(t)
	d.run(t.Context(), 0, "checklist", "do", "1", "--yes")
	d.run(t.Context(), 0, "checklist", "do", "1", "--yes")
	d.answers("position", "avery.lane", "teacher", "--yes")
	out := d.run(t.Context(), 1, "checklist", "do", "1")
	if !strings.Contains(out, "the records moved") || !strings.Contains(out, "kim") {
		t.Errorf("it is not told what moved, and by whom:\n%s", out)
	}
	if out := d.run(t.Context(), 0, "devices", "position:teacher", "username:avery.lane"); !strings.Contains(out, "1 device record") {
		t.Errorf("the step was done over what it had not shown:\n%s", out)
	}
}

func TestChecklistDo_R32_TheFileOfAStepGoesAgainWhereSomebodyWasQuicker(t *testing.T) {
	d := begun(t)
	d.run(t.Context(), 0, "checklist", "start", "start-of-year", "--site", "OAK")
	name := filepath.Join(d.dir, "new.csv")
	d.run(t.Context(), 2, "checklist", "do", "2", "--file", filepath.Join(d.dir, "none", "new.csv"))
	d.answers("checklist", "do", "2", "--yes", "--note", "from the state's site")
	out := d.run(t.Context(), 1, "checklist", "do", "2", "--file", name)
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(out, "this step was done by kim at ") {
		t.Errorf("the file: %v; it is told\n%s", err, out)
	}
	if out := d.run(t.Context(), 0, "checklist", "show", "2"); !strings.Contains(out, "Write the template: from the state's site\n") {
		t.Errorf("the step does not say how it was done:\n%s", out)
	}
}

// failing is an output that takes so many writes, then no more.
type failing struct{ writes int }

func (f *failing) Write(p []byte) (int, error) {
	f.writes--
	if f.writes < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

func TestChecklist_AnAnswerThatCannotBeWrittenLeavesNoDoubtWhatWasDone(t *testing.T) {
	for _, c := range []struct {
		args   []string
		writes int
		says   string
		place  string
	}{
		{[]string{"checklist", "do", "1", "--yes"}, 0, "nothing was done: the answer could not be written: no space left", "1 of 8"},
		{[]string{"checklist", "do", "1", "--yes"}, 1, "step 1 was done, but the answer could not be written: no space left", "2 of 8"},
		{[]string{"checklist", "note", "1", "later"}, 0, "it was saved, but the answer could not be written", "1 of 8"},
		{[]string{"checklist", "start", "adding", "--user", "casey.reed", "--device", "8000003"}, 0, "checklist 2 was begun, but the answer", "1 of 3"},
		{[]string{"checklist", "abandon", "1", "--yes"}, 1, "checklist 1 was abandoned, but the answer", "abandoned"},
	} {
		d := begun(t)
		program := d.program
		d.program.Out = &failing{c.writes}
		command := plain.Command(d.program)
		command.SetArgs(c.args)
		if code := plain.Report(&d.said, command.ExecuteContext(t.Context())); code == 0 || !strings.Contains(d.said.String(), c.says) {
			t.Errorf("%q: exit code %d, it said %q, want %q", c.args, code, d.said.String(), c.says)
		}
		d.program = program
		if out := d.run(t.Context(), 0, "checklist", "list", "--all"); !strings.Contains(out, c.place) {
			t.Errorf("%q: not at %s:\n%s", c.args, c.place, out)
		}
	}
}

func TestChecklistAbandon_R33_TheAnswerSaysWhatBecomesOfTheRecords(t *testing.T) {
	for answer, want := range map[string]string{"b\n": "1 device record", "l\n": "0 device records", "y\n": "open", "\n": "open"} {
		d := begun(t)
		for range 3 {
			d.run(t.Context(), 0, "checklist", "do", "1", "--yes")
		}
		d.program.In = strings.NewReader(answer)
		if want == "open" {
			d.run(t.Context(), 1, "checklist", "abandon", "1")
			if out := d.run(t.Context(), 0, "checklist", "list"); !strings.Contains(out, "1 checklist") {
				t.Errorf("%q abandoned it", answer)
			}
			continue
		}
		out := d.run(t.Context(), 0, "checklist", "abandon", "1")
		if !strings.Contains(out, "Position  (empty) → student") {
			t.Errorf("%q: what would be put back is not shown:\n%s", answer, out)
		}
		if out := d.run(t.Context(), 0, "devices", "username:avery.lane", "position:student"); !strings.Contains(out, want) {
			t.Errorf("%q left %s", answer, out)
		}
	}
}

// again is a checklist whose step 3 was done, broken by a colleague, and done again; it has one device.
func again(t *testing.T) *desk {
	t.Helper()
	d := begun(t)
	for range 2 {
		d.run(t.Context(), 0, "checklist", "do", "1", "--yes")
	}
	d.run(t.Context(), 0, "checklist", "do", "1", "--yes", "--note", "the first time")
	d.program.Operator = "kim"
	d.run(t.Context(), 0, "position", "avery.lane", "teacher", "--yes")
	return d
}

func TestChecklistShow_R32_AChangeThatBrokeTheStepStandsOnce(t *testing.T) {
	d := again(t)
	out := d.run(t.Context(), 0, "checklist", "show", "1")
	_, below, _ := strings.Cut(out, "Step 3 of 8")
	if !strings.Contains(out, "before   dana, ") || !strings.Contains(out, "the first time\n") {
		t.Errorf("it is not told who did it:\n%s", out)
	}
	if !strings.Contains(below, `does not hold any more: the Position of `) || !strings.Contains(below, `has Position "teacher" (kim `) {
		t.Errorf("it is not told what broke it:\n%s", out)
	}
	_, sentence, _ := strings.Cut(below, "clear it; ")
	sentence, _, _ = strings.Cut(sentence, "\n")
	if _, moved, _ := strings.Cut(out, "Changed since the last step"); strings.Count(moved, sentence) != 1 {
		t.Errorf("it stands twice:\n%s", out)
	}
}

func TestChecklistShow_AStepThatWasDoneAgainTellsBothTimesAndWhatBecameOfThem(t *testing.T) {
	d := again(t)
	d.run(t.Context(), 0, "checklist", "do", "1", "--yes", "--note", "the second time")
	show := d.run(t.Context(), 0, "checklist", "show", "1")
	for _, want := range []string{": the second time\n", "before", "the first time\n"} {
		if !strings.Contains(show, want) {
			t.Errorf("%q is not told:\n%s", want, show)
		}
	}
	d.run(t.Context(), 0, "checklist", "abandon", "1", "--leave", "--yes")
	show = d.run(t.Context(), 0, "checklist", "show", "1")
	if !strings.Contains(show, "  left as it is\n") || !strings.Contains(show, "the first time; left as it is\n") {
		t.Errorf("what became of the records is not told:\n%s", show)
	}
	file := filepath.Join(d.dir, "page.txt")
	d.run(t.Context(), 0, "checklist", "write", "1", "-o", file)
	page, err := os.ReadFile(file)
	words := strings.Join(strings.Fields(string(page)), " ")
	if err != nil || !strings.Contains(words, "; the second time; left as it is; done before by ") || !strings.Contains(words, "; the first time; left as it is") {
		t.Errorf("the page tells (%v)\n%s", err, page)
	}
	if out := d.run(t.Context(), 0, "checklist", "show", "1", "--json"); !strings.Contains(out, `"fate": "left as it is"`) || !strings.Contains(out, `"note": "the first time"`) {
		t.Errorf("the object tells\n%s", out)
	}
}

func TestChecklistAbandon_R33_ThePageSaysWhatWasPutBackByWhomAndWhen(t *testing.T) {
	d := begun(t)
	for range 3 {
		d.run(t.Context(), 0, "checklist", "do", "1", "--yes")
	}
	d.program.Operator = "kim"
	d.run(t.Context(), 0, "checklist", "abandon", "1", "--put-back", "--yes")
	if out := d.run(t.Context(), 0, "checklist", "show", "1"); !strings.Contains(out, "  put back by kim at 20") {
		t.Errorf("it is not told:\n%s", out)
	}
}
