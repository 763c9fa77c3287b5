package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/procedure"
)

// walked is a procedure on records of its own, with all that it takes to come to its end.
type walked struct {
	name   string
	before [][]string          // commands that make the records ready
	start  []string            // after "checklist start"
	given  map[string][]string // name of a step → what it asks for
	helped map[string][]string // name of a step → the command after which it can be done
}

func procedures() []walked {
	return []walked{
		{
			name:   "removal",
			before: [][]string{{"scopes", "new", "Maths", "--site", "OAK", "--title", "Pad", "--yes"}, {"scopes", "add", "Maths", "avery.lane", "--yes"}},
			start:  []string{"removal", "--user", "avery.lane"},
		},
		{
			name:  "adding",
			start: []string{"adding", "--user", "dana.fox", "--device", "2000002"},
			given: map[string][]string{"user": {"name=Dana Fox"}, "position": {"position=teacher"}},
		},
		{
			name:   "replacement",
			before: [][]string{{"assign", "2000002", "blake.moss", "--yes"}},
			start:  []string{"replacement", "--device", "2000001", "--to", "2000002"},
		},
		{
			name:   "start-of-year",
			before: [][]string{{"depart", "blake.moss", "--yes"}},
			start:  []string{"start-of-year", "--site", "OAK"},
			helped: map[string][]string{
				"revoke": {"depart", "blake.moss", "--off", "--yes"},
				"save":   {"import", "new.csv", "--mode", "assign", "--site", "OAK", "--yes"},
			},
		},
		{
			name:   "end-of-year",
			before: [][]string{{"depart", "blake.moss", "--yes"}},
			start:  []string{"end-of-year", "--site", "OAK"},
			helped: map[string][]string{"save": {"import", "leavers.csv", "--mode", "revoke", "--site", "OAK", "--yes"}},
		},
	}
}

// newSchool is a place with a few people and devices: a teacher with a MacBook Air and an iPad among them.
func newSchool(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	p.write("stock.csv", "Serial Number,Asset Tag\nKC00000001,2000001\nKC00000002,5000001\nKC00000003,5000002\nKC00000004,2000002\nKC00000005,5000003\n")
	p.write("assign.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nKC00000001,2000001,avery.lane,Avery Lane,teacher\n"+
		"KC00000002,5000001,avery.lane,Avery Lane,teacher\nKC00000003,5000002,blake.moss,Blake Moss,student\n")
	p.write("new.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nKC00000005,5000003,casey.reed,Casey Reed,student\n")
	p.write("leavers.csv", "Serial Number,Asset Tag,Delete\nKC00000003,5000002,KC00000003\n")
	p.run(0, "import", "stock.csv", "--site", "OAK", "--solution", "primary", "--yes")
	p.run(0, "import", "assign.csv", "--mode", "assign", "--yes")
	return p
}

// TestChecklist_R32_KilledAtAnyStep_IsFoundAgainThere kills every step of every procedure.
func TestChecklist_R32_KilledAtAnyStep_IsFoundAgainThere(t *testing.T) {
	for _, c := range procedures() {
		t.Run(c.name, func(t *testing.T) {
			p := newSchool(t)
			for _, command := range c.before {
				p.run(0, command...)
			}
			tally := tally{}
			begun := append([]string{"checklist", "start"}, c.start...)
			tally.kill(t, p, begun, "Begun:")
			p.run(0, begun...)
			for p.walking(&c) {
				do := append([]string{"checklist", "do", "1", "--yes"}, c.given[p.step()]...)
				tally.kill(t, p, do, "Done:")
				p.run(0, do...)
			}
			tally.check(t)
		})
	}
}

// TestChecklist_R33_KilledWhileAbandoned_PutsAllBackOrNothing kills what is done to a checklist itself.
func TestChecklist_R33_KilledWhileAbandoned_PutsAllBackOrNothing(t *testing.T) {
	p := newSchool(t)
	p.run(0, "checklist", "start", "removal", "--user", "avery.lane")
	for range 9 { // until the user record is deleted
		p.run(0, "checklist", "do", "1", "--yes")
	}
	tally := tally{}
	tally.kill(t, p, []string{"checklist", "hand-over", "1", "kim", "--note", "away"}, "Handed over")
	tally.kill(t, p, []string{"checklist", "note", "1", "later"}, "Noted")
	tally.kill(t, p, []string{"checklist", "abandon", "1", "--put-back", "--yes"}, "Abandoned:")
	tally.check(t)
}

// show is what homeroom checklist show --json says of the only checklist.
func (p *place) show() (s struct {
	State, Step string
	Steps       []struct {
		Key, Name  string
		Number, Of int
		Blocked    []string
	}
},
) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.run(0, "checklist", "show", "1", "--json")), &s); err != nil {
		p.t.Fatal(err)
	}
	return s
}

// step is the name of the step that it is the turn of.
func (p *place) step() string {
	p.t.Helper()
	name, _, _ := strings.Cut(p.show().Step, " ")
	return name
}

// walking reports whether a step is left to be done, once what it waits for is done.
func (p *place) walking(c *walked) bool {
	p.t.Helper()
	for {
		shown := p.show()
		if shown.State != "open" {
			return false
		}
		i := 0
		for shown.Steps[i].Key != shown.Step {
			i++
		}
		command := c.helped[shown.Steps[i].Name]
		if len(shown.Steps[i].Blocked) == 0 || command == nil {
			return true
		}
		p.run(0, command...)
	}
}

// tally counts how the runs that were killed had ended.
type tally struct{ none, all int }

// kill runs a command many times, each on records of its own, and kills it with SIGKILL at moments drawn over its whole
// life, half of them after it told what it does. What is on record then is what was there before, or all that the
// command does; and all, where that was acknowledged.
func (y *tally) kill(t *testing.T, p *place, args []string, saved string) {
	t.Helper()
	times := 16
	if testing.Short() || raceDetector {
		times = 4
	}
	d := deed{place: p, args: args, told: func(string) bool { return true }, saved: saved}
	before, whole := p.copied("before"), p.copied("whole")
	first, err := before.picture()
	if err != nil {
		t.Fatal(err)
	}
	whole.run(0, args...)
	last, err := whole.picture()
	if err != nil || first == last {
		t.Fatalf("%v changes nothing, or: %v", args, err)
	}
	life, saving := d.lifetime()
	moments := make(chan moment)
	drawn := uint64(y.none + y.all) // other moments for every command
	go func() {
		defer close(moments)
		r := rand.New(rand.NewPCG(4, drawn))
		for i := range times {
			m := moment{number: i, after: time.Duration(r.Float64() * 1.5 * float64(life))}
			if m.told = i%2 == 0; m.told {
				m.after = time.Duration(r.Float64() * 2 * float64(saving))
			}
			moments <- m
		}
	}()
	var (
		workers sync.WaitGroup
		count   sync.Mutex
	)
	for range 2 {
		workers.Go(func() {
			for m := range moments {
				all := d.endsAs(m, first, last)
				count.Lock()
				if all {
					y.all++
				} else {
					y.none++
				}
				count.Unlock()
			}
		})
	}
	workers.Wait()
}

func (y *tally) check(t *testing.T) {
	t.Helper()
	t.Logf("nothing saved %d times, all saved %d times", y.none, y.all)
	if y.none == 0 {
		t.Error("no run was killed before it had saved: the test has shown nothing")
	}
}

// endsAs kills one run at the moment and compares what is on record then. It reports whether all was saved.
func (d deed) endsAs(m moment, first, last string) (all bool) {
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
	got, err := q.picture()
	all = got == last
	switch {
	case err != nil:
		t.Errorf("%v, kill %d, %v in: %v", d.args, m.number, m.after, err)
	case !all && got != first:
		t.Errorf("%v, kill %d, %v in: half done:\n%s\nbefore:\n%s\nafter:\n%s", d.args, m.number, m.after, got, first, last)
	case acknowledged && !all:
		t.Errorf("%v, kill %d, %v in: it was acknowledged but is not there", d.args, m.number, m.after)
	}
	if err := os.RemoveAll(q.dir); err != nil {
		t.Error(err)
	}
	return all
}

// picture verifies the records and writes them all down, with the step at which the checklist is found again.
func (p *place) picture() (string, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, p.db(), store.Options{})
	if err != nil {
		return "", err
	}
	defer st.Close()
	faults, _, err := st.Verify(ctx)
	if err != nil || len(faults) > 0 {
		return "", fmt.Errorf("verify: %v %v", faults, err)
	}
	var b strings.Builder
	for _, read := range []func() (any, error){
		func() (any, error) { return st.Devices(ctx) },
		func() (any, error) { return st.Users(ctx) },
		func() (any, error) { return st.Members(ctx) },
		func() (any, error) { return st.Checklists(ctx) },
		func() (any, error) {
			w, err := procedure.Load(ctx, st, "1")
			if store.CodeOf(err) == store.CodeNotFound {
				return "no checklist", nil
			}
			if s := w.Now(); s != nil {
				return fmt.Sprint("at ", s.Key, s.Blocked), err
			}
			return "over", err
		},
	} {
		v, err := read()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%+v\n", v)
	}
	return b.String(), nil
}
