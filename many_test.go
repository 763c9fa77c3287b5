package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
)

// Twelve devices are edited by everybody: the Room of each counts how often. Two importers bring rooms and
// models of others, each of its own, and the model of two that are counted.
const (
	countedDevices  = 12
	importedDevices = 20
)

func countedSerial(n int) string { return fmt.Sprintf("KC%08d", n) }

// countUp does so many edits, as a screen does: it reads, plans, saves, and plans again where somebody was quicker.
func countUp(ctx context.Context, st *store.Store, args []string) error {
	who := args[0]
	edits, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	again := 0
	for range edits {
		for serial := countedSerial(rand.IntN(countedDevices)); ; again++ {
			err := countOne(ctx, st, who, serial)
			if moved := new(store.ConflictError); errors.As(err, &moved) {
				continue
			}
			if err != nil {
				return err
			}
			break
		}
	}
	fmt.Println("planned again:", again)
	return nil
}

// countOne adds one to the device's Room.
func countOne(ctx context.Context, st *store.Store, who, serial string) error {
	records, err := st.Records(ctx, edit.Wanted(store.KindDevice, []string{serial}, nil))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(records.Device(serial).Room)
	if err != nil {
		return err
	}
	plan := edit.Set(records, store.KindDevice, serial, []edit.Value{{Field: store.FieldRoom, Text: strconv.Itoa(n + 1)}})
	if plan.Failed() || len(plan.Changes) != 1 {
		return fmt.Errorf("%s in room %d: %v", serial, n, plan.Findings)
	}
	_, err = st.Apply(ctx, plan.Act(who), plan.Changes)
	return err
}

// TestMany_R85_NoUpdateIsLost lets processes edit the same few devices as fast as they can, beside two importers and
// somebody who makes one backup after the other.
func TestMany_R85_NoUpdateIsLost(t *testing.T) {
	processes, edits := size(20, 6, 4), size(500, 40, 10)
	p := newCrowd(t)
	begun := time.Now()
	var (
		editors, others sync.WaitGroup
		again           atomic.Int64
	)
	over := make(chan struct{})
	for i := range processes {
		editors.Go(func() {
			out := p.calm(0, p.program("clerk", "count up", fmt.Sprintf("clerk%d", i), strconv.Itoa(edits)))
			var n int64
			if _, err := fmt.Sscanf(out, "planned again: %d\nKept", &n); err != nil {
				t.Errorf("clerk %d said %q", i, tail(out))
			}
			again.Add(n)
		})
	}
	imports := [2]*importing{{place: p, number: 0}, {place: p, number: 1}}
	for _, im := range imports {
		others.Go(func() { im.until(over) })
	}
	backups := 0
	others.Go(func() { backups = p.backUp(over) })
	editors.Wait()
	took := time.Since(begun)
	close(over)
	others.Wait()
	t.Logf("%d × %d edits in %v, %d times planned again, beside %d and %d imports and %d backups",
		processes, edits, took, again.Load(), imports[0].saves, imports[1].saves, backups)
	p.checkCrowd(processes*edits, imports)
	if imports[0].saves+imports[1].saves == 0 || backups == 0 {
		t.Error("nobody imported beside it, or nobody made a backup: the test has shown less than it says")
	}
}

// newCrowd is a place where every device is held, and those that are counted stand in room 0.
func newCrowd(t *testing.T) *place {
	t.Helper()
	p := newClass(t, countedDevices+2*importedDevices)
	p.run(0, "import", "assign.csv", "--site", "OAK", "--mode", "assign", "--yes")
	p.with(func(ctx context.Context, st *store.Store) error {
		var serials []string
		for n := range countedDevices {
			serials = append(serials, countedSerial(n))
		}
		records, err := st.Records(ctx, edit.Wanted(store.KindDevice, serials, nil))
		if err != nil {
			return err
		}
		desk := edit.On(records)
		var changes []store.Change
		for _, serial := range serials {
			changes = append(changes, desk.Set(store.KindDevice, serial, []edit.Value{{Field: store.FieldRoom, Text: "0"}}).Changes...)
		}
		_, err = st.Apply(ctx, store.Act{Operator: "tester", Kind: store.ActSetup, Title: "room 0"}, changes)
		return err
	})
	return p
}

// calm runs a process that may end with this exit code or 0, and must show no error. It returns what it wrote.
func (p *place) calm(code int, cmd *exec.Cmd) string {
	out, err := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != 0 && got != code {
		p.t.Errorf("it ended with %v: %s", err, tail(string(out)))
	}
	if containsAny(strings.ToLower(string(out)), []string{"locked", "busy", "i/o", "panic", "data race", "homeroom:"}) {
		p.t.Errorf("an error was shown: %s", tail(string(out)))
	}
	return string(out)
}

// importing is somebody who imports one file after the other.
type importing struct {
	place  *place
	number int
	saves  int
	round  int // the last one that was saved
}

// until imports until the others are done. Rows whose devices move meanwhile are held back, and told.
func (im *importing) until(over <-chan struct{}) {
	for round := 1; ; round++ {
		rows := "Serial Number,Asset Tag,Device Type,Room\n"
		for _, n := range im.devices() {
			rows += fmt.Sprintf("KC%08d,8%06d,Model %d,R%d\n", n, n, round, round)
		}
		for _, n := range []int{2 * im.number, 2*im.number + 1} {
			rows += fmt.Sprintf("KC%08d,8%06d,Model %d,\n", n, n, round)
		}
		file := fmt.Sprintf("rooms%d.csv", im.number)
		if err := os.WriteFile(im.place.path(file), []byte(rows), 0o600); err != nil {
			im.place.t.Error(err)
			return
		}
		out := im.place.calm(1, im.place.command("import", file, "--site", "OAK", "--mode", "inventory", "--yes"))
		if strings.Contains(out, "\nSaved:") {
			im.saves++
			im.round = round
		}
		select {
		case <-over:
			return
		default:
		}
	}
}

// devices are the importer's own.
func (im *importing) devices() (list []int) {
	for i := range importedDevices {
		list = append(list, countedDevices+im.number*importedDevices+i)
	}
	return list
}

// backUp makes one backup after the other, each of a moment not before the last, and opens and checks it.
func (p *place) backUp(over <-chan struct{}) (made int) {
	last := 0
	for {
		name := fmt.Sprintf("backup%d.db", made)
		p.calm(0, p.command("backup", name))
		counted, err := countedIn(p.path(name))
		switch {
		case err != nil:
			p.t.Errorf("backup %d: %v", made, err)
			return made
		case counted < last:
			p.t.Errorf("backup %d has %d edits, the one before it %d", made, counted, last)
		}
		last, made = counted, made+1
		select {
		case <-over:
			return made
		default:
		}
	}
}

// countedIn verifies a database and returns how many edits its devices count, which are as many as its history has.
func countedIn(path string) (counted int, err error) {
	ctx := context.Background()
	st, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return 0, err
	}
	defer func() {
		st.Close()
		for _, companion := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + companion)
		}
	}()
	if faults, _, err := st.Verify(ctx); err != nil || len(faults) > 0 {
		return 0, fmt.Errorf("verify: %v %v", faults, err)
	}
	for n := range countedDevices {
		d, err := st.Device(ctx, countedSerial(n))
		if err != nil {
			return 0, err
		}
		room, err := strconv.Atoi(d.Room)
		if err != nil {
			return 0, err
		}
		counted += room
	}
	acts, err := st.Acts(ctx, 1<<20)
	edits := 0
	for i := range acts {
		if acts[i].Kind == store.ActEdit {
			edits++
		}
	}
	if err == nil && edits != counted {
		err = fmt.Errorf("%d edits in the history, and the devices count %d: no moment", edits, counted)
	}
	return counted, err
}

// checkCrowd wants every edit to count once, in the records and in the history, and every import to be there.
func (p *place) checkCrowd(edits int, imports [2]*importing) {
	p.t.Helper()
	p.with(func(ctx context.Context, st *store.Store) error {
		acts, err := st.Acts(ctx, 1<<20)
		if want := 3 + edits + imports[0].saves + imports[1].saves; len(acts) != want {
			p.t.Errorf("%d saves in the history, want %d", len(acts), want)
		}
		for n := range countedDevices {
			if err == nil {
				err = p.checkCounted(ctx, st, countedSerial(n))
			}
		}
		for _, im := range imports {
			for _, n := range im.devices() {
				d, err := st.Device(ctx, countedSerial(n))
				if want := fmt.Sprintf("R%d", im.round); err != nil || im.saves > 0 && d.Room != want {
					p.t.Errorf("%s stands in room %q, and was imported into %q last: %v", d.Serial, d.Room, want, err)
				}
			}
		}
		return err
	})
	data, err := os.ReadFile(p.db())
	if wal, none := os.ReadFile(p.db() + "-wal"); err != nil || none == nil && len(wal) > 0 {
		p.t.Errorf("something is left of the log when all have gone: %v", err)
	}
	last := filepath.Join(p.dir, "last.db")
	if err := os.WriteFile(last, bytes.Clone(data), 0o600); err != nil {
		p.t.Fatal(err)
	}
	if counted, err := countedIn(last); err != nil || counted != edits {
		p.t.Errorf("%d edits were done, and the devices count %d: %v", edits, counted, err)
	}
}

// checkCounted walks a device's history: every edit found what the one before it left.
func (p *place) checkCounted(ctx context.Context, st *store.Store, serial string) error {
	story, err := st.HistoryOf(ctx, store.KindDevice, serial)
	if err != nil {
		return err
	}
	d, err := st.Device(ctx, serial)
	room := ""
	for _, e := range story {
		for _, f := range e.Fields {
			if f.Field != store.FieldRoom {
				continue
			}
			before, _ := strconv.Atoi(f.Old)
			if after, _ := strconv.Atoi(f.New); f.Old != room || f.Old != "" && after != before+1 {
				p.t.Errorf("%s, change c%d: %q → %q, where %q stood: an update is lost", serial, e.ID, f.Old, f.New, room)
			}
			room = f.New
		}
	}
	if d.Room != room {
		p.t.Errorf("%s stands in room %q, and in the history in %q", serial, d.Room, room)
	}
	return err
}
