package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// trial is a command that saves, with the pictures of the records before and after it.
type trial struct {
	place       *place
	library     string
	args        []string // with the program's name
	input       string
	saved       string // how its acknowledgement begins
	first, last string
	between     []string // pictures that it may leave behind, having told that it did not come to its end
	calls       []call   // that it makes where nothing strikes
}

// newTrial runs the command once where nothing strikes.
func newTrial(p *place, library, saved string, args ...string) *trial {
	p.t.Helper()
	d := &trial{place: p, library: library, args: args, saved: saved}
	d.begin()
	return d
}

// begin takes the pictures, and writes down the calls, of a run where nothing strikes.
func (d *trial) begin() {
	p := d.place
	p.t.Helper()
	var err error
	if d.first, err = p.picture(); err != nil {
		p.t.Fatal(err)
	}
	q := p.copied("whole")
	w := d.run(q, fault{})
	if d.last, err = q.picture(); err != nil || d.first == d.last || !w.acknowledged || w.code > 1 {
		p.t.Fatalf("%v changes nothing, or: %v\n%s%s", d.args, err, w.out, w.messages)
	}
	if d.calls, err = readCalls(q.path("calls"), false); err != nil {
		p.t.Fatal(err)
	}
}

// word is what a run told, and how it ended.
type word struct {
	code          int // -1 where it was killed
	out, messages string
	acknowledged  bool
}

// doubtful reports whether it told that it does not know.
func (w *word) doubtful() bool {
	return containsAny(w.messages, []string{"does not answer whether it happened", "it may be that"})
}

func (d *trial) run(q *place, f fault) word {
	var out, messages bytes.Buffer
	cmd := q.under(d.library, q.path("calls"), f, false, q.program(d.args...))
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = d.place.dir, strings.NewReader(d.input), &out, &messages
	err := cmd.Run()
	if failed := new(exec.ExitError); err != nil && !errors.As(err, &failed) {
		return word{messages: err.Error(), code: 99}
	}
	return word{
		code: cmd.ProcessState.ExitCode(), out: out.String(), messages: messages.String(),
		acknowledged: strings.Contains("\n"+out.String(), "\n"+d.saved) || strings.Contains(messages.String(), d.saved),
	}
}

// tried is what came of one run.
type tried struct {
	struck, saved, doubtful bool
	err                     error
}

// try lets a fault strike one run on records of its own. Whatever it was: the records are those before or those after,
// as was told, and the same once more saves what was not saved.
func (d *trial) try(f fault) (r tried) {
	q := d.place.copied(fmt.Sprint(f.kind, f.at))
	defer os.RemoveAll(q.dir)
	w := d.run(q, f)
	calls, err := readCalls(q.path("calls"), false)
	if err != nil {
		return tried{err: err}
	}
	for _, c := range calls {
		r.struck = r.struck || c.struck
	}
	got, err := q.picture()
	r.saved, r.doubtful = got == d.last, w.doubtful()
	switch killed := r.struck && f.kills(); {
	case err != nil:
		r.err = err
	case got != d.first && got != d.last && !slices.Contains(d.between, got):
		r.err = fmt.Errorf("half saved:\n%s\nbefore:\n%s\nafter:\n%s", got, d.first, d.last)
	case w.acknowledged != r.saved && !killed && !r.doubtful:
		r.err = fmt.Errorf("saved: %v, but it told %q, %q", r.saved, tail(w.out), w.messages)
	case r.doubtful && !f.lasts(d.calls[f.at-1]):
		r.err = fmt.Errorf("it could know, and told %q", w.messages)
	case w.acknowledged && !r.saved:
		r.err = errors.New("it was acknowledged but is not there")
	case killed != (w.code == -1) || !killed && !w.acknowledged && (w.code != 2 || w.messages == ""):
		r.err = fmt.Errorf("exit code %d: %q, %q", w.code, tail(w.out), w.messages)
	case !r.saved:
		r.err = d.anew(q)
	}
	return r
}

// anew does it once more, now that nothing strikes.
func (d *trial) anew(q *place) error {
	if w := d.run(q, fault{}); !w.acknowledged {
		return fmt.Errorf("once more, exit code %d: %q, %q", w.code, tail(w.out), w.messages)
	}
	if got, err := q.picture(); err != nil || got != d.last {
		return fmt.Errorf("once more, it ends otherwise: %v\n%s\nwant\n%s", err, got, d.last)
	}
	return nil
}

// faults are those that can strike the command: every kind at every call. Those that begin or end a row of the same
// call on the same file, where what is done changes, come apart.
func (d *trial) faults() (borders, others []fault) {
	for i, c := range d.calls {
		like := func(j int) bool { return d.calls[j].op == c.op && d.calls[j].file == c.file }
		border := i == 0 || i == len(d.calls)-1 || !like(i-1) || !like(i+1)
		for _, k := range faultKinds {
			switch {
			case k.writes && c.op != "write":
			case border:
				borders = append(borders, fault{i + 1, k.name})
			default:
				others = append(others, fault{i + 1, k.name})
			}
		}
	}
	return borders, others
}

// drawn are the faults of a run: all of them in the full one, else so many, and always one that comes before everything
// and one that comes after.
func (d *trial) drawn(n int) []fault {
	d.place.t.Helper()
	borders, others := d.faults()
	if full() {
		return append(borders, others...)
	}
	r := seeded(d.place.t)
	r.Shuffle(len(borders), func(i, j int) { borders[i], borders[j] = borders[j], borders[i] })
	r.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	chosen := append(borders[:min(len(borders), 2*n/3)], others[:min(len(others), n/3)]...)
	return append(chosen, fault{1, "kill"}, fault{len(d.calls), "after"})
}

// walk lets faults strike one after the other.
func (d *trial) walk(n int) {
	d.place.t.Helper()
	chosen := d.drawn(n)
	var (
		work    sync.WaitGroup
		mu      sync.Mutex
		next    int
		tallied = map[string]int{}
		saved   = map[bool]int{}
	)
	for range 2 {
		work.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(chosen) {
					return
				}
				r := d.try(chosen[i])
				mu.Lock()
				tallied[r.sort()]++
				saved[r.saved]++
				mu.Unlock()
				if r.err != nil {
					d.place.t.Errorf("%s at call %d (%v): %v", chosen[i].kind, chosen[i].at, d.callAt(chosen[i].at), r.err)
				}
			}
		})
	}
	work.Wait()
	d.place.t.Logf("%d calls, %d faults: %v", len(d.calls), len(chosen), tallied)
	if saved[false] == 0 || saved[true] == 0 {
		d.place.t.Error("no fault came before it was saved, or none after: the test has shown nothing")
	}
}

func (d *trial) callAt(n int) string {
	c := d.calls[n-1]
	return fmt.Sprintf("%s %s %d+%d", c.op, c.file, c.offset, c.length)
}

func (r *tried) sort() string {
	switch {
	case !r.struck:
		return "not struck"
	case r.doubtful:
		return "in doubt"
	case r.saved:
		return "saved"
	}
	return "not saved"
}

// newTerm is a place where a third of sixty devices are held, and a file that gives all of them: to new people, to
// people with another name, and in some rows wrongly.
func newTerm(t *testing.T) *place {
	t.Helper()
	p := newClass(t, 60)
	held, again := "Serial Number,Asset Tag,User ID,Full Name,Position\n", "Serial Number,Asset Tag,User ID,Full Name,Position\n"
	for i := range 60 {
		if i%3 == 0 {
			held += fmt.Sprintf("KC%08d,8%06d,kid.%d,Kid Invented%d,student\n", i, i, i, i)
		}
		again += fmt.Sprintf("KC%08d,8%06d,%s\n", i, i, []string{
			fmt.Sprintf("kid.%d,Kid Renamed%d,teacher", i, i), fmt.Sprintf("late.%d,Late Invented%d,student", i, i),
			fmt.Sprintf("new.%d,New Invented%d,teacher", i, i), fmt.Sprintf("late.%d,,captain", i),
		}[i%4])
	}
	p.write("held.csv", held)
	p.write("again.csv", again)
	p.run(0, "import", "held.csv", "--site", "OAK", "--mode", "assign", "--yes")
	return p
}

// againImport exits with 1: some of its rows are wrong.
var againImport = []string{"import", "again.csv", "--site", "OAK", "--mode", "assign", "--yes", "--include-held"}

// TestImport_R80_AFaultAtEveryCall_NeverHalfNeverAFalseWord lets the calls by which an import changes files fail, or
// kill it, one after the other.
func TestImport_R80_AFaultAtEveryCall_NeverHalfNeverAFalseWord(t *testing.T) {
	p := newTerm(t)
	newTrial(p, faultLibrary(t), "Saved:", append([]string{"homeroom"}, againImport...)...).walk(size(0, 80, 12))
}

// TestUndo_R87_AFaultAtEveryCall_NeverHalfNeverAFalseWord does so to the undo of that import.
func TestUndo_R87_AFaultAtEveryCall_NeverHalfNeverAFalseWord(t *testing.T) {
	p := newTerm(t)
	p.run(1, againImport...)
	newTrial(p, faultLibrary(t), "Put back:", "homeroom", "undo", "3", "--yes").walk(size(0, 80, 12))
}

// TestReview_R80_AFaultAtEveryCall_NeverHalfNeverAFalseWord does so to what a review keeps: the file that is reviewed,
// decisions, a mend, and the word with which it is taken over.
func TestReview_R80_AFaultAtEveryCall_NeverHalfNeverAFalseWord(t *testing.T) {
	library := faultLibrary(t)
	for _, does := range []string{"begin", "decide", "mend", "throw away"} {
		t.Run(does, func(t *testing.T) {
			p := newTerm(t)
			if does != "begin" {
				p.look("again.csv", "assign")
			}
			newTrial(p, library, "Kept", "clerk", does).walk(size(0, 20, 4))
		})
	}
}

// TestImportPlain_R80_AFaultAtEveryCall_NeverAFalseWordAboutDecisions does so to a review in numbered lines: one decision,
// and out.
func TestImportPlain_R80_AFaultAtEveryCall_NeverAFalseWordAboutDecisions(t *testing.T) {
	p := newTerm(t)
	d := &trial{
		place: p, library: faultLibrary(t), saved: "what was decided is kept", input: "l\nq\n",
		args: []string{"homeroom", "import", "again.csv", "--site", "OAK", "--mode", "assign", "--plain"},
	}
	d.begin()
	begun := strings.Replace(d.last, `, line 3 later ""`, "", 1) // the review is kept, and then the decision
	if begun == d.last {
		t.Fatalf("the decision is not found in\n%s", d.last)
	}
	d.between = []string{begun}
	d.walk(size(0, 40, 8))
}
