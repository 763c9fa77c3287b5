package main

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"homeroom/store"
)

// sector is what a disk writes whole or not at all.
const sector = 512

// disk is what the calls of a log have done to a folder: what a power cut cannot take any more, and what nobody has
// asked the disk to keep yet.
type disk struct {
	sure    map[string]*inode // the folder, as it is after a power cut at the worst
	now     map[string]*inode // the folder, as the program sees it
	entries []entryCall       // creations and removals since the folder was synced
	acks    int               // how many steps were acknowledged
}

// inode is a file's content: what was synced, and the writes and truncations since.
type inode struct {
	data    []byte
	pending []call
}

type entryCall struct {
	name string
	file *inode // nil where it was removed
}

// do does a call of the log.
func (d *disk) do(c call) {
	f := d.now[c.file]
	switch {
	case c.file == markFile:
		if c.op == "write" && c.offset == 0 && len(c.data) >= 64 {
			d.acks = int(binary.BigEndian.Uint32(c.data[60:64]))
		}
	case strings.HasPrefix(c.file, markFile) || strings.HasSuffix(c.file, "-shm"): // shared memory is gone after a power cut
	case c.op == "create":
		f = &inode{}
		d.now[c.file] = f
		d.entries = append(d.entries, entryCall{c.file, f})
	case c.op == "unlink":
		delete(d.now, c.file)
		d.entries = append(d.entries, entryCall{name: c.file})
	case c.op == "sync" && c.file == ".":
		d.sure, d.entries = maps.Clone(d.now), nil
	case c.op == "sync":
		f.data, f.pending = f.with(f.pending), nil
	default:
		f.pending = append(f.pending, c)
	}
}

// with is the content with so many of the pending calls done.
func (f *inode) with(calls []call) []byte {
	data := slices.Clone(f.data)
	for _, c := range calls {
		size := c.offset
		if c.op == "write" {
			size = max(int64(len(data)), c.offset+int64(len(c.data)))
		}
		if grow := size - int64(len(data)); grow > 0 {
			data = append(data, make([]byte, grow)...)
		}
		if data = data[:size]; c.op == "write" {
			copy(data[c.offset:], c.data)
		}
	}
	return data
}

// allKept is the power cut that loses nothing.
const allKept = 1

// How a power cut treats what was not synced.
var cuts = []struct {
	name    string
	entries func(r *rand.Rand, n int) int // of so many creations and removals, how many are kept
	writes  func(r *rand.Rand, c call) []call
}{
	{"all lost", func(*rand.Rand, int) int { return 0 }, func(*rand.Rand, call) []call { return nil }},
	{"all kept", func(_ *rand.Rand, n int) int { return n }, func(_ *rand.Rand, c call) []call { return []call{c} }},
	{"some kept", func(r *rand.Rand, n int) int { return r.IntN(n + 1) }, func(r *rand.Rand, c call) []call {
		return []call{c}[:r.IntN(2)]
	}},
	{"torn", func(r *rand.Rand, n int) int { return r.IntN(n + 1) }, torn},
}

// torn keeps some of a write's sectors.
func torn(r *rand.Rand, c call) (kept []call) {
	if c.op != "write" {
		return []call{c}[:r.IntN(2)]
	}
	for from := int64(0); from < int64(len(c.data)); {
		to := min(from+sector-(c.offset+from)%sector, int64(len(c.data)))
		if r.IntN(4) > 0 {
			kept = append(kept, call{op: c.op, file: c.file, offset: c.offset + from, data: c.data[from:to]})
		}
		from = to
	}
	return kept
}

// cut writes into a folder what is there after a power cut.
func (d *disk) cut(r *rand.Rand, how int, folder string) error {
	there := maps.Clone(d.sure)
	for _, e := range d.entries[:cuts[how].entries(r, len(d.entries))] {
		if there[e.name] = e.file; e.file == nil {
			delete(there, e.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		var kept []call
		for _, c := range there[name].pending {
			kept = append(kept, cuts[how].writes(r, c)...)
		}
		if err := os.WriteFile(filepath.Join(folder, name), there[name].with(kept), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// storm is a log of a working day, to be cut anywhere.
type storm struct {
	t      *testing.T
	before []byte // the database when the log begins
	calls  []call
	states []string // what is on record before the first acknowledgement, and after each
	seed   uint64
	mu     sync.Mutex
	early  int // cuts after which something was there that was not acknowledged yet
}

// powerCut is a moment: after so many calls, treating what was not synced so.
type powerCut struct{ after, how int }

func (s *storm) begin() *disk {
	first := map[string]*inode{"homeroom.db": {data: s.before}}
	return &disk{sure: first, now: maps.Clone(first)}
}

// play cuts the power at moments in their order.
func (s *storm) play(moments []powerCut, each func(*disk, powerCut)) {
	d, done := s.begin(), 0
	for _, m := range moments {
		for ; done < m.after; done++ {
			d.do(s.calls[done])
		}
		each(d, m)
	}
}

// acknowledged finds what is on record at each acknowledgement.
func (s *storm) acknowledged() {
	s.t.Helper()
	var all []powerCut
	for n := range len(s.calls) + 1 {
		all = append(all, powerCut{n, allKept})
	}
	s.play(all, func(d *disk, m powerCut) {
		if d.acks < len(s.states) {
			return
		}
		state, err := s.found(d, m, filepath.Join(s.t.TempDir(), "now"))
		if err != nil || slices.Contains(s.states, state) || d.acks > len(s.states) {
			s.t.Fatalf("step %d changes nothing, or: %v", d.acks, err)
		}
		s.states = append(s.states, state)
	})
}

// found opens what a power cut left, verifies it, and writes down all that is on record.
func (s *storm) found(d *disk, m powerCut, folder string) (string, error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	if err := d.cut(rand.New(rand.NewPCG(s.seed, uint64(m.after))), m.how, folder); err != nil {
		return "", err
	}
	return rawPicture(filepath.Join(folder, "homeroom.db"))
}

// try cuts the power and looks: what was acknowledged is there, and at most the one step more that was under way.
func (s *storm) try(d *disk, m powerCut, folder string) {
	got, err := s.found(d, m, folder)
	state := slices.Index(s.states, got)
	what := fmt.Sprintf("power cut after call %d of %d, %s, %d steps acknowledged", m.after, len(s.calls), cuts[m.how].name, d.acks)
	switch {
	case err != nil:
		s.t.Errorf("%s: %v", what, err)
	case state < 0:
		s.t.Errorf("%s: what is found was never on record:\n%s", what, tail(got))
	case state < d.acks || state > d.acks+1:
		s.t.Errorf("%s: %d are found", what, state)
	case state > d.acks:
		s.mu.Lock()
		s.early++
		s.mu.Unlock()
	}
}

// moments are where the power is cut: everywhere in the full run, else so many drawn, half of them where it is not just
// one more write to the log of the database.
func (s *storm) moments(r *rand.Rand, drawn int) []powerCut {
	var all, apart []powerCut
	for n := range len(s.calls) + 1 {
		for how := range cuts {
			all = append(all, powerCut{n, how})
			if n > 0 && (s.calls[n-1].op != "write" || s.calls[n-1].file == "homeroom.db") {
				apart = append(apart, powerCut{n, how})
			}
		}
	}
	if full() {
		return all
	}
	var some []powerCut
	for range drawn / 2 {
		some = append(some, all[r.IntN(len(all))], apart[r.IntN(len(apart))])
	}
	marked := slices.IndexFunc(s.calls, func(c call) bool { return strings.HasPrefix(c.file, markFile) })
	some = append(some, powerCut{marked, allKept}) // one that comes when the first step is done and not acknowledged
	slices.SortFunc(some, func(a, b powerCut) int { return a.after - b.after })
	return some
}

// newStorm lets a clerk work a term under the library, which writes down all that it asks of the disk.
func newStorm(t *testing.T, edits int) *storm {
	t.Helper()
	p := newTerm(t)
	before, err := os.ReadFile(p.db())
	if err != nil {
		t.Fatal(err)
	}
	p.calm(0, p.under(faultLibrary(t), p.path("calls"), fault{}, true, p.program("clerk", "work a term", strconv.Itoa(edits))))
	s := &storm{t: t, before: before}
	if s.calls, err = readCalls(p.path("calls"), true); err != nil {
		t.Fatal(err)
	}
	emptied := func(c call) bool { return c.op == "sync" && c.file == "homeroom.db" }
	if first := slices.IndexFunc(s.calls, emptied); edits >= 40 && first > len(s.calls)-200 {
		t.Fatalf("the log was written into the database at call %d of %d only: there is too little work", first, len(s.calls))
	}
	s.acknowledged()
	if last, err := rawPicture(p.db()); err != nil || last != s.states[len(s.states)-1] {
		t.Fatalf("the log does not lead to the database as it is: %v", err)
	}
	return s
}

// TestPowerCut_R80_WhatWasAcknowledgedIsThere_AndNothingHalf cuts the power anywhere in a term's work: a review, an
// import and its undo, edits until the log is written into the database and begun anew, and a program that ends and
// begins again.
func TestPowerCut_R80_WhatWasAcknowledgedIsThere_AndNothingHalf(t *testing.T) {
	s := newStorm(t, size(40, 40, 4))
	r := seeded(t)
	s.seed = r.Uint64()
	moments := s.moments(r, size(0, 150, 30))
	var work sync.WaitGroup
	const workers = 2
	for w := range workers {
		var mine []powerCut
		for i := w; i < len(moments); i += workers {
			mine = append(mine, moments[i])
		}
		folder := filepath.Join(t.TempDir(), "cut")
		work.Go(func() { s.play(mine, func(d *disk, m powerCut) { s.try(d, m, folder) }) })
	}
	work.Wait()
	t.Logf("%d calls, %d steps, %d power cuts; %d times the step under way was there already", len(s.calls), len(s.states)-1, len(moments), s.early)
	if s.early == 0 {
		t.Error("no power cut came between a save and its acknowledgement: the test has shown less than it says")
	}
}

// rawPicture opens and verifies a database, and writes down every row of it.
func rawPicture(path string) (string, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return "", err
	}
	defer st.Close()
	if faults, _, err := st.Verify(ctx); err != nil || len(faults) > 0 {
		return "", fmt.Errorf("verify: %v %v", faults, err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		return "", err
	}
	defer db.Close()
	tables, err := column(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, table := range tables {
		columns, err := column(db, "SELECT 'quote('||name||')' FROM pragma_table_info(?)", table)
		if err != nil {
			return "", err
		}
		rows, err := column(db, "SELECT concat_ws(',', "+strings.Join(columns, ", ")+") FROM "+table+" ORDER BY 1")
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s: %s\n", table, strings.Join(rows, "\n  "))
	}
	return b.String(), nil
}

// column reads the only column of a query.
func column(db *sql.DB, query string, args ...any) (list []string, err error) {
	rows, err := db.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
