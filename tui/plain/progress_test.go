package plain_test

import (
	"context"
	"strings"
	"testing"
)

// drawn is a terminal: what stands on its lines in the end, and every text that ever stood on one.
type drawn struct{ all strings.Builder }

func (d *drawn) Write(p []byte) (int, error) { return d.all.Write(p) }

// lines are what is left of what was written over and over.
func (d *drawn) left() string {
	var left []string
	for _, line := range strings.Split(d.all.String(), "\n") {
		cells := []rune{}
		for _, part := range strings.Split(line, "\r") {
			for i, r := range []rune(part) {
				if i < len(cells) {
					cells[i] = r
				} else {
					cells = append(cells, r)
				}
			}
		}
		left = append(left, strings.TrimRight(string(cells), " "))
	}
	return strings.Join(left, "\n")
}

func TestProgress_IsOneLineOfATerminalThatGoesAway(t *testing.T) {
	for _, c := range []struct {
		args  []string
		shown []string
	}{
		{nil, []string{"\rSaving: comparing with the records, 0 of ", "Saving: writing the history", "Saving: writing what became of the rows", "Saving: writing the records", "Saving: making it final"}},
		{[]string{"--json"}, nil},
		{[]string{"--plain"}, nil},
	} {
		d, file := oak(t)
		var terminal drawn
		d.program.Err, d.program.Redraws = &terminal, true
		d.run(t.Context(), 0, append([]string{"import", file, "--mode", "assign", "--yes"}, c.args...)...)
		inOrder(t, terminal.all.String(), c.shown...)
		if c.shown == nil && terminal.all.Len() > 0 {
			t.Errorf("%q: it wrote %q", c.args, terminal.all.String())
		}
		if left := terminal.left(); left != "" {
			t.Errorf("%q: %q is left on the line", c.args, left)
		}
		if c.args != nil {
			continue
		}
		d.run(t.Context(), 0, "undo", "2", "--yes")
		if left := terminal.left(); left != "" || !strings.Contains(terminal.all.String(), "\rPutting back: ") {
			t.Errorf("undo: %q is left on the line", left)
		}
	}
}

// presser is a terminal whose person presses ctrl+c as soon as a word stands there.
type presser struct {
	drawn
	word   string
	cancel func()
}

func (p *presser) Write(b []byte) (int, error) {
	if strings.Contains(string(b), p.word) {
		p.cancel()
	}
	return p.drawn.Write(b)
}

// ctrl+c comes while a save is at one of its stages, or just after: the save stops, or it was final before. Either way what
// is said is so.
func TestImport_CtrlCStopsASaveUntilItIsFinal(t *testing.T) {
	for _, word := range []string{"comparing with", "writing the history", "what became of", "writing the records", "making it final"} {
		t.Run(word, func(t *testing.T) {
			d, file := oak(t)
			ctx, cancel := context.WithCancel(t.Context())
			d.program.Err, d.program.Redraws = &presser{word: word, cancel: cancel}, true
			code := d.exit(ctx, "import", file, "--mode", "assign", "--yes", "--summary", d.dir+"/all.csv")
			out, said := d.out.String(), d.said.String()
			switch n := d.users(); {
			case code == 1 && n == 0 && strings.Contains(said, "stopped; nothing was saved"):
			case code == 0 && n == 3 && strings.Contains(out, "Saved: 3 rows, as import 2.") && strings.Contains(out, "3 rows written to "):
			default:
				t.Errorf("exit code %d, %d users on record, and it said\n%s%s", code, n, out, said)
			}
		})
	}
}

// ctrl+c before a save has begun stops it for sure.
func TestSave_CtrlCBeforeItWritesNothing(t *testing.T) {
	d, file := oak(t)
	ctx, cancel := context.WithCancel(t.Context())
	out := d.program.Out
	d.program.Out = &presser{word: "3 rows: 3 add", cancel: cancel}
	d.run(ctx, 1, "import", file, "--mode", "assign", "--yes")
	if said := d.said.String(); !strings.Contains(said, "stopped; nothing was saved") {
		t.Errorf("it said %q", said)
	}
	d.program.Out = out
	if n := d.users(); n != 0 {
		t.Errorf("%d users on record", n)
	}
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	ctx, cancel = context.WithCancel(t.Context())
	d.program.Out = &presser{word: "undo of import 2", cancel: cancel}
	d.run(ctx, 1, "undo", "2", "--yes")
	if said := d.said.String(); !strings.Contains(said, "stopped; nothing was put back") {
		t.Errorf("it said %q", said)
	}
	d.program.Out = out
	if n := d.users(); n != 3 {
		t.Errorf("%d users on record, want 3", n)
	}
}

// ctrl+c while a file is being read stops that, too: nothing was asked yet.
func TestPreview_CtrlCIsNoFault(t *testing.T) {
	d, file := oak(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"preview", file}, {"import", file, "--yes"}, {"import", file, "--plain"}, {"imports"}, {"reviews"}} {
		d.run(ctx, 1, args...)
		if said := d.said.String(); said != "homeroom: stopped; nothing was saved\n" {
			t.Errorf("%q: it said %q", args, said)
		}
	}
}
