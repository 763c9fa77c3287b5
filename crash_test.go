package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"homeroom/store"
)

const crashRows = 2000

// class makes up a site with n devices and an assign file that gives each to a new person.
func class(n int) (stock, assign string) {
	var s, a strings.Builder
	s.WriteString("Serial Number,Asset Tag\n")
	a.WriteString("Serial Number,Asset Tag,User ID,Full Name,Position\n")
	for i := range n {
		fmt.Fprintf(&s, "KC%08d,8%06d\n", i, i)
		fmt.Fprintf(&a, "KC%08d,8%06d,kid.%d,Kid Invented%d,student\n", i, i, i, i)
	}
	return s.String(), a.String()
}

// newClass is a place with the stock of a class on record and its assign file beside it.
func newClass(t *testing.T, n int) *place {
	t.Helper()
	p := newPlace(t)
	stock, assign := class(n)
	p.write("stock.csv", stock)
	p.write("assign.csv", assign)
	p.run(0, "import", "stock.csv", "--site", "OAK", "--solution", "primary", "--mode", "inventory", "--yes")
	return p
}

// deed is a command that saves, and how it is seen from outside what it did.
type deed struct {
	place  *place // whose records it begins with
	args   []string
	told   func(line string) bool // its last line before it saves
	saved  string                 // how its acknowledgement begins
	before int                    // people on record before it
}

// TestImport_Killed_SavesAllRowsOrNone kills an import.
func TestImport_Killed_SavesAllRowsOrNone(t *testing.T) {
	p := newClass(t, crashRows)
	d := deed{
		place: p,
		args:  []string{"import", p.path("assign.csv"), "--site", "OAK", "--mode", "assign", "--yes"},
		told:  func(line string) bool { return strings.HasPrefix(line, fmt.Sprint(crashRows, " rows:")) },
		saved: "Saved:",
	}
	d.kill(t, 200, 30)
}

// TestUndo_Killed_PutsAllBackOrNothing kills the undo of that import.
func TestUndo_Killed_PutsAllBackOrNothing(t *testing.T) {
	p := newClass(t, crashRows)
	p.run(0, "import", "assign.csv", "--site", "OAK", "--mode", "assign", "--yes")
	d := deed{
		place:  p,
		args:   []string{"undo", "2", "--yes"},
		told:   func(line string) bool { return line == "" }, // below what will be put back
		saved:  "Put back:",
		before: crashRows,
	}
	d.kill(t, 40, 10)
}

// kill runs the deed so many times, each on records of its own, and kills it with SIGKILL at moments drawn over its
// whole life, half of them after it told what it is about to save.
func (d deed) kill(t *testing.T, times, short int) {
	t.Helper()
	if testing.Short() || raceDetector {
		times = short
	}
	life, saving := d.lifetime()
	moments := make(chan moment)
	go func() {
		defer close(moments)
		r := rand.New(rand.NewPCG(9, uint64(times)))
		for i := range times {
			// Two run at a time, so each is slower than the one that was measured.
			m := moment{number: i, after: time.Duration(r.Float64() * 1.5 * float64(life))}
			if m.told = i%2 == 0; m.told {
				m.after = time.Duration(r.Float64() * 3 * float64(saving))
			}
			moments <- m
		}
	}()
	var (
		workers sync.WaitGroup
		count   sync.Mutex
		none    int
	)
	for range 2 {
		workers.Go(func() {
			for m := range moments {
				if !d.killedAt(m) {
					count.Lock()
					none++
					count.Unlock()
				}
			}
		})
	}
	workers.Wait()
	t.Logf("alone it lived %v, %v of it to save", life, saving)
	t.Logf("killed %d times: nothing saved %d times, all saved %d times", times, none, times-none)
	if none == 0 {
		t.Error("no run was killed before it had saved: the test has shown nothing")
	}
}

// moment is when to kill: so long after the start, or after the preview was told.
type moment struct {
	number int
	told   bool
	after  time.Duration
}

// copied is a place of its own with the same records.
func (p *place) copied(name string) *place {
	p.t.Helper()
	dir := filepath.Join(p.t.TempDir(), name)
	q := &place{p.t, dir}
	data, err := os.ReadFile(p.db())
	if err == nil {
		err = os.MkdirAll(filepath.Dir(q.db()), 0o700)
	}
	if err == nil {
		err = os.WriteFile(q.db(), data, 0o600)
	}
	if err != nil {
		p.t.Error(err)
	}
	return q
}

func (d deed) on(p *place) *exec.Cmd { return p.command(d.args...) }

// lifetime lets one run end by itself: how long it lived, and how long after it had told what it saves.
func (d deed) lifetime() (life, saving time.Duration) {
	d.place.t.Helper()
	cmd := d.on(d.place.copied("whole"))
	told, saved, err := d.start(cmd)
	if err != nil {
		d.place.t.Fatal(err)
	}
	begun := time.Now()
	<-told
	toldAt := time.Since(begun)
	acknowledged := <-saved
	if err := cmd.Wait(); err != nil || !acknowledged {
		d.place.t.Fatalf("it ended with %v, saved: %v", err, acknowledged)
	}
	return time.Since(begun), time.Since(begun) - toldAt
}

// start starts a run and reads what it writes: told is closed when it has told what it saves, and saved gets, when
// nothing more comes, whether the save was acknowledged.
func (d deed) start(cmd *exec.Cmd) (told <-chan struct{}, saved <-chan bool, err error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	preview, end := make(chan struct{}), make(chan bool, 1)
	go func() {
		acknowledged, whole := false, false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			acknowledged = acknowledged || strings.HasPrefix(lines.Text(), d.saved)
			if !whole && d.told(lines.Text()) {
				whole = true
				close(preview)
			}
		}
		if !whole {
			close(preview)
		}
		end <- acknowledged
	}()
	return preview, end, nil
}

// killedAt kills one run at the moment and checks what is on record then. It reports whether all was saved.
func (d deed) killedAt(m moment) (all bool) {
	t, q := d.place.t, d.place.copied(fmt.Sprint("kill", m.number))
	cmd := d.on(q)
	told, saved, err := d.start(cmd)
	if err != nil {
		t.Error(err)
		return false
	}
	if m.told {
		<-told
	}
	<-time.After(m.after)
	_ = cmd.Process.Kill() // it may have ended by itself
	acknowledged := <-saved
	_ = cmd.Wait()
	users, saves, err := q.wholeOrNot()
	all = users != d.before
	switch {
	case err != nil:
		t.Errorf("kill %d, %v in: %v", m.number, m.after, err)
	case all != (saves > d.saves()):
		t.Errorf("kill %d, %v in: %d users after %d saves", m.number, m.after, users, saves)
	case acknowledged && !all:
		t.Errorf("kill %d, %v in: the save was acknowledged but is not there", m.number, m.after)
	}
	if err := os.RemoveAll(q.dir); err != nil {
		t.Error(err)
	}
	return all
}

// saves are the saves before the deed: the stock, and the people if there are any.
func (d deed) saves() int { return 1 + d.before/crashRows }

// wholeOrNot verifies the records and returns how many users are on record, after how many saves; it is an error when
// they are neither none nor all, or when the devices do not agree with that.
func (p *place) wholeOrNot() (users, saves int, err error) {
	ctx := context.Background()
	st, err := store.Open(ctx, p.db(), store.Options{})
	if err != nil {
		return 0, 0, err
	}
	defer st.Close()
	faults, stats, err := st.Verify(ctx)
	if err != nil || len(faults) > 0 {
		return 0, 0, fmt.Errorf("verify: %v %v", faults, err)
	}
	devices, err := st.Devices(ctx)
	if err != nil {
		return 0, 0, err
	}
	held := 0
	for i := range devices {
		if devices[i].Held() {
			held++
		}
	}
	if stats.Users != held || held != 0 && held != crashRows {
		return 0, 0, fmt.Errorf("%d users, %d devices held, %d saves: neither all nor none", stats.Users, held, stats.Acts)
	}
	return held, stats.Acts, nil
}
