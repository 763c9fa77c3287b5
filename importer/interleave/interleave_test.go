package interleave_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
)

// seed makes the interleavings; another one, by HOMEROOM_SEED, makes others.
const seed = 20261122

// perDatabase is how many interleavings share a database, each with people and devices of its own.
const perDatabase = 100

func TestInterleavings_OfFourOperatorsAgreeWithASimpleModel(t *testing.T) {
	first, count := settings(t)
	t.Logf("seed %d, %d interleavings", first, count)
	started := time.Now()
	all := &tallies{list: map[string]int{}}
	var next, done atomic.Int64
	var wait sync.WaitGroup
	for range workers() {
		wait.Go(func() {
			for !t.Failed() {
				from := int(next.Add(perDatabase)) - perDatabase
				if from >= count {
					return
				}
				batch(t, first, from, min(from+perDatabase, count), all)
				done.Add(1)
			}
		})
	}
	wait.Wait()
	t.Logf("%v\n%s", time.Since(started).Round(time.Second), all)
	if !t.Failed() && count >= 500 {
		all.enough(t, count)
	}
}

// settings are the seed and how many interleavings there are.
func settings(t *testing.T) (first uint64, count int) {
	t.Helper()
	count = 600
	switch {
	case os.Getenv("HOMEROOM_FULL") != "":
		count = 100_000
	case raceDetector || testing.Short():
		count = perDatabase
	}
	number := func(name string, otherwise int) int {
		if text := os.Getenv(name); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return n
		}
		return otherwise
	}
	return uint64(number("HOMEROOM_SEED", seed)), number("HOMEROOM_COUNT", count)
}

func workers() int { return 2 }

// batch does some interleavings in a database of their own, and verifies it in the end.
func batch(t *testing.T, first uint64, from, to int, all *tallies) {
	st := database(t)
	defer st.Close()
	tally := map[string]int{}
	for number := from; number < to && !t.Failed(); number++ {
		ops := random(first, uint64(number))
		if wrong := newSession(st, number-from, tally).run(ops); wrong != "" {
			report(t, first, number, ops)
		}
	}
	if faults, _, err := st.Verify(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("interleavings %d to %d of seed %d: verify finds %v, %v", from, to, first, faults, err)
	}
	all.add(tally)
}

// report shrinks what failed and tells it.
func report(t *testing.T, first uint64, number int, ops []op) {
	st := database(t)
	defer st.Close()
	world, began := 0, time.Now()
	try := func(ops []op) *session {
		world++
		s := newSession(st, world, map[string]int{})
		s.run(ops)
		return s
	}
	smallest := shrink(ops, func(ops []op) bool { return time.Since(began) < time.Minute && try(ops).wrong != "" })
	s := try(smallest)
	var replay []string
	for _, o := range smallest {
		replay = append(replay, o.String())
	}
	t.Errorf("interleaving %d of seed %d, shrunk to %d things:\n\t{\n\t\t%s,\n\t}\n%s\n%s", number, first, len(smallest),
		strings.Join(replay, ",\n\t\t"), strings.Join(s.story, "\n"), s.wrong)
}

// database is a new database with the two sites, and with more devices than any file names: so many that the files are
// compared with what they name alone.
func database(t *testing.T) *store.Store {
	t.Helper()
	dir, err := os.MkdirTemp(memory(), "interleave")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	st, err := store.Open(context.Background(), filepath.Join(dir, "homeroom.db"), store.Options{Now: storetest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	var changes []store.Change
	for _, code := range []string{home, other} {
		changes = append(changes, store.Change{Record: store.KindSite, Key: code, Fields: store.SiteFields(store.Site{Code: code, Name: code, Solution: store.SolutionPrimary})})
	}
	for i := range 100 {
		d := store.Device{Serial: fmt.Sprintf("FTK%08d", i), Site: other, Platform: store.PlatformIOS}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	if _, err := st.Apply(context.Background(), store.Act{Operator: "setup", Kind: store.ActSetup, Title: "sites"}, changes); err != nil {
		t.Fatal(err)
	}
	return st
}

// memory is a folder in memory where the system has one: what a disk makes of a save is another test's question.
func memory() string {
	const folder = "/dev/shm"
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	return ""
}

// tallies count what came of everything.
type tallies struct {
	mu   sync.Mutex
	list map[string]int
}

func (a *tallies) add(tally map[string]int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for k, n := range tally {
		a.list[k] += n
	}
}

func (a *tallies) String() string {
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(a.list)) {
		lines = append(lines, fmt.Sprintf("%8d  %s", a.list[k], k))
	}
	return strings.Join(lines, "\n")
}

// enough makes sure that the interleavings are not too quiet to show anything.
func (a *tallies) enough(t *testing.T, count int) {
	t.Helper()
	for _, what := range []string{
		"edit: saved", "edit: refused", "press: conflict", "save: saved", "save: rows held back as moved", "decide: refused", "mend: taken",
		"undo: back of an import", "undo: partly of an import", "undo: refused of an import", "undo: back of an undo",
		"undo: back of an import, marked lines", "undo: back of a step", "step: removal done", "step: adding done", "step: replacement done",
		"step: refused", "tick: refused", "come back: row turned", "take back: conflict",
	} {
		if a.list[what] < max(1, count/1000) {
			t.Errorf("%q only %d times: the interleavings are too quiet", what, a.list[what])
		}
	}
}
