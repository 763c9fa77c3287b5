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

// TestImport_Killed_SavesAllRowsOrNone kills the program with SIGKILL at moments drawn over its whole life, half of
// them after the preview was written, when it is about to save.
func TestImport_Killed_SavesAllRowsOrNone(t *testing.T) {
	times := 200
	if testing.Short() || raceDetector {
		times = 30
	}
	p := newClass(t, crashRows)
	life, saving := p.lifetime()
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
				if !p.killedAt(m) {
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

func (p *place) assigning(from *place) *exec.Cmd {
	return p.command("import", from.path("assign.csv"), "--site", "OAK", "--mode", "assign", "--yes")
}

// lifetime lets one import end by itself: how long it lived, and how long after it had told its preview.
func (p *place) lifetime() (life, saving time.Duration) {
	p.t.Helper()
	cmd := p.copied("whole").assigning(p)
	told, saved, err := start(cmd)
	if err != nil {
		p.t.Fatal(err)
	}
	begun := time.Now()
	<-told
	toldAt := time.Since(begun)
	acknowledged := <-saved
	if err := cmd.Wait(); err != nil || !acknowledged {
		p.t.Fatalf("the import ended with %v, saved: %v", err, acknowledged)
	}
	return time.Since(begun), time.Since(begun) - toldAt
}

// start starts an import and reads what it writes: told is closed when the preview's counts are out, and saved
// gets, when nothing more comes, whether the save was acknowledged.
func start(cmd *exec.Cmd) (told <-chan struct{}, saved <-chan bool, err error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	preview, end := make(chan struct{}), make(chan bool, 1)
	go func() {
		acknowledged, counted := false, false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			acknowledged = acknowledged || strings.HasPrefix(lines.Text(), "Saved:")
			if !counted && strings.HasPrefix(lines.Text(), fmt.Sprint(crashRows, " rows:")) {
				counted = true
				close(preview)
			}
		}
		if !counted {
			close(preview)
		}
		end <- acknowledged
	}()
	return preview, end, nil
}

// killedAt kills one import at the moment and checks what is on record then. It reports whether the import was.
func (p *place) killedAt(m moment) (all bool) {
	q := p.copied(fmt.Sprint("kill", m.number))
	cmd := q.assigning(p)
	told, saved, err := start(cmd)
	if err != nil {
		p.t.Error(err)
		return false
	}
	if m.told {
		<-told
	}
	<-time.After(m.after)
	_ = cmd.Process.Kill() // it may have ended by itself
	acknowledged := <-saved
	_ = cmd.Wait()
	users, err := q.wholeOrNot()
	switch {
	case err != nil:
		p.t.Errorf("kill %d, %v in: %v", m.number, m.after, err)
	case acknowledged && users == 0:
		p.t.Errorf("kill %d, %v in: the save was acknowledged but is not there", m.number, m.after)
	}
	if err := os.RemoveAll(q.dir); err != nil {
		p.t.Error(err)
	}
	return users > 0
}

// wholeOrNot verifies the records and returns how many users are on record; it is an error when they are neither
// none nor all, or when devices and history do not agree with that.
func (p *place) wholeOrNot() (users int, err error) {
	ctx := context.Background()
	st, err := store.Open(ctx, p.db(), store.Options{})
	if err != nil {
		return 0, err
	}
	defer st.Close()
	faults, stats, err := st.Verify(ctx)
	if err != nil || len(faults) > 0 {
		return 0, fmt.Errorf("verify: %v %v", faults, err)
	}
	devices, err := st.Devices(ctx)
	if err != nil {
		return 0, err
	}
	held := 0
	for i := range devices {
		if devices[i].Held() {
			held++
		}
	}
	if stats.Users != held || held != 0 && held != crashRows || stats.Acts != 1+held/crashRows {
		return 0, fmt.Errorf("%d users, %d devices held, %d saves: neither all nor none", stats.Users, held, stats.Acts)
	}
	return held, nil
}
